import { channelId, userId } from '../../../src/core/ids.ts';
import { actions, bullets, context, header, userText } from '../../../src/core/kit/blocks.ts';
import { messageOf } from '../../../src/core/kit/message.ts';
import { escape } from '../../../src/core/text.ts';

it('sentences are sections, and the text says them', () => {
  const message = messageOf(escape('One.'), escape('Two.'));
  expect(message.blocks.map(({ type }) => type)).toEqual(['section', 'section']);
  expect(message.text).toBe('One.\nTwo.');
});

it('the text says what the blocks say, in their order, and leaves out what is pressed', () => {
  const message = messageOf(
    header('Before & after'),
    userText({ bold: 'a < b' }, ' · ', { person: userId('U1') }, ' · ', { channel: channelId('C1') }),
    bullets([['first'], ['second ', { link: 'https://example.com/x' }]]),
    actions([]),
    context(escape('Small.'), escape('Smaller.')),
  );
  expect(message.text).toBe(
    [
      'Before &amp; after',
      'a &lt; b · <@U1> · <#C1>',
      'first',
      'second https://example.com/x',
      'Small.',
      'Smaller.',
    ].join('\n'),
  );
});

it('what a person typed pings nobody', () => {
  expect(messageOf(userText('<!channel> & <@U1>')).text).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
});

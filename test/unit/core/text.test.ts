import fc from 'fast-check';
import { type Inline, parseMrkdwn } from '../../../sandbox/page/mrkdwn.ts';
import { asHeading, asTyped, clean } from '../../../src/core/text.ts';
import { readPayload } from '../../../src/slack/receivers/payloads.ts';

const plainWords = (inline: readonly Inline[]): string =>
  inline.map((one) => (one.type === 'text' ? one.text : `<${one.type}>`)).join('');
const asSeen = (words: string) =>
  words.replaceAll('∗', '*').replaceAll('ˍ', '_').replaceAll('∼', '~').replaceAll('ˋ', '`');
/** What the sandbox draws of a sentence with these words in it. */
const drawn = (words: string): string =>
  parseMrkdwn(`It says ${asTyped(words)}, and more.`, true)
    .map((part) => (part.type === 'paragraph' ? plainWords(part.children) : `<${part.type}>`))
    .join('');

describe('a person’s words in a sentence', () => {
  it.each(['*bold*', '_so_ and ~so~', '`code`', '(*bold*)', '**', '*a* *b*', '```block```', 'é*b*', '2*3*4'])(
    'look as they were typed: %s',
    (words) => {
      expect(asSeen(drawn(words))).toBe(`It says ${words}, and more.`);
    },
  );

  it('are set in no style, whatever they are', () => {
    const piece = fc.constantFrom('*', '_', '~', '`', 'a', ' ', 'ü', '(', '.', '遅', '<!here>', '&');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const words = pieces.join('');
        expect(asSeen(drawn(words))).toBe(`It says ${words}, and more.`);
      }),
    );
  });

  it('keep addresses that can be opened, and names with signs inside', () => {
    expect(asTyped('https://example.com/_next/*')).toBe('https://example.com/_next/*');
    expect(asTyped('snake_case')).toBe('snake_case');
  });
});

describe('text that comes in', () => {
  /** Half a pair, NUL, and the mark that turns what follows around. */
  const odd = 'a\uD800b\0c\u202Ed\u2067e';

  it('is clean wherever it stands in a payload', () => {
    expect(clean(odd)).toBe('a\uFFFDbcde');
    const body = {
      type: 'view_submission',
      user: { id: 'U1' },
      team: { id: 'T1' },
      view: {
        id: 'V1',
        type: 'modal',
        callback_id: 'learned.share',
        private_metadata: odd,
        state: { values: { what: { what: { value: odd, selected_users: [odd] } } } },
      },
    };
    const read = readPayload(body);
    expect(read.kind).toBe('submission');
    expect(JSON.stringify(read)).not.toMatch(/\\ud800|\\u0000|\u202E|\u2067/);
    expect(JSON.stringify(read).split('a\uFFFDbcde')).toHaveLength(4);
  });

  it('is clean wherever it stands in an event, which is stored as JSON', () => {
    const event = { type: 'message', text: odd, blocks: [{ elements: [{ text: odd }] }] };
    const read = readPayload({ type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event });
    expect(read).toMatchObject({ kind: 'event', body: { event: { text: 'a\uFFFDbcde' } } });
    expect(JSON.stringify(read)).not.toMatch(/\\ud800|\\u0000|\u202E|\u2067/);
  });
});

describe('a sentence as a heading', () => {
  it.each([
    ['Roll back in two steps.', 'Roll back in two steps'],
    ['先に切り戻す。', '先に切り戻す'],
    ['Who is asked?', 'Who is asked?'],
    ['Releases begin at 9 a.m.', 'Releases begin at 9 a.m.'],
    ['And then …', 'And then …'],
    ['And then...', 'And then...'],
  ])('%s keeps no full stop at its end', (sentence, heading) => {
    expect(asHeading(sentence)).toBe(heading);
  });
});

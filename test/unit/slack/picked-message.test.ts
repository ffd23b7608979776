import type { ShortcutPayload } from '../../../src/slack/receivers/payloads.ts';
import { plainWords } from '../../../src/core/text.ts';
import { pickedMessage } from '../../../src/slack/requests/picked-message.ts';

const used = (over: Partial<ShortcutPayload> = {}): ShortcutPayload => ({
  type: 'message_action',
  callback_id: 'any',
  team: { id: 'T1', domain: 'lindgrove' },
  user: { id: 'U1' },
  trigger_id: 'x',
  channel: { id: 'C1', name: 'learning' },
  message_ts: '1795599600.000100',
  message: { text: 'Dry runs &amp; real data', user: 'U2' },
  ...over,
});

describe('the message that a shortcut was used on', () => {
  it('is handed on with its author, its words as Slack writes them and its address in Slack', () => {
    expect(pickedMessage(used())).toEqual({
      text: 'Dry runs &amp; real data',
      author: 'U2',
      link: 'https://lindgrove.slack.com/archives/C1/p1795599600000100',
    });
  });

  it('has no author where an app wrote it, and no address where none can be told', () => {
    expect(pickedMessage(used({ message: { text: 'Built', user: 'U9', bot_id: 'B1' } }))?.author).toBeNull();
    expect(pickedMessage(used({ team: { id: 'T1', domain: 'evil.example/x' } }))?.link).toBeNull();
    expect(pickedMessage(used({ team: undefined }))?.link).toBeNull();
  });

  it('is none for a global shortcut', () => {
    const global = used();
    delete global.channel;
    delete global.message_ts;
    expect(pickedMessage(global)).toBeNull();
  });

  it('reads as one would type it', () => {
    expect(
      plainWords(
        '<https://a.example|the guide> by <@U1> in <#C1|learning> <!here>, <mailto:a@b.example|a@b.example> &lt;b&gt;',
      ),
    ).toBe('the guide (https://a.example) by @… in #learning @here, a@b.example <b>');
  });
});

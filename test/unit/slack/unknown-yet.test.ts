/** What is said of what Lore does not know yet. */
import type { KnownBlock } from '@slack/types';
import { section } from '../../../src/core/kit/blocks.ts';
import { limits } from '../../../src/core/kit/limits.ts';
import { clear, errors, nothing, open, push, type Reply, say, update } from '../../../src/core/listener.ts';
import { escape } from '../../../src/core/text.ts';
import { loreCopy } from '../../../src/slack/copy.ts';
import { withUnknown } from '../../../src/slack/requests/unknown-yet.ts';

const english = loreCopy.in('en', 'UTC');
const german = loreCopy.in('de', 'UTC');
const words = escape('Two actions wait for you.');
const some = { channels: { known: 1240, all: 4000 }, strangers: 0 };
const modal = (blocks: KnownBlock[] = [section(words)]) => ({
  callbackId: 'a',
  metadata: {},
  view: { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'A' }, blocks },
});
const said = (reply: Reply): string => JSON.stringify(reply);

describe('what Lore does not know yet', () => {
  it('is said in every reply that shows something, in the text for screen readers too, and in the reader’s language', () => {
    const message = withUnknown(say({ text: words, blocks: [] }), english, some);
    expect(message).toEqual({
      kind: 'message',
      message: {
        text: 'Two actions wait for you.\nI’m still getting to know this workspace: I’ve looked at about 30% of its channels. Content from the others may be missing here.',
        blocks: [section(words), expect.objectContaining({ type: 'context' })],
      },
    });
    for (const reply of [open(modal()), update(modal()), push(modal())])
      expect(said(withUnknown(reply, german, some))).toContain('Etwa 30\u00A0% seiner Kanäle');
  });

  it('is said without numbers while there are none, and of people where all channels are known', () => {
    const none = { channels: { known: 0, all: 0 }, strangers: 0 };
    expect(said(withUnknown(open(modal()), english, none))).toContain(
      'Some people and channels may be missing here.',
    );
    const three = { channels: null, strangers: 3 };
    expect(said(withUnknown(open(modal()), english, three))).toContain('3 of them are missing here.');
    expect(said(withUnknown(open(modal()), german, { ...three, strangers: 1 }))).toContain(
      'Eine Person fehlt hier noch.',
    );
  });

  it('is not said where everything is known, or nothing is shown', () => {
    const known = { channels: null, strangers: 0 };
    for (const reply of [open(modal()), say({ text: words, blocks: [] })])
      expect(withUnknown(reply, english, known)).toBe(reply);
    for (const reply of [nothing, clear, errors({ about: 'Too long.' })])
      expect(withUnknown(reply, english, some)).toBe(reply);
  });

  it('leaves a reply as it is that has no room for it', () => {
    const full = open(modal(Array.from({ length: limits.viewBlocks }, () => section(words))));
    expect(withUnknown(full, english, some)).toBe(full);
  });
});

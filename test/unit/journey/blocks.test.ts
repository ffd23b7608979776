/** What is drawn of journeys: within Slack's limits, and in the language of whoever reads. */
import { journeyCopy } from '../../../src/features/journey/copy.ts';
import { channelId, rowId, userId } from '../../../src/core/ids.ts';
import { textLength } from '../../../src/core/kit/blocks.ts';
import { limits } from '../../../src/core/kit/limits.ts';
import { languages } from '../../../src/core/languages.ts';
import type { Channel } from '../../../src/core/people.ts';
import { askMessage, firstMessage, invitationMessage } from '../../../src/features/journey/asking/screens.ts';
import { entryMessage, renderPreview } from '../../../src/features/journey/entries/screens.ts';
import { renderTimeline } from '../../../src/features/journey/entries/timeline.ts';
import type { EntryRow, FirstRow, KeepingRow } from '../../../src/features/journey/rows.ts';
import { entriesOf } from '../../../src/features/journey/rules.ts';

const ann = userId('U1');
const row: EntryRow = {
  id: rowId('r1'),
  entry_id: rowId('e1'),
  channel_id: channelId('C1'),
  teller_id: ann,
  question: 'mistake',
  text: `<!channel> *bold* & more ${'a'.repeat(2_975)}`,
  told_at: Date.parse('2026-11-24T10:00:00Z'),
  edited_at: null,
  withdrawn_at: null,
};
const channel = (id: string, over: Partial<Channel> = {}): Channel => ({
  channelId: channelId(id),
  kind: 'public',
  isShared: false,
  isArchived: false,
  hasLore: true,
  name: id,
  tz: 'Europe/Berlin',
  locale: 'en',
  ...over,
});
const asked: KeepingRow = {
  rhythm: 'week',
  nth: 4,
  asked_nth: 3,
  due_on: '2026-12-01',
  next_at: Date.parse('2026-12-01T09:00:00Z'),
  unanswered: 1,
  answered_nth: 0,
  stopped_nth: 0,
  stopped_at: null,
  invited_by: null,
};

describe.each(languages)('in %s', (locale) => {
  const words = journeyCopy.for({ locale, tz: 'Europe/Berlin' });
  const primaries = (blocks: unknown) => JSON.stringify(blocks).split('"style":"primary"').length - 1;

  it('the longest entry fits into a message, whose text says what the blocks say, and pings nobody', () => {
    const { text, blocks } = entryMessage(words, row);
    expect(textLength(blocks)).toBeLessThan(limits.messageText);
    expect(text).toContain('&lt;!channel&gt; bold &amp; more');
    expect(text).not.toContain('<!channel>');
    expect(text).toContain(words.mrkdwn('question.mistake'));
    expect(primaries(blocks)).toBe(0);
  });

  it('a question, an invitation and its waiting have one primary button at most, and are over once they are decided', () => {
    const question = askMessage(words, asked, 3);
    expect(primaries(question?.blocks)).toBe(1);
    expect(askMessage(words, null, 3)).toBeNull();
    for (const over of [{ answered_nth: 3 }, { stopped_nth: 3, recurrence: 'never' as const }])
      expect(askMessage(words, { ...asked, ...over }, 3)).toBeNull();
    expect(primaries(invitationMessage(words, null, ann)?.blocks)).toBe(1);
    expect(invitationMessage(words, asked, ann)).toBeNull();
    expect(invitationMessage(words, { ...asked, rhythm: 'never', invited_by: ann }, ann)).toBeNull();
    const first: FirstRow = {
      id: rowId('f1'),
      channel_id: channelId('C1'),
      teller_id: ann,
      state: 'waiting',
      until: row.told_at,
      ended_by: null,
      ended_at: null,
    };
    expect(JSON.stringify(firstMessage(words, first)?.blocks)).toContain('button');
    for (const state of ['told', 'ended', 'over'] as const)
      expect(firstMessage(words, { ...first, state })).toBeNull();
  });

  it('fifty entries are read in pages', () => {
    const rows = Array.from({ length: 50 }, (_, n) => ({
      ...row,
      entry_id: rowId(`e${n}`),
      id: rowId(`r${n}`),
    }));
    const { view } = renderTimeline(
      words,
      {
        person: ann,
        entries: entriesOf(rows),
        own: { keeping: asked, hasDraft: false, mayGoFirst: true, more: new Map() },
      },
      99,
    );
    expect(JSON.stringify(view)).toContain(words.mrkdwn('page', { page: 13, pages: 13 }));
    expect(view.blocks.length).toBeLessThan(limits.viewBlocks);
  });
});

it('what will be posted is shown in the language of each channel, and who will read it in the writer’s', () => {
  const english = journeyCopy.for({ locale: 'en', tz: 'UTC' });
  const draft = {
    entry: rowId('e1'),
    question: 'mistake' as const,
    text: 'I was wrong',
    channels: [],
    version: rowId('v1'),
    typedAt: 0,
  };
  const shown = JSON.stringify(
    renderPreview(english, ann, draft, [
      channel('C1'),
      channel('C2', { locale: 'de', kind: 'private' }),
      channel('C3', { locale: 'de', isShared: true }),
    ]).view.blocks,
  );
  expect(shown).toContain('Which mistake did someone bring to me');
  expect(shown).toContain('Mit welchem Fehler kam jemand zu mir');
  expect(shown).toContain('<#C2>, <#C3>');
  expect(shown).toContain('People in <#C2> will read it. It’s private.');
  expect(shown).toContain('*<#C3> is shared with another organisation. Its people will read this too.*');
  expect(shown.split('I was wrong')).toHaveLength(3);
});

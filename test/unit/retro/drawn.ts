/** What tests of drawings begin with: states, cards, and the checks of a strict Slack. */
import { checkView } from '../../../sandbox/blocks/view.ts';
import { audienceId, channelId, rowId, embargoId } from '../../../src/core/ids.ts';
import type { RenderedModal } from '../../../src/core/kit/modal.ts';
import { languages } from '../../../src/core/languages.ts';
import type { BeforeRow } from '../../../src/features/retro/before/rows.ts';
import type { CardRow } from '../../../src/features/retro/collect/rows.ts';
import type { Loaded } from '../../../src/features/retro/session/load.ts';
import { type Translator, wordsFor } from '../../../src/features/retro/session/words.ts';
import type { Summary } from '../../../src/features/retro/summary/screens.ts';
import { columnsOf, type FormatId } from '../../../src/features/retro/start/formats.ts';
import { ann, collecting, noon } from './states.ts';

export const everyLanguage = languages.map((locale): [string, Translator] => [
  locale,
  wordsFor({ locale, tz: 'Europe/Berlin', now: noon }),
]);

export const english = wordsFor({ locale: 'en', tz: 'Europe/Berlin', now: noon });

/** As long as the rules let it be. */
export const summary: Summary = {
  rating: { kind: 'open' },
  issues: new Map(),
  themes: [
    {
      place: 1,
      topic: rowId('t'),
      title: 'x'.repeat(75),
      abouts: ['Spring', 'Summer'],
      since: noon,
      earlier: [],
    },
  ],
  supposed: {
    intent: '*'.repeat(300),
    measure: '&'.repeat(300),
    lines: (['fails', 'protects'] as const).flatMap((kind) =>
      Array.from({ length: 40 }, (_, at) => ({
        kind,
        texts: ['<'.repeat(300), '&'.repeat(300)],
        topic: at % 2 === 0 ? null : { number: at, title: at % 3 === 0 ? null : '*'.repeat(75) },
      })),
    ),
    compared: 'all',
    ends: { planned: '2026-11-01', last: '2026-11-20', moves: 3, ended: '2026-11-24' },
  },
  cards: 12,
  topics: [1, 2, 3].map((votes) => ({ title: '*'.repeat(75), votes, outcome: 'o'.repeat(300) })),
  order: 'votes',
};

/** A review before the work, as long as the rules let it be. */
export const before = (over: Partial<BeforeRow> = {}): BeforeRow => ({
  id: rowId('b'),
  name: 'n'.repeat(120),
  channel_id: channelId('C1'),
  conversation_id: audienceId('A2'),
  project_id: null,
  began_by: ann,
  began_at: noon,
  intent: '<!channel> *_~`&'.padEnd(300, '&<>'),
  measure: '<!channel> *_~`&'.padEnd(300, '&<>'),
  state: 'open',
  until: noon,
  round: 1,
  asked: 3,
  seal: embargoId('S2'),
  joined_at: null,
  decided_by: null,
  over_at: null,
  over_how: null,
  answered: 0,
  retro_id: null,
  ...over,
});

export function loaded(retro: Partial<Loaded['retro']> = {}, row: Partial<Loaded['row']> = {}): Loaded {
  const phase = retro.phase ?? 'collect';
  return {
    retro: { ...collecting, ...retro },
    embargoes: { isOpen: phase !== 'collect', isOpenToChannel: false },
    row: {
      id: rowId('01234567-89ab-cdef-0123-456789abcdef'),
      channel_id: channelId('C1'),
      about: 'Website relaunch',
      kind: 'project',
      pace: 'async',
      format: 'worked',
      own_columns: null,
      names: 'hidden',
      cards_for: 'participants',
      phase,
      facilitator_id: ann,
      facilitator_seen_at: noon,
      ends_at: collecting.endsAt,
      ended_at: null,
      began_at: null,
      usual_end: null,
      ended_how: null,
      ended_by: null,
      is_reopened: 0,
      opening: 0,
      lengths: '{}',
      happened_until: '2026-11-20',
      asks_all: 1,
      was_private: 0,
      was_shared: 0,
      project_id: null,
      round_id: null,
      invited: 3,
      participants_id: audienceId('A1'),
      conversation_id: audienceId('A2'),
      card_seal: embargoId('S1'),
      added_seal: null,
      late_seal: null,
      channel_seal: null,
      vote_seal: null,
      votes_counted: 0,
      worth_tenths: null,
      worth_count: null,
      answer_count: null,
      author_count: null,
      card_count: null,
      ...row,
    },
  };
}

export function cardsOf(
  count: number,
  text: (index: number) => string,
  format: FormatId = 'worked',
): CardRow[] {
  const columns = columnsOf(format);
  return Array.from({ length: count }, (_, index) => ({
    id: rowId(`01234567-89ab-cdef-0123-${String(index).padStart(12, '0')}`),
    retro_id: rowId('r'),
    column_id: columns[index % columns.length]?.id ?? '',
    place: index,
    opening: 0,
    text: text(index),
  }));
}

/** What the sandbox, which is as strict as Slack, says of a modal. */
export function problems(drawing: RenderedModal): readonly string[] {
  const checked = checkView(
    {
      ...drawing.view,
      callback_id: drawing.callbackId,
      private_metadata: JSON.stringify({ key: 'k'.repeat(40), metadata: drawing.metadata }),
    },
    'modal',
  );
  return checked.ok ? [] : [checked.error, ...checked.messages];
}

/** Every text in these blocks, one after the other. */
export function textsIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(textsIn).join('');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, entry]) => (name === 'text' && typeof entry === 'string' ? entry : textsIn(entry)))
    .join('');
}

export const scripts: [string, string][] = [
  ['Latin', 'ä'.repeat(3_000)],
  ['Chinese', '学'.repeat(3_000)],
  ['emoji', '🧗🏽'.repeat(750)],
  ['what Slack escapes', '<&>'.repeat(1_000)],
];

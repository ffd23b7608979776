/** A retrospective as a table: a row for each action, each topic and each late card. */
import { standingActions } from '../action-items/rules.ts';
import type { PageView } from '../history/page.ts';
import type { Translator } from '../session/words.ts';
import { noonOf } from '../session/words.ts';
import { formatWithYear } from '#core/time/format.ts';
import { stateOf } from '../summary/screens.ts';
import type { Naming } from './rules.ts';

/** The first row has the headings. */
export function tableOf(
  t: Translator,
  { loaded, topics, late }: PageView,
  { people, somebody }: Naming,
): string[][] {
  const headings = [
    'kind',
    'what',
    'owner',
    'due',
    'state',
    'helpedHow',
    'votes',
    'cards',
    'outcome',
  ] as const;
  const actions = standingActions(loaded.retro).map((action) => [
    t.plain('table.action'),
    action.what,
    action.owner === null ? '' : (people.get(action.owner) ?? somebody),
    formatWithYear({ token: 'day', at: noonOf(action.dueOn, t.tz) }, t.locale, t.tz),
    stateOf(t, action),
    action.helpedHow,
    '',
    '',
    '',
  ]);
  const rows = topics.map(({ name, votes, cards, outcome }, at) => [
    t.plain('table.topic'),
    name ?? t.plain('names.number', { number: at + 1 }),
    '',
    '',
    '',
    '',
    votes === null ? '' : String(votes),
    cards.map(({ text }) => text).join('\n'),
    outcome,
  ]);
  const cards = late.map(({ text }) => [t.plain('table.late'), text, '', '', '', '', '', '', '']);
  return [headings.map((heading) => t.plain(`table.head.${heading}`)), ...actions, ...rows, ...cards];
}

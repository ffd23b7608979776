/** A retrospective as a table: a row for each action, each topic, each late card, and each thing that was foreseen. */
import { standingActions } from '../action-items/rules.ts';
import type { PageView } from '../history/page.ts';
import type { ActionItem } from '../session/phases.ts';
import { noonOf, type Translator } from '../session/words.ts';
import { formatWithYear } from '#core/time/format.ts';
import { standardOf } from '../standards/rules.ts';
import { standardNamed } from '../standards/screens.ts';
import type { Compared, Line } from '../supposed/rules.ts';
import { calledIn } from '../supposed/screens.ts';
import { stateOf } from '../summary/screens.ts';
import type { Naming } from './rules.ts';

const columns = [
  'kind',
  'what',
  'owner',
  'due',
  'state',
  'helpedHow',
  'standard',
  'link',
  'votes',
  'cards',
  'outcome',
] as const;

type Row = Partial<Record<(typeof columns)[number], string>>;

/** The first row has the headings. */
export function tableOf(
  t: Translator,
  { loaded, topics, late, supposed }: PageView,
  { people, somebody }: Naming,
): string[][] {
  const rows: Row[] = [
    ...standingActions(loaded.retro).map((action) => ({
      kind: t.plain('table.action'),
      what: action.what,
      owner: action.owner === null ? '' : (people.get(action.owner) ?? somebody),
      due: formatWithYear({ token: 'day', at: noonOf(action.dueOn, t.tz) }, t.language, t.tz),
      state: stateOf(t, action),
      helpedHow: action.helpedHow,
      standard: named(t, action),
      link: action.standardLink,
    })),
    ...topics.map(({ name, votes, cards, outcome }, at) => ({
      kind: t.plain('table.topic'),
      what: name ?? t.plain('names.number', { number: at + 1 }),
      votes: votes === null ? '' : String(votes),
      cards: cards.map(({ text }) => text).join('\n'),
      outcome,
    })),
    ...late.map(({ text }) => ({ kind: t.plain('table.late'), what: text })),
    ...(supposed?.lines ?? []).map((line) => ({
      kind: t.plain(`supposed.${line.kind}`),
      what: line.texts.join('\n'),
      outcome: cameIn(t, line, supposed?.compared ?? 'not'),
    })),
  ];
  const headings = columns.map((column) => t.plain(`table.head.${column}`));
  return [headings, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
}

function named(t: Translator, action: ActionItem): string {
  const standard = standardOf(action);
  return standard === null ? '' : standardNamed(t, standard);
}

const cameIn = (t: Translator, { topic }: Line, compared: Compared): string => {
  if (topic === null) return compared === 'all' ? t.plain('supposed.cameNot') : '';
  return t.plain('supposed.came', { topic: calledIn(t, topic) });
};

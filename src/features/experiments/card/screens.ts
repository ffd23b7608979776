/** The card of an experiment, as everybody in its channel reads it, and the replies under it. */
import type { Button, KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, type Piece, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import type { Message } from '#core/post.ts';
import { nameOf, onDay } from '#core/sentence.ts';
import { escape, type Mrkdwn } from '#core/text.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import {
  calledOf,
  dueDay,
  type Experiment,
  type ExperimentRow,
  saidIn,
  touchedBy,
  type WordsRow,
} from '../rows.ts';
import * as rules from '../rules.ts';
import type { FieldName } from '../rules.ts';

/** What is written in words, in the order in which it is read. */
const shownFields = [
  ...([
    'question',
    'belief',
    'test',
    'metric',
    'prediction',
    'cost',
    'stop',
    'different',
    'touches',
  ] as const),
  ...(['result', 'surprise', 'lesson'] as const),
] as const;

/** @param most how much of it is shown, in characters */
export const labelled = (label: string, written: string, most?: number): Piece[] => [
  { bold: `${label}: ` },
  { written, as: 'line', ...(most === undefined ? {} : { most }) },
];

/** Its words, a line for each field that has some. @returns nothing where they were taken back */
export function wordsOf(t: T, one: Experiment, fields: readonly FieldName[] = shownFields): KnownBlock[] {
  const lines = shownFields.flatMap((field) => {
    if (!fields.includes(field) || (field === 'touches' && one.row.touching !== 'some')) return [];
    const words = field === 'touches' ? touchedBy(one).join(', ') : saidIn(one, field);
    return words === '' ? [] : [labelled(t.plain(`short.${field}`), words)];
  });
  return lines.map((line) => userText(...line));
}

const phaseOf = ({ state, due_at: due }: ExperimentRow, now: Instant) =>
  state === 'running' && due <= now ? 'due' : state;

function headline(t: T, one: Experiment, now: Instant): Mrkdwn {
  const { row } = one;
  const phase = phaseOf(row, now);
  const values = {
    owner: nameOf(row.owner_id),
    day: dueDay(one),
    since: onDay(row.started_at ?? row.began_at),
    over: onDay(row.over_at ?? row.due_at),
  };
  if (phase === 'decided' || phase === 'ended') return t.mrkdwn(`card.line.${phase}`, values);
  return t.mrkdwn(`card.${row.owner_id === null ? 'nobody' : 'line'}.${phase}`, values);
}

/** What the owner said of their stop rule. */
function ruleLines(t: T, { half_said: half, due_said: due }: ExperimentRow): Mrkdwn[] {
  return [
    ...(half === null ? [] : [t.mrkdwn(`card.rule.half.${half}`)]),
    ...(due === null ? [] : [t.mrkdwn(`card.rule.due.${due}`)]),
  ];
}

function approvalLine(t: T, row: ExperimentRow): Mrkdwn[] {
  if (row.touching !== 'some') return [];
  const approver = nameOf(row.approver_id);
  if (row.approval === 'given') return [t.mrkdwn('card.approval.given', { approver })];
  return [
    row.approver_id === null
      ? t.mrkdwn('card.approval.noApprover')
      : t.mrkdwn(`card.approval.${row.approval}`, { approver }),
  ];
}

function facts(t: T, one: Experiment): Mrkdwn[] {
  const { row } = one;
  const changes = row.state === 'draft' ? [] : changesAfterStart(one);
  const open = row.state === 'draft' || row.state === 'running';
  return [
    ...(open ? approvalLine(t, row) : []),
    ...ruleLines(t, row),
    ...(row.state === 'draft' && row.owner_id !== null
      ? [t.mrkdwn('card.draft', { owner: nameOf(row.owner_id) })]
      : []),
    ...(row.state === 'draft' && row.risks_at === null ? [t.mrkdwn('card.risks')] : []),
    ...(row.state === 'running' ? [t.mrkdwn('card.locked')] : []),
    ...(changes.length === 0 ? [] : [t.mrkdwn('card.versions', { count: changes.length })]),
  ];
}

/** The versions made after the start. */
const changesAfterStart = ({ row, all }: Experiment): readonly number[] => {
  const { started_at: at } = row;
  const planned = all.filter(
    ({ written_at: when, field }) => at !== null && when > at && rules.isPlanned(field),
  );
  return [...new Set(planned.map(({ version }) => version))];
};

export const callOffButton = (t: T, of: ids.OfExperiment): Button =>
  button(ids.callOff, t.plain('do.callOff'), of, {
    confirm: t.confirm('callOff.title', 'callOff.means', 'do.callOff', 'callOff.back'),
  });

const showRisksButton = (t: T, of: ids.OfExperiment): Button =>
  button(ids.showRisks, t.plain('do.showRisks'), of, {
    confirm: t.confirm('showRisks.title', 'showRisks.means', 'showRisks.yes', 'showRisks.back'),
  });

function buttonsOf(t: T, { row }: Experiment): Button[] {
  const of = { experiment: row.id };
  const primary = { style: 'primary' } as const;
  const versions = row.version > 1 ? [button(ids.versions, t.plain('do.versions'), of)] : [];
  const isOpen = row.state === 'draft' || row.state === 'running';
  if (isOpen && row.owner_id === null)
    return [button(ids.takeOver, t.plain('do.takeOver'), of, primary), ...versions];
  switch (row.state) {
    case 'draft':
      return [
        button(ids.start, t.plain('do.start'), of, primary),
        button(ids.change, t.plain('do.change'), of),
        ...(row.risks_at === null
          ? [button(ids.foresee, t.plain('do.foresee'), of), showRisksButton(t, of)]
          : []),
        callOffButton(t, of),
      ];
    case 'running':
      return [
        button(ids.decide, t.plain('do.decide'), of, primary),
        button(ids.change, t.plain('do.change'), of),
        ...versions,
        callOffButton(t, of),
      ];
    case 'decided':
      return [button(ids.decide, t.plain('do.correct'), of), ...versions];
    case 'ended':
      return versions;
  }
}

/** @param more what is said of it once it is over @param mayAct its reader is in its channel, or is it */
export function cardMessage(
  t: T,
  one: Experiment,
  now: Instant,
  mayAct: boolean,
  more: readonly KnownBlock[] = [],
): Message {
  const buttons = mayAct ? buttonsOf(t, one) : [];
  return messageOf(
    section(headline(t, one, now)),
    ...wordsOf(t, one),
    ...facts(t, one).map((fact) => context(fact)),
    ...more,
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
  );
}

/** Its name in a list. */
export const nameIn = (t: T, one: Experiment): string => {
  const called = calledOf(one);
  return called === '' ? t.plain('unnamed') : called;
};

/** One of several: its name, how it stands, and what opens it. @param most of its name, in characters */
export function listedBlocks(
  t: T,
  one: Experiment,
  line: Mrkdwn,
  most: number,
  opens: typeof ids.openOne = ids.openOne,
): KnownBlock[] {
  const called = nameIn(t, one);
  const label = `${t.plain('do.open')}: ${called}`;
  return [
    userText({ written: called, as: 'title', most }),
    section(line, button(opens, t.plain('do.open'), { experiment: one.row.id }, { label })),
  ];
}

/** That it started, and until when it runs. */
export const startedMessage = (t: T, one: Experiment): Message =>
  messageOf(t.mrkdwn('started', { owner: nameOf(one.row.owner_id), day: dueDay(one) }));

/** What was changed in a version. @returns `null`: who made it took it back */
export function changedMessage(
  t: T,
  { all }: Experiment,
  version: number,
  by: (one: WordsRow) => UserId | null,
): Message | null {
  const those = rules.fields.flatMap((field) =>
    all.filter(
      (one) =>
        one.version === version && one.field === field && (rules.isPlanned(field) || field === 'owner'),
    ),
  );
  const [first] = those;
  if (first === undefined) return null;
  const fields = new Intl.ListFormat(t.language).format(
    those.map(({ field }) => `“${t.plain(`short.${field}`)}”`),
  );
  return messageOf(t.mrkdwn('changed', { by: nameOf(by(first)), fields: escape(fields), version }));
}

/** Who takes it over. @param isTaken somebody did, or it is over */
export function orphanMessage(t: T, one: Experiment, now: Instant): Message {
  const { row } = one;
  const of = { experiment: row.id };
  if (row.state !== 'draft' && row.state !== 'running') return messageOf(t.mrkdwn('orphan.over'));
  if (row.owner_id !== null) return messageOf(t.mrkdwn('orphan.done', { owner: nameOf(row.owner_id) }));
  return messageOf(
    section(row.due_at < now ? t.mrkdwn('orphan.late', { day: dueDay(one) }) : t.mrkdwn('orphan.ask')),
    actions([button(ids.takeOver, t.plain('do.takeOver'), of, { style: 'primary' })]),
  );
}

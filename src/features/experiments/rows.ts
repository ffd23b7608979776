/** Experiments as stored. Exports and erasure follow from the columns. */
import {
  audience,
  channel,
  choice,
  embargo,
  flag,
  instant,
  number,
  partOf,
  person,
  text,
} from '#core/columns.ts';
import { day } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { onDay, type Token } from '#core/sentence.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { oneLine } from '#core/text.ts';
import type { LocalDate } from '#core/time/date.ts';
import { instantOf } from '#core/time/zone.ts';
import * as rules from './rules.ts';

/** It is the team's, and survives the erasure of its owner; what people wrote of it is theirs (`words`). */
export const experiments = sharedTable(
  'experiment',
  {
    channel_id: channel,
    /** The audience of the row, and of what is written of it. */
    reach_id: audience,
    /** Its channel was public then, so its name may be shown. */
    from_public: flag.internal,
    state: choice(rules.states),
    version: number,
    owner_id: person.orNull.theirs.as('owner'),
    touching: choice(rules.touchings),
    approver_id: person.orNull.theirs.as('approver'),
    approval: choice(rules.approvals),
    /** The version about which the approver was asked last. */
    asked_version: number.orNull.internal,
    began_at: instant.as('begunAt'),
    started_at: instant.orNull,
    due_at: instant,
    /** Hides what could go wrong until that is shown. */
    seal: embargo,
    risks_at: instant.orNull.as('risksShownAt'),
    /** When Lore showed what is known already. */
    looked_at: instant.orNull,
    half_said: choice(rules.ruleAnswers).orNull.as('stopRuleAtHalfTime'),
    due_said: choice(rules.ruleAnswers).orNull.as('stopRuleAtDate'),
    turned_out: choice(rules.turnedOuts).orNull,
    decision: choice(rules.decisions).orNull,
    over_at: instant.orNull,
  },
  {
    // Three years, as for lessons: what was tried outlives its project.
    kept: { name: 'experiments.experiments', days: 1_095, since: 'began_at' },
    exported: { as: 'experiments', withId: true, withParts: true, order: 'began_at' },
  },
);

export type ExperimentRow = RowOf<typeof experiments>;

const experiment_id = partOf(experiments);

/** What somebody wrote in one field, in one version: the newest of a field is what holds. An erasure takes it, and what stood there before holds again. */
export const words = sharedTable(
  'experiment_words',
  {
    experiment_id,
    field: choice(rules.fields),
    version: number,
    /** Of a date, the day; of a person, nothing. */
    words: text,
    person_id: person.orNull.as('names'),
    /** Whether it is found by its words. */
    found: choice(['yes', 'no']).internal,
    written_at: instant,
  },
  {
    exported: { as: 'experimentWords', withId: true, writers: 'by', order: 'written_at' },
    searched: {
      title: ['words'],
      topics: [],
      useWhen: [],
      text: [],
      at: 'written_at',
      unless: ['found', 'no'],
    },
  },
);

export type WordsRow = RowOf<typeof words>;

/** What could go wrong, in the words of one person. Names are hidden, and once it is shown nobody knows who wrote what. */
export const risks = sharedTable(
  'experiment_risk',
  {
    experiment_id,
    words: text,
    /** Its position among those of its author. */
    place: number.leadsBack.internal,
  },
  { exported: { as: 'experimentRisks', withId: true } },
);

/** What the team answered of its checklist: of the experiment, never of a person. */
export const checks = sharedTable(
  'experiment_check',
  {
    experiment_id,
    /** Those that hold, with spaces between. */
    holding: text,
    checked_at: instant,
  },
  { exported: { as: 'experimentChecks', order: 'checked_at' } },
);

/** What an admin protects, in the words of the workspace. */
export const operations = sharedTable(
  'experiment_protected',
  {
    /** Where it was written, which says with what it is kept and exported. */
    channel_id: channel,
    name: text,
    set_by: person.orNull.theirs,
    set_at: instant,
    removed_at: instant.orNull,
  },
  {
    kept: { name: 'experiments.protected', days: 365, since: 'removed_at' },
    exported: { as: 'protectedOperations', order: 'set_at' },
  },
);

/** An experiment as its readers see it. */
export interface Experiment {
  readonly row: ExperimentRow;
  /** What holds in each field. */
  readonly now: ReadonlyMap<rules.FieldName, WordsRow>;
  /** All that was written, the oldest first. */
  readonly all: readonly WordsRow[];
}

/** Adds what was written, in one query however many there are. */
export async function withWords(read: ReadScope, rows: readonly ExperimentRow[]): Promise<Experiment[]> {
  const ids = rows.map(({ id }) => id);
  const found = await findRows(read.from(words), { experiment_id: ids }, 'version', 'id');
  const all = Map.groupBy(found, (one) => one.experiment_id);
  return rows.map((row) => {
    const those = all.get(row.id) ?? [];
    return { row, all: those, now: new Map(those.map((one) => [one.field, one])) };
  });
}

/** @returns `null` if it is gone, or not for this viewer */
export async function loadExperiment(read: ReadScope, id: RowId): Promise<Experiment | null> {
  const row = await findRow(read.from(experiments), { id });
  return row === null ? null : ((await withWords(read, [row]))[0] ?? null);
}

export const saidIn = ({ now }: Pick<Experiment, 'now'>, field: rules.FieldName): string =>
  now.get(field)?.words ?? '';

/** What stood in a field in one version. */
export const saidThen = ({ all }: Experiment, field: rules.FieldName, version: number): string =>
  all.findLast((one) => one.field === field && one.version <= version)?.words ?? '';

/** Whether somebody wrote in a field, or named somebody there, after that version. */
export const isNewer = ({ all }: Experiment, field: rules.FieldName, version: number): boolean =>
  all.some((one) => one.field === field && one.version > version);

/** A day as it was chosen in a form. */
export const chosenDay = (date: LocalDate): Token => onDay(instantOf(date, 12 * 60, 'UTC'), 'UTC');

/** By which day it is decided: the one that was chosen, unless who chose it took that back. */
export function dueDay(one: Experiment): Token {
  const { due_at: due } = one.row;
  const date = saidIn(one, 'date');
  const isThat = date !== '' && Math.abs(due - instantOf(date, 12 * 60, 'UTC')) < day;
  return isThat ? chosenDay(date) : onDay(due);
}

/** What is planned, by field. */
export const plannedOf = (one: Pick<Experiment, 'now'>): rules.Planned =>
  Object.fromEntries([...one.now].map(([field, { words: said }]) => [field, said]));

/** What it is called where it stands among others: its question, or what is believed. `''`: who wrote that erased it. */
export const calledOf = (one: Pick<Experiment, 'now'>): string =>
  oneLine(saidIn(one, 'question') || saidIn(one, 'belief'));

/** What it touches of that, as it was said. */
export const touchedBy = (one: Pick<Experiment, 'now'>): readonly string[] =>
  saidIn(one, 'touches')
    .split('\n')
    .filter((name) => name !== '');

/** A channel's experiments, the newest first. */
export const experimentsIn = async (
  read: ReadScope,
  channelId: ChannelId,
  state: rules.State | readonly rules.State[],
): Promise<readonly ExperimentRow[]> =>
  findRows(read.from(experiments), { channel_id: channelId, state }, '-began_at', '-id');

/** What a person owns or is asked to approve, what is due first. */
export const openOf = async (read: ReadScope, user: UserId): Promise<readonly ExperimentRow[]> => {
  const open = await findRows(
    read
      .from(experiments)
      .where((it) => it.or([it('it.owner_id', '=', user), it('it.approver_id', '=', user)])),
    { state: ['draft', 'running'] },
    'due_at',
    'id',
  );
  return open;
};

/** Who wrote what; `null`: they erased it, or that is not for this viewer. */
export async function writersOf(
  read: ReadScope,
  all: readonly WordsRow[],
): Promise<(one: WordsRow) => UserId | null> {
  const authors = await read.authors(
    words,
    all.map(({ id }) => id),
  );
  return ({ id }) => authors.get(id)?.[0] ?? null;
}

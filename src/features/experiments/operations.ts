/** What happens to an experiment: begun, changed, taken over, called off. Who may do it was decided before. */
import { rowId, type UserId } from '#core/ids.ts';
import type { Channel, Person } from '#core/people.ts';
import { insertion, type ReadScope, type Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { audienceFrom, visibilityOffer } from '#core/visibility.ts';
import * as ids from './ids.ts';
import {
  type Experiment,
  type ExperimentRow,
  experiments,
  experimentsIn,
  loadExperiment,
  saidIn,
  words,
  type WordsRow,
} from './rows.ts';
import * as rules from './rules.ts';

/** What somebody wrote in a field, or whom they named. */
export type Said = Readonly<{ field: rules.FieldName; words: string; person?: UserId | null }>;

/** Writes it as the newest of its field, in the name of its author. */
export async function write(
  { scope, now, newId }: Work,
  row: ExperimentRow,
  by: UserId,
  version: number,
  said: readonly Said[],
): Promise<void> {
  const written = { audience: row.reach_id, by: [by], names: 'shown' } as const;
  await scope.insertAll(
    said.map(({ field, words: text, person = null }) => {
      const one: WordsRow = {
        id: rowId(newId()),
        experiment_id: row.id,
        field,
        version,
        words: text,
        person_id: person,
        found: rules.tellingFields.includes(field) && text !== '' ? 'yes' : 'no',
        written_at: now,
      };
      return insertion(words, one, written);
    }),
  );
}

/** The five that begin it. */
export type Five = Readonly<Record<'belief' | 'test' | 'cost' | 'stop' | 'date', string>>;

/** Everybody may read Slack there, so the workspace finds it; of any other channel, only its people. */
export const isForAll = (person: Pick<Person, 'memberType'>, channel: Channel): boolean =>
  visibilityOffer(person, channel) === 'both';

/** Stores a draft and posts its card. */
export async function begin(
  work: Work,
  person: Person,
  channel: Channel,
  five: Five,
): Promise<ExperimentRow> {
  const { scope, now, newId } = work;
  const at = channel.channelId;
  const isWide = isForAll(person, channel);
  const audience = await scope.audience(audienceFrom(at, isWide));
  const row: ExperimentRow = {
    id: rowId(newId()),
    channel_id: at,
    reach_id: audience,
    from_public: isWide ? 1 : 0,
    state: 'draft',
    version: 1,
    owner_id: person.userId,
    touching: 'unasked',
    approver_id: null,
    approval: 'none',
    asked_version: null,
    began_at: now,
    started_at: null,
    due_at: rules.dueAt(five.date, channel.tz),
    seal: await scope.embargo(),
    risks_at: null,
    looked_at: null,
    half_said: null,
    due_said: null,
    turned_out: null,
    decision: null,
    over_at: null,
  };
  await scope.insert(experiments, row, { audience, by: [], names: 'shown' });
  const fields = ['belief', 'test', 'cost', 'stop', 'date'] as const;
  await write(
    work,
    row,
    person.userId,
    1,
    fields.map((field) => ({ field, words: five[field] })),
  );
  await scope.publish(ids.cardPost(row, person.userId));
  await scope.refreshHome(person.userId);
  return row;
}

/** What a form changes. What is absent stays. */
export interface Changes {
  readonly texts: Readonly<Partial<Record<rules.FieldName, string>>>;
  readonly owner?: UserId;
  readonly approver?: UserId | null;
  /** In the channel's zone, for the date. */
  readonly tz: string;
}

/** What it says that is not there already. */
function newIn({ row, now }: Experiment, { texts, owner, approver }: Changes): readonly Said[] {
  const said = Object.entries(texts) as [rules.FieldName, string][];
  return [
    ...said.flatMap(([field, text]) =>
      text === (now.get(field)?.words ?? (field === 'touches' ? null : '')) ? [] : [{ field, words: text }],
    ),
    ...(approver === undefined || approver === row.approver_id
      ? []
      : [{ field: 'approver' as const, words: '', person: approver }]),
    ...(owner === undefined || owner === row.owner_id
      ? []
      : [{ field: 'owner' as const, words: '', person: owner }]),
  ];
}

/**
 * Makes the next version of an experiment that is not over. One that runs tells its channel, and asks its approver again.
 * @returns it as it is then; `null`: somebody was sooner, and nothing was written
 */
export async function change(
  work: Work,
  one: Experiment,
  by: UserId,
  changes: Changes,
): Promise<Experiment | null> {
  const { scope } = work;
  const { row } = one;
  const said = newIn(one, changes);
  if (said.length === 0) return one;
  const version = row.version + 1;
  const { touches, date } = changes.texts;
  const touching = touches === undefined ? row.touching : touches === '' ? 'none' : 'some';
  const isApprovedAgain = rules.endsApproval(said.map(({ field }) => field));
  const asks = row.state === 'running' && touching === 'some' && isApprovedAgain;
  const cells = {
    version,
    touching,
    ...(changes.owner === undefined ? {} : { owner_id: changes.owner }),
    ...(changes.approver === undefined ? {} : { approver_id: changes.approver }),
    // What was said of the stop rule was said of the other date; it stays among the versions.
    ...(date === undefined || date === saidIn(one, 'date')
      ? {}
      : { due_at: rules.dueAt(date, changes.tz), due_said: null }),
    ...(isApprovedAgain ? { approval: 'none' as const } : {}),
  };
  if (
    !(await scope.update(experiments, row.id, cells, { where: { version: row.version, state: row.state } }))
  )
    return null;
  await write(work, row, by, version, said);
  const after: ExperimentRow = { ...row, ...cells };
  if (asks) await askApprover(scope, after);
  if (after.state === 'running') {
    await schedule(scope, after);
    await scope.publish(ids.versionPost('changed', after));
  }
  // The one about the date before is over.
  if (row.owner_id !== null && row.due_at !== after.due_at)
    await scope.refresh(ids.duePost(row, row.owner_id));
  await redraw(scope, after, row.owner_id, row.approver_id);
  return loadExperiment(scope, row.id);
}

/** Asks who approves of what it touches, about this version. @returns the row after that */
export async function askApprover(scope: Scope, row: ExperimentRow): Promise<ExperimentRow> {
  if (row.approver_id === null) return row;
  const cells = { approval: 'asked', asked_version: row.version } as const;
  await scope.update(experiments, row.id, cells);
  await scope.publish(ids.approvePost({ ...row, ...cells }, row.approver_id));
  return { ...row, ...cells };
}

/** At half time and at its date, as long as they are to come. */
export async function schedule(scope: Scope, row: ExperimentRow): Promise<void> {
  if (row.started_at === null) return;
  const as = { kind: 'channel', channelId: row.channel_id } as const;
  const of = { experiment: row.id };
  if (row.half_said === null)
    await scope.runAt(ids.jobs.half.ref(of), rules.halfTime(row.started_at, row.due_at), as);
  await scope.runAt(ids.jobs.due.ref(of), row.due_at, as);
}

/** Whatever shows it, and the Homes of its people. */
export async function redraw(
  scope: Scope,
  row: ExperimentRow,
  ...also: readonly (UserId | null)[]
): Promise<void> {
  const people = [...new Set([row.owner_id, row.approver_id, ...also])].filter((user) => user !== null);
  await scope.refresh(
    ids.cardPost(row),
    ...people.flatMap((user) => [
      ids.approvePost(row, user),
      ids.halfPost(row, user),
      ids.duePost(row, user),
    ]),
  );
  await scope.refreshShowing(row.id);
  await scope.refreshHome(...people);
}

/** Somebody of the channel takes on what nobody owns. @returns whether nobody was sooner */
export async function takeOver(work: Work, one: Experiment, by: UserId): Promise<boolean> {
  const { scope } = work;
  const { row } = one;
  const isApprover = row.approver_id === by && row.approval !== 'given';
  const cells = {
    owner_id: by,
    version: row.version + 1,
    ...(isApprover ? { approver_id: null, approval: 'none' as const } : {}),
  };
  if (!(await scope.update(experiments, row.id, cells, { where: { owner_id: null, version: row.version } })))
    return false;
  const after = { ...row, ...cells };
  await write(work, row, by, after.version, [{ field: 'owner', words: '', person: by }]);
  // The question in the thread says who did.
  await scope.refresh(ids.versionPost('orphan', row));
  await redraw(scope, after, by, row.approver_id);
  return true;
}

/** Its owner is not there any more: the channel is asked who takes it over. */
export async function orphan(scope: Scope, row: ExperimentRow): Promise<void> {
  const cells = { owner_id: null };
  if (row.owner_id !== null) {
    if (!(await scope.update(experiments, row.id, cells, { where: { version: row.version } }))) return;
    await redraw(scope, { ...row, ...cells }, row.owner_id);
  }
  await scope.publish(ids.versionPost('orphan', row));
}

/** Somebody left the channel, or Slack. With the channel's access. */
export async function left(
  scope: Scope,
  channel: Channel,
  user: UserId,
  isDeactivated: boolean,
): Promise<void> {
  for (const row of await experimentsIn(scope, channel.channelId, ['draft', 'running'])) {
    if (row.owner_id === user) await orphan(scope, row);
    if (row.approver_id !== user || !(isDeactivated || row.from_public === 0)) continue;
    const cells = {
      approver_id: null,
      approval: row.approval === 'given' ? row.approval : ('none' as const),
    };
    await scope.update(experiments, row.id, cells);
    await redraw(scope, { ...row, ...cells }, user);
  }
}

/** Whether its owner is still in the channel. */
export async function hasOwner(read: ReadScope, row: ExperimentRow): Promise<boolean> {
  const people = await read.members(row.channel_id);
  return people.some(({ userId, memberType }) => userId === row.owner_id && memberType !== 'deactivated');
}

/** It is given up before it was decided. @returns whether it was open */
export async function callOff({ scope, now }: Work, { row }: Experiment): Promise<boolean> {
  const cells = { state: 'ended', over_at: now, version: row.version + 1 } as const;
  const isDone = await scope.update(experiments, row.id, cells, {
    where: { state: row.state, version: row.version },
  });
  if (!isDone) return false;
  await scope.cancel(ids.jobs.half.ref({ experiment: row.id }), ids.jobs.due.ref({ experiment: row.id }));
  await redraw(scope, { ...row, ...cells });
  return true;
}

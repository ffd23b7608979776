/** Reviews before the work: beginning one, joining what was written, another round, changing and ending it. The channel sees what is decided. */
import { rowId, type UserId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import type { Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { plannedPost } from '../plan/ids.ts';
import { loadProject, type ProjectRow } from '../plan/rows.ts';
import { calendarOf } from '../session/load.ts';
import { beforeJobs, beforeLessonsPost, beforePost, joinedPost } from './ids.ts';
import { type BeforeRow, befores, joinedPredictions } from './rows.ts';
import { joinedAt, type OverKind, whoIsThere } from './rules.ts';

/** Begins one with one sentence. @param project `null`: none is planned */
export async function begin(
  work: Work,
  by: UserId,
  { channelId }: Channel,
  { name, intent, project }: Pick<BeforeRow, 'name' | 'intent'> & { readonly project: ProjectRow | null },
): Promise<void> {
  const { scope, now } = work;
  const conversation = await scope.audience({ kind: 'conversation', channel: channelId });
  const row: BeforeRow = {
    id: rowId(work.newId()),
    name,
    channel_id: channelId,
    conversation_id: conversation,
    project_id: project?.id ?? null,
    began_by: by,
    began_at: now,
    intent,
    measure: '',
    state: 'open',
    ...(await roundFrom(work, { channel_id: channelId }, project)),
    round: 1,
    joined_at: null,
    decided_by: null,
    over_at: null,
    over_how: null,
    retro_id: null,
  };
  await scope.insert(befores, row, { audience: conversation, by: [], names: 'shown' });
  await scope.publish(beforePost(row));
  await scheduleJoin(scope, row);
  await offerLessons(work, row);
  if (project !== null) {
    await scheduleEnd(scope, row, project);
    // Its button has been pressed.
    await scope.refresh(plannedPost(project));
  }
  await refreshHomes(scope, row);
}

/** What begins a round: until when it is open, how many are there, that nobody has answered, and its own embargo. */
async function roundFrom(
  { scope, now }: Work,
  { channel_id: channel }: Pick<BeforeRow, 'channel_id'>,
  project: ProjectRow | null,
): Promise<Pick<BeforeRow, 'until' | 'asked' | 'answered' | 'seal'>> {
  const members = await scope.members(channel);
  const until = joinedAt(members, project?.ends_at ?? null, now, await calendarOf(scope, channel));
  return { until, asked: whoIsThere(members, now).length, answered: 0, seal: await scope.embargo() };
}

/** With the channel's access. Who wrote what is forgotten then also if the review is hidden from the channel, or the practice turned off. */
export async function scheduleJoin(scope: Scope, row: BeforeRow): Promise<void> {
  for (const job of joinJobs(row))
    await scope.runAt(job, row.until, { kind: 'channel', channelId: row.channel_id });
}

const joinJobs = ({ id, round, seal }: BeforeRow) => [
  beforeJobs.join.ref({ before: id, round }),
  beforeJobs.forget.ref({ seal }),
];

/** When its project is over, so is the review. */
export async function scheduleEnd(
  scope: Scope,
  { id, channel_id: channelId }: BeforeRow,
  { ends_at: at }: Pick<ProjectRow, 'ends_at'>,
): Promise<void> {
  await scope.runAt(beforeJobs.over.ref({ before: id }), at, { kind: 'channel', channelId });
}

/** Shows together what was written, and forgets at once who wrote it. @returns the row after that; the same where nothing was to be joined */
export async function join({ scope, now }: Work, row: BeforeRow): Promise<BeforeRow> {
  if (row.state !== 'open') return row;
  const cells = { state: 'joined', joined_at: now } as const;
  if (!(await scope.update(befores, row.id, cells, { where: { state: 'open', round: row.round } })))
    return row;
  const after = { ...row, ...cells };
  await scope.open(row.seal);
  await scope.anonymize(row.seal);
  await scope.cancel(...joinJobs(row));
  await scope.refresh(beforePost(after));
  // An update of the message notifies nobody. Where nothing was written there is nothing to read.
  const shown = await joinedPredictions(scope, after);
  if (shown.some(({ round }) => round === row.round)) await scope.publish(joinedPost(after));
  await refreshHomes(scope, after);
  return after;
}

/** The same review once more: another round, beside what earlier ones brought to light. */
export async function beginRound(work: Work, row: BeforeRow): Promise<BeforeRow> {
  const { scope } = work;
  const project = row.project_id === null ? null : await loadProject(scope, row.project_id);
  const cells = { state: 'open', round: row.round + 1, ...(await roundFrom(work, row, project)) } as const;
  if (!(await scope.update(befores, row.id, cells, { where: { state: 'joined', round: row.round } })))
    return row;
  const after = { ...row, ...cells };
  await scheduleJoin(scope, after);
  await scope.refresh(beforePost(after));
  await refreshHomes(scope, after);
  return after;
}

/** Anyone here says better what is intended, or how it will be known. */
export async function change(
  work: Work,
  row: BeforeRow,
  by: UserId,
  { intent, measure }: Pick<BeforeRow, 'intent' | 'measure'>,
): Promise<void> {
  if (intent === row.intent && measure === row.measure) return;
  const { scope } = work;
  await scope.update(befores, row.id, { intent, measure, decided_by: by });
  await scope.refresh(beforePost(row));
  await offerLessons(work, row);
  await refreshHomes(scope, row);
}

/** Schedules the choice of lessons that fit, with the channel's own access. Once some were chosen they stay. */
const offerLessons = ({ scope, now }: Work, { id, channel_id: channelId }: BeforeRow): Promise<void> =>
  scope.runAt(beforeJobs.offerLessons.ref({ before: id }), now, { kind: 'channel', channelId });

/** @param how `stopped`: what nobody has seen by then is seen by nobody; otherwise it is joined first @param by who ended it, if a person did */
export async function end(work: Work, row: BeforeRow, how: OverKind, by: UserId | null): Promise<void> {
  const { scope, now } = work;
  if (row.state === 'over') return;
  const before = how === 'stopped' ? row : await join(work, row);
  const cells = { state: 'over', over_at: now, over_how: how } as const;
  await scope.update(befores, row.id, { ...cells, ...(by === null ? {} : { decided_by: by }) });
  if (before.state === 'open') {
    await scope.anonymize(row.seal);
    await scope.cancel(...joinJobs(row));
  }
  await scope.cancel(beforeJobs.over.ref({ before: row.id }));
  await scope.refresh(beforePost(row), beforeLessonsPost(row));
  await refreshHomes(scope, row);
}

export async function refreshHomes(scope: Scope, { channel_id: channel }: BeforeRow): Promise<void> {
  await scope.refreshHome(...(await scope.members(channel)).map(({ userId }) => userId));
}

/**
 * Runs due jobs. A job's effects and its end are one transaction: a crash repeats the whole job or nothing. Prompts expire, transitions do not.
 */
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Instant } from '#core/clock.ts';
import { channelId, newReference, type TeamId, userId } from '#core/ids.ts';
import type { JobDefinition, JobNote } from '#core/job.ts';
import type { Params } from '#core/post-ref.ts';
import type { Viewer } from '#core/visibility.ts';
import type { JobTable } from '../store/schema.ts';
import { type Lost, lostIn, whileInDoubt } from '../store/outbox/in-doubt.ts';
import { NotInstalled } from '../store/settings/installed.ts';
import { isJobOn } from '../store/settings/practices.ts';
import { aboutJob } from './journal.ts';
import { isInstalled } from './outbox.ts';
import type { Parts } from './parts.ts';
import { afterThrow, isTooLate, mostRuns } from './retry.ts';
import { readParams } from './stored-params.ts';
import { tellHome } from './tell-home.ts';

/** Someone else ran, moved or cancelled the job. */
class Gone extends Error {}

function waiting(parts: Parts, team: TeamId) {
  return parts.store.system
    .selectFrom('job as it')
    .where('it.team_id', '=', team)
    .where('it.state', '=', 'waiting')
    .where(isInstalled)
    .where(mayRun(parts, 'it'));
}

/** Jobs of a practice that is turned off wait, except those that erase. @param row the name of the job's row */
export function mayRun(parts: Parts, row: 'it' | 'job'): RawBuilder<SqlBool> {
  const erasures = [...parts.jobs.values()].filter(({ late }) => late === 'erasure').map(({ name }) => name);
  const isErasure =
    erasures.length === 0 ? sql`1 = 0` : sql`${sql.ref(`${row}.name`)} in (${sql.join(erasures)})`;
  return sql`(${isJobOn(parts.store.startsOff, row)} or ${isErasure})`;
}

export async function nextJob(parts: Parts, team: TeamId): Promise<Instant | null> {
  const row = await waiting(parts, team).select('it.run_at').orderBy('it.run_at').limit(1).executeTakeFirst();
  return row?.run_at ?? null;
}

/** Runs the job that has been due the longest. @returns 1, or 0 when none is due */
export async function runDueJob(parts: Parts, team: TeamId): Promise<number> {
  const row = await waiting(parts, team)
    .selectAll('it')
    .where('it.run_at', '<=', parts.clock.now())
    .orderBy('it.run_at')
    .orderBy('it.key')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return 0;
  const definition = parts.jobs.get(row.name);
  const lost = row.lost_since === null ? null : await lostIn(parts.store.system, row.team_id);
  if (definition === undefined) {
    parts.log.error({ team: row.team_id, job: row.name }, 'no feature has this job');
    await end(parts, row, 'failed', 'no_such_job');
  } else if (definition.late === 'prompt' && isTooLate(row.run_at, parts.clock.now())) {
    parts.meter.prompted('job', parts.clock.now() - row.run_at, true);
    await end(parts, row, 'missed', lost === null ? 'too_late' : 'restored');
  } else if (definition.late === 'prompt' && lost !== null && row.run_at < lost.until) {
    parts.meter.prompted('job', parts.clock.now() - row.run_at, true);
    await end(parts, row, 'missed', 'restored');
  } else {
    // What it waits for after a failed try is another time.
    if (definition.late === 'prompt' && row.attempts === 0)
      parts.meter.prompted('job', parts.clock.now() - row.run_at, false);
    const params = readParams(row.params);
    if (params === null) await end(parts, row, 'failed', 'no_params');
    else await run(parts, row, definition, params, lost);
  }
  return 1;
}

async function run(
  parts: Parts,
  row: JobTable,
  definition: JobDefinition,
  params: Params,
  lost: Lost | null,
): Promise<void> {
  try {
    const now = parts.clock.now();
    let notes: readonly JobNote[] = [];
    const context = {
      now,
      newId: () => parts.ids.next(),
      note: (note: JobNote) => {
        notes = [...notes, note];
      },
    };
    await parts.ensureAccess(row.team_id, viewerOf(row));
    await parts.store.transact(
      row.team_id,
      viewerOf(row),
      (scope) => {
        // It may run again from the start.
        notes = [];
        return whileInDoubt(lost, () => definition.run({ ...context, scope }, params));
      },
      {
        // Before it runs, so that it may schedule itself again.
        alsoIn: async (system) => {
          const { numDeletedRows } = await system
            .deleteFrom('job')
            .where('team_id', '=', row.team_id)
            .where('key', '=', row.key)
            .where('state', '=', 'waiting')
            .where('run_at', '=', row.run_at)
            // It may have been switched off since it was read.
            .where(mayRun(parts, 'job'))
            .executeTakeFirst();
          if (numDeletedRows === 0n) throw new Gone();
        },
      },
    );
    for (const note of notes) parts.journal(aboutJob(row, { ...note, at: now }));
  } catch (error) {
    if (error instanceof Gone || error instanceof NotInstalled) return;
    await failed(parts, row, error);
  }
}

async function failed(parts: Parts, row: JobTable, error: unknown): Promise<void> {
  const wait = parts.waitOf(error);
  if (wait !== null) return runAgain(parts, row, { run_at: parts.clock.now() + wait });
  const reference = newReference(parts.ids);
  const runs = row.attempts + 1;
  parts.log.error({ reference, team: row.team_id, job: row.name, runs, err: error }, 'a job failed');
  // A transition is never given up: a phase that never ends, or a link that is never erased, would be a silent loss.
  if (runs >= mostRuns && parts.jobs.get(row.name)?.late === 'prompt') {
    await end(parts, row, 'failed', `error ${reference}`);
    return;
  }
  await runAgain(parts, row, {
    attempts: runs,
    run_at: parts.clock.now() + afterThrow(runs),
    note: `error ${reference}`,
  });
}

async function runAgain(parts: Parts, row: JobTable, to: Partial<JobTable>): Promise<void> {
  await parts.store.system
    .updateTable('job')
    .set(to)
    .where('team_id', '=', row.team_id)
    .where('key', '=', row.key)
    .where('state', '=', 'waiting')
    .where('run_at', '=', row.run_at)
    .execute();
}

/** Its owner still sees a job that will not run any more. */
async function end(parts: Parts, row: JobTable, state: 'missed' | 'failed', note: string): Promise<void> {
  const now = parts.clock.now();
  const { numUpdatedRows } = await parts.store.system
    .updateTable('job')
    .set({ state, note })
    .where('team_id', '=', row.team_id)
    .where('key', '=', row.key)
    .where('state', '=', 'waiting')
    .where('run_at', '=', row.run_at)
    .executeTakeFirst();
  await tellHome(parts.store.system, row.team_id, row.owner_id, now);
  if (numUpdatedRows > 0n) parts.journal(aboutJob(row, { did: state, why: note, at: now }));
}

function viewerOf(row: JobTable): Viewer {
  return row.viewer_kind === 'person'
    ? { kind: 'person', userId: userId(row.viewer_id) }
    : { kind: 'channel', channelId: channelId(row.viewer_id) };
}

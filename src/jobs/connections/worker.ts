/**
 * Asks connected tools: what a new connection can read, what happened in what rows follow, who can read issues in a place. No call is made in a
 * transaction; what was read and where reading goes on are stored together, so that whenever the process dies, nothing is lost and nothing counts twice.
 */
import { day, hour, type Instant } from '#core/clock.ts';
import type { Connector, Outcome, Refusal } from '#core/connector.ts';
import { newReference, rowId, type TeamId } from '#core/ids.ts';
import type { Transacting } from '../../store/scope/transactions.ts';
import { NotInstalled } from '../../store/settings/installed.ts';
import type { ConnectionRow, SourceRow } from '../../store/connections/rows.ts';
import type { Parts } from '../parts.ts';
import { afterFailedCall, afterThrow } from '../retry.ts';
import { factsFor, hear } from './hear.ts';
import { changeIn, dueIn, type PlaceRow, putOffAsking } from './queue.ts';
import { connectionChecked } from './tools.ts';

/** How often a source is asked, though its events come by themselves. */
const askedAgain = day;

/** A row was changed, or taken away, while its tool was asked. */
class Changed extends Error {}

/** Does one thing that is due. @returns 1, or 0 if nothing is */
export async function askTools(parts: Parts, team: TeamId): Promise<number> {
  const { store, clock } = parts;
  const now = clock.now();
  const connection = await dueIn(store.system, 'connection', team, now);
  if (connection !== null) return check(parts, connection);
  const place = await dueIn(store.system, 'connection_place', team, now);
  if (place !== null) return lookUp(parts, place);
  const source = await dueIn(store.system, 'connection_source', team, now);
  return source === null ? 0 : read(parts, source);
}

/** What comes of a call that is not done: when it is tried again, and why not now. */
interface Again {
  readonly due_at: Instant;
  readonly attempts: number;
}

/** @returns `null`: its tool refuses it altogether */
async function afterCall(
  parts: Parts,
  team: TeamId,
  connection: ConnectionRow['id'],
  outcome: Exclude<Outcome<unknown>, { readonly kind: 'done' }>,
  attempts: number,
): Promise<(Again & { readonly refused?: Refusal }) | null> {
  const now = parts.clock.now();
  if (outcome.kind === 'wait') return { due_at: now + Math.max(outcome.ms, 1_000), attempts };
  if (outcome.kind === 'unknown')
    return { due_at: now + afterFailedCall(attempts + 1), attempts: attempts + 1 };
  if (outcome.why === 'revoked') {
    await parts.tools.refused(team, connection, 'revoked');
    return null;
  }
  return { due_at: now + askedAgain, attempts: 0, refused: outcome.why };
}

/** A tool that asks to wait is asked nothing else meanwhile. A connector that throws has a bug. */
async function asked<Done>(
  parts: Parts,
  team: TeamId,
  connection: ConnectionRow['id'],
  call: () => Promise<Outcome<Done>>,
): Promise<Outcome<Done>> {
  try {
    const outcome = await call();
    if (outcome.kind === 'wait') {
      const until = parts.clock.now() + Math.max(outcome.ms, 1_000);
      await parts.store.write((db) => putOffAsking(db, team, connection, until));
    }
    return outcome;
  } catch (error) {
    const reference = newReference(parts.ids);
    parts.log.error({ reference, team, err: error }, 'a connected tool could not be asked');
    return { kind: 'wait', ms: hour };
  }
}

async function check(parts: Parts, row: ConnectionRow): Promise<1> {
  const { team_id: team, id } = row;
  const tool = await parts.tools.of(team, id);
  if (tool === null || tool === 'refused') return 1;
  const outcome = await asked(
    parts,
    team,
    id,
    tool.check ?? (async () => ({ kind: 'wait', ms: day }) as const),
  );
  if (outcome.kind !== 'done') {
    const again = await afterCall(parts, team, id, outcome, row.attempts);
    if (again === null) return 1;
    const { refused, ...due } = again;
    if (refused === undefined) await parts.store.write((db) => changeIn(db, 'connection', row, due));
    else await parts.tools.refused(team, id, refused);
    return 1;
  }
  const now = parts.clock.now();
  const checked = { checked_at: now, reads: JSON.stringify(outcome.done), due_at: null, attempts: 0 };
  const { connected_by: by, access_at: at } = row;
  await stored(async () => {
    const note: NonNullable<Transacting['alsoIn']> = async (db) => {
      if (!(await changeIn(db, 'connection', row, checked))) throw new Changed();
    };
    if (by === null) return parts.store.write(note);
    return parts.store.transact(
      team,
      { kind: 'person', userId: by },
      async (scope) => {
        const of = rowId(id);
        await scope.publish(
          connectionChecked.ref({ of, at }, { kind: 'person', user: by, urgency: 'answer' }),
        );
        await scope.refreshHome(by);
      },
      { alsoIn: note },
    );
  });
  return 1;
}

async function lookUp(parts: Parts, row: PlaceRow): Promise<1> {
  const { team_id: team, connection_id: id } = row;
  const issues = await toolOf(parts, team, id, (tool) => tool.issues);
  const change = (to: Partial<PlaceRow>) =>
    parts.store.write((db) => changeIn(db, 'connection_place', row, to));
  if (issues === null) {
    await change({ due_at: parts.clock.now() + askedAgain });
    return 1;
  }
  const outcome = await asked(parts, team, id, () => issues.audienceOf(row.place));
  const now = parts.clock.now();
  if (outcome.kind === 'done')
    // A place that is not there is public as far as anybody knows.
    await change({ audience: outcome.done ?? 'unknown', looked_at: now, due_at: null, attempts: 0 });
  else {
    const again = await afterCall(parts, team, id, outcome, row.attempts);
    if (again === null) await change({ due_at: now + askedAgain });
    else if (again.refused === undefined) await change({ due_at: again.due_at, attempts: again.attempts });
    else await change({ audience: 'unknown', looked_at: now, due_at: null, attempts: 0 });
  }
  return 1;
}

/** @returns `null`: it is gone, or not to be asked now, or cannot do that */
async function toolOf<Part>(
  parts: Parts,
  team: TeamId,
  id: ConnectionRow['id'],
  part: (tool: Connector) => Part | null,
): Promise<Part | null> {
  const tool = await parts.tools.of(team, id);
  return tool === null || tool === 'refused' ? null : part(tool);
}

async function read(parts: Parts, row: SourceRow): Promise<1> {
  const { team_id: team, connection_id: id, place, cursor, since } = row;
  const change = (to: Partial<SourceRow>) =>
    parts.store.write((db) => changeIn(db, 'connection_source', row, to));
  const ask = await toolOf(parts, team, id, (tool) => tool.since);
  if (ask === null) {
    await change({ due_at: parts.clock.now() + askedAgain });
    return 1;
  }
  const source = { place, label: row.label === '' ? null : row.label };
  const outcome = await asked(parts, team, id, () => ask(source, cursor === '' ? since : cursor));
  await parts.checkpoint('after the call', 'source');
  const now = parts.clock.now();
  if (outcome.kind !== 'done') {
    const again = await afterCall(parts, team, id, outcome, row.attempts);
    await change(again ?? { due_at: now + askedAgain });
    return 1;
  }
  const { facts, cursor: next, isMore } = outcome.done;
  const to = {
    cursor: next,
    read_at: now,
    refused: null,
    attempts: 0,
    due_at: isMore ? now : now + askedAgain,
  };
  try {
    await stored(() =>
      hear(parts, row, factsFor(row, facts), async (db) => {
        if (!(await changeIn(db, 'connection_source', row, to))) throw new Changed();
        await parts.checkpoint('before the ts is stored', 'source');
      }),
    );
  } catch (error) {
    const wait = parts.waitOf(error);
    if (wait !== null) await change({ due_at: now + wait });
    else {
      const reference = newReference(parts.ids);
      const attempts = row.attempts + 1;
      parts.log.error(
        { reference, team, attempts, err: error },
        'what was read in a connected tool could not be told',
      );
      await change({ due_at: now + afterThrow(attempts), attempts });
    }
  }
  return 1;
}

/** What changed meanwhile stands; what was read then is read again. */
async function stored(store: () => Promise<unknown>): Promise<void> {
  try {
    await store();
  } catch (error) {
    if (!(error instanceof Changed) && !(error instanceof NotInstalled)) throw error;
  }
}

/**
 * Whether Lore is installed in a workspace. Another process may have erased it a moment ago, when memory still has it: so each transaction that adds
 * something asks again.
 */
import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { TeamId } from '#core/ids.ts';
import type { Entry } from '../memory/memory.ts';
import type { Schema } from '../schema.ts';

/** The workspace was erased, or Lore uninstalled: nothing was read or written. */
export class NotInstalled extends Error {
  override readonly name = 'NotInstalled';
  constructor() {
    super('Lore is not installed in this workspace');
  }
}

/** @param whom `work` goes on after an uninstallation, so that what happens meanwhile is known when Lore comes back */
export function isInstalledIn(team: TeamId, whom: 'person' | 'work'): RawBuilder<SqlBool> {
  const isStill = whom === 'person' ? sql` and w.removed_at is null` : sql``;
  return sql`exists (select 1 from workspace as w where w.team_id = ${team}${isStill})`;
}

/**
 * @param held what keeps the workspace from being erased until the transaction ends, which is not serializable; see `Erasing` of the engine
 * @throws NotInstalled if it was erased
 */
export async function mustBeThere(
  db: Kysely<Schema>,
  team: TeamId,
  held: RawBuilder<unknown> = sql``,
): Promise<void> {
  const { rows } = await sql`select 1 from workspace where team_id = ${team} ${held}`.execute(db);
  if (rows.length === 0) throw new NotInstalled();
}

/** For what is of no use any more once the workspace is gone. @returns `null` then */
export async function unlessErased<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotInstalled) return null;
    throw error;
  }
}

/** What is remembered about a workspace. */
export const entriesOf = (team: TeamId): readonly Entry[] => [
  `workspace ${team}`,
  `settings ${team}`,
  `person ${team}`,
  `sight ${team}`,
];

/** Whether a transaction may run: the practice is on, Lore is still installed, and what a person sent was not taken before. */
import { createHash } from 'node:crypto';
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { Viewer } from '#core/visibility.ts';
import type { AccessContext } from '../access/access.ts';
import { runKept } from '../engines/kept-text.ts';
import { isInstalledIn, NotInstalled } from '../settings/installed.ts';

/** The practice is turned off here: nothing was read or written. */
export class SwitchedOff extends Error {
  override readonly name = 'SwitchedOff';
  readonly practice: string;
  constructor(practice: string) {
    super('the practice is switched off');
    this.practice = practice;
  }
}

/** Stores a hash of the random key and the viewer, so that it names nobody. */
function hashOf(viewer: Viewer, key: string): string {
  const whose = viewer.kind === 'person' ? viewer.userId : viewer.channelId;
  return createHash('sha256')
    .update(JSON.stringify([viewer.kind, whose, key]))
    .digest('base64url');
}

export async function isTaken(access: AccessContext, viewer: Viewer, key: string): Promise<boolean> {
  const query = access.db.selectFrom('submission').select('key').where('team_id', '=', access.teamId);
  return (await query.where('key', '=', hashOf(viewer, key)).executeTakeFirst()) !== undefined;
}

/** The record does not say whose data it was, so nothing typed before is stored: what was erased must not come back. */
export async function isErasedSince(access: AccessContext, at: Instant): Promise<boolean> {
  const query = access.db.selectFrom('audit').select('id').where('team_id', '=', access.teamId);
  const erasures = query.where('deed', '=', 'erase').where('at', '>=', at);
  return (await erasures.limit(1).executeTakeFirst()) !== undefined;
}

/** @returns whether the key was free; it is used once the transaction commits. @throws NotInstalled, SwitchedOff */
export async function takeOnce(
  access: AccessContext,
  viewer: Viewer,
  key: string,
  practice: string | undefined,
): Promise<boolean> {
  const hash = hashOf(viewer, key);
  const values = [
    access.teamId,
    hash,
    access.now,
    ...(practice === undefined ? [] : [access.teamId, practice]),
    access.teamId,
  ];
  const { numAffectedRows } = await runKept(
    access.db,
    `take key ${viewer.kind}`,
    values,
    () => sql`insert into submission (team_id, key, taken_at)
      select cast(${access.teamId} as text), cast(${hash} as text), cast(${access.now} as bigint)
      where not ${isOff(access, practice)} and ${isInstalled(access)}
      on conflict (team_id, key) do nothing`,
  );
  if (numAffectedRows === 1n) return true;
  await mustBeOn(access, practice);
  return false;
}

const isOff = (access: AccessContext, practice: string | undefined): RawBuilder<SqlBool> =>
  practice === undefined
    ? sql`1 = 0`
    : sql`exists (select 1 from practice_off as f where f.team_id = ${access.teamId} and f.practice = ${practice})`;

const isInstalled = ({ teamId, viewer }: AccessContext): RawBuilder<SqlBool> =>
  isInstalledIn(teamId, viewer.kind === 'person' ? 'person' : 'work');

/** @throws NotInstalled, SwitchedOff */
export async function mustBeOn(access: AccessContext, practice: string | undefined): Promise<void> {
  const { rows } = await sql<{ is_installed: number; is_off: number }>`select
    case when ${isInstalled(access)} then 1 else 0 end as is_installed,
    case when ${isOff(access, practice)} then 1 else 0 end as is_off`.execute(access.db);
  if (rows[0]?.is_installed !== 1) throw new NotInstalled();
  if (practice !== undefined && rows[0].is_off === 1) throw new SwitchedOff(practice);
}

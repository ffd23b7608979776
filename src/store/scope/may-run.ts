/** Whether a transaction may run: the practice is on, Lore is still installed, and what a person sent was not taken before. */
import { createHash } from 'node:crypto';
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { ChannelId } from '#core/ids.ts';
import type { Viewer } from '#core/visibility.ts';
import type { AccessContext } from '../access/access.ts';
import { runKept } from '../engines/kept-text.ts';
import { isInstalledIn, NotInstalled } from '../settings/installed.ts';
import { isOffFor, offFor, positionsIn } from '../settings/practices.ts';

/** The practice is off here: nothing was read or written. */
export class SwitchedOff extends Error {
  override readonly name = 'SwitchedOff';
  readonly practice: string;
  /** `off`: an admin turned it off; `not on`: nobody has turned it on; `not chosen`: channels choose, and it is not chosen there. */
  readonly why: 'off' | 'not on' | 'not chosen';
  constructor(practice: string, why: SwitchedOff['why']) {
    super('the practice is switched off');
    this.practice = practice;
    this.why = why;
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

/** For what, and where: see `Transacting`. */
interface Doing {
  readonly practice?: string;
  readonly at?: ChannelId;
}

/** @returns whether the key was free; it is used once the transaction commits. @throws NotInstalled, SwitchedOff */
export async function takeOnce(
  access: AccessContext,
  viewer: Viewer,
  key: string,
  doing: Doing,
): Promise<boolean> {
  const hash = hashOf(viewer, key);
  const insert = sql`insert into submission (team_id, key, taken_at)
      select cast(${access.teamId} as text), cast(${hash} as text), cast(${access.now} as bigint)
      where not ${isOff(access, viewer, doing)} and ${isInstalled(access)}
      on conflict (team_id, key) do nothing`;
  const { practice } = doing;
  const isPlain = practice === undefined || !access.startsOff.has(practice);
  const values = [
    access.teamId,
    hash,
    access.now,
    ...(practice === undefined ? [] : [access.teamId, practice]),
    access.teamId,
  ];
  const { numAffectedRows } = isPlain
    ? await runKept(access.db, `take key ${viewer.kind}`, values, () => insert)
    : await insert.execute(access.db);
  if (numAffectedRows === 1n) return true;
  await mustBeOn(access, viewer, doing);
  return false;
}

function isOff(access: AccessContext, viewer: Viewer, { practice, at }: Doing): RawBuilder<SqlBool> {
  if (practice === undefined) return sql`1 = 0`;
  const asking = viewer.kind === 'person' ? { ...viewer, at: at ?? null } : viewer;
  return isOffFor(access.startsOff, access.teamId, practice, asking);
}

const isInstalled = ({ teamId, viewer }: AccessContext): RawBuilder<SqlBool> =>
  isInstalledIn(teamId, viewer.kind === 'person' ? 'person' : 'work');

/** @throws NotInstalled, SwitchedOff */
export async function mustBeOn(access: AccessContext, viewer: Viewer, doing: Doing): Promise<void> {
  const { practice } = doing;
  const { rows } = await sql<{ is_installed: number; is_off: number }>`select
    case when ${isInstalled(access)} then 1 else 0 end as is_installed,
    case when ${isOff(access, viewer, doing)} then 1 else 0 end as is_off`.execute(access.db);
  if (rows[0]?.is_installed !== 1) throw new NotInstalled();
  if (practice !== undefined && rows[0].is_off === 1) throw await switchedOff(access, practice);
}

/** For the channel that a person's press would reach, beyond the one they act in. @throws SwitchedOff */
export async function mustReachChannel(access: AccessContext, channel: ChannelId): Promise<void> {
  const { practice, teamId, startsOff, db } = access;
  if (practice === undefined) return;
  const off = await offFor(db, startsOff, teamId, { kind: 'channel', channelId: channel });
  if (off.has(practice)) throw await switchedOff(access, practice);
}

async function switchedOff({ db, teamId, startsOff }: AccessContext, practice: string): Promise<SwitchedOff> {
  if (!startsOff.has(practice)) return new SwitchedOff(practice, 'off');
  const { byChannel } = await positionsIn(db, startsOff, teamId);
  return new SwitchedOff(practice, byChannel.has(practice) ? 'not chosen' : 'not on');
}

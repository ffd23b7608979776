/** What a token opens. */
import type { Clock } from '#core/clock.ts';
import type { OpenDoor } from '#core/doors.ts';
import type { RowId } from '#core/ids.ts';
import { localTime } from '#core/time/zone.ts';
import { doorsOf } from '../doors/doors.ts';
import type { SystemPort } from '../port.ts';

/** @returns `null` alike: guessed, revoked, erased, of somebody who left, or of a workspace that removed Lore */
export type OpensToken = (
  token: string,
) => Promise<{ readonly id: RowId; readonly door: OpenDoor } | null>;

type Port = Pick<SystemPort, 'features' | 'directory' | 'clock'> & {
  readonly store: SystemPort['store'];
  readonly clock: Clock;
};

export function tokenReader(port: Port): OpensToken {
  const { accessTokens } = port.store;
  const doors = doorsOf(port);
  return async (token) => {
    const of = await accessTokens.behind(token);
    const door = of === null ? null : await doors.forPerson(of.team, of.user);
    if (of === null || door === null) return null;
    await accessTokens.used(of, localTime(port.clock.now(), 'UTC').date);
    return { id: of.id, door };
  };
}

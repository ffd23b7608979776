/** What a token opens. */
import type { OpenDoor } from '#core/doors.ts';
import type { TeamId } from '#core/ids.ts';
import { localTime } from '#core/time/zone.ts';
import { type DoorPort, doorsOf } from '../doors/doors.ts';

/** @returns `null` alike: guessed, revoked, erased, of somebody who left, or of a workspace that is not served (any more) */
export type OpensToken = (token: string) => Promise<OpenDoor | null>;

/** @param serves whether this Lore serves a workspace */
export function tokenReader(port: DoorPort, serves: (team: TeamId) => boolean): OpensToken {
  const { accessTokens } = port.store;
  const doors = doorsOf(port);
  return async (token) => {
    const of = await accessTokens.behind(token);
    if (of === null || !serves(of.team)) return null;
    const door = await doors.forPerson(of.team, of.user);
    if (door === null) return null;
    await accessTokens.used(of, localTime(port.clock.now(), 'UTC').date);
    return door;
  };
}

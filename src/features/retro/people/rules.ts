/** Who takes part while a retrospective runs. Pure. */
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { isOpen, type Retro } from '../session/phases.ts';

/** These people take part from now on: as many more are asked. */
export function joined(retro: Retro, people: readonly UserId[]): Retro {
  const added = newcomers(retro, people);
  if (added.length === 0) return retro;
  return {
    ...retro,
    participants: [...retro.participants, ...added],
    invited: retro.invited + added.length,
  };
}

/** Those of them who do not take part yet. */
export const newcomers = ({ participants }: Pick<Retro, 'participants'>, people: readonly UserId[]) =>
  [...new Set(people)].filter((user) => !participants.includes(user));

/** Whether a retrospective asks everyone whom one asks by default. @param usual whom that would be */
export const asksAll = (usual: readonly UserId[], participants: readonly UserId[]): boolean =>
  usual.every((user) => participants.includes(user));

/**
 * When somebody in the channel can be offered to take part: members alone, once they are back, and only where everyone in the channel is asked.
 * @returns `null`: not at all
 */
export function offeredFrom(
  retro: Retro,
  asksEveryone: boolean,
  person: Pick<Person, 'userId' | 'memberType' | 'awayUntil'>,
  now: Instant,
): Instant | null {
  const isOutside = person.memberType === 'member' && !retro.participants.includes(person.userId);
  if (!asksEveryone || !isOpen(retro.phase) || !isOutside) return null;
  return Math.max(now, person.awayUntil ?? now);
}

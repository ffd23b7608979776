/** Inviting leaders: by an admin, in private, once. What comes of it is the choice of whoever is invited, and told to nobody. */
import type { Work } from '../../../core/work.ts';
import type { UserId } from '../../../core/ids.ts';
import type { Person } from '../../../core/people.ts';
import { ok, refuse, type Result } from '../../../core/result.ts';
import { limitsOf } from '../domain.ts';
import { invitationPost } from '../posts.ts';

export type InviteRefusal = 'notAdmin' | 'nobody' | 'many' | 'notMembers';

/** @returns how many are invited */
export async function invite(
  { scope }: Work,
  by: Person,
  people: readonly UserId[],
): Promise<Result<number, InviteRefusal>> {
  if (!by.isAdmin) return refuse('notAdmin');
  const chosen = [...new Set(people)];
  if (chosen.length === 0) return refuse('nobody');
  if (chosen.length > limitsOf.invited) return refuse('many');
  for (const user of chosen)
    if ((await scope.person(user))?.standing !== 'member') return refuse('notMembers');
  for (const user of chosen) await scope.publish(invitationPost(by.userId, user));
  return ok(chosen.length);
}

/** A person joined or left a user group that an admin chose for a practice: tells that practice. */
import type { TeamId, UserId } from '#core/ids.ts';
import type { EventParts } from './event-parts.ts';

/** With the person's own access, each practice in its own transaction. One that is off for them is told once it is on. */
export async function tellPractices(
  { store, directory, registry }: EventParts,
  team: TeamId,
  user: UserId | null,
): Promise<void> {
  if (user === null) return;
  // Asks about people not known yet.
  const person = await directory.person(team, user);
  if (person.memberType !== 'member') return;
  const off = await store.workspaceSettings.offFor(team, { kind: 'person', userId: user });
  for (const { name, named } of registry.features)
    if (named !== undefined && !off.has(name))
      await store.transact(team, { kind: 'person', userId: user }, (scope) =>
        named.changed({ scope, person }),
      );
}

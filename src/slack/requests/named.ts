/** A person came into a user group that is named for a practice, or left it: the practices that ask for one are told. */
import type { TeamId, UserId } from '#core/ids.ts';
import type { EventParts } from './event-parts.ts';

/** With the person's own eyes, each practice in a transaction of its own. One that is switched off is told when it is on again. */
export async function tellPractices(
  { store, directory, registry }: EventParts,
  team: TeamId,
  user: UserId | null,
): Promise<void> {
  if (user === null) return;
  // Whoever is not known yet is asked about.
  const person = await directory.person(team, user);
  if (person.memberType !== 'member') return;
  const { off } = await store.workspaceSettings.of(team);
  for (const { name, named } of registry.features)
    if (named !== undefined && !off.has(name))
      await store.transact(team, { kind: 'person', userId: user }, (scope) =>
        named.changed({ scope, person }),
      );
}

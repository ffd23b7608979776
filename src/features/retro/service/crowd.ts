/**
 * Whoever is in a channel or a user group that was chosen for a retrospective, read with the eyes of whoever chose it: of a channel that they or
 * Lore are not in, nothing is known.
 */
import { ok, refuse, type Result } from '../../../core/result.ts';
import type { ReadScope } from '../../../core/scope.ts';
import type { StartFields } from '../blocks/start.ts';
import type { Crowd } from '../domain/start.ts';
import type { Told } from '../ids.ts';

/** Each has a sentence of that name. */
export type CrowdRefusal =
  'who.none' | 'who.channelUnseen' | 'who.groupsUnknown' | 'who.noGroups' | 'who.groupGone';

type Chosen = Pick<StartFields, 'who' | 'channels' | 'groups'>;

/** What was chosen, as one text. */
export function chosenOf({ who, channels, groups }: Chosen): string {
  return `${who ?? 'people'} ${[...(who === 'channels' ? channels : groups)].toSorted().join(' ')}`;
}

/** @param told what whoever chose was told of a choice before: of this one, if it is the same still. @returns `null`: people by hand */
export async function crowdOf(
  view: ReadScope,
  chosen: Chosen,
  told: Told | undefined,
): Promise<Result<Crowd | null, CrowdRefusal>> {
  const mayMiss = told?.of === chosenOf(chosen) ? told.count : 0;
  switch (chosen.who) {
    case 'channels': {
      if (chosen.channels.length === 0) return refuse('who.none');
      const lists = [];
      for (const channel of chosen.channels) lists.push(await view.members(channel));
      // Whoever looks is in it themselves, so a list that is empty is one that they may not see, or that nobody knows.
      if (lists.some(({ length }) => length === 0)) return refuse('who.channelUnseen');
      return ok({ people: everybodyIn(lists.flat()), mayMiss });
    }
    case 'groups': {
      const known = await view.userGroups();
      if (known === null) return refuse('who.groupsUnknown');
      if (known.length === 0) return refuse('who.noGroups');
      if (chosen.groups.length === 0) return refuse('who.none');
      if (chosen.groups.some((group) => known.every(({ groupId }) => groupId !== group)))
        return refuse('who.groupGone');
      return ok({ people: await view.inUserGroups(chosen.groups), mayMiss });
    }
    case 'people':
    case null:
      return ok(null);
  }
}

/** Each once, whichever channels they are in. */
function everybodyIn(people: Crowd['people']): Crowd['people'] {
  return [...new Map(people.map((person) => [person.userId, person])).values()];
}

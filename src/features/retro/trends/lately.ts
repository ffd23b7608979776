/** What Lore itself came to in the last retrospectives: how many began with what had happened, and what became of their actions. Pure. */
import type { RowId } from '#core/ids.ts';
import { isAgreed } from '../history/rules.ts';
import type { ActionItem } from '../session/phases.ts';

/** So many retrospectives are looked at. */
export const lookedAt = 10;

/** Of fewer actions nothing is said: that one did not help would be about its owner. */
const enoughActions = 5;

export interface Lately {
  readonly held: number;
  /** How many began with what had happened; `null`: no tool is connected, so nothing is said. */
  readonly began: number | null;
  /** `null`: too few to say anything. */
  readonly actions: {
    readonly agreed: number;
    /** How many are in a tracker, or were; `null` as above. */
    readonly reached: number | null;
    readonly helped: number;
    readonly changed: number;
  } | null;
}

/**
 * @param held the last retrospectives, at most `lookedAt`
 * @param began those that began with something that had happened
 * @param reached the actions that reached a tracker
 * @param isConnected whether the viewer may know of a tool that is connected
 */
export function latelyOf(
  held: readonly RowId[],
  began: ReadonlySet<RowId>,
  actions: readonly Pick<ActionItem, 'id' | 'state' | 'reason' | 'helped' | 'standardKind'>[],
  reached: ReadonlySet<RowId>,
  isConnected: boolean,
): Lately {
  const agreed = actions.filter(isAgreed);
  const count = (is: (action: (typeof agreed)[number]) => boolean) => agreed.filter(is).length;
  const withFacts = held.filter((id) => began.has(id)).length;
  const inTracker = count(({ id }) => reached.has(id));
  return {
    held: held.length,
    began: isConnected || withFacts > 0 ? withFacts : null,
    actions:
      agreed.length < enoughActions
        ? null
        : {
            agreed: agreed.length,
            reached: isConnected || inTracker > 0 ? inTracker : null,
            helped: count(({ helped }) => helped === 'yes' || helped === 'partly'),
            changed: count(({ standardKind }) => standardKind !== null),
          },
  };
}

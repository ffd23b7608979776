/** An action that is over here, or somebody else's: what is not in the tracker yet is not put there. */
import type { Scope } from '#core/scope.ts';
import { isToDo } from '../action-items/rules.ts';
import type { ActionItem } from '../session/phases.ts';

/** @param known as it was before */
export async function leaveTracker(
  scope: Scope,
  known: ActionItem | undefined,
  action: ActionItem,
): Promise<void> {
  if (known === undefined) return;
  const isOver = isToDo(known) && !isToDo(action);
  const isPassed = known.owner !== action.owner;
  if (!isOver && !isPassed) return;
  const issue = (await scope.connections.issuesOf([action.id])).get(action.id);
  if (issue === undefined) return;
  // What is there stays, also where another owner goes on with it. What may be there is looked for, and not made of a press that was another's.
  if (isOver || ['wanted', 'sending', 'unknown'].includes(issue.state))
    await scope.connections.forget(action.id);
}

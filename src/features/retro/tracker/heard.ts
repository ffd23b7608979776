/** What came of an action's issue: its owner is told, or asked, and the action shows it. It decides nothing here. */
import type { TrackedIssue } from '#core/connections.ts';
import type { RowId } from '#core/ids.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { findRow } from '#core/rows.ts';
import type { Work } from '#core/work.ts';
import { type ActionRow, loadAction, refreshPrepared } from '../action-items/operations.ts';
import { mainPost } from '../session/ids.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import { closedPost, toldPost } from './ids.ts';
import { numberOf } from './rules.ts';

const retroOf = (read: ReadScope, id: RowId): Promise<RetroRow | null> => findRow(read.from(retros), { id });

export async function hearIssue({ scope, now }: Work, of: RowId, issue: TrackedIssue): Promise<void> {
  const row = await loadAction(scope, of);
  if (row === null) return;
  await redraw(scope, row);
  const { owner_id: owner, id } = row;
  const { state, refused } = issue;
  if (owner === null) return;
  if (state === 'made') await scope.publish(toldPost(id, 'made', numberOf(issue), owner));
  if (state === 'refused') await scope.publish(toldPost(id, 'refused', now, owner));
  if (state === 'wanted' && refused === 'revoked') await scope.publish(toldPost(id, 'waits', now, owner));
  if (state === 'closed' && row.state === 'open') await scope.publish(closedPost(id, now, owner));
}

async function redraw(scope: Scope, row: ActionRow): Promise<void> {
  const retro = await retroOf(scope, row.retro_id);
  if (retro !== null) await scope.refresh(mainPost(retro));
  await refreshPrepared(scope, row.channel_id);
  await scope.refreshShowing(row.id);
  if (row.owner_id !== null) await scope.refreshHome(row.owner_id);
}

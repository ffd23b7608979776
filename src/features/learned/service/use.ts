/** What readers say about a share: that they used it, and that it is useful. */
import type { Work } from '../../../core/work.ts';
import { rowId, type UserId } from '../../../core/ids.ts';
import { thanksPost } from '../posts.ts';
import type { Share } from '../repository.ts';
import { useful, uses, type UseRow } from '../tables.ts';
import { drawAnew } from './save.ts';

/** What the viewer said before about how they used it; `null`: nothing yet. */
export async function ownUse({ scope }: Pick<Work, 'scope'>, { row }: Share): Promise<UseRow | null> {
  return (await scope.mine(uses).selectAll().where('it.share_id', '=', row.id).executeTakeFirst()) ?? null;
}

/** @param how one line, or empty. Said again, it takes the place of what was said before. */
export async function sayUsed(work: Work, share: Share, by: UserId, how: string): Promise<void> {
  const { scope, now, newId } = work;
  const { row, author } = share;
  const before = await ownUse(work, share);
  if (before === null)
    await scope.insert(
      uses,
      { id: rowId(newId()), share_id: row.id, how, used_at: now },
      { audience: row.reach_id, by: [by], names: 'shown' },
    );
  else await scope.update(uses, before.id, { how, used_at: now }, { mine: true });
  if (author !== null) await scope.publish(thanksPost(row.id, author));
  await drawAnew(scope, share);
}

/** Says that it is useful, or takes that back. */
export async function toggleUseful({ scope, now }: Work, share: Share): Promise<void> {
  const { row } = share;
  const taken = await scope.take(useful, { share_id: row.id });
  if (taken === 0) await scope.put(useful, { share_id: row.id, said_at: now }, { audience: row.reach_id });
  await drawAnew(scope, share);
}

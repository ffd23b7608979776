/** A brief that is changed or taken back reaches every channel that got it, with the access of each. */
import type { FeaturePart } from '#core/feature.ts';
import { type AudienceId, rowId, type RowId, type UserId } from '#core/ids.ts';
import { defineJob, type JobContext } from '#core/job.ts';
import type { Work } from '#core/work.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { loadNotice, loadReorg, never, noticeIn, type NoticeRow, notices } from '../rows.ts';
import { endIn, rewordIn } from './in-channel.ts';
import { draftChanges, draftChangesOf } from './rows.ts';

/**
 * Who changes a brief or takes it back may not know a private channel that got it. Its author does, by what they put into it, so that each channel
 * follows with its own access.
 */
export async function reachAll(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  reorg: RowId,
  isEnded: boolean,
): Promise<void> {
  const { viewer } = scope;
  const author = (await loadReorg(scope, reorg))?.by_id ?? null;
  if (author === null || viewer.kind !== 'person') return;
  const reach = ids.jobs.reach.ref({ reorg, by: viewer.userId, at: now, ended: isEnded ? 1 : 0 });
  await scope.runAt(reach, now, { kind: 'person', userId: author });
}

/** With the access of the brief’s author. */
async function reach(
  { scope, now }: JobContext,
  of: { readonly reorg: RowId; readonly by: UserId; readonly at: number; readonly ended: 0 | 1 },
): Promise<void> {
  const own = await draftChangesOf(scope, of.reorg);
  for (const channel of new Set(own.map(({ channel_id: at }) => at)))
    await scope.runAt(ids.jobs.follow.ref({ ...of, channel, carried: 0 }), now, {
      kind: 'channel',
      channelId: channel,
    });
  if (of.ended === 1) await scope.deleteOwn(draftChanges, { reorg_id: of.reorg });
}

/**
 * With the channel’s access: its notice says what the brief says now. Where a guest is the channel does not read the brief, so the words are carried
 * there as they were at first.
 */
async function follow(
  { scope, now }: JobContext,
  of: ids.Following & { readonly carried: RowId | 0 },
): Promise<void> {
  const { reorg, channel, by } = of;
  const carried = of.carried === 0 ? null : await loadNotice(scope, of.carried);
  const admin = { kind: 'person', userId: by } as const;
  if (carried !== null) await scope.runAt(ids.jobs.carried.ref({ notice: carried.id }), now, admin);
  const notice = await noticeIn(scope, reorg, channel);
  if (notice === null || notice.ended_at !== null) return;
  const row = await loadReorg(scope, reorg);
  if (of.ended === 1 || (row !== null && row.ended_at !== null)) return endIn({ scope, now }, notice);
  const words = row ?? carried;
  if (words !== null) return rewordIn(scope, notice, words);
  const audience = await scope.audience({ kind: 'conversation', channel });
  await scope.runAt(ids.jobs.carry.ref({ ...of, audience }), now, admin);
}

/** With the access of the admin who changed the words. */
async function carry(
  { scope, now, newId }: JobContext,
  of: ids.Following & { readonly audience: AudienceId },
): Promise<void> {
  const { reorg, channel, audience } = of;
  const { viewer } = scope;
  const row = await loadReorg(scope, reorg);
  if (row === null || row.ended_at !== null || viewer.kind !== 'person') return;
  const { by_id, why, stays, ask_id, effect_on } = row;
  const id = rowId(newId());
  const notice: NoticeRow = {
    ...{ id, reorg_id: reorg, channel_id: channel, by_id, why, stays, ask_id, effect_on, effect_at: never },
    ...{ told_at: null, ended_at: now, seen_at: null },
  };
  await scope.insert(notices, notice, { audience, by: [viewer.userId], names: 'shown' });
  const { by, at, ended } = of;
  const next = ids.jobs.follow.ref({ reorg, channel, by, at, ended, carried: id });
  await scope.runAt(next, now, { kind: 'channel', channelId: channel });
}

/** What was carried is there. With the access of the admin who did. */
const putDown = async ({ scope }: JobContext, { notice }: ids.OfNotice): Promise<void> => {
  await scope.delete(notices, notice);
};

const title = copy.titled('title.brief');
export const reaching: FeaturePart = {
  jobs: [
    defineJob(ids.jobs.reach, 'transition', { title, run: reach }),
    defineJob(ids.jobs.follow, 'transition', { title, run: follow }),
    defineJob(ids.jobs.carry, 'transition', { title, run: carry }),
    defineJob(ids.jobs.carried, 'transition', { title, run: putDown }),
  ],
};

/** The ids of offers to reflect, with the value each carries. */
import { z } from 'zod';
import type { RowId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import type { ReflectionRow } from './rows.ts';

const ofOffer = z.object({ reflection: rowValue });
export type OfOffer = Readonly<Record<'reflection', RowId>>;

export const reflectNow = defineAction('retro.reflect', ofOffer);
export const notNow = defineAction('retro.reflect-not-now', ofOffer);
export const notHere = defineAction('retro.reflect-not-here', ofOffer);

export const offerPostId = postId<OfOffer>('retro.reflection');

export const offerJobs = {
  /** Time to offer it, in the channel's working hours. */
  offer: jobId<OfOffer>('retro.reflection'),
  /** Nobody took it up. */
  over: jobId<OfOffer>('retro.reflection-over'),
} as const;

export const offerPost = ({ id, channel_id: channel, under }: ReflectionRow): PostRef =>
  offerPostId.ref(
    { reflection: id },
    under === null ? { kind: 'channel', channel } : { kind: 'thread', under: JSON.parse(under) as PostRef },
  );

/** The ids of a quarter’s count, of what is shown of it, and of its files. None carries a person, or an order to put teams in. */
import { z } from 'zod';
import type { ChannelId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal } from '#core/kit/modal.ts';
import { channelValue } from '#core/kit/values.ts';
import { postId } from '#core/post-ref.ts';

export const scheduleName = 'indicators.quarter';

/** One for each channel, which plans itself again. */
export const countJob = jobId<{ readonly channel: ChannelId }>('indicators.count');

export const quarterPost = postId<{ readonly channel: ChannelId; readonly quarter: number }>(scheduleName);
export const postOf = (channel: ChannelId, quarter: number) =>
  quarterPost.ref({ channel, quarter }, { kind: 'channel', channel });

/** `c`: a channel’s; without it the workspace’s. `q`: a quarter, as in `core/time/quarter.ts`; without it the last one. */
const shown = z.object({ c: channelValue.optional(), q: z.number().int().optional() });
export type Of = z.infer<typeof shown>;

export const showAction = defineAction('indicators.show', shown);
export const quarterMenu = defineAction('indicators.another', shown);
export const shownModal = defineModal('indicators.shown', shown, {});

/** To read and print, and to count with. Numbers in references: add new ones at the end. */
export const formats = ['page', 'table'] as const;
export type Format = (typeof formats)[number];
const file = shown.extend({ as: z.enum(formats) });
export const getPage = defineAction('indicators.page', file);
export const getTable = defineAction('indicators.table', file);

/** `as`: the place of its format among `formats`. `at`: tells one request from another. */
type FileOf = Readonly<Record<'quarter' | 'as' | 'at', number>>;
export const channelFile = postId<FileOf & Readonly<Record<'channel', ChannelId>>>('indicators.channel-file');
export const wholeFile = postId<FileOf>('indicators.file');

/** Every id of the rounds, with the value it carries. Permission is checked on arrival. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { dateField, defineModal, peopleField } from '#core/kit/modal.ts';
import { conversationField } from '#core/kit/pickers.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { postId, type PostRef, type Urgency } from '#core/post-ref.ts';

export const roundsName = 'coaching.rounds';
/** How many people one may say "not with" of. */
export const mostBlocks = 20;

const ofPairValue = z.object({ pair: rowValue });
const ofChannel = z.object({ channel: channelValue });

export const sayYes = defineAction('coaching.yes', ofPairValue);
export const sayNo = defineAction('coaching.no', ofPairValue);
export const openJoin = defineAction('coaching.join', ofChannel);
export const pause = defineAction('coaching.pause', ofChannel);
export const openPause = defineAction('coaching.pause-until', ofChannel);
export const goOn = defineAction('coaching.go-on', ofChannel);
export const stop = defineAction('coaching.stop', ofChannel);

export const joinModal = defineModal('coaching.join', ofChannel, {
  team: conversationField({ optional: true }),
  notWith: peopleField({ optional: true, most: mostBlocks }),
});
export const pauseModal = defineModal('coaching.pause', ofChannel, { until: dateField() });

/** What a person is told of a round. For a mentor, `round` is the pair itself. */
export type OfRound = Readonly<{ round: RowId; channel: ChannelId; until: Instant }>;
type OnePerson = Readonly<Record<'person', UserId>>;

export const roundPost = postId<OfRound>('coaching.round');
/** In the channel: that a round has begun. */
export const begunPost = postId<Readonly<Record<'round', RowId>>>('coaching.begun');

export const jobs = {
  /** With the access of one of the people: what only they know decides whether they are told. */
  proposed: jobId<Readonly<{ pair: RowId; person: UserId }>>('coaching.proposed'),
  /** The fixed time of a round, with the access of each person in it. */
  settled: jobId<OfRound & OnePerson>('coaching.settled'),
  /** The channel has other readers now: each says again, with their own access, that they are in. */
  rejoins: jobId<OnePerson & Readonly<Record<'channel', ChannelId>>>('coaching.rejoins'),
} as const;

/** @param urgency of a proposal, unless it is said: the others wait for what this person says, and only until its fixed time */
export const roundFor = (of: OfRound, user: UserId, urgency: Urgency = 'accept'): PostRef =>
  roundPost.ref(of, { kind: 'person', user, urgency });

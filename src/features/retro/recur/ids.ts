/** The ids of retrospectives that come round, with the value each carries. */
import { z } from 'zod';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, personField } from '#core/kit/modal.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { mainPost } from '../session/ids.ts';
import type { RetroRow } from '../session/rows.ts';
import type { RoundRow } from './rows.ts';

export const scheduleNames = { round: 'retro.round', facilitator: 'retro.facilitator' } as const;

export type OfRound = Readonly<Record<'round', RowId>>;
const ofRound = z.object({ round: rowValue });

/** To everyone in the channel, and to its owner: asked from now on, and no longer. */
export const volunteer = defineAction('retro.round-volunteer', ofRound);
export const stepOut = defineAction('retro.round-leave', ofRound);

/** To the person who is asked to facilitate. */
export const accept = defineAction('retro.round-accept', ofRound);
export const pass = defineAction('retro.round-pass', ofRound);
export const swap = defineAction('retro.round-swap', ofRound);
export const swapModal = defineModal('retro.round-swap', ofRound, { to: personField() });

/** To the owner, after quiet rounds. */
export const goRarer = defineAction('retro.round-rarer', ofRound);
export const pauseRounds = defineAction('retro.round-pause', ofRound);
export const endRounds = defineAction('retro.round-end', ofRound);

export const roundPosts = {
  /** In the thread when it begins: a question to check in, and who likes to facilitate. */
  began: postId<{ readonly retro: RowId; readonly round: RowId; readonly nth: number }>('retro.round-began'),
  ask: postId<OfRound>('retro.round-ask'),
  owner: postId<OfRound>('retro.round-owner'),
  quiet: postId<OfRound>('retro.round-quiet'),
} as const;

export const roundJobs = {
  /** Asks the person whose turn it is, with their own access. */
  ask: jobId<{ round: RowId; person: UserId }>('retro.round-ask'),
  /** Time to ask the next person, if there is no answer. */
  unanswered: jobId<OfRound>('retro.round-unanswered'),
  /** A person likes to facilitate, with the channel's access: what counts there only the channel sees. */
  joins: jobId<{ channel: ChannelId; person: UserId }>('retro.round-joins'),
} as const;

/** @param nth counts the channel's rounds, so that the question varies */
export const beganPost = (row: RetroRow, round: RowId, nth: number): PostRef =>
  roundPosts.began.ref({ retro: row.id, round, nth }, { kind: 'thread', under: mainPost(row) });

const toOne = (user: UserId, urgency: 'check' | 'rest') => ({ kind: 'person', user, urgency }) as const;

export const askPost = (
  { id: round, starts_at: date }: Pick<RoundRow, 'id' | 'starts_at'>,
  user: UserId,
): PostRef => roundPosts.ask.ref({ round }, { kind: 'person', user, urgency: 'presenting', date });

/** To the owner: nobody can facilitate it. */
export const ownerPost = (round: RowId, owner: UserId): PostRef =>
  roundPosts.owner.ref({ round }, toOne(owner, 'rest'));

/** To the owner: how to continue. */
export const quietPost = (round: RowId, owner: UserId): PostRef =>
  roundPosts.quiet.ref({ round }, toOne(owner, 'check'));

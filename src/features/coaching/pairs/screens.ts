/** What a person is told of a round: whom they could talk with, what they said, and what came of it. */
import type { Button } from '@slack/types';

import type { UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import type { Message, RenderContext } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { atMoment, channelLink, namesOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { formatClock } from '#core/time/format.ts';
import { localTime } from '#core/time/zone.ts';
import { copy, type T } from '../copy.ts';
import * as ids from '../ids.ts';
import { askMessage, noMentorMessage } from '../mentors/messages.ts';
import {
  isResting,
  isWhole,
  loadPair,
  ofPair,
  ownBlocks,
  ownJoin,
  pairOf,
  type PairRow,
  type Said,
  seatsOf,
} from '../rows.ts';
import { firstCommon } from '../rounds/overlap.ts';
import { answerTo } from './operations.ts';

/** A round, as one of its people sees it now. */
type Seen =
  | { readonly is: 'open'; readonly pair: PairRow; readonly said: Said | null }
  | { readonly is: 'agreed'; readonly pair: PairRow }
  | { readonly is: 'nothing' };

export async function seenRound(read: ReadScope, of: ids.OfRound, now: number): Promise<Seen> {
  const pair = await pairOf(read, of.round);
  if (pair === null) return { is: 'nothing' };
  if (pair.state !== 'proposed') return isWhole(pair) ? { is: 'agreed', pair } : { is: 'nothing' };
  // Somebody who erased their data reads like somebody who says nothing, until the fixed time.
  if (now >= pair.until) return { is: 'nothing' };
  const said = await answerTo(read, pair.id);
  // Whom somebody would rather not talk with is not proposed to them, also if they said so after the matching.
  const not = said === 'yes' ? new Set() : await ownBlocks(read);
  return ofPair(pair).some((user) => not.has(user)) ? { is: 'nothing' } : { is: 'open', pair, said };
}

/** In App Home, and as a message. @param self who reads */
export async function roundMessage(
  read: ReadScope,
  of: ids.OfRound,
  self: UserId,
  renderContext: RenderContext,
): Promise<Message> {
  const t = copy.for(renderContext);
  const seen = await seenRound(read, of, renderContext.now);
  // A mentor is asked outside the rounds: the row itself is its round.
  if (seen.is === 'nothing' && (await loadPair(read, of.round)) !== null)
    return noMentorMessage(renderContext);
  if (seen.is === 'nothing') return nothingMessage(read, t, of);
  const { pair } = seen;
  if (pair.kind === 'mentor' && seen.is === 'open')
    return askMessage(read, pair, self, seen.said, renderContext);
  const others = namesOf(seatsOf(pair).filter((user) => user !== self));
  if (seen.is === 'agreed') return messageOf(t.mrkdwn('round.agreed', { others }));
  const { said } = seen;
  const until = atMoment(pair.until);
  const channel = channelLink(of.channel);
  const line = t.mrkdwn('round.proposed', { others, channel });
  if (said !== null)
    return messageOf(
      line,
      context(t.mrkdwn(`round.said.${said}`, { others, until })),
      actions([said === 'yes' ? noButton(t, pair) : yesButton(t, pair, 'round.yesAfterAll')]),
    );
  return messageOf(
    join([line, ...(isWhole(pair) ? [await hoursLine(t, read, pair, renderContext)] : [])]),
    actions([yesButton(t, pair, 'round.yes'), noButton(t, pair), pauseButton(t, of), stopButton(t, of)]),
    context(t.mrkdwn('round.until', { until, count: pair.size })),
  );
}

/** Whoever left a few proposals without an answer reads, once, that they are left alone now. */
async function nothingMessage(read: ReadScope, t: T, of: ids.OfRound): Promise<Message> {
  const line = t.mrkdwn('round.nothing', { channel: channelLink(of.channel) });
  const own = await ownJoin(read, of.channel);
  return own !== null && isResting(own)
    ? messageOf(
        join([line, t.mrkdwn('round.rests')]),
        context(t.mrkdwn('round.restsMeans')),
        actions([goOnButton(t, of), stopButton(t, of)]),
      )
    : messageOf(
        line,
        context(t.mrkdwn('round.nothingMeans')),
        actions([pauseButton(t, of), stopButton(t, of)]),
      );
}

async function hoursLine(t: T, read: ReadScope, pair: PairRow, { now, tz }: RenderContext): Promise<Mrkdwn> {
  const people = await Promise.all(ofPair(pair).map((user) => read.person(user)));
  const shared = firstCommon(
    people.filter((one) => one !== null),
    now,
  );
  if (shared === null) return t.mrkdwn('hours.none');
  const [from, to] = [shared.from, shared.until].map((at) => formatClock(localTime(at, tz).minutes, 'HH:mm'));
  if (from === undefined || to === undefined) throw new Error('a stretch has two ends');
  return t.mrkdwn('hours.both', { from, to, count: pair.size });
}

const yesButton = (t: T, { id: pair }: PairRow, key: 'round.yes' | 'round.yesAfterAll'): Button =>
  button(ids.sayYes, t.plain(key), { pair }, key === 'round.yes' ? { style: 'primary' } : {});
const noButton = (t: T, { id: pair }: PairRow): Button => button(ids.sayNo, t.plain('round.no'), { pair });
export const pauseButton = (t: T, { channel }: Pick<ids.OfRound, 'channel'>): Button =>
  button(ids.pause, t.plain('pause.short'), { channel });
export const stopButton = (t: T, { channel }: Pick<ids.OfRound, 'channel'>): Button =>
  button(ids.stop, t.plain('stop.button'), { channel });
export const goOnButton = (t: T, { channel }: Pick<ids.OfRound, 'channel'>): Button =>
  button(ids.goOn, t.plain('pause.goOn'), { channel });

/** What the two of an ask read: the mentor whom somebody asks, and the one who asks. */
import type { UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import type { Message, RenderContext } from '#core/post.ts';
import { findRow } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { atMoment, nameOf } from '#core/sentence.ts';
import * as pairIds from '../ids.ts';
import { talkCopy } from '../meetings/copy.ts';
import type { PairRow, Said } from '../rows.ts';
import { stopOffer } from './ids.ts';
import { asks, wishesOf } from './rows.ts';
import { askedBlocks } from './screens.ts';

/** The same for both, whatever the reason. */
export const noMentorMessage = (renderContext: RenderContext): Message => {
  const t = talkCopy.for(renderContext);
  return messageOf(t.mrkdwn('ask.nothing'), context(t.mrkdwn('ask.nothingMeans')));
};

/** While its time is not over. @param self who reads @param said what they answered */
export async function askMessage(
  read: ReadScope,
  pair: PairRow,
  self: UserId,
  said: Said | null,
  renderContext: RenderContext,
): Promise<Message> {
  const t = talkCopy.for(renderContext);
  const { id, one_id: asker, two_id: mentor } = pair;
  const until = atMoment(pair.until);
  const no = (key: 'ask.no' | 'ask.takeBack') => button(pairIds.sayNo, t.plain(key), { pair: id });
  if (mentor !== self)
    return messageOf(
      section(t.mrkdwn('ask.waiting', { mentor: nameOf(mentor) })),
      ...(said === 'no'
        ? [context(t.mrkdwn('ask.takenBack'))]
        : [actions([no('ask.takeBack')]), context(t.mrkdwn('ask.until', { until }))]),
    );
  const words = await findRow(read.from(asks), { pair_id: id });
  const yes = button(
    pairIds.sayYes,
    t.plain('ask.yes'),
    { pair: id },
    said === null ? { style: 'primary' } : {},
  );
  return messageOf(
    ...askedBlocks(t, asker, words === null ? null : wishesOf(words)),
    ...(said === null ? [] : [section(t.mrkdwn(`ask.said.${said}`, { until }))]),
    actions([
      ...(said === 'yes' ? [] : [yes]),
      ...(said === 'no' ? [] : [no('ask.no')]),
      ...(said === null ? [button(stopOffer, t.plain('offer.stop'), {})] : []),
    ]),
    ...(said === null ? [context(t.mrkdwn('ask.why', { until }))] : []),
  );
}

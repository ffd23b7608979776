/** What is pressed and typed about mentors. */
import type { FeaturePart } from '#core/feature.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  errors,
  type Interaction,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import type { RenderContext } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { atMoment, nameOf } from '#core/sentence.ts';
import { talkCopy } from '../meetings/copy.ts';
import * as ids from './ids.ts';
import * as operations from './operations.ts';
import { recount } from './room.ts';
import { ownOffer, ownSeek, wishesOf } from './rows.ts';
import { limitsOf, type TopicsRefusal, topicsIn, whyNotTopics } from './rules.ts';
import * as screens from './screens.ts';

type Told = 'ask.guest' | 'offer.saved' | 'offer.stopped' | 'find.forgotten';
const tell = (it: Reading, key: Told): Reply => say(messageOf(talkCopy.for(it).mrkdwn(key)));

/** Mentors are for full members: guests and people of other organisations neither offer it nor find anybody. */
const isFor = ({ person }: Reading): boolean => person.memberType === 'member';

/** Opens the form, from a command, Home or a message. */
export async function openFind(it: Reading): Promise<Reply> {
  if (!isFor(it)) return tell(it, 'ask.guest');
  const own = await ownSeek(it.scope);
  const may = mayPostIn(it.channel);
  const channel = may.ok ? may.value.channelId : undefined;
  return open(screens.renderFind(talkCopy.for(it), own === null ? null : wishesOf(own), channel));
}

export async function openOffer(it: Reading): Promise<Reply> {
  if (!isFor(it)) return tell(it, 'ask.guest');
  return open(screens.renderOffer(talkCopy.for(it), await ownOffer(it.scope)));
}

const topicsError = (it: Reading, why: TopicsRefusal) => {
  const most = why === 'long' ? limitsOf.topic : limitsOf.topics;
  return talkCopy.for(it).plain(`wishes.${why}`, { most });
};

const submitOffer = onSubmit(ids.offerModal, async (it, _metadata, fields): Promise<Reply> => {
  if (!isFor(it)) return tell(it, 'ask.guest');
  const topics = topicsIn(fields.topics);
  const { capacity, goals, styles } = fields;
  const why = whyNotTopics(topics);
  const isNumber = capacity !== null && capacity >= 1 && capacity <= limitsOf.people;
  if (why !== null || !isNumber)
    return errors({
      ...(why === null ? {} : { topics: topicsError(it, why) }),
      ...(isNumber ? {} : { capacity: talkCopy.for(it).plain('offer.capacityWrong') }),
    });
  await operations.offer(it, it.person.userId, { topics, goals, styles }, capacity);
  return tell(it, 'offer.saved');
});

const submitFind = onSubmit(ids.findModal, async (it, _metadata, fields): Promise<Reply> => {
  const t = talkCopy.for(it);
  if (!isFor(it)) return tell(it, 'ask.guest');
  const topics = topicsIn(fields.topics);
  const why = whyNotTopics(topics);
  if (why !== null) return errors({ topics: topicsError(it, why) });
  const may = mayPostIn(fields.channel === null ? null : await it.scope.channel(fields.channel));
  if (!may.ok)
    return errors({ channel: t.plain(may.code === 'archived' ? 'there.archived' : 'there.outside') });
  const wanted = { topics, goals: fields.goals, styles: fields.styles };
  await operations.seek(it, it.person.userId, wanted);
  const found = await operations.suggest(it, it.person, wanted);
  return update(screens.renderFound(t, found, may.value.channelId));
});

/** Asks a mentor, and says in the form what comes of it, or why nobody can be asked. */
async function ask(it: Interaction, mentor: UserId, channel: ChannelId): Promise<Reply> {
  const t = talkCopy.for(it);
  const { scope, person, now } = it;
  const notice = (sentence: Parameters<typeof screens.renderFound>[3]) =>
    update(screens.renderFound(t, [], channel, sentence));
  if (!isFor(it)) return notice(t.mrkdwn('ask.guest'));
  if (mentor === person.userId) return notice(t.mrkdwn('ask.self'));
  const may = mayPostIn(await scope.channel(channel));
  if (!may.ok) return notice(t.mrkdwn(may.code === 'archived' ? 'there.archived' : 'there.outside'));
  const before = await operations.openAsk(scope, person.userId, now);
  if (before !== null) return notice(t.mrkdwn('ask.open', { until: atMoment(before.until) }));
  const until = await operations.ask(it, person, mentor, channel);
  return notice(
    until === null
      ? t.mrkdwn('ask.notNow')
      : t.mrkdwn('ask.done', { person: nameOf(mentor), until: atMoment(until) }),
  );
}

export const mentoring: FeaturePart = {
  actions: [
    onReading(ids.openOffer, openOffer),
    onReading(ids.openFind, openFind),
    onAction(ids.stopOffer, async (it) => {
      await operations.stopOffering(it.scope, it.person.userId);
      return tell(it, 'offer.stopped');
    }),
    onAction(ids.forget, async (it) => {
      await operations.stopSeeking(it.scope, it.person.userId);
      return tell(it, 'find.forgotten');
    }),
    onAction(ids.askMentor, (it, { mentor, channel }) => ask(it, mentor, channel)),
  ],
  views: [submitOffer, submitFind],
  jobs: [
    defineJob(ids.mentorJobs.recount, 'transition', {
      title: talkCopy.titled('title.recount'),
      run: ({ scope }, { person }) => recount(scope, person),
    }),
  ],
};

/** What a person offers and looks for, and where both begin: at most two blocks. */
export async function mentorsInHome(read: ReadScope, renderContext: RenderContext) {
  const [own, wanted] = [await ownOffer(read), await ownSeek(read)];
  return screens.mentorInHome(talkCopy.for(renderContext), own, wanted !== null);
}

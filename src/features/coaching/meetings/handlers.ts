/** What is pressed, posted and done later once a pair has said yes. */
import type { KnownBlock } from '@slack/types';
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
} from '#core/listener.ts';
import { definePost, type Message, type Over, type RenderContext, stays } from '#core/post.ts';
import type { PostId } from '#core/post-ref.ts';
import type { ReadScope } from '#core/scope.ts';
import { thanksButtons } from '#core/thanks.ts';
import { isLocalDate } from '#core/time/date.ts';
import { instantOf, localTime } from '#core/time/zone.ts';
import type { CoachingTalksKey } from '#locales/coaching.talks.ts';
import { guide } from './begin.ts';
import { type T, talkCopy } from './copy.ts';
import * as goingOn from './going-on.ts';
import * as ids from './ids.ts';
import * as operations from './operations.ts';
import { answerOf, datesOf, openTalks } from './rows.ts';
import { ahead, type CheckAnswer, checkAnswers, commonTime, whyNotNoted, within } from './rules.ts';
import * as screens from './screens.ts';
import { loadTalking, presentIn, workersOf } from './talking.ts';

type TitleKey = Extract<CoachingTalksKey, `title.${string}`>;

/** Somebody who mentors more stands in more messages, and all can be reached from there. */
const mostInHome = 3;

type Told = Extract<CoachingTalksKey, 'talk.gone' | 'wish.over' | 'wish.past' | 'check.over' | 'end.done'>;

const tell = (it: Reading, key: Told): Reply => say(messageOf(talkCopy.for(it).mrkdwn(key)));

/** A pair with all that its screens show, for a person of it. */
async function seenTalk(read: ReadScope, id: RowId, now: number): Promise<screens.SeenTalk | null> {
  const found = await loadTalking(read, id);
  if (found === null || read.viewer.kind !== 'person') return null;
  const { pair, talk } = found;
  const present = await presentIn(read, pair);
  const common = commonTime(await workersOf(present), now + ahead);
  const dates = (await datesOf(read, id)).map(({ met_on: on }) => on);
  return { pair, talk, self: read.viewer.userId, dates, common };
}

/** Runs with a pair that is not over, and of which the person is one. */
async function withTalk<Access extends Reading>(
  it: Access,
  id: RowId,
  run: (seen: screens.SeenTalk) => Promise<Reply> | Reply,
): Promise<Reply> {
  const seen = await seenTalk(it.scope, id, it.now);
  return seen === null || seen.talk.state === 'over' ? tell(it, 'talk.gone') : run(seen);
}

const submitRhythm = onSubmit(ids.rhythmModal, async (it, { pair }, { rhythm, on, at }): Promise<Reply> => {
  const t = talkCopy.for(it);
  const found = await loadTalking(it.scope, pair);
  if (found?.talk.state !== 'going') return tell(it, 'talk.gone');
  if (rhythm === null) return errors({ rhythm: t.plain('rhythm.empty') });
  const first = on === null || at === null ? null : instantOf(on, at, it.person.tz);
  if (first !== null && first <= it.now) return errors({ on: t.plain('rhythm.past') });
  if (first !== null && first > it.now + within) return errors({ on: t.plain('rhythm.far') });
  await operations.propose(it, found, it.person.userId, rhythm, first);
  return say(messageOf(t.mrkdwn('rhythm.done')));
});

const agree = (it: Interaction, id: RowId, nth: number) =>
  withTalk(it, id, async ({ pair, talk }) => {
    const { wish_by: by, wish_nth: current, wish_at: at } = talk;
    if (talk.state !== 'going' || current !== nth || by === null || by === it.person.userId)
      return tell(it, 'wish.over');
    if (at !== null && at <= it.now) return tell(it, 'wish.past');
    await operations.agree(it, { pair, talk });
    return nothing;
  });

const submitMet = onSubmit(ids.metModal, async (it, { pair: id }, { on }): Promise<Reply> => {
  const t = talkCopy.for(it);
  const found = await loadTalking(it.scope, id);
  if (found === null || found.talk.state === 'over') return tell(it, 'talk.gone');
  if (on === null || !isLocalDate(on)) return errors({ on: t.plain('met.empty') });
  const { userId: self, tz } = it.person;
  const why = whyNotNoted(on, found.talk.began_at, it.now, tz);
  if (why !== null) return errors({ on: t.plain(`met.${why}`) });
  const isNew = await operations.noteMeeting(it, found, self, on);
  return say(messageOf(screens.notedLine(t, on, isNew)));
});

const answer = (it: Interaction, id: RowId, round: number, said: CheckAnswer) =>
  withTalk(it, id, async ({ pair, talk }) => {
    const isOpen = talk.state === 'asked' && talk.round === round && (talk.until ?? 0) > it.now;
    if (!isOpen) return tell(it, 'check.over');
    await goingOn.answerCheck(it, { pair, talk }, it.person.userId, said);
    return nothing;
  });

const end = (it: Interaction, id: RowId) =>
  withTalk(it, id, async ({ pair, talk }) => {
    await goingOn.end(it, { pair, talk });
    return tell(it, 'end.done');
  });

type Draw<P> = (
  seen: screens.SeenTalk,
  t: T,
  params: P,
  read: ReadScope,
) => Promise<Message | null> | Message | null;

/** A message to one person of a pair, from how it stands for them. */
const postTo = <P extends ids.OfPair>(
  id: PostId<P>,
  key: TitleKey,
  over: Over | typeof stays,
  draw: Draw<P>,
) =>
  definePost(id, {
    title: talkCopy.titled(key),
    build: async (read, params, renderContext) => {
      const seen = await seenTalk(read, params.pair, renderContext.now);
      return seen === null ? null : draw(seen, talkCopy.for(renderContext), params, read);
    },
    over,
  });

/** Those of the others who are still there, and where they can be thanked. */
async function othersHere(read: ReadScope, { pair, self }: screens.SeenTalk, t: T) {
  const present = await presentIn(read, pair);
  const here = present.map(({ userId }) => userId).filter((user) => user !== self);
  return { here, thanks: await thanksButtons(read, t, here) };
}

const isOver = talkCopy.says('talk.gone');

export const meeting: FeaturePart = {
  actions: [
    onReading(ids.openRhythm, (it, { pair }) =>
      withTalk(it, pair, (seen) =>
        seen.talk.state === 'going'
          ? open(screens.renderRhythm(talkCopy.for(it), seen, it.person.tz))
          : tell(it, 'talk.gone'),
      ),
    ),
    onReading(ids.openMet, (it, { pair }) =>
      withTalk(it, pair, (seen) =>
        open(screens.renderMet(talkCopy.for(it), seen, localTime(it.now, it.person.tz).date)),
      ),
    ),
    onAction(ids.agreeRhythm, (it, { pair, nth }) => agree(it, pair, nth)),
    onAction(ids.endPair, (it, { pair }) => end(it, pair)),
    ...checkAnswers.map((said) =>
      onAction(ids.sayChecks[said], (it, { pair, round }) => answer(it, pair, round, said)),
    ),
  ],
  views: [submitRhythm, submitMet],
  posts: [
    postTo(ids.posts.guide, 'title.guide', isOver, (seen, t) => screens.guideMessage(t, seen)),
    postTo(ids.posts.wish, 'title.wish', talkCopy.says('wish.over'), (seen, t, { nth }) =>
      screens.wishMessage(t, seen, nth),
    ),
    postTo(ids.posts.reminder, 'title.reminder', talkCopy.says('reminder.over'), (seen, t, { at }) =>
      screens.reminderMessage(t, seen, at),
    ),
    postTo(ids.posts.check, 'title.check', isOver, async (seen, t, { round }, read) => {
      const { thanks } = await othersHere(read, seen, t);
      return screens.checkMessage(t, seen, round, await answerOf(read, seen.talk), thanks);
    }),
    postTo(ids.posts.over, 'title.over', stays, async (seen, t, _params, read) => {
      const { here, thanks } = await othersHere(read, seen, t);
      return screens.overMessage(t, seen, here, thanks);
    }),
  ],
  jobs: [
    defineJob(ids.meetingJobs.guides, 'transition', {
      title: talkCopy.titled('title.guide'),
      run: (work, { pair, person }) => guide(work, pair, person),
    }),
    defineJob(ids.meetingJobs.watch, 'transition', {
      title: talkCopy.titled('title.watch'),
      run: (work, { pair }) => goingOn.watch(work, pair),
    }),
    defineJob(ids.meetingJobs.reminds, 'prompt', {
      title: talkCopy.titled('title.reminder'),
      run: (work, { pair, at }) => operations.remind(work, pair, at),
    }),
    defineJob(ids.meetingJobs.counted, 'transition', {
      title: talkCopy.titled('title.check'),
      run: (work, { pair, round }) => goingOn.count(work, pair, round),
    }),
  ],
};

/** The viewer's pairs that go on, for App Home: of each up to three blocks. */
export async function talksInHome(
  read: ReadScope,
  renderContext: RenderContext,
): Promise<readonly (readonly KnownBlock[])[]> {
  const t = talkCopy.for(renderContext);
  const some = (await openTalks(read)).slice(0, mostInHome);
  const seen = await Promise.all(some.map(({ id }) => seenTalk(read, id, renderContext.now)));
  return seen.flatMap((one) => (one === null ? [] : [screens.talkInHome(t, one)]));
}

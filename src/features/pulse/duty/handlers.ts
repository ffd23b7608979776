/** What is pressed, sent and done later when a leader says what they heard. */
import type { FeaturePart } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import {
  errors,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
} from '#core/listener.ts';
import type { ReadScope } from '#core/scope.ts';
import { onDay } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { type LocalDate, isLocalDate } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import { copy, type T } from '../copy.ts';
import { placesOf } from '../rows.ts';
import type { OfPlace } from '../results/ids.ts';
import * as ids from './ids.ts';
import * as operations from './operations.ts';
import { type DutyRow, helpedAnswers, loadAnswer, loadDuty } from './rows.ts';
import * as screens from './screens.ts';

/** What a place was called when its window opened; empty: it is gone. */
export const placeName = async (read: ReadScope, { window, place }: OfPlace): Promise<string> =>
  (await placesOf(read, window)).find((one) => one.place_id === place)?.name ?? '';

/** Why it is not asked of this person; `null`: it is. */
export function whyNot(t: T, duty: DutyRow | null, user: string): Mrkdwn | null {
  if (duty === null) return t.mrkdwn('duty.goneNow');
  if (duty.state !== 'open')
    return t.mrkdwn(`duty.${duty.state}Now`, { day: onDay(duty.done_at ?? duty.ends_at) });
  return duty.leader_id === user ? null : t.mrkdwn('duty.notYoursNow');
}

const openAnswer = onReading(ids.openAnswer, async (it: Reading, of): Promise<Reply> => {
  const { scope, person, now } = it;
  const t = copy.for(it);
  const duty = await loadDuty(scope, of.window, of.place);
  const why = whyNot(t, duty, person.userId);
  if (duty === null || why !== null) return say(messageOf(why ?? t.mrkdwn('duty.goneNow')));
  return open(screens.renderAnswer(t, await placeName(scope, of), duty, now, person.tz));
});

const submitAnswer = onSubmit(ids.answerModal, async (it, of, fields): Promise<Reply> => {
  const { scope, person, now } = it;
  const t = copy.for(it);
  const why = whyNot(t, await loadDuty(scope, of.window, of.place), person.userId);
  if (why !== null) return say(messageOf(why));
  const { heard, is, what, on } = fields;
  if (heard === '') return errors({ heard: t.plain('duty.heardEmpty') });
  if (is === null) return errors({ is: t.plain('duty.isEmpty') });
  if (what === '') return errors({ what: t.plain('duty.whatEmpty') });
  const isChange = is === 'change';
  if (isChange && !isLater(on, localTime(now, person.tz).date))
    return errors({ on: t.plain('duty.onWrong') });
  await operations.answer(it, of, person, {
    ...{ heard, change: isChange ? what : null, reason: isChange ? null : what },
    followOn: isChange ? on : null,
  });
  return nothing;
});

const isLater = (on: LocalDate | null, today: LocalDate): boolean =>
  on !== null && isLocalDate(on) && on > today;

const sayHelped = helpedAnswers.map((said) =>
  onAction(ids.sayHelped[said], async (it, of): Promise<Reply> => {
    const isSaid = await operations.sayWhetherItHelped(it, of, it.person.userId, said);
    return isSaid ? nothing : say(messageOf(copy.for(it).mrkdwn('duty.saidNow')));
  }),
);

const aboutDuty = postsAbout(copy, (read, { window, place }: OfPlace) => loadDuty(read, window, place));
const aboutAnswer = postsAbout(copy, (read, { window, place }: OfPlace) => loadAnswer(read, window, place));

const posts = [
  aboutDuty.post(
    ids.dutyPosts.owed,
    'duty.postOwed',
    async (t, duty, { round, ...of }, read) => {
      const isTheirs = read.viewer.kind === 'person' && duty.leader_id === read.viewer.userId;
      if (duty.state !== 'open' || !isTheirs) return null;
      const isOther = round !== ids.rounds.reminder;
      const until = isOther ? duty.ends_at : duty.due_at;
      return screens.owedMessage(t, await placeName(read, of), duty, until, isOther);
    },
    // Nobody's by now: it is over, or another leader's.
    aboutDuty.over((t, duty) => whyNot(t, duty, '') ?? t.mrkdwn('duty.goneNow')),
  ),
  aboutAnswer.post(ids.dutyPosts.helped, 'duty.postHelped', async (t, answer, { asked, ...of }, read) => {
    const isOpen = answer.helped === null || answer.helped === 'early';
    return screens.helpedMessage(t, await placeName(read, of), answer, isOpen && answer.asked_at === asked);
  }),
];

export const duty: FeaturePart = {
  actions: [openAnswer, ...sayHelped],
  views: [submitAnswer],
  posts,
  jobs: [
    defineJob(ids.dutyJobs.remind, 'transition', {
      title: copy.titled('duty.postOwed'),
      run: (context, { round, ...of }) => operations.remind(context, of, round),
    }),
    defineJob(ids.dutyJobs.due, 'transition', {
      title: copy.titled('duty.postOwed'),
      run: (context, of) => operations.passUp(context, of),
    }),
    defineJob(ids.dutyJobs.lapse, 'transition', {
      title: copy.titled('duty.postOwed'),
      run: (context, of) => operations.lapse(context, of),
    }),
    defineJob(ids.dutyJobs.helped, 'transition', {
      title: copy.titled('duty.postHelped'),
      run: (context, of) => operations.askWhetherItHelped(context, of),
    }),
  ],
};

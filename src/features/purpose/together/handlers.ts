/** What is pressed, typed and posted about two people: dates and next steps. */
import { day } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import {
  errors,
  type Interaction,
  onAction,
  onReading,
  onSubmit,
  type Reading,
  type Reply,
  update,
} from '#core/listener.ts';
import { findRow } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { nameOf } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { isLocalDate } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { tell } from '../page.ts';
import { aboutPair, loadPair } from '../pairs.ts';
import {
  aimNow,
  dates,
  datesOf,
  isOpenStep,
  isShared,
  loadShare,
  loadStep,
  otherIn,
  type ShareRow,
  stepsOf,
} from '../rows.ts';
import { unsealed } from '../sheet/operations.ts';
import * as operations from './operations.ts';
import { limitsOf, proposed, type StepAnswer, stepAnswers, whyNotDue } from './rules.ts';
import * as screens from './screens.ts';

/** @returns `null` if the viewer is not one of the two, or it is gone */
async function seenPair(
  read: ReadScope,
  id: RowId,
  self: UserId,
  now: number,
): Promise<screens.SeenPair | null> {
  const row = await loadShare(read, id);
  if (row === null) return null;
  const isRead = row.person_id !== self && isShared(row);
  return {
    row,
    self,
    now,
    sheet: isRead ? (unsealed(read, row) ?? 'lost') : null,
    dates: isShared(row) ? await datesOf(read, row, now) : [],
    aim: await aimNow(read),
    steps: (await stepsOf(read, row)).map((step) => ({ step, what: read.unseal(step.what) })),
  };
}

async function showPair(it: Reading, id: RowId, note?: Mrkdwn): Promise<Reply> {
  const seen = await seenPair(it.scope, id, it.person.userId, it.now);
  return seen === null ? tell(it, 'told.gone') : update(screens.renderPair(copy.for(it), seen, note));
}

/** Runs with two who can plan: shared, and both still here. */
async function withOpen<Access extends Reading>(
  it: Access,
  id: RowId,
  run: (row: ShareRow, other: UserId) => Promise<Reply>,
): Promise<Reply> {
  const row = await loadShare(it.scope, id);
  const other = row === null ? null : otherIn(row, it.person.userId);
  if (row === null || other === null || !isShared(row)) return tell(it, 'told.gone');
  const known = await it.scope.person(other);
  return known?.memberType === 'member' ? run(row, other) : tell(it, 'told.left');
}

const submitDates = onSubmit(ids.datesModal, async (it, { share }, { on1, on2, on3, at }): Promise<Reply> =>
  withOpen(it, share, async (row) => {
    const days = [on1, on2, on3].map((on) => (on !== null && isLocalDate(on) ? on : null));
    const found = proposed(days, at, it.now, it.person.tz, await operations.workersOf(it.scope, row));
    if ('why' in found) {
      const field = found.why === 'noTime' ? 'at' : `on${found.nth + 1}`;
      return errors({
        [field]: copy.for(it).plain(`dates.refused.${found.why}`, { days: limitsOf.ahead }),
      });
    }
    await operations.propose(it, row, it.person.userId, found.ats);
    return showPair(it, share);
  }),
);

async function agree(it: Interaction, id: RowId, share: RowId | undefined): Promise<Reply> {
  const date = await findRow(it.scope.from(dates), { id });
  const gone = copy.for(it).mrkdwn('told.dateGone');
  if (date === null) return share === undefined ? tell(it, 'told.dateGone') : showPair(it, share, gone);
  return withOpen(it, date.share_id, async (row) => {
    const isTheirs = date.by_id !== it.person.userId && date.round === row.round;
    if (!isTheirs || date.at <= it.now) return showPair(it, row.id, gone);
    await operations.agree(it, row, it.person.userId, date);
    return showPair(it, row.id);
  });
}

const submitStep = onSubmit(ids.stepModal, async (it, { share }, { what, owner, due }): Promise<Reply> =>
  withOpen(it, share, async (row, other) => {
    const t = copy.for(it);
    const self = it.person.userId;
    const on = due !== null && isLocalDate(due) ? due : null;
    const why = whyNotDue(on, it.now, it.person.tz);
    const open = (await stepsOf(it.scope, row)).filter(isOpenStep);
    const said = {
      ...(what === '' ? { what: t.plain('steps.empty') } : {}),
      ...(what.length > limitsOf.what ? { what: t.plain('steps.long', { most: limitsOf.what }) } : {}),
      ...(open.length >= limitsOf.steps ? { what: t.plain('steps.many', { most: limitsOf.steps }) } : {}),
      ...(why === null ? {} : { due: t.plain(`steps.due.${why}`) }),
    };
    if (Object.keys(said).length > 0 || on === null) return errors(said);
    const step = { what, owner: owner === 'other' ? other : self, due: on };
    if (!(await operations.addStep(it, row, self, step))) return errors({ what: t.plain('told.noKey') });
    return showPair(it, share);
  }),
);

async function answerStep(it: Interaction, id: RowId, said: StepAnswer): Promise<Reply> {
  const step = await loadStep(it.scope, id);
  const row = step === null ? null : await loadShare(it.scope, step.share_id);
  if (step === null || row === null) return tell(it, 'told.gone');
  // What the other said meanwhile is shown, and stays.
  if (isOpenStep(step)) await operations.answer(it, row, step, said);
  return showPair(it, row.id);
}

const aboutStep = postsAbout(copy, async (read, { step: id }: ids.OfStep) => {
  const step = await loadStep(read, id);
  const pair = step === null ? null : await loadPair(read, step.share_id);
  return step === null || pair === null ? null : { step, pair };
});

const posts = [
  aboutPair.post(
    ids.posts.dates,
    'title.dates',
    async (t, pair, { nth }, read, { now }) =>
      screens.datesMessage(t, { ...pair, dates: await datesOf(read, pair.row, now) }, nth),
    aboutPair.over(async (t, pair, read, _params, { now }) =>
      screens.datesOver(t, { ...pair, now, dates: await datesOf(read, pair.row, 0) }),
    ),
  ),
  ...(['talk', 'reminder'] as const).map((which) =>
    aboutPair.post(
      ids.posts[which],
      'title.talk',
      (t, pair, { at }, _read, { now }) =>
        screens.talkMessage(t, { ...pair, now }, at, which === 'talk' ? 'talk.agreed' : 'talk.soon'),
      aboutPair.over((t, pair, _read, { at }) => screens.talkOver(t, pair, at)),
    ),
  ),
  aboutPair.post(ids.posts.off, 'title.talk', (t, pair, { at }) => screens.offMessage(t, pair, at)),
  aboutStep.post(
    ids.posts.step,
    'title.step',
    (t, { pair, step }) => screens.stepMessage(t, pair, step),
    aboutStep.over((t, { pair: { row, self }, step }) =>
      t.mrkdwn('step.over', { other: nameOf(otherIn(row, self)), answer: step.answer ?? 'none' }),
    ),
  ),
];

/** A step is proposed to be due so much later. */
const stepProposal = 28 * day;

export const together: FeaturePart = {
  actions: [
    onReading(ids.openPair, (it, { share }) => showPair(it, share)),
    onReading(ids.openDates, (it, { share }) =>
      withOpen(it, share, async () => {
        const seen = await seenPair(it.scope, share, it.person.userId, it.now);
        return seen === null
          ? tell(it, 'told.gone')
          : update(screens.renderDates(copy.for(it), seen, it.person.tz));
      }),
    ),
    onAction(ids.agree, (it, { date, share }) => agree(it, date, share)),
    onAction(ids.callOff, (it, { share }) =>
      withOpen(it, share, async (row) => {
        await operations.callOff(it, row, it.person.userId);
        return showPair(it, share);
      }),
    ),
    onReading(ids.openStep, (it, { share }) =>
      withOpen(it, share, async (row) => {
        const proposal = localTime(it.now + stepProposal, it.person.tz).date;
        return update(screens.renderStep(copy.for(it), { row, self: it.person.userId }, proposal));
      }),
    ),
    ...stepAnswers.map((said) =>
      onAction(ids.answerStep[said], (it, { step }) => answerStep(it, step, said)),
    ),
  ],
  views: [submitDates, submitStep],
  posts,
  jobs: [
    defineJob(ids.jobs.remind, 'prompt', { title: copy.titled('title.talk'), run: operations.remind }),
    defineJob(ids.jobs.passed, 'transition', { title: copy.titled('title.dates'), run: operations.passed }),
    defineJob(ids.jobs.step, 'prompt', { title: copy.titled('title.step'), run: operations.askAbout }),
  ],
};

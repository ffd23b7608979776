/** "Before we begin": earlier action items of the channel, and fitting lessons of other teams, with participants' opinions on them. */
import type { Button, KnownBlock } from '@slack/types';
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { actions, context } from '#core/kit/blocks.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import type { RenderedLesson } from '#core/lessons.ts';
import {
  errors,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reply,
  say as sayTo,
} from '#core/listener.ts';
import { definePost, type PostDefinition, type RenderContext } from '#core/post.ts';
import { tellPractised } from '#core/practised.ts';
import { findRow } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { actionOf, earlierActions } from '../action-items/operations.ts';
import { asksWhetherItHelped, isToDo } from '../action-items/rules.ts';
import { actionBlock, choiceButton, helpedButtons } from '../action-items/screens.ts';
import { projectTitled } from '../plan/titles.ts';
import { planJobs, planPosts } from '../plan/ids.ts';
import { loadProject } from '../plan/rows.ts';
import { isPlanned } from '../plan/rules.ts';
import { type Acting, refused, tell, withRetro } from '../session/answers.ts';
import { postNames } from '../session/ids.ts';
import { loadRetro } from '../session/load.ts';
import { type ActionItem, isOpen } from '../session/phases.ts';
import { type Kept, keptNow, promise, promiseAtPlan, promiseNow } from '../session/promises.ts';
import { retroPost } from '../session/retro-post.ts';
import { retros } from '../session/rows.ts';
import { retroCopy, titled, type Translator, wordsFor } from '../session/words.ts';
import { standardOf } from '../standards/rules.ts';
import { standardNamed } from '../standards/screens.ts';
import { shownBy } from './answers.ts';
import { countApplied } from './applied.ts';
import { choose, chooseForProject } from './offering.ts';
import * as operations from './operations.ts';
import {
  type LessonAnswer,
  lessonAnswers,
  lessonJobs,
  type OfferRow,
  type Others,
  readLesson,
  shelvesOf,
  usedAs,
} from './operations.ts';
import { lessonCards, lessonModal, type Offered, renderLesson } from './screens.ts';

/** Those that still exist and that the reader may see. */
export async function readable(
  others: Others,
  read: ReadScope,
  chosen: readonly Pick<OfferRow, 'id' | 'lesson_id'>[],
  renderContext: RenderContext,
): Promise<Offered[]> {
  const all: Offered[] = [];
  for (const { id: offer, lesson_id: lesson } of chosen) {
    const drawn = await drawnFrom(others, read, lesson, renderContext);
    if (drawn !== null) all.push({ offer, drawn });
  }
  return all;
}

/** @returns `null` if it is gone, or the viewer may not see it (any more) */
export async function drawnFrom(
  others: Others,
  read: ReadScope,
  lesson: RowId,
  renderContext: RenderContext,
): Promise<RenderedLesson | null> {
  for (const library of shelvesOf(others)) {
    const drawn = await library.draw(read, lesson, renderContext);
    if (drawn !== null) return drawn;
  }
  return null;
}

const prepareWith = (others: Others) =>
  retroPost(
    postNames.prepare,
    'title.prepare',
    async (t, loaded, { retro }, read) => {
      const earlier = (await earlierActions(read, loaded.row)).map(actionOf);
      const chosen = await operations.offersOf(read, retro);
      const offered = await readable(others, read, chosen, t);
      if (earlier.length + offered.length === 0) return null;
      const kept = isOpen(loaded.retro.phase) ? keptNow(loaded, t.now) : null;
      const lead = t.mrkdwn(earlier.length === 0 ? 'prepare.lessons' : 'prepare.lessonsToo');
      return messageOf(
        ...(earlier.length === 0 ? [] : earlierBlocks(t, earlier)),
        ...(offered.length === 0 ? [] : [lead, ...lessonBlocks(t, offered, kept)]),
      );
    },
    async (read, { retro }, renderContext) =>
      (await operations.offersOf(read, retro)).length === 0
        ? gone(read, {}, renderContext)
        : wordsFor(renderContext).mrkdwn('prepare.lessonsGone'),
  );

/** @param kept what is kept secret about opinions on them; `null`: opinions are closed */
const lessonBlocks = (t: Translator, offered: readonly Offered[], kept: Kept | null): KnownBlock[] => [
  lessonCards(t, offered),
  ...(kept === null
    ? []
    : [context(join([t.mrkdwn('prepare.lessonsHow'), promise(t, 'lessonUse', kept)], ' '))]),
];

/** A longer list would not be read. */
const mostEarlier = 6;

function earlierBlocks(t: Translator, earlier: readonly ActionItem[]): (Mrkdwn | KnownBlock)[] {
  // Open decisions first.
  const all = [...earlier.filter(isToDo), ...earlier.filter((one) => !isToDo(one))];
  const count = all.slice(mostEarlier).filter(isToDo).length;
  return [
    t.mrkdwn(earlier.some(isToDo) ? 'prepare.intro' : 'prepare.decided'),
    ...all.slice(0, mostEarlier).flatMap((action): KnownBlock[] => {
      const buttons = buttonsFor(t, action);
      return [
        actionBlock(t, action),
        ...standing(t, action).map((text) => context(text)),
        ...(buttons.length === 0 ? [] : [actions(buttons)]),
      ];
    }),
    ...(count === 0 ? [] : [context(t.mrkdwn('prepare.more', { count }))]),
  ];
}

/** Its outcome, if there is one. */
function standing(t: Translator, action: ActionItem): Mrkdwn[] {
  if (action.state === 'dropped') return [t.mrkdwn('prepare.dropped', { reason: action.reason })];
  if (action.state !== 'done') return [];
  if (action.helped !== null) {
    const standard = standardOf(action);
    const changed =
      standard === null ? [] : [t.mrkdwn('changed.said', { standard: standardNamed(t, standard) })];
    return [join([t.mrkdwn(`prepare.helped.${action.helped}`), ...changed], ' ')];
  }
  return [t.mrkdwn(asksWhetherItHelped(action, t.now) ? 'prepare.askHelped' : 'prepare.done')];
}

/** Everyone sees them; a press checks that it is the owner's. */
function buttonsFor(t: Translator, action: ActionItem): Button[] {
  if (asksWhetherItHelped(action, t.now)) return helpedButtons(t, action.id);
  const choices = { proposed: ['accept', 'drop'], open: ['done', 'drop'], done: [], dropped: [] } as const;
  return choices[action.state].map((choice) => choiceButton(t, action, choice));
}

/** The same for a planned project, in the thread of its plan. */
const projectLessonsWith = (others: Others): PostDefinition =>
  definePost(planPosts.lessons, {
    title: projectTitled('title.projectLessons'),
    build: async (read, { project }, renderContext) => {
      const chosen = await operations.projectOffersOf(read, project);
      const offered = await readable(others, read, chosen, renderContext);
      const row = await loadProject(read, project);
      if (offered.length === 0 || row === null) return null;
      const t = wordsFor(renderContext);
      const how = isPlanned(row.state)
        ? [context(join([t.mrkdwn('project.lessonsHow'), promiseAtPlan(t)], ' '))]
        : [];
      return messageOf(t.mrkdwn('project.lessons'), lessonCards(t, offered), ...how);
    },
    over: retroCopy.says('project.lessonsGone'),
  });

async function say(here: Acting, use: LessonAnswer, lesson: RowId): Promise<Reply> {
  const { t, loaded, scope } = here;
  if (!isOpen(loaded.retro.phase)) return refused(here, 'closed');
  if (!loaded.retro.participants.includes(here.by)) return refused(here, 'notParticipant');
  const row = { retro_id: loaded.row.id, lesson_id: lesson, use };
  await scope.upsertOwn(operations.lessonUses, row, { audience: loaded.row.conversation_id });
  const noted = t.mrkdwn(`prepare.noted.${use}`);
  return sayTo(messageOf(join([noted, promiseNow(t, 'ownLessonUse', loaded)], ' ')));
}

const onUse = (use: LessonAnswer) =>
  onAction(usedAs[use], async (interaction, of) => {
    const offer = await operations.offerOf(interaction.scope, of);
    if (offer !== null)
      return withRetro(interaction, offer.retro_id, null, (here) => say(here, use, offer.lesson_id));
    const gone = tell(interaction, 'refused.lessonGone');
    return 'retro' in of ? withRetro(interaction, of.retro, null, () => gone) : gone;
  });

/** All of a lesson, with what the person said of it. */
const readWith = (others: Others) =>
  onReading(readLesson, async (interaction, { offer }): Promise<Reply> => {
    const shown = await shownBy(interaction, offer);
    const t = wordsFor(interaction);
    const drawn = shown === null ? null : await drawnFrom(others, interaction.scope, shown.lesson, t);
    if (shown === null || drawn === null) return tell(interaction, 'refused.lessonGone');
    return open(renderLesson(t, { offer, drawn, ...shown }));
  });

const answer = onSubmit(lessonModal, async (interaction, { offer }, { use }): Promise<Reply> => {
  const shown = await shownBy(interaction, offer);
  const t = wordsFor(interaction);
  if (shown === null) return errors({ use: t.plain('refused.lessonGone') });
  if (shown.secrecy === null) return errors({ use: t.plain('prepare.closed') });
  if (use === null) return errors({ use: t.plain('prepare.useEmpty') });
  await shown.say(interaction, use);
  return nothing;
});

/** @param others the practices that keep lessons */
export const lessonsPart = (others: Others): FeaturePart => ({
  actions: [...lessonAnswers.map(onUse), readWith(others)],
  views: [answer],
  posts: [prepareWith(others), projectLessonsWith(others)],
  jobs: [
    defineJob(lessonJobs.offer, 'transition', {
      title: titled('title.offer'),
      run: async (context, { retro }) => {
        const loaded = await loadRetro(context.scope, retro);
        if (loaded !== null && isOpen(loaded.retro.phase)) await choose(context, others, loaded.row);
      },
    }),
    defineJob(planJobs.offerLessons, 'transition', {
      title: projectTitled('title.projectLessons'),
      run: async (context, { project }) => {
        const row = await loadProject(context.scope, project);
        if (row?.state !== 'planned') return;
        await chooseForProject(context, others, row);
        if (row.owner_id !== null)
          await tellPractised(others, context, {
            ...{ kind: 'planned', by: row.owner_id, channel: row.channel_id },
            ...{ id: row.id, called: row.name },
          });
      },
    }),
    defineJob(lessonJobs.propose, 'transition', {
      title: titled('title.propose'),
      run: async (context, { retro }) => {
        const row = await findRow(context.scope.from(retros), { id: retro });
        if (row !== null) await countApplied(context, others, row);
        if (row?.phase === 'closed' && row.facilitator_id !== null)
          await tellPractised(others, context, {
            ...{ kind: 'facilitated', by: row.facilitator_id, channel: row.channel_id },
            ...{ id: row.id, called: row.about },
          });
        const origin = await operations.lessonSource.load(context.scope, retro, context.now);
        if (origin === null) return;
        for (const library of shelvesOf(others)) await library.propose(context, origin);
      },
    }),
  ],
});

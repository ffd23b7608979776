/** Somebody whose project was planned is asked once, for them alone, whether something in it would stretch somebody. */
import { day } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { defineJob, type JobContext } from '#core/job.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Interaction, onAction, type Reply } from '#core/listener.ts';
import { definePost, type Message } from '#core/post.ts';
import type { HearsPractised } from '#core/practised.ts';
import { findRow } from '#core/rows.ts';
import { channelLink } from '#core/sentence.ts';
import { copy, type T } from '../copy.ts';
import * as ids from '../ids.ts';
import { answerIdea } from '../offering/operations.ts';
import { choices, hasChosen, ideas } from '../rows.ts';
import { asksAfter } from '../rules.ts';
import { tell } from '../tell.ts';

/** A day later, when the project stands. */
export const practised: HearsPractised = async ({ scope, now }, { kind, by, channel, id }) => {
  if (kind !== 'planned') return;
  const job = ids.jobs.idea.ref({ project: id, channel, person: by });
  await scope.runAt(job, now + day, { kind: 'person', userId: by });
};

/** With their own access: once for each project, and not about two shortly after each other. */
async function ask(
  { scope, now }: JobContext,
  { project, person: user, channel }: ids.OfProject & ids.OnePerson & { readonly channel: ChannelId },
): Promise<void> {
  const isMember = (await scope.person(user))?.memberType === 'member';
  const isThere = (await scope.channel(channel))?.isArchived === false;
  if (!isMember || !isThere || (await hasChosen(scope, 'unasked'))) return;
  const lately = await scope
    .from(ideas)
    .selectAll()
    .where('it.asked_at', '>', now - asksAfter)
    .execute();
  if (lately.length > 0 || (await findRow(scope.from(ideas), { project_id: project })) !== null) return;
  await scope.upsertOwn(ideas, { project_id: project, channel_id: channel, state: 'asked', asked_at: now });
  await scope.publish(ids.ideaFor(project, user));
  const isOver = ids.jobs.ideaOver.ref({ project, person: user });
  await scope.runAt(isOver, now + asksAfter, { kind: 'person', userId: user });
}

const ideaMessage = (t: T, project: RowId, channel: ChannelId): Message =>
  messageOf(
    section(t.mrkdwn('idea.line', { channel: channelLink(channel) })),
    actions([
      button(ids.openOffer, t.plain('offer.button'), { channel, project }, { style: 'primary' }),
      button(ids.notInThis, t.plain('idea.no'), { project }),
      button(ids.neverAsk, t.plain('idea.never'), { project }),
    ]),
    context(t.mrkdwn('idea.why')),
  );

async function answer(it: Interaction, project: RowId, isNever: boolean): Promise<Reply> {
  const { scope, person, now } = it;
  if (isNever) await scope.upsertOwn(choices, { choice: 'unasked', chosen_at: now });
  await answerIdea(scope, person.userId, project);
  return tell(it, isNever ? 'told.never' : 'told.noIdea');
}

export const projects: FeaturePart = {
  actions: [
    onAction(ids.notInThis, (it, { project }) => answer(it, project, false)),
    onAction(ids.neverAsk, (it, { project }) => answer(it, project, true)),
  ],
  posts: [
    definePost(ids.posts.idea, {
      title: copy.titled('title.idea'),
      build: async (read, { project }, renderContext) => {
        const row = await findRow(read.from(ideas), { project_id: project, state: 'asked' });
        return row === null ? null : ideaMessage(copy.for(renderContext), project, row.channel_id);
      },
      over: copy.says('idea.over'),
    }),
  ],
  jobs: [
    defineJob(ids.jobs.ideaOver, 'transition', {
      title: copy.titled('title.idea'),
      run: ({ scope }, { project, person }) => answerIdea(scope, person, project),
    }),
    defineJob(ids.jobs.idea, 'transition', { title: copy.titled('title.idea'), run: ask }),
  ],
};

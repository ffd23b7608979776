/** Posts, rendered when sent from current data, with their readers' access. */
import { journeyCopy } from './copy.ts';
import { type RowId, userId } from '#core/ids.ts';
import { defineJob, type JobDefinition } from '#core/job.ts';
import { type EventContext, type EventListener, onEvent } from '#core/listener.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import { definePost } from '#core/post.ts';
import { lessonEntries } from '#core/lessons.ts';
import { nameOf } from '#core/sentence.ts';
import { endFirst, firstIsOver } from './asking/first.ts';
import { ask, goOn, replan } from './asking/operations.ts';
import * as screens from './asking/screens.ts';
import { entryMessage } from './entries/screens.ts';
import { jobNames, postNames, practice } from './ids.ts';
import { keepingOf, loadEntry, loadFirst, waitingIn } from './rows.ts';

const entries = postsAbout(journeyCopy, (read, params: Readonly<Record<'entry', RowId>>) =>
  loadEntry(read, params.entry),
);
const firsts = postsAbout(journeyCopy, (read, params: Readonly<Record<'first', RowId>>) =>
  loadFirst(read, params.first),
);

const entry = entries.post(
  postNames.entry,
  'title.entry',
  async (t, row, _params, read) =>
    row.withdrawn_at === null ? entryMessage(t, row, await lessonEntries(read, t, row.id)) : null,
  entries.over((t, row) => t.mrkdwn('entry.withdrawn', { person: nameOf(row.teller_id) })),
);

const asks = definePost(postNames.ask, {
  title: journeyCopy.titled('title.ask'),
  build: async (read, { nth }, renderContext) =>
    screens.askMessage(journeyCopy.for(renderContext), await keepingOf(read), nth),
  over: async (read, { nth }, renderContext) =>
    screens.askedLine(journeyCopy.for(renderContext), await keepingOf(read), nth),
});

const invitation = definePost(postNames.invitation, {
  title: journeyCopy.titled('title.invitation'),
  build: async (read, { by }, renderContext) =>
    screens.invitationMessage(journeyCopy.for(renderContext), await keepingOf(read), by),
  over: async (read, { by }, renderContext) =>
    screens.invitationLine(journeyCopy.for(renderContext), await keepingOf(read), by),
});

const named = definePost(postNames.named, {
  title: journeyCopy.titled('title.invitation'),
  build: async (read, _params, renderContext) =>
    screens.namedMessage(
      journeyCopy.for(renderContext),
      await keepingOf(read),
      await read.namedFor(practice),
    ),
  over: async (read, _params, renderContext) =>
    screens.namedOver(journeyCopy.for(renderContext), await keepingOf(read), await read.namedFor(practice)),
});

const first = firsts.post(
  postNames.first,
  'title.first',
  screens.firstMessage,
  firsts.over(screens.firstLine),
);

export const posts = [entry, asks, invitation, named, first];

const askWhenDue = defineJob(jobNames.ask, 'prompt', {
  title: journeyCopy.titled('title.ask'),
  run: async (context, { person, nth }) => {
    const became = await ask(context, person, nth);
    if (became === 'away') context.note({ did: 'held', why: 'away' });
  },
});

const next = defineJob(jobNames.next, 'transition', {
  title: journeyCopy.titled('title.plan'),
  run: (context, { person }) => goOn(context, person),
});

const retime = defineJob(jobNames.retime, 'transition', {
  title: journeyCopy.titled('title.plan'),
  run: (context, { person }) => replan(context, person),
});

const firstEnd = defineJob(jobNames.firstEnd, 'transition', {
  title: journeyCopy.titled('title.first'),
  run: async (context, { first }) => {
    await firstIsOver(context, first);
    context.note({ did: 'done', why: 'time_up' });
  },
});

export const jobs: readonly JobDefinition[] = [askWhenDue, next, retime, firstEnd];

/** Nobody waits for a person who has left. */
async function left(context: EventContext, user: string): Promise<void> {
  for (const row of await waitingIn(context.scope, context.channel.channelId))
    if (row.teller_id === user) await endFirst(context, row, 'over', null);
}

async function archived(context: EventContext): Promise<void> {
  for (const row of await waitingIn(context.scope, context.channel.channelId))
    await endFirst(context, row, 'over', null);
}

/** Applies the person's new hours. Only their own access sees what they chose. */
async function workingTimeChanged({ scope, now }: EventContext, user: string): Promise<void> {
  const person = userId(user);
  await scope.runAt(jobNames.retime.ref({ person }), now, {
    kind: 'person',
    userId: person,
  });
}

export const events: readonly EventListener[] = [
  onEvent('member_left_channel', (context, { user }) => left(context, user)),
  onEvent('user_deactivated', (context, { user }) => left(context, user)),
  onEvent('channel_archive', archived),
  onEvent('working_time_changed', (context, { user }) => workingTimeChanged(context, user)),
];

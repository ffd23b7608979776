/** What is posted, drawn from what is true when it is sent, with the eyes of whoever will read it. */
import { journeyCopy } from './copy.ts';
import { userId } from '#core/ids.ts';
import { defineJob, type JobDefinition } from '#core/job.ts';
import { type EventContext, type EventListener, onEvent } from '#core/listener.ts';
import { gone } from '#core/kit/message.ts';
import { definePost } from '#core/post.ts';
import { mention } from '#core/sentence.ts';
import { endFirst, firstIsOver } from './asking/first.ts';
import { ask, goOn, planAnew } from './asking/operations.ts';
import {
  askedLine,
  askMessage,
  firstLine,
  firstMessage,
  invitationLine,
  invitationMessage,
  namedMessage,
  namedOver,
} from './asking/screens.ts';
import { entryMessage } from './entries/screens.ts';
import { jobNames, postNames, practice } from './ids.ts';
import { keepingOf, loadEntry, loadFirst, waitingIn } from './rows.ts';

const entry = definePost(postNames.entry, {
  title: journeyCopy.titled('title.entry'),
  build: async (view, params, drawing) => {
    const row = await loadEntry(view, params.entry);
    return row === null || row.withdrawn_at !== null ? null : entryMessage(journeyCopy.for(drawing), row);
  },
  over: async (view, params, drawing) => {
    const row = await loadEntry(view, params.entry);
    if (row === null) return gone(view, params, drawing);
    return journeyCopy.for(drawing).mrkdwn('entry.withdrawn', { person: mention(row.teller_id) });
  },
});

const asks = definePost(postNames.ask, {
  title: journeyCopy.titled('title.ask'),
  build: async (view, { nth }, drawing) => askMessage(journeyCopy.for(drawing), await keepingOf(view), nth),
  over: async (view, { nth }, drawing) => askedLine(journeyCopy.for(drawing), await keepingOf(view), nth),
});

const invitation = definePost(postNames.invitation, {
  title: journeyCopy.titled('title.invitation'),
  build: async (view, { by }, drawing) =>
    invitationMessage(journeyCopy.for(drawing), await keepingOf(view), by),
  over: async (view, { by }, drawing) => invitationLine(journeyCopy.for(drawing), await keepingOf(view), by),
});

const named = definePost(postNames.named, {
  title: journeyCopy.titled('title.invitation'),
  build: async (view, _params, drawing) =>
    namedMessage(journeyCopy.for(drawing), await keepingOf(view), await view.namedFor(practice)),
  over: async (view, _params, drawing) =>
    namedOver(journeyCopy.for(drawing), await keepingOf(view), await view.namedFor(practice)),
});

const first = definePost(postNames.first, {
  title: journeyCopy.titled('title.first'),
  build: async (view, params, drawing) => {
    const row = await loadFirst(view, params.first);
    return row === null ? null : firstMessage(journeyCopy.for(drawing), row);
  },
  over: async (view, params, drawing) => {
    const row = await loadFirst(view, params.first);
    return row === null ? gone(view, params, drawing) : firstLine(journeyCopy.for(drawing), row);
  },
});

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
  run: (context, { person }) => planAnew(context, person),
});

const firstEnd = defineJob(jobNames.firstEnd, 'transition', {
  title: journeyCopy.titled('title.first'),
  run: async (context, { first }) => {
    await firstIsOver(context, first);
    context.note({ did: 'done', why: 'time_up' });
  },
});

export const jobs: readonly JobDefinition[] = [askWhenDue, next, retime, firstEnd];

/** Nobody waits for somebody who is gone. */
async function left(context: EventContext, user: string): Promise<void> {
  for (const row of await waitingIn(context.scope, context.channel.channelId))
    if (row.teller_id === user) await endFirst(context, row, 'over', null);
}

async function archived(context: EventContext): Promise<void> {
  for (const row of await waitingIn(context.scope, context.channel.channelId))
    await endFirst(context, row, 'over', null);
}

/** They are asked by the new hours. What they chose only their own eyes see. */
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

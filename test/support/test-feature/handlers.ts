/** What is typed and pressed, and what comes of it. A listener is one transaction: all that it does happens, or nothing. */
import { type ChannelId, type RowId, rowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import {
  type ActionListener,
  type Command,
  errors,
  type Interaction,
  nothing,
  onAction,
  onSubmit,
  open,
  type Reply,
  say,
} from '#core/listener.ts';
import { definePost, type Title } from '#core/post.ts';
import { channelLink, mention } from '#core/sentence.ts';
import { copy } from './copy.ts';
import { entries, type Entry, loadEntry } from './rows.ts';
import { looksBackAt, mostCharacters, refusalOf } from './rules.ts';
import {
  dropEntry,
  entryMessage,
  entryPost,
  foundToo,
  foundTooPost,
  lookBackJob,
  lookBackMessage,
  lookBackPost,
  newEntry,
  newForm,
  postOf,
  savedMessage,
  showEntry,
} from './screens.ts';

async function keep(
  { scope, person, newId, now }: Interaction,
  channel: ChannelId,
  words: string,
): Promise<Entry> {
  const entry = { id: rowId(newId()), channel_id: channel, words, kept_at: now };
  // Who may ever see it is decided here, once. It fails for a channel that the person is not in.
  const audience = await scope.audience({ kind: 'conversation', channel });
  await scope.insert(entries, entry, { audience, by: [person.userId], names: 'shown' });
  await scope.refreshHome(person.userId);
  return entry;
}

export const commands: readonly Command[] = [
  {
    name: '/pebble',
    summary: (locale) => copy.in(locale, 'UTC').plain('command.summary'),
    usage: (locale) => copy.in(locale, 'UTC').plain('command.usage'),
    run: async (interaction, words) => {
      const t = copy.for(interaction);
      const may = mayPostIn(interaction.channel);
      if (!may.ok) return say(messageOf(t.mrkdwn(`begin.${may.code}`, { command: '/pebble' })));
      const channel = may.value.channelId;
      if (words === '') return open(newForm(t, channel));
      const refused = refusalOf(words);
      if (refused !== null) return say(messageOf(t.mrkdwn(`refused.${refused}`, { most: mostCharacters })));
      return say(savedMessage(t, await keep(interaction, channel, words)));
    },
  },
];

export const views = [
  onSubmit(newEntry, async (interaction, { channel }, { words }) => {
    const refused = refusalOf(words);
    if (refused !== null)
      return errors({
        words: copy.for(interaction).plain(`refused.${refused}`, { most: mostCharacters }),
      });
    await keep(interaction, channel, words);
    return nothing;
  }),
];

/** A button may be older than what it is about: it is looked up anew, as far as the person may see it. */
async function withEntry(
  interaction: Interaction,
  id: RowId,
  then: (entry: Entry) => Promise<Reply>,
): Promise<Reply> {
  const entry = await loadEntry(interaction.scope, id);
  return entry === null ? say(messageOf(copy.for(interaction).mrkdwn('gone'))) : then(entry);
}

export const actions: readonly ActionListener[] = [
  onAction(showEntry, (interaction, { id }) =>
    withEntry(interaction, id, async (entry) => {
      const { scope, person, now } = interaction;
      await scope.publish(postOf(entry, person.userId));
      const job = lookBackJob.ref({ entry: id }, person.userId);
      await scope.runAt(job, looksBackAt(now), { kind: 'person', userId: person.userId });
      const channel = channelLink(entry.channel_id);
      return say(messageOf(copy.for(interaction).mrkdwn('told.shown', { channel })));
    }),
  ),
  onAction(foundToo, (interaction, { id }) =>
    withEntry(interaction, id, async (entry) => {
      const { userId: person } = interaction.person;
      // The person is part of the name: pressed again, it is the same reply.
      const to = { kind: 'thread', under: postOf(entry) } as const;
      await interaction.scope.publish(foundTooPost.ref({ entry: id, person }, to));
      return nothing;
    }),
  ),
  onAction(dropEntry, (interaction, { id }) =>
    withEntry(interaction, id, async (entry) => {
      const { scope, person } = interaction;
      // Deletes only what the person wrote.
      if (!(await scope.delete(entries, id))) return say(messageOf(copy.for(interaction).mrkdwn('gone')));
      await scope.cancel(lookBackJob.ref({ entry: id }));
      await scope.refresh(postOf(entry));
      await scope.refreshHome(person.userId);
      return nothing;
    }),
  ),
];

const titled =
  (key: 'title.pebble' | 'title.foundToo' | 'title.lookBack'): Title =>
  async (_view, _params, drawing) =>
    copy.for(drawing).plain(key);

export const posts = [
  definePost(entryPost, {
    title: titled('title.pebble'),
    // Drawn when it is sent and whenever it is refreshed, with the eyes of its channel.
    build: async (view, { entry: id }, drawing) => {
      const entry = await loadEntry(view, id);
      // `null`: there is nothing to say. Then nothing is sent, and what was sent says `over` instead.
      return entry === null ? null : entryMessage(copy.for(drawing), entry);
    },
    over: async (_view, _params, drawing) => copy.for(drawing).mrkdwn('gone'),
  }),
  definePost(foundTooPost, {
    title: titled('title.foundToo'),
    build: async (view, { entry, person }, drawing) =>
      (await loadEntry(view, entry)) === null
        ? null
        : messageOf(copy.for(drawing).mrkdwn('thread.foundToo', { person: mention(person) })),
    over: gone,
  }),
  definePost(lookBackPost, {
    title: titled('title.lookBack'),
    build: async (view, { entry: id }, drawing) => {
      const entry = await loadEntry(view, id);
      return entry === null ? null : lookBackMessage(copy.for(drawing), entry);
    },
    over: gone,
  }),
];

export const jobs = [
  // A prompt: late by more than two hours it is left out, since nobody needs a reminder in the night.
  defineJob(lookBackJob, 'prompt', {
    title: titled('title.lookBack'),
    run: async ({ scope }, { entry }) => {
      if (scope.viewer.kind !== 'person') return;
      const to = { kind: 'person', user: scope.viewer.userId, urgency: 'rest' } as const;
      await scope.publish(lookBackPost.ref({ entry }, to));
    },
  }),
];

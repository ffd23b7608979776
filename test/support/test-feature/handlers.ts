/** What is typed and pressed, and what comes of it. A listener is one transaction: all that it does happens, or nothing. */
import { type ChannelId, rowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
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
import type { PostId } from '#core/post-ref.ts';
import { definePost, type Message } from '#core/post.ts';
import { channelLink, mention } from '#core/sentence.ts';
import { copy, type T } from './copy.ts';
import { entries, type Entry, loadEntry } from './rows.ts';
import { looksBackAt, mostCharacters, refusalOf } from './rules.ts';
import {
  dropEntry,
  entryPost,
  foundToo,
  foundTooButton,
  foundTooPost,
  lookBackJob,
  lookBackPost,
  lookBackTo,
  newEntry,
  newForm,
  type OfEntry,
  postOf,
  showButton,
  showEntry,
  wordsMessage,
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
    summary: copy.named('command.summary'),
    usage: copy.named('command.usage'),
    run: async (interaction, words) => {
      const t = copy.for(interaction);
      const may = mayPostIn(interaction.channel);
      if (!may.ok) return say(messageOf(t.mrkdwn(`begin.${may.code}`, { command: '/pebble' })));
      const channel = may.value.channelId;
      if (words === '') return open(newForm(t, channel));
      const refused = refusalOf(words);
      if (refused !== null) return say(messageOf(t.mrkdwn(`refused.${refused}`, { most: mostCharacters })));
      const entry = await keep(interaction, channel, words);
      return say(wordsMessage(t, 'saved', entry, showButton(t, entry)));
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

/** A button may be older than what it is about: it is looked up again, as far as the person may see it. */
const onEntry = (
  action: typeof showEntry,
  run: (interaction: Interaction, entry: Entry) => Promise<Reply | null>,
): ActionListener =>
  onAction(action, async (interaction, { id }) => {
    const entry = await loadEntry(interaction.scope, id);
    const reply = entry === null ? null : await run(interaction, entry);
    return reply ?? say(messageOf(copy.for(interaction).mrkdwn('gone')));
  });

export const actions = [
  onEntry(showEntry, async (interaction, entry) => {
    const { scope, now } = interaction;
    const { userId } = interaction.person;
    await scope.publish(postOf(entry, userId));
    const job = lookBackJob.ref({ entry: entry.id }, userId);
    await scope.runAt(job, looksBackAt(now), { kind: 'person', userId });
    const channel = channelLink(entry.channel_id);
    return say(messageOf(copy.for(interaction).mrkdwn('told.shown', { channel })));
  }),
  onEntry(foundToo, async ({ scope, person: { userId: person } }, entry) => {
    // The person is part of the name: pressed again, it is the same reply.
    const to = { kind: 'thread', under: postOf(entry) } as const;
    await scope.publish(foundTooPost.ref({ entry: entry.id, person }, to));
    return nothing;
  }),
  onEntry(dropEntry, async ({ scope, person }, entry) => {
    // Deletes only what the person wrote.
    if (!(await scope.delete(entries, entry.id))) return null;
    await scope.cancel(lookBackJob.ref({ entry: entry.id }));
    // What was sent says that it is over.
    for (const post of [postOf(entry), lookBackTo(person.userId, entry.id)]) await scope.refresh(post);
    // Digests and agendas leave it out.
    await scope.refreshShowing(entry.id);
    await scope.refreshHome(person.userId);
    return nothing;
  }),
];

/** A post about an entry, drawn when it is sent and whenever it is refreshed, with its reader's access. */
const ofEntry = <P extends OfEntry>(
  post: PostId<P>,
  title: 'title.pebble' | 'title.foundToo' | 'title.lookBack',
  draw: (t: T, entry: Entry, params: P) => Message,
) =>
  definePost(post, {
    title: copy.titled(title),
    build: async (read, params, renderContext) => {
      const entry = await loadEntry(read, params.entry);
      // `null`: there is nothing to say. Then nothing is sent, and what was sent says `over` instead.
      return entry === null ? null : draw(copy.for(renderContext), entry, params);
    },
    over: copy.says('gone'),
  });

export const posts = [
  ofEntry(entryPost, 'title.pebble', (t, entry) => wordsMessage(t, 'found', entry, foundTooButton(t, entry))),
  ofEntry(foundTooPost, 'title.foundToo', (t, _entry, { person }) =>
    messageOf(t.mrkdwn('thread.foundToo', { person: mention(person) })),
  ),
  ofEntry(lookBackPost, 'title.lookBack', (t, entry) => wordsMessage(t, 'lookBack', entry)),
];

export const jobs = [
  // A prompt: late by more than two hours it is left out, since nobody needs a reminder in the night.
  defineJob(lookBackJob, 'prompt', {
    title: copy.titled('title.lookBack'),
    run: async ({ scope }, { entry }) => {
      if (scope.viewer.kind !== 'person') return;
      await scope.publish(lookBackTo(scope.viewer.userId, entry));
    },
  }),
];

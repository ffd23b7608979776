/** Reading earlier retrospectives, and the numbers: each with the reader's own access. */
import { type Instant, minute } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import { open, push, type Reading, type Reply, update, onReading } from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import { definePost, type PostDefinition, stays } from '#core/post.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { localTime } from '#core/time/zone.ts';
import { actionItems, type ActionRow } from '../action-items/operations.ts';
import { cards as cardTable, readableCards } from '../collect/rows.ts';
import { discussionsOf } from '../discuss/operations.ts';
import { type Others, shelvesOf } from '../lessons/operations.ts';
import { projectsOf } from '../plan/operations.ts';
import { isSameName } from '../plan/rules.ts';
import { ratingOf } from '../rating/rows.ts';
import { type Acting, inChannel, onRetro, onRetroPages, tell } from '../session/answers.ts';
import { type Loaded, loadRetro } from '../session/load.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import { titled, wordsFor } from '../session/words.ts';
import { rankedTopics } from '../vote/rows.ts';
import { markdown, pageEntries, type PageTopic, type PageView } from './page.ts';
import { type CountedAction, type CountedProject, numbersOf } from './rules.ts';
import * as screens from './screens.ts';

/** A channel's retrospectives: open ones first, then the last ended first. @param project only those of this one */
export async function historyOf(read: ReadScope, channel: ChannelId, project?: RowId): Promise<RetroRow[]> {
  const of = project === undefined ? {} : { project_id: project };
  const rows = await findRows(read.from(retros), { channel_id: channel, ...of }, 'id');
  // The engines sort nulls to different ends.
  return rows.toSorted((a, b) => (b.ended_at ?? Infinity) - (a.ended_at ?? Infinity));
}

/** The data for a channel's numbers, as far as the viewer sees it. */
export async function countedIn(
  read: ReadScope,
  { channelId, tz }: Channel,
): Promise<{ readonly projects: readonly CountedProject[]; readonly actions: readonly CountedAction[] }> {
  const held = await read
    .from(retros)
    .select(['it.project_id', 'it.ended_at'])
    .where('it.channel_id', '=', channelId)
    .where('it.phase', '=', 'closed')
    .execute();
  const closedOn = (project: RowId) =>
    held.flatMap(({ project_id, ended_at }) =>
      project_id === project && ended_at !== null ? [localTime(ended_at, tz).date] : [],
    );
  const actions = await findRows(read.from(actionItems), { channel_id: channelId }, 'id');
  return {
    projects: (await projectsOf(read, channelId)).map(({ id, ends_on: endsOn }) => ({
      endsOn,
      closedOn: closedOn(id),
    })),
    actions: actions.flatMap(counted),
  };
}

/** An item that nobody accepted is no promise; nor is one dropped without a reason with a cancelled retrospective. */
function counted({ state, reason, due_on: dueOn, helped }: ActionRow): CountedAction[] {
  if (state === 'proposed' || (state === 'dropped' && reason === '')) return [];
  return [{ dueOn, state, helped }];
}

/** With the viewer's own access: it omits what is under embargo for them or reaches only others. */
export async function pageOf(
  read: ReadScope,
  loaded: Loaded,
  now: Instant,
  others: Others,
): Promise<PageView> {
  const { row } = loaded;
  const cards = new Map((await readableCards(read, row.id)).map((card) => [card.id, card]));
  const discussed = new Map((await discussionsOf(read, row.id)).map((one) => [one.topic_id, one]));
  const all = await rankedTopics(read, row.id);
  const place = (id: RowId) => discussed.get(id)?.place ?? Number.MAX_SAFE_INTEGER;
  const topics = all
    .toSorted((a, b) => place(a.id) - place(b.id))
    .map((topic): PageTopic => ({
      id: topic.id,
      votes: topic.votes,
      cards: topic.cards.flatMap((id) => cards.get(id) ?? []),
      outcome: discussed.get(topic.id)?.outcome ?? '',
    }));
  const authors =
    row.names === 'shown' ? await read.authors(cardTable, [...cards.keys()]) : new Map<RowId, never>();
  return {
    loaded,
    authors,
    // A topic without readable cards says nothing, unless it was discussed.
    topics: topics.filter(({ id, cards: read }) => read.length > 0 || discussed.has(id)),
    isForOthers: topics.some(({ cards: read }) => read.length === 0),
    rating: ratingOf(loaded, now),
    lessons: (
      await Promise.all(shelvesOf(others).map(async (library) => library.madeOf(read, row.id)))
    ).flat(),
  };
}

interface Wanted {
  readonly channel: ChannelId;
  readonly project?: RowId | undefined;
  readonly page?: number;
}

async function listOf(interaction: Reading, { channel, project, page = 0 }: Wanted) {
  const { scope } = interaction;
  return screens.renderHistory(wordsFor(interaction), {
    channel,
    project,
    page,
    retros: await historyOf(scope, channel, project),
    projects: await projectsOf(scope, channel),
  });
}

/** Opens a channel's list. @param name of a project: only its retrospectives, if one has that name */
export async function openHistory(
  interaction: Reading,
  { channelId: channel }: Channel,
  name: string,
): Promise<Reply> {
  const projects = await projectsOf(interaction.scope, channel);
  const project = projects.find((one) => isSameName(one.name, name))?.id;
  return open(await listOf(interaction, { channel, project }));
}

/** Opens a channel's numbers. */
export async function openNumbers(interaction: Reading, channel: Channel): Promise<Reply> {
  const { projects, actions } = await countedIn(interaction.scope, channel);
  const numbers = numbersOf(projects, actions, localTime(interaction.now, channel.tz).date);
  return open(screens.renderNumbers(wordsFor(interaction), channel.channelId, numbers));
}

const list = (interaction: Reading, wanted: Wanted) =>
  inChannel(interaction, wanted.channel, async () => update(await listOf(interaction, wanted)));

const read =
  (others: Others, reply: typeof push) =>
  async ({ t, loaded, scope, now }: Acting, { page = 0 }: { retro: RowId; page?: number }): Promise<Reply> =>
    reply(screens.renderPage(t, await pageOf(scope, loaded, now, others), page));

export const fileWith = (others: Others): PostDefinition =>
  definePost(screens.filePostName, {
    title: titled('title.file'),
    hasFile: true,
    // The file belongs to them: they were told to delete it themselves.
    over: stays,
    build: async (read, { retro }, renderContext) => {
      const loaded = await loadRetro(read, retro);
      if (loaded === null) return null;
      const t = wordsFor(renderContext);
      const { about, channel_id: channelId, ended_at: endedAt } = loaded.row;
      const channel = await read.channel(channelId);
      const content = markdown(about, pageEntries(t, await pageOf(read, loaded, renderContext.now, others)), {
        teamId: read.teamId,
        channels: new Map(channel === null ? [] : [[channelId, channel.name]]),
      });
      const { date } = localTime(endedAt ?? renderContext.now, renderContext.tz);
      return {
        ...messageOf(t.mrkdwn('file.text', { about })),
        file: { name: `retrospective-${date}.md`, title: about, content },
      };
    },
  });

/** @param others the practices that keep lessons */
export const historyPart = (others: Others): FeaturePart => ({
  actions: [
    onReading(screens.chooseProject, (interaction, { c, p }) =>
      list(interaction, { channel: c, project: p }),
    ),
    ...onReadingPages(screens.historyPages, list),
    // A second press within the same minute requests the same file.
    onRetro(screens.sendFile, null, async (here, { retro }) => {
      await here.scope.publish(screens.filePost(retro, here.by, Math.floor(here.now / minute)));
      return tell(here, 'page.sent');
    }),
    onRetro(screens.readPage, null, read(others, push)),
    ...onRetroPages(screens.pagePages, null, read(others, update)),
  ],
  posts: [fileWith(others)],
});

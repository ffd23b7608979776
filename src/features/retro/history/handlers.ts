/** Reading earlier retrospectives, and the numbers, each with the reader's own access; and saying whether it was worth the time. */
import type { Instant } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import { onAction, onReading, open, push, type Reading, type Reply, say, update } from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { atMoment } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import { localTime } from '#core/time/zone.ts';
import { actionItems } from '../action-items/operations.ts';
import { cards as cardTable, readableCards } from '../collect/rows.ts';
import { discussions, discussionsOf } from '../discuss/operations.ts';
import { namesIn, topicNames } from '../group/rows.ts';
import { lateCards, lateIn } from '../late/rows.ts';
import { type Others, shelvesOf } from '../lessons/operations.ts';
import { projectsOf } from '../plan/rows.ts';
import { isSameName } from '../plan/rules.ts';
import * as answers from '../session/answers.ts';
import { renderPast } from '../home.ts';
import { listPast, mainPost, pastPages } from '../session/ids.ts';
import { type Loaded, loadRetro, pastRetrosOf } from '../session/load.ts';
import { promiseNow } from '../session/promises.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import { titled, wordsFor } from '../session/words.ts';
import { supposedIn } from '../supposed/operations.ts';
import { rankedTopics } from '../vote/rows.ts';
import type { PageTopic, PageView } from './page.ts';
import { enoughToTell, rate, ratedUntil, ratingJob, ratingOf, ratings, writeWorth } from './rating.ts';
import { type CountedAction, isAgreed, type Numbers, numbersOf } from './rules.ts';
import * as screens from './screens.ts';

/** A channel's retrospectives: open ones first, then the last ended first. @param project only those of this one */
async function historyOf(read: ReadScope, channel: ChannelId, project?: RowId): Promise<RetroRow[]> {
  const of = project === undefined ? {} : { project_id: project };
  const rows = await findRows(read.from(retros), { channel_id: channel, ...of }, 'id');
  // The engines sort nulls to different ends.
  return rows.toSorted((a, b) => (b.ended_at ?? Infinity) - (a.ended_at ?? Infinity));
}

/** What the discussed topics of each retrospective are called, in order: those that have a name. */
async function topicsNamedIn(
  read: ReadScope,
  rows: readonly RetroRow[],
): Promise<ReadonlyMap<RowId, readonly string[]>> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const names = new Map<RowId, string>();
  const named = await findRows(read.from(topicNames), { retro_id: ids });
  for (const { id, name } of named) if (name !== '') names.set(id, name);
  const discussed = await findRows(read.from(discussions), { retro_id: ids }, 'place', 'id');
  const topics = Map.groupBy(discussed, (row) => row.retro_id);
  return new Map(
    [...topics].map(([id, those]) => [id, those.flatMap(({ topic_id: topic }) => names.get(topic) ?? [])]),
  );
}

/** A channel's numbers, of what the viewer sees. */
async function numbersIn(read: ReadScope, { channelId, tz }: Channel, now: Instant): Promise<Numbers> {
  const channel_id = channelId;
  const held = await findRows(read.from(retros), { channel_id, phase: 'closed' });
  const byProject = Map.groupBy(held, ({ project_id: project }) => project);
  const projects = (await projectsOf(read, channelId)).map(({ id, ends_on: endsOn }) => ({
    endsOn,
    closedOn: (byProject.get(id) ?? []).flatMap(({ ended_at: at }) =>
      at === null ? [] : [localTime(at, tz).date],
    ),
  }));
  const actions = await findRows(read.from(actionItems), { channel_id }, 'id');
  const agreed = actions
    .filter(isAgreed)
    .map(({ due_on: dueOn, state, helped }): CountedAction => ({ dueOn, state, helped }));
  return numbersOf(projects, agreed, localTime(now, tz).date);
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
  const place = (id: RowId) => discussed.get(id)?.place ?? Number.MAX_SAFE_INTEGER;
  const ranked = await rankedTopics(read, row);
  const names = await namesIn(read, row.id);
  const topics = ranked
    .toSorted((a, b) => place(a.id) - place(b.id))
    .map(({ id, votes, cards: ids }): PageTopic => {
      const readable = ids.flatMap((card) => cards.get(card) ?? []);
      const name = names.get(id) ?? null;
      return { id, name, votes, cards: readable, outcome: discussed.get(id)?.outcome ?? '' };
    });
  const late = await lateIn(read, row);
  const authorsOf = async (table: typeof cardTable | typeof lateCards, rows: Iterable<{ id: RowId }>) =>
    row.names === 'shown'
      ? read.authors(
          table,
          [...rows].map(({ id }) => id),
        )
      : new Map<RowId, UserId[]>();
  const made = await Promise.all(shelvesOf(others).map(async (library) => library.madeOf(read, row.id)));
  return {
    loaded,
    late,
    authors: new Map([
      ...(await authorsOf(cardTable, cards.values())),
      ...(await authorsOf(lateCards, late)),
    ]),
    // A topic without readable cards says nothing, unless it was discussed.
    topics: topics.filter((topic) => topic.cards.length > 0 || discussed.has(topic.id)),
    isForOthers: topics.some((topic) => topic.cards.length === 0),
    rating: ratingOf(loaded, now),
    supposed: await supposedIn(read, row),
    lessons: made.flat(),
  };
}

interface Wanted {
  readonly channel: ChannelId;
  readonly project?: RowId | undefined;
  readonly page?: number;
}

async function listOf(interaction: Reading, { channel, project, page = 0 }: Wanted) {
  const { scope } = interaction;
  const retros = await historyOf(scope, channel, project);
  return screens.renderHistory(wordsFor(interaction), {
    channel,
    project,
    page,
    retros,
    topics: await topicsNamedIn(scope, retros),
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
  const numbers = await numbersIn(interaction.scope, channel, interaction.now);
  return open(screens.renderNumbers(wordsFor(interaction), channel.channelId, numbers));
}

const list = (interaction: Reading, wanted: Wanted) =>
  answers.inChannel(interaction, wanted.channel, async () => update(await listOf(interaction, wanted)));

/** A person's own, from App Home. */
async function showPast(interaction: Reading, { page = 0 }: { page?: number }): Promise<Reply> {
  return update(renderPast(wordsFor(interaction), await pastRetrosOf(interaction.scope), page));
}

const read =
  (others: Others, reply: typeof push) =>
  async ({ t, loaded, scope, now }: answers.Acting, { page = 0 }: answers.PageOfRetro): Promise<Reply> =>
    reply(screens.renderPage(t, await pageOf(scope, loaded, now, others), page));

/** A person says whether it was worth the time. */
const give = onAction(rate, (interaction, { r: id, w: worth }) =>
  answers.withRetro(interaction, id, null, async (here) => {
    const { t, loaded, now } = here;
    const until = ratedUntil(loaded.retro);
    const { phase } = loaded.retro;
    if (until === null)
      return answers.refused(here, phase === 'closed' || phase === 'cancelled' ? phase : 'notYet');
    if (!loaded.retro.participants.includes(here.by)) return answers.refused(here, 'notParticipant');
    const value = { until: atMoment(until) };
    if (now >= until)
      return say(
        messageOf(t.mrkdwn('rating.over', { ...value, about: loaded.row.about, least: enoughToTell })),
      );
    const row = { retro_id: id, worth };
    await here.scope.upsertOwn(ratings, row, { audience: loaded.row.conversation_id });
    const noted = t.mrkdwn('rating.noted', { ...value, worth });
    return say(messageOf(join([noted, promiseNow(t, 'rating', loaded)], ' ')));
  }),
);

const ratingEnd = defineJob(ratingJob, 'transition', {
  title: titled('title.rating'),
  run: async ({ scope }, { retro }) => {
    const loaded = await loadRetro(scope, retro);
    if (loaded === null) return;
    await writeWorth(scope, loaded.row);
    await scope.refresh(mainPost(loaded.row));
  },
});

/** @param others the practices that keep lessons */
export const historyPart = (others: Others): FeaturePart => ({
  actions: [
    onReading(listPast, showPast),
    ...onReadingPages(pastPages, showPast),
    onReading(screens.chooseProject, (interaction, { c, p }) =>
      list(interaction, { channel: c, project: p }),
    ),
    ...onReadingPages(screens.historyPages, list),
    answers.onRetro(screens.readPage, null, read(others, push)),
    ...answers.onRetroPages(screens.pagePages, null, read(others, update)),
    give,
  ],
  jobs: [ratingEnd],
});

/** Earlier retrospectives as the viewer may see them, and what the numbers count. */
import { findRows } from '#core/rows.ts';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import type { ReadScope } from '#core/scope.ts';
import { localTime } from '#core/time/zone.ts';
import { actionItems, type ActionRow } from '../action-items/rows.ts';
import { cards as cardTable } from '../collect/rows.ts';
import { discussionsOf } from '../discuss/rows.ts';
import { type Others, shelvesOf } from '../lessons/operations.ts';
import { projectsOf } from '../plan/rows.ts';
import { ratingOf } from '../rating/rows.ts';
import { type Loaded, readableCards } from '../session/load.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import { rankedTopics } from '../vote/rows.ts';
import type { PageTopic, PageView } from './page.ts';
import type { CountedAction, CountedProject } from './rules.ts';

/** Those of a channel: what goes on first, then what ended last first. @param project only those of this one */
export async function historyOf(view: ReadScope, channel: ChannelId, project?: RowId): Promise<RetroRow[]> {
  const all = view.from(retros).selectAll().where('it.channel_id', '=', channel);
  const rows = await (project === undefined ? all : all.where('it.project_id', '=', project))
    .orderBy('it.id')
    .execute();
  // Engines sort what has not ended to different ends.
  return rows.toSorted((a, b) => (b.ended_at ?? Infinity) - (a.ended_at ?? Infinity));
}

/** What the numbers of a channel count, as far as the viewer sees it. */
export async function countedIn(
  view: ReadScope,
  { channelId, tz }: Channel,
): Promise<{ readonly projects: readonly CountedProject[]; readonly actions: readonly CountedAction[] }> {
  const held = await view
    .from(retros)
    .select(['it.project_id', 'it.ended_at'])
    .where('it.channel_id', '=', channelId)
    .where('it.phase', '=', 'closed')
    .execute();
  const closedOn = (project: RowId) =>
    held.flatMap(({ project_id, ended_at }) =>
      project_id === project && ended_at !== null ? [localTime(ended_at, tz).date] : [],
    );
  const actions = await findRows(view.from(actionItems), { channel_id: channelId }, 'id');
  return {
    projects: (await projectsOf(view, channelId)).map(({ id, ends_on: endsOn }) => ({
      endsOn,
      closedOn: closedOn(id),
    })),
    actions: actions.flatMap(counted),
  };
}

/** What nobody accepted is no promise; nor is what went without a reason, with a retrospective that was cancelled. */
function counted({ state, reason, due_on: dueOn, helped }: ActionRow): CountedAction[] {
  if (state === 'proposed' || (state === 'dropped' && reason === '')) return [];
  return [{ dueOn, state, helped }];
}

/** With the viewer's eyes alone: what is sealed for them, or reaches others only, is not in it. */
export async function pageOf(
  view: ReadScope,
  loaded: Loaded,
  now: Instant,
  others: Others,
): Promise<PageView> {
  const { row } = loaded;
  const cards = new Map((await readableCards(view, row.id)).map((card) => [card.id, card]));
  const discussed = new Map((await discussionsOf(view, row.id)).map((one) => [one.topic_id, one]));
  const all = await rankedTopics(view, row.id);
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
    row.names === 'shown' ? await view.authors(cardTable, [...cards.keys()]) : new Map<RowId, never>();
  return {
    loaded,
    authors,
    // Without its cards a topic says nothing, unless it was talked about.
    topics: topics.filter(({ id, cards: read }) => read.length > 0 || discussed.has(id)),
    isForOthers: topics.some(({ cards: read }) => read.length === 0),
    rating: ratingOf(loaded, now),
    lessons: (await Promise.all(shelvesOf(others).map(async (shelf) => shelf.madeOf(view, row.id)))).flat(),
  };
}

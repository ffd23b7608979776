/** What can be taken out, as far as the viewer may see it; and what is erased. */
import { aChannel, aChoice, aDay, anInstant, aPerson, aRecord } from '../../core/export.ts';
import type { Feature, Json } from '../../core/feature.ts';
import type { RowId, UserId } from '../../core/ids.ts';
import { partOf } from '../../core/retention.ts';
import type { ReadScope, Subject } from '../../core/scope.ts';
import { columnsIn, ownColumnsOf } from './formats.ts';
import { draftOf } from './repository.ts';
import { topicsIn } from './repository/topics.ts';
import {
  actionItems,
  ballots,
  cards,
  discussions,
  drafts,
  grouped,
  groupings,
  lessonUses,
  marks,
  ratings,
  retros,
  standings,
  turns,
  votes,
  type ActionRow,
  type CardRow,
  type DiscussionRow,
  type RetroRow,
  type StandingRow,
} from './tables.ts';
import { offers, projectOffers } from './tables/offer.ts';
import { projects, type ProjectRow } from './tables/project.ts';

type Records = Readonly<Record<string, Json>>;

/** See `Feature.exportData`. A person's: their cards, the actions they own, the retrospectives they answered or facilitated, the projects they planned or look after. */
export async function exportData(view: ReadScope, subject: Subject): Promise<Records> {
  return subject.kind === 'person' ? personsOwn(view, subject.userId) : everything(view, subject);
}

async function personsOwn(view: ReadScope, person: UserId): Promise<Records> {
  const own = await view.mine(cards).selectAll().orderBy('it.id').execute();
  const given = await view.from(turns).selectAll().orderBy('it.retro_id').orderBy('it.phase').execute();
  const rated = await view.from(ratings).selectAll().orderBy('it.retro_id').execute();
  const used = await view.from(lessonUses).selectAll().orderBy('it.retro_id').execute();
  const typed = await view.from(drafts).selectAll().orderBy('it.retro_id').execute();
  const seen = await view.from(retros).selectAll().orderBy('it.id').execute();
  const tookPart = new Set<RowId>(
    [...own, ...given, ...typed, ...rated, ...used].map(({ retro_id }) => retro_id),
  );
  const actions = await view
    .from(actionItems)
    .selectAll()
    .where('it.owner_id', '=', person)
    .orderBy('it.id')
    .execute();
  const planned = await view.from(projects).selectAll().orderBy('it.id').execute();
  const about = calledIn(seen);
  return {
    retrospectives: seen
      .filter((row) => tookPart.has(row.id) || row.facilitator_id === person)
      .map(retroRecord),
    answers: given.map(({ retro_id, phase, answer }) => ({
      retrospective: about(retro_id),
      phase: aChoice(phase),
      answer: aChoice(answer),
    })),
    votes: await ownVotes(view, about),
    ratings: rated.map(({ retro_id, worth }) => ({ retrospective: about(retro_id), worth })),
    lessonsUsed: used.map(({ retro_id, use }) => ({ retrospective: about(retro_id), use: aChoice(use) })),
    cards: own.map((row) => cardRecord(row, about, columnAmong(seen))),
    drafts: typed.map((row) => ({ retrospective: about(row.retro_id), text: draftOf(row).typed.join('\n') })),
    actions: actions.map((row) => actionRecord(row, about)),
    projects: planned.filter((row) => [row.owner_id, row.planner_id].includes(person)).map(projectRecord),
  };
}

/** Of the cards, only those whose names are shown say who wrote them. */
async function everything(view: ReadScope, subject: Subject): Promise<Records> {
  const all = await view.from(retros).selectAll().orderBy('it.id').execute();
  const chosen = all.filter((row) => subject.kind !== 'channel' || row.channel_id === subject.channelId);
  const ids = new Set(chosen.map(({ id }) => id));
  const isChosen = ({ retro_id }: { readonly retro_id: RowId }) => ids.has(retro_id);
  const written = (await view.from(cards).selectAll().orderBy('it.id').execute()).filter(isChosen);
  const writers = await view.authors(
    cards,
    written.map(({ id }) => id),
  );
  const discussed = (await view.from(discussions).selectAll().orderBy('it.id').execute()).filter(isChosen);
  const told = (await view.from(standings).selectAll().orderBy('it.id').execute()).filter(isChosen);
  const standing = new Map(told.map((row) => [row.id, row]));
  const actions = (await view.from(actionItems).selectAll().orderBy('it.id').execute()).filter(isChosen);
  const planned = (await view.from(projects).selectAll().orderBy('it.id').execute()).filter(
    (row) => subject.kind !== 'channel' || row.channel_id === subject.channelId,
  );
  const about = calledIn(chosen);
  return {
    retrospectives: chosen.map(retroRecord),
    cards: written.map((row) => ({
      ...cardRecord(row, about, columnAmong(chosen)),
      authors: (writers.get(row.id) ?? []).map(aPerson),
    })),
    discussed: discussed.map((row) => discussionRecord(row, standing.get(row.topic_id), about)),
    actions: actions.map((row) => actionRecord(row, about)),
    projects: planned.map(projectRecord),
  };
}

/** What a person voted for, named by a card of it where that is theirs: what others wrote is not theirs to take along. */
async function ownVotes(view: ReadScope, about: (retro: RowId) => Json): Promise<Json[]> {
  const given = await view.from(votes).selectAll().orderBy('it.retro_id').orderBy('it.topic_id').execute();
  const own = await view.mine(cards).select(['it.id', 'it.text']).orderBy('it.id').execute();
  const texts = new Map(own.map(({ id, text }) => [id, text]));
  const records: Json[] = [];
  for (const retro of new Set(given.map(({ retro_id }) => retro_id))) {
    const topics = await topicsIn(view, retro);
    const theirs = given.filter((vote) => vote.retro_id === retro);
    for (const id of new Set(theirs.map(({ topic_id }) => topic_id))) {
      const first = topics.find((topic) => topic.id === id)?.cards.find((card) => texts.has(card));
      const name = first === undefined ? null : (texts.get(first) ?? null);
      const count = theirs.filter(({ topic_id }) => topic_id === id).length;
      records.push({ retrospective: about(retro), topic: aRecord(id, name), votes: count });
    }
  }
  return records;
}

/** @returns a reference to a retrospective, by its name where that is among `seen` */
function calledIn(seen: readonly RetroRow[]): (retro: RowId) => Json {
  const names = new Map(seen.map(({ id, about }) => [id, about]));
  return (retro) => aRecord(retro, names.get(retro) ?? null);
}

/** @returns the column of a card, in the words of whoever wrote it where it is one of their own */
function columnAmong(seen: readonly RetroRow[]): (card: CardRow) => Json {
  const columns = new Map(seen.map((row) => [row.id, columnsIn(row)]));
  return ({ retro_id, column_id }) => {
    const column = columns.get(retro_id)?.find(({ id }) => id === column_id);
    return column !== undefined && 'own' in column ? column.own : aChoice(column_id);
  };
}

function retroRecord(row: RetroRow): Json {
  return {
    id: row.id,
    about: row.about,
    channel: aChannel(row.channel_id),
    kind: aChoice(row.kind),
    format: aChoice(row.format),
    ...(row.format === 'own' ? { columns: ownColumnsOf(row) } : {}),
    names: aChoice(row.names),
    cardsFor: aChoice(row.cards_for),
    phase: aChoice(row.phase),
    facilitator: aPerson(row.facilitator_id),
    endsAt: anInstant(row.ends_at),
    endedAt: anInstant(row.ended_at),
  };
}

function cardRecord(row: CardRow, about: (retro: RowId) => Json, columnOf: (card: CardRow) => Json): Records {
  return {
    id: row.id,
    retrospective: about(row.retro_id),
    column: columnOf(row),
    text: row.text,
  };
}

function actionRecord(row: ActionRow, about: (retro: RowId) => Json): Json {
  return {
    id: row.id,
    retrospective: about(row.retro_id),
    what: row.what,
    whenThen: row.when_then,
    owner: aPerson(row.owner_id),
    dueOn: aDay(row.due_on),
    state: aChoice(row.state),
    reason: row.reason,
    helped: row.helped === null ? null : aChoice(row.helped),
    helpedHow: row.helped_how,
  };
}

/** Of a vote with too few ballots it says no count. */
function discussionRecord(
  row: DiscussionRow,
  told: StandingRow | undefined,
  about: (retro: RowId) => Json,
): Json {
  return {
    id: row.id,
    retrospective: about(row.retro_id),
    place: row.place,
    votes: told?.votes ?? null,
    voters: told?.voters ?? null,
    outcome: row.outcome,
  };
}

function projectRecord(row: ProjectRow): Json {
  return {
    id: row.id,
    name: row.name,
    channel: aChannel(row.channel_id),
    endsOn: aDay(row.ends_on),
    owner: aPerson(row.owner_id),
    plannedBy: aPerson(row.planner_id),
    state: aChoice(row.state),
  };
}

/** See `Feature.forget`. What a team agreed stays the team's when a person goes, without their name; their own cards and answers go. */
export const forget: Feature['forget'] = async (eraser) => {
  await eraser.erase(projects);
  for (const table of [
    cards,
    marks,
    drafts,
    groupings,
    grouped,
    discussions,
    turns,
    votes,
    ballots,
    standings,
    ratings,
    lessonUses,
    offers,
    projectOffers,
  ])
    await eraser.erase(table);
  await eraser.eraseParts(partOf(standings, 'id'));
  await eraser.erase(actionItems);
  await eraser.erase(retros);
  await eraser.blank(actionItems, ['owner_id', 'proposer_id']);
  await eraser.blank(retros, ['facilitator_id', 'ended_by']);
  await eraser.blank(projects, ['owner_id', 'planner_id', 'decided_by']);
};

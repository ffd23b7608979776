/** Retrospectives. */
import { aChoice, aRecord, type Exporting, type Json, recordsOf } from '#core/export.ts';
import { type Feature, joinParts } from '#core/feature.ts';
import { actionItemsPart } from './action-items/handlers.ts';
import { actionItems } from './action-items/operations.ts';
import { agreeing } from './agreed/handlers.ts';
import { agreed } from './agreed/operations.ts';
import { answering } from './before/answering.ts';
import { beginning, greets } from './before/beginning.ts';
import { lookingAhead } from './before/handlers.ts';
import { answers, befores, predictions, turns as beforeTurns } from './before/rows.ts';
import { assuming } from './assumptions/handlers.ts';
import { assumptions } from './assumptions/rows.ts';
import { collecting } from './collect/handlers.ts';
import { type CardRow, cards, draftRecords, drafts, marks } from './collect/rows.ts';
import { discussing } from './discuss/handlers.ts';
import { discussions } from './discuss/operations.ts';
import { factsPart } from './facts/handlers.ts';
import { hearFacts } from './facts/operations.ts';
import { facts, timelines } from './facts/rows.ts';
import { grouping } from './group/handlers.ts';
import { grouped, groupings, topicNames, topicsIn } from './group/rows.ts';
import { exporting } from './export/handlers.ts';
import { acts } from './history/acts.ts';
import { historyPart } from './history/handlers.ts';
import { digestItems, homeSection } from './home.ts';
import { late } from './late/handlers.ts';
import { keptCards, linesIn } from './late/kept.ts';
import { lateCards, type LateRow } from './late/rows.ts';
import { counted } from './lessons/applied.ts';
import { beforeLessons } from './lessons/before.ts';
import { lessonsPart } from './lessons/handlers.ts';
import {
  beforeLessonUses,
  beforeOffers,
  lessonSource,
  lessonUses,
  offers,
  type Others,
  projectLessonUses,
  projectOffers,
} from './lessons/operations.ts';
import { naming } from './names/handlers.ts';
import { joining } from './people/handlers.ts';
import { declined } from './people/operations.ts';
import { assisting } from './peer-assist/handlers.ts';
import { answers as assistAnswers, assists, yeses } from './peer-assist/rows.ts';
import { planning } from './plan/handlers.ts';
import { projects } from './plan/rows.ts';
import { documentsAmong } from './reading/operations.ts';
import { recurring, schedules } from './recur/handlers.ts';
import { parts, rounds } from './recur/rows.ts';
import { reflecting } from './reflect/handlers.ts';
import { hears } from './reflect/operations.ts';
import { reflections } from './reflect/rows.ts';
import { ratings } from './history/rating.ts';
import { dates } from './session/dates.ts';
import { session } from './session/handlers.ts';
import { retros, turns } from './session/rows.ts';
import { retroCopy } from './session/words.ts';
import { finished } from './history/finished.ts';
import { handedOn } from './history/handed-on.ts';
import { evidence } from './summary/evidence.ts';
import { summarising } from './summary/handlers.ts';
import { opening } from './supposed/handlers.ts';
import { timerJobs } from './timer/jobs.ts';
import { tracking } from './tracker/handlers.ts';
import { hearIssue } from './tracker/heard.ts';
import { trackerAnswers, trackerPlaces } from './tracker/rows.ts';
import { trending } from './trends/handlers.ts';
import { askingWhatChanged } from './standards/handlers.ts';
import { columnsIn, ownColumnsOf } from './start/formats.ts';
import { starting } from './start/handlers.ts';
import { voting } from './vote/handlers.ts';
import { ballots, standings, votes } from './vote/rows.ts';

/** With its column, in its author's own words if it is custom. */
const withColumns = async <Row extends CardRow | LateRow>(
  rows: readonly Row[],
  { view: read, plain }: Exporting<Row>,
): Promise<Json[]> => {
  const seen = await read.from(retros).selectAll().execute();
  const columns = new Map(seen.map((row) => [row.id, columnsIn(row)]));
  return rows.map((row) => {
    const column = columns.get(row.retro_id)?.find(({ id }) => id === row.column_id);
    const called = column !== undefined && 'own' in column ? column.own : aChoice(row.column_id);
    return { ...plain(row), column: called };
  });
};

export const records = [
  // With its columns if they are its own.
  recordsOf(retros, async (rows, { plain }) =>
    rows.map((row) => {
      const record = Object.entries({ ...plain(row), columns: ownColumnsOf(row) });
      return Object.fromEntries(record.filter(([key]) => key !== 'columns' || row.format === 'own'));
    }),
  ),
  // A person's vote is named by a card of theirs if it has one: others' words are not theirs to export.
  recordsOf(votes, async (rows, { view: read, plain }) => {
    const own = await read.mine(cards).select(['it.id', 'it.text']).execute();
    const texts = new Map(own.map(({ id, text }) => [id, text]));
    const byRetro = Map.groupBy(rows, ({ retro_id: retro }) => retro);
    const records: Json[] = [];
    for (const [retro, given] of byRetro) {
      const topics = await topicsIn(read, retro);
      for (const [id, those] of Map.groupBy(given, ({ topic_id: topic }) => topic)) {
        const first = topics.find((topic) => topic.id === id)?.cards.find((card) => texts.has(card));
        const name = first === undefined ? null : (texts.get(first) ?? null);
        for (const row of those.slice(0, 1))
          records.push({ ...plain(row), topic: aRecord(id, name), votes: those.length });
      }
    }
    return records;
  }),
  recordsOf(cards, withColumns),
  recordsOf(lateCards, withColumns),
  recordsOf(keptCards, async (rows, { plain }) =>
    rows.map((row) => ({
      ...plain(row),
      text: linesIn(row)
        .map(({ text }) => text)
        .join('\n'),
    })),
  ),
  recordsOf(drafts, async (rows, { plain }) =>
    rows.map((row) => ({ ...plain(row), text: draftRecords.read(row).typed.join('\n') })),
  ),
  // With too few ballots it gives no count.
  recordsOf(discussions, async (rows, { view: read, plain }) => {
    const told = new Map((await read.from(standings).selectAll().execute()).map((row) => [row.id, row]));
    return rows.map((row) => {
      const { outcome = null, ...record } = plain(row);
      const standing = told.get(row.topic_id);
      return { ...record, votes: standing?.votes ?? null, voters: standing?.voters ?? null, outcome };
    });
  }),
];

/** @param others the practices that keep lessons; none is known here */
export const retroAmong = (others: Others): Feature => ({
  name: 'retro',
  title: retroCopy.named('practice.title'),
  copy: retroCopy,
  tables: [
    retros,
    turns,
    votes,
    ratings,
    lessonUses,
    projectLessonUses,
    beforeLessonUses,
    cards,
    drafts,
    discussions,
    actionItems,
    projects,
    marks,
    groupings,
    grouped,
    ballots,
    standings,
    topicNames,
    offers,
    projectOffers,
    beforeOffers,
    counted,
    declined,
    rounds,
    parts,
    lateCards,
    keptCards,
    reflections,
    befores,
    predictions,
    answers,
    beforeTurns,
    agreed,
    assumptions,
    assists,
    yeses,
    assistAnswers,
    facts,
    timelines,
    trackerPlaces,
    trackerAnswers,
  ],
  records,
  ...joinParts([
    starting,
    session(others),
    joining,
    collecting,
    late,
    grouping,
    naming,
    voting,
    discussing,
    actionItemsPart,
    askingWhatChanged(others),
    planning(others),
    beginning,
    answering,
    lookingAhead(others),
    historyPart(others),
    exporting(others),
    summarising,
    opening,
    factsPart,
    lessonsPart(others),
    beforeLessons(others),
    recurring(others),
    { jobs: timerJobs },
    trending(others),
    reflecting,
    agreeing,
    assuming,
    assisting(others),
    tracking,
  ]),
  schedules,
  hears,
  connected: async (work, _channel, heard) => {
    if (heard.kind === 'facts') await hearFacts(work, heard.of, heard.facts);
    else await hearIssue(work, heard.of, heard.issue);
  },
  homeSection,
  greets,
  digestItems,
  dates,
  finished,
  documents: documentsAmong(others),
  handedOn,
  lessonSource,
  evidence,
  acts,
});

/** Alone: no lessons are made from it, and it begins with none. */
export const retro = retroAmong(() => []);

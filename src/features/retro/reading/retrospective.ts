/** What came of a retrospective, as a document: what its channel knows of it. No card stands there, and nobody's name beside what they wrote. */
import type { Document, DocumentEntry } from '#core/document.ts';
import { isId, rowId } from '#core/ids.ts';
import type { Piece } from '#core/kit/blocks.ts';
import type { MadeLesson } from '#core/lessons.ts';
import type { ReadScope } from '#core/scope.ts';
import { atMoment, onDay } from '#core/sentence.ts';
import { standingActions } from '../action-items/rules.ts';
import { discussionsOf } from '../discuss/operations.ts';
import { namesIn } from '../group/rows.ts';
import { actionPiecesInFull, headingOf, stateKey } from '../history/page.ts';
import { type Others, shelvesOf } from '../lessons/operations.ts';
import { loadProject, type ProjectRow } from '../plan/rows.ts';
import { type Loaded, loadRetro } from '../session/load.ts';
import { noonOf, type Translator } from '../session/words.ts';
import { rankedTopics } from '../vote/rows.ts';

/** A topic as the channel knows it. */
interface Told {
  /** Empty: it has none. */
  readonly name: string;
  /** `null`: counts are not told. */
  readonly votes: number | null;
  /** One line, or empty. */
  readonly outcome: string;
}

/** @returns `null` if it is gone, or the viewer may not see it */
export async function readRetro(
  read: ReadScope,
  id: string,
  t: Translator,
  others: Others,
): Promise<Document | null> {
  const loaded = isId(id) ? await loadRetro(read, rowId(id)) : null;
  if (loaded === null) return null;
  const { row } = loaded;
  const project = row.project_id === null ? null : await loadProject(read, row.project_id);
  const isClosed = row.phase === 'closed';
  return {
    ref: { kind: 'retrospective', id },
    title: row.about,
    facts: factsOf(t, loaded, project),
    entries: isClosed ? await resultOf(read, loaded, t, others) : [],
    at: row.ended_at,
  };
}

function factsOf(t: Translator, loaded: Loaded, project: ProjectRow | null): Document['facts'] {
  const { row, retro } = loaded;
  const at = atMoment(retro.endedAt ?? retro.endsAt ?? 0);
  return [
    { label: t.plain('document.state'), pieces: t.pieces(stateKey(loaded), { at }) },
    { label: t.plain('document.channel'), pieces: [{ channel: row.channel_id }] },
    ...(row.happened_until === null
      ? []
      : [
          {
            label: t.plain('document.until'),
            pieces: t.pieces('document.day', { day: onDay(noonOf(row.happened_until, t.tz)) }),
          },
        ]),
    ...(project === null
      ? []
      : [
          {
            label: t.plain('document.project'),
            pieces: [{ written: project.name, as: 'line' } as const],
            to: { kind: 'project', id: project.id } as const,
          },
        ]),
  ];
}

const line = (...pieces: readonly Piece[]): DocumentEntry => ({ kind: 'line', pieces });
const bullet = (...pieces: readonly Piece[]): DocumentEntry => ({ kind: 'bullet', pieces });
const heading = (level: 2 | 3, text: string): DocumentEntry => ({ kind: 'heading', level, text });

async function resultOf(
  read: ReadScope,
  { row, retro }: Loaded,
  t: Translator,
  others: Others,
): Promise<DocumentEntry[]> {
  const topics = await topicsTold(read, row);
  const actions = standingActions(retro);
  const lessons: MadeLesson[] = [];
  for (const library of shelvesOf(others)) lessons.push(...(await library.madeOf(read, row.id)));
  return [
    ...(topics.length === 0 ? [] : [heading(2, t.plain('page.topics'))]),
    ...topics.flatMap(({ name, votes, outcome }, at) => [
      heading(
        3,
        t.plain(headingOf({ name: name === '' ? null : name, votes }), {
          ...{ number: at + 1, name, votes: votes ?? 0 },
        }),
      ),
      ...(outcome === ''
        ? []
        : [line({ bold: t.plain('page.outcome') }, ' ', { written: outcome, as: 'line' })]),
    ]),
    heading(2, t.plain('page.actions')),
    ...(actions.length === 0
      ? [line(t.plain('main.noneAgreed'))]
      : actions.map((action) => bullet(...actionPiecesInFull(t, action)))),
    ...(lessons.length === 0 ? [] : [heading(2, t.plain('page.lessons'))]),
    ...lessons.map(({ id, title }): DocumentEntry => ({
      kind: 'bullet',
      pieces: [{ written: title, as: 'title' }],
      to: { kind: 'lesson', id },
    })),
  ];
}

/** Those that have a name, a count or an outcome: a number alone tells nothing. What was discussed comes first, in its order. */
async function topicsTold(read: ReadScope, row: Loaded['row']): Promise<Told[]> {
  const names = await namesIn(read, row.id);
  const discussed = new Map((await discussionsOf(read, row.id)).map((one) => [one.topic_id, one]));
  const place = (id: (typeof row)['id']) => discussed.get(id)?.place ?? Number.MAX_SAFE_INTEGER;
  return (await rankedTopics(read, row))
    .toSorted((a, b) => place(a.id) - place(b.id))
    .map(({ id, votes }) => ({
      name: names.get(id) ?? '',
      votes,
      outcome: discussed.get(id)?.outcome ?? '',
    }))
    .filter(({ name, outcome }) => name !== '' || outcome !== '');
}

/** A planned project as a document: its dates, how it stands, its retrospectives, and the lessons that it began with. */
import type { Document, DocumentEntry } from '#core/document.ts';
import { isId, type RowId, rowId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { nameOf, onDay } from '#core/sentence.ts';
import type { LocalDate } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import { counted } from '../lessons/applied.ts';
import { offersOf, type Others, projectOffersOf, shelvesOf } from '../lessons/operations.ts';
import { loadProject, type ProjectRow } from '../plan/rows.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import { noonOf, type Translator } from '../session/words.ts';

/** @returns `null` if it is gone, or the viewer may not see it */
export async function readProject(
  read: ReadScope,
  id: string,
  t: Translator,
  others: Others,
): Promise<Document | null> {
  const row = isId(id) ? await loadProject(read, rowId(id)) : null;
  if (row === null) return null;
  const held = await findRows(read.from(retros), { project_id: row.id }, 'id');
  const lessons = await lessonsShown(read, row.id, held, t, others);
  return {
    ref: { kind: 'project', id },
    title: row.name,
    facts: factsOf(t, row),
    entries: [
      ...(row.about === null || row.about === ''
        ? []
        : [{ kind: 'line', pieces: [{ written: row.about }] } satisfies DocumentEntry]),
      ...under(
        t.plain('document.held'),
        held.map((one) => retroEntry(t, one)),
      ),
      ...under(t.plain('document.began'), lessons),
    ],
    at: row.ends_at,
  };
}

/** What stands under a heading, and nothing where there is nothing. */
const under = (text: string, entries: readonly DocumentEntry[]): readonly DocumentEntry[] =>
  entries.length === 0 ? [] : [{ kind: 'heading', level: 2, text }, ...entries];

function factsOf(t: Translator, row: ProjectRow): Document['facts'] {
  const day = (date: LocalDate) => t.pieces('document.day', { day: onDay(noonOf(date, t.tz)) });
  return [
    { label: t.plain('document.state'), pieces: [t.plain(`data.state.${row.state}`)] },
    { label: t.plain('document.channel'), pieces: [{ channel: row.channel_id }] },
    ...(row.owner_id === null
      ? []
      : [
          {
            label: t.plain('document.owner'),
            pieces: t.pieces('document.person', { person: nameOf(row.owner_id) }),
          },
        ]),
    ...(row.planned_on === null
      ? []
      : [{ label: t.plain('document.plannedOn'), pieces: day(row.planned_on) }]),
    ...(row.first_end === null || row.first_end === row.ends_on
      ? []
      : [{ label: t.plain('document.firstEnd'), pieces: day(row.first_end) }]),
    { label: t.plain('document.end'), pieces: day(row.ends_on) },
  ];
}

function retroEntry(t: Translator, row: RetroRow): DocumentEntry {
  const { ended_at: at } = row;
  const on =
    at === null
      ? []
      : [' · ', ...t.pieces('document.day', { day: onDay(noonOf(localTime(at, t.tz).date, t.tz)) })];
  return {
    kind: 'bullet',
    pieces: [{ written: row.about, as: 'title' }, ...on],
    to: { kind: 'retrospective', id: row.id },
  };
}

/** What it was shown when it was planned, and when its retrospectives began; and whether any was applied, where enough people could have said so. */
async function lessonsShown(
  read: ReadScope,
  project: RowId,
  held: readonly RetroRow[],
  t: Translator,
  others: Others,
): Promise<DocumentEntry[]> {
  const shown = await projectOffersOf(read, project);
  const later = (await Promise.all(held.map(({ id }) => offersOf(read, id)))).flat();
  const ids = [...new Set([...shown, ...later].map(({ lesson_id: lesson }) => lesson))];
  const all: DocumentEntry[] = [];
  for (const library of shelvesOf(others))
    for (const id of ids) {
      const lesson = await library.read(read, id, t.now);
      if (lesson !== null)
        all.push({
          kind: 'bullet',
          pieces: [{ written: lesson.title, as: 'title' }],
          to: { kind: 'lesson', id },
        });
    }
  const told = await findRows(read.from(counted), { retro_id: held.map(({ id }) => id) }, 'id');
  const isApplied = told.some(({ is_applied: applied }) => applied === 1);
  return all.length === 0 || !isApplied
    ? all
    : [...all, { kind: 'line', pieces: [t.plain('document.applied')] }];
}

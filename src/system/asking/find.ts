/** What answers a question, with the access of who asked. */
import type { Document, DocumentEntry } from '#core/document.ts';
import { documentIn, findDocuments } from '#core/doors.ts';
import type { Feature } from '#core/feature.ts';
import { rowId } from '#core/ids.ts';
import type { Piece } from '#core/kit/blocks.ts';
import { searchForAll, type TextPart } from '#core/lesson-search.ts';
import type { RenderContext } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { type Answer, mostShown, type Shown } from './ids.ts';
import type { Meaning } from './rules.ts';

type Practices = readonly Pick<Feature, 'name' | 'documents' | 'lessonLibrary'>[];

/** The practices that have lessons to read. */
const withLessons = (practices: Practices): Practices =>
  practices.filter(({ documents }) => documents?.kinds.includes('lesson'));

async function isOn(practices: Practices, read: ReadScope): Promise<boolean> {
  for (const { name } of withLessons(practices)) if (await read.isOn(name)) return true;
  return false;
}

/** What finds the answer to it; `null`: nothing is searched for. */
function searchFor({ want, words }: Meaning): string | null {
  switch (want) {
    case 'search':
      return words;
    case 'newest':
      return '';
    case 'mine':
      return 'by:me';
    default:
      return null;
  }
}

export async function findAnswer(
  practices: Practices,
  read: ReadScope,
  meaning: Meaning,
  context: RenderContext,
): Promise<Answer & { readonly notes: readonly string[] }> {
  const { want, isCut } = meaning;
  const none = { want, isCut, count: 0, shown: [], notes: [] };
  const typed = searchFor(meaning);
  if (typed === null && want !== 'topics') return none;
  if (!(await isOn(practices, read))) return { ...none, want: 'off' };
  if (typed === null) return none;
  const wanted = { from: 0, most: mostShown };
  const { count, found, notes } = await findDocuments(withLessons(practices), read, typed, wanted, context);
  const shown: Shown[] = [];
  for (const { ref, excerpt } of found) {
    if (ref.kind !== 'lesson') continue;
    const document = await documentIn(withLessons(practices), read, ref, context);
    if (document !== null) shown.push({ lesson: rowId(ref.id), entry: entryWith(document, excerpt) });
  }
  return { ...none, count, shown, notes };
}

export interface FoundLesson {
  readonly lesson: Shown['lesson'];
  readonly document: Document;
  /** The passage that shows why it was found. */
  readonly passage: readonly Piece[];
}

/** What an answer shows, as far as its reader may still read it. */
export async function readShown(
  practices: Practices,
  read: ReadScope,
  shown: readonly Shown[],
  context: RenderContext,
): Promise<readonly FoundLesson[]> {
  const found: FoundLesson[] = [];
  for (const { lesson, entry } of shown) {
    const ref = { kind: 'lesson', id: lesson } as const;
    const document = await documentIn(withLessons(practices), read, ref, context);
    if (document !== null) found.push({ lesson, document, passage: passageOf(document, entry) });
  }
  return found;
}

/** Topics of lessons that the reader may read, the most frequent first. */
export async function topicsFor(
  practices: Practices,
  read: ReadScope,
  { now, tz }: RenderContext,
): Promise<readonly string[]> {
  const topics: string[] = [];
  for (const { name, lessonLibrary } of practices)
    if (lessonLibrary !== undefined && (await read.isOn(name))) {
      const found = await lessonLibrary.search(read, searchForAll, { from: 0, most: 1 }, { now, tz });
      topics.push(...found.topics);
    }
  return topics;
}

const piecesOf = (entry: DocumentEntry): readonly Piece[] => (entry.kind === 'heading' ? [] : entry.pieces);

const writtenIn = (entry: DocumentEntry): string =>
  piecesOf(entry)
    .flatMap((piece) => (typeof piece !== 'string' && 'written' in piece ? [piece.written] : []))
    .join(' ');

/** @returns which entry of a document shows why it was found; -1: none, for example if its title does */
export function entryWith({ entries }: Document, excerpt: readonly TextPart[]): number {
  const hits = excerpt.filter(({ isHit }) => isHit).map(({ text }) => text.toLowerCase());
  const counts = entries.map((entry) => {
    const text = writtenIn(entry).toLowerCase();
    return hits.filter((hit) => text.includes(hit)).length;
  });
  const most = Math.max(0, ...counts);
  return most === 0 ? -1 : counts.indexOf(most);
}

/** @param at see `entryWith`. Of a lesson that was changed since it may be any entry */
export function passageOf({ entries }: Pick<Document, 'entries'>, at: number): readonly Piece[] {
  const entry = entries[at];
  const shows =
    entry !== undefined && writtenIn(entry) !== '' ? entry : entries.find((one) => writtenIn(one) !== '');
  return shows === undefined ? [] : piecesOf(shows);
}

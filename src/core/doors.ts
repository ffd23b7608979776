/**
 * The one way in which anything beyond Slack's own surfaces reads: a page, an agent, a link's preview, an answer in the Messages tab. A door has its
 * reader's access and nothing else, and what comes out of it is plain text, with names only of whom and what its reader may know.
 */
import type { Instant } from './clock.ts';
import type { Document, DocumentKind, DocumentRef, Documents, FoundDocuments } from './document.ts';
import { documentKinds, noDocuments } from './document.ts';
import type { ChannelId, TeamId, UserId } from './ids.ts';
import type { Piece } from './kit/blocks.ts';
import type { Locale } from './languages.ts';
import type { TextPart, Wanted } from './lesson-search.ts';
import { nameMark } from './name-mark.ts';
import { readied } from './names.ts';
import type { RenderContext } from './post.ts';
import type { ReadScope } from './scope.ts';
import { clean } from './text.ts';

/** Some of a text. */
export interface Run {
  readonly text: string;
  /** A person wrote it: untrusted, and drawn as they meant it where a door can. Otherwise it is Lore's own words, or a name. */
  readonly isWritten: boolean;
  readonly isStrong: boolean;
  /** Where it leads: http or https. */
  readonly link: string | null;
}

export type ReadEntry =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'line' | 'bullet'; readonly runs: readonly Run[]; readonly to: DocumentRef | null };

export interface ReadDocument {
  readonly ref: DocumentRef;
  readonly title: string;
  readonly facts: readonly {
    readonly label: string;
    readonly runs: readonly Run[];
    readonly to: DocumentRef | null;
  }[];
  readonly entries: readonly ReadEntry[];
  readonly at: Instant | null;
}

export interface ReadFound {
  readonly count: number;
  readonly found: readonly {
    readonly ref: DocumentRef;
    readonly title: readonly TextPart[];
    readonly excerpt: readonly TextPart[];
    readonly from: readonly Run[];
  }[];
  readonly notes: readonly string[];
}

/** A door that is open to one reader. Each call reads again, so what they may see is what they may see then. */
export interface OpenDoor {
  /** For the door's own sentences. */
  readonly reader: { readonly locale: Locale; readonly tz: string };
  /** @returns `null` alike if there is none, it is gone, its practice is off, or the reader may not see it */
  readonly read: (ref: DocumentRef) => Promise<ReadDocument | null>;
  /** @param typed as somebody typed it. Stored and logged nowhere @param kinds that the door can read; all when left out */
  readonly find: (typed: string, wanted: Wanted, kinds?: readonly DocumentKind[]) => Promise<ReadFound>;
}

export interface Doors {
  /** @returns `null`: they are no member or guest of the workspace (any more), or Lore is not there */
  readonly forPerson: (team: TeamId, user: UserId) => Promise<OpenDoor | null>;
  /** With what everybody in the channel may see. @returns `null`: Lore is not in it */
  readonly forChannel: (team: TeamId, channel: ChannelId) => Promise<OpenDoor | null>;
}

/** The practices that can be read, as far as a door needs them. */
export type Readable = readonly { readonly name: string; readonly documents?: Documents }[];

/** @returns what `Doors.read` does, with a scope */
export async function readDocument(
  practices: Readable,
  read: ReadScope,
  ref: DocumentRef,
  renderContext: RenderContext,
): Promise<ReadDocument | null> {
  const document = await documentIn(practices, read, ref, renderContext);
  if (document === null) return null;
  const plain = withoutDeadEnds(await inPlain(read, document), await kindsOn(practices, read));
  return withNames(read, plain, renderContext);
}

/** The same for a message in Slack, where names and channels become words as it is drawn, and nothing leads to another document. */
export async function documentIn(
  practices: Readable,
  read: ReadScope,
  ref: DocumentRef,
  renderContext: RenderContext,
): Promise<Document | null> {
  for (const { name, documents } of practices)
    if (documents?.kinds.includes(ref.kind) === true && (await read.isOn(name)))
      return documents.read(read, ref, renderContext);
  return null;
}

async function kindsOn(practices: Readable, read: ReadScope): Promise<ReadonlySet<DocumentKind>> {
  const on = new Set<DocumentKind>();
  for (const { name, documents } of practices)
    if (documents !== undefined && (await read.isOn(name))) for (const kind of documents.kinds) on.add(kind);
  return on;
}

/** Nothing leads to a document of a practice that is off. */
function withoutDeadEnds(document: ReadDocument, on: ReadonlySet<DocumentKind>): ReadDocument {
  const led = <Led extends { readonly to: DocumentRef | null }>(one: Led): Led =>
    one.to === null || on.has(one.to.kind) ? one : { ...one, to: null };
  return {
    ...document,
    facts: document.facts.map(led),
    entries: document.entries.map((entry) => (entry.kind === 'heading' ? entry : led(entry))),
  };
}

/** What is looked for most comes first; the others in the order of their kinds. */
const lessonsFirst = (one: Readable[number], other: Readable[number]): number => {
  const place = ({ documents }: Readable[number]) =>
    documentKinds.findIndex((kind) => documents?.kinds.includes(kind) === true);
  return place(one) - place(other);
};

const isOf = (documents: Documents, kinds: readonly DocumentKind[]): boolean =>
  documents.kinds.some((kind) => kinds.includes(kind));

/** @returns what `Doors.find` does, with a scope: what the practices find, one after another, each with its own best first */
export async function findDocuments(
  practices: Readable,
  read: ReadScope,
  typed: string,
  wanted: Wanted,
  renderContext: RenderContext,
  kinds: readonly DocumentKind[] = documentKinds,
): Promise<ReadFound> {
  const all: FoundDocuments[] = [];
  // What nobody can type could stand for somebody's name in what is said of it.
  const words = clean(typed);
  let { from, most } = wanted;
  for (const { name, documents } of practices.toSorted(lessonsFirst))
    if (documents?.find !== undefined && isOf(documents, kinds) && (await read.isOn(name))) {
      const found = await documents.find(read, words, { from, most }, renderContext);
      all.push(found);
      // The page goes on where the one before has no more.
      from = Math.max(0, from - found.count);
      most -= found.found.length;
    }
  const found = all.flatMap((one) => one.found);
  const channels = await channelNames(
    read,
    found.flatMap(({ from: pieces }) => pieces),
  );
  const plain: ReadFound = {
    count: all.reduce((sum, { count }) => sum + count, noDocuments.count),
    found: found.map(({ from: pieces, ...one }) => ({ ...one, from: runsOf(pieces, channels) })),
    notes: all.flatMap(({ notes }) => notes),
  };
  return withNames(read, plain, renderContext);
}

const withNames = async <Drawn>(
  read: ReadScope,
  drawn: Drawn,
  { locale, tz }: RenderContext,
): Promise<Drawn> =>
  // As to a channel: a mention becomes a name, since nobody is pinged beyond Slack.
  (await readied(read, drawn, { locale, tz, isChannel: true })).ready;

async function inPlain(read: ReadScope, document: Document): Promise<ReadDocument> {
  const { facts, entries } = document;
  const channels = await channelNames(read, [
    ...facts.flatMap(({ pieces }) => pieces),
    ...entries.flatMap((entry) => (entry.kind === 'heading' ? [] : entry.pieces)),
  ]);
  return {
    ...document,
    facts: facts.map(({ label, pieces, to = null }) => ({ label, to, runs: runsOf(pieces, channels) })),
    entries: entries.map((entry) =>
      entry.kind === 'heading'
        ? entry
        : { kind: entry.kind, to: entry.to ?? null, runs: runsOf(entry.pieces, channels) },
    ),
  };
}

const channelNames = (read: ReadScope, pieces: readonly Piece[]): Promise<ReadonlyMap<ChannelId, string>> =>
  read.channelNames([
    ...new Set(
      pieces.flatMap((piece) => (typeof piece !== 'string' && 'channel' in piece ? [piece.channel] : [])),
    ),
  ]);

/** As plain text, names and channels as marks that become words as it is drawn. */
export const piecesText = (pieces: readonly Piece[]): string =>
  runsOf(pieces, new Map())
    .map(({ text }) => text)
    .join('');

const ours = { isWritten: false, isStrong: false, link: null } as const;

function runsOf(pieces: readonly Piece[], channels: ReadonlyMap<ChannelId, string>): Run[] {
  return pieces.map((piece): Run => {
    if (typeof piece === 'string') return { ...ours, text: piece };
    if ('person' in piece) return { ...ours, text: nameMark(piece.person, 'p') };
    if ('name' in piece) return { ...ours, text: nameMark(piece.name, 'p') };
    if ('bold' in piece) return { ...ours, text: piece.bold, isStrong: true };
    if ('link' in piece) return { ...ours, text: piece.text ?? piece.link, link: piece.link };
    if ('written' in piece)
      return { ...ours, text: piece.written, isWritten: true, isStrong: piece.as === 'title' };
    const name = channels.get(piece.channel);
    // As a mention, which `readied` turns into words.
    return { ...ours, text: name === undefined ? `<#${piece.channel}>` : `#${name}` };
  });
}

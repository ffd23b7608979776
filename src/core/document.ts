/**
 * What can be read of a practice beyond Slack: at a page, by an agent, behind a link. A practice gives documents with its reader's access; every door
 * (`doors.ts`) shows the same ones. Nothing here writes.
 */
import type { Instant } from './clock.ts';
import type { Piece } from './kit/blocks.ts';
import type { TextPart, Wanted } from './lesson-search.ts';
import type { RenderContext } from './post.ts';
import type { ReadScope } from './scope.ts';

/** Part of addresses, so never rename one that has landed. */
export const documentKinds = ['lesson', 'topic', 'project', 'retrospective', 'journey'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Names a document. Somebody who has one still reads only what they may. */
export interface DocumentRef {
  readonly kind: DocumentKind;
  /** A row's id; of a topic its name in small letters; of a journey its channel. At most 200 characters. */
  readonly id: string;
}

/** Slack shows a preview of so many links in a message. */
export const mostLinks = 5;

/** A line or an item of a list, or what stands above some. */
export type DocumentEntry =
  /** 2 on the page, 3 within a section. */
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | {
      readonly kind: 'line' | 'bullet';
      readonly pieces: readonly Piece[];
      /** The document that it leads to, if the reader may read that one. */
      readonly to?: DocumentRef;
    };

/** A document as its reader may read it. Of a retrospective it is the result that its channel knows: no cards, and nobody's name beside their words. */
export interface Document {
  readonly ref: DocumentRef;
  /** In one line; a person may have written it. */
  readonly title: string;
  /** What is known about it, in few words each: where, when, how it stands. At most ten. */
  readonly facts: readonly {
    readonly label: string;
    readonly pieces: readonly Piece[];
    readonly to?: DocumentRef;
  }[];
  /** In order; items that follow each other are one list. */
  readonly entries: readonly DocumentEntry[];
  readonly at: Instant | null;
}

export interface FoundDocument {
  readonly ref: DocumentRef;
  readonly title: readonly TextPart[];
  /** What shows why it was found; may be empty. */
  readonly excerpt: readonly TextPart[];
  /** Where it comes from, in one line. */
  readonly from: readonly Piece[];
}

export interface FoundDocuments {
  /** How many in all, of those that the viewer may see. */
  readonly count: number;
  /** One page of them, the best first. */
  readonly found: readonly FoundDocument[];
  /** How the search was understood, where that is not plain: another spelling, a filter that says nothing, what would be found without one. */
  readonly notes: readonly string[];
}

export const noDocuments: FoundDocuments = { count: 0, found: [], notes: [] };

/** What a practice can be read of. */
export interface Documents {
  readonly kinds: readonly DocumentKind[];
  /** @param ref of one of `kinds` @returns `null` alike if there is none, and if the viewer may not see it (any more) */
  readonly read: (
    read: ReadScope,
    ref: DocumentRef,
    renderContext: RenderContext,
  ) => Promise<Document | null>;
  /** @param typed words, and filters among them, as somebody typed them: stored and logged nowhere. Empty: the newest */
  readonly find?: (
    read: ReadScope,
    typed: string,
    wanted: Wanted,
    renderContext: RenderContext,
  ) => Promise<FoundDocuments>;
}

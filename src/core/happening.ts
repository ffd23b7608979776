/**
 * Something that happened in a channel and is worth looking back on. Whichever practice learns of it reports it in its own transaction, and
 * knows of no practice that hears it.
 */
import type { ChannelId } from './ids.ts';
import type { PostRef } from './post-ref.ts';
import type { Work } from './work.ts';

/** Stored, so never rename one that has landed. */
export const happeningKinds = ['release', 'incident', 'success'] as const;

export interface Happening {
  readonly kind: (typeof happeningKinds)[number];
  /** The viewer of the scope that reports it is in it, or is it. */
  readonly channel: ChannelId;
  /** What it is called, in a few neutral words that everyone in the channel may read. */
  readonly what: string;
  /** The same for the same thing, however often it is reported, and unique over all practices: `<feature>.<what>:<id>`. */
  readonly source: string;
  /** The post in the channel whose thread it belongs to. Its parameters name nobody. */
  readonly under: PostRef | null;
}

/** Hears what happened. It may be told of the same thing again. */
export type Hears = (work: Work, happening: Happening) => Promise<void>;

/** @param practices all of them: asked for when they are needed */
export async function report(
  practices: () => readonly { readonly hears?: Hears }[],
  work: Work,
  happening: Happening,
): Promise<void> {
  for (const { hears } of practices()) await hears?.(work, happening);
}

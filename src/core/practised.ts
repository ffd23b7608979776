/**
 * What somebody did in the course of their work that others learn on purpose: it is told once, as it happens, to the practices that people learn with
 * (`Feature.practised`). Who tells does not know who hears; nobody but the person is ever told what was heard.
 */
import type { ChannelId, RowId, UserId } from './ids.ts';
import type { Work } from './work.ts';

/** Stored, so never rename one that has landed. */
export const practisedKinds = [
  /** Planned a project. */
  'planned',
  /** Facilitated a retrospective to its end. */
  'facilitated',
] as const;
export type PractisedKind = (typeof practisedKinds)[number];

export interface Practised {
  readonly kind: PractisedKind;
  /** Who did it: of a project, who owns it. */
  readonly by: UserId;
  /** Where. The viewer of the scope that tells is in it, or is it. */
  readonly channel: ChannelId;
  /** The same for the same thing, however often it is told. */
  readonly id: RowId;
  /** What it is called, as typed: everybody in the channel may read that. */
  readonly called: string;
}

/** Hears of it: what is the person's own it reads and writes in a job with their access (`Scope.runAt`). It may be told of the same thing again. */
export type HearsPractised = (work: Work, practised: Practised) => Promise<void>;

/** @param practices all of them: asked for when they are needed */
export async function tellPractised(
  practices: () => readonly { readonly practised?: HearsPractised }[],
  work: Work,
  what: Practised,
): Promise<void> {
  for (const { practised } of practices()) await practised?.(work, what);
}

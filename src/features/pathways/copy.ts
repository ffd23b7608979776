import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { pathwaysWalking, type PathwaysWalkingSentences } from '#locales/pathways.walking.ts';
import { pathways, type PathwaysSentences } from '#locales/pathways.ts';

export const copy = defineCopy(pathways);
/** The sentences in the language of one reader. */
export type T = TranslatorOf<PathwaysSentences>;

/** What people who follow a pathway read: a catalogue of its own beside that of making one. */
export const walkCopy = defineCopy(pathwaysWalking);
export type WalkT = TranslatorOf<PathwaysWalkingSentences>;

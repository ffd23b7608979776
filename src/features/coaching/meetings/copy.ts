import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { coachingTalks, type CoachingTalksSentences } from '#locales/coaching.talks.ts';

/** What mentors are asked by, and how a pair goes on: a catalogue of its own beside that of the rounds. */
export const talkCopy = defineCopy(coachingTalks);
/** The sentences in one reader's language. */
export type T = TranslatorOf<CoachingTalksSentences>;

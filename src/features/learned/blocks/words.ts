/** How this feature speaks to one reader. */
import type { LearnedSentences } from '../../../../locales/learned.ts';
import type { Say } from '../../../core/sentence.ts';
import { section } from '../../../core/kit/blocks.ts';
import type { Interaction } from '../../../core/listener.ts';
import type { Drawing, Message } from '../../../core/post.ts';
import { join, type Mrkdwn } from '../../../core/text.ts';
import { learnedCopy } from '../copy.ts';

export type Words = Say<LearnedSentences>;

/** For somebody who acted. */
export const wordsFor = ({ locale, person }: Pick<Interaction, 'locale' | 'person'>): Words =>
  learnedCopy.in(locale, person.tz);

/** For whoever will read what is drawn. */
export const wordsOf = ({ locale, tz }: Pick<Drawing, 'locale' | 'tz'>): Words => learnedCopy.in(locale, tz);

/** A message of sentences, each a section of its own. */
export function messageOf(...sentences: readonly Mrkdwn[]): Message {
  return { text: join(sentences), blocks: sentences.map((sentence) => section(sentence)) };
}

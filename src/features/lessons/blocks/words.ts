/** How this feature speaks to one reader. */
import type { LessonsKey, LessonsSentences } from '../../../../locales/lessons.ts';
import type { Say } from '../../../core/sentence.ts';
import { section } from '../../../core/kit/blocks.ts';
import { say, type Interaction, type Reply } from '../../../core/listener.ts';
import type { Drawing, Message } from '../../../core/post.ts';
import { join, type Mrkdwn } from '../../../core/text.ts';
import { lessonsCopy } from '../copy.ts';

export type Words = Say<LessonsSentences>;

/** For somebody who acted. */
export const wordsFor = ({ locale, person }: Pick<Interaction, 'locale' | 'person'>): Words =>
  lessonsCopy.in(locale, person.tz);

/** For whoever will read what is drawn. */
export const wordsOf = ({ locale, tz }: Pick<Drawing, 'locale' | 'tz'>): Words => lessonsCopy.in(locale, tz);

/** A message of sentences, each a section of its own. */
export function messageOf(...sentences: readonly Mrkdwn[]): Message {
  return { text: join(sentences), blocks: sentences.map((sentence) => section(sentence)) };
}

/** A sentence for the person alone. */
export const told = (
  interaction: Interaction,
  key: Extract<LessonsKey, `${'refused' | 'said'}.${string}`>,
): Reply => say(messageOf(wordsFor(interaction).mrkdwn(key)));

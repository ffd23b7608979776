/** How this feature speaks to one reader. */
import type { Say } from '../../../core/copy.ts';
import { section } from '../../../core/kit/blocks.ts';
import { say, type Interaction, type Reply } from '../../../core/listener.ts';
import type { Drawing, Message } from '../../../core/post.ts';
import { join, type Mrkdwn } from '../../../core/text.ts';
import { copy } from '../copy.ts';
import type { LessonsKey } from '../copy/en.ts';

export type Words = Say<LessonsKey>;

/** For somebody who acted. */
export const wordsFor = ({ locale, person }: Pick<Interaction, 'locale' | 'person'>): Words =>
  copy.in(locale, person.tz);

/** For whoever will read what is drawn. */
export const wordsOf = ({ locale, tz }: Pick<Drawing, 'locale' | 'tz'>): Words => copy.in(locale, tz);

/** A message of sentences, each a section of its own. */
export function messageOf(...sentences: readonly Mrkdwn[]): Message {
  return { text: join(sentences), blocks: sentences.map((sentence) => section(sentence)) };
}

/** A sentence for the person alone. */
export const told = (
  interaction: Interaction,
  key: Extract<LessonsKey, `${'refused' | 'said'}.${string}`>,
): Reply => say(messageOf(wordsFor(interaction).mrkdwn(key)));

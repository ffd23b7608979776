/** Messages that are sentences and nothing else. */
import type { Message } from '../post.ts';
import { join, type Mrkdwn } from '../text.ts';
import { section } from './blocks.ts';

/** A message of sentences, each a section of its own. */
export function messageOf(...sentences: readonly Mrkdwn[]): Message {
  return { text: join(sentences), blocks: sentences.map((sentence) => section(sentence)) };
}

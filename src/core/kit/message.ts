import type { Message, Over } from '../post.ts';
import { sharedCopy } from '../shared-copy.ts';
import { join, type Mrkdwn } from '../text.ts';
import { section } from './blocks.ts';

/** A message of sentences, each a section of its own. */
export function messageOf(...sentences: readonly Mrkdwn[]): Message {
  return { text: join(sentences), blocks: sentences.map((sentence) => section(sentence)) };
}

/** What any post can say once it is over: that it is not shown here any more, and no word of what it was. */
export const gone: Over = sharedCopy.says('unseen.gone');

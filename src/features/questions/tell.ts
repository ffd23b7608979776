/** A sentence to the person who acted, and to nobody else. */
import { messageOf } from '#core/kit/message.ts';
import { type Reading, type Reply, say } from '#core/listener.ts';
import type { FixedKey } from '#core/sentence.ts';
import type { QuestionsSentences } from '#locales/questions.ts';
import { copy } from './copy.ts';

export const tell = (it: Reading, key: FixedKey<QuestionsSentences>): Reply =>
  say(messageOf(copy.for(it).mrkdwn(key)));

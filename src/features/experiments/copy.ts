import { defineCopy } from '#core/copy.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Reading, type Reply, say } from '#core/listener.ts';
import type { FixedKey, TranslatorOf } from '#core/sentence.ts';
import { experiments, type ExperimentsSentences } from '#locales/experiments.ts';

export const copy = defineCopy(experiments);
/** The sentences in the language of one reader. */
export type T = TranslatorOf<ExperimentsSentences>;

/** Tells one sentence to who acted. */
export const tell = (it: Reading, key: FixedKey<ExperimentsSentences>): Reply =>
  say(messageOf(copy.for(it).mrkdwn(key)));

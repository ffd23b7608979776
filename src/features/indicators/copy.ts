import { defineCopy } from '#core/copy.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Reading, type Reply, say } from '#core/listener.ts';
import type { FixedKey, TranslatorOf } from '#core/sentence.ts';
import { indicators, type IndicatorsSentences } from '#locales/indicators.ts';
import { indicatorsMeasures, type IndicatorsMeasuresSentences } from '#locales/indicators.measures.ts';

export const copy = defineCopy(indicators);
const measures = defineCopy(indicatorsMeasures);
/** The sentences in the language of one reader. */
export type T = TranslatorOf<IndicatorsSentences>;
/** The same of what the indicators are. */
export const measuresIn = ({ language }: Pick<T, 'language'>): TranslatorOf<IndicatorsMeasuresSentences> =>
  measures.in(language, 'UTC');

/** Tells one sentence to who acted. */
export const tell = (it: Reading, key: FixedKey<IndicatorsSentences>): Reply =>
  say(messageOf(copy.for(it).mrkdwn(key)));

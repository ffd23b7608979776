import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { indicators, type IndicatorsSentences } from '#locales/indicators.ts';
import { indicatorsMeasures, type IndicatorsMeasuresSentences } from '#locales/indicators.measures.ts';

export const copy = defineCopy(indicators);
/** What each indicator is. */
export const measuresCopy = defineCopy(indicatorsMeasures);
/** The sentences in the language of one reader. */
export type T = TranslatorOf<IndicatorsSentences>;
export type Measures = TranslatorOf<IndicatorsMeasuresSentences>;

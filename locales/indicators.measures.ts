/** The sentences of locales/<language>/indicators.measures.json. Made by `npm run generate`. */
import type { Catalogues, None } from '#core/sentence.ts';
import en from './en/indicators.measures.json' with { type: 'json' };
import de from './de/indicators.measures.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface IndicatorsMeasuresSentences extends SharedSentences {
  'indicator.M2.name': None;
  'indicator.M2.definition': None;
  'indicator.M2.formula': None;
  'indicator.M2.source': None;
  'indicator.M2.caveat': None;
  'indicator.M2.pairedWith': None;
  'indicator.M2b.name': None;
  'indicator.M2b.definition': None;
  'indicator.M2b.formula': None;
  'indicator.M2b.source': None;
  'indicator.M2b.caveat': None;
  'indicator.M2b.pairedWith': None;
  'indicator.M4.name': None;
  'indicator.M4.definition': None;
  'indicator.M4.formula': None;
  'indicator.M4.source': None;
  'indicator.M4.caveat': None;
  'indicator.M4.pairedWith': None;
  'indicator.M5.name': None;
  'indicator.M5.definition': None;
  'indicator.M5.formula': None;
  'indicator.M5.source': None;
  'indicator.M5.caveat': None;
  'indicator.M5.pairedWith': None;
  'indicator.M8.name': None;
  'indicator.M8.definition': None;
  'indicator.M8.formula': None;
  'indicator.M8.source': None;
  'indicator.M8.caveat': None;
  'indicator.M8.pairedWith': None;
  'indicator.M9.name': None;
  'indicator.M9.definition': None;
  'indicator.M9.formula': None;
  'indicator.M9.source': None;
  'indicator.M9.caveat': None;
  'indicator.M9.pairedWith': None;
  'figure.M2.done': None;
  'figure.M2.dropped': None;
  'figure.M2b.helped': None;
  'figure.M4.held': None;
  'figure.M4.retros': None;
  'figure.M5.people': None;
  'figure.M5.presenters': None;
  'figure.M8.starts': None;
  'figure.M9.entries': None;
  'figure.M9.kinds': None;
}
export type IndicatorsMeasuresKey = keyof IndicatorsMeasuresSentences;

export const indicatorsMeasures: Catalogues<IndicatorsMeasuresSentences> = { en, de };

/** The sentences of locales/<language>/home.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/home.json' with { type: 'json' };
import de from './de/home.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface HomeSentences extends SharedSentences {
  empty: None;
  more: None;
  part: { readonly reference: Value };
  notShownTitle: None;
  notShown: { readonly at: Value; readonly reference: Value };
  title: None;
}
export type HomeKey = keyof HomeSentences;

export const home: Catalogues<HomeSentences> = { en, de };

/** The sentences of locales/<language>/doors.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/doors.json' with { type: 'json' };
import de from './de/doors.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface DoorsSentences extends SharedSentences {
  outside: None;
  there: { readonly link: Value };
  link: None;
  noAddress: None;
  noSignIn: None;
}
export type DoorsKey = keyof DoorsSentences;

export const doors: Catalogues<DoorsSentences> = { en, de };

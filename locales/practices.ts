/** The sentences of locales/<language>/practices.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/practices.json' with { type: 'json' };
import de from './de/practices.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface PracticesSentences extends SharedSentences {
  choosable: None;
  choosableOne: { readonly title: Value };
  look: { readonly title: Value };
  modal: None;
  turnOn: None;
  turnOff: None;
  isOff: { readonly title: Value; readonly channel: Value };
  isOn: { readonly title: Value; readonly channel: Value };
  thenOn: None;
  thenOff: None;
  notTheirs: None;
  'told.title': None;
  'told.on': { readonly person: Value; readonly title: Value };
  'told.off': { readonly person: Value; readonly title: Value };
}
export type PracticesKey = keyof PracticesSentences;

export const practices: Catalogues<PracticesSentences> = { en, de };

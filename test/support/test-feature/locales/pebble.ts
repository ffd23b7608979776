/** The sentences of locales/<language>/pebble.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/pebble.json' with { type: 'json' };
import de from './de/pebble.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface PebbleSentences extends SharedSentences {
  'practice.title': None;
  'command.summary': None;
  'command.usage': None;
  'form.title': None;
  'form.words': None;
  saved: { readonly words: Value };
  show: None;
  'told.shown': { readonly channel: Value };
  found: { readonly words: Value };
  foundToo: None;
  'thread.foundToo': { readonly person: Value };
  lookBack: { readonly words: Value };
  'home.title': None;
  'home.drop': None;
  'digest.here': None;
  'title.pebble': None;
  'title.foundToo': None;
  'title.lookBack': None;
  gone: None;
  'refused.empty': None;
  'refused.long': { readonly most: number };
  'kept.pebbles': None;
  'data.pebbles': None;
  'data.words': None;
  'data.keptAt': None;
}
export type PebbleKey = keyof PebbleSentences;

export const pebble: Catalogues<PebbleSentences> = { en, de };

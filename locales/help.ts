/** The sentences of locales/<language>/help.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/help.json' with { type: 'json' };
import de from './de/help.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface HelpSentences extends SharedSentences {
  intro: None;
  line: { readonly usage: Value; readonly summary: Value };
  self: { readonly usage: Value; readonly example: Value };
  selfPlain: None;
  settings: None;
  calendar: None;
  shortcut: { readonly name: Value };
  shortcuts: { readonly names: Value };
  home: None;
  unknown: { readonly word: Value };
  unknownGuess: { readonly word: Value; readonly guess: Value };
}
export type HelpKey = keyof HelpSentences;

export const help: Catalogues<HelpSentences> = { en, de };

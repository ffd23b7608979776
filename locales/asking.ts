/** The sentences of locales/<language>/asking.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/asking.json' with { type: 'json' };
import de from './de/asking.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface AskingSentences extends SharedSentences {
  title: None;
  'found.search': { readonly count: number };
  'found.newest': None;
  'found.mine': None;
  more: { readonly count: Value };
  open: None;
  'open.label': { readonly title: Value };
  gone: None;
  cut: None;
  'nothing.search': None;
  'nothing.newest': None;
  'nothing.mine': None;
  'try.words': None;
  'try.ask': None;
  add: None;
  'add.any': None;
  topics: { readonly topics: Value; readonly more: number };
  'topics.ask': None;
  'topics.none': None;
  help: None;
  'help.ask': None;
  'help.private': None;
  thanks: None;
  command: None;
  wordless: None;
  off: None;
  'preview.title': None;
  'preview.passage': None;
  'hidden.lesson': None;
  'hidden.topic': None;
  'hidden.project': None;
  'hidden.retrospective': None;
  'hidden.journey': None;
  'kind.lesson': None;
  'kind.topic': None;
  'kind.project': None;
  'kind.retrospective': None;
  'kind.journey': None;
}
export type AskingKey = keyof AskingSentences;

export const asking: Catalogues<AskingSentences> = { en, de };

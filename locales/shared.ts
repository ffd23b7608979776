/** The sentences of locales/<language>/shared.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/shared.json' with { type: 'json' };
import de from './de/shared.json' with { type: 'json' };
import ptBR from './pt-BR/shared.json' with { type: 'json' };

/** What each sentence takes. */
export interface SharedSentences {
  cancel: None;
  close: None;
  save: None;
  'data.about': None;
  'data.channel': None;
  'data.text': None;
  'data.what': None;
  'data.owner': None;
  'data.typedAt': None;
  'data.saidAt': None;
  'data.useWhen': None;
  'data.topics': None;
  'data.reach.conversation': None;
  'data.reach.workspace': None;
  'form.keeps': None;
  'form.discard': None;
  'form.useWhen': None;
  'form.useWhenExample': None;
  'form.topics': None;
  'form.topicsHint': None;
  'form.topicsExample': None;
  'ask.here': None;
  'ask.more': None;
  'reach.conversation': None;
  'reach.workspace': None;
  'field.topicLong': { readonly most: number };
  'field.manyTopics': { readonly most: number };
  'refused.yours': None;
  holidays: None;
  'holidays.group': None;
  'holidays.none': None;
  'error.days': None;
  'error.time': None;
  'error.holidays': None;
  change: None;
  page: { readonly page: number; readonly pages: number };
  typedBefore: None;
  back: None;
  next: None;
  keep: None;
  useWhen: None;
  useWhenLine: { readonly useWhen: Value };
  topicsLine: { readonly topics: Value };
  somebody: None;
  setUpBy: { readonly owner: Value };
  changeInSettings: None;
  understood: None;
  'unseen.gone': None;
  'unseen.channel': None;
  'unseen.link': None;
}
export type SharedKey = keyof SharedSentences;

export const shared: Catalogues<SharedSentences> = { en, de, 'pt-BR': ptBR };

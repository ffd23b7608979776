/** The sentences of locales/<language>/digest.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/digest.json' with { type: 'json' };
import de from './de/digest.json' with { type: 'json' };
import ptBR from './pt-BR/digest.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface DigestSentences extends SharedSentences {
  'data.items': None;
  'data.issues': None;
  'data.seen': None;
  'data.notForMe': None;
  'data.verdicts': None;
  'data.holds': None;
  'data.toldAt': None;
  'data.seenAt': None;
  'data.reason': None;
  'data.author': None;
  'title.digest': None;
  'practice.title': None;
  'kept.issues': None;
  'kept.seen': None;
  'kept.verdicts': None;
  'kept.dismissed': None;
  'ritual.title': None;
  'ritual.what': None;
  'digest.title': None;
  'digest.gone': None;
  'digest.how': None;
  'digest.howOwner': { readonly owner: Value };
  'digest.notForMe': None;
  'recall.noLonger': None;
  'recall.holds': None;
  'recall.untrue': { readonly by: Value };
  'told.noted': None;
  'told.back': None;
  'refused.gone': None;
  'item.title': { readonly title: Value };
  'digest.menu': None;
  'recall.true': { readonly by: Value };
  'title.silent': None;
  'silent.guest': None;
  'silent.organisation': None;
  'silent.told.guest': { readonly channel: Value };
  'silent.told.organisation': { readonly channel: Value };
  'silent.why': { readonly channel: Value };
  'silent.over': None;
}
export type DigestKey = keyof DigestSentences;

export const digest: Catalogues<DigestSentences> = { en, de, 'pt-BR': ptBR };

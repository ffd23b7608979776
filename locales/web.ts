/** The sentences of locales/<language>/web.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/web.json' with { type: 'json' };
import de from './de/web.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface WebSentences extends SharedSentences {
  skip: None;
  'search.title': None;
  'search.titleFor': { readonly words: Value };
  'search.label': None;
  'search.go': None;
  'search.hint': None;
  'search.newest': None;
  'search.count': { readonly count: number };
  'search.none': None;
  'search.empty': None;
  'search.pages': None;
  'search.page': { readonly page: Value; readonly pages: Value };
  'search.before': None;
  'search.next': None;
  'kind.lesson': None;
  'kind.topic': None;
  'kind.project': None;
  'kind.retrospective': None;
  'kind.journey': None;
  'document.search': None;
  'document.facts': None;
  'signIn.title': None;
  'signIn.text': None;
  'signIn.go': None;
  'signIn.hours': None;
  signOut: None;
  'signedOut.title': None;
  'signedOut.text': None;
  'missing.title': None;
  'missing.text': None;
  'failed.title': None;
  'failed.again': None;
  'failed.cancelled': None;
  'failed.stale': None;
  'failed.busy': None;
  'failed.many': None;
  'failed.nobody': None;
  'failed.refused': { readonly reference: Value };
  'failed.ours': { readonly reference: Value };
}
export type WebKey = keyof WebSentences;

export const web: Catalogues<WebSentences> = { en, de };

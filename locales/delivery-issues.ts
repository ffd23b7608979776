/** The sentences of locales/<language>/delivery-issues.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/delivery-issues.json' with { type: 'json' };
import de from './de/delivery-issues.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface DeliveryIssuesSentences extends SharedSentences {
  askedTitle: None;
  asked: { readonly what: Value; readonly place: Value; readonly at: Value };
  askedDirect: { readonly what: Value; readonly at: Value };
  lost: { readonly what: Value; readonly place: Value; readonly at: Value };
  lostDirect: { readonly what: Value; readonly at: Value };
  again: None;
  there: None;
  failed: { readonly place: Value; readonly at: Value; readonly what: Value };
  failedDirect: { readonly at: Value; readonly what: Value };
  missedTitle: None;
  missed: { readonly at: Value; readonly what: Value };
  missedLost: { readonly at: Value; readonly what: Value };
  gaveUp: { readonly at: Value; readonly what: Value };
  heldTitle: None;
  held: { readonly count: number };
  heldMore: { readonly count: number };
  kept: { readonly what: Value };
  sendKept: None;
  notNow: None;
  something: None;
  'why.notInChannel': None;
  'why.noChannel': None;
  'why.archived': None;
  'why.notActive': None;
  'why.notAllowed': None;
  'why.noFiles': None;
  'why.restricted': None;
  'why.policy': None;
  'why.noPerson': None;
  'why.noMessages': None;
  'why.noThread': None;
  'why.tooLong': { readonly reference: Value };
  'why.ours': { readonly reference: Value };
  'why.unknown': { readonly reference: Value };
  settled: { readonly at: Value };
  gone: None;
  now: None;
}
export type DeliveryIssuesKey = keyof DeliveryIssuesSentences;

export const deliveryIssues: Catalogues<DeliveryIssuesSentences> = { en, de };

/** The sentences of locales/<language>/lore.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/lore.json' with { type: 'json' };
import de from './de/lore.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface LoreSentences extends SharedSentences {
  failed: { readonly reference: Value };
  slackDown: { readonly reference: Value };
  busy: { readonly reference: Value };
  tooMuch: { readonly seconds: number };
  tooMuchHere: { readonly seconds: number };
  halfDone: { readonly reference: Value };
  diskFull: { readonly reference: Value };
  noScope: { readonly scopes: Value; readonly reference: Value };
  slackBusy: { readonly seconds: number };
  stillReading: None;
  unknownChannels: { readonly share: number };
  unknownPeople: { readonly count: number };
  notShown: { readonly reference: Value };
  closedMeanwhile: None;
  incomplete: None;
  staleModal: None;
  notInstalled: None;
  external: None;
  notAPerson: None;
  workingTitle: None;
  working: None;
  doneTitle: None;
  done: None;
  savingTitle: None;
  saving: None;
  saved: None;
  notSaved: None;
  notSavedForm: None;
  messageTitle: None;
  switchedOff: { readonly practice: Value };
  typedOff: { readonly practice: Value };
  'app.about': None;
  notOn: { readonly practice: Value };
  typedNotOn: { readonly practice: Value };
  notChosen: { readonly practice: Value };
  typedNotChosen: { readonly practice: Value };
  'app.description': None;
  'app.agent': None;
  'prompt.newest.title': None;
  'prompt.newest': None;
  'prompt.topics.title': None;
  'prompt.topics': None;
  'prompt.mine.title': None;
  'prompt.mine': None;
  'prompt.help.title': None;
  'prompt.help': None;
  'app.command': None;
}
export type LoreKey = keyof LoreSentences;

export const lore: Catalogues<LoreSentences> = { en, de };

/** The sentences of locales/<language>/retro.secrecy.json. Made by `npm run generate`. */
import type { Catalogues, None } from '#core/sentence.ts';
import en from './en/retro.secrecy.json' with { type: 'json' };
import de from './de/retro.secrecy.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface RetroSecrecySentences extends SharedSentences {
  'secret.help': None;
  'secret.cards.sealed': None;
  'secret.cards.added': None;
  'secret.cards.open': None;
  'secret.cards.openToChannel': None;
  'secret.cards.stay': None;
  'secret.cards.stayAdded': None;
  'secret.own.sealed': None;
  'secret.own.added': None;
  'secret.own.draft': None;
  'secret.own.left': { readonly days: number };
  'secret.late.named': None;
  'secret.late.held': None;
  'secret.late.next': { readonly daysKept: number };
  'secret.exposed.late': None;
  'secret.exposed.onlyLate': None;
  'secret.own.deleted': None;
  'secret.own.deletedAtOnce': None;
  'secret.names.hidden': None;
  'secret.names.few': { readonly few: number };
  'secret.names.shown': None;
  'secret.mine.hidden': { readonly days: number };
  'secret.mine.few': { readonly few: number };
  'secret.mine.early': { readonly few: number };
  'secret.mine.shown': None;
  'secret.reach.participants': None;
  'secret.reach.channel': None;
  'secret.votes.first': { readonly ballots: number };
  'secret.votes.again': { readonly ballots: number };
  'secret.reopen.collect': None;
  'secret.reopen.vote': None;
  'secret.see.sealed': None;
  'secret.see.notForYou': None;
  'secret.page.forOthers': None;
  'secret.topic.open': None;
  'secret.topic.openToChannel': None;
  'secret.end.cards': None;
  'secret.exposed.nobody': None;
  'secret.continuing.nobody': None;
  'secret.continuing.onlyLate': None;
  'secret.exposed.few': { readonly count: number };
  'secret.exposed.cards': { readonly count: number };
  'secret.exposed.named': { readonly count: number };
  'secret.exposed.order': { readonly count: number };
  'secret.exposed.counts': { readonly count: number };
  'secret.exposed.channel': { readonly count: number };
  'secret.cancel.sealed': None;
  'secret.cancel.added': None;
  'secret.cancel.open': None;
  'secret.rating': { readonly answers: number };
  'secret.lessonUse': { readonly answers: number };
  'secret.lessonUse.mine': None;
  'secret.start.few': { readonly few: number };
  'secret.start.names': { readonly days: number; readonly few: number };
  'secret.start.facilitator': None;
}
export type RetroSecrecyKey = keyof RetroSecrecySentences;

export const retroSecrecy: Catalogues<RetroSecrecySentences> = { en, de };

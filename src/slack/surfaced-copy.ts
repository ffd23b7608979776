/** What App Home says of messages that only a person can decide about, were missed, or wait. */
import { defineCopy } from '../core/copy.ts';
import { refusalsDe, refusalsEn } from './refusal-copy.ts';

const en = {
  askedTitle: 'Was This Posted?',
  asked:
    'Was {what} posted in {place} at {at}? Slack did not tell us whether it was. Please look, and tell us.',
  askedDirect:
    'Did {what} arrive in your messages with Lore at {at}? Slack did not tell us whether it did. Please look, and tell us.',
  again: 'Post Again',
  there: 'It Is There',
  failed: 'Not posted in {place} at {at}: {what}.',
  failedDirect: 'Not sent to you at {at}: {what}.',
  missedTitle: 'Missed While Lore Was Away',
  missed: 'Lore was not running at {at}, so this did not go out: {what}.',
  gaveUp: 'This was due at {at}, went wrong, and was given up: {what}.',
  seen: 'Understood',
  heldTitle: 'Held Back for Quiet',
  held: '{count, plural, one {One message waits} other {# messages wait}} until Lore may write to you again: at most one a day and three a week.',
  heldMore: '{count, plural, one {and one more} other {and # more}}',
  /** Of a practice that is no longer here, or that failed to say it. */
  something: 'a message of Lore',
  ...refusalsEn,
} as const;

const de: Record<keyof typeof en, string> = {
  askedTitle: 'Wurde das gepostet?',
  asked:
    'Wurde {what} in {place} gepostet, am {at}? Slack hat es uns nicht gesagt. Bitte sieh nach und sag es uns.',
  askedDirect:
    'Ist {what} in deinen Nachrichten mit Lore angekommen, am {at}? Slack hat es uns nicht gesagt. Bitte sieh nach und sag es uns.',
  again: 'Noch einmal posten',
  there: 'Ist da',
  failed: 'In {place} am {at} nicht gepostet: {what}.',
  failedDirect: 'Dir am {at} nicht geschickt: {what}.',
  missedTitle: 'Verpasst, während Lore weg war',
  missed: 'Lore lief am {at} nicht, deshalb ging das nicht hinaus: {what}.',
  gaveUp: 'Das war am {at} fällig, ging schief und wurde aufgegeben: {what}.',
  seen: 'Verstanden',
  heldTitle: 'Zurückgehalten, damit Ruhe ist',
  held: '{count, plural, one {Eine Nachricht wartet} other {# Nachrichten warten}}, bis Lore dir wieder schreiben darf: höchstens eine am Tag und drei in der Woche.',
  heldMore: '{count, plural, one {und eine weitere} other {und # weitere}}',
  something: 'eine Nachricht von Lore',
  ...refusalsDe,
};

export type SurfacedKey = keyof typeof en;
export const surfacedCopy = defineCopy<SurfacedKey>({ en, de });

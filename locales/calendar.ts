/** The sentences of locales/<language>/calendar.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/calendar.json' with { type: 'json' };
import de from './de/calendar.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface CalendarSentences extends SharedSentences {
  home: None;
  'home.file': None;
  open: None;
  title: None;
  contains: None;
  own: None;
  channel: None;
  'channel.of': { readonly channel: Value };
  none: None;
  since: { readonly at: Value };
  made: None;
  secret: None;
  noAddress: None;
  make: None;
  renew: None;
  'renew.title': None;
  'renew.text': None;
  stop: None;
  'stop.title': None;
  'stop.text': None;
  send: None;
  'title.file': None;
  'file.text': None;
  'file.coming': None;
  gone: None;
  name: None;
  nameOf: { readonly channel: Value };
  event: { readonly title: Value; readonly channel: Value };
}
export type CalendarKey = keyof CalendarSentences;

export const calendar: Catalogues<CalendarSentences> = { en, de };

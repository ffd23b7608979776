/** The sentences of locales/<language>/settings.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/settings.json' with { type: 'json' };
import de from './de/settings.json' with { type: 'json' };
import ptBR from './pt-BR/settings.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface SettingsSentences extends SharedSentences {
  heading: None;
  line: {
    readonly days: Value;
    readonly start: Value;
    readonly end: Value;
    readonly place: Value;
    readonly holidays: Value;
    readonly away: Value;
  };
  'days.all': None;
  'days.none': None;
  'days.run': { readonly first: Value; readonly last: Value };
  'holidays.off': None;
  'holidays.of': { readonly region: Value };
  'away.no': None;
  'away.own': { readonly day: Value };
  'away.status': { readonly moment: Value };
  limit: None;
  returned: None;
  title: None;
  days: None;
  start: None;
  end: None;
  zone: { readonly place: Value };
  'holidays.hint': None;
  backOn: None;
  'backOn.hint': None;
  language: None;
  'language.slack': { readonly language: Value };
  'error.end': None;
  'error.backOn': None;
  'error.language': None;
  unknown: None;
}
export type SettingsKey = keyof SettingsSentences;

export const settings: Catalogues<SettingsSentences> = { en, de, 'pt-BR': ptBR };

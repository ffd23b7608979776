/** One reader's words for an export's contents; each feature has its own. */
import { type Feature, systemName } from '#core/feature.ts';
import { languageName, languages, type Locale } from '#core/languages.ts';
import type { Person } from '#core/people.ts';
import type { AnyCopy } from '#core/sentence.ts';
import { sharedCopy } from '#core/shared-copy.ts';
import { startOfDate } from '#core/time/date.ts';
import { formatWithYear } from '#core/time/format.ts';
import type { DataKey } from '#locales/data.ts';
import { dataCopy } from './copy.ts';
import type { DataWords } from './readable.ts';

/** @param part `systemName`, or the name of a feature */
export function wordsFor(
  features: readonly Feature[],
  part: string,
  { locale, tz }: Pick<Person, 'locale' | 'tz'>,
): DataWords {
  const copy: AnyCopy | undefined =
    part === systemName ? dataCopy : features.find(({ name }) => name === part)?.copy;
  const sentence = (key: string): string | null =>
    copy !== undefined && [copy.sentences, sharedCopy.sentences].some(({ en }) => Object.hasOwn(en, key))
      ? copy.in(locale, tz).plain(key, {})
      : null;
  const system = dataCopy.in(locale, tz);
  const own = (key: DataKey) => system.plain(key);
  return {
    title: (key) => sentence(`data.${key}`) ?? key,
    choice: (key, choice) =>
      sentence(`data.${key}.${camel(choice)}`) ??
      sentence(`${key}.${camel(choice)}`) ??
      features.flatMap(({ digestItems }) => digestItems?.kinds[choice]?.title(locale) ?? [])[0] ??
      named(choice, locale),
    moment: (iso) => formatWithYear({ token: 'moment', at: Date.parse(iso) }, locale, tz),
    day: (date) => formatWithYear({ token: 'day', at: startOfDate(date) }, locale, 'UTC'),
    none: own('none'),
    yes: own('yes'),
    no: own('no'),
    unseen: own('unseen'),
  };
}

const named = (choice: string, locale: Locale): string => {
  const language = languages.find((one) => one === choice);
  return language === undefined ? choice : languageName(language, locale);
};

/** Choices are stored as `did-not`; their sentence keys are `didNot`. */
function camel(choice: string): string {
  return choice.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

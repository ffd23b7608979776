/** The words of one reader for what stands in an export: a feature's own, in its copy. */
import type { Copy } from '../core/copy.ts';
import type { Feature } from '../core/feature.ts';
import type { Locale, Person } from '../core/people.ts';
import { startOfDate } from '../core/time/date.ts';
import { dataCopy, type DataKey } from './data-copy.ts';
import type { DataWords } from './readable.ts';

/** The part of the house itself; a practice's is under its name. */
export const houseName = 'lore';

/** @param part `houseName`, or the name of a feature */
export function wordsFor(
  features: readonly Feature[],
  part: string,
  { locale, tz }: Pick<Person, 'locale' | 'tz'>,
): DataWords {
  const copy: Copy<string> | undefined =
    part === houseName ? dataCopy : features.find(({ name }) => name === part)?.copy;
  const sentence = (key: string): string | null =>
    copy !== undefined && Object.hasOwn(copy.sentences[locale], key) ? copy.in(locale, tz).plain(key) : null;
  const house = dataCopy.in(locale, tz);
  const own = (key: DataKey) => house.plain(key);
  return {
    title: (key) => sentence(`data.${key}`) ?? key,
    choice: (key, choice) =>
      sentence(`data.${key}.${camel(choice)}`) ?? sentence(`${key}.${camel(choice)}`) ?? choice,
    moment: (iso) =>
      dated(
        locale,
        tz,
        { ...day, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
        Date.parse(iso),
      ),
    day: (date) => dated(locale, 'UTC', day, startOfDate(date)),
    none: own('none'),
    yes: own('yes'),
    no: own('no'),
    unseen: own('unseen'),
  };
}

/** Choices are stored as `did-not`, and their sentences are called `didNot`. */
function camel(choice: string): string {
  return choice.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** With the year, since what is stored may be old. */
const day = { day: 'numeric', month: 'long', year: 'numeric' } as const;

function dated(locale: Locale, tz: string, look: Intl.DateTimeFormatOptions, at: number): string {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...look, timeZone: tz });
  return format.format(at);
}

/** A person's settings in words. */
import type { Instant } from '#core/clock.ts';
import type { Locale } from '#core/languages.ts';
import type { Person } from '#core/people.ts';
import { atMoment, onDay, type TranslatorOf } from '#core/sentence.ts';
import { formatClock, weekdayName } from '#core/time/format.ts';
import { holidayRegions, regionName } from '#core/time/regions.ts';
import { startOfDay } from '#core/time/zone.ts';
import type { SettingsSentences } from '#locales/settings.ts';
import type { SharedSentences } from '#locales/shared.ts';
import type { KnownSettings } from '../../store/settings/settings.ts';
import { isOver, noRegion, weekdays } from './rules.ts';

/** @param settings as stored @returns one sentence, as plain text */
export async function inWords(
  t: TranslatorOf<SettingsSentences>,
  { locale, tz }: Pick<Person, 'locale' | 'tz'>,
  settings: KnownSettings,
  now: Instant,
): Promise<string> {
  const { days, start, end, holidays } = settings.hours;
  return t.plain('line', {
    days: daysInWords(t, locale, days),
    start: formatClock(start, 'H:mm'),
    end: formatClock(end, 'H:mm'),
    place: placeOf(tz),
    holidays:
      holidays === null
        ? t.plain('holidays.off')
        : t.plain('holidays.of', { region: await regionName(holidays, locale) }),
    away: awayInWords(t, tz, settings, now),
  });
}

/** The later of the two counts, and is shown with its source. */
function awayInWords(
  t: TranslatorOf<SettingsSentences>,
  tz: string,
  settings: KnownSettings,
  now: Instant,
): string {
  const { backOn, statusAwayUntil } = settings;
  const own = backOn === null || isOver(backOn, { now, tz }) ? null : startOfDay(backOn, tz);
  const status = statusAwayUntil !== null && statusAwayUntil > now ? statusAwayUntil : null;
  if (own !== null && own >= (status ?? own)) return t.plain('away.own', { day: onDay(own) });
  if (status !== null) return t.plain('away.status', { moment: atMoment(status) });
  return t.plain('away.no');
}

/** "Monday to Thursday and Saturday": three days in a row are a run. @param days ISO weekdays */
export function daysInWords(
  t: TranslatorOf<SettingsSentences>,
  locale: Locale,
  days: readonly number[],
): string {
  if (days.length === 0) return t.plain('days.none');
  if (days.length === 7) return t.plain('days.all');
  const runs: number[][] = [];
  for (const day of days.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined) => weekdayName(day ?? 1, locale);
  const parts = runs.flatMap((run) =>
    run.length < 3 ? run.map(name) : [t.plain('days.run', { first: name(run[0]), last: name(run.at(-1)) })],
  );
  return new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale, { type: 'conjunction' }).format(parts);
}

/** The names of the weekdays in a form. */
export const dayNames = (locale: Locale): Record<string, string> =>
  Object.fromEntries(weekdays.map((day) => [day, weekdayName(Number(day), locale)]));

/** The regions whose holidays can be chosen, after "none". */
export async function regionGroups(t: TranslatorOf<SharedSentences>, locale: Locale) {
  const none = { value: noRegion, text: t.plain('holidays.none') };
  const groups = (await holidayRegions(locale)).map(({ label, regions }) => ({
    label,
    choices: regions.map(({ region, name }) => ({ value: region, text: name })),
  }));
  return [{ label: t.plain('holidays.group'), choices: [none] }, ...groups];
}

/** The city in an IANA zone's name. */
export function placeOf(tz: string): string {
  return (tz.split('/').at(-1) ?? tz).replaceAll('_', ' ');
}

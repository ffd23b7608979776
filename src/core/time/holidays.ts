/**
 * Public holidays by region, from the rules of `date-holidays` (`npm run generate` copies them). The rules and their parser are large, so they
 * load when the first person chooses a region.
 */
import { day } from '../clock.ts';
import type { Person } from '../people.ts';
import { addDates, type LocalDate } from './date.ts';

/** Whether a date is a public holiday where someone works. */
export type IsHoliday = (date: LocalDate) => boolean;

/** Of a person as much as tells when they are at work. */
export interface Worker extends Pick<Person, 'workingHours' | 'tz' | 'awayUntil'> {
  readonly isHoliday: IsHoliday;
}

/** The answer for people who have chosen no region. */
export const noHolidays: IsHoliday = () => false;

const regions = new Map<string, IsHoliday>();

/** The calendar of a region; without one, the list of all regions. @param region as of `holidaysOf` */
export async function holidayCalendar(region?: string) {
  const { default: Holidays } = await import('date-holidays-parser');
  const { default: rules } = await import('./holiday-rules.json', { with: { type: 'json' } });
  return region === undefined ? new Holidays(rules) : new Holidays(rules, region);
}

/**
 * The public holidays of a region; observances, school and bank holidays are working days.
 * @param region as `WorkingHours.holidays` has it: `DE-BE`, `US`; `null` and regions without data have none
 */
export async function holidaysOf(region: string | null): Promise<IsHoliday> {
  if (region === null) return noHolidays;
  const known = regions.get(region);
  if (known !== undefined) return known;
  const calendar = await holidayCalendar(region);
  const years = new Map<number, ReadonlySet<LocalDate>>();
  const isHoliday: IsHoliday = (date) => {
    const year = Number(date.slice(0, 4));
    let dates = years.get(year);
    if (dates === undefined) {
      const holidays = calendar.getHolidays(year).filter((holiday) => holiday.type === 'public');
      dates = new Set(
        holidays.flatMap(({ date: first, start, end }) => {
          const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / day));
          return Array.from({ length: days }, (_, index) => addDates(first.slice(0, 10), index));
        }),
      );
      years.set(year, dates);
    }
    return dates.has(date);
  };
  regions.set(region, isHoliday);
  return isHoliday;
}

/** Whether there is data for a region, so that a person may choose it. */
export async function isHolidayRegion(region: string): Promise<boolean> {
  const [country = '', state, district, ...rest] = region.split('-');
  const calendar = await holidayCalendar();
  // Spread, since a country without states gives undefined, whatever its type says.
  const has = (names: Record<string, string>, name: string) => Object.hasOwn({ ...names }, name);
  return (
    rest.length === 0 &&
    has(calendar.getCountries(), country) &&
    (state === undefined || has(calendar.getStates(country), state)) &&
    (district === undefined || state === undefined || has(calendar.getRegions(country, state), district))
  );
}

/** A person with the holidays of their region. */
export async function workerOf({ workingHours, tz, awayUntil }: Omit<Worker, 'isHoliday'>): Promise<Worker> {
  return { workingHours, tz, awayUntil, isHoliday: await holidaysOf(workingHours.holidays) };
}

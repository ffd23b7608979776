/** The regions whose public holidays people can choose. The regions come from the holiday rules, the countries' names from Node. */
import type { Locale } from '../languages.ts';
import { holidayCalendar } from './holidays.ts';

export interface Region {
  /** As `WorkingHours.holidays` has it: `DE-BE`, `US`. */
  readonly region: string;
  /** "Germany, Bayern": the country in the requested language, its region mostly as people there call it. */
  readonly name: string;
}

export interface RegionGroup {
  readonly label: string;
  readonly regions: readonly Region[];
}

const known = new Map<Locale, Promise<readonly RegionGroup[]>>();

/**
 * All regions, for a searchable list: a country with regions is a group, the others are grouped by first letter. Fewer than 100 groups of at
 * most 100, as Slack's selects allow.
 */
export function holidayRegions(locale: Locale): Promise<readonly RegionGroup[]> {
  const groups = known.get(locale) ?? grouped(locale);
  known.set(locale, groups);
  return groups;
}

/** The name of a region, or its code if it has none. */
export async function regionName(region: string, locale: Locale): Promise<string> {
  const all = (await holidayRegions(locale)).flatMap(({ regions }) => regions);
  return all.find((one) => one.region === region)?.name ?? region;
}

async function grouped(locale: Locale): Promise<readonly RegionGroup[]> {
  const data = await holidayCalendar();
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const { compare } = new Intl.Collator(locale);
  // Spread, since a country or state without parts gives undefined, whatever its type says.
  const parts = (of: Record<string, string>) =>
    Object.entries({ ...of }).toSorted(([, a], [, b]) => compare(a, b));
  const groups = new Map<string, Region[]>();
  for (const code of Object.keys(data.getCountries())) {
    const country = names.of(code) ?? code;
    const within = parts(data.getStates(code, locale)).flatMap(([state, name]) => [
      { region: `${code}-${state}`, name: `${country}, ${name}` },
      ...parts(data.getRegions(code, state, locale)).map(([district, inner]) => ({
        region: `${code}-${state}-${district}`,
        name: `${country}, ${name}, ${inner}`,
      })),
    ]);
    const label = within.length === 0 ? initial(country) : country;
    groups.set(label, [...(groups.get(label) ?? []), { region: code, name: country }, ...within]);
  }
  return [...groups]
    .map(([label, regions]) => ({
      label,
      regions: label.length > 1 ? regions : regions.toSorted((a, b) => compare(a.name, b.name)),
    }))
    .toSorted((a, b) => compare(a.label, b.label));
}

/** The first letter without its accent, so that Åland stands with Albania. */
function initial(name: string): string {
  return name.normalize('NFD').slice(0, 1).toUpperCase();
}

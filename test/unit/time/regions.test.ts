/** The regions whose holidays people choose, as they are listed. */
import { holidaysOf, isHolidayRegion } from '../../../src/core/time/holidays.ts';
import { holidayRegions, regionName } from '../../../src/core/time/regions.ts';

describe('the list of regions', () => {
  it('has a country with regions as a group of its own: the country first, then its parts with theirs, by name', async () => {
    const groups = await holidayRegions('en');
    expect(groups.find(({ label }) => label === 'Germany')?.regions.slice(0, 7)).toEqual([
      { region: 'DE', name: 'Germany' },
      { region: 'DE-BW', name: 'Germany, Baden-Württemberg' },
      { region: 'DE-BY', name: 'Germany, Bayern' },
      { region: 'DE-BY-KATH', name: 'Germany, Bayern, Predominantly catholic communities' },
      { region: 'DE-BY-EVANG', name: 'Germany, Bayern, Predominantly protestant communities' },
      { region: 'DE-BY-A', name: 'Germany, Bayern, Stadt Augsburg' },
      { region: 'DE-BE', name: 'Germany, Berlin' },
    ]);
  });

  it('has the other countries by their first letter, accents apart, in the reader’s language', async () => {
    const [first, ...others] = await holidayRegions('de');
    expect(first?.label).toBe('A');
    expect(first?.regions.slice(0, 4)).toEqual([
      { region: 'EG', name: 'Ägypten' },
      { region: 'AX', name: 'Ålandinseln' },
      { region: 'AL', name: 'Albanien' },
      { region: 'DZ', name: 'Algerien' },
    ]);
    const labels = others.map(({ label }) => label);
    expect(labels).toEqual(labels.toSorted(new Intl.Collator('de').compare));
    expect(labels).toEqual(expect.arrayContaining(['Brasilien', 'Deutschland', 'Österreich', 'Z']));
  });

  it('names a region, and leaves the code of one that is none', async () => {
    expect(await regionName('AM', 'de')).toBe('Armenien');
    expect(await regionName('DE-BY-A', 'pt-BR')).toBe('Alemanha, Bayern, Stadt Augsburg');
    expect(await regionName('XX', 'en')).toBe('XX');
  });
});

describe('the holidays of a region', () => {
  it('are each of the days that one lasts, year by year', async () => {
    const vietnam = await holidaysOf('VN');
    const tet = Array.from({ length: 7 }, (_, nth) => `2026-02-${15 + nth}`);
    expect(tet.map(vietnam)).toEqual([false, true, true, true, true, true, false]);
    const germany = await holidaysOf('DE');
    expect(['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27'].map(germany)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([germany('2027-01-01'), germany('2027-03-26'), germany('2026-03-26')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each(['DE-BY-A', 'DE-BY', 'DE'])('%s may be chosen', async (region) => {
    expect(await isHolidayRegion(region)).toBe(true);
  });

  it.each(['DE-BY-A-X', 'DE-BY-X', 'DE-X-A', 'XX-BY'])('%s may not', async (region) => {
    expect(await isHolidayRegion(region)).toBe(false);
  });
});

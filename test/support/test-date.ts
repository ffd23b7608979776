/** The date on which the company of the browser tests begins. */
import { nextTuesday, tuesdayFrom } from '../../sandbox/company/first-day.ts';
import { fromWall, toWall } from '../../sandbox/page/zone.ts';

const DAY = 86_400_000;
/** Ten years of Tuesdays, with three 29 Februaries in them. */
const first = Date.parse('2026-01-06');
const weeks = 521;

/** A Tuesday (`2027-03-02`) of ten years. @param chance from 0 to just below 1 */
export const drawDate = (chance: number): string =>
  new Date(first + Math.floor(chance * weeks) * 7 * DAY).toISOString().slice(0, 10);

/**
 * 10:00 in Berlin, in epoch ms, on the Tuesday of `LORE_TEST_DATE`, which `npm test` draws; without one as for everybody on the next Tuesday.
 */
export function testTuesday(): number {
  const date = process.env['LORE_TEST_DATE'];
  return date === undefined ? nextTuesday(Date.now()) : tuesdayFrom(date);
}

/** A time of day so many days after an instant (epoch ms), by the clocks of Berlin or another zone: they may change in between. */
export function timeAfter(from: number, days: number, time: string, zone = 'Europe/Berlin'): number {
  const date = new Date(Date.parse(toWall(from, zone).slice(0, 10)) + days * DAY).toISOString().slice(0, 10);
  const at = fromWall(`${date}T${time}`, zone);
  if (at === null) throw new Error(`${date} has no ${time} in ${zone}.`);
  return at;
}

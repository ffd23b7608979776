/** The date on which the company of the browser tests begins. */

const DAY = 86_400_000;
/** Ten years of Tuesdays, with three 29 Februaries in them. */
const first = Date.parse('2026-01-06');
const weeks = 521;

/** A Tuesday (`2027-03-02`) of ten years. @param chance from 0 to just below 1 */
export const drawDate = (chance: number): string =>
  new Date(first + Math.floor(chance * weeks) * 7 * DAY).toISOString().slice(0, 10);

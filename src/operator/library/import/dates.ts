/** Dates as other programs write them. Pure. */
import type { Instant } from '#core/clock.ts';

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/;
const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
/** As Notion and Confluence write it: "November 3, 2025 10:12 AM", "Nov 20, 2025". */
const english = /^(\p{L}{3,9}\.? \d{1,2}, \d{4})(?:,? (?:at )?(\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?))?$/iu;

/**
 * @param text without a zone it is UTC; a number is seconds or milliseconds since 1970
 * @returns `null` for what can be read in more than one way (03/04/2025), or in none
 */
export function instantIn(text: string): Instant | null {
  const said = text.trim();
  if (/^\d{9,13}$/.test(said)) return Number(said) * (said.length > 11 ? 1 : 1000);
  const at = iso.exec(said);
  if (at !== null) {
    const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', zone = 'Z'] = at;
    return real(
      `${year}-${month}-${day}`,
      `T${hour}:${minute}:${second}${zone.replace(/(\d\d)(\d\d)$/, '$1:$2')}`,
    );
  }
  const [, day, month, year] = german.exec(said) ?? [];
  if (day !== undefined && month !== undefined && year !== undefined)
    return real(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, 'T00:00:00Z');
  const [, date, time = '00:00'] = english.exec(said) ?? [];
  return date === undefined ? null : known(Date.parse(`${date.replace('.', '')} ${time} UTC`));
}

/** @returns `null` for a day that never was: Node makes 31 February one in March */
function real(date: string, time: string): Instant | null {
  const day = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== date) return null;
  return known(Date.parse(`${date}${time}`));
}

const known = (at: number): Instant | null => (Number.isNaN(at) ? null : at);

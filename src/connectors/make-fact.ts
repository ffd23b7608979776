/** Facts as all connectors make them: in one line, of a length that can be kept, with links that lead to https. Pure. */
import { createHash } from 'node:crypto';
import type { Instant } from '#core/clock.ts';
import type { Fact } from '#core/connector.ts';
import { shorten } from '#core/text.ts';
import type { LocalDate } from '#core/time/date.ts';

/** In characters, of a title. */
const longest = 200;

/** Of a key: what is told apart by more is told apart by its hash. */
const longestKey = 140;

const keyOf = (key: string): string =>
  key.length <= longestKey
    ? key
    : `${key.slice(0, longestKey - 43)}${createHash('sha256').update(key).digest('base64url')}`;

const inOneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();

export const factOf = (
  fact: Omit<Fact, 'day' | 'link' | 'labels'> & {
    readonly day?: LocalDate | null;
    readonly link?: string | null;
    readonly labels?: readonly string[];
  },
): Fact => ({
  ...fact,
  key: keyOf(fact.key),
  title: shorten(inOneLine(fact.title), longest),
  link: URL.parse(fact.link ?? '')?.protocol === 'https:' ? (fact.link ?? null) : null,
  day: fact.day ?? null,
  labels: fact.labels ?? [],
});

/** @returns the day on which something falls there, if it is said with a time in UTC or as a day; `null`: it is no date */
export function dayIn(text: string | null | undefined): LocalDate | null {
  const [day = ''] = /^\d{4}-\d{2}-\d{2}/.exec(text ?? '') ?? [];
  return day === '' || Number.isNaN(Date.parse(day)) ? null : day;
}

/** @returns `null`: it is no instant */
export function instantIn(text: string | null | undefined): Instant | null {
  // Jira writes +0000, which is no ISO 8601 with colons elsewhere.
  const at = Date.parse((text ?? '').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(at) ? null : at;
}

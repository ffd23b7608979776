/** The final dates of all practices, as one reader may know of them: a person their own, a channel what everybody in it may know. */
import { createHash } from 'node:crypto';
import { day, type Instant } from '#core/clock.ts';
import type { Person } from '#core/people.ts';
import { readied } from '#core/names.ts';
import { shorten } from '#core/text.ts';
import type { Viewer } from '#core/visibility.ts';
import type { FeedOf } from '../../store/settings/calendar-feeds.ts';
import type { SystemPort } from '../port.ts';
import { calendarCopy } from './copy.ts';

export interface DatedEvent {
  /** The same for as long as it is the same event. */
  readonly uid: string;
  readonly from: Instant;
  readonly to: Instant;
  /** One line. */
  readonly title: string;
}

export interface Dated {
  /** What the calendar is called. */
  readonly name: string;
  /** By when they begin. */
  readonly events: readonly DatedEvent[];
}

type Port = Pick<SystemPort, 'features' | 'store' | 'directory'>;

/** What a calendar shows of the past and of the future. */
const [back, ahead] = [31 * day, 366 * day];

/** In characters. */
const longest = 200;

/**
 * One practice that fails, fails all: dates that were left out would leave the calendar, and come back.
 * @returns `null`: this person may not, or no longer, read them
 */
export async function datesFor(port: Port, of: FeedOf, now: Instant): Promise<Dated | null> {
  const { team, user, channel } = of;
  const { store, directory } = port;
  const person = await directory.person(team, user);
  if (person.memberType === 'deactivated') return null;
  const own: Viewer = { kind: 'person', userId: user };
  await directory.ensureAccess(team, own);
  if (channel === null) return datesSeenBy(port, of, own, person, now);
  const known = await store.read(team, own, (read) => read.channel(channel));
  if (known?.hasLore !== true) return null;
  const viewer: Viewer = { kind: 'channel', channelId: channel };
  await directory.ensureAccess(team, viewer);
  return datesSeenBy(port, of, viewer, person, now);
}

async function datesSeenBy(
  { features, store }: Port,
  { team, channel }: FeedOf,
  viewer: Viewer,
  { locale, tz }: Person,
  now: Instant,
): Promise<Dated> {
  const t = calendarCopy.in(locale, tz);
  const off = await store.workspaceSettings.offFor(team, viewer);
  const span = { from: now - back, to: now + ahead };
  return store.read(team, viewer, async (read) => {
    const found = [];
    for (const { name, dates } of features)
      if (dates !== undefined && !off.has(name))
        for (const date of await dates(read, span, { now, locale, tz })) found.push({ ...date, name });
    const inSpan = found.filter(({ from, to }) => from < to && to > span.from && from < span.to);
    const channels = channel === null ? [...new Set(inSpan.map((date) => date.channel))] : [channel];
    const names = await read.channelNames(channels);
    const titles = inSpan.map(({ title, channel: at }) => {
      const name = names.get(at);
      return channel !== null || name === undefined ? title : t.plain('event', { title, channel: name });
    });
    const { ready } = await readied(read, titles, { locale, tz, isChannel: true });
    const events = inSpan.map(({ name, id, from, to }, nth) => {
      // Ids may name a channel, and calendars are handed on.
      const uid = createHash('sha256').update(`${team} ${name} ${id}`).digest('base64url');
      return { uid: `${uid}@lore`, from, to, title: shorten(inOneLine(ready[nth] ?? ''), longest) };
    });
    return {
      name: channel === null ? t.plain('name') : t.plain('nameOf', { channel: names.get(channel) ?? '' }),
      events: events.toSorted((a, b) => a.from - b.from || (a.uid < b.uid ? -1 : 1)),
    };
  });
}

const inOneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();

/** A calendar that reads an address of Lore's, and what an independent parser finds there. */
import ical from 'node-ical';
import type { LoreHere } from './lore-here.ts';

export interface Read {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Found {
  readonly uid: string;
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly sequence: number;
}

/** What stands in a calendar's text, by when it begins. @throws if it is none */
export function eventsIn(text: string): readonly Found[] {
  const parsed = ical.sync.parseICS(text);
  if (parsed.vcalendar === undefined) throw new Error('this is no calendar');
  return Object.values(parsed)
    .flatMap((one) => (one?.type === 'VEVENT' ? [one] : []))
    .map((event) => ({
      uid: event.uid,
      title: typeof event.summary === 'string' ? event.summary : event.summary.val,
      from: event.start.getTime(),
      to: event.end?.getTime() ?? Number.NaN,
      sequence: event.sequence ?? Number.NaN,
    }))
    .toSorted((a, b) => a.from - b.from || (a.uid < b.uid ? -1 : 1));
}

/** @param address as somebody was shown it; Lore listens where the proxy in front of it would send the request */
export async function readCalendar(
  here: Pick<LoreHere, 'config'>,
  address: string,
  init: RequestInit = {},
): Promise<Read> {
  const { connection } = here.config;
  if (connection.kind !== 'http') throw new Error('nothing comes in');
  const { pathname } = new URL(address);
  const response = await fetch(`http://127.0.0.1:${connection.port}${pathname}`, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Presses “Make an address”, or “New address”. @returns what was shown */
export async function makeAddress(
  here: LoreHere,
  who: string,
  channel: string | null = null,
): Promise<string> {
  await showCalendar(here, who, channel);
  const value = JSON.stringify({ channel, at: channel });
  await here.who(who).pressInModal('lore.calendar_new', { holds: value });
  const [address = ''] = /https:\/\/[^"]+\.ics/.exec(await here.modalWith(who, '/calendar/')) ?? [];
  return address;
}

/** Opens the modal: from App Home, or by the command in a channel. */
export async function showCalendar(here: LoreHere, who: string, channel: string | null): Promise<void> {
  if (channel === null) {
    await here.home(who);
    await here.who(who).pressInHome('lore.calendar');
  } else await here.who(who).say(channel, '/lore calendar');
}

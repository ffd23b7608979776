/** What a calendar reads at an address. */
import { createHash } from 'node:crypto';
import type { SystemPort } from '../port.ts';
import { datesFor } from './dates.ts';

export interface Feed {
  /** Changes with the dates, and not with the time at which they were read. */
  readonly etag: string;
  readonly text: string;
}

/** @returns reads the feed behind a secret; `null` alike for everybody who may not */
export function calendarFeed(
  port: Pick<SystemPort, 'features' | 'store' | 'directory' | 'clock'>,
): (secret: string) => Promise<Feed | null> {
  return async (secret) => {
    const of = await port.store.calendarFeeds.behind(secret);
    if (of === null) return null;
    const now = port.clock.now();
    const dated = await datesFor(port, of, now);
    if (dated === null) return null;
    const { locale } = await port.directory.person(of.team, of.user);
    // Loaded where somebody asks for it.
    const { calendarText } = await import('./ics.ts');
    const etag = createHash('sha256').update(JSON.stringify(dated)).digest('base64url').slice(0, 27);
    return { etag, text: calendarText(dated, now, locale) };
  };
}

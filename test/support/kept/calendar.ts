/** People subscribe to their own dates, and to those of a channel. */
import { channelId, userId } from '../../../src/core/ids.ts';
import { team } from '../company.ts';
import type { LoreHere } from '../lore-here.ts';

/** The sandbox of a test has no public address, so that no button offers one: the rows are what a press would leave. */
export async function subscribe(here: LoreHere, people: readonly string[], channel: string): Promise<void> {
  const { calendarFeeds } = here.lore.store;
  for (const who of people)
    for (const whose of [null, channelId(channel)])
      await calendarFeeds.renew({ team, user: userId(who), channel: whose }, here.newId());
}

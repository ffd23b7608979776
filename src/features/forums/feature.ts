/** Forums: communities of practice. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { commandsWith } from './commands.ts';
import { copy } from './copy.ts';
import { meetingsWith, type Others } from './meetings/handlers.ts';
import { forumTable, people } from './rows.ts';
import { items, itemsOf, meetings } from './meetings/rows.ts';
import { forumBlocks, forumPage } from './page.ts';
import { answers, asks, plans, yeses } from './setup/rows.ts';
import { setup } from './setup/handlers.ts';

/** @param others the practices of the workspace: what they have on a subject, and what is over; none is known here */
export function forumsAmong(others: Others): Feature {
  const meeting = meetingsWith(
    () => others().filter(({ name }) => name !== 'forums'),
    async () => [],
    { fill: async () => undefined, ask: async () => undefined, pause: async () => undefined },
    async () => undefined,
  );
  return {
    name: 'forums',
    title: copy.named('practice.title'),
    startsOff: { does: copy.named('practice.does') },
    copy,
    tables: [plans, asks, yeses, answers, forumTable, people, meetings, items],
    ...joinParts([setup, meeting]),
    commands: commandsWith((it, channel) =>
      forumPage(it, channel, (person, forum, there) =>
        forumBlocks(
          person,
          forum,
          there,
          async ({ scope }, { id }, coming) => ({
            items: await itemsOf(scope, id, coming?.id ?? null),
            talks: [],
          }),
          () => [],
        ),
      ),
    ),
    schedules: meeting.schedules,
  };
}

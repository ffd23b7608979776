/** Lore's own screens. They listen as practices do, through the same registry; what they can do beyond that is in `src/system/port.ts`. */
import type { SystemFeature } from '#core/feature.ts';
import { makeAsides } from './system/asking/asides.ts';
import { answering, asking } from './system/asking/handlers.ts';
import { calendar } from './system/calendar/handlers.ts';
import type { calendarFeed } from './system/calendar/feed.ts';
import { connections } from './system/connections/handlers.ts';
import { doorsOf } from './system/doors/doors.ts';
import { deliveryIssues } from './system/delivery-issues/handlers.ts';
import { help } from './system/help/handlers.ts';
import { home } from './system/home/handlers.ts';
import { myData } from './system/my-data/handlers.ts';
import type { SystemPort } from './system/port.ts';
import { hiddenPreviews, previewing, previews } from './system/previews/handlers.ts';
import { practices } from './system/practices/handlers.ts';
import { schedules } from './system/schedules/handlers.ts';
import { settings } from './system/settings/handlers.ts';
import { audit } from './system/audit/handlers.ts';
import { tokenReader } from './system/tokens/reader.ts';
import { tokens } from './system/tokens/handlers.ts';
import { workspace } from './system/workspace/handlers.ts';

export { doorsOf, hiddenPreviews, makeAsides, tokenReader };

/** What Lore says where somebody reads in Slack itself: in the Messages tab, and of links. */
export const inSlack = (port: SystemPort) => ({ answer: answering(port), ...previewing(port) });

export const systemFeatures = (port: SystemPort): readonly SystemFeature[] =>
  [
    help,
    home,
    settings,
    schedules,
    practices,
    deliveryIssues,
    myData,
    calendar,
    tokens,
    connections,
    workspace,
    audit,
    asking,
    previews,
  ].map((feature) => feature(port));

/** Reads what a calendar asks for. Loaded where one does. */
export const calendarReader =
  (port: SystemPort): ReturnType<typeof calendarFeed> =>
  async (secret) =>
    (await import('./system/calendar/feed.ts')).calendarFeed(port)(secret);

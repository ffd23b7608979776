/**
 * Stores events in the inbox before they are acknowledged, without private data: no status text, no profile. That somebody opened App Home is noted
 * where it is drawn from: nobody else has to hear of it, and many do it at once.
 */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Inbox } from '../../store/outbox/inbox.ts';
import type { Store } from '../../store/store.ts';
import { reduceUser, slackUser } from '../directory/facts.ts';
import { doorEventIn, doorEvents } from '../requests/door-events.ts';
import { eventFields } from '../requests/events.ts';
import type { HeardQuestions } from '../requests/heard-questions.ts';
import { homeOpened, homeOpenedBy, openHome } from '../requests/home-opened.ts';
import type { EventPayload } from './payloads.ts';

/**
 * @param doors.address Lore's address, if links lead there, and where what somebody asked is kept in memory
 * @returns whether there is something to do
 */
export async function takeIn(
  store: Pick<Store, 'writeIn'> & { readonly inbox: Pick<Inbox, 'add'> },
  team: TeamId,
  payload: EventPayload,
  now: Instant,
  { address, heard }: { readonly address: string | null; readonly heard: HeardQuestions },
): Promise<boolean> {
  if (payload.event.type === homeOpened) {
    const opener = homeOpenedBy(payload.event);
    if (opener !== null) await openHome(store, team, opener, now);
    return opener !== null;
  }
  const { event } = payload;
  const left = doorEvents.has(event.type) ? doorEventIn(team, event, address, heard) : event;
  if (left === null) return false;
  return store.inbox.add({
    teamId: team,
    eventId: payload.event_id,
    type: event.type,
    body: JSON.stringify(reduced(left, now)),
    receivedAt: now,
  });
}

/** What may be stored of an event. A person's status becomes "away until" here, before anything is written. */
export function reduced(event: Readonly<Record<string, unknown>>, now: Instant): Record<string, unknown> {
  const left: Record<string, unknown> = Object.fromEntries(
    Object.entries(event).filter(([name]) => eventFields.has(name)),
  );
  // A user object of an unexpected shape is dropped: it could hold anything.
  if (typeof left['user'] === 'object') {
    const user = slackUser.safeParse(left['user']);
    left['user'] = user.success ? reduceUser(user.data, now) : undefined;
  }
  if (typeof left['channel'] === 'object')
    left['channel'] = z
      .object({ id: z.string(), name: z.string().optional() })
      .safeParse(left['channel']).data;
  return left;
}

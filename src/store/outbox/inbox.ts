/** Events as they came: stored before they are acknowledged, handled once. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';

export interface InboxEvent {
  readonly teamId: TeamId;
  readonly eventId: string;
  readonly type: string;
  /** JSON of Slack's `event`. */
  readonly body: string;
  readonly receivedAt: Instant;
  readonly attempts: number;
  /** When it is tried again; `null`: at once. */
  readonly dueAt: Instant | null;
}

export interface Inbox {
  /** @returns whether it is new: Slack repeats an event that it thinks was lost. @throws NotInstalled if its workspace was erased */
  add(event: Omit<InboxEvent, 'attempts' | 'dueAt'>): Promise<boolean>;
  /**
   * The oldest waiting events of a workspace, in the order in which they came.
   * @param mostAttempts leaves out events tried that often
   */
  next(team: TeamId, limit: number, mostAttempts: number): Promise<readonly InboxEvent[]>;
  /** It was handled: its text goes, its id stays to recognise repeats. */
  done(team: TeamId, eventId: string, at: Instant): Promise<void>;
  /** Records how often it has failed, and when it is tried again. */
  failed(team: TeamId, eventId: string, attempts: number, dueAt: Instant): Promise<void>;
  /** Records that none of these can be handled before an instant, since they wait behind others. */
  putOff(team: TeamId, events: readonly Pick<InboxEvent, 'eventId'>[], until: Instant): Promise<void>;
  /** Deletes a workspace's events handled before an instant, and submissions accepted before it. @returns how many events */
  prune(team: TeamId, before: Instant): Promise<number>;
}

export function inboxIn(system: Kysely<Schema>, inside: Inside): Inbox {
  return {
    add: (event) =>
      inside.writeIn(event.teamId, async (db) => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('inbox')
          .values({
            team_id: event.teamId,
            event_id: event.eventId,
            type: event.type,
            body: event.body,
            received_at: event.receivedAt,
            done_at: null,
            attempts: 0,
            due_at: null,
          })
          .onConflict((conflict) => conflict.columns(['team_id', 'event_id']).doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      }),
    next: async (team, limit, mostAttempts) => {
      const rows = await system
        .selectFrom('inbox')
        .selectAll()
        .where('team_id', '=', team)
        .where('done_at', 'is', null)
        .where('attempts', '<', mostAttempts)
        .orderBy('received_at')
        .orderBy('event_id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        // Only `add` writes it, with workspaces' ids.
        teamId: row.team_id,
        eventId: row.event_id,
        type: row.type,
        body: row.body,
        receivedAt: row.received_at,
        attempts: row.attempts,
        dueAt: row.due_at,
      }));
    },
    done: (team, eventId, at) =>
      inside.write(async (db) => {
        const query = db.updateTable('inbox').set({ done_at: at, body: '' });
        await query.where('team_id', '=', team).where('event_id', '=', eventId).execute();
      }),
    failed: (team, eventId, attempts, dueAt) =>
      inside.write(async (db) => {
        const query = db.updateTable('inbox').set({ attempts, due_at: dueAt });
        await query.where('team_id', '=', team).where('event_id', '=', eventId).execute();
      }),
    putOff: (team, events, until) =>
      inside.write(async (db) => {
        const ids = events.map(({ eventId }) => eventId);
        const query = db.updateTable('inbox').set({ due_at: until }).where('team_id', '=', team);
        await query.where('event_id', 'in', ids).where('done_at', 'is', null).execute();
      }),
    prune: (team, before) =>
      inside.write(async (db) => {
        await db
          .deleteFrom('submission')
          .where('team_id', '=', team)
          .where('taken_at', '<', before)
          .execute();
        const { numDeletedRows } = await db
          .deleteFrom('inbox')
          .where('team_id', '=', team)
          .where('done_at', '<', before)
          .executeTakeFirstOrThrow();
        return Number(numDeletedRows);
      }),
  };
}

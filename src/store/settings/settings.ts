/** What a person set: when Lore may message them, until when they are away, in which language. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import { type Locale, localeOf } from '#core/languages.ts';
import type { WorkingHours } from '#core/people.ts';
import type { LocalDate } from '#core/time/date.ts';
import { workingHoursOf } from '../directory/people-rows.ts';
import { rescheduleMessages } from '../outbox/reschedule-messages.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';

export interface Settings {
  readonly hours: WorkingHours;
  /** Away until this day in their own calendar begins; `null`: they set no absence. */
  readonly backOn: LocalDate | null;
  /** `null`: as Slack has it. */
  readonly locale: Locale | null;
}

/** Their settings beside what Slack says; neither changes the other. */
export interface KnownSettings extends Settings {
  readonly statusAwayUntil: Instant | null;
  readonly slackLocale: Locale;
}

export interface SettingsStore {
  /** @returns `null` for an unknown person */
  of(team: TeamId, user: UserId): Promise<KnownSettings | null>;
  /**
   * Saves all of them and reschedules the person's pending messages (`rescheduleMessages`). Nothing happens for a stranger.
   */
  save(team: TeamId, user: UserId, settings: Settings): Promise<void>;
}

/** The settings of a store. */
export function settingsIn(system: Kysely<Schema>, inside: Inside): SettingsStore {
  return {
    of: async (team, user) => {
      const query = system.selectFrom('person').selectAll().where('team_id', '=', team);
      const row = await query.where('user_id', '=', user).executeTakeFirst();
      if (row === undefined) return null;
      return {
        hours: workingHoursOf(row),
        backOn: row.back_on,
        locale: row.own_locale,
        statusAwayUntil: row.away_until,
        slackLocale: localeOf(row.locale),
      };
    },
    save: async (team, user, { hours, backOn, locale }) => {
      await inside.writeIn(
        team,
        async (db) => {
          const { numUpdatedRows } = await db
            .updateTable('person')
            .set({
              work_days: hours.days.join(','),
              work_start: hours.start,
              work_end: hours.end,
              holidays: hours.holidays,
              back_on: backOn,
              own_locale: locale,
            })
            .where('team_id', '=', team)
            .where('user_id', '=', user)
            .executeTakeFirst();
          if (numUpdatedRows > 0n)
            await rescheduleMessages(db, team, user, inside.clock.now(), inside.ids.next());
        },
        [`person ${team} ${user}`],
      );
      inside.wake(team);
    },
  };
}

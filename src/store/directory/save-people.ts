/** Writes what Slack says about many people at once, so that a page of a thousand keeps nobody waiting. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import { defaultWorkingHours } from '#core/people.ts';
import type { Schema } from '../schema.ts';
import { forgetTokensOfLeft } from '../settings/access-tokens.ts';
import type { PersonFacts } from './facts.ts';

/** What changes about someone: when Lore may message them, what they are in the workspace, or that they were unknown before. */
export interface Other {
  readonly user: UserId;
  readonly time: boolean;
  readonly standing: boolean;
  /** They became an admin, or stopped being one. */
  readonly admin: boolean;
  readonly name: boolean;
  readonly isNew: boolean;
}

/** The people about whom these facts change something. @param facts a chunk of them */
export async function othersAmong(
  db: Kysely<Schema>,
  team: TeamId,
  facts: readonly PersonFacts[],
  at: Instant,
): Promise<readonly Other[]> {
  const users = facts.map(({ userId }) => userId);
  const query = db
    .selectFrom('person')
    .select(['user_id', 'tz', 'away_until', 'standing', 'is_admin', 'name', 'fetched_at'])
    .where('team_id', '=', team);
  const rows = await query.where('user_id', 'in', users).execute();
  const known = new Map(rows.map((row) => [row.user_id, row]));
  const others = facts.map((fact): Other => {
    const { userId: user, tz, awayUntil, memberType: standing, isAdmin } = fact;
    const before = known.get(user);
    if (before === undefined) return { user, ...nothing, isNew: true };
    const isOlder = before.fetched_at > at;
    return {
      user,
      time: !isOlder && (before.tz !== tz || before.away_until !== awayUntil),
      standing: !isOlder && before.standing !== standing,
      admin: !isOlder && (before.is_admin === 1) !== isAdmin,
      name: !isOlder && (nameIn(fact) ?? before.name) !== before.name,
      isNew: false,
    };
  });
  return others.filter(({ user: _user, ...what }) => Object.values(what).includes(true));
}

const nothing = { time: false, standing: false, admin: false, name: false };

/** People who left keep the name by which they were known. One whom Lore does not know, or who is erased, gets none. */
const nameIn = ({ name, memberType }: PersonFacts): string | null =>
  memberType === 'deactivated' ? null : (name ?? null);

/** Facts older than the stored ones change nothing. @param facts a chunk of them */
export async function upsertPeople(
  db: Kysely<Schema>,
  team: TeamId,
  facts: readonly PersonFacts[],
  at: Instant,
): Promise<void> {
  // One statement may not name a row twice.
  const each = [...new Map(facts.map((one) => [one.userId, one])).values()];
  for (const isSaid of [true, false]) {
    const some = each.filter(({ locale }) => (locale !== null) === isSaid);
    if (some.length === 0) continue;
    const values = some.map((one) => ({
      team_id: team,
      user_id: one.userId,
      name: nameIn(one),
      standing: one.memberType,
      is_admin: one.isAdmin ? (1 as const) : (0 as const),
      tz: one.tz,
      locale: one.locale ?? 'en',
      work_days: defaultWorkingHours.days.join(','),
      work_start: defaultWorkingHours.start,
      work_end: defaultWorkingHours.end,
      holidays: defaultWorkingHours.holidays,
      away_until: one.awayUntil,
      fetched_at: at,
    }));
    await db
      .insertInto('person')
      .values(values)
      .onConflict((conflict) =>
        conflict
          .columns(['team_id', 'user_id'])
          .doUpdateSet((it) => ({
            name: it.fn.coalesce('excluded.name', 'person.name'),
            standing: it.ref('excluded.standing'),
            is_admin: it.ref('excluded.is_admin'),
            tz: it.ref('excluded.tz'),
            away_until: it.ref('excluded.away_until'),
            fetched_at: it.ref('excluded.fetched_at'),
            ...(isSaid ? { locale: it.ref('excluded.locale') } : {}),
          }))
          .whereRef('person.fetched_at', '<=', 'excluded.fetched_at'),
      )
      .execute();
  }
  if (each.some(({ memberType }) => memberType === 'deactivated')) await forgetTokensOfLeft(db, team);
}

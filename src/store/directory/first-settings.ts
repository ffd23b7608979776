/** The zone and language of a new channel: those of most of its members. */
import type { Kysely } from 'kysely';
import { localeOf } from '#core/languages.ts';
import type { Channel, Person } from '#core/people.ts';
import type { ChannelTable, Schema } from '../schema.ts';

/** How many members are considered. */
const most = 50;

/**
 * From the known members, without bots.
 * @param by the person who found the channel, and counts as well
 * @returns the changes to the channel's row
 */
export async function takeRecurrence(
  db: Kysely<Schema>,
  { team_id: team, channel_id: channel }: Pick<ChannelTable, 'team_id' | 'channel_id'>,
  by: Pick<Person, 'tz' | 'locale' | 'memberType'> | undefined,
): Promise<Pick<Channel, 'tz' | 'locale'> & { readonly is_new: 0 }> {
  const known = await db
    .selectFrom('membership as m')
    .innerJoin('person as p', (on) =>
      on.onRef('p.team_id', '=', 'm.team_id').onRef('p.user_id', '=', 'm.user_id'),
    )
    .select((it) => ['p.tz', it.fn.coalesce('p.own_locale', 'p.locale').as('locale')])
    .where('m.team_id', '=', team)
    .where('m.channel_id', '=', channel)
    .where('p.standing', '<>', 'bot')
    .orderBy('m.user_id')
    .limit(most)
    .execute();
  const people = by === undefined || by.memberType === 'bot' ? known : [...known, by];
  const commonest = (values: readonly string[]): string | undefined =>
    [...Map.groupBy(values, (value) => value)].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
  return {
    tz: commonest(people.map(({ tz }) => tz)) ?? 'UTC',
    locale: localeOf(commonest(people.map(({ locale }) => localeOf(locale)))),
    is_new: 0,
  };
}

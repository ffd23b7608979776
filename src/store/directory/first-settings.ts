/** The zone and language of a channel that was not known before: those that most of its members have. */
import type { Kysely } from 'kysely';
import { localeOf } from '#core/languages.ts';
import type { Channel, Person } from '#core/people.ts';
import type { ChannelTable, Schema } from '../schema.ts';

/** So many of the members are looked at. */
const most = 50;

/**
 * By the members that are known, bots left out.
 * @param by who met the channel, and counts as well
 * @returns what is to be written into the channel's row
 */
export async function takeRhythm(
  db: Kysely<Schema>,
  { team_id: team, channel_id: channel }: Pick<ChannelTable, 'team_id' | 'channel_id'>,
  by: Pick<Person, 'tz' | 'locale' | 'standing'> | undefined,
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
  const people = by === undefined || by.standing === 'bot' ? known : [...known, by];
  const commonest = (values: readonly string[]): string | undefined =>
    [...Map.groupBy(values, (value) => value)].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
  return {
    tz: commonest(people.map(({ tz }) => tz)) ?? 'UTC',
    locale: localeOf(commonest(people.map(({ locale }) => localeOf(locale)))),
    is_new: 0,
  };
}

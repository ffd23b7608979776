/** What Slack tells about people and channels. */
import { isZone } from '#core/time/zone.ts';
import { type Check, either, withPerson, yes } from '../check.ts';
import { at, listAt, textAt } from '../read.ts';

export const reads: readonly Check[] = [
  {
    subject: 'people',
    tries: 'Slack tells a person’s time zone and language',
    documented: 'users.info with include_locale',
    otherwise: 'takes UTC for the zone and English for the language',
    run: withPerson(async ({ calls, person }) => {
      const answer = await calls.ask('users.info', { user: person, include_locale: true });
      const hasZone = isZone(textAt(answer, 'user', 'tz'));
      const hasLanguage = textAt(answer, 'user', 'locale') !== '';
      return either(hasZone && hasLanguage, `zone ${hasZone}, language ${hasLanguage}`);
    }),
  },
  {
    subject: 'people',
    tries: 'Slack tells whose notifications are paused, of one person and of several',
    documented: 'dnd.info and dnd.teamInfo (dnd:read)',
    otherwise: 'sends at working hours without looking at pauses',
    run: withPerson(async ({ calls, person }) => {
      const one = await calls.ask('dnd.info', { user: person });
      const isOne =
        typeof at(one, 'dnd_enabled') === 'boolean' && typeof at(one, 'next_dnd_end_ts') === 'number';
      const several = await calls.ask('dnd.teamInfo', { users: person });
      const isSeveral = at(several, 'users', person) !== undefined;
      return either(isOne && isSeveral, `one ${isOne}, several ${isSeveral}`);
    }),
  },
  {
    subject: 'people',
    tries: 'Slack lists user groups with who is in them',
    documented: 'usergroups.list with include_users (usergroups:read)',
    otherwise: 'offers people alone, no groups',
    run: async ({ calls }) => {
      const groups = listAt(await calls.ask('usergroups.list', { include_users: true }), 'usergroups');
      const known = groups.filter((group) => Array.isArray(at(group, 'users'))).length;
      return either(known === groups.length, `groups: ${groups.length}, with people: ${known}`);
    },
  },
  {
    subject: 'channel',
    tries:
      'Slack says of a channel whether it is private, and whether others than this organisation are in it',
    documented: 'conversations.info: is_private, is_ext_shared',
    otherwise:
      'would take it for a public channel of this organisation alone, and show there what is open to all',
    breaksLore: true,
    run: async ({ calls, channel }) => {
      const told = at(await calls.ask('conversations.info', { channel }), 'channel');
      const says = ['is_private', 'is_ext_shared'].map(
        (flag) => [flag, typeof at(told, flag) === 'boolean'] as const,
      );
      return either(
        says.every(([, isThere]) => isThere),
        says.map(([flag, isThere]) => `${flag} ${isThere}`).join(', '),
      );
    },
  },
  {
    subject: 'channel',
    tries: 'Slack lists who is in a channel, Lore among them',
    documented: 'conversations.members: ids alone, bots included',
    otherwise: 'doesn’t know who may read what; forms that need members say so',
    run: async ({ calls, channel, bot }) => {
      const members = listAt(await calls.ask('conversations.members', { channel, limit: 1000 }), 'members');
      return either(members.includes(bot), `members: ${members.length}`);
    },
  },
  {
    subject: 'channel',
    tries: 'the history is read 200 messages at a time, twice within a minute',
    documented:
      'tier 3; one page of 15 a minute for apps that are sold and not in the Marketplace: Slack’s pages differ',
    otherwise: 'looks posts up more slowly, and after eight tries asks a person',
    run: async ({ calls, channel }) => {
      const before = calls.waits.length;
      for (let time = 0; time < 2; time += 1)
        await calls.ask('conversations.history', { channel, limit: 200 });
      const waits = calls.waits.slice(before);
      if (waits.length === 0) return yes('no 429');
      return either(false, `429, to be asked again after ${Math.ceil(Math.max(...waits) / 1000)} s`);
    },
  },
];

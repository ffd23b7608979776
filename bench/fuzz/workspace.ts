/** The filled database that is kept of an earlier version, as a workspace in which many more people are, and a Slack that says the same. */
import { factsOf, keptNames, restore } from '../../test/support/kept/kept.ts';
import type { TestEngine } from '../../test/support/databases.ts';
import type { FakeSlack } from '../../test/support/fake-slack.ts';
import { runScript } from '../../test/support/run-script.ts';
import { lookInto, type Seen } from './database.ts';
import { abroad, home, made, ofEach, removed } from './people.ts';

export interface Workspace {
  readonly url: string;
  /** Beside Lore's own connection. */
  readonly db: Seen;
  /** When it was kept. */
  readonly at: number;
  readonly remove: () => Promise<void>;
}

/** Up to date, as `lore migrate` leaves it. @throws when none is kept */
export async function openWorkspace(engine: TestEngine['name']): Promise<Workspace> {
  const name = keptNames().at(-1);
  if (name === undefined) throw new Error('no filled database is kept');
  const { url, remove } = await restore(name, engine);
  const { code, said } = await runScript(['src/cli.ts', 'migrate'], { DATABASE_URL: url }).ended;
  if (code !== 0) throw new Error(`lore migrate failed: ${said}`);
  const db = await lookInto(url);
  // What was switched off when it was kept listens too.
  await db.run('delete from practice_off');
  await db.run(`delete from membership where user_id = '${removed}'`);
  return {
    ...{ url, db },
    at: factsOf(name, engine).at,
    remove: async () => {
      await db.close();
      await remove();
    },
  };
}

/** Who was a member of a channel when the database was kept, and is one. */
export const membersOf = async (db: Seen): Promise<readonly string[]> =>
  (await db.all(`select user_id from person where standing = 'member' and user_id <> '${removed}'`)).map(
    ({ user_id: id }) => String(id),
  );

/** Has Slack say of people and channels what the database says, and know everybody who acts. */
export async function tellOf({ db }: Workspace, slack: FakeSlack): Promise<void> {
  const all = (sql: string) => db.all(sql);
  const person = (id: string, standing: string, tz: string, isAdmin: boolean) => ({
    id,
    team_id: standing === 'external' ? abroad : home,
    tz,
    locale: 'en-US',
    is_admin: isAdmin,
    is_bot: standing === 'bot',
    deleted: standing === 'deactivated',
    is_restricted: standing === 'guest',
    is_stranger: standing === 'external',
    profile: {},
  });
  const people = new Map(
    (await all('select user_id, standing, tz, is_admin from person')).map(
      ({ user_id: id, standing, tz, is_admin: admin }) => [
        String(id),
        person(String(id), String(standing), String(tz), admin === 1),
      ],
    ),
  );
  const standings = {
    member: 'member',
    guest: 'guest',
    stranger: 'external',
    closed: 'deactivated',
  } as const;
  for (const sort of ['member', 'guest', 'stranger', 'closed'] as const)
    for (let nth = 0; nth < ofEach; nth += 1)
      people.set(made(sort, nth), person(made(sort, nth), standings[sort], 'Europe/Berlin', false));
  const newcomers = Array.from({ length: ofEach }, (_, nth) => made('member', nth));
  const members = Map.groupBy(await all('select channel_id, user_id from membership'), (row) =>
    String(row['channel_id']),
  );
  const channels = new Map(
    (await all('select channel_id, kind, name, is_shared, has_lore, is_archived from channel')).map((row) => [
      String(row['channel_id']),
      {
        id: String(row['channel_id']),
        name: String(row['name']),
        is_private: row['kind'] === 'private',
        is_im: row['kind'] === 'direct',
        is_ext_shared: row['is_shared'] === 1,
        is_member: row['has_lore'] === 1,
        is_archived: row['is_archived'] === 1,
      },
    ]),
  );
  const inChannel = (id: string) => [
    ...(members.get(id) ?? []).map((row) => String(row['user_id'])),
    ...(channels.get(id)?.is_private === false ? newcomers : []),
  ];
  const [workspace] = await all('select bot_user_id from workspace');
  const refused = (error: string) => ({ ok: false, error });
  slack.answer('auth.test', () => ({
    ok: true,
    team_id: home,
    user_id: workspace?.['bot_user_id'],
    bot_id: 'B1',
  }));
  slack.answer('bots.info', () => ({ ok: true, bot: { id: 'B1', app_id: 'A0LORE0001' } }));
  slack.answer('users.list', () => ({
    ok: true,
    members: [...people.values()].filter(({ team_id: of }) => of === home),
  }));
  slack.answer('users.info', ({ user }) => {
    const found = people.get(String(user));
    return found === undefined ? refused('user_not_found') : { ok: true, user: found };
  });
  slack.answer('conversations.list', () => ({ ok: true, channels: [...channels.values()] }));
  slack.answer('conversations.info', ({ channel }) => {
    const found = channels.get(String(channel));
    return found === undefined ? refused('channel_not_found') : { ok: true, channel: found };
  });
  slack.answer('conversations.members', ({ channel }) => ({ ok: true, members: inChannel(String(channel)) }));
  slack.answer('usergroups.list', () => ({ ok: true, usergroups: [] }));
  slack.answer('files.getUploadURLExternal', () => refused('not_allowed_token_type'));
}

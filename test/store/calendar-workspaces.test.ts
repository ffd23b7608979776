/** Calendars where several workspaces installed Lore: an address opens one person’s dates in one of them. On both engines. */
import { randomBytes } from 'node:crypto';
import { day } from '../../src/core/clock.ts';
import { channelId, rowId, teamId, userId } from '../../src/core/ids.ts';
import { meetings } from '../../src/features/forums/meetings/rows.ts';
import { forumTable } from '../../src/features/forums/rows.ts';
import { eventsIn } from '../support/calendar-here.ts';
import { engines } from '../support/databases.ts';
import { type ManyHere, startManyHere } from '../support/many-here.ts';

const [T1, T2] = [teamId('T1'), teamId('T2')];
/** The same person and channel in both, as where two workspaces share a channel. */
const ann = userId('UANN');
const shared = channelId('CSHARED');
const [first, second] = ['The quokka relaunch', 'Releasing without fear'];

describe.each(engines())('on $name, with two workspaces', (engine) => {
  let here: ManyHere;
  beforeEach(async () => {
    here = await startManyHere(engine);
    for (const [team, subject] of [
      [T1, first],
      [T2, second],
    ] as const) {
      await here.install({ team });
      await here.lore.runner.runDue();
      await here.lore.store.write(async (db) => {
        await db
          .insertInto('practice_choice')
          .values({ team_id: team, practice: 'forums', position: 'on' })
          .execute();
      });
      await meets(team, subject);
    }
  });
  afterEach(() => here.close());
  /** A forum’s next meeting, under the same ids in each workspace. */
  const meets = (team: typeof T1, subject: string) =>
    here.lore.store.transact(team, { kind: 'channel', channelId: shared }, async (scope) => {
      const now = Date.now();
      const audience = await scope.audience({ kind: 'conversation', channel: shared });
      const of = { audience, by: [], names: 'shown' } as const;
      const forum = { id: rowId('forum'), channel_id: shared, subject, about: '', state: 'on' } as const;
      const since = { began_at: now, counts_from: now, asked_at: null, ended_at: null };
      await scope.insert(forumTable, { ...forum, ...since, set_up_by: null, decided_by: null }, of);
      const meeting = { id: rowId('meeting'), forum_id: forum.id, channel_id: shared } as const;
      const when = { on_date: '2026-12-02', meets_at: now + 7 * day, state: 'coming' } as const;
      await scope.insert(meetings, { ...meeting, ...when, decided_by: null }, of);
    });
  const made = async (team: typeof T1, channel: typeof shared | null = null) => {
    const secret = randomBytes(32).toString('base64url');
    await here.lore.store.calendarFeeds.renew({ team, user: ann, channel }, secret);
    return secret;
  };
  const read = async (secret: string) => {
    const { status, text } = await here.browser().get(`/calendar/${secret}.ics`);
    return { status, events: status === 200 ? eventsIn(text) : [] };
  };
  const titles = async (secret: string) => (await read(secret)).events.map(({ title }) => title);

  it.each([
    ['a person’s', null],
    ['a channel’s', shared],
  ])(
    '%s address has the dates of its own workspace alone, also where all ids are the same',
    async (_whose, channel) => {
      const [one, other] = [await made(T1, channel), await made(T2, channel)];
      expect(await titles(one)).toEqual([expect.stringContaining(first)]);
      expect(await titles(other)).toEqual([expect.stringContaining(second)]);
      const uids = [...(await read(one)).events, ...(await read(other)).events].map(({ uid }) => uid);
      expect(new Set(uids).size).toBe(2);
    },
  );

  it('making, stopping and removing in one leaves the addresses of the other alone', async () => {
    const [one, other] = [await made(T1), await made(T2)];
    const renewed = await made(T1);
    expect([(await read(one)).status, (await read(renewed)).status, (await read(other)).status]).toEqual([
      404, 200, 200,
    ]);
    await here.lore.store.calendarFeeds.stop({ team: T1, user: ann, channel: null });
    expect([(await read(renewed)).status, (await read(other)).status]).toEqual([404, 200]);
    const again = await made(T1);
    await here.lore.store.workspaces.removed(T1, Date.now());
    expect([(await read(again)).status, (await read(other)).status]).toEqual([404, 200]);
    expect(await titles(other)).toEqual([expect.stringContaining(second)]);
  });
});

/** Facts from Slack never move back in time, and where they disagree the members are unknown. */
import { day } from '../../src/core/clock.ts';
import { channelId, userId, type UserId } from '../../src/core/ids.ts';
import type { Directory } from '../../src/store/directory/directory.ts';
import type { PersonFacts } from '../../src/store/directory/facts.ts';
import { statementsOf } from '../support/count-statements.ts';
import { engines } from '../support/databases.ts';
import { channel, empty, noon, openWorld, people, T1, T2, type World } from './support/world.ts';

const [TEAM, WORK] = [channelId('TEAM'), channelId('WORK')];
const [ann, bob] = [userId('ann'), userId('bob')];
const facts: PersonFacts = {
  userId: ann,
  memberType: 'member',
  isAdmin: true,
  tz: 'Europe/Berlin',
  locale: 'de',
  awayUntil: noon + day,
};

describe.each(engines())('on $name', (engine) => {
  let world: World;
  let directory: Directory;
  beforeAll(async () => {
    world = await openWorld(engine);
    directory = world.store.directory;
  });
  afterAll(() => world.close());
  beforeEach(() => empty(world));

  const members = async () => {
    const rows = await world.store.system
      .selectFrom('membership')
      .select('user_id')
      .orderBy('user_id')
      .execute();
    return rows.map(({ user_id }) => user_id);
  };
  const isStale = () => directory.stale(T1, TEAM, day);

  describe('a person', () => {
    it('is kept as Slack told, with working hours until they set their own', async () => {
      await directory.savePerson(T1, facts, noon);
      expect(await directory.person(T1, ann)).toEqual({
        userId: 'ann',
        memberType: 'member',
        isAdmin: true,
        tz: 'Europe/Berlin',
        locale: 'de',
        awayUntil: noon + day,
        workingHours: { days: [1, 2, 3, 4, 5], start: 540, end: 1050, holidays: null },
      });
      expect(await directory.person(T2, ann)).toBeNull();
    });

    it('keeps their hours and language when Slack does not speak of them', async () => {
      await directory.savePerson(T1, facts, noon);
      const hours = { days: [], start: 0, end: 60, holidays: 'DE-BE' };
      await world.store.settings.save(T1, ann, { hours, backOn: null, locale: null });
      await directory.savePerson(T1, { ...facts, locale: null, tz: 'UTC' }, noon + 1);
      expect(await directory.person(T1, ann)).toMatchObject({ tz: 'UTC', locale: 'de', workingHours: hours });
    });

    it('has a language of their own and an absence of their own, beside what Slack says', async () => {
      await directory.savePerson(T1, facts, noon);
      const hours = { days: [1], start: 0, end: 60, holidays: null };
      await world.store.settings.save(T1, ann, { hours, backOn: '2026-12-24', locale: 'en' });
      const until = Date.parse('2026-12-23T23:00:00Z');
      expect(await directory.person(T1, ann)).toMatchObject({ locale: 'en', awayUntil: until });
      // The status ends, and another begins that lasts longer: theirs stays as it is.
      await directory.savePerson(T1, { ...facts, awayUntil: null }, noon + 1);
      expect(await directory.person(T1, ann)).toMatchObject({ awayUntil: until });
      await directory.savePerson(T1, { ...facts, awayUntil: until + day }, noon + 2);
      expect(await directory.person(T1, ann)).toMatchObject({ awayUntil: until + day, locale: 'en' });
      // They are back by their own word: what the status says stays.
      await world.store.settings.save(T1, ann, { hours, backOn: null, locale: null });
      expect(await directory.person(T1, ann)).toMatchObject({ awayUntil: until + day, locale: 'de' });
      expect(await world.store.settings.of(T1, ann)).toEqual({
        hours,
        backOn: null,
        locale: null,
        statusAwayUntil: until + day,
        slackLocale: 'de',
      });
    });

    it('is away until the day begins where they are: it moves with them to another zone', async () => {
      await directory.savePerson(T1, { ...facts, awayUntil: null }, noon);
      const hours = { days: [1], start: 0, end: 60, holidays: null };
      await world.store.settings.save(T1, ann, { hours, backOn: '2026-12-24', locale: null });
      await directory.savePerson(T1, { ...facts, awayUntil: null, tz: 'Asia/Tokyo' }, noon + 1);
      expect(await directory.person(T1, ann)).toMatchObject({
        awayUntil: Date.parse('2026-12-23T15:00:00Z'),
      });
    });

    it('who is not known has no settings, and none are made for them', async () => {
      const hours = { days: [1], start: 0, end: 60, holidays: null };
      await world.store.settings.save(T1, ann, { hours, backOn: null, locale: null });
      expect(await world.store.settings.of(T1, ann)).toBeNull();
      expect(await world.store.inbox.next(T1, 10, 5)).toEqual([]);
    });

    it('does not come back from an older answer once their account was closed', async () => {
      await directory.savePerson(T1, facts, noon);
      await directory.personGone(T1, ann, noon + 5);
      await directory.savePerson(T1, facts, noon + 4);
      expect(await directory.person(T1, ann)).toMatchObject({ memberType: 'deactivated' });
      await directory.savePerson(T1, facts, noon + 6);
      expect(await directory.person(T1, ann)).toMatchObject({ memberType: 'member' });
    });
  });

  describe('a channel', () => {
    it('keeps its rhythm when its facts change, and an older answer changes nothing', async () => {
      await channel(world, 'TEAM', []);
      await directory.setRecurrence(T1, TEAM, { tz: 'Asia/Tokyo', locale: 'de' });
      await directory.changeChannel(T1, TEAM, { kind: 'private', isShared: true }, noon + 5);
      await channel(world, 'TEAM', null, { name: 'old' });
      expect(await directory.channel(T1, TEAM)).toEqual({
        channelId: 'TEAM',
        kind: 'private',
        isShared: true,
        isArchived: false,
        hasLore: true,
        name: 'TEAM',
        tz: 'Asia/Tokyo',
        locale: 'de',
      });
    });

    it('without Lore has members that nobody knows', async () => {
      await channel(world, 'TEAM', ['ann']);
      await directory.channelGone(T1, TEAM, noon + 1);
      expect(await directory.channel(T1, TEAM)).toMatchObject({ hasLore: false });
      expect(await isStale()).toBe(true);
    });

    it('is stale when unknown, when its members are, and when either is old', async () => {
      expect(await isStale()).toBe(true);
      await channel(world, 'TEAM', null);
      expect(await isStale()).toBe(true);
      await channel(world, 'TEAM', ['ann']);
      expect(await isStale()).toBe(false);
      world.clock.time += day + 1;
      expect(await isStale()).toBe(true);
      await directory.setMembers(T1, TEAM, [ann], world.clock.time);
      expect(await isStale()).toBe(true);
    });
  });

  describe('an App Home', () => {
    const wishes = async () => {
      const query = world.store.system.selectFrom('home').select(['user_id', 'wanted', 'due_at']);
      const rows = await query.where('team_id', '=', T1).orderBy('user_id').execute();
      return Object.fromEntries(rows.map((row) => [row.user_id, [row.wanted, row.due_at]]));
    };
    beforeEach(async () => {
      await channel(world, 'TEAM', ['ann', 'bob', 'cem']);
      const home = { team_id: T1, wanted: 1, shown: 1, due_at: 0 };
      for (const user_id of ['ann', 'bob', 'cem'].map(userId))
        await world.store.system
          .insertInto('home')
          .values({ ...home, user_id })
          .execute();
    });
    const now = () => world.clock.time;

    it('shows nothing any more of a channel that its owner left, by an event or by the list, and is redrawn', async () => {
      await directory.setMembers(T1, TEAM, [ann, bob, userId('cem')], now());
      await directory.memberLeft(T1, TEAM, bob, now() + 1);
      expect(await wishes()).toEqual({ ann: [1, 0], bob: [2, now()], cem: [1, 0] });
      expect(await directory.setMembers(T1, TEAM, [ann], now() + 2)).toBe(true);
      expect(await wishes()).toEqual({ ann: [1, 0], bob: [2, now()], cem: [2, now()] });
    });

    it('is redrawn for somebody who becomes an admin, and is none any more, since it shows what admins do', async () => {
      await directory.savePerson(T1, { ...facts, isAdmin: false }, now());
      for (const [nth, isAdmin] of [true, true, false].entries())
        await directory.savePerson(T1, { ...facts, isAdmin }, now() + 1 + nth);
      expect(await wishes()).toEqual({ ann: [3, now()], bob: [1, 0], cem: [1, 0] });
    });

    it('is redrawn for somebody who becomes a guest, since they see less', async () => {
      await directory.savePerson(T1, facts, now());
      await directory.savePerson(T1, { ...facts, memberType: 'guest' }, now() + 1);
      const before = (await wishes())['ann']?.[0] ?? 0;
      await directory.savePerson(T1, { ...facts, memberType: 'guest' }, now() + 2);
      expect((await wishes())['ann']?.[0]).toBe(before);
      expect(before).toBeGreaterThan(1);
      expect((await wishes())['bob']).toEqual([1, 0]);
    });
  });

  describe('a list of members', () => {
    beforeEach(() => channel(world, 'TEAM', ['ann', 'bob']));

    it('takes the place of the older one, and no older one takes its place', async () => {
      expect(await directory.setMembers(T1, TEAM, [ann, ann], noon + 2)).toBe(true);
      expect(await directory.setMembers(T1, TEAM, [ann, bob], noon + 1)).toBe(false);
      expect(await members()).toEqual(['ann']);
      expect(await directory.setMembers(T1, WORK, [ann], noon)).toBe(false);
    });

    it('that was asked for before somebody left does not bring them back', async () => {
      await directory.memberLeft(T1, TEAM, bob, noon + 5);
      expect(await directory.setMembers(T1, TEAM, [ann, bob], noon + 4)).toBe(false);
      expect(await members()).toEqual(['ann']);
      expect(await directory.setMembers(T1, TEAM, [ann], noon + 6)).toBe(true);
    });

    it('is not changed by an event from before it was asked for', async () => {
      await directory.setMembers(T1, TEAM, [bob], noon + 10);
      await directory.memberLeft(T1, TEAM, bob, noon + 9);
      await directory.memberJoined(T1, TEAM, ann, noon + 9);
      expect(await members()).toEqual(['bob']);
      expect(await isStale()).toBe(false);
    });

    it('is unknown when an event comes so late that somebody may have left since', async () => {
      await directory.memberLeft(T1, TEAM, bob, noon + 9);
      await directory.memberJoined(T1, TEAM, bob, noon + 8);
      expect(await members()).toEqual(['ann']);
      expect(await isStale()).toBe(true);
    });

    it('grows and shrinks with events, in known channels', async () => {
      await directory.memberJoined(T1, TEAM, userId('cat'), noon + 1);
      await directory.memberJoined(T1, WORK, ann, noon + 1);
      await directory.memberLeft(T1, TEAM, ann, noon + 2);
      expect(await members()).toEqual(['bob', 'cat']);
      expect(await directory.channelsOf(T1, bob)).toEqual(['TEAM']);
      expect(await directory.channelsOf(T1, ann)).toEqual([]);
    });

    it('tells who in it is unknown', async () => {
      await people(world, { ann: 'member' });
      expect(await directory.strangers(T1, TEAM)).toEqual(['bob']);
    });
  });

  describe('a list of members in pages', () => {
    const [cat, dan] = [userId('cat'), userId('dan')];
    beforeEach(() => channel(world, 'TEAM', ['ann', 'bob']));

    const page = (users: readonly UserId[], cursor: string | null, next: string | null, askedAt: number) =>
      directory.addMembers(T1, TEAM, { users, cursor, next, askedAt });

    it('is whole with its last page alone, and people whom no page named have left', async () => {
      expect(await page([bob, cat], null, 'two', noon + 1)).toBe('more');
      expect(await directory.listOf(T1, TEAM)).toEqual({ cursor: 'two', askedAt: noon + 1 });
      // Until then what was known before is believed, and those who were read are there already.
      expect(await members()).toEqual(['ann', 'bob', 'cat']);
      expect((await directory.membersKnown(T1, TEAM))?.at).toBe(noon);
      expect(await page([dan], 'two', null, noon + 2)).toBe('whole');
      expect(await members()).toEqual(['bob', 'cat', 'dan']);
      expect(await directory.listOf(T1, TEAM)).toBeNull();
      // As old as its first page.
      expect(await directory.membersKnown(T1, TEAM)).toEqual({ at: noon + 1, count: 3 });
    });

    it('takes no page that an event came before: it is asked for again', async () => {
      await page([ann], null, 'two', noon + 1);
      await directory.memberLeft(T1, TEAM, bob, noon + 3);
      expect(await page([bob], 'two', null, noon + 2)).toBe('overtaken');
      expect(await members()).toEqual(['ann']);
      expect(await page([cat], 'two', null, noon + 4)).toBe('whole');
      expect(await members()).toEqual(['ann', 'cat']);
    });

    it('keeps who joined while it was read, whichever page would have named them', async () => {
      await page([ann], null, 'two', noon + 1);
      await directory.memberJoined(T1, TEAM, dan, noon + 2);
      expect(await page([bob], 'two', null, noon + 3)).toBe('whole');
      expect(await members()).toEqual(['ann', 'bob', 'dan']);
    });

    it('is read on by the next person who comes, and two who read it at once do no harm', async () => {
      expect(await page([ann], null, 'two', noon + 1)).toBe('more');
      expect(await page([ann], null, 'two', noon + 2)).toBe('more');
      // Of the first reading: older than the beginning of the one that goes on.
      expect(await page([bob], 'two', null, noon + 1)).toBe('overtaken');
      expect(await page([bob], 'two', 'three', noon + 3)).toBe('more');
      expect(await page([bob], 'two', 'three', noon + 4)).toBe('overtaken');
      expect(await page([cat], 'three', null, noon + 5)).toBe('whole');
      expect(await members()).toEqual(['ann', 'bob', 'cat']);
    });

    it('begins again where it was forgotten, where Lore left the channel, and where somebody in it was erased', async () => {
      const forgets: readonly (() => Promise<unknown>)[] = [
        () => directory.forgetList(T1, TEAM),
        () => directory.channelGone(T1, TEAM, noon + 9),
        () => world.store.erasing(T1, 'operator', { kind: 'person', userId: ann }),
      ];
      for (const forget of forgets) {
        await page([ann], null, 'two', noon + 1);
        await forget();
        expect(await directory.listOf(T1, TEAM)).toBeNull();
      }
    });

    it('gives a new channel the zone and language of most of its members, once they are known, and of a known one none', async () => {
      const NEW = channelId('NEW');
      const of = {
        channelId: NEW,
        kind: 'public',
        isShared: false,
        isArchived: false,
        hasLore: true,
      } as const;
      for (const [user, tz] of [
        [ann, 'Europe/Berlin'],
        [bob, 'Asia/Tokyo'],
        [cat, 'Asia/Tokyo'],
      ] as const)
        await directory.savePerson(T1, { ...facts, userId: user, tz }, noon);
      await directory.saveChannel(T1, { ...of, name: 'new' }, noon, 'ofMembers');
      expect(await directory.channel(T1, NEW)).toMatchObject({ tz: 'UTC', locale: 'en' });
      await directory.setMembers(T1, NEW, [ann, bob, cat], noon);
      expect(await directory.channel(T1, NEW)).toMatchObject({ tz: 'Asia/Tokyo', locale: 'de' });
      await directory.setMembers(T1, NEW, [ann], noon + 1);
      expect(await directory.channel(T1, NEW)).toMatchObject({ tz: 'Asia/Tokyo' });
    });
  });

  describe('a page of a workspace', () => {
    beforeEach(async () => {
      await world.store.workspaces.save({
        teamId: T1,
        enterpriseId: null,
        appId: 'A1',
        botUserId: 'B1',
        scopes: [],
        installedAt: noon,
      });
    });

    it('is kept with where to go on, or not at all', async () => {
      await directory.beginWalk(T1, noon);
      const walk = await directory.walk(T1);
      if (walk === null) throw new Error('no walk began');
      const step = { from: walk, to: { stage: 'people', cursor: 'two' } } as const;
      // A row that no database takes: the page is not kept, and neither is where it would have gone on.
      const broken = { ...facts, userId: bob, tz: null as unknown as string };
      await expect(directory.savePeople(T1, [facts, broken], noon, step)).rejects.toThrow();
      expect(await directory.person(T1, ann)).toBeNull();
      expect(await directory.walk(T1)).toEqual(walk);
      await directory.savePeople(T1, [facts], noon, step);
      expect(await directory.person(T1, ann)).toMatchObject({ userId: 'ann' });
      expect(await directory.walk(T1)).toEqual({ ...walk, cursor: 'two' });
      // What another process has read already is gone on from once.
      await directory.savePeople(T1, [facts], noon, { ...step, to: { stage: 'channels', cursor: null } });
      expect(await directory.walk(T1)).toEqual({ ...walk, cursor: 'two' });
    });

    it('of a thousand people is one transaction of a few statements, and changes of those who are known are told', async () => {
      const all = Array.from({ length: 1000 }, (_, index) => ({ ...facts, userId: userId(`u${index}`) }));
      const statements = await statementsOf(() => directory.savePeople(T1, all, noon));
      expect(statements).toBeLessThan(12);
      expect(await directory.person(T1, userId('u999'))).toMatchObject({ tz: 'Europe/Berlin' });
      const moved = all.map((one, index) => (index === 7 ? { ...one, tz: 'Asia/Tokyo' } : one));
      await directory.savePeople(T1, moved, noon + 1);
      const events = await world.store.inbox.next(T1, 10, 5);
      expect(events.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
        { type: 'user_working_time_changed', user: 'u7' },
      ]);
    });
  });
});

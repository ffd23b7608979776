/** Facts from Slack never move back in time, and where they disagree the members are unknown. */
import { day } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import type { Directory, PersonFacts } from '../../src/store/directory.ts';
import { engines } from '../support/databases.ts';
import { channel, empty, noon, openWorld, people, T1, T2, type World } from './support/world.ts';

const [TEAM, WORK] = [channelId('TEAM'), channelId('WORK')];
const [ann, bob] = [userId('ann'), userId('bob')];
const facts: PersonFacts = {
  userId: ann,
  standing: 'member',
  isAdmin: true,
  tz: 'Europe/Berlin',
  locale: 'de',
  awayUntil: noon + day,
};

describe.each(engines)('on $name', (engine) => {
  let world: World;
  let directory: Directory;
  beforeAll(async () => {
    world = await openWorld(engine);
    directory = world.store.directory;
  });
  afterAll(() => world.close());
  beforeEach(() => empty(world));

  const members = async () => {
    const rows = await world.store.house
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
        standing: 'member',
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
      expect(await world.store.inbox.next(10, 5)).toEqual([]);
    });

    it('does not come back from an older answer once their account was closed', async () => {
      await directory.savePerson(T1, facts, noon);
      await directory.personGone(T1, ann, noon + 5);
      await directory.savePerson(T1, facts, noon + 4);
      expect(await directory.person(T1, ann)).toMatchObject({ standing: 'deactivated' });
      await directory.savePerson(T1, facts, noon + 6);
      expect(await directory.person(T1, ann)).toMatchObject({ standing: 'member' });
    });
  });

  describe('a channel', () => {
    it('keeps its rhythm when its facts change, and an older answer changes nothing', async () => {
      await channel(world, 'TEAM', []);
      await directory.setRhythm(T1, TEAM, { tz: 'Asia/Tokyo', locale: 'de' });
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
});

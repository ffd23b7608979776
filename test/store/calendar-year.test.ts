/**
 * A year in a channel's calendar, read by an independent parser: clocks change twice, a holiday comes, a meeting moves, one is off, somebody is erased,
 * the channel becomes private and goes to another zone. On both engines.
 */
import { channelId, userId } from '../../src/core/ids.ts';
import type { Wanted } from '../../src/schedules/records/change.ts';
import { eventsIn, makeAddress, readCalendar } from '../support/calendar-here.ts';
import { changeRitual } from '../support/change-ritual.ts';
import { katrin, learning, mara, priya, seun, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type RotationHere, rotationOn } from '../support/rotation-here.ts';

const at = (text: string) => Date.parse(text);
const where = channelId(learning);

/** When the team met, from its local time by hand: at three in the afternoon of the first Wednesday. */
const year: readonly (readonly [
  on: string,
  from: string | null,
  what?: 'moved' | 'off' | 'erased' | 'private',
])[] = [
  ['2026-12-02', '2026-12-02T14:00:00Z'],
  // Epiphany, where the team works: the day after.
  ['2027-01-06', '2027-01-07T14:00:00Z'],
  ['2027-02-03', '2027-02-03T14:00:00Z'],
  // By hand, to ten in the morning two days later.
  ['2027-03-03', '2027-03-05T09:00:00Z', 'moved'],
  // Summer time in Berlin.
  ['2027-04-07', '2027-04-07T13:00:00Z'],
  ['2027-05-05', null, 'erased'],
  ['2027-06-02', '2027-06-02T13:00:00Z', 'private'],
  ['2027-07-07', null, 'off'],
  // In New York from here on, which is in summer time until after the meeting in November.
  ['2027-08-04', '2027-08-04T19:00:00Z'],
  ['2027-09-01', '2027-09-01T19:00:00Z'],
  ['2027-10-06', '2027-10-06T19:00:00Z'],
  ['2027-11-03', '2027-11-03T19:00:00Z'],
  ['2027-12-01', '2027-12-01T20:00:00Z'],
];

const day = 86_400_000;

describe.each(engines())('on $name', (engine) => {
  let here: RotationHere;
  beforeEach(async () => {
    here = await rotationOn(engine, 'https://lore.example.org');
    await here.turnOn(learning, katrin);
    await here.lore.store.write(async (db) => {
      await db.updateTable('person').set({ work_start: 0, work_end: 0 }).execute();
    });
    // Whoever reads it is never the one who is erased.
    await here.enrolled(learning, [mara, priya, seun]);
    await change({ rule: { every: 'month', weekday: 3, minutes: 900 } });
    await set({ holidays: 'DE-BW' });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const change = async (wanted: Wanted) => {
    const by = userId(katrin);
    const changed = await changeRitual(here.lore.store, team, where, by, 'rotation.meeting', wanted);
    expect(changed.ok).toBe(true);
    await here.settle();
  };
  const set = async (settings: { readonly holidays?: string; readonly tz?: string }) => {
    const { schedules } = here.lore.store;
    const found = await schedules.setUp(team, where, userId(katrin));
    if (!found.ok) throw new Error(found.code);
    const saved = await schedules.saveSettings(team, where, userId(katrin), {
      ...found.value.settings,
      ...settings,
    });
    expect(saved.ok).toBe(true);
    await here.settle();
  };

  it('has each meeting at its instant, once it is final and as long as it is, under one id', async () => {
    const address = await makeAddress(here, katrin, learning);
    await here.who(katrin).closeAll();
    const texts: string[] = [];
    const read = async () => {
      const { status, text } = await readCalendar(here, address);
      expect(status).toBe(200);
      texts.push(text);
      return eventsIn(text);
    };
    const ids = new Map<string, string>();
    for (const [on, from, what] of year) {
      if (on === '2027-08-04') await set({ tz: 'America/New_York' });
      await here.playUntil(at(`${on}T00:00:00Z`) - 2 * day);
      const past = (await read()).filter((event) => event.from < at(`${on}T00:00:00Z`));
      expect((await read()).length).toBe(past.length);
      const presenter = await here.presenter(on);
      await here.accepts(presenter);
      if (what === 'moved') {
        const before = (await read()).at(-1);
        expect(before?.from).toBe(at(`${on}T14:00:00Z`));
        await change({ move: { on, date: '2027-03-05', minutes: 600 } });
        expect((await read()).at(-1)).toMatchObject({ uid: before?.uid });
      }
      if (what === 'erased') {
        expect(await read()).toHaveLength(past.length + 1);
        await here.erase(presenter);
      }
      if (what === 'private') {
        const channel = here.sandbox.world.conversations.find(({ id }) => id === learning);
        if (channel !== undefined) channel.kind = 'private';
        await here.lore.store.directory.changeChannel(
          team,
          where,
          { kind: 'private' },
          here.sandbox.core.clock.now(),
        );
      }
      if (what === 'off') {
        expect(await read()).toHaveLength(past.length + 1);
        await change({ pausedUntil: '2027-07-20' });
      }
      const found = (await read()).filter((event) => event.from >= at(`${on}T00:00:00Z`));
      expect([on, found.map((event) => new Date(event.from).toISOString())]).toEqual([
        on,
        from === null ? [] : [from.replace('Z', '.000Z')],
      ]);
      for (const { uid, title } of found) {
        ids.set(uid, on);
        expect(title).toMatch(/^\p{L}+ trägt vor$/u);
      }
    }
    expect(ids.size).toBe(year.filter(([, from]) => from !== null).length);
    // Each is an instant of its own, whatever zone its reader is in.
    for (const text of texts)
      expect(text.replaceAll(/^DT(START|END|STAMP):\d{8}T\d{6}Z\r$/gm, '')).not.toMatch(
        /^DT|TZID|VTIMEZONE/m,
      );
    expect(texts.join('')).not.toMatch(/ATTENDEE|ORGANIZER|METHOD:(?!PUBLISH)/);
  });
});

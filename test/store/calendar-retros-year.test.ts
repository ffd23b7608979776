/**
 * A year of retrospectives that come round, in a channel's calendar and in two people's, read by an independent parser: clocks change in spring and in
 * autumn, one is moved, one is off, the channel goes to another zone, and each phase ends. On both engines.
 */
import { day, minute } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { retro } from '../../src/features/retro/feature.ts';
import type { Wanted } from '../../src/schedules/records/change.ts';
import { eventsIn, makeAddress, readCalendar } from '../support/calendar-here.ts';
import { changeRitual } from '../support/change-ritual.ts';
import { katrin, learning, seun, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

const noor = 'U0NOOR';
const at = (text: string) => Date.parse(text);

/** When each begins, from the channel's local time by hand: at ten in the morning of the first Wednesday. */
const year: readonly (readonly [on: string, from: string | null])[] = [
  ['2026-12-02', '2026-12-02T09:00:00Z'],
  ['2027-01-06', '2027-01-06T09:00:00Z'],
  ['2027-02-03', '2027-02-03T09:00:00Z'],
  // Moved by hand, to eleven two days later.
  ['2027-03-03', '2027-03-05T10:00:00Z'],
  // Summer time in Berlin.
  ['2027-04-07', '2027-04-07T08:00:00Z'],
  // Off, until after the summer.
  ['2027-05-05', null],
  // In New York from here on, which is in summer time until after the first Wednesday of November.
  ['2027-10-06', '2027-10-06T14:00:00Z'],
  ['2027-11-03', '2027-11-03T14:00:00Z'],
  ['2027-12-01', '2027-12-01T15:00:00Z'],
];

describe.each(engines())('on $name', (engine) => {
  let here: LoreHere;
  beforeEach(async () => {
    here = await startLoreHere({
      engine,
      address: 'https://lore.example.org',
      lore: { features: [retro] },
    });
    await here.recurs(learning, katrin, {
      'retro.round': { every: 'month', weekday: 3, minutes: 600 },
      'retro.facilitator': { before: 'retro.round', days: 5, minutes: 0 },
    });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const change = async (wanted: Wanted) => {
    const where = channelId(learning);
    const changed = await changeRitual(
      here.lore.store,
      ...([team, where, userId(katrin), 'retro.round'] as const),
      wanted,
    );
    expect(changed.ok).toBe(true);
    await here.settle();
  };
  const goTo = async (tz: string) => {
    const { schedules } = here.lore.store;
    const where = channelId(learning);
    const found = await schedules.setUp(team, where, userId(katrin));
    if (!found.ok) throw new Error(found.code);
    const saved = await schedules.saveSettings(team, where, userId(katrin), { ...found.value.settings, tz });
    expect(saved.ok).toBe(true);
    await here.settle();
  };

  it('each beginning stands at its instant, once somebody facilitates it, and each end of a phase; nobody is invited', async () => {
    const closing = async (make: () => Promise<string>) => {
      await here.who(noor).closeAll();
      return make();
    };
    const addresses = {
      channel: await makeAddress(here, noor, learning),
      noor: await closing(() => makeAddress(here, noor)),
      seun: await makeAddress(here, seun),
    };
    for (const who of [noor, seun]) await here.who(who).closeAll();
    const texts: string[] = [];
    const read = async (whose: keyof typeof addresses) => {
      const { status, text } = await readCalendar(here, addresses[whose]);
      expect(status).toBe(200);
      texts.push(text);
      return eventsIn(text);
    };
    const begins = async (whose: keyof typeof addresses, since: number) =>
      (await read(whose))
        .filter(({ title, from }) => title.startsWith('A retrospective begins') && from >= since)
        .map(({ from }) => new Date(from).toISOString().replace('.000Z', 'Z'));
    const volunteer = async () => {
      const began = here
        .posted(learning)
        .find(({ blocks }) => JSON.stringify(blocks).includes('retro.round-volunteer'));
      if (began === undefined) throw new Error('nobody was asked to facilitate');
      await here.who(noor).press(began, 'retro.round-volunteer');
      await here.settle();
    };
    const ids = new Set<string>();
    for (const [on, from] of year) {
      if (on === '2027-10-06') await goTo('America/New_York');
      const since = at(`${on}T00:00:00Z`);
      await here.playUntil(since - 2 * day);
      if (on !== '2026-12-02') {
        // Asked, and not yet final.
        expect([on, await begins('channel', since)]).toEqual([on, []]);
        await here.home(noor);
        await here.who(noor).pressInHome('retro.round-accept');
        await here.settle();
      }
      if (on === '2027-03-03') await change({ move: { on, date: '2027-03-05', minutes: 660 } });
      if (from === null) {
        expect(await begins('channel', since)).toHaveLength(1);
        await change({ pausedUntil: '2027-09-20' });
      }
      const expected = from === null || on === '2026-12-02' ? [] : [from];
      expect([on, await begins('channel', since)]).toEqual([on, expected]);
      // The same instant for who facilitates, whose own zone is another; and nothing for who does not.
      expect([on, await begins('noor', since)]).toEqual([on, expected]);
      expect([on, await begins('seun', since)]).toEqual([on, []]);
      if (from === null) continue;
      await here.playUntil(at(from) + minute);
      if (on === '2026-12-02') await volunteer();
      const ends = (await read('channel')).filter(({ title }) => title.startsWith('Ends: '));
      const rows = (await here.lore.store.system
        .selectFrom('retro' as never)
        .select(['ends_at'] as never)
        .where('ended_at' as never, 'is', null)
        .execute()) as unknown as readonly { readonly ends_at: number }[];
      expect([on, ends.map(({ to }) => to)]).toEqual([
        on,
        rows.map(({ ends_at: end }) => end - (end % 1_000)),
      ]);
      for (const { uid } of ends) ids.add(uid);
      // Where too little comes, the next one waits until somebody says how to go on.
      const main = here
        .posted(learning)
        .findLast(({ blocks }) => JSON.stringify(blocks).includes('retro.add'));
      if (main === undefined) throw new Error('nothing has begun');
      await here.who(noor).press(main, 'retro.add');
      await here.who(noor).submit({ column0: 'Calm deploys\nSlow reviews\nGood coffee' });
      await here.settle();
    }
    // One event for each phase in which it was read.
    expect(ids.size).toBe(year.filter(([, from]) => from !== null).length);
    const all = texts.join('');
    expect(all).toContain('METHOD:PUBLISH');
    expect(all).not.toMatch(/METHOD:(?!PUBLISH)|ATTENDEE|ORGANIZER|RSVP|PARTSTAT/);
    expect(all.replaceAll(/^DT(START|END|STAMP):\d{8}T\d{6}Z\r$/gm, '')).not.toMatch(/^DT|TZID|VTIMEZONE/m);
  });
});

/** A quarter of meetings with people in Berlin, New York and Tokyo, and what others learn of them. On both engines. */
import { channelId, userId } from '../../src/core/ids.ts';
import { localTime } from '../../src/core/time/zone.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { acts, dates, digestItems } from '../../src/features/forums/week.ts';
import { learning, mara, priya, secretly, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type ForumsHere, forumsOn } from '../support/forums-here.ts';

const day = 86_400_000;
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo'];

describe.each(engines())('on $name, a forum', (engine) => {
  let here: ForumsHere;
  beforeEach(async () => {
    here = await forumsOn(engine);
    // Its people are in three cities, in turns.
    const people = ['U0KATRIN', 'U0SEUN', mara, 'U0MEILING', 'U0ARJUN', 'U0NOOR', 'U0CAROL', priya];
    for (const [nth, as] of people.entries()) {
      const tz = zones[nth % zones.length] ?? '';
      await here.sandbox.page('person', { as, change: { kind: 'tz', tz } });
    }
    await here.settle();
    await here.begun();
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const now = () => here.sandbox.core.clock.now();
  const all = () => here.posted(learning).filter(({ text }) => text.startsWith('Forum: '));
  const announced = async (nth = 1) => {
    for (let days = 0; days < 40 && all().length < nth; days += 1) await here.playUntil(now() + day);
    return here.announcement();
  };
  const meetsAt = () => Number(/<!date\^(\d+)/.exec(here.announcement().text)?.[1]) * 1000;
  const inChannel = (id: string): Viewer => ({ kind: 'channel', channelId: channelId(id) });
  const asPerson = (id: string): Viewer => ({ kind: 'person', userId: userId(id) });
  const context = () => ({ now: now(), locale: 'en', tz: 'Europe/Berlin' }) as const;

  it('meets in a quarter at hours that alternate, at nobody’s night, and shows what they asked of each city', async () => {
    const held: number[] = [];
    for (let nth = 1; nth <= 3; nth += 1) {
      await announced(nth);
      held.push(meetsAt());
    }
    const hours = held.map((at) => localTime(at, 'Europe/Berlin').minutes);
    expect(new Set(hours).size).toBeGreaterThan(1);
    for (const at of held)
      for (const tz of zones) {
        const { minutes } = localTime(at, tz);
        expect(minutes).toBeGreaterThanOrEqual(6 * 60);
        expect(minutes).toBeLessThanOrEqual(22 * 60);
      }
    const { text } = here.announcement();
    for (const city of ['Berlin', 'New York', 'Tokyo']) expect(text).toContain(city);
    const carried = Object.fromEntries(
      [...text.matchAll(/(Berlin|New York) (\d+) min/g)].map(([, city = '', minutes]) => [
        city,
        Number(minutes),
      ]),
    );
    expect(Math.abs((carried['Berlin'] ?? 0) - (carried['New York'] ?? 0))).toBeLessThanOrEqual(60);
  });

  it('stands in the digests of other channels and in calendars, as far as they may know of it', async () => {
    await announced();
    const title = 'Writing for people';
    await here.setUp({ channel: website, subject: title, core: [mara, priya, 'U0DIEGO'], sponsor: 'U0SEUN' });
    for (const who of [priya, 'U0DIEGO']) {
      await here.who(who).press(await here.reads(who, title), 'forums.agree');
      await here.settle();
    }
    const there = () => here.posted(website).some(({ text }) => text.startsWith('Forum: '));
    for (let days = 0; days < 40 && !there(); days += 1) await here.playUntil(now() + day);
    const week = { channel: channelId(learning), from: now() - 7 * day, to: now() };
    const [item, ...more] = await here.lore.store.read(team, inChannel(learning), (read) =>
      digestItems.find(read, week),
    );
    expect(more).toEqual([]);
    const drawn = await here.lore.store.read(team, inChannel(learning), (read) =>
      item === undefined ? Promise.resolve(null) : digestItems.draw(read, item, context()),
    );
    expect(JSON.stringify(drawn)).toContain(title);
    // A guest reads along there, so nothing of other channels stands in its digest.
    const own = await here.lore.store.read(team, inChannel(website), (read) =>
      digestItems.find(read, { ...week, channel: channelId(website) }),
    );
    expect(own).toEqual([]);
    const span = { from: now(), to: now() + 30 * day };
    const of = (viewer: Viewer) => here.lore.store.read(team, viewer, (read) => dates(read, span, context()));
    const theirs = (viewer: Viewer) => of(viewer).then((found) => found.map(({ channel }) => channel));
    expect(await theirs(asPerson('U0HANA'))).toEqual([website]);
    expect(await theirs(asPerson('U0WILL'))).toEqual([]);
  });

  it('in a private channel nobody else learns of it', async () => {
    await here.setUp(
      { channel: secretly, core: ['U0KATRIN', 'U0SEUN', 'U0INES'], sponsor: mara, subject: 'Hiring well' },
      'U0KATRIN',
    );
    for (const who of ['U0SEUN', 'U0INES']) {
      await here.who(who).press(await here.reads(who, 'Hiring well'), 'forums.agree');
      await here.settle();
    }
    const forum = () => here.posted(secretly).filter(({ text }) => text.startsWith('Forum: '));
    for (let days = 0; days < 40 && forum().length === 0; days += 1) await here.playUntil(now() + day);
    const week = { channel: channelId(website), from: now() - 7 * day, to: now() };
    for (const viewer of [inChannel(website), inChannel(learning), asPerson(priya)]) {
      const rows = await here.lore.store.read(team, viewer, (read) =>
        Promise.all([
          digestItems.find(read, week),
          dates(read, { from: 0, to: now() + 60 * day }, context()),
        ]),
      );
      expect(JSON.stringify(rows)).not.toContain(secretly);
      expect(JSON.stringify(rows)).not.toContain('Hiring');
    }
    expect(await here.home(priya)).not.toContain('Hiring well');
  });

  it('counts what was done, and says of nobody that they came', async () => {
    await announced();
    await here.playUntil(meetsAt() + 2 * 3_600_000);
    const week = { channel: channelId(learning), from: meetsAt() - day, to: now() };
    const done = await here.lore.store.read(team, inChannel(learning), (read) => acts(read, week));
    expect(done).toMatchObject([{ kind: 'forum', by: null }]);
  });
});

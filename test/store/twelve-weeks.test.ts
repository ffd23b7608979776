/**
 * Twelve weeks on the moved clock in which eight people of one channel have questions, coaching, a forum and thanks: one takes part in
 * everything, one says "not now" to everything, and one ignores everything. On both engines.
 */
import { localTime } from '../../src/core/time/zone.ts';
import { day } from '../../src/core/clock.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { learning } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import {
  everybody,
  ignores,
  isLeftAlone,
  joinsIn,
  ofSilence,
  saysNotNow,
  type WeeksHere,
  weeksOn,
} from '../support/weeks-here.ts';

const at = ({ ts }: Message): number => Number(ts) * 1000;
const isProposal = ({ text }: Message): boolean => text.includes('A proposal for this round');

describe.each(engines())('on $name', (engine) => {
  let here: WeeksHere;
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('twelve weeks: who ignores everything is left alone, “not now” holds, and nobody is told of anybody’s silence', async () => {
    here = await weeksOn(engine);
    const began = here.sandbox.core.clock.now();
    for (let week = 1; week <= 12; week += 1) await here.week(week);

    // At most one direct message a day, and three in any seven days.
    for (const who of [ignores, saysNotNow]) {
      const times = here.sentTo(who).map(at);
      const tz = here.sandbox.world.people.find(({ id }) => id === who)?.tz ?? 'UTC';
      const days = times.map((time) => localTime(time, tz).date);
      expect(days).toEqual([...new Set(days)]);
      for (const time of times)
        expect(times.filter((one) => one > time - 7 * day && one <= time).length).toBeLessThanOrEqual(3);
    }

    // Three proposals came to nothing: from then on none comes, and it was said once, where the last one stood.
    const proposed = here.sentTo(ignores).filter(isProposal);
    expect(proposed).toHaveLength(3);
    const [last] = proposed.slice(-1);
    const stands = here.direct(ignores).find(({ ts }) => ts === last?.ts);
    expect(stands?.text).toContain('From now on these rounds rest for you');
    const half = began + 6 * 7 * day;
    const before = here.sentTo(ignores).filter((message) => at(message) < half).length;
    expect(here.sentTo(ignores).length - before).toBeLessThan(before);
    // So it is with what people ask them, and who answers each with “not now” is asked on.
    const isAsk = ({ text }: Message) => text.includes('asks you:');
    expect(here.sentTo(ignores).filter(isAsk)).toHaveLength(3);
    expect(here.direct(ignores).filter(isLeftAlone)).toHaveLength(1);
    expect(here.sentTo(saysNotNow).filter(isAsk).length).toBeGreaterThan(3);
    for (const who of everybody)
      if (who !== ignores) expect(here.direct(who).filter(isLeftAlone)).toEqual([]);
    // As they agreed to: two in 14 days, of which one may have waited a day for their hours.
    for (const who of [ignores, saysNotNow]) {
      const asked = here.sentTo(who).filter(isAsk).map(at);
      expect(asked.length).toBeGreaterThan(0);
      for (const time of asked)
        expect(asked.filter((one) => one > time - 13 * day && one <= time).length).toBeLessThanOrEqual(2);
    }

    // Nothing comes again after a “not now”: no round after the first, nothing more of the forum, each question once.
    const declined = here.sentTo(saysNotNow);
    expect(declined.filter(isProposal)).toHaveLength(1);
    expect(declined.filter(({ text }) => text.includes('forum'))).toHaveLength(1);
    expect(new Set(declined.map(({ text }) => text)).size).toBe(declined.length);

    // Who takes part in everything had the most of it.
    expect(here.sentTo(joinsIn).length).toBeGreaterThan(here.sentTo(ignores).length);

    // Nobody is told that somebody was silent: not in what was first said, not in what became of it, not in App Home.
    const homes = await Promise.all(everybody.map((who) => here.home(who)));
    const all = [
      ...everybody.flatMap((who) => [...here.sentTo(who), ...here.direct(who)].map(({ text }) => text)),
      ...here.posted(learning).map(({ text }) => text),
      ...homes,
    ];
    for (const text of all) expect(text).not.toMatch(ofSilence);
    for (const who of everybody) {
      const others = who === ignores ? [] : here.direct(who).map(({ text }) => text);
      for (const text of others) expect(text).not.toMatch(/\brest(s|ing)? for\b/);
    }
  });
});

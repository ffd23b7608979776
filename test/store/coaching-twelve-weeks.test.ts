/** Twelve weeks of one pair on the moved clock, and of one whose people ignore everything. On both engines. */
import { day } from '../../src/core/clock.ts';
import { diego, mara, priya } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type TalkingHere, talkingOn } from '../support/talking-here.ts';

const arjun = 'U0ARJUN';

describe.each(engines())('on $name', (engine) => {
  let here: TalkingHere;
  beforeEach(async () => {
    here = await talkingOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const talk = async (who: string) =>
    (await here.all('coaching_talk')).find(({ id }) => id === pairOf.get(who));
  const pairOf = new Map<string, string>();

  it('twelve weeks of one pair: they agree, meet, go on twice, and end with thanks; one that ignores everything is left alone', async () => {
    pairOf.set(mara, await here.pair(mara, diego));
    pairOf.set(priya, await here.pair(priya, arjun));
    const quietAtFirst = () => [priya, arjun].map((who) => here.direct(who).length);
    await here.later(day);
    const quiet = quietAtFirst();

    // Week 1: how often.
    await here.fills(mara, 'coaching.rhythm', { rhythm: 'fortnight' });
    await here.later(day);
    await here.press(diego, 'coaching.rhythm-agree');
    expect(await talk(mara)).toMatchObject({ rhythm: 'fortnight', state: 'going' });

    // They meet every second week, and note it in turns; after the third each is asked.
    const meetOnce = async (who: string) => {
      await here.later(7 * day);
      await here.met(who);
      await here.later(7 * day);
    };
    for (const who of [mara, diego]) await meetOnce(who);
    expect(await talk(mara)).toMatchObject({ state: 'going' });
    expect((await talk(mara))?.['next_at']).not.toBeNull();
    await here.later(2 * day);
    await here.met(mara);
    expect(await talk(mara)).toMatchObject({ state: 'asked', round: 1 });
    // Over a weekend nobody is written to, nor does it count.
    await here.later(3 * day);
    for (const who of [mara, diego]) await here.press(who, 'coaching.check-on');
    await here.later(5 * day);
    expect(await talk(mara)).toMatchObject({ state: 'going', round: 1 });

    // They go on, and one of them ends it the second time they are asked.
    for (const who of [diego, mara, diego]) {
      await here.later(7 * day);
      await here.met(who);
    }
    expect(await talk(mara)).toMatchObject({ state: 'asked', round: 2 });
    await here.later(2 * day);
    await here.press(mara, 'coaching.check-on');
    await here.press(diego, 'coaching.check-end');
    expect(here.sent(diego)).toContain('"thanks.say"');
    await here.later(6 * day);
    expect(await talk(mara)).toMatchObject({ state: 'over' });
    for (const who of [mara, diego]) expect(here.ends(who)).toBe(1);
    expect((await here.all('coaching_meeting')).length).toBe(6);

    // Nobody who ignored everything was written to since the guide, until they are asked once, after twelve weeks.
    expect(quietAtFirst()).toEqual(quiet);
    expect(await talk(priya)).toMatchObject({ state: 'going', round: 0 });
    await here.later(30 * day);
    expect(await talk(priya)).toMatchObject({ state: 'over', round: 1 });
    for (const who of [priya, arjun]) {
      expect(here.ends(who)).toBe(1);
      expect(here.direct(who).length).toBeLessThanOrEqual(3);
      expect(here.sent(who)).not.toMatch(/did not meet|didn’t meet|no answer|missed/);
    }

    // Each of the pair got few messages in all these weeks.
    for (const who of [mara, diego]) expect(here.direct(who).length).toBeLessThanOrEqual(12);
    await here.later(30 * day);
    for (const who of [mara, diego, priya, arjun]) expect(here.ends(who)).toBe(1);
  });
});

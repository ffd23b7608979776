/** Whoever leaves three proposals in a row without an answer is left alone, told so once, and back with one press. On both engines. */
import { day, hour } from '../../src/core/clock.ts';
import { mara, priya, seun } from '../support/company.ts';
import { coachingOn, type CoachingHere, firstRound } from '../support/coaching-here.ts';
import { engines } from '../support/databases.ts';

const fortnight = 14 * day;
const rests = 'From now on these rounds rest for you';

describe.each(engines())('on $name, coaching rounds', (engine) => {
  let it_: CoachingHere;
  beforeEach(async () => {
    it_ = await coachingOn(engine);
    for (const who of [mara, priya]) await it_.join(who);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  /** Until a round, the first of which is 1, was over for some hours. */
  const over = (round: number) => it_.playUntil(firstRound + (round - 1) * fortnight + 2 * day + 3 * hour);
  const openOne = (round: number) => it_.playUntil(firstRound + (round - 1) * fortnight + hour);
  const texts = (who: string) => it_.direct(who).map(({ text }) => text);

  it('rest for somebody after three proposals in a row without an answer: told once, alone, with one press to go on', async () => {
    for (const round of [1, 2]) {
      await openOne(round);
      await it_.press(mara, 'coaching.no');
      await over(round);
      expect(texts(priya).join()).not.toContain(rests);
    }
    await over(3);
    expect(texts(priya)).toHaveLength(3);
    expect(texts(priya).at(-1)).toContain(rests);
    expect(await it_.home(priya)).toContain('rest for you: I propose nobody to you until you go on');
    // Nothing more comes, and whoever answered is told nothing else than usual.
    await over(6);
    expect(texts(priya)).toHaveLength(3);
    for (const text of [...texts(mara), await it_.home(mara)]) expect(text).not.toMatch(/\brest\b/);

    expect(await it_.press(priya, 'coaching.go-on')).toContain('You’re in again');
    expect(texts(priya).at(-1)).not.toContain(rests);
    expect(await it_.home(priya)).toContain('You take part in the coaching rounds');
    await openOne(7);
    expect(texts(priya)).toHaveLength(4);
    expect(texts(priya).at(-1)).toContain('would you like to talk with <@U0MARA>');
  });

  it('count from one again after any answer, and a round in which nobody was proposed counts for nothing', async () => {
    await over(2);
    await openOne(3);
    await it_.press(priya, 'coaching.no');
    await over(3);
    expect(texts(priya).join()).not.toContain(rests);
    expect(texts(mara).at(-1)).toContain(rests);
    // Nobody is left to be put together with.
    await over(6);
    for (const text of texts(priya)) expect(text).not.toContain(rests);
    await it_.join(seun);
    await openOne(7);
    expect(texts(priya).at(-1)).toContain('would you like to talk with <@U0SEUN>');
  });

  it('rest for nobody who was shown no proposal, since both already talk', async () => {
    await openOne(1);
    for (const who of [mara, priya]) await it_.press(who, 'coaching.yes');
    // Two people only: each round finds these two again, and shows them nothing.
    for (const round of [2, 3, 4, 5]) await over(round);
    for (const who of [mara, priya]) expect(texts(who).join()).not.toContain(rests);
  });
});

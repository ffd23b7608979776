/** Rounds: who joined is put together, each is told alone, and unless all say yes, all read the same at the same time. */
import { minute } from '../../src/core/clock.ts';
import { learning } from '../support/company.ts';
import { coachingOn, type CoachingHere, firstRound } from '../support/coaching-here.ts';
import { engines } from '../support/databases.ts';

const [mara, priya] = ['U0MARA', 'U0PRIYA'];

describe.each(engines())('on $name, a coaching round', (engine) => {
  let it_: CoachingHere;
  beforeEach(async () => {
    it_ = await coachingOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  it('proposes two people to each other, who are a pair as soon as both say yes', async () => {
    for (const who of [mara, priya]) expect(await it_.join(who)).not.toContain('errors');
    await it_.playUntil(firstRound + 10 * minute);
    expect(it_.posted(learning).map(({ text }) => text)).toEqual([
      expect.stringContaining('A coaching round has begun here'),
    ]);
    expect(it_.proposal(mara).text).toContain('would you like to talk with <@U0PRIYA>');
    expect(it_.proposal(priya).text).toContain('You both work from 09:00 to 17:30 (your time)');
    await it_.press(mara, 'coaching.yes');
    expect(it_.proposal(mara).text).toContain('You said yes.');
    expect(it_.proposal(priya).text).not.toContain('said');
    await it_.press(priya, 'coaching.yes');
    for (const who of [mara, priya]) {
      expect(it_.proposal(who).text).toContain('it’s a yes');
      expect(JSON.stringify(it_.direct(who))).toContain('Your first conversation');
    }
    // In the channel nobody reads of it.
    expect(it_.posted(learning)).toHaveLength(1);
  });
});

/** Stretch assignments: offering, taking one on, agreeing, what both say and rate, and every way out. On both engines. */
import { day, hour } from '../../src/core/clock.ts';
import { diego, hana, katrin, mara, priya, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type StretchHere, stretchOn } from '../support/stretch-here.ts';

describe.each(engines())('on $name', (engine) => {
  let here: StretchHere;
  beforeEach(async () => {
    here = await stretchOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const stateNow = async () => (await here.row('stretch_assignment'))['state'];

  it('from an offer to its end: all agree, both say how it goes, and each sees the other’s rating once both rated', async () => {
    expect(await here.offers(mara)).toContain('Offered. People in the channel find it');
    expect(await here.home(diego)).toContain('Lead the rollout of the new search');
    expect(await here.home(katrin)).not.toContain('Lead the rollout');
    expect(here.posted(website)).toEqual([]);
    expect(await here.takes(diego, priya)).toContain('On its way');
    expect(await here.home(hana)).not.toContain('Lead the rollout');
    await here.later(hour);
    expect(here.sent(mara)).toContain('would like to take this on');
    expect(here.sent(priya)).not.toContain('asks you for feedback');
    await here.press(mara, 'stretch.agree');
    await here.later(day);
    expect(here.sent(priya)).toContain('asks you for feedback');
    await here.press(priya, 'stretch.yes');
    await here.later(day);
    expect(here.sent(diego)).toContain('It begins');
    expect(await here.fills(diego, 'stretch.rate', { rating: '2' })).toContain('once both have rated');
    expect(here.sent(priya) + here.sent(diego)).not.toContain('At the start: 2: does it with help (who');
    expect(await here.home(priya)).not.toContain('does it with help');
    expect(await here.fills(priya, 'stretch.rate', { rating: '1' })).toContain('You have both rated');
    for (const who of [diego, priya])
      expect(here.sent(who)).toContain('2: does it with help (who takes it on), 1: new to it');
    expect(here.sent(mara)).not.toContain('does it with');
    await here.later(14 * day);
    for (const who of [diego, priya]) expect(here.sent(who)).toContain('One line from each of you');
    await here.fills(diego, 'stretch.check', { words: 'The plan stands' });
    await here.fills(priya, 'stretch.check', { words: 'You said no, and it was heard' });
    for (const who of [diego, priya]) {
      expect(here.sent(who)).toContain('The plan stands');
      expect(here.sent(who)).toContain('You said no, and it was heard');
    }
    expect(here.sent(mara)).not.toContain('The plan stands');
    await here.later(90 * day);
    expect(await stateNow()).toBe('rating');
    expect(await here.home(mara)).toContain('took this on, and its weeks are over.');
    expect(await here.fills(diego, 'stretch.rate', { rating: '4' })).toContain('once both have rated');
    expect(await here.fills(priya, 'stretch.rate', { rating: '3' })).toContain('You have both rated');
    expect(await stateNow()).toBe('over');
    for (const who of [diego, priya])
      expect(here.sent(who)).toContain('At the end: 4: does hard and new cases');
    await here.later(3 * day);
    for (const who of [diego, priya])
      expect(here.sent(who)).toContain('At the end: 4: does hard and new cases alone, too');
    expect(here.sent(mara)).toContain('is over');
    expect(here.posted(website)).toEqual([]);
  });
});

/** Stretch assignments: offering, taking one on, agreeing, what both say and rate, and every way out. On both engines. */
import { everyObject, textAt } from '../../sandbox/json.ts';
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
  /** What stands out in the last message that has this button. */
  const primary = (who: string, action: string) =>
    [...everyObject(here.last(who, action).blocks)]
      .filter((one) => one['style'] === 'primary')
      .map((one) => textAt(one, 'action_id'));
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
    expect(await here.home(mara)).toContain('You can answer until');
    expect(primary(mara, 'stretch.agree')).toEqual(['stretch.agree']);
    expect(here.sent(priya)).not.toContain('asks you for feedback');
    await here.press(mara, 'stretch.agree');
    expect(here.sent(mara)).toContain('then it begins.');
    await here.later(day);
    expect(here.sent(priya)).toContain('asks you for feedback');
    expect(primary(priya, 'stretch.yes')).toEqual(['stretch.yes']);
    await here.press(priya, 'stretch.yes');
    await here.later(day);
    expect(here.sent(diego)).toContain('It begins');
    expect(here.sent(diego)).toContain('Rate the skill as it is today');
    expect(primary(diego, 'stretch.rate')).toEqual(['stretch.rate']);
    expect(await here.fills(diego, 'stretch.rate', { rating: '2' })).toContain('once both of you have rated');
    expect(here.sent(priya) + here.sent(diego)).not.toContain('At the start: “2: does it with help” (the');
    expect(await here.home(priya)).not.toContain('does it with help');
    expect(await here.fills(priya, 'stretch.rate', { rating: '1' })).toContain('You have both rated');
    for (const who of [diego, priya])
      expect(here.sent(who)).toContain('“2: does it with help” (the one who takes it on), “1: new to it”');
    expect(here.sent(diego)).not.toContain('Rate the skill as it is today');
    expect(here.sent(mara)).not.toContain('does it with');
    await here.later(14 * day);
    for (const who of [diego, priya]) {
      expect(here.sent(who)).toContain('One line from each of you');
      expect(here.sent(who)).toContain('I ask again in two weeks');
      expect(primary(who, 'stretch.check')).toEqual(['stretch.check']);
    }
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
    expect(await here.fills(diego, 'stretch.rate', { rating: '4' })).toContain('once both of you have rated');
    expect(await here.fills(priya, 'stretch.rate', { rating: '3' })).toContain('You have both rated');
    expect(await stateNow()).toBe('over');
    for (const who of [diego, priya])
      expect(here.sent(who)).toContain('At the end: “4: does hard and new cases');
    await here.later(3 * day);
    for (const who of [diego, priya])
      expect(here.sent(who)).toContain('At the end: “4: does hard and new cases alone, too”');
    expect(here.sent(mara)).toContain('is over');
    expect(here.posted(website)).toEqual([]);
  });

  it('asks first who may see it, and says at the last line that it is the last', async () => {
    await here.who(mara).say(website, '/stretch offer');
    expect(here.modal(mara)).toMatch(/"Channel".*Who may see it\?.*What is it\?.*Which skill/);
    await here.who(mara).closeAll();
    await here.going(mara, diego, priya, { weeks: '4' });
    await here.later(14 * day);
    expect(here.sent(diego)).toContain('its weeks are over, and both of you can rate the skill once more');
    expect(here.sent(diego)).not.toContain('I ask again in two weeks');
  });
});

/** What a quarter came to, as its readers see it. On both engines. */
import { learning, mara } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type IndicatorsHere, indicatorsOn } from '../support/indicators-here.ts';

describe.each(engines())('on $name, indicators', (engine) => {
  let here: IndicatorsHere;
  beforeEach(async () => {
    here = await indicatorsOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('are counted once somebody asks, and shown with what each means', async () => {
    here.agreed(learning, 3, 2);
    await here.who(mara).say(learning, '/lore indicators');
    await here.settle();
    expect(here.lastTold(mara, learning)).toContain('No quarter is counted here yet');
    const page = await here.look(mara, learning);
    expect(page).toContain('M2 · What was agreed on and done');
    expect(page).toContain('Done: 2 of 3');
    expect(page).toContain('How: Done ÷');
  });
});

/** A person's sheet: sealed, for them and whom they choose, until they take it back. On both engines. */
import { mara } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type PurposeHere, purposeOn, words } from '../support/purpose-here.ts';

describe.each(engines())('on $name, a sheet', (engine) => {
  let here: PurposeHere;
  beforeEach(async () => {
    here = await purposeOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('is written by a person, for them alone', async () => {
    expect(await here.page(mara)).toContain('Nothing is written yet');
    const page = await here.writes(mara);
    for (const text of Object.values(words)) expect(page).toContain(text);
    expect(page).toContain('Only you can read this.');
  });
});

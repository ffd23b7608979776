import { learning, mara } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

describe.each(engines())('on $name', (engine) => {
  let here: LoreHere;
  beforeEach(async () => {
    here = await startLoreHere({ engine });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('begins as a draft that its channel can read of', async () => {
    await here.who(mara).say(learning, '/pathway new');
    await here.who(mara).submit({ role: 'Data engineer', about: 'For people who build pipelines' });
    await here.settle();
    expect(here.modal(mara)).toContain('Data engineer');
    expect(
      here
        .posted(learning)
        .map(({ text }) => text)
        .join(),
    ).toContain('Mara is making a pathway: *Data engineer*');
  });
});

/** Experiments, from the form that begins one to what it taught, on both databases. */
import { engines } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

const channel = 'C0WEBSITE';
const mara = 'U0MARA';

describe.each(engines())('on $name', (engine) => {
  let here: LoreHere;
  beforeEach(async () => {
    here = await startLoreHere({ engine });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  const five = {
    belief:
      'We believe that a call before each release halves rollbacks, because teams tell each other too little',
    test: 'Ten minutes before the next four releases',
    cost: 'Four hours in all',
    stop: 'Two releases in a row are a day late because of it',
    date: '2026-12-30',
  };
  const begin = async (over: Partial<typeof five> = {}, who = mara) => {
    await here.who(who).say(channel, '/experiment');
    await here.who(who).submit({ ...five, ...over });
    await here.settle();
  };
  const texts = () => here.posted(channel).map(({ text }) => text);

  it('begins with five fields, and posts a card', async () => {
    await begin();
    expect(texts().join('\n')).toContain('Stop rule: Two releases in a row are a day late because of it');
  });
});

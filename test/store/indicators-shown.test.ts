/** What a quarter came to, as its readers see it. On both engines. */
import { rowsIn } from '../support/csv-cells.ts';
import { ines, learning, mara, sam, secretly, seun, website, withHarbour } from '../support/company.ts';
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

  it('are counted once somebody asks, and shown with what each means, its formula, source, caveat and pair', async () => {
    here.agreed(learning, 3, 2);
    await here.who(mara).say(learning, '/lore indicators');
    await here.settle();
    expect(here.lastTold(mara, learning)).toContain('No quarter is counted here yet');
    const page = await here.look(mara, learning);
    for (const said of [
      'M2 · What was agreed on and done',
      'Done: 2 of 3',
      'How: Done ÷',
      'From: The indicator that the article',
      'Careful: Its owner says',
      'Read it with “Did it help?”',
    ])
      expect(page).toContain(said);
    // What nothing was done for is absent, not zero.
    expect(page).not.toContain('M8 ·');
  });

  it('say a range from ten on', async () => {
    here.agreed(learning, 30, 18);
    expect(await here.look(mara, learning)).toContain('Done: 18 of 30 (60 %; likely between 42 and 75 %)');
  });

  it('are fixed once counted: what is done later about that quarter changes nothing', async () => {
    here.agreed(learning, 3, 2);
    const page = await here.look(mara, learning);
    here.agreed(learning, 6, 6);
    expect(await here.look(mara, learning)).toBe(page);
  });

  it('of the workspace are sums of public channels, in direct messages and for `workspace`', async () => {
    here.agreed(learning, 3, 2);
    here.agreed(website, 8, 4);
    await here.look(mara, learning);
    await here.look(mara, website);
    const page = await here.look(mara, learning, 'workspace');
    expect(page).toContain('2 public channels together');
    expect(page).toContain('Done: 6 of 11 (55 %');
    expect(page).toContain(`<#${learning}>`);
  });

  it('are not said of a channel of four, and leave nothing of it in the total', async () => {
    here.agreed(secretly, 3, 2);
    await here.who(ines).say(secretly, '/lore indicators');
    await here.settle();
    expect(here.lastTold(ines, secretly)).toContain('fewer than 5 people in this channel');
    expect(await here.rows('indicator_number')).toBe('[[]]');
    expect(await here.look(mara, learning, 'workspace')).toBe('');
    expect(here.lastTold(mara, learning)).toContain('no numbers of public channels yet');
  });

  it('of a channel that is shared with others are its own, and in no total', async () => {
    await here.becomes(learning, { isShared: true });
    here.agreed(learning, 3, 2);
    expect(await here.look(mara, learning)).toContain('Done: 2 of 3');
    expect(await here.look(mara, learning, 'workspace')).toBe('');
  });

  it('count nobody of another organisation: of four of ours in a shared channel nothing is said', async () => {
    here.agreed(withHarbour, 3, 2);
    expect(await here.look(mara, withHarbour)).toBe('');
    expect(here.lastTold(mara, withHarbour)).toContain('fewer than 5 people');
  });

  it('are the same for a member, an admin and a head of the company: no role sees more', async () => {
    here.agreed(learning, 3, 2);
    await here.look(mara, learning);
    const all = [];
    for (const who of [mara, seun, ines, 'U0ELLIOT'])
      all.push(await here.look(who, 'C0GENERAL', 'workspace'));
    expect(new Set(all).size).toBe(1);
    expect(all[0]).toContain('Done: 2 of 3');
  });

  it.each([`<@${mara}>`, '@mara', `<@${mara}|mara> last quarter`])(
    'of a person cannot be asked for: `/indicators %s` says why not',
    async (typed) => {
      here.agreed(learning, 3, 2);
      await here.look(mara, learning);
      expect(await here.look(seun, learning, typed)).toBe('');
      expect(here.lastTold(seun, learning)).toContain('There are no numbers about people here');
    },
  );

  it('say to a guest that the workspace’s are for its members, and show those of the guest’s channel', async () => {
    here.agreed(website, 3, 2);
    await here.look(mara, website);
    expect(await here.look(sam, website)).toContain('Done: 2 of 3');
    expect(await here.look(sam, website, 'workspace')).toBe('');
    expect(here.lastTold(sam, website)).toContain('for its full members');
    expect(await here.home(sam)).not.toContain('Indicators of learning');
  });

  it('answer a word that they do not know with one that they do', async () => {
    await here.look(mara, learning, 'worksapce');
    expect(here.lastTold(mara, learning)).toContain('Did you mean `/indicators workspace`');
  });

  it('stand in App Home in a few lines, with a button to all', async () => {
    here.agreed(learning, 3, 2);
    await here.look(mara, learning);
    await here.who(mara).closeAll();
    expect(await here.home(mara)).toContain('Done: 2 of 3');
    await here.who(mara).pressInHome('indicators.show');
    await here.settle();
    expect(here.modal(mara)).toContain('M2 · What was agreed on and done');
  });

  it('are printed and counted with in files for the person who asks', async () => {
    here.agreed(learning, 3, 2);
    await here.look(mara, learning);
    const page = await here.file(mara, 'page');
    expect(page).toContain('<h2>M2 · What was agreed on and done</h2>');
    expect(page).toContain('#learning: 8 people, counted by ');
    expect(here.sandbox.world.uploads.at(-1)?.name).toMatch(/^indicators-\d{4}-q[1-4]\.html$/);
    const rows = rowsIn((await here.file(mara, 'table')).replace('\uFEFF', ''));
    expect(rows.find(([, , , id]) => id === 'M2.done')?.slice(1, 7)).toEqual([
      '#learning',
      '8',
      'M2.done',
      'Done',
      '2',
      '3',
    ]);
  });

  it('can be asked for an earlier quarter, once there are two', async () => {
    here.agreed(learning, 3, 2);
    const first = here.quarter();
    await here.look(mara, learning);
    await here.nextQuarter();
    here.agreed(learning, 4, 4);
    await here.nextQuarter();
    await here.look(mara, learning);
    await here.who(mara).pressInModal('indicators.another', { holds: `"q":${first}` });
    await here.settle();
    expect(here.modal(mara)).toContain('Done: 2 of 3');
  });
});

/** Beginning an experiment, and starting it, on both databases. */
import { diego, hana, mara, priya, sam, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type ExperimentsHere, experimentsOn, five } from '../support/experiments-here.ts';

describe.each(engines())('on $name, an experiment', (engine) => {
  let here: ExperimentsHere;
  beforeEach(async () => {
    here = await experimentsOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('begins with five fields, and posts one card that says them', async () => {
    expect(await here.begin()).not.toContain('errors');
    const { text } = here.card();
    for (const words of [five.belief, five.test, five.cost, five.stop]) expect(text).toContain(words);
    expect(text).toContain('in preparation');
    expect(text).toContain('Mara');
    expect(text).not.toContain('<@');
    expect(here.posted(website)).toHaveLength(1);
  });

  it('takes what is typed after the command as what is believed', async () => {
    await here.who(mara).say(website, '/experiment x');
    expect(here.modal(mara)).toContain('"initial_value":"x"');
    await here.who(mara).closeAll();
    await here.who(mara).say(website, '/experiment We believe that less is more');
    expect(here.modal(mara)).toContain('We believe that less is more');
    expect(here.modal(mara)).toContain('All members of the workspace can read and find it');
  });

  it('a word that is nearly a command is answered with a guess and how it works, not with a form', async () => {
    await here.who(mara).say(website, '/experiment hlep');
    expect(here.who(mara).told(website).join()).toContain('Did you mean `/experiment help`?');
    await here.who(mara).say(website, '/experiment lsit');
    expect(here.who(mara).told(website).join()).toContain('Did you mean `/experiment list`?');
    expect(here.who(mara).modal()).toBeUndefined();
  });

  it('a stop rule that is empty is refused, with an example', async () => {
    expect(await here.begin({ stop: '   ' })).toContain('Say when you stop early');
    // Spaces without width: there is nothing to see.
    expect(await here.submit(mara, { stop: '\u200b\u2060' })).toContain('Say when you stop early');
    expect(here.posted(website)).toEqual([]);
    expect(await here.submit(mara, { stop: five.stop })).not.toContain('errors');
    expect(here.card().text).toContain(five.cost);
  });

  it('a date in the past is refused, and today, and one that is too far away', async () => {
    expect(await here.begin({ date: '2020-01-01' })).toContain('isn’t ahead of us');
    expect(await here.submit(mara, { date: '2026-11-24' })).toContain('isn’t ahead of us');
    expect(await here.submit(mara, { date: '2028-01-01' })).toContain('more than a year away');
    expect(here.posted(website)).toEqual([]);
  });

  it('cannot be begun by a guest, who is told what they can do', async () => {
    await here.who(sam).say(website, '/experiment');
    expect(here.who(sam).told(website).join()).toContain('Guests can’t start this');
    expect(here.who(sam).modal()).toBeUndefined();
  });

  it('starts once its owner says so: what was written is locked, and the thread says so', async () => {
    await here.begin();
    await here.press(diego, 'experiments.start');
    expect(here.who(diego).told(website).join()).toContain('Only who owns it');
    expect(await here.start()).not.toContain('errors');
    expect(here.card().text).toContain('Experiment since Tue 24 November');
    expect(here.card().text).toContain('What was written is locked');
    expect(here.replies().join()).toContain('Mara is asked at half time and on Tue 22 December');
    await here.press(mara, 'experiments.decide');
    await here.who(mara).closeAll();
  });

  it('who reads it in another zone reads the day that was chosen', async () => {
    await here.begin({}, hana);
    await here.press(hana, 'experiments.start');
    expect(here.modal(hana)).toContain('on Tue 22 December');
    await here.submit(hana);
    await here.who(hana).say(website, '/experiment list');
    expect(here.modal(hana)).toContain('Until Tue 22 December');
    await here.who(hana).closeAll();
    expect(await here.home(hana)).toContain('It runs until Tue 22 December');
    await here.days(15);
    expect(here.directWith(hana, 'Half of the time is over').text).toContain('once more on Tue 22 December');
  });

  it('started twice it is started once', async () => {
    await here.begin();
    const before = structuredClone(here.card());
    await here.start();
    expect(await here.pressOld(mara, before, 'experiments.start')).toContain('running since Tue 24 November');
    expect(here.replies()).toHaveLength(1);
  });

  it('shows what could go wrong without names once it starts, and until then only to who wrote it', async () => {
    await here.begin();
    for (const [who, risks] of [
      [diego, 'Nobody comes\nIt takes an hour'],
      [hana, 'nobody comes\nThe call is at night for me'],
      [sam, 'Guests are not invited'],
    ] as const) {
      await here.press(who, 'experiments.foresee');
      await here.submit(who, { risks });
    }
    await here.press(diego, 'experiments.foresee');
    expect(here.modal(diego)).toContain('It takes an hour');
    await here.submit(diego, { risks: 'It takes two hours' });
    await here.press(priya, 'experiments.foresee');
    expect(here.modal(priya)).not.toContain('hour');
    await here.who(priya).closeAll();
    expect(here.replies()).toEqual([]);
    expect(await here.export(hana)).toContain('The call is at night for me');
    await here.start();
    const [risks = ''] = here.replies();
    for (const words of [
      'obody comes',
      'It takes two hours',
      'The call is at night for me',
      'Guests are not',
    ])
      expect(risks).toContain(words);
    expect(risks).not.toContain('It takes an hour');
    expect(risks).not.toMatch(/Hana|Diego|Sam/);
    // Nobody knows who wrote what any more.
    expect(await here.rows('authorship')).not.toContain('experiment_risk');
  });

  it('is called off by its owner alone, and says so to who presses an old button', async () => {
    await here.begin();
    const before = structuredClone(here.card());
    await here.press(mara, 'experiments.call-off');
    expect(here.card().text).toContain('called off Tue 24 November');
    expect(await here.pressOld(mara, before, 'experiments.start')).toContain('over on Tue 24 November');
    expect(await here.pressOld(diego, before, 'experiments.change')).toContain('over on Tue 24 November');
  });
});

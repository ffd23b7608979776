/** Changing an experiment: versions, two at once, an owner who leaves, what an admin protects. On both databases. */
import { diego, hana, ines, katrin, mara, priya, sam, website } from '../support/company.ts';
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
  const change = async (who: string, fields: Readonly<Record<string, string>>) => {
    await here.press(who, 'experiments.change');
    return here.submit(who, fields);
  };

  it('is changed by anyone of its channel, each change being a version that says what, when and by whom', async () => {
    await here.begin();
    expect(await change(diego, { prediction: 'From four in ten to two', metric: 'Rollbacks' })).not.toContain(
      'errors',
    );
    await here.start();
    await change(mara, { stop: 'One release is late', date: '2026-12-20' });
    expect(here.card().text).toContain('Stop rule: One release is late');
    expect(here.card().text).toContain('One change so far');
    expect(here.replies().at(-1)).toBe('Mara changed “Stop rule” and “To be decided by”: version 3.');
    await here.press(priya, 'experiments.versions');
    const versions = here.modal(priya);
    expect(versions).toContain('Version 3, after the start');
    expect(versions).toContain('Version 2, before the start');
    expect(versions).toContain('From four in ten to two');
    expect(versions).toContain(five.stop);
    expect(versions).toMatch(/<@U0DIEGO>.*As it was begun.*<@U0MARA>/);
  });

  it('two versions edited at once: the second is told, sees the newer, and loses nothing', async () => {
    await here.begin();
    await here.press(diego, 'experiments.change');
    await here.press(hana, 'experiments.change');
    await here.submit(diego, { cost: 'Six hours', question: 'Does it help?' });
    await here.submit(hana, { cost: 'Three hours', test: 'Only two releases', date: '2026-12-18' });
    const newer = await here.modalWith(hana, 'Meanwhile');
    expect(newer).toContain('Meanwhile <@U0DIEGO> changed it');
    expect(newer).toContain('Six hours');
    // Only where both wrote, she chooses.
    expect(newer.match(/You had typed/g)).toHaveLength(1);
    expect(newer).toContain('Three hours');
    expect(here.card().text).toContain('Six hours');
    expect(await here.submit(hana, {})).not.toContain('errors');
    const { text } = here.card();
    for (const words of ['Six hours', 'Does it help?', 'Only two releases', 'Fri 18 December'])
      expect(text).toContain(words);
  });

  it('two who choose another day at once: the second reads which one they had chosen', async () => {
    await here.begin();
    await here.press(diego, 'experiments.change');
    await here.press(hana, 'experiments.change');
    await here.submit(diego, { date: '2026-12-17', owner: diego });
    await here.submit(hana, { date: '2026-12-18' });
    expect(await here.modalWith(hana, 'Meanwhile')).toContain('You had chosen Fri 18 December');
    expect(await here.submit(hana, { date: '2026-12-18' })).not.toContain('errors');
    expect(here.card().text).toContain('Fri 18 December');
    expect(here.card().text).toContain('Diego owns it');
  });

  it('saved without a change it is no version', async () => {
    await here.begin();
    await change(diego, {});
    await here.start();
    await change(diego, {});
    expect(here.card().text).not.toContain('so far');
  });

  it('is not changed by guests, who read why', async () => {
    await here.begin();
    await here.press(sam, 'experiments.change');
    expect(here.who(sam).told(website).join()).toContain('Ask a full member of the channel');
  });

  it('an owner who leaves the channel: it is asked who takes it over, and they are asked from then on', async () => {
    await here.begin();
    await here.start();
    await here.slack('membership', { as: mara, channelId: website, change: 'leave' });
    expect(here.card().text).toContain('nobody owns it');
    const asked = here.posted(website).findLast(({ text }) => text.includes('Who takes it over?'));
    if (asked === undefined) throw new Error('nobody was asked');
    const again = structuredClone(asked);
    await here.who(hana).press(asked, 'experiments.take-over');
    await here.settle();
    expect(await here.pressOld(diego, again, 'experiments.take-over')).toContain('Somebody owns it already');
    expect(here.who(hana).told(website).join()).toContain('It’s yours now');
    expect(here.card().text).toContain('Hana owns it');
    expect(here.replies().at(-1)).toBe('Hana took it over.');
    await here.days(16);
    expect(here.directWith(hana, 'Half of the time').text).toContain(five.stop);
    expect(
      here
        .direct(mara)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('Half of the time');
  });

  it('an owner who leaves the workspace: the same, once', async () => {
    await here.begin();
    await here.slack('person', { userId: mara, change: { kind: 'deactivate' } });
    expect(here.card().text).toContain('nobody owns it');
    expect(here.replies().filter((text) => text.includes('Who takes it over?'))).toHaveLength(1);
    await here.press(priya, 'experiments.take-over');
    expect(here.card().text).toContain('Priya owns it');
  });

  it('an owner who has their data erased: what others wrote stays, and it can be taken over', async () => {
    await here.begin();
    await change(diego, { test: 'Only the next two releases' });
    await here.erase(mara);
    expect(here.card().text).toContain('Only the next two releases');
    expect(here.card().text).not.toContain(five.belief);
    expect(here.card().text).not.toContain('Mara');
    await here.press(diego, 'experiments.take-over');
    await here.press(diego, 'experiments.start');
    expect(here.who(diego).told(website).join()).toContain('Something is missing');
    await change(diego, { belief: 'We believe in it', cost: 'An hour', stop: 'At once' });
    expect(await here.start({}, diego)).not.toContain('errors');
    expect(here.card().text).toContain('Experiment since');
  });

  it('handed to somebody else by name, who has to be a full member of the channel', async () => {
    await here.begin();
    expect(await change(mara, { owner: ines })).toContain('aren’t in this channel');
    expect(await here.submit(mara, { owner: sam })).toContain('guests can’t own one');
    expect(await here.submit(mara, { owner: hana })).not.toContain('errors');
    expect(here.card().text).toContain('Hana owns it');
  });

  it('what is protected is kept by admins, from where all read it', async () => {
    await here.who(mara).say(website, '/experiment protected');
    expect(here.who(mara).told(website).join()).toContain('Nothing is protected yet');
    expect(await here.protects('Sign-in', 'Payments', 'Customer data', 'payments')).not.toContain('errors');
    await here.who(mara).say(website, '/experiment protected');
    const told = here.who(mara).told(website).at(-1) ?? '';
    expect(told.match(/sign-in|customer data|payments/gi)).toEqual(['Customer data', 'Payments', 'Sign-in']);
    await here.who(ines).say('C0PEOPLE', '/experiment protected');
    expect(here.who(ines).told('C0PEOPLE').join()).toContain('from a public channel');
  });

  it('a protected operation named only in free text is asked about, not guessed', async () => {
    await here.protects('Payments', 'Customer data');
    await here.begin({ test: 'We leave the new payments on for a day' });
    const asked = await here.modalWith(mara, 'You mention what an admin protects: Payments');
    expect(asked).toContain('None of them');
    expect(here.card().text).not.toContain('Touches');
    expect(await here.submit(mara, { touches: here.listed(mara, 'None of them') })).not.toContain('errors');
    expect(here.card().text).not.toContain('protected');
    // What was answered is not asked again.
    await change(mara, { cost: 'Five hours' });
    expect(here.who(mara).modal()).toBeUndefined();
    await change(mara, { cost: 'Five hours, and no customer is called' });
    expect(await here.modalWith(mara, 'You mention')).toContain('Customer data');
  });

  it('left unanswered, it is asked again before it starts', async () => {
    await here.protects('Payments');
    await here.begin();
    await here.press(mara, 'experiments.start');
    const both = here.listed(mara, 'Payments', 'None of them');
    expect(await here.submit(mara, { touches: both })).toContain('Choose either what it touches');
    expect(await here.submit(mara, { touches: here.listed(mara, 'None of them') })).not.toContain('errors');
    expect(here.card().text).toContain('Experiment since');
  });

  it('one that touches something protected starts once its approver, who is not the owner, approved', async () => {
    await here.protects('Payments');
    await here.begin();
    await here.press(mara, 'experiments.start');
    const payments = { touches: here.listed(mara, 'Payments') };
    expect(await here.submit(mara, payments)).toContain('Choose who approves');
    expect(await here.submit(mara, { ...payments, approver: mara })).toContain('can’t approve it');
    expect(await here.submit(mara, { ...payments, approver: sam })).toContain('Choose a full member');
    expect(await here.submit(mara, { ...payments, approver: ines })).not.toContain('errors');
    expect(here.card().text).toContain('Inês is asked to approve');
    await here.press(mara, 'experiments.start');
    expect(here.modal(mara)).toContain('<@U0INES> is asked first');
    expect(await here.submit(mara)).not.toContain('errors');
    expect(here.card().text).toContain('in preparation');
    await here.days(1);
    await here.pressDirect(ines, 'touches something protected', 'experiments.disapprove');
    expect(here.card().text).toContain('doesn’t approve of it as it is');
    await here.press(mara, 'experiments.start');
    expect(here.who(mara).told(website).join()).toContain('It isn’t approved as it is');
    await here.pressDirect(ines, 'touches something protected', 'experiments.approve');
    expect(here.replies().join()).toContain('<@U0MARA>, Inês approved.');
    expect(await here.start()).not.toContain('errors');
    expect(here.card().text).toContain('Experiment since');
    // A change of what was approved asks again.
    await change(hana, { test: 'Everything at once' });
    await here.days(2);
    expect(here.card().text).toContain('Inês is asked to approve');
    expect(here.directWith(ines, 'Everything at once').text).toContain('touches something protected');
    expect(here.directWith(ines, 'This question about').text).toContain('in a new message');
  });

  it('an approver of another channel who leaves the workspace: its owner reads so, and names somebody else', async () => {
    await here.protects('Payments');
    await here.begin();
    await here.press(mara, 'experiments.start');
    await here.submit(mara, { touches: here.listed(mara, 'Payments'), approver: katrin });
    await here.slack('person', { userId: katrin, change: { kind: 'deactivate' } });
    await here.start();
    expect(await here.modalWith(mara, 'The person who was to approve')).toContain('Name somebody else');
    await here.who(mara).closeAll();
    await here.press(mara, 'experiments.change');
    expect(await here.submit(mara, { approver: diego })).not.toContain('errors');
    await here.start();
    expect(here.card().text).toContain('Diego is asked to approve');
  });

  it('what stood on the list when it was ticked still waits for its approver, who can be named', async () => {
    await here.protects('Payments');
    await here.begin();
    await here.press(mara, 'experiments.start');
    await here.submit(mara, { touches: here.listed(mara, 'Payments'), approver: hana });
    expect(await here.protects()).not.toContain('errors');
    await here.erase(hana);
    await here.press(mara, 'experiments.start');
    expect(await here.submit(mara)).toContain('Choose who approves');
    expect(await here.submit(mara, { approver: diego })).not.toContain('errors');
    expect(here.card().text).toContain('Diego is asked to approve');
  });

  it('an approver who has their data erased: somebody else is named', async () => {
    await here.protects('Payments');
    await here.begin();
    await here.press(mara, 'experiments.start');
    await here.submit(mara, { touches: here.listed(mara, 'Payments'), approver: hana });
    await here.erase(hana);
    expect(here.card().text).toContain('somebody has to approve');
    expect(await here.export(hana)).not.toContain(five.belief);
  });

  it('an approver who leaves the workspace: somebody else is named', async () => {
    await here.protects('Payments');
    await here.begin();
    await here.press(mara, 'experiments.start');
    await here.submit(mara, { touches: here.listed(mara, 'Payments'), approver: hana });
    await here.slack('person', { userId: hana, change: { kind: 'deactivate' } });
    expect(here.card().text).toContain('somebody has to approve');
    expect(await here.start({ approver: diego })).not.toContain('errors');
    expect(here.card().text).toContain('Diego is asked to approve');
  });
});

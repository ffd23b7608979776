/** Stretch assignments: what is refused, who says no, and every way out. On both engines. */
import { day, hour } from '../../src/core/clock.ts';
import { diego, hana, ines, katrin, mara, priya, sam, secretly, seun, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { rollout, type StretchHere, stretchOn } from '../support/stretch-here.ts';
import { withoutIds } from '../support/talking-here.ts';

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
  const offerNow = async () => (await here.row('stretch_offer'))['state'];
  const proposed = async () => {
    await here.offers(mara);
    await here.takes(diego, priya);
    await here.later(hour);
    await here.press(mara, 'stretch.agree');
    await here.later(day);
  };

  it('a challenge of 5 without support is refused where it was typed, and nothing is lost', async () => {
    expect(await here.offers(mara, { challenge: '5' })).toContain('A challenge of 5 needs support');
    // There is nothing to see in it.
    expect(await here.offers(mara, { challenge: '5', support: '\u200b\u2060' })).toContain(
      'A challenge of 5 needs support',
    );
    expect(await here.all('stretch_offer')).toEqual([]);
    expect(await here.offers(mara, { challenge: '5', support: 'An hour each week' })).toContain('Offered.');
    expect(await here.offers(mara, { challenge: '4' })).toContain('Offered.');
  });

  it('each wrong field of an offer says so with an example', async () => {
    const wrong = await here.offers(mara, { what: ' ', skill: ' ' });
    expect(wrong).toContain('For example: Lead the rollout of the new search');
    expect(wrong).toContain('For example: Leading a rollout');
    expect(await here.all('stretch_offer')).toEqual([]);
  });

  it('guests neither offer nor take on, and are told whom they can ask', async () => {
    await here.who(sam).say(website, '/stretch offer');
    await here.who(sam).say(website, '/stretch');
    await here.settle();
    expect(here.who(sam).told(website).join()).toMatch(/for full members.*for full members/);
    expect(await here.home(sam)).not.toContain('Stretch assignments');
  });

  it('feedback comes from somebody else who is a full member', async () => {
    await here.offers(mara);
    expect(await here.takes(diego, diego)).toContain('Feedback comes from somebody else');
    expect(await here.takes(diego, sam)).toContain('They’re a guest');
    expect(await here.takes(diego, 'U0LORE')).toMatch(/An app can’t give feedback|no account here/);
    await here.deactivates(hana);
    expect(await here.takes(diego, hana)).toContain('no account here any more');
    expect(await here.all('stretch_assignment')).toEqual([]);
    expect(await offerNow()).toBe('open');
  });

  it('of two who take the same thing on at once, one has it and the other is told', async () => {
    await here.offers(mara);
    for (const who of [diego, hana]) {
      await here.who(who).say(website, '/stretch');
      await here.who(who).pressInModal('stretch.look');
    }
    await here.settle();
    await Promise.all([diego, hana].map((who) => here.who(who).submit({ partner: priya })));
    await here.settle();
    const answers = [diego, hana].map(here.modal);
    expect(JSON.stringify(answers).match(/On its way/g)).toHaveLength(1);
    expect(JSON.stringify(answers)).toContain('somebody takes it on already');
    expect(await here.all('stretch_assignment')).toHaveLength(1);
  });

  it('somebody who has asked for one that has not begun asks for no second', async () => {
    await here.offers(mara);
    await here.takes(diego, priya);
    await here.offers(mara);
    expect(await here.takes(diego, priya)).toContain('You’ve asked for one already');
  });

  it('the one who offers it says not this time, or nothing: the same is read, and others find it again', async () => {
    await here.offers(mara);
    await here.takes(diego, priya);
    await here.later(hour);
    expect(await here.press(mara, 'stretch.not-now')).toContain('Others can take it on');
    await here.later(2 * day);
    const said = () => here.direct(diego).findLast(({ text }) => text.includes('Nothing came of'))?.text;
    const afterNo = said();
    expect(afterNo).toContain('Nothing came of “Leading a rollout” this time');
    expect(await offerNow()).toBe('open');
    await here.takes(diego, priya);
    await here.later(10 * day);
    expect(said()).toBe(afterNo);
    expect(here.direct(diego).filter(({ text }) => text === afterNo)).toHaveLength(2);
    expect(await offerNow()).toBe('open');
    expect(here.sent(priya)).not.toContain('feedback');
  });

  it('a partner who declines and one who says nothing read alike, and another can be named', async () => {
    const readBy = async (declines: boolean) => {
      await proposed();
      if (declines) expect(await here.press(priya, 'stretch.no')).toBe('');
      const seen = async () => [
        here.sent(diego),
        withoutIds(JSON.parse(await here.home(diego))),
        here.sent(mara),
      ];
      const soon = await seen();
      await here.later(10 * day);
      return [...soon, ...(await seen()), await here.export(diego)]
        .join('\n')
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|"(?:assignment|offer)\W+[\w.]+|stretch\.\d[\w.]+/g, '…');
    };
    const afterNo = await readBy(true);
    expect(afterNo).toContain('Nobody gives you feedback at the moment');
    expect((await here.all('stretch_no')).length).toBe(1);
    expect(await here.export(priya)).toContain('stretchDeclined');
    await here.close();
    here = await stretchOn(engine);
    expect(await readBy(false)).toBe(afterNo);
    expect(await here.fills(diego, 'stretch.name', { partner: hana })).toContain('They’re asked');
    await here.later(3 * day);
    expect(here.sent(hana)).toContain('asks you for feedback');
    await here.press(hana, 'stretch.yes');
    expect(await stateNow()).toBe('going');
  });

  it('who offers it can give feedback too, and is asked for that apart', async () => {
    await here.offers(mara);
    await here.takes(diego, mara);
    await here.later(hour);
    await here.press(mara, 'stretch.agree');
    expect(await stateNow()).toBe('proposed');
    await here.later(3 * day);
    await here.press(mara, 'stretch.yes');
    await here.fills(diego, 'stretch.rate', { rating: '2' });
    await here.fills(mara, 'stretch.rate', { rating: '3' });
    expect(here.sent(mara)).toContain(
      '“2: does it with help” (the one who takes it on), “3: does the usual alone”',
    );
    await here.press(mara, 'stretch.out');
    expect(await stateNow()).toBe('over');
    expect(here.sent(mara)).not.toContain('"stretch.out"');
  });

  it('somebody of another team takes on what every full member may see, and says nothing of their own channel', async () => {
    await here.offers(diego, { reach: 'workspace' });
    await here.who(katrin).say(secretly, '/stretch');
    await here.who(katrin).pressInModal('stretch.look');
    await here.settle();
    await here.who(katrin).submit({ partner: seun, channel: website });
    expect(here.modal(katrin)).toContain('stretch.take');
    await here.who(katrin).submit({ partner: seun, channel: secretly });
    await here.settle();
    await here.later(2 * day);
    await here.press(diego, 'stretch.agree');
    await here.later(3 * day);
    await here.press(seun, 'stretch.yes');
    await here.fills(seun, 'stretch.rate', { rating: '3' });
    expect(await here.row('stretch_assignment')).toMatchObject({ state: 'going', channel_id: secretly });
    for (const who of [diego, hana]) {
      expect(await here.home(who)).not.toContain(secretly);
      expect(here.sent(who)).not.toContain(secretly);
    }
  });

  it('what is offered in a private channel stays with its people: nobody else can be named for feedback', async () => {
    await here.who(katrin).say(secretly, '/stretch offer');
    await here.who(katrin).submit({ ...rollout, channel: secretly });
    await here.settle();
    await here.who(seun).say(secretly, '/stretch');
    await here.who(seun).pressInModal('stretch.look');
    await here.settle();
    const answer = JSON.stringify(await here.who(seun).submit({ partner: mara, channel: secretly }));
    expect(answer).toContain('not open to everybody');
    expect(await here.export(mara)).not.toContain('rollout');
    await here.who(seun).submit({ partner: ines, channel: secretly });
    await here.settle();
    await here.later(hour);
    await here.press(katrin, 'stretch.agree');
    await here.later(day);
    expect(await here.fills(seun, 'stretch.name', { partner: mara })).toContain('not open to everybody');
    expect(await here.export(mara)).not.toContain('rollout');
    expect(await here.fills(seun, 'stretch.name', { partner: katrin })).toContain('asked');
  });

  it('nothing starts before the partner has accepted', async () => {
    await proposed();
    await here.later(3 * day);
    expect((await here.row('stretch_assignment'))['began_at']).toBeNull();
    for (const who of [diego, priya]) expect(here.sent(who)).not.toContain('stretch.rate');
    expect(await stateNow()).toBe('proposed');
  });

  it('who said no can still say yes as long as it is open', async () => {
    await proposed();
    await here.press(priya, 'stretch.no');
    expect(here.sent(priya)).toContain('Only you read this');
    await here.press(priya, 'stretch.yes');
    expect(await stateNow()).toBe('going');
    expect(await here.all('stretch_no')).toEqual([]);
  });

  it('an old yes is answered kindly, once another is asked', async () => {
    await proposed();
    const asked = structuredClone(here.last(priya, 'stretch.yes'));
    await here.fills(diego, 'stretch.name', { partner: hana });
    await here.later(hour);
    expect(here.sent(priya)).not.toContain('"stretch.yes"');
    expect(await here.pressLate(priya, asked, 'stretch.yes')).toContain('isn’t yours');
    expect((await here.row('stretch_assignment'))['partner_id']).toBe(hana);
    expect(await here.export(priya)).not.toContain('Lead the rollout');
  });

  it.each([
    ['who takes it on', diego],
    ['who offers it', mara],
  ])('%s ends it at any time: over for all, and nobody reads by whom', async (_who, who) => {
    await here.going(mara, diego, priya);
    expect(await here.press(who, 'stretch.out')).toContain('No reason was asked');
    await here.later(5 * day);
    expect(await stateNow()).toBe('over');
    for (const other of [diego, mara, priya].filter((one) => one !== who)) {
      expect(here.sent(other)).toContain('“Leading a rollout” is over');
      expect(here.sent(other)).not.toContain('"stretch.out"');
    }
    expect(here.sent(who)).not.toContain('"stretch.out"');
    await here.later(20 * day);
    expect(here.sent(diego)).not.toContain('One line from each of you');
  });

  it('the partner steps out: it waits for another, with whom it goes on', async () => {
    await here.going(mara, diego, priya);
    await here.fills(diego, 'stretch.rate', { rating: '2' });
    await here.fills(priya, 'stretch.rate', { rating: '2' });
    await here.press(priya, 'stretch.out');
    await here.later(2 * day);
    expect(await stateNow()).toBe('looking');
    expect(await here.home(priya)).not.toContain('Leading a rollout');
    expect(here.sent(diego)).toContain('Name somebody by');
    await here.fills(diego, 'stretch.name', { partner: hana });
    await here.later(3 * day);
    await here.press(hana, 'stretch.yes');
    await here.later(day);
    expect(here.sent(hana)).not.toContain('does it with help');
    await here.fills(hana, 'stretch.rate', { rating: '3' });
    expect(here.sent(hana)).not.toContain('does it with help');
    await here.later(15 * day);
    expect(here.sent(hana)).toContain('One line from each of you');
    expect(here.sent(priya)).not.toContain('One line from each of you');
  });

  it('without anybody who gives feedback it ends by itself, and both others are told', async () => {
    await proposed();
    await here.later(50 * day);
    expect(await stateNow()).toBe('over');
    expect(here.sent(diego)).toContain('Nothing came of');
    expect(here.sent(mara)).toContain('Others find your offer again');
    expect(await offerNow()).toBe('open');
  });

  it('a partner whose account is closed is as one who stepped out', async () => {
    await here.going(mara, diego, priya);
    await here.deactivates(priya);
    await here.later(3 * day);
    expect(await stateNow()).toBe('looking');
    expect(here.sent(diego)).toContain('Name somebody by');
  });

  it('it is over once the account of who takes it on is closed; it goes on without who offered it', async () => {
    await here.going(mara, diego, priya);
    await here.deactivates(mara);
    await here.later(2 * day);
    expect(await stateNow()).toBe('going');
    await here.deactivates(diego);
    await here.later(3 * day);
    expect(await stateNow()).toBe('over');
    expect(here.sent(priya)).toContain('is over');
  });

  it('an offer of somebody whose account is closed is found by nobody', async () => {
    await here.offers(mara);
    await here.deactivates(mara);
    expect(await here.home(diego)).not.toContain('Lead the rollout');
  });

  it('one offer is changed, removed and offered again by its owner alone', async () => {
    await here.offers(mara, { reach: 'workspace' });
    expect(await here.home(katrin)).toContain('Lead the rollout');
    await here.home(mara);
    await here.who(mara).pressInHome('stretch.offer', { holds: 'offer' });
    await here.settle();
    await here.who(mara).submit({ what: 'Lead the move', reach: 'conversation' });
    await here.settle();
    expect(await here.home(katrin)).not.toContain('Lead the');
    expect(await here.home(diego)).toContain('Lead the move');
    await here.later(181 * day);
    expect(await here.home(diego)).not.toContain('Lead the move');
    expect(await here.home(mara)).toContain('isn’t any more');
    await here.who(mara).pressInHome('stretch.again');
    await here.settle();
    expect(await here.home(diego)).toContain('Lead the move');
    await here.home(mara);
    await here.who(mara).pressInHome('stretch.drop');
    await here.settle();
    expect(await here.all('stretch_offer')).toEqual([]);
  });
});

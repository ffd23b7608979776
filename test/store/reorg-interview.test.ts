/** Hand-over interviews: offered to who changes teams, theirs alone, and handed to the one successor whom they choose. */
import { day } from '../../src/core/clock.ts';
import { diego, hana, ines, katrin, learning, mara, priya, sam, seun, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type ReorgHere, reorgOn } from '../support/reorg-here.ts';

const asked = 'Support asks me how old contracts are billed';
const known = 'The import runs at night since the disk is slow';

describe.each(engines())('on $name', (engine) => {
  let here: ReorgHere;
  beforeEach(async () => {
    here = await reorgOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  /** The website channel is merged into the learning channel, and these people change teams; it is offered a day later. */
  const moves = async (fields: Parameters<ReorgHere['send']>[0] = { people: [diego] }) => {
    await here.brief([{ kind: 'merged', channel: website, into: [learning] }], fields);
    await here.wait(3 * day);
  };
  const offer = (who = diego) => here.saying(who, 'Your team changes from');
  const write = async (words: Record<string, string> = { asked, known }) => {
    await here.who(diego).press(offer(), 'reorg.interview');
    await here.settle();
    await here.submit(diego, words);
  };
  /** From App Home, once something is written. */
  const choose = async (who: string, parts: readonly string[] = ['asked', 'known']) => {
    await here.home(diego);
    await here.who(diego).closeAll();
    await here.who(diego).pressInHome('reorg.interview');
    await here.settle();
    await here.go(diego, 'reorg.successor-on-top');
    const answer = await here.submit(diego, { person: who, parts });
    await here.who(diego).closeAll();
    return answer;
  };
  const question = (who: string) => here.saying(who, 'hand over to you');
  const reads = (who: string) => JSON.stringify([here.direct(who), here.who(who).home()]);

  it('is offered to everybody in a channel that ends, and to nobody else; guests and others read nothing of it', async () => {
    await moves({ all: ['all'] });
    for (const who of [mara, diego, priya, hana]) expect(offer(who).text).toContain('must not get lost');
    for (const who of [seun, katrin, sam, ines])
      expect(
        here
          .direct(who)
          .map(({ text }) => text)
          .join(),
      ).not.toContain('must not get lost');
  });

  it('is offered once, reminded of once after a week, and then silent', async () => {
    await moves();
    await here.wait(8 * day);
    expect(here.saying(diego, 'I won’t ask again')).toBeDefined();
    // One of the two messages asks, not both.
    expect(here.direct(diego).filter(({ text }) => text.includes('must not get lost'))).toEqual([]);
    expect(here.saying(diego, 'in the newer message')).toBeDefined();
    expect(await here.home(diego)).toContain('your team changes from');
    const count = here.direct(diego).length;
    await here.wait(12 * day);
    expect(await here.home(diego)).toContain('your team changed on');
    expect(here.saying(diego, 'I won’t ask again').text).toContain('Your team changed on');
    // Nothing was written: a month after the change it is over.
    await here.wait(30 * day);
    expect(here.direct(diego)).toHaveLength(count);
    expect(await here.home(diego)).not.toContain('your team changed on');
    expect(JSON.stringify(here.direct(diego))).not.toContain('Your team change');
  });

  it('ends with “No, thanks”, without a reminder, and stays in App Home for a change of mind', async () => {
    await moves();
    await here.who(diego).press(offer(), 'reorg.interview-no');
    await here.settle();
    const count = here.direct(diego).length;
    expect(here.saying(diego, 'You said “No, thanks”')).toBeDefined();
    await here.wait(20 * day);
    expect(here.direct(diego)).toHaveLength(count);
    expect(await here.home(diego)).toContain('reorg.interview');
  });

  it('is the person’s alone: not in anybody’s Home, page or export, nor in a channel or the admin’s numbers', async () => {
    await moves();
    await write();
    await here.wait(day);
    expect(await here.export(diego)).toContain(known);
    for (const who of [ines, mara, priya]) {
      expect(await here.export(who)).not.toContain(known);
      expect(await here.home(who)).not.toContain(known);
    }
    expect(await here.type(ines, '/lore reorg')).not.toMatch(/interview|Diego/);
    expect(JSON.stringify([here.posted(website), here.posted(learning)])).not.toMatch(/interview|contracts/);
  });

  it('keeps what is typed as it is typed, and says what is missing', async () => {
    await moves();
    await here.who(diego).press(offer(), 'reorg.interview');
    await here.settle();
    expect(await here.submit(diego, { asked: '', known: '' })).toContain('Write something');
    await here.who(diego).type('asked', asked);
    await here.settle();
    await here.who(diego).closeAll();
    expect(await here.rows('reorg_interview')).toContain(asked);
    expect(await here.rows('reorg_interview')).toContain('"offered"');
  });

  it('is read by a successor once they agreed, and only the parts that were chosen, as they stand', async () => {
    await moves();
    await write();
    expect(await choose(seun, ['known'])).toContain('is asked');
    expect(reads(seun)).not.toContain(known);
    expect(await here.export(seun)).not.toContain(known);
    await here.wait(day);
    await here.who(seun).press(question(seun), 'reorg.take-over');
    await here.settle();
    expect(here.saying(seun, 'hands this over to you').text).toContain(known);
    expect(reads(seun)).not.toContain(asked);
    await here.wait(2 * day);
    expect(here.saying(diego, 'takes over from you')).toBeDefined();
    await here.home(diego);
    await here.who(diego).pressInHome('reorg.interview');
    await here.settle();
    await here.submit(diego, { asked, known: 'It runs at noon now' });
    await here.settle();
    expect(here.saying(seun, 'hands this over to you').text).toContain('It runs at noon now');
  });

  it('is read by a successor as it was saved, not as it is typed', async () => {
    await moves();
    await write();
    await choose(seun);
    await here.wait(day);
    await here.home(diego);
    await here.who(diego).pressInHome('reorg.interview');
    await here.settle();
    expect(here.modal(diego)).toContain('is kept once you save it');
    await here.who(diego).type('asked', 'Not yet for anybody');
    await here.settle();
    await here.who(diego).closeAll();
    await here.who(seun).press(question(seun), 'reorg.take-over');
    await here.settle();
    expect(here.saying(seun, 'hands this over to you').text).toContain(asked);
    expect(reads(seun)).not.toContain('Not yet for anybody');
  });

  it('leads from the message to a successor once something is written, and says so only until somebody is asked', async () => {
    await moves();
    await write();
    await here.who(diego).press(here.saying(diego, 'for you alone'), 'reorg.successor');
    await here.settle();
    expect(await here.submit(diego, { person: seun, parts: ['known'] })).toContain('is asked');
    expect(here.saying(diego, 'You’ve chosen somebody for your hand-over')).toBeDefined();
  });

  it('asks somebody else when a successor says no, who reads nothing of it', async () => {
    await moves();
    await write();
    await choose(seun);
    await here.wait(day);
    await here.who(seun).press(question(seun), 'reorg.take-over-no');
    await here.wait(2 * day);
    expect(here.saying(diego, 'can’t take it over')).toBeDefined();
    expect(reads(seun)).not.toContain(known);
    expect(await choose(mara)).toContain('is asked');
    await here.wait(day);
    expect(question(mara)).toBeDefined();
  });

  it('is not handed to oneself, a guest or somebody who left, nor empty', async () => {
    await moves();
    await write({ asked, known: '' });
    expect(await choose(diego)).toContain('Choose somebody else');
    expect(await choose(sam)).toContain('full member');
    expect(await choose(seun, ['known'])).toContain('wrote something');
    await here.sandbox.page('person', { as: ines, userId: seun, change: { kind: 'deactivate' } });
    await here.settle();
    expect(await choose(seun)).toContain('still here');
  });

  it('says when the successor leaves, so that another can be chosen', async () => {
    await moves();
    await write();
    await choose(seun);
    await here.sandbox.page('person', { as: ines, userId: seun, change: { kind: 'deactivate' } });
    await here.settle();
    expect(await here.home(diego)).toContain('isn’t here any more');
  });

  it('can be taken back: the successor reads nothing of it any more, and that it is gone', async () => {
    await moves();
    await write();
    await choose(seun);
    await here.wait(day);
    await here.who(seun).press(question(seun), 'reorg.take-over');
    await here.settle();
    await here.home(diego);
    await here.who(diego).pressInHome('reorg.handover-back');
    await here.settle();
    await here.home(seun);
    expect(reads(seun)).not.toContain(known);
    expect(here.saying(seun, 'took back or deleted what you were to take over')).toBeDefined();
    expect(await here.rows('reorg_handover')).not.toContain(known);
  });

  it('goes with forget in the middle of it: every word, also the successor’s copy, who reads that it is gone', async () => {
    await moves();
    await write();
    await choose(seun);
    await here.wait(day);
    await here.who(seun).press(question(seun), 'reorg.take-over');
    await here.settle();
    expect(here.saying(seun, 'hands this over to you').text).toContain(known);
    await here.erase(diego);
    await here.home(seun);
    expect(await here.rows('reorg_interview')).toBe('[[]]');
    expect(await here.rows('reorg_handover')).not.toMatch(/contracts|import|U0DIEGO/);
    expect(reads(seun)).not.toContain(known);
    expect(reads(seun)).not.toContain(asked);
    expect(here.direct(seun).at(-1)?.text).toContain('took back or deleted');
    await here.wait(10 * day);
    expect(
      here
        .direct(diego)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('must not get lost');
  });

  it('loses only their name when the successor is forgotten, and the person can choose another', async () => {
    await moves();
    await write();
    await choose(seun);
    await here.erase(seun);
    expect(await here.rows('reorg_handover')).not.toContain(seun);
    expect(await here.home(diego)).toContain('isn’t here any more');
    expect(await choose(mara)).toContain('is asked');
  });

  it('is not offered once the reorganisation is taken back', async () => {
    await here.brief([{ kind: 'archived', channel: website }], { people: [diego] });
    await here.type(ines, '/lore reorg');
    await here.go(ines, 'reorg.take-back');
    await here.wait(10 * day);
    expect(here.direct(diego)).toEqual([]);
  });
});

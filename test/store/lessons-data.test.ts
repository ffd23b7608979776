/** What becomes of a lesson when those who wrote its cards change it, take it along, are erased, or leave; and when it grows old. */
import { day } from '../../src/core/clock.ts';
import { engines } from '../support/databases.ts';
import { diego, hana, mara, priya, website } from '../support/company.ts';
import { lessonsOn, rehearse, type LessonsHere } from '../support/lessons-here.ts';

const named = { names: 'shown', cardsFor: 'channel' } as const;

describe.each(engines())('on $name', (engine) => {
  let it_: LessonsHere;
  beforeEach(async () => {
    it_ = await lessonsOn(engine);
    await it_.hold(
      'Website relaunch',
      [
        [priya, 'The import took nine hours'],
        [diego, 'The import took nine hours too'],
        [hana, 'Photos came late'],
      ],
      { fields: named },
    );
  }, 120_000);
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  const tomorrow = () => it_.playUntil(it_.sandbox.core.clock.now() + day);
  const agreedByBoth = async () => {
    await it_.write(mara, 'nine hours');
    await tomorrow();
    for (const who of [priya, diego]) await it_.answer(who, 'lessons.agree');
  };
  const shown = () => JSON.stringify(it_.proposal().blocks);

  it('new words are asked about again, except of the person who changed them, and wait where the cards are seen', async () => {
    await agreedByBoth();
    expect(shown()).toContain('For every full member of the workspace');
    expect(shown()).toContain('Diego');
    await it_.list(priya);
    await it_.who(priya).pressInModal('lessons.change');
    await it_.who(priya).submit({ title: 'Rehearse twice' });
    await it_.settle();
    expect(shown()).toContain('their authors have been asked whether it may go further');
    await tomorrow();
    expect(it_.asked(diego).at(-1)?.text).toContain('Rehearse twice');
    await it_.answer(diego, 'lessons.agree');
    expect(shown()).toContain('For every full member of the workspace');
    // The person who wrote it down has nothing to change in what others agreed to.
    expect(await it_.list(mara)).not.toContain('lessons.change');
  }, 120_000);

  it('for the channel that may read the cards anyway nobody is asked, and its authors can still take it out', async () => {
    await it_.write(mara, 'Photos came late', { ...rehearse, reach: 'conversation' });
    await tomorrow();
    expect(it_.asked(hana)).toEqual([]);
    expect(shown()).toContain('For people in this channel');
    await it_.list(hana);
    await it_.who(hana).pressInModal('lessons.take-out');
    await it_.who(hana).submit();
    await it_.settle();
    expect(await it_.tables()).not.toContain('Rehearse a move');
  }, 120_000);

  it('each takes along the lessons with a card of theirs, and what they said; the person who wrote one down takes it along too', async () => {
    await agreedByBoth();
    for (const who of [priya, mara])
      expect(await it_.export(who)).toContain('Rehearse a move with the real data');
    expect(await it_.export(priya)).toContain('"cardsOfYours":1,"agreed":1');
    expect(await it_.export(mara)).not.toContain('cardsOfYours');
    expect(await it_.export('U0NOOR')).not.toContain('Rehearse a move');
  }, 120_000);

  it('goes whole with one of its authors who is erased, from Slack too; without the person who wrote it down it stays', async () => {
    await agreedByBoth();
    await it_.erase(mara);
    expect(shown()).toContain('Rehearse a move');
    expect(await it_.tables()).not.toContain(mara);
    await it_.erase(diego);
    expect(await it_.tables()).not.toContain('Rehearse a move');
    const said = it_.sandbox.world.messages;
    expect(JSON.stringify(said)).not.toContain('Rehearse a move');
  }, 120_000);

  it('stays when one of its authors leaves the channel, who can still take it back', async () => {
    await agreedByBoth();
    await it_.sandbox.page('membership', { as: diego, channelId: website, change: 'leave' });
    await it_.settle();
    expect(shown()).toContain('For every full member of the workspace');
    await it_.list(diego);
    await it_.who(diego).pressInModal('lessons.keep-here');
    await it_.settle();
    expect(shown()).toContain('it stays that way; no reason needed');
  }, 120_000);

  it('grows old after three years, with everything that was said of it', async () => {
    await agreedByBoth();
    await it_.list(priya);
    await it_.who(priya).pressInModal('lessons.change');
    await it_.who(priya).submit({ title: 'Rehearse twice' });
    await it_.settle();
    expect(await it_.rows('lesson_version')).toContain('Rehearse a move');
    await it_.playUntil(it_.sandbox.core.clock.now() + 1_100 * day);
    expect(await it_.tables()).toBe('[[],[],[],[],[]]');
    expect(await it_.rows('lesson_version', 'lesson_trial')).toBe('[[],[]]');
  }, 120_000);
});

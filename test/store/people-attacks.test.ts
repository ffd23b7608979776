/** What somebody could try with questions, coaching and forums to learn, keep or undo what is others'. On both engines. */
import { day, minute } from '../../src/core/clock.ts';
import { channelId } from '../../src/core/ids.ts';
import { questionsAmong } from '../../src/features/questions/feature.ts';
import { coachingOn, type CoachingHere, closing, firstRound } from '../support/coaching-here.ts';
import { diego, hana, learning, mara, priya, seun, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { forumsOn, type ForumsHere, subject } from '../support/forums-here.ts';
import { type PeopleHere, startPeople } from '../support/people-here.ts';
import { downScript, migration, type QuestionsHere, startQuestions } from '../support/questions-here.ts';
import { type TalkingHere, talkingOn } from '../support/talking-here.ts';

describe.each(engines())('on $name, a question to people', (engine) => {
  let here: PeopleHere;
  beforeEach(async () => {
    here = await startPeople(engine);
    for (const who of [hana, diego]) await here.knows(who, 'migrations');
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const later = (days: number) => here.playUntil(here.sandbox.core.clock.now() + days * day);
  const opensOwn = async (who: string, action: string) => {
    await here.type(who, 'mine');
    await here.who(who).pressInModal('questions.open');
    await here.who(who).pressInModal(action);
    await here.settle();
    await here.who(who).closeAll();
  };
  const passedOn = async () => {
    await here.askPeople(mara, [hana]);
    await later(1);
    await here.passes(hana, diego);
    await later(1);
    expect(here.brought(diego)).toHaveLength(1);
  };

  it('that is taken back goes from who got it passed on, too', async () => {
    await passedOn();
    await opensOwn(mara, 'questions.withdraw');
    expect(JSON.stringify([here.direct(hana), here.direct(diego)])).not.toContain(migration);
  });

  it('that is over leaves nothing to press for who got it passed on', async () => {
    await passedOn();
    await opensOwn(mara, 'questions.close');
    expect(JSON.stringify(here.direct(diego).at(-1)?.blocks)).not.toContain('"button"');
  });

  it('quotes no private channel, also where the quote comes in with the names', async () => {
    const link = 'https://lindgrove.slack.com/archives/C0PEOPLE/p1795190400000100';
    expect(await here.choosing(mara)).toContain('questions.people');
    await here.submit(mara, { words: `${migration} ${link}`, people: [hana] });
    await here.who(mara).closeAll();
    await later(1);
    expect(await here.rows('question', 'question_ask')).not.toContain('C0PEOPLE/');
    expect(JSON.stringify(here.direct(hana))).not.toContain('C0PEOPLE');
  });
});

describe.each(engines())('on $name, a question without a name', (engine) => {
  let here: QuestionsHere;
  beforeEach(async () => {
    here = await startQuestions(engine);
    await here.ask(mara, migration, { names: 'hidden' });
    await here.answer(priya, downScript);
    await here.playUntil(Date.parse('2026-11-25T12:30:00Z'));
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('that is taken back leaves nothing that leads to who asked', async () => {
    expect(here.direct(mara).at(-1)?.text).toContain(migration);
    await here.type(mara, 'mine');
    await here.who(mara).pressInModal('questions.open');
    await here.who(mara).pressInModal('questions.withdraw');
    await here.settle();
    await here.who(mara).closeAll();
    const text = await here.rows('delivery', 'job', 'authorship', 'audience_person');
    const rows = JSON.parse(text) as readonly (readonly object[])[];
    const theirs = rows
      .flat()
      .map((row) => JSON.stringify(row))
      .filter((row) => row.includes(mara) && row.includes('questions.'));
    expect(theirs).toEqual([]);
    expect(here.everywhere()).not.toContain(downScript);
  });
});

describe.each(engines())('on $name, whom somebody would rather not meet', (engine) => {
  let here: CoachingHere;
  beforeEach(async () => {
    here = await coachingOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('is no pair with them where they said yes before they said so, and reads what silence reads', async () => {
    await here.join(mara);
    await here.join(priya);
    await here.playUntil(firstRound + 10 * minute);
    await here.press(mara, 'coaching.yes');
    await here.join(mara, { notWith: [priya] });
    await here.press(priya, 'coaching.yes');
    expect((await here.pairs()).map(({ state }) => state)).toEqual(['proposed']);
    expect(here.proposal(priya).text).toContain('You said yes.');
    await here.playUntil(closing + 10 * minute);
    for (const who of [mara, priya]) expect(here.proposal(who).text).toContain('No pair this round');
  });

  it('stays so in rounds that they left and come back to', async () => {
    await here.recurs(website, hana, { 'coaching.rounds': { every: 'fortnight', weekday: 5, minutes: 600 } });
    await here.join(mara, { notWith: [priya] });
    await here.join(mara, {}, website);
    for (const who of [priya, seun, 'U0NOOR']) await here.join(who);
    const moves = (change: 'leave' | 'join') =>
      here.sandbox.page('membership', { as: mara, channelId: learning, change });
    await moves('leave');
    await here.settle();
    await here.join(mara, { notWith: [priya, diego] }, website);
    await moves('join');
    await here.settle();
    await here.playUntil(firstRound + 10 * minute);
    const found = (await here.pairs()).map(({ one_id, two_id }) => [String(one_id), String(two_id)]);
    expect(found).toHaveLength(2);
    // They take part again, and whom they said so of is in the other pair.
    expect(found.filter((pair) => pair.includes(mara))).toHaveLength(1);
    expect(found.filter((pair) => pair.includes(mara) && pair.includes(priya))).toEqual([]);
  });

  it('stays so where the channel got other readers meanwhile, unheard, and they go on', async () => {
    const becomes = (kind: 'private' | 'public') =>
      here.lore.store.write(async (db) => {
        await db.updateTable('channel').set({ kind }).where('channel_id', '=', channelId(learning)).execute();
      });
    await becomes('private');
    await here.join(mara, { notWith: [priya] });
    await becomes('public');
    await here.join(priya);
    await here.type(mara, 'pause');
    await here.home(mara);
    await here.who(mara).pressInHome('coaching.go-on');
    await here.settle();
    await here.playUntil(firstRound + 10 * minute);
    expect(await here.pairs()).toEqual([]);
  });
});

describe.each(engines())('on $name, an ask of a mentor', (engine) => {
  let here: TalkingHere;
  beforeEach(async () => {
    here = await talkingOn(engine);
    await here.offers(seun);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('from a channel that the person left meanwhile is answered in words', async () => {
    await here.looks(mara);
    await here.sandbox.page('membership', { as: mara, channelId: website, change: 'leave' });
    await here.settle();
    expect(await here.asks(mara, seun)).toContain('"coaching.found"');
    expect(await here.all('coaching_pair')).toEqual([]);
    expect(here.modal(mara)).not.toContain('On its way');
  });
});

describe.each(engines())('on $name, what a forum shows of others', (engine) => {
  let here: ForumsHere;
  const about = `${subject}: how do we roll out and roll back`;
  beforeEach(async () => {
    here = await forumsOn(engine, (all) => [questionsAmong(all)]);
    await here.begun();
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const asks = async (who: string, words: string, names: 'shown' | 'hidden') => {
    await here.who(who).say(website, `/ask ${words}`);
    await here.who(who).submit({ place: 'workspace', names });
    await here.who(who).closeAll();
    await here.settle();
  };
  const takesBack = async (who: string) => {
    await here.who(who).say(website, '/ask mine');
    await here.who(who).pressInModal('questions.open');
    await here.who(who).pressInModal('questions.withdraw');
    await here.who(who).closeAll();
    await here.settle();
  };
  const inThread = () => JSON.stringify(here.posted(learning));

  it('goes with it, whenever it came up', async () => {
    await asks(hana, `${about} on a Friday?`, 'shown');
    for (let days = 0; days < 40 && !inThread().includes('on a Friday?'); days += 1)
      await here.playUntil(here.sandbox.core.clock.now() + day);
    expect(inThread()).toContain('on a Friday?');
    await asks(diego, `${about} on a Sunday?`, 'hidden');
    await takesBack(hana);
    expect(inThread()).not.toContain('on a Friday?');
    await takesBack(diego);
    expect(inThread()).not.toContain('on a Sunday?');
  });
});

/** Who leaves three asks in a row without an answer is left alone: told once, alone, and asked again after one press. On both engines. */
import { day } from '../../src/core/clock.ts';
import { diego, hana, mara, priya } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type PeopleHere, startPeople } from '../support/people-here.ts';
import { downScript } from '../support/questions-here.ts';

const alone = 'from now on I bring you none';
const words = [
  'How do we roll back a migration?',
  'Which migration did we test?',
  'Who reviews a migration?',
  'When is the next migration?',
];

describe.each(engines())('on $name, who may be asked', (engine) => {
  let here: PeopleHere;
  beforeEach(async () => {
    here = await startPeople(engine);
    await here.knows(hana, 'migrations');
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const later = (days: number) => here.playUntil(here.sandbox.core.clock.now() + days * day);
  /** Asks Hana that many times, each once the one before has had its time. @param from how many questions there were before */
  const asks = async (count: number, by = mara, from = 0) => {
    for (const each of words.slice(from, from + count)) {
      await here.askPeople(by, [hana], { words: each });
      await later(8);
    }
  };
  const told = () => here.direct(hana).filter(({ text }) => text.includes(alone));

  it('is told once that they are left alone after three in a row without an answer, in the last of them, and nobody else learns of it', async () => {
    await asks(2);
    expect(told()).toEqual([]);
    await asks(1, priya, 2);
    expect(here.direct(hana)).toHaveLength(3);
    expect(told().map(({ text }) => text.includes('Who reviews a migration?'))).toEqual([true]);
    expect(await here.home(hana)).toContain('I bring you no questions until you press');
    // Longer than the limit on asks would last.
    await later(30);
    for (const who of [mara, priya, diego]) {
      expect(await here.choosing(who, words[3])).toContain('nobody who fits');
      await here.who(who).closeAll();
      expect(JSON.stringify(here.direct(who))).not.toContain(hana);
    }
    expect(here.direct(hana)).toHaveLength(3);
    expect(told()).toHaveLength(1);
  });

  it('is asked again after one press, of which there is no need for a second', async () => {
    await asks(3);
    const [stood] = structuredClone(told());
    await here.press(hana, 'questions.ask-again');
    expect(here.direct(hana).at(-1)?.text).not.toContain(alone);
    expect(await here.home(hana)).toContain('Others may ask you');
    if (stood === undefined) throw new Error('nobody was told');
    await here.who(hana).press(stood, 'questions.ask-again');
    await later(7);
    await here.askPeople(mara, [hana], { words: words[3] ?? '' });
    await later(8);
    expect(here.direct(hana)).toHaveLength(4);
    // It counts from one again.
    expect(told()).toEqual([]);
  });

  it('is asked again, too, after the press in App Home, and once they say again what they know', async () => {
    await asks(3);
    await here.home(hana);
    await here.who(hana).pressInHome('questions.ask-again');
    await here.settle();
    expect(await here.home(hana)).toContain('Others may ask you');
    expect(told()).toEqual([]);
    await later(7);
    expect(await here.choosing(mara, words[3])).toContain('questions.people');
  });

  it.each(['questions.ask-later', 'an answer', 'passing it on'] as const)(
    'is not left alone after %s: any answer counts from one again',
    async (what) => {
      await here.knows(diego, 'migrations');
      await asks(2);
      await here.askPeople(mara, [hana], { words: words[2] ?? '' });
      await later(1);
      if (what === 'an answer') await here.answersAsk(hana, downScript);
      else if (what === 'passing it on') await here.passes(hana, diego);
      else await here.press(hana, what);
      await later(8);
      expect(told()).toEqual([]);
      await later(8);
      expect(await here.choosing(mara, words[3])).toContain(hana);
    },
  );

  it('is asked again once they answer one of the three after all', async () => {
    await asks(3);
    expect(told()).toHaveLength(1);
    expect(await here.answersAsk(hana, downScript)).not.toContain('errors');
    expect(told()).toEqual([]);
    expect(await here.home(hana)).toContain('Others may ask you');
  });

  it('reads it also where the last of the three is over by then', async () => {
    await asks(2);
    await here.askPeople(mara, [hana], { words: words[2] ?? '' });
    await later(1);
    await here.type(mara, 'mine');
    await here.who(mara).pressInModal('questions.open');
    await here.who(mara).pressInModal('questions.close');
    await here.settle();
    await here.who(mara).closeAll();
    expect(here.direct(hana).at(-1)?.text).toContain('doesn’t need an answer any more');
    expect(told()).toEqual([]);
    await later(8);
    expect(here.direct(hana).at(-1)?.text).toContain('doesn’t need an answer any more');
    expect(told()).toHaveLength(1);
    await here.pressDirect(hana, 'questions.ask-again');
    expect(told()).toEqual([]);
    expect(await here.home(hana)).toContain('Others may ask you');
  });

  it('has not left without an answer what somebody passed on to them', async () => {
    await here.knows(diego, 'migrations');
    for (const each of words.slice(0, 3)) {
      await here.askPeople(mara, [diego], { words: each });
      await later(4);
      await here.passes(diego, hana);
      await later(5);
    }
    expect(here.direct(hana)).toHaveLength(3);
    expect(told()).toEqual([]);
    expect(await here.choosing(mara, words[3])).toContain(hana);
  });
});

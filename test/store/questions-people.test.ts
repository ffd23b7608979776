/** Questions to people who agreed to be asked: whom somebody can choose, what each is told, and what comes of it. On both engines. */
import { day, hour } from '../../src/core/clock.ts';
import { userId } from '../../src/core/ids.ts';
import { expertise } from '../../src/features/questions/experts/rows.ts';
import { diego, hana, learning, mara, priya, sam, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { sendPayload, submissionPayload } from '../support/forged.ts';
import { type PeopleHere, startPeople } from '../support/people-here.ts';
import { downScript, migration } from '../support/questions-here.ts';

const knowledge = 'migrations';

describe.each(engines())('on $name, a question to people', (engine) => {
  let here: PeopleHere;
  beforeEach(async () => {
    here = await startPeople(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const now = () => here.sandbox.core.clock.now();
  const later = (days: number) => here.playUntil(now() + days * day);
  const becomes = async (
    who: string,
    memberType: 'deactivated' | 'guest' | 'external',
    awayUntil: number | null = null,
  ) => {
    const person = {
      userId: userId(who),
      memberType,
      isAdmin: false,
      tz: 'Europe/Berlin',
      locale: 'en',
      awayUntil,
    } as const;
    await here.lore.store.directory.savePerson(team, { ...person, name: who }, now());
  };
  /** A form in which the pieces of a line stand together. */
  const inOne = (form: string) => form.replaceAll(/"\},\{"type":"text","text":"/g, '');
  const offer = (who: string) =>
    here.direct(who).filter(({ text }) => text.includes('found the time')).length;

  describe('is chosen', () => {
    it('among people who agreed, with a reason that the asker may read, and never to themself', async () => {
      await here.knows(hana, knowledge);
      await here.knows(mara, knowledge);
      await here.knows(diego, knowledge, false);
      const form = await here.choosing(mara);
      expect(form).toContain('says they know about');
      expect(form).toContain(`"initial_users":["${hana}"]`);
      expect(form).toContain('They see your name.');
    });

    it('by what they shared where the asker may read it, and by nothing else', async () => {
      await here.who(hana).say(website, '/learned Roll back a migration with its down script');
      await here.submit(hana);
      await here.who(hana).closeAll();
      await here.knows(hana, 'gardening');
      expect(await here.choosing(mara)).toContain('shared “');
      await here.who(mara).closeAll();
      // Seun is not in the channel that Hana shared it with.
      expect(await here.choosing(seun)).toContain('nobody who fits');
    });

    it('by a lesson that they wrote and the asker may read, and says which', async () => {
      await here.knows('U0NOOR', 'gardening');
      await here.knows(hana, 'gardening');
      const write = async (who: string, channel: string, title: string, reach = {}) => {
        await here.who(who).say(channel, '/lore add');
        const happened = 'The down script of a migration was never tried';
        const fields = { title, happened, useWhen: 'Before you roll back a migration' };
        expect(await here.submit(who, { ...fields, ...reach })).not.toContain('errors');
        // One that resembles another is looked at once more before it is kept.
        if (here.modal(who).includes('"initial_value"')) await here.submit(who);
        await here.who(who).closeAll();
      };
      const [told, kept] = ['How to roll back a migration', 'Roll back a migration by night'];
      await write('U0NOOR', learning, told, { reach: 'workspace' });
      await write(hana, website, kept);
      const form = await here.choosing(seun);
      expect(inOne(form)).toContain(`U0NOOR wrote the lesson “${told}”`);
      // Of the other one, which was told to its channel alone, Seun may know nothing.
      expect(form).not.toContain(hana);
      expect(form).not.toContain(kept);
      await here.who(seun).closeAll();
      expect(inOne(await here.choosing(mara))).toContain(`${hana} wrote the lesson “${kept}”`);
    });

    it('by an answer that was accepted where the asker may read it, and says of what', async () => {
      await here.knows(priya, 'gardening');
      await here.ask(mara, migration);
      await here.answer(priya);
      await here.arrive();
      // An answer alone says nothing yet.
      expect(await here.choosing(diego)).toContain('nobody who fits');
      await here.who(diego).closeAll();
      await here.pressDirect(mara, 'questions.accept');
      await here.who(mara).closeAll();
      const again = 'How can we roll back the migration of last week?';
      expect(inOne(await here.choosing(diego, again))).toContain(`${priya} answered “${migration}”`);
      await here.who(diego).closeAll();
      // Seun is not in the channel in which it was asked.
      expect(await here.choosing(seun, again)).toContain('nobody who fits');
    });

    it('nobody knows: the form says so, keeps what was typed and proposes the channel', async () => {
      await here.knows(hana, 'gardening');
      const form = await here.choosing(mara);
      expect(form).toContain('I know of nobody who fits and has agreed to be asked. Choose the channel');
      expect(form).toContain(migration);
      expect(await here.rows('question')).toBe('[[]]');
    });

    it('refuses oneself, a guest, somebody deactivated, of another organisation, and who did not agree', async () => {
      await here.knows(hana, knowledge);
      await here.knows(diego, knowledge);
      const form = await here.choosing(mara);
      expect(form).toContain('questions.people');
      const submit = (people: readonly string[]) => here.submit(mara, { people });
      expect(await submit([mara])).toContain('That’s you.');
      expect(await submit([sam])).toContain('only ask full members');
      expect(await submit([priya])).toContain('can’t be asked at the moment');
      await becomes(diego, 'deactivated');
      expect(await submit([diego])).toContain('only ask full members');
      await becomes(diego, 'external');
      expect(await submit([diego])).toContain('only ask full members');
      expect(await submit(['U0NOBODY'])).toContain('only ask full members');
      expect(await here.rows('question', 'question_ask')).toBe('[[],[]]');
      expect(await submit([hana])).not.toContain('errors');
    });
  });

  it('goes to each alone in one direct message, with one primary button, and its answer to the asker alone', async () => {
    await here.knows(hana, knowledge);
    await here.knows(diego, knowledge);
    expect(await here.askPeople(mara, [hana, diego])).toContain('I’m asking');
    await later(1);
    for (const who of [hana, diego]) {
      expect(here.brought(who).map(({ text }) => text.split('\n').slice(0, 2))).toEqual([
        [`<@${mara}> asks you:`, migration],
      ]);
      expect(JSON.stringify(here.brought(who)[0]?.blocks).match(/"style":"primary"/g)).toHaveLength(1);
    }
    expect(await here.answersAsk(hana, downScript)).not.toContain('errors');
    await later(1);
    expect(here.direct(mara).at(-1)?.text).toContain(downScript);
    expect(JSON.stringify(here.direct(diego))).not.toContain(downScript);
    expect(here.brought(hana)[0]?.text).toContain('You answered. Thank you.');
    expect(JSON.stringify(here.brought(hana)[0]?.blocks)).not.toContain('"button"');
    await here.pressDirect(mara, 'questions.accept');
    await later(5);
    expect(offer(mara)).toBe(0);
    expect(here.posted(website).filter(({ text }) => text.includes('migration'))).toEqual([]);
    // Diego had not answered: nothing is left to press.
    expect(here.direct(diego).at(-1)?.text).toContain('doesn’t need an answer any more');
  });

  it('is answered once, not after it was answered, and by nobody whom it is not for', async () => {
    await here.knows(hana, knowledge);
    await here.knows(diego, knowledge);
    await here.askPeople(mara, [hana, diego]);
    await later(1);
    const [message] = here.brought(diego);
    if (message === undefined) throw new Error('nobody asked');
    const stood = structuredClone(message);
    await here.press(hana, 'questions.ask-answer');
    await here
      .who(priya)
      .press(stood, 'questions.ask-answer')
      .catch(() => false);
    expect(here.modal(priya)).toBe('null');
    expect(await here.submit(hana, { words: '  ' })).toContain('errors');
    expect(await here.submit(hana, { words: downScript })).not.toContain('errors');
    await here.press(diego, 'questions.ask-answer');
    await later(1);
    await here.pressDirect(mara, 'questions.accept');
    expect(await here.submit(diego, { words: 'Too late' })).toContain('doesn’t need an answer any more');
    await here.who(diego).closeAll();
    await here.who(diego).press(stood, 'questions.ask-later');
    await here.settle();
    expect(await here.rows('question_answer')).not.toContain('Too late');
  });

  it('is offered to its channel after three working days in one press, to the asker alone', async () => {
    await here.knows(hana, knowledge);
    await here.askPeople(mara, [hana]);
    await later(2);
    expect(offer(mara)).toBe(0);
    await later(4);
    expect(offer(mara)).toBe(1);
    expect(offer(hana)).toBe(0);
    await here.pressDirect(mara, 'questions.in-channel');
    expect(here.asked().at(-1)?.text).toContain(`Mara asks:\n${migration}`);
    expect(here.direct(mara).at(-1)?.text).toContain('I asked it in');
    expect(JSON.stringify(here.direct(mara).at(-1)?.blocks)).not.toContain('questions.in-channel');
  });

  it('or it waits on, once the asker presses “Not now”', async () => {
    await here.knows(hana, knowledge);
    await here.askPeople(mara, [hana]);
    await later(6);
    await here.pressDirect(mara, 'questions.not-channel');
    expect(here.direct(mara).at(-1)?.text).toContain('It waits on.');
    expect(here.asked()).toEqual([]);
    expect(await here.answersAsk(hana, downScript)).not.toContain('errors');
    await later(1);
    expect(here.direct(mara).at(-1)?.text).toContain(downScript);
  });

  it('reaches a person at most twice in 14 days, over all who ask, and then they are suggested to nobody', async () => {
    await here.knows(hana, knowledge);
    await here.knows(diego, 'gardening');
    await here.askPeople(mara, [hana], { words: 'How do we roll back a migration today?' });
    await here.askPeople(priya, [hana], { words: 'Which migration did we test?' });
    await later(1);
    expect(await here.choosing(mara)).toContain('nobody who fits');
    await here.who(mara).closeAll();
    await later(3);
    const told = here.direct(hana).map(({ text }) => text);
    expect(told.join('\n').match(/asks you:/g)).toHaveLength(2);
    // Who agrees once more has been asked as often as before.
    await here.knows(hana, `${knowledge}, more`);
    expect(await here.choosing(mara)).toContain('nobody who fits');
    await here.who(mara).closeAll();
    await later(15);
    expect(await here.choosing(mara)).toContain('questions.people');
  });

  it('asked a third time within 14 days, in a form that was open before, is refused where it was chosen', async () => {
    await here.knows(hana, knowledge);
    expect(await here.choosing(mara)).toContain('questions.people');
    await here.askPeople(priya, [hana], { words: 'How do we roll back a migration today?' });
    await here.askPeople(diego, [hana], { words: 'Which migration did we test?' });
    expect(await here.submit(mara, { people: [hana] })).toContain('can’t be asked at the moment');
  });

  it('is brought to nobody who took back between choosing and delivery that they may be asked, and looks as ever to the asker', async () => {
    await here.knows(hana, knowledge);
    expect(await here.choosing(mara)).toContain('questions.people');
    await here.who(mara).submit({ people: [hana] });
    await here.lore.store.transact(team, { kind: 'person', userId: userId(hana) }, (scope) =>
      scope.deleteOwn(expertise, {}),
    );
    await here.settle();
    expect(here.modal(mara)).toContain('I’m asking');
    await later(6);
    expect(here.brought(hana)).toEqual([]);
    expect(offer(mara)).toBe(1);
  });

  describe('passed on', () => {
    beforeEach(async () => {
      for (const who of [hana, diego]) await here.knows(who, knowledge);
      await here.askPeople(mara, [hana]);
      await later(1);
    });

    it('goes to somebody who agreed, not to oneself, the asker or who did not agree, and says nothing of by whom', async () => {
      await here.knows(mara, knowledge);
      await here.press(hana, 'questions.ask-pass');
      const form = here.modal(hana);
      expect(form).toContain('Diego');
      for (const name of ['"Hana', '"Mara', '"Priya']) expect(form).not.toContain(name);
      const view = here.who(hana).modal();
      if (view === undefined) throw new Error('no form is open');
      for (const to of [hana, mara, priya]) {
        const values = { to: { to: { type: 'static_select', selected_option: { value: to } } } };
        const forged = submissionPayload(here.sandbox, hana, view, values);
        expect((await sendPayload(here.sandbox, forged)).body).toContain('can’t be asked');
      }
      await here.who(hana).closeAll();
      expect(await here.passes(hana, diego)).not.toContain('errors');
      await later(1);
      expect(here.brought(hana)[0]?.text).toContain('You passed it on to');
      expect(here.brought(diego)[0]?.text).toContain(`<@${mara}> asks you:\n${migration}`);
      expect(JSON.stringify(here.direct(diego))).not.toContain(hana);
      await here.answersAsk(diego, downScript);
      await later(1);
      expect(here.direct(mara).at(-1)?.text).toContain(`<@${diego}> answered`);
      expect(JSON.stringify(here.direct(mara))).not.toMatch(/passed/);
    });
  });

  describe('without a name', () => {
    beforeEach(async () => {
      for (const who of [hana, diego]) await here.knows(who, knowledge);
      await here.askPeople(mara, [hana], { names: 'hidden' });
      await later(1);
    });
    const tables = [
      'question',
      'question_ask',
      'question_answer',
      'audience_person',
      'authorship',
      'delivery',
      'job',
    ];

    it('is relayed: who is asked never learns who asks, by any row, message, export or Home', async () => {
      expect(here.brought(hana)[0]?.text).toContain('Somebody who would rather not be named asks you:');
      await here.passes(hana, diego);
      await later(1);
      await here.answersAsk(diego, downScript);
      await later(1);
      expect(here.direct(mara).at(-1)?.text).toContain(downScript);
      for (const who of [hana, diego]) {
        expect(JSON.stringify(here.direct(who))).not.toContain(mara);
        expect(await here.export(who)).not.toContain(mara);
        expect(await here.home(who)).not.toContain(mara);
      }
    });

    it('leads back to nobody once it was answered: no row, audience, job or message names who asked', async () => {
      await here.answersAsk(hana, downScript);
      await later(1);
      const before = await here.rows(...tables);
      expect(before).toContain(mara);
      await here.pressDirect(mara, 'questions.accept');
      await later(1);
      const rows = JSON.parse(await here.rows(...tables)) as readonly (readonly object[])[];
      const about = rows.flat().filter((row) => /question/.test(JSON.stringify(row)) || 'words' in row);
      expect(JSON.stringify(about)).not.toContain(mara);
      expect(JSON.stringify(rows[3])).not.toContain(mara);
    });

    it('is forgotten, too, when it rests without an answer', async () => {
      await later(32);
      const rows = JSON.parse(await here.rows(...tables)) as readonly (readonly object[])[];
      expect(JSON.stringify(rows[3])).not.toContain(mara);
      expect(JSON.stringify(rows[4])).not.toContain(mara);
      await here.press(hana, 'questions.ask-answer').catch(() => undefined);
      expect(here.modal(hana)).not.toContain('questions.relay');
    });
  });

  describe('of somebody who is gone', () => {
    it('is over for who was asked when the asker leaves', async () => {
      await here.knows(hana, knowledge);
      await here.askPeople(mara, [hana]);
      await later(1);
      await becomes(mara, 'deactivated');
      await here.press(hana, 'questions.ask-answer');
      expect(here.modal(hana)).not.toContain('questions.relay');
      expect(
        JSON.stringify(here.modal(hana)) +
          here
            .direct(hana)
            .map(({ text }) => text)
            .join(),
      ).not.toContain('error');
    });

    it('goes with all its words when they are erased', async () => {
      for (const who of [hana, diego]) await here.knows(who, knowledge);
      await here.askPeople(mara, [hana]);
      await later(1);
      await here.passes(hana, diego);
      await later(1);
      await here.erase(mara);
      await here.playUntil(now() + hour);
      expect(await here.rows('question', 'question_ask')).not.toContain('migration');
      expect(here.brought(hana)).toEqual([]);
      expect(here.brought(diego)).toEqual([]);
    });
  });
});

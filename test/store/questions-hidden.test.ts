/** A question without a name: asked by Lore, accepted by who asked, and then nobody knows who that was. On both engines. */
import { userId } from '../../src/core/ids.ts';
import type { Checkpoint } from '../../src/jobs/parts.ts';
import { hana, ines, mara, priya, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { downScript, migration, type QuestionsHere, startQuestions } from '../support/questions-here.ts';

const day = 86_400_000;

describe.each(engines())('on $name, a question without a name', (engine) => {
  let here: QuestionsHere;
  /** What happens once a delivery has come so far. */
  let atPoint: (name: Checkpoint, of: string) => Promise<void>;
  beforeEach(async () => {
    atPoint = async () => {};
    here = await startQuestions(engine, [], (name, of) => atPoint(name, of));
    await here.ask(mara, migration, { names: 'hidden' });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const answered = async () => {
    await here.answer(priya);
    await here.playUntil(Date.parse('2026-11-25T12:30:00Z'));
  };
  /** Everything that leads from a person to what they asked: who wrote it, what runs for them, and what they were sent. */
  const traces = () => here.rows('authorship', 'job', 'delivery', 'question', 'question_quiet');

  it('says before what is stored of it, and until when, as it is stored', async () => {
    await here.type(hana, 'Who knows the licences?');
    const form = here.modal(hana);
    expect(form).toContain('I store that it was you only so that you can accept an answer');
    expect(form).toContain('for 30 days at most');
    expect(form).toContain('for 3 years at most');
  });

  it('is asked by Lore, and shows in the channel and to those who answer no name', async () => {
    const [question] = here.asked();
    expect(question?.text).toContain(`Somebody here asks:\n${migration}`);
    expect(JSON.stringify(here.posted(website))).not.toMatch(/Mara asks|U0MARA/);
    await answered();
    expect(await here.home(priya)).not.toContain('U0MARA');
    expect(await here.export(priya)).not.toContain('U0MARA');
  });

  it('tells the person who asked of an answer, who accepts it as anybody does', async () => {
    await answered();
    expect(here.direct(mara).at(-1)?.text).toContain(`answered “${migration}”`);
    await here.pressDirect(mara, 'questions.accept');
    expect(here.asked().at(-1)?.text).toContain(`Answered by Priya:\n${downScript}`);
  });

  it('is nobody’s once it is answered: nothing leads back to who asked', async () => {
    await answered();
    expect(await traces()).toContain(mara);
    await here.pressDirect(mara, 'questions.accept');
    await here.who(mara).closeAll();
    expect(await here.rows('authorship')).not.toContain('"question"');
    expect(await here.rows('job')).not.toMatch(/questions\.(look|rest|forget)[^}]*"(planned|waiting|due)"/);
    expect(here.direct(mara).filter(({ text }) => text.includes('migration'))).toEqual([]);
    expect(await here.export(mara)).not.toContain(migration);
    await here.type(mara, 'mine');
    expect(here.modal(mara)).not.toContain(migration);
  });

  it.each(['claimed', 'before the call', 'after the call'] as const)(
    'is nobody’s also where it ends while who asked is just being told of an answer (%s)',
    async (point) => {
      await here.answer(priya);
      let isOver = false;
      atPoint = async (name, of) => {
        if (isOver || name !== point || of !== 'person') return;
        isOver = true;
        await here.who(mara).say(website, '/ask mine');
        await here.who(mara).pressInModal('questions.open');
        await here.who(mara).pressInModal('questions.accept');
      };
      await here.arrive();
      await here.who(mara).closeAll();
      await here.settle();
      expect(isOver).toBe(true);
      expect(here.asked().at(-1)?.text).toContain('Answered by Priya');
      const told = await here.rows('authorship', 'job', 'delivery', 'delivery_person', 'delivery_shows');
      expect(told).not.toContain('questions.waits');
      expect(here.direct(mara).filter(({ text }) => text.includes('migration'))).toEqual([]);
    },
  );

  it('is nobody’s once it is closed, or rests', async () => {
    await here.type(mara, 'mine');
    await here.who(mara).pressInModal('questions.open');
    await here.who(mara).pressInModal('questions.close');
    await here.settle();
    await here.who(mara).closeAll();
    expect(await here.rows('authorship')).not.toContain('"question"');
    await here.ask(hana, 'Who knows the licences?', { names: 'hidden' });
    expect(await here.rows('authorship')).toContain('"question"');
    await here.playUntil(here.sandbox.core.clock.now() + 31 * day);
    expect(here.asked().at(-1)?.text).toContain('This rests now');
    expect(await here.rows('authorship')).not.toContain('"question"');
  }, 60_000);

  it('is forgotten in time also where the practice was turned off meanwhile', async () => {
    await here.lore.store.workspaceSettings.change(team, userId(ines), {
      days: new Map(),
      switched: [{ practice: 'questions', position: 'off', prompts: [] }],
    });
    await here.settle();
    await here.playUntil(here.sandbox.core.clock.now() + 31 * day);
    expect(await here.rows('authorship')).not.toContain('"question"');
  }, 60_000);

  it('goes with who asked it, when that is over, if they erased their data', async () => {
    await here.erase(mara);
    await here.playUntil(here.sandbox.core.clock.now() + 31 * day);
    expect(here.everywhere()).not.toContain(migration);
    expect(await here.rows('question')).toBe('[[]]');
  }, 60_000);

  it('is no more told of once who asked wants to hear no more, and that is forgotten, too', async () => {
    await answered();
    await here.pressDirect(mara, 'questions.quiet');
    expect(await here.rows('question_quiet')).toContain(mara);
    await here.answer(hana, 'Ask the database team');
    const count = here.direct(mara).length;
    await here.playUntil(here.sandbox.core.clock.now() + 3 * day);
    expect(here.direct(mara)).toHaveLength(count);
    await here.type(mara, 'mine');
    await here.who(mara).pressInModal('questions.open');
    await here.who(mara).pressInModal('questions.accept');
    await here.settle();
    expect(await here.rows('question_quiet')).toBe('[[]]');
  });
});

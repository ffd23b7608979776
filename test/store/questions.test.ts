/** Questions: from what is typed to the answer that was accepted, and what never happens. On both engines. */
import { learning, mara, priya, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { downScript, migration, type QuestionsHere, startQuestions } from '../support/questions-here.ts';

describe.each(engines())('on $name', (engine) => {
  let here: QuestionsHere;
  beforeEach(async () => {
    here = await startQuestions(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('is asked in two steps, answered in the thread, and accepted by the person who asked', async () => {
    await here.type(mara, migration);
    expect(here.modal(mara)).toContain('I found no lesson and no answered question that fits.');
    await here.submit(mara);
    expect(here.modal(mara)).toContain('I’m asking in');
    expect(here.asked().map(({ text }) => text)).toEqual([
      expect.stringContaining(`Mara asks:\n${migration}\n`) as string,
    ]);
    expect(await here.answer(priya)).not.toContain('errors');
    expect(here.answers().map(({ text }) => text)).toEqual([`Priya answers:\n${downScript}`]);
    await here.arrive();
    expect(here.direct(mara).at(-1)?.text).toContain(`<@${priya}> answered “${migration}”\n${downScript}`);
    await here.pressDirect(mara, 'questions.accept');
    const { text = '', blocks } = here.asked().at(-1) ?? {};
    expect(text).toContain(`Answered by Priya:\n${downScript}`);
    expect(JSON.stringify(blocks)).not.toContain('questions.answer');
    expect(here.answers().at(-1)?.text).toContain('This answered the question.');
    expect(here.posted(learning).filter(({ text: said }) => said.includes('migration'))).toEqual([]);
    expect(here.asked(website)).toHaveLength(1);
  });
});

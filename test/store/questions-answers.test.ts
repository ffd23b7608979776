/** From an answer to the one that was accepted, and each press that comes late, twice or from somebody else. On both engines. */
import type { Message } from '../../sandbox/state/world.ts';
import { elementsOf } from '../../sandbox/blocks/inside.ts';
import { textAt } from '../../sandbox/json.ts';
import { hana, ines, mara, priya, sam, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { pressPayload, sendPayload } from '../support/forged.ts';
import { downScript, migration, type QuestionsHere, startQuestions } from '../support/questions-here.ts';

const day = 86_400_000;

describe.each(engines())('on $name, an answer', (engine) => {
  let here: QuestionsHere;
  beforeEach(async () => {
    here = await startQuestions(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const only = (messages: readonly Message[]): Message => {
    const [one] = messages;
    if (one === undefined || messages.length > 1) throw new Error(`${messages.length} messages`);
    return one;
  };
  const values = ({ blocks }: Message) => blocks.flatMap(elementsOf).map((one) => textAt(one, 'value'));
  /** Presses a button as it once stood, whoever has it. */
  const pressAnyhow = async (who: string, message: Message, action: string, value: string) => {
    const pressed = { action_id: action, value };
    await sendPayload(here.sandbox, pressPayload(here.sandbox, who, message, pressed));
    await here.settle();
  };
  const told = (who: string, channel = website) => here.who(who).told(channel).at(-1) ?? here.modal(who);
  const acceptValue = () =>
    values(here.direct(mara).at(-1) ?? only([])).find((one) => one.includes('answer')) ?? '';
  const answered = async () => {
    await here.ask(mara);
    await here.answer(priya);
    await here.arrive();
  };

  it('is posted in the thread with its author’s name, and what is only talk is not read', async () => {
    await answered();
    const question = only(here.asked());
    expect(question.text).toContain('only talk; I don’t read it');
    expect(only(here.answers()).threadTs).toBe(question.ts);
    expect(only(here.answers()).text).toBe(`Priya answers:\n${downScript}`);
  });

  it('is changed and taken back by its author alone, until it is accepted', async () => {
    await answered();
    const value = values(only(here.answers())).find((one) => one.includes('edit')) ?? '';
    await here.who(hana).press(only(here.answers()), 'questions.change', { holds: 'edit' });
    expect(here.who(hana).told(website).join()).toContain('somebody else’s');
    await here.who(priya).press(only(here.answers()), 'questions.change', { holds: 'edit' });
    await here.submit(priya, { words: 'Restore the backup' });
    expect(only(here.answers()).text).toBe('Priya answers:\nRestore the backup');
    expect(here.direct(mara).at(-1)?.text).toContain('Restore the backup');
    await here.pressDirect(mara, 'questions.accept');
    await pressAnyhow(priya, only(here.answers()), 'kit.menu', `questions.change:${value}`);
    expect(only(here.answers()).text).toContain('Restore the backup');
    expect(value).toBe('');
  });

  it('that is taken back is gone everywhere, and its question waits for another', async () => {
    await answered();
    await here.who(priya).press(only(here.answers()), 'questions.change', { holds: 'back' });
    await here.settle();
    expect(here.everywhere()).not.toContain(downScript);
    expect(await here.rows('question_answer')).toBe('[[]]');
    expect(only(here.asked()).text).not.toContain('Answered');
    expect(await here.answer(hana, 'Ask Priya')).not.toContain('errors');
  });

  it('is accepted once: twice, and by somebody else, changes nothing and is said', async () => {
    await answered();
    const accept = acceptValue();
    await pressAnyhow(priya, only(here.asked()), 'questions.accept', accept);
    expect(told(priya)).toContain('Only the person who asked');
    expect(only(here.asked()).text).not.toContain('Answered');
    await here.pressDirect(mara, 'questions.accept');
    const before = await here.rows('question', 'question_answer');
    await pressAnyhow(mara, only(here.asked()), 'questions.accept', accept);
    expect(told(mara)).toContain('over already');
    expect(await here.rows('question', 'question_answer')).toBe(before);
  });

  it('is accepted from the list of one’s own, among several', async () => {
    await answered();
    await here.answer(hana, 'Ask the database team');
    await here.type(mara, 'mine');
    expect(here.modal(mara)).toContain('2 answers');
    await here.who(mara).pressInModal('questions.open');
    await here.who(mara).pressInModal('questions.accept');
    await here.settle();
    expect(only(here.asked()).text).toContain(`Answered by Priya:\n${downScript}`);
    expect(here.answers().filter(({ text }) => text.includes('This answered'))).toHaveLength(1);
  });

  it('offers thanks and a lesson to the person who asked, alone, once it is accepted', async () => {
    await answered();
    await here.pressDirect(mara, 'questions.accept');
    const said = (here.sandbox.world.messages[here.direct(mara).at(-1)?.channelId ?? ''] ?? []).filter(
      ({ ephemeralTo }) => ephemeralTo === mara,
    );
    expect(JSON.stringify(said)).toContain('thanks.say');
    expect(JSON.stringify(said)).toContain('lessons.of');
    expect(here.everywhere()).not.toContain('lessons.of');
  });

  it('to one’s own question is refused, with what can be done', async () => {
    await here.ask(mara);
    await here.who(mara).press(only(here.asked()), 'questions.answer');
    expect(told(mara)).toContain('This is your own question');
    expect(here.answers()).toEqual([]);
  });

  it('to a question that was closed meanwhile is handed back', async () => {
    await here.ask(mara);
    const question = only(here.asked());
    const value = values(question).find((one) => one.includes('question')) ?? '';
    await here.who(priya).press(question, 'questions.answer');
    await here.type(mara, 'mine');
    await here.who(mara).pressInModal('questions.open');
    await here.who(mara).pressInModal('questions.close');
    await here.settle();
    expect(only(here.asked()).text).toContain('Closed by the person who asked.');
    expect(JSON.stringify(only(here.asked()).blocks)).not.toContain('questions.answer');
    await here.submit(priya, { words: downScript });
    expect(here.modal(priya)).toContain('closed this question on');
    expect(here.modal(priya)).toContain(downScript);
    await here.who(priya).closeAll();
    await pressAnyhow(hana, only(here.asked()), 'questions.answer', value);
    expect(told(hana)).toContain('closed this question on');
    expect(await here.rows('question_answer')).toBe('[[]]');
  });

  it.each([
    ['nothing but signs', '!!', 'Add a word or two'],
    ['too much', 'x'.repeat(2_501), 'This has 2,501'],
  ])('of %s is asked for again', async (_what, words, sentence) => {
    await here.ask(mara);
    expect(await here.answer(priya, words)).toContain(sentence);
    expect(await here.rows('question_answer')).toBe('[[]]');
  });

  it('comes from guests of the channel, too', async () => {
    await here.ask(mara);
    await here.answer(sam, 'Ask the agency');
    expect(only(here.answers()).text).toBe('Sam answers:\nAsk the agency');
  });

  it('is told no more once the person who asked wants to hear no more of it', async () => {
    await answered();
    await here.pressDirect(mara, 'questions.quiet');
    const count = here.direct(mara).length;
    expect(here.direct(mara).at(-1)?.text).toContain('I won’t write to you about this question again');
    await here.answer(hana, 'Ask the database team');
    await here.playUntil(here.sandbox.core.clock.now() + 3 * day);
    expect(here.direct(mara)).toHaveLength(count);
    expect(await here.home(mara)).toContain('has 2 answers');
    expect(await here.export(mara)).toContain('"leftAlone":[{');
    expect(await here.export(priya)).toContain('"leftAlone":[]');
  });

  it('waits in App Home, as one item', async () => {
    await answered();
    await here.ask(mara, 'Who knows the licences?');
    await here.answer(hana, 'The legal team knows');
    const home = await here.home(mara);
    expect(home).toContain('has an answer. Does one answer it? One more of your questions');
    expect(home.match(/questions\.open/g)).toHaveLength(1);
    expect(await here.home(priya)).not.toContain('migration');
  });

  it('is never accepted where the person who asked was deactivated: it stands, and the question rests', async () => {
    await here.ask(mara);
    await here.sandbox.page('person', { as: ines, userId: mara, change: { kind: 'deactivate' } });
    await here.settle();
    expect(await here.answer(priya)).not.toContain('errors');
    expect(only(here.answers()).text).toContain(downScript);
    await here.playUntil(here.sandbox.core.clock.now() + 31 * day);
    expect(only(here.asked()).text).toContain('This rests now');
  }, 60_000);

  it('goes with the question of somebody who erased their data', async () => {
    await answered();
    await here.erase(mara);
    expect(here.everywhere()).not.toContain(migration);
    expect(await here.rows('question', 'question_answer')).toBe('[[],[]]');
  });

  it('of somebody who erased their data goes, and the question says so', async () => {
    await answered();
    await here.pressDirect(mara, 'questions.accept');
    await here.erase(priya);
    expect(here.everywhere()).not.toContain(downScript);
    expect(only(here.asked()).text).toContain('The answer isn’t here any more');
  });

  it('goes with a question that is withdrawn, also from a channel where it was read', async () => {
    await answered();
    await here.type(mara, 'mine');
    await here.who(mara).pressInModal('questions.open');
    await here.who(mara).pressInModal('questions.withdraw');
    await here.settle();
    expect(here.everywhere()).not.toMatch(/migration|down script/);
    expect(await here.rows('question', 'question_answer', 'question_quiet')).toBe('[[],[],[]]');
  });
});

describe.each(engines())('on $name, a question that nobody answers', (engine) => {
  let here: QuestionsHere;
  beforeEach(async () => {
    here = await startQuestions(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('rests by itself after 30 days, kindly, and nobody is told who did not answer', async () => {
    await here.ask(mara);
    await here.playUntil(here.sandbox.core.clock.now() + 29 * day);
    expect(here.asked().at(-1)?.text).not.toContain('rests');
    await here.playUntil(here.sandbox.core.clock.now() + 2 * day);
    expect(here.asked().at(-1)?.text).toContain('This rests now. Thank you for asking');
    expect(JSON.stringify(here.asked().at(-1)?.blocks)).not.toContain('questions.answer');
    expect(here.direct(mara)).toEqual([]);
    await here.type(mara, 'mine');
    expect(here.modal(mara)).toContain('Rests · no answer yet');
  }, 60_000);

  it('is too old after three years, in the channel too', async () => {
    await here.ask(mara);
    await here.playUntil(here.sandbox.core.clock.now() + 1_097 * day);
    expect(await here.rows('question')).toBe('[[]]');
    expect(here.asked()).toEqual([]);
  }, 120_000);
});

/** Before a question is posted: what fits, where it may go, and what is asked about. On both engines. */
import { journeyAmong } from '../../src/features/journey/feature.ts';
import {
  hana,
  katrin,
  learning,
  mara,
  priya,
  sam,
  secretly,
  seun,
  website,
  withHarbour,
} from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { pressPayload, sendPayload, submissionPayload, typed } from '../support/forged.ts';
import { downScript, migration, type QuestionsHere, startQuestions } from '../support/questions-here.ts';

const lesson = {
  title: 'How to roll back a migration',
  happened: 'The down script of a migration was never tried, and it failed at night',
  useWhen: 'Before you roll back a migration',
};

describe.each(engines())('on $name, before a question is posted', (engine) => {
  let here: QuestionsHere;
  beforeEach(async () => {
    here = await startQuestions(engine, [journeyAmong(() => [])]);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const teach = async (who = 'U0NOOR', channel = learning) => {
    await here.who(who).say(channel, '/lore add');
    await here.submit(who, { ...lesson, reach: 'workspace' });
    await here.who(who).closeAll();
  };
  const answered = async (who = mara, words = migration) => {
    await here.ask(who, words, { place: 'workspace' });
    await here.answer(priya);
    await here.arrive();
    await here.pressDirect(who, 'questions.accept');
    await here.who(who).closeAll();
  };
  const directOf = async (who: string) => {
    await here.home(who);
    return (
      here.sandbox.world.conversations.find(({ kind, members }) => kind === 'im' && members.includes(who))
        ?.id ?? ''
    );
  };

  it('it shows lessons and answered questions that fit, each of which closes it without a trace', async () => {
    await teach();
    await answered();
    const before = await here.rows('question', 'question_answer', 'question_quiet', 'lesson_opinion');
    await here.type('U0DIEGO', 'How can we roll back a migration?');
    const form = here.modal('U0DIEGO');
    expect(form).toContain('Does one of these answer it?');
    expect(form).toContain(lesson.title);
    expect(form).toContain(downScript);
    await here.who('U0DIEGO').pressInModal('questions.lesson');
    expect(here.modal('U0DIEGO')).toContain(lesson.happened);
    await here.who('U0DIEGO').close();
    await here.who('U0DIEGO').pressInModal('questions.found');
    await here.settle();
    expect(here.modal('U0DIEGO')).toContain('nothing of what you typed is stored');
    expect(await here.rows('question', 'question_answer', 'question_quiet', 'lesson_opinion')).toBe(before);
    expect(here.asked()).toHaveLength(1);
  });

  it('an answered question opens, with its answer', async () => {
    await answered();
    await here.type('U0DIEGO', migration);
    await here.who('U0DIEGO').pressInModal('questions.open');
    expect(here.modal('U0DIEGO')).toContain('This answered the question.');
    expect(here.modal('U0DIEGO')).toContain(downScript);
    expect(here.modal('U0DIEGO')).not.toContain('questions.withdraw');
  });

  it('shows nobody what they may not see: a question of another channel, or one that was closed', async () => {
    await here.ask(katrin, migration, {}, secretly);
    await here.answer(seun, downScript, secretly);
    await here.arrive();
    await here.pressDirect(katrin, 'questions.accept');
    await here.ask(mara, 'How do we roll back a migration at night?');
    await here.type(hana, migration);
    expect(here.modal(hana)).toContain('I found no lesson and no answered question');
    expect(here.modal(hana)).not.toContain(downScript);
    await here.type(seun, migration, learning);
    expect(here.modal(seun)).toContain(downScript);
  });

  it('other words in the form are looked for again before anything is posted', async () => {
    await teach();
    await here.type(mara, 'Where is the coffee?');
    expect(await here.submit(mara, { words: migration })).not.toContain('errors');
    expect(here.modal(mara)).toContain(lesson.title);
    expect(here.asked()).toEqual([]);
    await here.submit(mara);
    expect(here.asked()).toHaveLength(1);
  });

  it('is posted in the channel, and read in the workspace where that was chosen', async () => {
    await here.ask(mara, migration, { place: 'workspace' });
    expect(here.asked()).toHaveLength(1);
    expect(here.asked(learning)).toEqual([]);
    expect(await here.rows('question')).toContain('"place":"workspace"');
  });

  it('begins with an entry of one’s own journey that wonders who can help, in its own channel, and with nobody else’s', async () => {
    const entry = 'I don’t know how our billing works';
    const write = async (text: string, fields: Readonly<Record<string, string>> = {}) => {
      await here.who(seun).say(learning, '/journey write');
      expect(await here.submit(seun, { text, channels: [learning], ...fields })).not.toContain('errors');
      await here.modalWith(seun, 'As it will be posted');
      await here.submit(seun);
      await here.who(seun).closeAll();
    };
    await write(entry);
    await write('I am reading about ledgers', { question: 'practising' });
    const openTimeline = async (who: string, words: string) => {
      await here.who(who).say(learning, words);
      await here.settle();
      return here.modal(who);
    };
    const mine = await openTimeline(seun, '/journey');
    expect(mine.match(/Ask this as a question/g)).toHaveLength(1);
    await here.who(seun).pressInModal('questions.of');
    expect(here.modal(seun)).toContain(`"initial_value":"${entry}"`);
    expect(here.asked(learning)).toEqual([]);
    expect(await here.submit(seun)).not.toContain('errors');
    await here.who(seun).closeAll();
    expect(here.asked(learning).map(({ text }) => text)).toEqual([expect.stringContaining(entry)]);
    await openTimeline(mara, '/journey see');
    await here.submit(mara, { person: seun });
    const theirs = here.modal(mara);
    expect(theirs).toContain(entry);
    expect(theirs).not.toContain('Ask this as a question');
  });

  it('begins in the form without words, also from App Home, and in a direct message asks where', async () => {
    await here.type(mara, '');
    expect(here.modal(mara)).toContain('you’ll see what is known already');
    await here.submit(mara, { words: migration });
    expect(await here.submit(mara)).not.toContain('errors');
    await here.who(mara).closeAll();
    expect(here.asked()).toHaveLength(1);
    await here.home(hana);
    await here.who(hana).pressInHome('questions.ask');
    expect(await here.submit(hana, { words: migration, channel: 'C0COFFEE' })).toContain(
      'You or I aren’t in this channel',
    );
    await here.submit(hana, { words: 'Who knows the licences?', channel: website });
    await here.submit(hana);
    expect(here.asked().at(-1)?.text).toContain('Hana asks:\nWho knows the licences?');
    await here.type(mara, migration, await directOf(mara));
    expect(here.modal(mara)).toContain('A direct message has no other readers');
  });

  it.each([
    ['only signs', '???', 'Add a word or two'],
    ['too much', 'word '.repeat(250), 'This has 1,249 characters; the limit is 1,000'],
  ])('asks again for %s, and keeps it', async (_what, text, sentence) => {
    await here.type(mara, text);
    expect(here.modal(mara)).toContain(sentence);
    expect(here.modal(mara)).toContain(text.trim());
    expect(await here.submit(mara)).toContain(sentence);
    expect(here.asked()).toEqual([]);
  });

  it('hands back what is longer than the form', async () => {
    const long = 'word '.repeat(700).trim();
    await here.type(mara, long);
    expect(here.who(mara).modal()).toBeUndefined();
    expect(here.who(mara).told(website).join()).toContain(long);
  });

  it('in a channel without Lore asks for another, not an archived one either, and keeps the words', async () => {
    await here.type(mara, migration, 'C0COFFEE');
    expect(here.modal(mara)).toContain('I’m not in this channel');
    expect(here.modal(mara)).toContain(migration);
    expect(await here.submit(mara, { channel: 'C0COFFEE' })).toContain('You or I aren’t in this channel');
    await here.who(mara).closeAll();
    await here.type('U0WILL', migration, 'C0GENERAL');
    await here.who('U0WILL').closeAll();
    await here.home('U0WILL');
    await here.who('U0WILL').pressInHome('questions.ask');
    expect(await here.submit('U0WILL', { words: migration, channel: 'C0SPRING' })).toContain('"channel"');
    expect(await here.rows('question')).toBe('[[]]');
  });

  it('hands back the words where the channel was archived meanwhile', async () => {
    await here.type(mara, migration);
    await here.sandbox.page('channel', { as: mara, channelId: website, change: 'archive' });
    await here.settle();
    await here.submit(mara);
    expect(here.modal(mara)).toContain('This channel is archived');
    expect(here.modal(mara)).toContain(migration);
    expect(await here.rows('question')).toBe('[[]]');
  });

  it('a guest asks the channel that they are in, and nothing else', async () => {
    await here.type(sam, migration);
    expect(here.modal(sam)).not.toContain('"value":"workspace"');
    const view = here.who(sam).modal();
    if (view === undefined) throw new Error('the form is gone');
    const option = { text: { type: 'plain_text', text: 'x' }, value: 'workspace' };
    const values = {
      ...typed('words', migration),
      place: { place: { type: 'radio_buttons', selected_option: option } },
      names: { names: { type: 'radio_buttons', selected_option: { ...option, value: 'shown' } } },
    };
    const forged = await sendPayload(here.sandbox, submissionPayload(here.sandbox, sam, view, values));
    expect(forged.body).toContain('"place":"You can ask this channel');
    await here.submit(sam);
    expect(here.asked().at(-1)?.text).toContain(`Sam asks:\n${migration}`);
    expect(await here.rows('question')).toContain('"place":"channel"');
  });

  it('somebody of another organisation asks the channel that they are in', async () => {
    await here.ask(mara, 'Who has the keys of the harbour?', {}, withHarbour);
    const [question] = here.asked(withHarbour);
    if (question === undefined) throw new Error('nothing was asked');
    // Slack gives them no commands of ours, but whatever leads them to the form.
    const pressed = { action_id: 'questions.ask', value: '{}' };
    await sendPayload(here.sandbox, pressPayload(here.sandbox, 'U0FREYA', question, pressed));
    await here.modalWith('U0FREYA', 'you’ll see what is known already');
    await here.submit('U0FREYA', { words: migration });
    expect(here.modal('U0FREYA')).not.toMatch(/"value":"(more|workspace)"/);
    await here.submit('U0FREYA');
    expect(here.asked(withHarbour).at(-1)?.text).toContain(migration);
    expect(await here.rows('question')).not.toContain('"place":"workspace"');
  });

  describe('that quotes a private channel', () => {
    const link = 'https://lindgrove.slack.com/archives/C0PEOPLE/p1795190400000100';
    const pick = async (who: string) => {
      const [message] = (here.sandbox.world.messages[secretly] ?? []).filter(
        ({ userId: by }) => by === 'U0CAROL',
      );
      const at = { channelId: secretly, ts: message?.ts ?? '' };
      await here.sandbox.page('shortcut', { as: who, callbackId: 'questions.about', message: at });
      return message?.text ?? '';
    };

    it('says who would read it, and is for that channel unless more is asked for', async () => {
      const text = await pick(seun);
      const form = here.modal(seun);
      expect(form).toContain('read by 4 people');
      expect(form).toContain(
        '"initial_option":{"text":{"type":"plain_text","text":"The people in this channel"',
      );
      expect(form).not.toContain('"value":"workspace"');
      await here.submit(seun);
      expect(here.asked(secretly).at(-1)?.text).toContain(text.slice(0, 20));
      expect(here.asked(secretly).at(-1)?.text).toContain('archives/C0PEOPLE');
    });

    it('loses the link where readers are not in it', async () => {
      await pick(seun);
      await here.who(seun).pressInModal('place', { holds: 'more' });
      await here.modalWith(seun, 'Every full member of the workspace');
      await here.submit(seun, { place: 'workspace', words: `What do we do about ${link} and exits?` });
      expect(await here.rows('question')).toContain('"place":"workspace"');
      expect(await here.rows('question')).not.toContain('archives/C0PEOPLE');
      expect(await here.rows('question')).toContain(
        'What do we do about (a link not visible here) and exits?',
      );
    });

    it('asked elsewhere, says so before it is posted, and keeps the words alone', async () => {
      await here.type(seun, `What do we do about ${link} and exits?`, learning);
      expect(here.modal(seun)).toContain('isn’t open to everyone');
      await here.submit(seun);
      expect(here.asked(learning).at(-1)?.text).toContain(
        'What do we do about (a link not visible here) and exits?',
      );
      expect(await here.rows('question')).not.toContain('C0PEOPLE');
    });

    it('that is typed in the form is said before it is posted, too', async () => {
      await here.type(seun, 'What do we do about exits?', learning);
      await here.submit(seun, { words: `What do we do about ${link} and exits?` });
      expect(here.asked(learning)).toEqual([]);
      expect(here.modal(seun)).toContain('isn’t open to everyone');
      await here.submit(seun);
      expect(here.asked(learning)).toHaveLength(1);
    });
  });
});

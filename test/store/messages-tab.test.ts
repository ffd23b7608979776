/** Lore answers what somebody writes to it in its Messages tab: with lessons that they may read, in that message's thread, once. On both engines. */
import { readFileSync } from 'node:fs';
import { tellApp } from '../../sandbox/app/events.ts';
import { addMessage, removeMessage } from '../../sandbox/state/changes.ts';
import { findIm, messagesOf } from '../../sandbox/state/find.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { prompts } from '../../src/slack/manifest/manifest.ts';
import { loreCopy } from '../../src/slack/copy.ts';
import { diego, ines, mara, priya, sam, secretly, team, website } from '../support/company.ts';
import { lastingEngines } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { until } from '../support/unhurried.ts';

const vacuum = {
  title: 'Vacuum Postgres before a bulk load',
  happened: 'The migration of orders crawled for nine hours.',
  useWhen: 'Before a large import',
  topics: 'Postgres, imports',
};
const bands = {
  title: 'Explain salary bands before the letters',
  happened: 'People read the silence as bad news.',
  useWhen: 'Before a pay review',
  topics: 'pay',
};

describe.each(lastingEngines())('on $name', (engine) => {
  let here: LoreHere;
  beforeAll(async () => {
    here = await startLoreHere({ engine });
    await add(priya, website, vacuum, 'workspace');
    await add(ines, secretly, bands, 'conversation');
    for (const who of [mara, priya, ines, diego, sam]) await here.home(who);
  }, 60_000);
  afterEach(() => {
    expect(here.wrong()).toEqual([]);
  });
  afterAll(async () => {
    await here.close();
  });

  async function add(who: string, channel: string, lesson: typeof vacuum, reach: string): Promise<void> {
    await here.who(who).say(channel, '/lessons add');
    const offered = here.modal(who).includes('"block_id":"reach"') ? { reach } : {};
    expect(JSON.stringify(await here.who(who).submit({ ...lesson, ...offered }))).not.toContain('errors');
    await here.who(who).closeAll();
    await here.settle();
  }
  const tab = (who: string): string => {
    const found = findIm(here.sandbox.world, who);
    if (found === undefined) throw new Error(`${who} has no Messages tab`);
    return found.id;
  };
  const all = (who: string): readonly Message[] => messagesOf(here.sandbox.world, tab(who));
  /** @returns the message */
  async function write(who: string, text: string, threadTs?: string): Promise<Message> {
    const before = all(who).length;
    const body = { as: who, channelId: tab(who), text, ...(threadTs === undefined ? {} : { threadTs }) };
    expect(await here.sandbox.page('say', body)).toEqual({ ok: true });
    const message = all(who)[before];
    if (message === undefined) throw new Error('nothing was written');
    return message;
  }
  const answersTo = (who: string, question: Message): readonly Message[] =>
    all(who).filter(
      ({ threadTs, userId, ts }) =>
        threadTs === (question.threadTs ?? question.ts) && userId !== who && ts > question.ts,
    );
  async function ask(who: string, text: string, threadTs?: string): Promise<string> {
    const question = await write(who, text, threadTs);
    await here.settle();
    const answers = answersTo(who, question);
    expect(answers).toHaveLength(1);
    return JSON.stringify(answers[0]?.blocks).replaceAll('\\n', '\n');
  }

  it('answers in the thread of a question, with the lesson, the passage, where it comes from and a button that opens it', async () => {
    const question = await write(mara, 'What did we learn about migrations?');
    await here.settle();
    const [answer] = answersTo(mara, question);
    if (answer === undefined) throw new Error('there is no answer');
    expect(answer.text).toContain('One lesson fits');
    expect(answer.text).toContain(vacuum.title);
    expect(answer.text).toContain('crawled for nine hours');
    expect(answer.text).toContain('Learned by: ');
    await here.who(mara).press(answer, 'lessons.open');
    expect(await here.modalWith(mara, vacuum.title)).toContain('Before a large import');
    await here.who(mara).closeAll();
  });

  it('shows nobody what they may not read, and does not count it', async () => {
    expect(await ask(ines, 'what do we know about salary bands')).toContain(bands.title);
    const other = await ask(mara, 'what do we know about salary bands');
    expect(other).toContain('I found no lesson about that');
    expect(other).not.toMatch(/letters|silence|pay\b/);
  });

  it('says plainly that nothing was found, with what to try: topics that there are for them, and to add one', async () => {
    const answer = await ask(mara, 'did we ever learn anything about submarines?');
    expect(answer).toContain('I found no lesson about that');
    expect(answer).toMatch(/Topics that you can ask about: .*Postgres/);
    expect(answer).toContain('/lessons add');
    expect(answer).toContain('`/lore ask`');
  });

  it('says which spelling it searched for', async () => {
    expect(await ask(mara, 'what did we learn about migratoin')).toMatch(/migratoin.*migration/s);
  });

  it.each([
    ['newest', 'The newest of what was learned here'],
    ['topics', 'Topics that you can ask about'],
    ['mine', 'What have you learned?'],
    ['help', 'Ask me what was learned here'],
  ] as const)('answers the prompt %s that its manifest suggests', async (prompt, says) => {
    expect(prompts).toContain(prompt);
    expect(await ask(mara, loreCopy.in('en', 'UTC').plain(`prompt.${prompt}`))).toContain(says);
  });

  it('answers in the language of who asks, who may ask in it', async () => {
    await here.sandbox.page('person', { as: diego, change: { kind: 'locale', locale: 'de-DE' } });
    await here.settle();
    expect(await ask(diego, 'Was haben wir über Postgres gelernt?')).toContain('Eine Erkenntnis passt');
    expect(await ask(diego, 'Welche Themen gibt es?')).toContain('Themen, nach denen du fragen kannst');
  });

  it('takes a question in a language whose words for asking it does not know as what is searched for', async () => {
    expect(await ask(mara, 'Postgres で何を学びましたか')).toContain(vacuum.title);
  });

  it.each([
    ['help', 'Ask me what was learned here'],
    ['thanks!', 'You’re welcome'],
    ['Danke dir', 'You’re welcome'],
    [':tada: :tada:', 'I can read only words'],
    ['…?!', 'I can read only words'],
    [' /retro Website', 'looks like a command'],
  ])('answers “%s” kindly, and searches for nothing', async (text, says) => {
    expect(await ask(mara, text)).toContain(says);
  });

  it('reads no files: a file alone is answered with what it can read, and one with words by the words', async () => {
    const upload = (text: string) =>
      addMessage(here.sandbox.core, {
        channelId: tab(mara),
        userId: mara,
        text,
        subtype: 'file_share',
        files: ['F0SHARED'],
      });
    for (const [text, says] of [
      ['', 'I can read only words'],
      ['what did we learn about migrations?', vacuum.title],
    ] as const) {
      const message = upload(text);
      await until(async () => {
        await here.settle();
        return answersTo(mara, message).length > 0;
      }, 'an answer');
      expect(
        answersTo(mara, message)
          .map((answer) => answer.text)
          .join(),
      ).toContain(says);
    }
  });

  it('searches for the beginning of what is very long, and says so', async () => {
    const answer = await ask(mara, `What did we learn about migrations ${'and so on '.repeat(200)}?`);
    expect(answer).toContain('I looked for the beginning of it');
    expect(answer).toContain(vacuum.title);
  });

  it('is silent about what is said in the thread of its own messages, unless that is a question', async () => {
    const question = await write(mara, 'hello');
    await here.settle();
    const first = addMessage(here.sandbox.core, {
      channelId: tab(mara),
      userId: here.sandbox.core.install.botUserId,
      text: 'A reminder',
    });
    expect(answersTo(mara, question)).toHaveLength(1);
    const chat = await write(mara, 'I will do that on Monday', first.ts);
    await here.settle();
    expect(answersTo(mara, chat)).toEqual([]);
    expect(await ask(mara, 'What did we learn about migrations?', first.ts)).toContain(vacuum.title);
  });

  it('answers a second question in the same thread, under it', async () => {
    const question = await write(mara, 'anything on submarines?');
    await here.settle();
    expect(await ask(mara, 'and what about migrations?', question.ts)).toContain(vacuum.title);
  });

  it('answers once, although Slack sends the event again, under the same id or another', async () => {
    const question = await write(mara, 'What did we learn about migrations?');
    await here.settle();
    tellApp(here.sandbox.core, {
      subscription: 'message.im',
      event: {
        ...{ type: 'message', channel: tab(mara), channel_type: 'im', user: mara },
        ...{ text: question.text, ts: question.ts },
      },
    });
    await here.settle();
    expect(answersTo(mara, question)).toHaveLength(1);
  });

  /** As another process finds it that never heard the question: of what was written only where it stands was stored. */
  async function left(text: string, threadTs: string | null = null): Promise<Message> {
    const message = addMessage(here.sandbox.core, {
      ...{ channelId: tab(mara), userId: mara, text, threadTs },
      // Lore takes none of these for a question.
      subtype: 'me_message',
    });
    await here.settle();
    const { ts, channelId: channel } = message;
    const at = { ts, ...(threadTs === null ? {} : { thread_ts: threadTs, parent_user_id: mara }) };
    await here.lore.store.inbox.add({
      ...{ teamId: team, eventId: `Ev${ts}`, type: 'message', receivedAt: here.sandbox.core.clock.now() },
      body: JSON.stringify({ channel, user: mara, channel_type: 'im', ...at }),
    });
    return message;
  }

  it('answers what a process heard that died, by reading it where it stands, in a thread too', async () => {
    const first = await left('What did we learn about migrations?');
    await here.settle();
    expect(answersTo(mara, first)[0]?.text).toContain(vacuum.title);
    const reply = await left('and about submarines?', first.ts);
    await here.settle();
    expect(answersTo(mara, reply).map(({ text }) => text)).toEqual([
      expect.stringContaining('I found no lesson about that'),
    ]);
  });

  it.each(['alone', 'in a thread'])('answers nothing that was deleted before, %s', async (where) => {
    const first = where === 'alone' ? null : await write(mara, 'hello');
    await here.settle();
    const message = await left('What did we learn about migrations?', first?.ts ?? null);
    removeMessage(here.sandbox.core, message);
    await here.settle();
    expect(answersTo(mara, message)).toEqual([]);
    expect(await here.rows('inbox')).toContain(`Ev${message.ts}`);
  });

  it('says nothing about an edited or deleted message, nor to what an app writes', async () => {
    const before = all(mara).length;
    for (const extra of [
      { subtype: 'message_changed', hidden: true, message: { text: 'migrations', ts: '1.000001' } },
      { subtype: 'message_deleted', hidden: true, deleted_ts: '1.000001' },
      { subtype: 'bot_message', bot_id: 'B1', text: 'migrations' },
      { bot_id: 'B1', text: 'migrations' },
      { subtype: 'me_message', text: 'migrations' },
      { channel_type: 'mpim', text: 'migrations' },
    ])
      tellApp(here.sandbox.core, {
        subscription: 'message.im',
        event: {
          ...{ type: 'message', channel: tab(mara), channel_type: 'im', user: mara, ts: '1764561234.000100' },
          ...extra,
        },
      });
    await here.settle();
    expect(all(mara)).toHaveLength(before);
    expect(await here.rows('inbox')).not.toContain('"type":"message","body":"{');
  });

  it('shows, once a lesson is deleted, that it is gone, and none of its words', async () => {
    const passing = { ...vacuum, title: 'Label the zeppelin crates', happened: 'Crates got lost.' };
    await add(diego, website, passing, 'workspace');
    const question = await write(mara, 'zeppelin');
    await here.settle();
    expect(answersTo(mara, question)[0]?.text).toContain('zeppelin');
    await here.erase(diego);
    const [answer] = answersTo(mara, question);
    expect(answer?.text ?? '').not.toMatch(/zeppelin|Crates/);
  });

  it('answers a guest with what a guest may read', async () => {
    expect(await ask(sam, 'what did we learn about salary bands')).toContain('I found no lesson');
  });

  it('stores nothing of a question: not in the inbox, not in its answer, nowhere in the database', async () => {
    const words = ['gazpacho', 'migratoins', 'xylophonic'];
    await ask(mara, `What did we learn about ${words.join(' ')}?`);
    const stored = await here.rows(...(await engineTables()));
    expect(stored).toContain(vacuum.title);
    for (const word of words) expect(stored).not.toContain(word);
    const { databaseUrl } = here.config;
    if (engine.name !== 'sqlite') return;
    const path = databaseUrl.replace(/^sqlite:/, '');
    const bytes = ['', '-wal'].map((end) => fileText(path + end)).join('');
    expect(bytes).toContain(vacuum.title);
    for (const word of words) expect(bytes).not.toContain(word);
  });

  async function engineTables(): Promise<readonly string[]> {
    const tables = await here.lore.store.system.introspection.getTables();
    return tables.filter(({ name, isView }) => !isView && !name.startsWith('boss_')).map(({ name }) => name);
  }
});

function fileText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

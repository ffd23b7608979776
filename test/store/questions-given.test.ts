/** What questions give others: to the digest of those who may know, to a subject, to indicators, to a person's evidence, to lessons. On both engines. */
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { questionsAmong } from '../../src/features/questions/feature.ts';
import { lessons } from '../../src/features/lessons/feature.ts';
import type { Feature } from '../../src/core/feature.ts';
import { asSent } from '../support/called.ts';
import {
  hana,
  learning,
  mara,
  priya,
  secretly,
  seun,
  team,
  website,
  withHarbour,
} from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { pressPayload, sendPayload } from '../support/forged.ts';
import { itemSays } from '../support/item-says.ts';
import { downScript, migration, type QuestionsHere, startQuestions } from '../support/questions-here.ts';

const day = 86_400_000;
const all = (): readonly Feature[] => [lessons(all), questions];
const questions = questionsAmong(all);

describe.each(engines())('on $name, questions', (engine) => {
  let here: QuestionsHere;
  beforeEach(async () => {
    here = await startQuestions(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const drawing = () => ({ now: here.sandbox.core.clock.now(), locale: 'en', tz: 'UTC' }) as const;
  const week = (channel: string) => {
    const to = here.sandbox.core.clock.now() + 1;
    return { channel: channelId(channel), from: to - 7 * day, to };
  };
  const as = (channel: string): Viewer => ({ kind: 'channel', channelId: channelId(channel) });
  const digestOf = (channel: string) =>
    here.lore.store.read(team, as(channel), async (read) => {
      const items = (await questions.digestItems?.find(read, week(channel))) ?? [];
      const draw = async (one: (typeof items)[number]) =>
        questions.digestItems?.draw(read, one, drawing()) ?? null;
      const drawn = await Promise.all(items.map(draw));
      return (await asSent(read, drawn)).map(itemSays);
    });
  const teach = async (who: string, channel: string) => {
    await here.who(who).say(channel, '/lore add');
    await here.submit(who, {
      title: 'How to roll back a migration',
      happened: 'The down script was never tried',
      useWhen: 'Before you roll back a migration',
    });
    await here.who(who).closeAll();
  };
  const idIn = async (table: string) => /"id":"(\w+)"/.exec(await here.rows(table))?.[1] ?? '';
  const accepted = async () => {
    await here.ask(mara);
    await here.answer(priya);
    await here.arrive();
    await here.pressDirect(mara, 'questions.accept');
    await here.who(mara).closeAll();
  };

  it('come back in the digest of channels that may know, after two working days, and where nobody has answered', async () => {
    await teach(seun, learning);
    await here.ask(mara, migration, { place: 'workspace' });
    expect(await digestOf(learning)).toEqual([]);
    // From Tuesday to Thursday.
    await here.playUntil(Date.parse('2026-11-26T11:30:00Z'));
    expect(await digestOf(learning)).toEqual([
      [
        'Mara asks · from <#C0WEBSITE>',
        migration,
        'Nobody has answered yet. What this channel wrote down fits it.',
      ],
    ]);
    // Nothing that it wrote down fits, or it may not read it.
    expect(await digestOf(website)).toEqual([]);
    expect(await digestOf(withHarbour)).toEqual([]);
    await here.answer(priya);
    expect(await digestOf(learning)).toEqual([]);
  });

  it('come back in no digest of a channel that may not read them', async () => {
    await teach(seun, learning);
    await here.ask(seun, migration, {}, secretly);
    await here.playUntil(Date.parse('2026-11-26T11:30:00Z'));
    expect(await digestOf(learning)).toEqual([]);
  });

  it('come back where a like question was answered, and once to each channel', async () => {
    const weekly = { every: 'week', weekday: 5, minutes: 900 } as const;
    await here.ask(priya, migration, {}, learning);
    await here.answer(seun, downScript, learning);
    await here.arrive();
    await here.pressDirect(priya, 'questions.accept');
    await here.recurs(learning, seun, { 'digest.weekly': weekly });
    await here.ask(hana, 'How can we roll back a migration of the website?', { place: 'workspace' });
    const told = () =>
      here
        .posted(learning)
        .filter(({ text }) => text.includes('of the website') && text.includes('Hana asks'));
    await here.playUntil(Date.parse('2026-11-27T16:00:00Z'));
    expect(told()).toHaveLength(1);
    await here.playUntil(Date.parse('2026-12-11T16:00:00Z'));
    expect(told()).toHaveLength(1);
  }, 60_000);

  it('that are open are found for a subject, by those who may read them', async () => {
    await here.ask(mara, migration, { place: 'workspace' });
    await here.ask(hana, 'Who waters the plants?');
    const on = (channel: string) =>
      here.lore.store.read(team, as(channel), async (read) => {
        const occasion = { channel: channelId(channel), name: 'Migrations that roll back', about: '' };
        return asSent(read, (await questions.onSubject?.(read, occasion, drawing())) ?? []);
      });
    expect(JSON.stringify(await on(learning))).toContain(migration);
    expect(JSON.stringify(await on(website))).not.toContain('plants');
    expect(await on(withHarbour)).toEqual([]);
  });

  it('are acts of their channel: asked, answered, and confirmed by who asked', async () => {
    await accepted();
    await here.ask(hana, 'Who waters the plants?', { names: 'hidden' });
    const found = await here.lore.store.read(team, as(website), async (read) =>
      questions.acts?.(read, week(website)),
    );
    expect(found?.map(({ kind, by, confirmedAt }) => [kind, by, confirmedAt !== null])).toEqual([
      ['question', mara, false],
      ['answer', priya, true],
      ['question', null, false],
    ]);
  });

  it('give a person their accepted answers as evidence, and nobody else', async () => {
    await accepted();
    const of = (who: string) =>
      here.lore.store.read(team, { kind: 'person', userId: userId(who) }, async (read) =>
        asSent(read, (await questions.evidence?.(read, 0, drawing())) ?? []),
      );
    expect(await of(priya)).toEqual([
      expect.objectContaining({
        kind: 'answered',
        what: downScript,
        facts: `Mara accepted it as the answer to “${migration}”`,
      }),
    ]);
    expect(await of(mara)).toEqual([]);
    expect(await of(hana)).toEqual([]);
  });

  it('become lessons: an accepted answer, with the question as its title for who asked', async () => {
    await accepted();
    const id = await idIn('question_answer');
    const of = (who: string) =>
      here.lore.store.read(team, { kind: 'person', userId: userId(who) }, async (read) =>
        questions.lessonSeeds?.load(read, rowId(id)),
      );
    expect((await of(mara))?.words).toEqual({
      title: migration,
      happened: downScript,
      useWhen: '',
      topics: '',
    });
    expect((await of(hana))?.words.title).toBe('');
    expect(await of(seun)).toBeNull();
  });

  it('are begun with what somebody wrote elsewhere, by them alone', async () => {
    await here.who(mara).say(website, '/learned The down script of a migration was never tried');
    await here.submit(mara);
    const id = await idIn('learned_share');
    const [message] = here.posted(website);
    if (message === undefined) throw new Error('nothing was shared');
    const pressed = { action_id: 'questions.of', value: JSON.stringify({ of: id }) };
    await sendPayload(here.sandbox, pressPayload(here.sandbox, mara, message, pressed));
    expect(await here.modalWith(mara, 'Ask a question')).toContain('The down script of a migration');
    await sendPayload(here.sandbox, pressPayload(here.sandbox, hana, message, pressed));
    await here.settle();
    expect(here.who(hana).told(website).join()).toContain('Only the person who wrote this');
  });

  it('speak German', async () => {
    await here.type('U0JONAS', 'Wie rollen wir eine Migration zurück?');
    expect(here.modal('U0JONAS')).toContain('Für wen ist sie?');
  });
});

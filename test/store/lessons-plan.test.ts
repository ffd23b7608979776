/** Lessons of other teams are shown where a project is planned and where a retrospective begins, if they fit, as long as they are for everybody there. */
import { day } from '../../src/core/clock.ts';
import { elementsOf } from '../../sandbox/blocks/inside.ts';
import { listAt, textAt } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { engines } from '../support/databases.ts';
import { learning, mara, priya, seun, website } from '../support/company.ts';
import { lessonsOn, type LessonsHere, rehearse } from '../support/lessons-here.ts';
import { until } from '../support/unhurried.ts';
import { beginRetro, endPhase, posts } from '../support/retro-path.ts';

const titles = ['The import took nine hours', 'Photos came late', 'Nobody owned the texts'];
const readIn = (message: Message | undefined) =>
  (message?.blocks ?? []).flatMap(elementsOf).filter((one) => one['action_id'] === 'retro.lesson-read');
const cardsIn = (message: Message | undefined) =>
  (message?.blocks ?? []).flatMap((block) => (block['type'] === 'carousel' ? listAt(block, 'elements') : []));

describe.each(engines())('on $name', (engine) => {
  let it_: LessonsHere;
  beforeAll(async () => {
    it_ = await lessonsOn(engine);
    const fields = { names: 'shown', cardsFor: 'channel' } as const;
    for (const [at, title] of titles.entries()) {
      await it_.hold(`Website relaunch ${at}`, [[priya, title]], { fields });
      await it_.write(mara, title, { ...rehearse, title });
    }
    await it_.playUntil(it_.sandbox.core.clock.now() + day);
    await pressAll('lessons.agree');
  }, 120_000);
  afterAll(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  const pressAll = async (action: string) => {
    while ((await it_.list(priya)).includes(action)) {
      await it_.who(priya).pressInModal(action);
      await it_.settle();
    }
  };
  const endDay = () => new Date(it_.sandbox.core.clock.now() + 60 * day).toISOString().slice(0, 10);
  const plan = async (name: string, about = '') => {
    const person = it_.who(seun);
    await person.closeAll();
    await person.say(learning, `/retro plan ${name}`);
    expect(JSON.stringify(await person.submit({ about, ends: endDay() }))).not.toContain('errors');
    await it_.settle();
    return posts(it_.sandbox, learning).find(({ text }) => text.includes(`Project: ${name}`));
  };
  const shown = () =>
    posts(it_.sandbox, learning).filter(({ threadTs: thread, text }) =>
      Boolean(thread && text.includes('learned')),
    );
  /** Ends the retrospective that is open there, phase by phase. */
  const endAll = async () => {
    for (let phases = 0; phases < 8; phases += 1) {
      await it_.settle();
      const isOpen = ({ blocks }: Message) => JSON.stringify(blocks).includes('retro.manage');
      const message = posts(it_.sandbox, learning).findLast(isOpen);
      if (message === undefined) return;
      await endPhase(it_.who(seun), message);
    }
    throw new Error('it has no end');
  };
  const answers = (table: string) => it_.rows(table);

  it('in the thread of its plan, as cards in one message; where none fits nothing is said', async () => {
    await plan('Summer party');
    expect(shown()).toEqual([]);
    const planned = await plan('Relaunch of the wiki website');
    const [one, ...more] = shown();
    expect(more).toEqual([]);
    expect(one?.text).toContain('other teams learned something that may help with this project');
    expect(one?.threadTs).toBe(planned?.ts);
    expect(cardsIn(one)).toHaveLength(titles.length);
    for (const title of titles) expect(one?.text).toContain(title);
    expect(one?.text).toContain('Use this when:');
    expect(readIn(one).map((button) => textAt(button, 'accessibility_label'))).toEqual(
      expect.arrayContaining(titles.map((title) => `Read: ${title}`)),
    );
  }, 60_000);

  it('and in the form in place: at once for its name, and by what it is about when its end is chosen', async () => {
    const person = it_.who(seun);
    await person.closeAll();
    await person.say(learning, '/retro plan Relaunch of the intranet website');
    expect(it_.modal(seun)).toContain(titles[0]);
    await person.closeAll();
    await person.say(learning, '/retro plan Intranet');
    expect(it_.modal(seun)).not.toContain(titles[0]);
    await person.fill({ about: 'We relaunch the website of the company.', ends: endDay() });
    await until(() => it_.modal(seun).includes(titles[0] ?? ''), 'lessons in the form');
    expect(it_.modal(seun)).toContain(titles[0]);
    await person.closeAll();
  }, 60_000);

  it('what the project is about is told with its plan, and lessons are chosen by it', async () => {
    const planned = await plan('Apollo', 'We relaunch the website of the company, for *everybody*.');
    expect(planned?.text).toContain('We relaunch the website of the company');
    expect(shown().some(({ threadTs: thread }) => thread === planned?.ts)).toBe(true);
    const person = it_.who(seun);
    await person.closeAll();
    await person.press(planned ?? fail(), 'retro.project-change');
    expect(it_.modal(seun)).toContain('We relaunch the website');
    const answer = await person.submit({ about: 'x'.repeat(1_001) });
    expect(JSON.stringify(answer)).toContain('at most 1000 characters');
    await person.closeAll();
  }, 60_000);

  it('of each one reads all, and says whether it was applied; that is shown to this person again and to nobody else', async () => {
    const [message] = shown();
    const [button] = readIn(message);
    const read = async (who: string) => {
      await it_.who(who).closeAll();
      await it_
        .who(who)
        .press(message ?? fail(), 'retro.lesson-read', { holds: textAt(button ?? {}, 'value') });
      return it_.modal(who);
    };
    expect(await read(seun)).toContain(rehearse.happened ?? '');
    await it_.who(seun).submit({ use: 'adapted' });
    expect(await read(seun)).toContain('You said: adapted.');
    await it_.who(seun).submit({ use: 'applied' });
    expect(await read(seun)).toContain('You said: applied.');
    expect(await read(priya)).not.toContain('You said');
    expect(await answers('retro_project_lesson_use')).toMatch(/applied/);
    expect((await answers('retro_project_lesson_use')).match(/"use"/g)).toHaveLength(1);
  }, 60_000);

  it('a retrospective begins with them as cards, and participants answer there', async () => {
    await beginRetro(it_.who(seun), learning, 'Relaunch of the wiki website');
    await it_.settle();
    const prepared = it_.prepared(learning) ?? fail();
    expect(cardsIn(prepared)).toHaveLength(titles.length);
    expect(JSON.stringify(prepared.blocks)).not.toContain('"overflow"');
    await it_.who(priya).press(prepared, 'retro.lesson-read');
    await it_.who(priya).submit({ use: 'unfit' });
    expect(await answers('retro_lesson_use')).toContain('unfit');
  }, 60_000);

  it('a lesson that was applied says so once the retrospective is over, for one project, whatever others answered', async () => {
    const lessons = async () => (await it_.rows('lesson')).match(/"applied_in":\d+/g)?.toSorted();
    expect(new Set(await lessons())).toEqual(new Set(['"applied_in":0']));
    await endAll();
    // Applied in the plan; not relevant in the retrospective.
    expect(await lessons()).toEqual(['"applied_in":0', '"applied_in":0', '"applied_in":1']);
    expect(await it_.list(priya)).toContain('Applied in 1 project');
    // A year of the channel says it too; another channel, as one of the workspace.
    const trends = async (who: string, channel: string) => {
      await it_.who(who).closeAll();
      await it_.who(who).say(channel, '/retro trends');
      const shown = it_.modal(who);
      await it_.who(who).closeAll();
      return shown;
    };
    const here = await trends(seun, learning);
    expect(here).toContain(
      'Projects here that began with lessons from other teams: 1. In one of them, a lesson was applied or adapted.',
    );
    expect(here).toContain('A project counts if at least five people were asked.');
    expect(here).not.toContain('Projects in the workspace');
    const elsewhere = await trends(mara, website);
    expect(elsewhere).not.toContain('Projects here that began');
    expect(elsewhere).toContain(
      'Projects in the workspace that began with lessons from other teams, as far as they can be shown here: 1. In one of',
    );
    // Nobody can say anything any more.
    const prepared = it_.prepared(learning) ?? fail();
    await it_.who(priya).closeAll();
    await it_.who(priya).press(prepared, 'retro.lesson-read');
    expect(it_.modal(priya)).toContain('nobody is asked about its lessons any more');
    await it_.who(priya).closeAll();
  }, 60_000);

  it('and is not counted where fewer than five people were asked', async () => {
    await beginRetro(it_.who(seun), learning, 'Relaunch of the shop website', {
      who: 'people',
      people: [seun, priya],
    });
    await it_.settle();
    const prepared = it_.prepared(learning) ?? fail();
    await it_.who(priya).press(prepared, 'retro.lesson-read');
    await it_.who(priya).submit({ use: 'applied' });
    await endAll();
    expect((await it_.rows('lesson')).match(/"applied_in":1/g)).toHaveLength(1);
  }, 60_000);

  it('one tells of something that went well if its cards stand in the column for that', async () => {
    const flags = async () => (await it_.rows('lesson')).match(/"went_well":\d/g)?.toSorted();
    const others = titles.map(() => '"went_well":0');
    expect(await flags()).toEqual(others);
    const title = 'A rehearsal saved the evening';
    await it_.hold('Website relaunch, again', [[priya, title]], {
      fields: { names: 'shown', cardsFor: 'channel' },
      column: 'column0',
    });
    await it_.write(mara, title, { ...rehearse, title });
    expect(await flags()).toEqual([...others, '"went_well":1']);
  }, 60_000);

  it('of stories told together one is shown', async () => {
    const title = titles[0] ?? fail();
    const typed = {
      title,
      happened: 'Ours took eleven',
      useWhen: rehearse.useWhen ?? '',
      reach: 'workspace',
    };
    await it_.who(mara).say(website, '/lore add');
    await it_.who(mara).submit(typed);
    await it_.who(mara).pressInModal('lessons.join');
    await until(() => it_.modal(mara).includes('Your story will be shown under'), 'that it joins');
    await it_.who(mara).submit(typed);
    await it_.settle();
    await it_.who(mara).closeAll();
    expect((await it_.rows('lesson')).match(/"joins_id":"/g)).toHaveLength(1);
    await it_.who(seun).say(learning, `/retro plan ${title}`);
    expect(it_.modal(seun).split(title).length - 1).toBe(2);
    await it_.who(seun).closeAll();
  }, 60_000);

  it('and are gone when their authors want that', async () => {
    await pressAll('lessons.keep-here');
    expect(shown()[0]?.text).toBe('This showed what other teams learned. It’s no longer for everyone here.');
  }, 60_000);
});

function fail(): never {
  throw new Error('it is not there');
}

/** Lessons of other teams are shown when a project is planned, if they fit, as long as they are for everybody there. */
import { day } from '../../src/core/clock.ts';
import { engines } from '../support/databases.ts';
import { learning, mara, priya, seun } from '../support/company.ts';
import { lessonsOn, type LessonsHere, rehearse } from '../support/lessons-here.ts';
import { beginRetro, posts } from '../support/retro-path.ts';

const titles = ['The import took nine hours', 'Photos came late', 'Nobody owned the texts'];

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
  const plan = async (name: string) => {
    const person = it_.who(seun);
    await person.closeAll();
    await person.say(learning, `/retro plan ${name}`);
    const ends = new Date(it_.sandbox.core.clock.now() + 60 * day).toISOString().slice(0, 10);
    expect(JSON.stringify(await person.submit({ ends }))).not.toContain('errors');
    await it_.settle();
    return posts(it_.sandbox, learning).find(({ text }) => text.includes(`Project: ${name}`));
  };
  const shown = () =>
    posts(it_.sandbox, learning).filter(({ threadTs: thread, blocks }) =>
      Boolean(thread && !JSON.stringify(blocks).includes('retro.')),
    );

  it('in the thread of its plan, in one message; where none fits nothing is said', async () => {
    await plan('Summer party');
    expect(shown()).toEqual([]);
    const planned = await plan('Relaunch of the wiki website');
    const [one, ...more] = shown();
    expect(more).toEqual([]);
    expect(one?.text).toContain('other teams learned something that may help with this project');
    expect(one?.text).toContain('The import took nine hours instead of one');
    expect(one?.threadTs).toBe(planned?.ts);
  }, 60_000);

  it('a retrospective begins with one menu for each of three, which names it and does what its buttons would', async () => {
    await beginRetro(it_.who(seun), learning, 'Relaunch of the wiki website');
    await it_.settle();
    const prepared = it_.prepared(learning);
    if (prepared === undefined) throw new Error('nothing was prepared');
    const lessons = JSON.stringify(prepared.blocks);
    expect(lessons).not.toContain('"button"');
    expect(lessons.match(/"overflow"/g)).toHaveLength(titles.length);
    for (const title of titles) expect(lessons).toContain(`"text":"Applied: ${title}"`);
    await it_.who(priya).press(prepared, 'retro.lesson-adapted');
    expect(it_.who(priya).told(learning).at(-1)).toContain('Noted: you adapted it. Choose another answer');
  }, 60_000);

  it('and are gone when their authors want that', async () => {
    await pressAll('lessons.keep-here');
    expect(shown()[0]?.text).toBe('This showed what other teams learned. It’s no longer for everyone here.');
  }, 60_000);
});

/** Lessons of other teams are shown when a project is planned, if they fit, as long as they are for everybody there. */
import { day } from '../../src/core/clock.ts';
import { engines } from '../support/databases.ts';
import { learning, mara, priya, seun } from '../support/company.ts';
import { lessonsOn, type LessonsHere } from '../support/lessons-here.ts';
import { posts } from '../support/retro-path.ts';

describe.each(engines())('on $name', (engine) => {
  let it_: LessonsHere;
  beforeAll(async () => {
    it_ = await lessonsOn(engine);
    const fields = { names: 'shown', cardsFor: 'channel' } as const;
    await it_.hold('Website relaunch', [[priya, 'The import took nine hours']], { fields });
    await it_.write(mara, 'nine hours');
    await it_.playUntil(it_.sandbox.core.clock.now() + day);
    await it_.answer(priya, 'lessons.agree');
  }, 120_000);
  afterAll(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

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

  it('and are gone when their authors want that', async () => {
    await it_.list(priya);
    await it_.who(priya).pressInModal('lessons.keep-here');
    await it_.settle();
    expect(shown()[0]?.text).toBe('This showed what other teams learned. It’s no longer for everyone here.');
  }, 60_000);
});

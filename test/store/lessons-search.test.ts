/** `/lessons`: found as one types, in place, by those who may see it and nobody else; and nothing is left of what was searched for. */
import { textsIn } from '../support/colleague.ts';
import { diego, ines, learning, mara, priya, sam, secretly, seun, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { lessonsOn, type LessonsHere } from '../support/lessons-here.ts';

interface Lesson {
  readonly title: string;
  readonly happened: string;
  readonly useWhen: string;
  readonly topics: string;
}

const vacuum: Lesson = {
  title: 'Vacuum Postgres before a bulk load',
  happened: 'The import of orders crawled for nine hours, since autovacuum had not run for weeks.',
  useWhen: 'Before a large import',
  topics: 'postgres, imports',
};
const bands: Lesson = {
  title: 'Explain salary bands before the letters',
  happened: 'People read the vacuum of words as bad news.',
  useWhen: 'Before a pay review',
  topics: 'pay',
};
const flags: Lesson = {
  title: 'Ship behind a flag with --force off',
  happened: 'Somebody ran git push --force && deploy in C++ land at 100 %.',
  useWhen: 'Before a release',
  topics: 'releases',
};

describe.each(engines())('on $name', (engine) => {
  let here: LessonsHere;
  beforeAll(async () => {
    here = await lessonsOn(engine);
    await add(priya, website, vacuum, 'workspace');
    await add(ines, secretly, bands, 'conversation');
    await add(diego, website, flags, 'conversation');
  }, 60_000);
  afterAll(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  beforeEach(async () => {
    for (const who of [mara, priya, seun, diego, sam, ines]) await here.who(who).closeAll();
  });

  async function add(who: string, channel: string, lesson: Lesson, reach: string): Promise<void> {
    const person = here.who(who);
    await person.closeAll();
    await person.say(channel, '/lessons add');
    const offered = here.modal(who).includes('"block_id":"reach"') ? { reach } : {};
    const answer = await person.submit({ ...lesson, ...offered });
    expect(JSON.stringify(answer)).not.toContain('errors');
    await here.settle();
  }
  /** What the person reads after a command. */
  async function find(who: string, typed: string, channel = learning): Promise<string> {
    await here.who(who).closeAll();
    await here.who(who).say(channel, typed);
    return read(who);
  }
  const read = (who: string): string => textsIn(here.who(who).modal()?.view ?? []).join('\n');

  it('finds a lesson by its words, and says why, who, where and when', async () => {
    const found = await find(seun, '/lessons postgres vacuum');
    expect(found).toContain('One lesson, the best first');
    expect(found).toContain(vacuum.title);
    expect(found).toContain(`Learned by <@${priya}>`);
    expect(found).toContain(`From <#${website}>`);
  });

  it.each([
    '/lore search postgres vacuum',
    '/lore lessons postgres vacuum',
    '/lessons search postgres vacuum',
  ])('is the same as %s', async (typed) => {
    expect(await find(seun, typed)).toContain(vacuum.title);
  });
});

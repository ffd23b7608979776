/** `/lessons`: found as one types, in place, by those who may see it and nobody else; and nothing is left of what was searched for. */
import fc from 'fast-check';
import { channelId } from '../../src/core/ids.ts';
import { textsIn } from '../support/colleague.ts';
import {
  diego,
  ines,
  learning,
  mara,
  priya,
  sam,
  secretly,
  seun,
  team,
  website,
} from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { lessonsOn, type LessonsHere } from '../support/lessons-here.ts';
import { oftenOn } from '../support/often.ts';

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
    const wrong = here.wrong();
    await here.close();
    expect(wrong).toEqual([]);
  });
  beforeEach(async () => {
    // Slack opens about a hundred forms a minute.
    const { clock } = here.sandbox.core;
    clock.set(clock.now() + 5_000);
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
    const found = await find(mara, '/lessons postgres vacuum');
    expect(found).toContain('One lesson');
    expect(found).toContain(`*${vacuum.title}*`);
    expect(found).toContain('Matches in title, topics');
    expect(found).toContain(`Learned by <@${priya}>`);
    expect(found).toContain(`From <#${website}>`);
  });

  it.each([
    ['/lore search postgres vacuum'],
    ['/lore lessons postgres vacuum'],
    ['/lessons search postgres vacuum'],
  ])('is the same as %s', async (typed) => {
    expect(await find(mara, typed)).toContain(vacuum.title);
  });

  it('forgives a typo and says so, and sets off what it found in any form of the word', async () => {
    expect(await find(mara, '/lessons vacum')).toContain('I found no “vacum”, so I looked for “vacuum”');
    expect(read(mara)).toContain(vacuum.title);
    expect(await find(mara, '/lessons crawling imports')).toMatch(/Matches in .*text/);
    expect(JSON.stringify(here.who(mara).modal()?.view)).toContain(
      '{"type":"text","text":"crawled","style":{"bold":true}}',
    );
  });

  it.each(["'", '"', '""'])('finds all, the newest first, where nothing but %s was typed', async (typed) => {
    expect(await find(mara, `/lessons ${typed}`)).toContain('lessons, the newest first');
    expect(await find(mara, `/lessons ${typed} topic:nothing`)).toContain('No lesson that you can read fits');
  });

  it('names the field of which the words are a sentence in quotation marks', async () => {
    const found = await find(mara, `/lessons ${vacuum.useWhen}`);
    expect(found).toContain('“use this when”');
  });

  it.each([
    ['topic:POSTGRES', [vacuum]],
    ['topic:"postgres"', [vacuum]],
    ['topic:#imports vacuum', [vacuum]],
    ['by:me', []],
    ['in:#website-relaunch', [vacuum, flags]],
    [`in:<#${website}|website-relaunch> flag`, [flags]],
    [`<#${website}|website-relaunch> flag`, [flags]],
    ['since:2026-11', [vacuum, flags]],
    ['since:2026', [vacuum, flags]],
    ['since:2027-01-02', []],
    [`by:<@${priya}|priya>`, [vacuum]],
    ['by:Priya', [vacuum]],
    ['topic:postgres in:#website-relaunch since:2026-01 import', [vacuum]],
  ])('is narrowed by %s', async (typed, wanted) => {
    const found = await find(mara, `/lessons ${typed}`);
    const titles = [vacuum, bands, flags]
      .map(({ title }) => title)
      .filter((title) => found.includes(`*${title}*`));
    expect(titles).toEqual(wanted.map(({ title }) => title));
  });

  it.each([
    ['in:#nowhere vacuum', 'You can’t see a channel “#nowhere”'],
    ['in:#people-private vacuum', 'You can’t see a channel “#people-private”'],
    [`in:<#${secretly}|> vacuum`, 'You can’t see a channel'],
    ['by:@nobody vacuum', 'I know nobody here called “@nobody”'],
    ['since:yesterday vacuum', '“yesterday” isn’t a day I understand'],
    ['since:2026-13 vacuum', '“2026-13” isn’t a day I understand'],
    ['is:great vacuum', '“is:great” means nothing to me'],
    ['topic:# vacuum', '“topic:#” names no topic'],
  ])('says of %s what it did instead', async (typed, said) => {
    const found = await find(mara, `/lessons ${typed}`);
    expect(found).toContain(said);
    expect(found).toContain(vacuum.title);
    expect(found).not.toContain(bands.title);
  });

  it.each([
    ['2027-01', 'Since Fri 1 January 2027'],
    ['2020', 'Since Wed 1 January 2020'],
    ['2026-02', 'Since Sun 1 February'],
  ])('shows a day since which it searches with its year, unless it is this one: %s', async (typed, shown) => {
    const found = await find(mara, `/lessons since:${typed}`);
    expect(found.split('\n')).toContain(shown);
  });

  it('keeps what was typed in its form, and is narrowed there in place', async () => {
    await find(mara, `/lessons vacuum topic:postgres in:<#${website}|website-relaunch> since:2020-01`);
    const before = here.who(mara).modal();
    const view = JSON.stringify(before?.view);
    expect(view).toContain('"initial_value":"vacuum"');
    expect(view).toContain(`"initial_conversation":"${website}"`);
    expect(read(mara)).toContain('Since Wed 1 January 2020');
    await here.who(mara).submit({ words: 'salary' });
    expect(read(mara)).toContain('I found nothing for “salary”');
    await here.who(mara).submit({ words: 'autovacuum in:#learning' });
    expect(here.who(mara).modal()?.id).toBe(before?.id);
    expect(read(mara)).toContain('In any channel, there is one lesson.');
    await here
      .who(mara)
      .pressInModal('lessons.search-instead', { holds: '"channel":null,"by":[],"since":"2020' });
    await here.modalWith(mara, vacuum.title);
    await here.who(mara).pressInModal('lessons.search-instead');
    expect(await here.modalWith(mara, '"text":"Any topic"')).not.toContain('Clear filters');
  });

  it('says what to try where it finds nothing, from what the person may see alone, and takes what they know', async () => {
    const found = await find(mara, '/lessons salary bands topic:pay');
    expect(found).toContain('I found nothing for “salary bands” in the lessons you can read.');
    expect(found).toContain('try fewer words');
    expect(found).not.toContain('With any topic');
    expect(found).not.toContain('Without filters');
    expect(await find(seun, '/lessons salary bands topic:postgres')).toContain(
      'With any topic, there is one lesson.',
    );
    await find(mara, '/lessons salary');
    await here.who(mara).pressInModal('lessons.open-add');
    expect(read(mara)).toContain('Which channel');
  });

  it('offers to leave out all filters where only together they leave nothing, and does not blame the spelling', async () => {
    const both = await find(mara, `/lessons vacuum topic:pay by:me since:2031`);
    expect(both).toContain('Without filters, there is one lesson.');
    expect(both).not.toContain('Check the spelling');
    await here.who(mara).pressInModal('lessons.search-instead', { holds: '"since":null' });
    expect(await here.modalWith(mara, vacuum.title)).not.toContain('Clear filters');
  });

  it('is not found, counted, suggested or corrected to by who may not see it', async () => {
    for (const [who, channel] of [
      [mara, learning],
      [sam, website],
    ] as const)
      for (const typed of [
        'salary',
        'salry',
        'explain',
        'topic:pay',
        'words of bad news',
        `by:<@${ines}|ines>`,
      ]) {
        const found = await find(who, `/lessons ${typed}`, channel);
        expect(found).not.toContain(bands.title);
        expect(found).not.toContain('also looked for “salary');
      }
    expect(await find(ines, '/lessons salry', secretly)).toContain(bands.title);
    // A guest sees what is for their conversation.
    expect(await find(sam, '/lessons force', website)).toContain(flags.title);
    expect(await find(sam, '/lessons postgres', website)).not.toContain('<#C0PEOPLE>');
  });

  it('a channel finds what everyone in it may read', async () => {
    const library = here.lessons.lessonLibrary;
    if (library === undefined) throw new Error('there is no library');
    const foundIn = (channel: string, typed: string) =>
      here.lore.store.read(team, { kind: 'channel', channelId: channelId(channel) }, async (read) => {
        const searcher = { now: here.sandbox.core.clock.now(), tz: 'UTC' };
        const { search } = await library.understand(read, typed);
        const { count, lessons } = await library.search(read, search, { from: 0, most: 5 }, searcher);
        return [count, ...lessons.map(({ title }) => title.map(({ text }) => text).join(''))];
      });
    expect(await foundIn(learning, 'vacuum')).toEqual([1, vacuum.title]);
    expect(await foundIn(learning, 'salary')).toEqual([0]);
    expect(await foundIn(learning, 'flag')).toEqual([0]);
    // There is a guest, so what is for the workspace is read only where it comes from.
    expect(await foundIn(website, 'flag')).toEqual([1, flags.title]);
    expect(await foundIn(secretly, 'salary')).toEqual([1, bands.title]);
    expect(await foundIn(learning, 'by:me vacuum')).toEqual([1, vacuum.title]);
  });

  it('opens a lesson as a page of its own, where one says that one used it, and the search is still beneath', async () => {
    await find(mara, '/lessons postgres');
    const search = here.who(mara).modal()?.id;
    await here.who(mara).pressInModal('lessons.open');
    await here.modalWith(mara, vacuum.useWhen);
    expect(here.who(mara).modal()?.id).not.toBe(search);
    await here.who(mara).pressInModal('lessons.try');
    await here.who(mara).submit({ went: 'helped', how: 'The load took ten minutes', team: website });
    await here.modalWith(mara, 'The load took ten minutes');
    await here.who(mara).close();
    while (here.who(mara).modal() !== undefined && here.who(mara).modal()?.id !== search)
      await here.who(mara).close();
    expect(read(mara)).toContain('One lesson');
    // Back in the search, what came of it is said, and can be looked for.
    expect(await find(mara, '/lessons is:tried')).toContain('Tried');
  });

  it('“Used it” is counted where it is pressed in a search too, asks nothing more, proposes the channel, and can be undone', async () => {
    const uses = async () => (await here.rows('lesson_opinion')).match(/"said":"used"/g)?.length ?? 0;
    const before = await uses();
    await find(seun, '/lessons postgres');
    await here.who(seun).pressInModal('lessons.open');
    await here.modalWith(seun, vacuum.useWhen);
    await here.who(seun).pressInModal('lessons.try');
    const form = await here.modalWith(seun, 'Noted: you used it');
    expect(form).toContain('"default_to_current_conversation":true');
    expect(await uses()).toBe(before + 1);
    await here.who(seun).closeAll();
    expect(await uses()).toBe(before + 1);
    expect(await here.rows('lesson_trial')).not.toContain(seun);
    await find(seun, '/lessons postgres');
    await here.who(seun).pressInModal('lessons.open');
    await here.modalWith(seun, vacuum.useWhen);
    await here.who(seun).pressInModal('lessons.try');
    await here.modalWith(seun, 'Noted: you used it');
    expect(await uses()).toBe(before + 1);
    await here.who(seun).pressInModal('lessons.used');
    await here.settle();
    expect(await uses()).toBe(before);
  });

  it('is opened by the shortcut and from Home, with the newest first', async () => {
    await here.sandbox.page('shortcut', { as: mara, callbackId: 'lessons.search-shortcut' });
    expect(await here.modalWith(mara, 'the newest first')).toContain(vacuum.title);
    await here.who(mara).closeAll();
    expect(await here.home(mara)).toContain('Search lessons');
    await here.who(mara).pressInHome('lessons.open-search');
    expect(await here.modalWith(mara, 'the newest first')).toContain(vacuum.title);
  });

  it.each([
    ...[
      'c++',
      'a && b',
      '--force',
      '"quoted"',
      '%',
      '*',
      '"',
      "'",
      '_',
      '\\',
      '`',
      '(',
      ')',
      ':',
      'topic:',
      'in:',
      'by:"',
    ],
    ...[
      'NEAR(a b)',
      'title:x OR y*',
      'a - b',
      '^a',
      '{a}',
      "o'brien's",
      'a:b:c',
      '<b>&amp;</b>',
      '&lt;',
      '<!channel>',
      '…',
    ],
    ...[
      '東京',
      '検索 の',
      '안녕하세요',
      'ΑΒΓ',
      'é',
      '🦆',
      '\u202Eabc',
      '\uD83D',
      'ﬁ',
      'x'.repeat(500),
      'word '.repeat(100),
    ],
    ...['"'.repeat(500), '\\'.repeat(500), 'a'.repeat(3_000), 'in:#a '.repeat(60), 'topic:a,b,c '.repeat(40)],
  ])('%j is no error', async (typed) => {
    expect(await find(mara, `/lessons ${typed}`)).toContain('What are you looking for?');
    await here.who(mara).submit({ words: typed.slice(0, 600) });
    expect(read(mara)).toContain('What are you looking for?');
    expect(here.wrong()).toEqual([]);
  });

  it.each([
    ['c++', flags.title],
    ['deploy && C++', flags.title],
    ['--force', flags.title],
    ['"git push"', flags.title],
    ['100 %', flags.title],
  ])('%s is found', async (typed, title) => {
    expect(await find(diego, `/lessons ${typed}`, website)).toContain(`*${title}*`);
  });

  it('is no error with everything as long as it may be', async () => {
    const long = `topic:"${'x\\'.repeat(150)}" topic:${'y\\'.repeat(100)} since:2020 by:me`;
    await find(mara, `/lessons ${long}`);
    await here.who(mara).submit({ words: '\\\\"'.repeat(300) });
    expect(read(mara)).toContain('What are you looking for?');
    expect(here.wrong()).toEqual([]);
  });

  it('whatever is typed, an answer comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (typed) => {
        await here.who(mara).closeAll();
        const { clock } = here.sandbox.core;
        clock.set(clock.now() + 5_000);
        const found = await find(mara, `/lessons search ${typed}`);
        expect(found).toContain('What are you looking for?');
        await here.who(mara).submit({ words: typed });
        expect(read(mara)).toContain('What are you looking for?');
        expect(here.wrong()).toEqual([]);
      }),
      oftenOn(engine, 30, 5),
    );
  });
});

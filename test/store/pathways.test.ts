/** A pathway is made by people who walk it: what they write, what is refused, and how long it holds. */
import { channelId } from '../../src/core/ids.ts';
import { acts } from '../../src/features/pathways/others.ts';
import { diego, katrin, learning, mara, priya, sam, seun, team, website } from '../support/company.ts';
import { statementsOf } from '../support/count-statements.ts';
import { engines, freshFile } from '../support/databases.ts';
import { type PathwaysHere, pathwaysOn, role } from '../support/pathways-here.ts';

describe.each(engines())('on $name', (engine) => {
  let here: PathwaysHere;
  beforeEach(async () => {
    here = await pathwaysOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('a pathway with one editor is not published: it says what is missing, and the second is found by its card', async () => {
    await here.who(mara).say(learning, '/pathway new');
    expect(here.modal(mara)).toMatch(/Who can see it and follow it\?.*Which role\?/);
    await here.who(mara).closeAll();
    expect(await here.begin()).toContain('For people who build pipelines');
    expect(here.card().text).toContain('Mara is making a pathway: *Data engineer*');
    await here.add('Read the guide');
    await here.open(mara);
    expect(await here.press(mara, 'publish')).toContain('It takes two people who walk this path');
    expect(here.card().text).toContain('A draft: it can be published once two people');
    await here.who(priya).press(here.card(), 'pathways.walk');
    await here.settle();
    expect(here.modal(priya)).toContain('You can edit it from now on');
    await here.later(1);
    expect(here.said(mara)).toContain(
      'Someone else who walks this path now edits the pathway “Data engineer” with you',
    );
    await here.open(priya);
    expect(await here.press(priya, 'publish')).toContain('It’s published');
    expect(here.card().text).toContain('A pathway: *Data engineer*');
    expect(here.card().text).toMatch(/Version 1 · 1 activity for 1 skill · edited by Mara and Priya/);
    const replies = here.posted(learning).filter(({ threadTs }) => threadTs === here.card().ts);
    expect(replies.map(({ text }) => text)).toEqual([
      'Priya published the pathway “Data engineer”. Anyone who can read it can follow it, for themselves.',
    ]);
    expect(here.said(mara)).toContain(`The pathway “${role}” is published.`);
  });

  it('is not published without an activity, nor by the second press of the same button', async () => {
    await here.begin();
    await here.who(priya).press(here.card(), 'pathways.walk');
    await here.open(mara);
    expect(await here.press(mara, 'publish')).toContain('Add at least one activity first');
    await here.add('Read the guide');
    await here.open(mara);
    await here.open(priya);
    await here.press(mara, 'publish');
    expect(await here.press(priya, 'publish')).toContain('It’s published already');
    expect(here.card().text).toContain('Version 1');
    expect(here.posted(learning).filter(({ threadTs }) => threadTs === here.card().ts)).toHaveLength(1);
  });

  it('a loop is refused with the names of what is on it', async () => {
    await here.begin();
    await here.add('Read\nDraw\nPresent');
    const after = async (title: string, before: string) => {
      await here.open(mara);
      await here.press(mara, 'activity', await here.idOf(title));
      return here.submit(mara, { after: await here.idOf(before) });
    };
    expect(await after('Draw', 'Read')).toContain('after “Read”');
    expect(await after('Present', 'Draw')).toContain('after “Draw”');
    expect(await after('Read', 'Present')).toContain(
      'That would go round in a circle: “Read” → “Draw” → “Present” → “Read”. Choose another one.',
    );
    expect(await here.open(mara)).not.toContain('after “Present”');
  });

  it('400 activities are refused with the number; 200 are taken, and page without leaving one out', async () => {
    const lines = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => `a${String(from + at).padStart(3, '0')}`).join('\n');
    await here.begin();
    const refused = await here.add(lines(0, 400));
    expect(refused).toContain('That would make 400 activities; a pathway has up to 200. Leave out 200');
    await here.add(lines(0, 150));
    expect(await here.add(lines(150, 51), 'Testing')).toContain('That would make 201 activities');
    let page = await here.add(lines(150, 50), 'Testing');
    const seen: string[] = [];
    for (let turned = 0; turned < 20; turned += 1) {
      seen.push(...[...page.matchAll(/"text":"(a\d{3})\\n/g)].map(([, title = '']) => title));
      if (!page.includes('pathways.page-on')) break;
      page = await here.press(mara, 'page-on');
    }
    expect(seen).toEqual(lines(0, 200).split('\n'));
    // The list of what can come before names all others, in groups as Slack takes them.
    expect(await here.press(mara, 'activity')).toContain('Change the activity');
  });

  it('of two edits at once the second is told, keeps what was typed, and saves it on top of the newer', async () => {
    await here.begin();
    await here.who(priya).press(here.card(), 'pathways.walk');
    for (const who of [mara, priya]) {
      await here.open(who);
      await here.press(who, 'add');
    }
    await here.submit(priya, { skill: 'Testing', level: '2', format: 'cohort', lines: 'Write a test' });
    const typed = { skill: 'Modelling data', level: '3', format: 'selfPaced', lines: 'Read the guide' };
    const told = await here.submit(mara, typed);
    expect(told).toMatch(/U0PRIYA.* changed this pathway meanwhile: added 1 activity to “Testing”/);
    expect(told).toContain('"initial_value":"Read the guide"');
    expect(await here.open(priya)).not.toContain('Read the guide');
    const saved = await here.submit(mara, {});
    expect(saved).toContain('Read the guide');
    expect(saved).toContain('Write a test');
  });

  it('what is published and rests on one editor is not changed until there is a second', async () => {
    await here.published();
    await here.open(priya);
    expect(await here.press(priya, 'leave')).toContain('You don’t edit this pathway any more');
    expect(await here.open(mara)).toContain('It rests on one person or none');
    await here.press(mara, 'add');
    expect(here.modal(mara)).toContain('You’re the only one who edits this pathway now');
    await here.who(seun).press(here.card(), 'pathways.open');
    await here.settle();
    await here.press(seun, 'walk');
    await here.open(mara);
    expect(await here.press(mara, 'add')).toContain('Activities, one on each line');
  });

  it('an editor who was deactivated counts no more', async () => {
    await here.published();
    await here.deactivates(priya);
    const page = await here.open(mara);
    expect(page).toContain('It rests on one person or none');
    expect(page).not.toContain('U0PRIYA');
  });

  it('each change after it was published is a version: what, when, and by whom', async () => {
    await here.published();
    await here.add('Write a test\nRun it', 'Testing', priya);
    await here.open(mara);
    await here.press(mara, 'activity', await here.idOf('Run it'));
    await here.press(mara, 'activity-out');
    expect(here.modal(mara)).not.toContain('Run it');
    const versions = await here.press(mara, 'versions');
    expect(versions).toMatch(/Version 3, .*<@U0MARA>: took out “Run it”/);
    expect(versions).toMatch(/Version 2, .*<@U0PRIYA>: added 2 activities to “Testing”/);
    expect(versions).toMatch(/Version 1, .*<@U0MARA>: published it/);
    expect(versions).toMatch(/Draft, .*<@U0MARA>: added 3 activities to “Modelling data”/);
  });

  it('an activity that goes leaves no gap: what came after it comes after what it came after', async () => {
    await here.begin();
    await here.add('Read\nDraw\nPresent');
    for (const [title, before] of [
      ['Draw', 'Read'],
      ['Present', 'Draw'],
    ] as const) {
      await here.open(mara);
      await here.press(mara, 'activity', await here.idOf(title));
      await here.submit(mara, { after: await here.idOf(before) });
    }
    await here.open(mara);
    await here.press(mara, 'activity', await here.idOf('Draw'));
    const page = await here.press(mara, 'activity-out');
    expect(page).toContain('after “Read”');
    expect(page).not.toContain('Draw');
  });

  it('a skill that goes leaves no gap either, however much of a chain it held', async () => {
    await here.begin();
    await here.add('Draw\nSketch', 'Drawing');
    await here.add('Read\nPresent');
    for (const [title, before] of [
      ['Draw', 'Read'],
      ['Sketch', 'Draw'],
      ['Present', 'Sketch'],
    ] as const) {
      await here.open(mara);
      await here.press(mara, 'activity', await here.idOf(title));
      await here.submit(mara, { after: await here.idOf(before) });
    }
    await here.open(mara);
    await here.press(mara, 'skill');
    const page = await here.press(mara, 'skill-out');
    expect(page).toContain('after “Read”');
    expect(page).not.toMatch(/Draw|Sketch/);
  });

  it('asks its editors after a quarter whether it is still right; the yes of one is enough for all', async () => {
    await here.published();
    await here.later(89);
    expect(here.said(mara)).not.toContain('Is it still right?');
    await here.later(5);
    for (const who of [mara, priya]) expect(here.said(who)).toContain('Is it still right?');
    await here.who(priya).press(here.directWith(priya, 'Is it still right?'), 'pathways.right');
    await here.settle();
    for (const who of [mara, priya]) {
      expect(here.said(who)).not.toContain('Is it still right?');
      expect(here.said(who)).toMatch(/The pathway “Data engineer” was confirmed on/);
    }
    await here.later(85);
    expect(here.said(mara)).not.toContain('Is it still right?');
    await here.later(9);
    expect(here.said(mara)).toContain('Is it still right?');
  });

  it('is marked as out of date after 180 days without a yes, says so once more, and is silent then', async () => {
    await here.published();
    await here.later(179);
    expect(here.card().text).not.toContain('Out of date');
    await here.later(6);
    expect(here.card().text).toContain('Out of date: nobody has said since');
    expect(await here.open(seun)).toContain('Out of date');
    expect(here.said(mara)).toContain('is marked as out of date');
    const count = here.direct(mara).length;
    await here.later(200);
    expect(here.direct(mara)).toHaveLength(count);
    await here.open(mara);
    await here.press(mara, 'right');
    expect(here.card().text).not.toContain('Out of date');
  });

  it('ends, and is taken up again as a draft; who follows it reads that', async () => {
    await here.published();
    await here.who(seun).press(here.card(), 'pathways.follow');
    await here.open(mara);
    await here.press(mara, 'name');
    expect(await here.press(mara, 'end')).toContain('It ended.');
    expect(here.posted(learning)[0]?.text).toBe('The pathway “Data engineer” ended.');
    expect(await here.type(seun)).toContain('There are no pathways yet that you can see');
    expect(await here.home(seun)).toContain('*Data engineer* ended.');
    await here.open(mara);
    expect(await here.press(mara, 'take-up')).toContain('It’s a draft again');
    expect(here.card().text).toContain('A draft');
    expect(await here.press(mara, 'publish')).toContain('It’s published');
  });

  it('is read by guests of its channel, who cannot edit it, and is not begun by them', async () => {
    await here.type(mara, 'new', website);
    await here.submit(mara, { role, about: '' });
    await here.who(sam).press(here.card(website), 'pathways.walk');
    await here.settle();
    expect(here.modal(sam) + here.who(sam).told(website).join()).toContain('only full members edit them');
    await here.type(sam, 'new', website);
    expect(here.who(sam).told(website).join()).toContain('Guests can’t start this');
  });

  it('is for its channel unless its author chose the workspace, and others cannot see that it exists', async () => {
    await here.begin({ reach: 'conversation' });
    expect(await here.type(priya)).toContain(role);
    const outside = await here.type(diego, '', website);
    expect(outside).toContain('There are no pathways yet that you can see');
    await here.who(mara).closeAll();
    await here.begin({ role: 'Facilitator', reach: 'workspace' });
    expect(await here.type(diego, '', website)).toContain('Facilitator');
    await here.press(diego, 'open');
    await here.press(diego, 'walk');
    expect(here.modal(diego)).toContain('This pathway belongs to');
  });

  it('is found by its skills, and says when nothing fits', async () => {
    await here.published();
    expect(await here.type(seun, 'modelling data')).toContain('1 pathway fits');
    expect(await here.type(seun, 'knitting')).toContain('No pathway fits “knitting”. Try other words');
  });

  it('goes out as Markdown and as a table that is safe from formulas, without anything of who follows it', async () => {
    await here.published();
    await here.add('=HYPERLINK("https://evil.example")', 'Testing', priya);
    await here.who(seun).press(here.card(), 'pathways.follow');
    await here.open(seun);
    await here.press(seun, 'markdown');
    await here.open(seun);
    await here.press(seun, 'table');
    await here.later(1);
    const files = here.sandbox.world.uploads.map(({ content }) => content ?? '');
    const markdown = files.find((one) => one.startsWith('# Data engineer')) ?? '';
    expect(markdown).toContain('## Modelling data: 3: does it on their own');
    expect(markdown).toContain('- Read the guide');
    expect(markdown).toContain('https://example.com/guide');
    expect(markdown).toMatch(/Edited by .*Mara.*Priya/);
    const table = files.find((one) => one.includes('"Role","Version"')) ?? '';
    expect(table).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(table).toContain('"Data engineer","2","Modelling data","3","Read the guide","At one’s own pace"');
    expect(files.join()).not.toContain('Seun');
  });

  it('an editor who erases their data takes the words along that they wrote, and the rest goes on', async () => {
    await here.published();
    await here.add('Write a test', 'Testing', priya);
    await here.erase(mara);
    const page = await here.open(priya);
    expect(page).toContain('A pathway without a name');
    expect(page).toContain('Write a test');
    expect(page).not.toContain('Read the guide');
    expect(await here.rows('pathway', 'pathway_skill', 'pathway_activity', 'pathway_change')).not.toMatch(
      /U0MARA|Data engineer|Read the guide|Modelling/,
    );
  });

  it('lists many page by page, those of the channel where it was asked first, and none twice', async () => {
    for (let nth = 10; nth < 28; nth += 1) await here.begin({ role: `Role ${nth}`, reach: 'workspace' });
    await here.type(mara, 'new', website);
    await here.submit(mara, { role: 'Here', about: '' });
    let page = await here.type(mara, '', website);
    const seen: string[] = [];
    for (let turned = 0; turned < 5; turned += 1) {
      seen.push(...[...page.matchAll(/"text":"\*(Role \d\d|Here)\*/g)].map(([, role_ = '']) => role_));
      expect(page).toContain('New pathway');
      if (!page.includes('pathways.list-on')) break;
      page = await here.press(mara, 'list-on');
    }
    expect(seen).toEqual(['Here', ...Array.from({ length: 18 }, (_, at) => `Role ${at + 10}`)]);
  });

  it('is not begun, joined or published where its channel is archived, and is read as before', async () => {
    await here.begin();
    await here.add('Read the guide');
    await here.who(seun).press(here.card(), 'pathways.walk');
    await here.open(priya);
    await here.open(mara);
    await here.sandbox.page('channel', { as: katrin, channelId: learning, change: 'archive' });
    await here.settle();
    for (const [who, action] of [
      [priya, 'walk'],
      [mara, 'publish'],
    ] as const)
      expect(await here.press(who, action)).toContain('an archived channel has to be opened again first');
    await here.type(mara, '', website);
    const page = await here.press(mara, 'open');
    expect(page).toContain('Read the guide');
    expect(page).toContain('A draft');
  });

  it('counts as one thing that its channel made, by whom published it, however often it is changed', async () => {
    await here.published();
    await here.add('Write a test', 'Testing', priya);
    await here.open(priya);
    await here.press(priya, 'right');
    const channel = channelId(learning);
    const found = await here.lore.store.read(team, { kind: 'channel', channelId: channel }, (read) =>
      acts(read, { channel, from: 0, to: here.now() + 1 }),
    );
    expect(found).toMatchObject([{ kind: 'artefact', by: mara, channel }]);
    expect(found).toHaveLength(1);
  });
});

it('a list is read with as many queries, however many pathways there are', async () => {
  const here = await pathwaysOn({ name: 'sqlite', fresh: freshFile });
  const begin = async (from: number, to: number) => {
    for (let nth = from; nth < to; nth += 1) {
      await here.begin({ role: `Role ${nth}`, reach: 'workspace' });
      await here.add('Read the guide');
      await here.who(mara).closeAll();
    }
  };
  const asked = async () => {
    const count = await statementsOf(() => here.type(mara, ''));
    expect(here.modal(mara)).toContain('Role 11');
    await here.who(mara).closeAll();
    return count;
  };
  try {
    await begin(10, 12);
    const few = await asked();
    expect(few).toBeGreaterThan(3);
    await begin(12, 18);
    expect(await asked()).toBeLessThanOrEqual(few);
  } finally {
    await here.close();
  }
});

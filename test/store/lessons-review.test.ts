/** Whether a lesson is still true: its authors are asked once a year, or its channel where nobody may know them; nobody is chased. */
import { sql } from 'kysely';
import { up } from '../../db/migrations/2026-11-29t1450_lesson_review.ts';
import { day } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { learning, mara, priya, team, website } from '../support/company.ts';
import { lessonsOn, type LessonsHere } from '../support/lessons-here.ts';
import { posts } from '../support/retro-path.ts';

describe.each(engines())('on $name', (engine) => {
  let it_: LessonsHere;
  beforeEach(async () => {
    it_ = await lessonsOn(engine);
  }, 120_000);
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  const play = (days: number) => it_.playUntil(it_.sandbox.core.clock.now() + days * day);

  async function kept(names: 'shown' | 'hidden'): Promise<void> {
    await it_.hold('Website relaunch', [[priya, 'The import took nine hours']], {
      fields: { names, cardsFor: 'channel' },
    });
    await it_.write(mara, 'nine hours');
    await play(1);
    await it_.answer(priya, 'lessons.agree');
    if (names === 'hidden') await play(2);
  }
  const questions = () => it_.direct(priya).filter(({ blocks }) => /still true/.test(JSON.stringify(blocks)));
  const digestIn = async (channel: string) => {
    const rules = new Map([['digest.weekly', { every: 'week', weekday: 2, minutes: 600 } as const]]);
    const started = await it_.lore.store.schedules.startAll(team, channelId(channel), userId(mara), rules);
    if (!started.ok) throw new Error(started.code);
  };
  const recalled = (text: string) =>
    posts(it_.sandbox, website).filter((message) => message.text.includes(text));

  it('its author is asked once after a year, in private; a yes moves it by a year, and then they are asked again', async () => {
    await kept('shown');
    await play(360);
    expect(questions()).toHaveLength(0);
    expect(await it_.list(priya)).not.toContain('Not checked since');
    await play(10);
    expect(questions()).toHaveLength(1);
    expect(questions()[0]?.text).toContain('Is this lesson still true? It hasn’t been checked since');
    await play(60);
    expect(questions()).toHaveLength(1);
    // It waits in App Home, and where it is shown it says so.
    expect(await it_.home(priya)).toContain('Is “Rehearse a move with the real data” still true?');
    expect(await it_.list(mara)).toContain('Not checked since');
    for (const other of [mara]) expect(await it_.home(other)).not.toContain('lessons.still-true');
    await it_.who(priya).pressInHome('lessons.still-true');
    await it_.settle();
    await it_.who(priya).closeAll();
    const [asked] = questions();
    expect(asked?.text).toContain('says it’s still true. I ask again on');
    expect(JSON.stringify(asked?.blocks)).not.toContain('lessons.retire');
    expect(await it_.home(priya)).not.toContain('lessons.still-true');
    expect(await it_.list(mara)).not.toContain('Not checked since');
    await play(300);
    expect(questions()).toHaveLength(1);
    await play(70);
    expect(questions()).toHaveLength(2);
    // The question knows its answer: no.
    const last = questions().at(-1);
    if (last === undefined) throw new Error('nobody was asked');
    await it_.who(priya).press(last, 'lessons.retire');
    expect(it_.modal(priya)).toContain('What has changed since?');
    await it_.who(priya).submit({ why: 'Imports take minutes now' });
    await it_.settle();
    expect(questions().at(-1)?.text ?? '').not.toContain('Is this lesson still true?');
    expect(it_.direct(priya).at(-1)?.text).toContain('says it’s no longer true');
    expect(await it_.list(mara)).toContain('Imports take minutes now');
  }, 240_000);

  it('who wrote several is asked about one, and about another two weeks later, or once they are back', async () => {
    const titles = ['Rehearse a move', 'Warn support early', 'Measure twice', 'Keep a way back'];
    for (const title of titles) {
      await it_.who(priya).say(website, '/lore add');
      await it_.modalWith(priya, '"block_id":"happened"');
      await it_.who(priya).submit({ title, happened: `${title}: we did not`, useWhen: `Before ${title}` });
      await it_.who(priya).closeAll();
    }
    const about = () => new Set(questions().map(({ text }) => titles.find((title) => text.includes(title))));
    await play(367);
    expect(questions()).toHaveLength(1);
    await play(8);
    expect(questions()).toHaveLength(1);
    await play(8);
    expect(questions()).toHaveLength(2);
    const until = it_.sandbox.core.clock.now() + 30 * day;
    const change = { kind: 'status', text: 'On holiday', emoji: ':palm_tree:', until };
    await it_.sandbox.page('person', { as: priya, change });
    await play(20);
    expect(questions()).toHaveLength(2);
    await play(14);
    expect(questions()).toHaveLength(3);
    await play(60);
    expect(questions()).toHaveLength(4);
    expect(about()).toEqual(new Set(titles));
  }, 240_000);

  it('where names are hidden its channel’s digest asks, once, as a question about any lesson from there', async () => {
    await kept('hidden');
    await play(300);
    await digestIn(website);
    await play(58);
    expect(recalled('I ask once a year')).toHaveLength(0);
    await play(21);
    expect(recalled('I ask once a year')).toHaveLength(1);
    expect(questions()).toHaveLength(0);
    const [message] = recalled('I ask once a year');
    if (message === undefined) throw new Error('nobody was asked');
    expect(JSON.stringify(message.blocks)).toContain('Yes, still true');
    await it_.who(mara).press(message, 'digest.holds');
    await it_.settle();
    expect(await it_.list(mara)).not.toContain('Not checked since');
    await play(28);
    expect(recalled('I ask once a year')).toHaveLength(0);
  }, 240_000);

  it('authors of lessons from before Lore asked are asked too, and nobody twice', async () => {
    await kept('shown');
    const { system } = it_.lore.store;
    const jobs = sql<{ job: string }>`select * from job where name = 'lessons.review-due'`;
    const before = (await jobs.execute(system)).rows;
    expect(before).toHaveLength(1);
    await sql`delete from job where name = 'lessons.review-due'`.execute(system);
    for (let times = 0; times < 2; times += 1) await up(system);
    expect((await jobs.execute(system)).rows).toEqual(before);
    await play(370);
    expect(questions()).toHaveLength(1);
  }, 240_000);

  it('where everybody who wrote it has left, its channel’s digest asks', async () => {
    await kept('shown');
    await play(300);
    await digestIn(website);
    await play(58);
    await it_.sandbox.page('person', { as: 'U0INES', userId: priya, change: { kind: 'deactivate' } });
    await play(21);
    expect(recalled('its authors have left, so I ask here')).toHaveLength(1);
    expect(questions()).toHaveLength(0);
  }, 240_000);

  it('where its author was asked, and left without an answer, its channel’s digest asks a month later; a yes ends that', async () => {
    await kept('shown');
    await play(340);
    await digestIn(website);
    await play(30);
    expect(questions()).toHaveLength(1);
    expect(recalled('still true?')).toHaveLength(0);
    await it_.sandbox.page('person', { as: 'U0INES', userId: priya, change: { kind: 'deactivate' } });
    await play(14);
    expect(recalled('its authors have left')).toHaveLength(0);
    expect(await it_.list(mara)).toContain('Not checked since');
    await play(21);
    const [asked, ...more] = recalled('its authors have left, so I ask here');
    if (asked === undefined) throw new Error('nobody was asked');
    expect(more).toEqual([]);
    await it_.who(mara).press(asked, 'digest.holds');
    await it_.settle();
    expect(await it_.list(mara)).not.toContain('Not checked since');
    await play(70);
    expect(recalled('its authors have left, so I ask here')).toHaveLength(0);
  }, 240_000);

  it('“no longer true” in the digest retires it at once, and asks what has changed; “still true” brings it back', async () => {
    await digestIn(website);
    await digestIn(learning);
    await kept('shown');
    await play(36);
    const [asked] = recalled('Is this lesson from here still true?');
    if (asked === undefined) throw new Error('nothing was recalled');
    await it_.who(mara).press(asked, 'digest.untrue');
    await it_.settle();
    expect(it_.modal(mara)).toContain('Say in one line what has changed since');
    expect(await it_.rows('lesson')).toContain('"effect":"retired"');
    await it_.who(mara).submit({ why: 'Imports take minutes now' });
    await it_.settle();
    await it_.who(mara).closeAll();
    const [told] = recalled('so I won’t bring it up again');
    if (told === undefined) throw new Error('the digest does not say so');
    expect(told.text).toContain('Imports take minutes now');
    const elsewhere = posts(it_.sandbox, learning).findLast(({ text }) => text.includes('Rehearse a move'));
    expect(elsewhere?.text).toContain('Imports take minutes now');
    expect(await it_.rows('lesson_version')).toContain('"note":"Imports take minutes now"');
    await it_.who(mara).press(told, 'digest.holds');
    await it_.settle();
    expect(await it_.rows('lesson')).toContain('"retired_at":null');
    expect(recalled('Imports take minutes now')).toHaveLength(0);
  }, 240_000);

  it('one that two of its channel said is not for them is recalled no more', async () => {
    await digestIn(website);
    await kept('shown');
    await play(36);
    const [asked] = recalled('Is this lesson from here still true?');
    if (asked === undefined) throw new Error('nothing was recalled');
    for (const who of [mara, 'U0DIEGO']) await it_.who(who).press(asked, 'digest.not-for-me');
    await it_.settle();
    await play(70);
    expect(recalled('Is this lesson from here still true?')).toHaveLength(1);
  }, 240_000);
});

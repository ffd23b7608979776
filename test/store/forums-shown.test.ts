/** What a forum shows: who presents, notes, what it made; and what is never told. On both engines. */
import type { Feature } from '../../src/core/feature.ts';
import { rowId, userId } from '../../src/core/ids.ts';
import { toLearn } from '../../src/features/forums/learn.ts';
import { lessons } from '../../src/features/lessons/feature.ts';
import { hana, katrin, learning, mara, priya, sam, seun, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type ForumsHere, forumsOn } from '../support/forums-here.ts';

const day = 86_400_000;
const secret = 'Layoffs in spring';
/** Knows of work that is over, and who owned it: Katrin of something that few may know, Hana of the relaunch. */
const works = {
  name: 'works',
  finished: async (_read: unknown, since: number) => [
    { id: rowId('works_secret'), called: secret, at: since + 1, who: userId(katrin) },
    { id: rowId('works_relaunch'), called: 'Relaunch', at: since + 2, who: userId(hana) },
    { id: rowId('works_gone'), called: 'Old shop', at: since + 3, who: userId('U0LEILA') },
  ],
} as unknown as Feature;

describe.each(engines())('on $name, a forum', (engine) => {
  let here: ForumsHere;
  beforeEach(async () => {
    here = await forumsOn(engine, (all) => [lessons(all)], [works]);
    await here.begun();
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const now = () => here.sandbox.core.clock.now();
  const page = async (who: string) => {
    await here.who(who).say(learning, '/forum');
    return here.who(who).told(learning).at(-1) ?? '';
  };
  const pressOnPage = async (who: string, action: string) => {
    await here.home(who);
    await here.who(who).pressInHome('forums.open');
    await here.who(who).pressInModal(action);
  };
  const announced = async (nth = 1) => {
    const all = () => here.posted(learning).filter(({ text }) => text.startsWith('Forum: '));
    for (let days = 0; days < 40 && all().length < nth; days += 1) await here.playUntil(now() + day);
    return here.announcement();
  };
  const meetsAt = () => Number(/<!date\^(\d+)/.exec(here.announcement().text)?.[1]) * 1000;
  const invite = async (work: string, by = mara) => {
    await pressOnPage(by, 'forums.invite');
    const answer = JSON.stringify(await here.who(by).submit({ work }));
    await here.settle();
    await here.who(by).closeAll();
    return answer;
  };

  it('is found by who wants to learn what it is about, as far as they may know of it', async () => {
    const found = (who: string, words: string) =>
      here.lore.store.read(team, { kind: 'person', userId: userId(who) }, async (read) =>
        JSON.stringify(await toLearn(read, words, { now: now(), locale: 'en', tz: 'UTC' })),
      );
    expect(await found(mara, 'how to release without fear of breaking it')).toMatch(
      /"kind":"forum".*Releasing without fear.*forums\.open/,
    );
    expect(await found(mara, 'gardening')).toBe('[]');
    // It is the forum of a public channel: who is not in it reads where it is, and has nothing to press.
    const outside = await found(hana, 'to release software without fear');
    expect(outside).toContain('Releasing without fear');
    expect(outside).not.toContain('forums.open');
    expect(await found(sam, 'to release software without fear')).toBe('[]');
  });

  it('asks who finished something, by name and in private; only their title reaches the channel', async () => {
    await pressOnPage(mara, 'forums.invite');
    expect(here.modal(mara)).toContain(secret);
    expect(here.modal(mara)).not.toContain('Old shop');
    await here.who(mara).closeAll();
    await invite('works_secret');
    await here.who(katrin).press(await here.reads(katrin, secret), 'forums.would-present');
    await here.who(katrin).submit({ title: 'What hard news taught us' });
    await here.settle();
    const { text } = await announced();
    expect(text).toContain('“What hard news taught us”, presented by Katrin and team');
    for (const who of [priya, seun]) {
      expect(await page(who)).not.toContain(secret);
      expect(await here.export(who)).not.toContain(secret);
      expect(await here.home(who)).not.toContain(secret);
    }
    expect(JSON.stringify(here.posted(learning))).not.toContain(secret);
    // Taken back, it stands nowhere.
    await here.who(katrin).press(here.directWith(katrin, secret), 'forums.back-out');
    await here.settle();
    expect(here.announcement().text).not.toContain('hard news');
    expect(await here.rows('forum_talk')).toBe('[[]]');
  });

  it('a team that is not in the channel presents all the same, and who declines is left alone', async () => {
    await announced();
    await invite('works_relaunch');
    await here.who(hana).press(await here.reads(hana, 'Relaunch'), 'forums.would-not');
    await here.settle();
    expect(here.directWith(hana, 'Relaunch').text).toContain('doesn’t hear of it');
    expect(await here.export(mara)).not.toContain('"no"');
    expect(await invite('works_relaunch')).toContain('asked them about this already');
    await here.who(hana).press(here.directWith(hana, 'Relaunch'), 'forums.would-present');
    await here.who(hana).submit({ title: 'What 214 addresses taught us' });
    await here.settle();
    expect(here.announcement().text).toContain('“What 214 addresses taught us”, presented by Hana and team');
  });

  it.each([
    [
      'its channel',
      (it_: ForumsHere) => it_.sandbox.page('membership', { as: mara, channelId: learning, change: 'leave' }),
    ],
    ['Slack', (it_: ForumsHere) => it_.sandbox.page('person', { as: mara, change: { kind: 'deactivate' } })],
  ] as const)(
    'a title reaches the channel also where who asked for it has left %s by then',
    async (_what, leave) => {
      await announced();
      await invite('works_relaunch');
      await here.reads(hana, 'Relaunch');
      await leave(here);
      await here.settle();
      await here.who(hana).press(here.directWith(hana, 'Relaunch'), 'forums.would-present');
      expect(
        JSON.stringify(await here.who(hana).submit({ title: 'What 214 addresses taught us' })),
      ).not.toContain('errors');
      await here.settle();
      expect(here.announcement().text).toContain(
        '“What 214 addresses taught us”, presented by Hana and team',
      );
      await here.who(hana).press(here.directWith(hana, 'Relaunch'), 'forums.back-out');
      await here.settle();
      expect(here.announcement().text).not.toContain('214 addresses');
    },
  );

  it('asks nobody twice about the same work, whoever in the core group asks, and says so to nobody', async () => {
    await invite('works_relaunch');
    await here.who(hana).press(await here.reads(hana, 'Relaunch'), 'forums.would-not');
    await here.settle();
    const count = here.direct(hana).length;
    expect(await invite('works_relaunch', priya)).not.toContain('errors');
    expect(here.modal(priya) + here.who(priya).told(learning).join()).not.toContain('already');
    await here.playUntil(now() + 7 * day);
    expect(here.direct(hana)).toHaveLength(count);
    expect(await here.home(hana)).not.toContain('forums.would-present');
    // Of another work it is asked.
    expect(await invite('works_secret', priya)).not.toContain('errors');
    await here.reads(katrin, secret);
    for (const who of [mara, priya]) expect(await here.export(who)).not.toContain('"no"');
  });

  it('offers notes once it met, asks nobody, and each thought can become a lesson', async () => {
    await announced();
    await here.playUntil(meetsAt() + 2 * 3_600_000);
    const offer = here.posted(learning).findLast(({ text }) => text.startsWith('We met. If'));
    if (offer === undefined) throw new Error('no notes were offered');
    expect(here.announcement().text).toContain('We met on');
    expect(JSON.stringify(here.announcement().blocks)).not.toContain('forums.put-on');
    await here.who(priya).press(offer, 'forums.keep-notes');
    await here.who(priya).submit({ words: 'Roll back first.\n\nTry it on a Tuesday.' });
    await here.who(priya).closeAll();
    await here.settle();
    const noted = here.posted(learning).findLast(({ text }) => text.includes('Priya noted'));
    expect(noted?.text).toContain('Roll back first.');
    expect(noted?.text).toContain('Try it on a Tuesday.');
    if (noted === undefined) throw new Error('nothing was noted');
    await here.who(priya).press(noted, 'lessons.of');
    expect(here.modal(priya)).toContain('Roll back first.');
    await here.who(priya).closeAll();
    // Somebody else cannot take them back; the author can.
    await here.who(seun).press(noted, 'forums.drop-notes');
    expect(here.who(seun).told(learning).join()).toContain('Only their author');
    await here.who(priya).press(noted, 'forums.drop-notes');
    await here.settle();
    expect(JSON.stringify(here.posted(learning))).not.toContain('Try it on a Tuesday');
    expect(await here.rows('forum_note')).toBe('[[]]');
  });

  it('stores nobody who came, and asks nobody who did not', async () => {
    await announced();
    await here.playUntil(meetsAt() + 3 * day);
    const told = ['U0MEILING', 'U0ARJUN', 'U0CAROL'].map((who) => here.direct(who).map(({ text }) => text));
    expect(told).toEqual([[], [], []]);
    const kept = await here.rows('forum_meeting', 'forum_item', 'forum_talk', 'forum_note', 'forum_person');
    for (const who of ['U0MEILING', 'U0ARJUN', 'U0CAROL']) expect(kept).not.toContain(who);
  });

  it('shows what it made, in the channel, with a link or without', async () => {
    await pressOnPage(priya, 'forums.made');
    expect(JSON.stringify(await here.who(priya).submit({ what: ' ' }))).toContain('What did you make?');
    expect(
      JSON.stringify(await here.who(priya).submit({ what: 'Our checklist', link: 'not one' })),
    ).toContain('isn’t a web address');
    await here
      .who(priya)
      .submit({ what: 'Our checklist for a first roll-back', link: 'wiki.example/rollback' });
    await here.settle();
    const made = here.posted(learning).findLast(({ text }) => text.includes('made something'));
    expect(made?.text).toContain('Priya says so');
    expect(made?.text).toContain('https://wiki.example/rollback');
  });

  it('without something made in a quarter, its core group is asked, and no choice pauses it', async () => {
    for (let nth = 1; nth <= 4; nth += 1) await announced(nth);
    const asked = here
      .posted(learning)
      .findLast(
        ({ text }) => text.includes('A quarter has gone by') || text.includes('a quarter has gone by'),
      );
    if (asked === undefined) throw new Error('nobody was asked how to continue');
    expect(asked.text).toContain(`<@${mara}>`);
    await here.who('U0ARJUN').press(asked, 'forums.pause');
    expect(here.who('U0ARJUN').told(learning).join()).toContain('Only its core group');
    await here.playUntil(now() + 40 * day);
    expect(here.posted(learning).filter(({ text }) => text.startsWith('Forum: '))).toHaveLength(4);
    expect(JSON.stringify(here.posted(learning))).toContain('It rests now');
    expect(await page(mara)).toContain('It rests for now');
  });

  it('goes on where the core group chose so, or made something', async () => {
    for (let nth = 1; nth <= 4; nth += 1) await announced(nth);
    const asked = here.posted(learning).findLast(({ text }) => text.includes('a quarter has gone by'));
    if (asked === undefined) throw new Error('nobody was asked how to continue');
    await here.who(seun).press(asked, 'forums.keep-on');
    await here.settle();
    expect(JSON.stringify(here.posted(learning))).toContain('Seun chose to go on');
    await announced(5);
  });
});

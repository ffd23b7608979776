/** What disturbs a forum: an archive, a holiday, a move, people who leave, erasures. On both engines. */
import { channelId, userId } from '../../src/core/ids.ts';
import { katrin, learning, mara, priya, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type ForumsHere, forumsOn, subject } from '../support/forums-here.ts';

const day = 86_400_000;

describe.each(engines())('on $name, a forum', (engine) => {
  let here: ForumsHere;
  beforeEach(async () => {
    here = await forumsOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  /** What state each row of a table is in. */
  const states = async (table: string) =>
    [...(await here.rows(table)).matchAll(/"state":"(\w+)"/g)].map(([, state]) => state);
  const now = () => here.sandbox.core.clock.now();
  const page = async (who: string, channel = learning) => {
    await here.who(who).say(channel, '/forum');
    return here.who(who).told(channel).at(-1) ?? '';
  };
  const all = (channel = learning) => here.posted(channel).filter(({ text }) => text.startsWith('Forum: '));
  const announced = async (nth = 1) => {
    for (let days = 0; days < 40 && all().length < nth; days += 1) await here.playUntil(now() + day);
    return here.announcement();
  };
  const pressOnPage = async (who: string, action: string) => {
    await here.home(who);
    await here.who(who).pressInHome('forums.open');
    await here.who(who).pressInModal(action);
  };

  it('there is one forum in a channel, whoever else was setting one up', async () => {
    await here.setUp({ subject: 'Another', core: [seun, priya, katrin], sponsor: 'U0CAROL' }, seun);
    await here.begun();
    await here.who(mara).say(learning, '/forum new');
    expect(here.who(mara).told(learning).join()).toContain('has a forum already');
    await here.who(priya).press(await here.reads(priya, 'Another'), 'forums.agree');
    await here.settle();
    expect(here.who(priya).told(learning).join()).not.toContain('undefined');
    expect(await states('forum')).toHaveLength(1);
  });

  it('is not set up in an archived channel, nor where Lore is not, nor by a guest', async () => {
    await here.setUp({ channel: website, core: [mara, priya, 'U0DIEGO'] });
    await here.who('U0SAM').say(website, '/forum new');
    expect(here.who('U0SAM').told(website).join()).toContain('Guests can’t start this');
    await here.sandbox.page('channel', { as: mara, channelId: website, change: 'archive' });
    await here.settle();
    expect(
      await here.setUp({ channel: website, core: [mara, priya, 'U0DIEGO'] }).catch(() => ''),
    ).not.toContain('"plan"');
    expect(await states('forum_plan')).toHaveLength(1);
  });

  it('in a channel that was archived meanwhile, or is chosen in another, it is refused where the channel was chosen, with what to do', async () => {
    const refusal = 'This channel is archived. Go to one where people still are, and type /forum there.';
    await here.who(mara).say(website, '/forum new');
    await here.sandbox.page('channel', { as: mara, channelId: website, change: 'archive' });
    await here.settle();
    const plan = { subject, core: [mara, priya, 'U0DIEGO'], sponsor: katrin, every: 'month' };
    expect(JSON.stringify(await here.who(mara).submit({ ...plan, channel: website }))).toContain(
      `"channel":"${refusal}"`,
    );
    await here.who(mara).closeAll();
    await here.who(mara).say(learning, '/forum new');
    expect(JSON.stringify(await here.who(mara).submit({ ...plan, channel: website }))).toContain(
      `"channel":"${refusal}"`,
    );
    await here.settle();
    expect(await here.rows('forum_plan', 'forum_ask')).toBe('[[],[]]');
    for (const who of [priya, 'U0DIEGO', katrin]) expect(here.direct(who)).toEqual([]);
  });

  /** Of the team, where Epiphany is one. */
  const withHolidays = async () => {
    const { schedules } = here.lore.store;
    const found = await schedules.setUp(team, channelId(learning), userId(mara));
    if (!found.ok) throw new Error(found.code);
    const settings = { ...found.value.settings, holidays: 'DE-BW' };
    expect((await schedules.saveSettings(team, channelId(learning), userId(mara), settings)).ok).toBe(true);
    await here.settle();
  };
  const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  /** When each meeting was announced, and when it is, by the order in which they were announced. */
  const days = () =>
    all().map(({ ts, text }) => [
      dayOf(Number(ts) * 1_000),
      dayOf(Number(/<!date\^(\d+)/.exec(text)?.[1]) * 1_000),
    ]);

  it.each([
    [
      'announced',
      'month',
      '2026-11-24',
      [
        ['2026-12-02', '2026-12-09'],
        ['2027-01-07', '2027-01-14'],
      ],
    ],
    [
      'held',
      'fortnight',
      '2026-11-26',
      [
        ['2026-12-02', '2026-12-09'],
        ['2026-12-16', '2026-12-23'],
        ['2026-12-30', '2027-01-07'],
      ],
    ],
  ] as const)(
    'a meeting that would be %s on a holiday of its channel is so on the next day on which it works',
    async (_what, every, from, expected) => {
      await withHolidays();
      await here.playUntil(Math.max(now(), Date.parse(`${from}T12:00:00Z`)));
      await here.setUp({ every });
      for (const who of [priya, seun]) await here.agrees(who);
      await here.playUntil(Date.parse('2027-01-08T00:00:00Z'));
      expect(days()).toEqual(expected);
    },
  );

  it('a core member who is away stays one, nothing says that they are, and what is theirs waits until they are back', async () => {
    await here.begun();
    await here.sandbox.page('person', {
      as: priya,
      change: { kind: 'status', text: 'On holiday', emoji: ':palm_tree:', until: now() + 60 * day },
    });
    await here.settle();
    const before = here.direct(priya).length;
    expect((await announced()).text).toContain('Prepared by Mara, Priya, and Seun');
    await announced(2);
    const said = JSON.stringify([here.posted(learning), await page(mara), here.direct(mara)]);
    expect(said).not.toMatch(/away|holiday|absen/iu);
    expect(here.direct(priya)).toHaveLength(before);
    // Her place is hers.
    await here.who('U0ARJUN').say(learning, '/forum');
    expect(JSON.stringify(here.who('U0ARJUN').told(learning))).not.toContain('forums.join-core');
    await pressOnPage(priya, 'forums.move');
    await here.who(priya).submit({ how: 'cancelled' });
    await here.settle();
    expect(JSON.stringify(here.posted(learning))).toContain('Priya cancelled this meeting');
  });

  it('moves to another day, at the fairest hour, and says so in the thread; who is not in its core group cannot', async () => {
    await here.begun();
    await announced();
    const before = here.announcement().text;
    await pressOnPage(mara, 'forums.move');
    expect(JSON.stringify(await here.who(mara).submit({ how: 'moved' }))).toContain('Choose the day');
    expect(JSON.stringify(await here.who(mara).submit({ how: 'moved', day: '2026-11-01' }))).toContain(
      'later day',
    );
    const to = new Date(now() + 9 * day).toISOString().slice(0, 10);
    await here.who(mara).submit({ how: 'moved', day: to });
    await here.settle();
    expect(here.announcement().text).not.toBe(before);
    expect(JSON.stringify(here.posted(learning))).toContain('Mara moved this meeting');
    await here.who('U0ARJUN').say(learning, '/forum');
    expect(JSON.stringify(here.who('U0ARJUN').told(learning))).not.toContain('Invite a team');
  });

  it('is cancelled for once, and the next one comes as usual', async () => {
    await here.begun();
    await announced();
    await pressOnPage(seun, 'forums.move');
    await here.who(seun).submit({ how: 'cancelled' });
    await here.settle();
    expect(here.announcement().text).toContain('doesn’t take place');
    expect(JSON.stringify(here.posted(learning))).toContain('Seun cancelled this meeting');
    await announced(2);
    expect(here.announcement().text).toContain('We meet on');
  });

  it('goes on without the person who set it up, and somebody else takes the free place', async () => {
    await here.begun();
    await here.agrees(katrin);
    await here.sandbox.page('membership', { as: mara, channelId: learning, change: 'leave' });
    await here.settle();
    expect(await page(priya)).toContain('<@U0PRIYA> and <@U0SEUN> prepare it');
    const free = /A place in its core group is free|In der Kerngruppe ist ein Platz frei/;
    // Who left, and why, is said nowhere; nor is it a message of its own.
    for (const who of [priya, seun, katrin]) {
      expect(await here.home(who)).toMatch(free);
      expect(await here.home(who)).not.toContain(mara);
      expect(JSON.stringify(here.direct(who))).not.toMatch(free);
    }
    expect(await here.home('U0ARJUN')).not.toMatch(free);
    expect((await announced()).text).toContain('Prepared by Priya and Seun');
    await pressOnPage('U0ARJUN', 'forums.join-core');
    await here.settle();
    expect(here.announcement().text).toContain('Prepared by Priya, Seun, and Arjun');
    for (const who of [priya, seun, katrin]) expect(await here.home(who)).not.toMatch(free);
    await here.who('U0NOOR').say(learning, '/forum');
  });

  it('rests while its channel is archived, and is asked whether it goes on', async () => {
    await here.begun();
    await announced();
    const id = channelId(learning);
    const event = async (change: 'archive' | 'unarchive') => {
      await here.sandbox.page('channel', { as: mara, channelId: learning, change });
      await here.settle();
    };
    await event('archive');
    expect(await states('forum')).toEqual(['paused']);
    expect(await states('forum_meeting')).toEqual(['fell_out']);
    await event('unarchive');
    await here.who(mara).press(await here.reads(mara, 'is back'), 'forums.go-on');
    await here.settle();
    expect(await states('forum')).toEqual(['on']);
    const schedule = await here.lore.store.read(team, { kind: 'channel', channelId: id }, (read) =>
      read.schedules.of(id, 'forums.meets'),
    );
    expect(schedule?.isOn).toBe(true);
  });

  it('keeps no word of who erased their data, and is named once more by its core group', async () => {
    await here.begun();
    await announced();
    await here.erase(mara);
    expect(await here.rows('forum', 'forum_plan', 'forum_ask', 'forum_yes')).not.toContain(subject);
    expect(await page(priya)).toContain('this forum');
    await pressOnPage(priya, 'forums.manage');
    await here.who(priya).pressInModal('forums.rename');
    await here.who(priya).submit({ subject: 'Rolling back' });
    await here.settle();
    expect(await page(seun)).toContain('Rolling back');
  });
});

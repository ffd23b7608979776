/** Looking ahead before the work: begun with one sentence, written silently, joined without names, and what the rest of a project does to it. */
import { sql } from 'kysely';
import { day as aDay } from '../../src/core/clock.ts';
import { channelId, userId, type UserId } from '../../src/core/ids.ts';
import { exportOf } from '../../src/core/export.ts';
import type { Reply } from '../../src/core/listener.ts';
import {
  type BeforeRow,
  beforeFor,
  befores,
  joinedPredictions,
} from '../../src/features/retro/before/rows.ts';
import { retro } from '../../src/features/retro/feature.ts';
import { projects } from '../../src/features/retro/plan/rows.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import type { SlackMessage } from '../support/fake-messenger.ts';
import { engines } from '../support/databases.ts';
import {
  ann,
  ben,
  cat,
  eva,
  gus,
  here,
  team,
  type Team,
  teamsOn,
  typed,
  words,
} from './support/retro-team.ts';

describe.each(engines())('on $name, a review before the work', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    // Tuesday 11:00 in Berlin.
    it_ = await teams.fresh();
  });

  const read = async <Found>(who: UserId, run: Parameters<Team['store']['read']>[2]) =>
    (await it_.store.read(team, { kind: 'person', userId: who }, run)) as Found;
  const rows = () => read<BeforeRow[]>(ann, (scope) => scope.from(befores).selectAll().execute());
  const row = async (): Promise<BeforeRow> => {
    const [found] = await rows();
    if (found === undefined) throw new Error('none began');
    return found;
  };
  const begin = async (who: UserId = ann, name = 'Website relaunch'): Promise<Reply> =>
    it_.submit(who, await it_.command(who, `before ${name}`), { intent: typed('Checkout under 2 s') });
  const inChannel = () =>
    it_.slack.messages.filter(({ channel, threadTs }) => channel === here && threadTs === undefined);
  const card = async (): Promise<SlackMessage> => {
    await it_.settle();
    const found = inChannel().find(({ text }) => text.startsWith('Before we start'));
    if (found === undefined) throw new Error('nothing was posted');
    return found;
  };
  const write = async (who: UserId, fails: string, protects = ''): Promise<Reply> =>
    it_.submit(who, await it_.press(who, await card(), 'Add what could fail'), {
      fails: typed(fails),
      protects: typed(protects),
    });
  const all = async (table: string) =>
    JSON.stringify((await sql`select * from ${sql.table(table)}`.execute(it_.store.system)).rows);
  const day = (date: string) => ({ selected_date: date });
  const plan = async (ends: string, name = 'Website relaunch') =>
    it_.submit(ann, await it_.command(ann, `plan ${name}`), { ends: day(ends) });
  const moveTo = async (ends: string) =>
    it_.submit(ann, await it_.press(ann, planCard(), 'Change'), { ends: day(ends) });
  const planCard = () => {
    const found = inChannel().find(({ text }) => text.startsWith('Project: '));
    if (found === undefined) throw new Error('nothing was planned');
    return found;
  };
  const offers = () => it_.thread().filter((text) => text.includes('Look ahead together'));
  const away = async (who: UserId, until: string | null) => {
    const known = await it_.store.directory.person(team, who);
    if (known === null) throw new Error('nobody');
    const awayUntil = until === null ? null : Date.parse(until);
    await it_.store.directory.savePerson(team, { ...known, awayUntil }, it_.clock.now());
  };

  it('begins with one sentence in a form that says until when, and is one message for the channel', async () => {
    const form = await it_.command(ann, 'before Website relaunch');
    expect(words(form)).toContain('One sentence begins “Website relaunch”.');
    expect(words(form)).toContain('nobody is reminded');
    // The only input.
    expect(words(form).match(/"type":"input"/g)).toHaveLength(1);
    expect((await it_.submit(ann, form, { intent: typed('Checkout under 2 s') })).kind).toBe('nothing');
    const { text, blocks } = await card();
    expect(inChannel()).toHaveLength(1);
    for (const said of [
      'Before we start: Website relaunch',
      'We intend: Checkout under 2 s',
      'How we’ll know is still open',
      'Nobody has answered yet',
      'Ann began this.',
      'Anyone here can change it or end it, under “Say how we’ll know”',
      'among so few that hides little',
    ])
      expect(text).toContain(said);
    // Thursday at 11:00 in Berlin.
    expect(text).toContain(`<!date^${Date.parse('2026-11-26T10:00:00Z') / 1000}^`);
    const pressed = JSON.stringify(blocks).match(/"type":"button"/g);
    expect(pressed?.length).toBeLessThanOrEqual(5);
  });

  it('says what one sentence is when there is none, or too much, and keeps what was typed', async () => {
    const form = await it_.command(ann, 'before');
    expect(words(await it_.submit(ann, form, { intent: typed(' ') }))).toContain(
      'intent: Write one sentence, for example:',
    );
    expect(words(await it_.submit(ann, form, { intent: typed('x'.repeat(301)) }))).toContain(
      'This has 301 characters, and up to 300 fit',
    );
    expect(await rows()).toEqual([]);
    expect(words(await it_.command(ann, `before ${'x'.repeat(121)}`))).toContain('121 characters');
  });

  it('shows nobody what others write, then all of it together without names, what is alike in one line', async () => {
    await begin();
    expect((await write(ann, 'The payment test system is late\nzz of ann', 'Our Fridays')).kind).toBe(
      'nothing',
    );
    expect((await card()).text).toContain('One person has answered.');
    await write(ben, 'the test system for payment is late');
    expect((await card()).text).toContain('2 people have answered.');
    expect(JSON.stringify(it_.slack.messages)).not.toMatch(/test system|Fridays/);
    for (const who of [ann, ben, cat]) expect(await it_.home(who)).not.toMatch(/test system|Fridays/);
    // Only one's own stand in the form again, and can be changed.
    const form = await it_.press(ann, await card(), 'Add what we protect');
    expect(words(form)).toContain('zz of ann');
    expect(words(form)).not.toContain('for payment');
    await it_.submit(ann, form, { fails: typed('The payment test system is late\nother words') });
    // The last one ends it.
    expect(words(await it_.press(cat, await card(), 'Add what could fail'))).toContain(
      'Everyone else who is here has answered',
    );
    await write(cat, 'Nobody tests on phones');
    const { text } = await card();
    expect(text).toMatch(/payment( test system)? is late · .*payment/);
    for (const said of ['other words', 'Nobody tests on phones', 'What we protect', 'Our Fridays'])
      expect(text).toContain(said);
    expect(text).not.toContain('zz of ann');
    expect(text).toContain('There are no names');
    expect(text.replaceAll(/Ann began this\./g, '')).not.toMatch(/\b(Ann|Ben|Cat)\b/);
    expect(it_.thread()).toEqual([expect.stringContaining('What does it change in your plan?')]);
    expect((await row()).state).toBe('joined');
  });

  it('leaves nothing that leads back to who wrote what, or who answered, once it is joined', async () => {
    await begin();
    await write(ann, 'one\ntwo');
    await write(ben, 'three');
    expect(await all('retro_before_turn')).toContain('ann');
    expect(await all('authorship')).toContain('retro_prediction');
    await it_.until('2026-11-26T10:01:00Z');
    expect(await all('retro_before_turn')).toBe('[]');
    expect(await all('authorship')).not.toContain('retro_prediction');
    expect(await all('authorship')).not.toContain('retro_before_answer');
    const stored = await all('retro_prediction');
    expect(JSON.parse(stored)).toHaveLength(3);
    expect(stored).not.toMatch(/ann|ben/);
    // Not even the order in which one person wrote.
    const places = (
      await sql<{ place: number | string }>`select place from retro_prediction`.execute(it_.store.system)
    ).rows;
    expect(new Set(places.map(({ place }) => Number(place)))).toEqual(new Set([0]));
    // Nobody can change it any more, its author included.
    const form = await it_.press(ann, await card(), 'Look again');
    expect(words(form)).not.toContain('"initial_value":"one');
  });

  it('that nobody wrote anything for is held, and says so kindly', async () => {
    await begin();
    expect(words(await it_.press(ben, await card(), 'Nothing to add'))).toContain('nothing to add from you');
    expect((await card()).text).toContain('One person has answered.');
    await it_.until('2026-11-26T10:01:00Z');
    const { text } = await card();
    expect(await all('retro_before_turn')).toBe('[]');
    expect(text).toContain('Nobody wrote anything, and that’s fine');
    expect(it_.thread()).toEqual([]);
    expect((await row()).state).toBe('joined');
  });

  it('asks and reminds nobody in private, no matter who has answered', async () => {
    await begin();
    await write(ann, 'one');
    await it_.until('2026-12-20T10:00:00Z');
    expect(it_.slack.messages.filter(({ channel }) => channel.startsWith('D-'))).toEqual([]);
  });

  it('keeps "nothing to add" from taking away what was written', async () => {
    await begin();
    await write(ann, 'one');
    expect(words(await it_.press(ann, await card(), 'Nothing to add'))).toContain('You’ve written something');
    await it_.until('2026-11-26T10:01:00Z');
    expect((await card()).text).toContain('one');
  });

  it('asks once, kindly, when a prediction names a member of the channel, and keeps it if saved again', async () => {
    await begin();
    const form = await it_.press(ann, await card(), 'Add what could fail');
    const asked = await it_.submit(ann, form, {
      fails: typed('Ben is away in June'),
      protects: typed('Fridays'),
    });
    expect(asked.kind).toBe('update');
    expect(words(asked)).toContain('It works better without a name');
    // What was typed stays.
    expect(words(asked)).toContain('Ben is away in June');
    expect(words(asked)).toContain('Fridays');
    expect(await all('retro_prediction')).toBe('[]');
    // Another name is another question.
    const again = await it_.submit(ann, asked, { fails: typed('Ben and Cat are away') });
    expect(words(again)).toContain('It works better without a name');
    expect((await it_.submit(ann, again)).kind).toBe('nothing');
    expect(await all('retro_prediction')).toContain('Ben and Cat are away');
    // Without a name nothing is asked.
    expect((await write(ben, 'the only one who knows the payment system is away')).kind).toBe('nothing');
  });

  it('says which line is too long, or that there are too many, and keeps what was typed', async () => {
    await begin();
    const form = await it_.press(ann, await card(), 'Add what could fail');
    expect(words(await it_.submit(ann, form, { fails: typed('x'.repeat(301)) }))).toContain(
      'fails: One line has 301 characters',
    );
    const many = Array.from({ length: 21 }, (_, at) => `line ${at}`).join('\n');
    expect(words(await it_.submit(ann, form, { protects: typed(many) }))).toContain(
      'protects: That’s 21 lines',
    );
    expect(await all('retro_prediction')).toBe('[]');
  });

  it('keeps what another form of the same person saved, once, and never more than fits', async () => {
    await begin();
    const [one, other, third] = [
      await it_.press(ben, await card(), 'Add what could fail'),
      await it_.press(ben, await card(), 'Add what could fail'),
      await it_.press(ben, await card(), 'Add what could fail'),
    ];
    await it_.submit(ben, one, { fails: typed('late data\nno space') });
    expect((await it_.submit(ben, other, { fails: typed('late data\nno tests') })).kind).toBe('nothing');
    const many = Array.from({ length: 18 }, (_, at) => `thing ${at}`).join('\n');
    expect(words(await it_.submit(ben, third, { fails: typed(many) }))).toContain('That’s 21 lines');
    await it_.until('2026-11-26T10:01:00Z');
    const joined = await row();
    const shown = await read<{ text: string }[]>(ann, (scope) => joinedPredictions(scope, joined));
    expect(shown.map(({ text }) => text).toSorted()).toEqual(['late data', 'no space', 'no tests']);
  });

  it('with one participant says that names hide little, and is joined with their answer', async () => {
    await it_.leaves(ben);
    await it_.leaves(cat);
    const form = await it_.command(ann, 'before Website relaunch');
    expect(words(form)).toContain('among so few that hides little');
    await it_.submit(ann, form, { intent: typed('Checkout under 2 s') });
    const own = await it_.press(ann, await card(), 'Add what could fail');
    expect(words(own)).toContain('anyone who reads it can guess what is yours');
    expect(words(own)).toContain('what you save is shown together at once');
    await it_.submit(ann, own, { fails: typed('all alone') });
    expect((await card()).text).toContain('all alone');
    expect((await row()).state).toBe('joined');
  });

  it('takes the answers of forty, shows what fits, and leads to the rest', async () => {
    const people = Array.from({ length: 37 }, (_, at) => userId(`p${at + 1}`));
    for (const user of people) {
      const facts = {
        memberType: 'member',
        isAdmin: false,
        tz: 'Europe/Berlin',
        locale: 'en',
        awayUntil: null,
      } as const;
      await it_.store.directory.savePerson(
        team,
        { userId: user, ...facts, name: `Person${user}` },
        it_.clock.now(),
      );
      it_.comesBack(user);
    }
    await begin();
    expect((await card()).text).not.toContain('hides little');
    const nouns =
      'lamp bridge cloud drum eagle fence goat hat ink jar kite leaf moon nest oven pond quilt rope sail tent'.split(
        ' ',
      );
    for (const [at, who] of [ann, ben, cat, ...people].entries())
      await write(who, `${nouns[at % 20] ?? ''} ${at} ${'weight '.repeat(at % 3)}breaks`);
    expect((await row()).state).toBe('joined');
    const message = await card();
    expect(message.text).toContain('more.');
    let page = await it_.press(gus, message, 'See everything');
    let seen = words(page);
    while (words(page).includes('retro.before-see-on')) {
      page = await it_.press(gus, page, 'Next');
      seen += words(page);
    }
    for (let at = 0; at < 40; at += 1) expect(seen).toContain(`${nouns[at % 20] ?? ''} ${at} `);
  });

  it('while everybody is away says so, waits for the first to be back, and never ends before somebody is', async () => {
    for (const who of [ann, ben, cat])
      await away(who, who === cat ? '2026-12-01T08:00:00Z' : '2026-12-10T08:00:00Z');
    const form = await it_.command(ann, 'before Website relaunch');
    expect(words(form)).toContain('is away at the moment');
    await it_.submit(ann, form, { intent: typed('Checkout under 2 s') });
    expect((await card()).text).toContain('Everyone was away when this began');
    await write(ann, 'written while away');
    expect((await row()).state).toBe('open');
    // Two working days from Tuesday 1 December at 9:00.
    expect((await row()).until).toBe(Date.parse('2026-12-02T16:30:00Z'));
    await it_.until('2026-12-02T16:31:00Z');
    expect((await card()).text).toContain('written while away');
  });

  it('does not wait for those who are away, and does not count them as there', async () => {
    await away(cat, '2027-01-10T08:00:00Z');
    await begin();
    // Cat answers all the same: Ben is still waited for.
    await write(cat, 'from afar');
    await write(ann, 'one');
    expect((await row()).state).toBe('open');
    await write(ben, 'two');
    expect((await row()).state).toBe('joined');
  });

  it('is for full members alone: guests and people from elsewhere read it, and are told what they can do', async () => {
    await begin();
    const message = await card();
    it_.comesBack(eva);
    for (const label of [
      'Add what could fail',
      'Add what we protect',
      'Nothing to add',
      'Say how we’ll know',
    ]) {
      expect(words(await it_.press(gus, message, label))).toContain('Tell one of them');
      // This channel is not shared with anyone: its review is not for them.
      expect(words(await it_.press(eva, message, label))).toContain('I can’t find this review');
    }
    for (const who of [gus, eva])
      expect(words(await it_.command(who, 'before Other'))).toContain('can still include you');
    expect(await rows()).toHaveLength(1);
    expect(await all('retro_before_turn')).toBe('[]');
  });

  it('lets anyone here say how it will be known, in the message and for the retrospective', async () => {
    await begin();
    expect(await it_.home(ann)).toContain('what could fail');
    await write(ann, 'one');
    // It is Ann's: that waits for her, and for nobody else.
    expect(await it_.home(ann)).toContain('how will you know?');
    const form = await it_.press(ben, await card(), 'Say how we’ll know');
    await it_.submit(ben, form, { measure: typed('p95 on 1 June') });
    const { text } = await card();
    expect(text).toContain('We know by: p95 on 1 June');
    expect(text).toContain('Ben changed it last.');
    expect(await it_.home(ann)).not.toContain('how will you know?');
    expect(words(await it_.submit(ben, form, { intent: typed('') }))).toContain('Write one sentence');
    expect(words(await it_.submit(ben, form, { measure: typed('x'.repeat(301)) }))).toContain(
      '301 characters',
    );
  });

  it('can be ended by anyone here: what nobody has seen stays unseen, and its authors are forgotten', async () => {
    await begin();
    await write(ann, 'never seen');
    const form = await it_.press(ben, await card(), 'Say how we’ll know');
    expect(words(await it_.press(ben, form, 'End this review'))).toContain('It’s ended');
    const message = await card();
    expect(message.text).toContain('Ben ended this on');
    expect(JSON.stringify(message.blocks)).not.toContain('"button"');
    const ended = await row();
    await it_.until('2026-12-20T10:00:00Z');
    expect(JSON.stringify(it_.slack.messages)).not.toContain('never seen');
    expect(await all('authorship')).not.toContain('retro_prediction');
    for (const who of [ann, ben])
      expect(await read(who, (scope) => joinedPredictions(scope, ended))).toEqual([]);
    expect(words(await it_.submit(ben, form))).toContain('ended on');
  });

  it('is looked at again in another round, beside what was shown before', async () => {
    await begin();
    await write(ann, 'first');
    await it_.until('2026-11-26T10:01:00Z');
    const form = await it_.press(ben, await card(), 'Look again');
    expect(words(form)).toContain('Saving begins another round');
    expect(words(await it_.submit(ben, form))).toContain('Write at least one line');
    expect((await it_.submit(ben, form, { fails: typed('second') })).kind).toBe('nothing');
    const { text } = await card();
    expect(text).toContain('first');
    expect(text).toContain('One person has answered.');
    expect(text).toContain('What’s new is shown together on');
    expect(text).not.toContain('second');
    expect((await row()).round).toBe(2);
    await it_.until('2026-12-02T10:00:00Z');
    const after = (await card()).text;
    expect(after).toContain('first');
    expect(after).toContain('second');
    expect(inChannel()).toHaveLength(1);
    // A reply for each round.
    expect(it_.thread()).toHaveLength(2);
  });

  it('loses nothing that was typed while it was joined: saving again begins another round', async () => {
    await begin();
    const form = await it_.press(ben, await card(), 'Add what could fail');
    await write(ann, 'first');
    await it_.until('2026-11-26T10:01:00Z');
    const turned = await it_.submit(ben, form, { fails: typed('typed late') });
    expect(turned.kind).toBe('update');
    expect(words(turned)).toContain('Yours isn’t lost');
    expect(words(turned)).toContain('typed late');
    expect((await it_.submit(ben, turned)).kind).toBe('nothing');
    expect((await row()).round).toBe(2);
    expect(words(await it_.press(cat, await card(), 'Add what could fail'))).not.toContain('typed late');
  });

  it('that is on already is not begun twice: the way to it is said, at once and for a form that stood open', async () => {
    const form = await it_.command(ben, 'before Website relaunch');
    await begin();
    await card();
    expect(words(await it_.submit(ben, form, { intent: typed('Another') }))).toContain('in the meantime');
    const said = await it_.command(ben, 'before website  RELAUNCH');
    expect(words(said)).toContain('The review “Website relaunch” began here on');
    expect(words(await it_.press(ben, said, 'Add what could fail'))).toContain('What could fail?');
    expect(await rows()).toHaveLength(1);
  });

  describe('with a project', () => {
    it('is offered by its plan, ends with it, and never lasts longer', async () => {
      await plan('2027-02-26');
      await it_.settle();
      expect(planCard().text).toContain('Before you start, look ahead together');
      const form = await it_.press(ben, planCard(), 'Look ahead');
      await it_.submit(ben, form, { intent: typed('Checkout under 2 s') });
      expect((await card()).text).toContain('Website relaunch');
      expect(planCard().text).not.toContain('look ahead together');
      await it_.until('2026-11-26T10:01:00Z');
      // The end moves to the day after tomorrow: the next round is over with it.
      await it_.submit(ben, await it_.press(ben, await card(), 'Look again'), { fails: typed('late') });
      await moveTo('2026-11-27');
      expect((await row()).until).toBe(Date.parse('2026-11-27T23:00:00Z'));
      await it_.until('2026-11-27T23:01:00Z');
      const { text } = await card();
      expect(text).toContain('The project’s time was over on');
      expect(text).toContain('late');
      expect((await row()).state).toBe('over');
    });

    it('begun after its end says that a retrospective fits better, with the button that starts one', async () => {
      await plan('2026-12-04');
      const form = await it_.command(ann, 'before Website relaunch');
      await it_.until('2026-12-05T10:00:00Z');
      const said = await it_.command(ann, 'before Website relaunch');
      expect(words(said)).toContain('A retrospective fits better now');
      expect(words(await it_.press(ann, said, 'Start the retrospective'))).toContain('Website relaunch');
      expect(words(await it_.submit(ann, form, { intent: typed('late') }))).toContain(
        'A retrospective fits better',
      );
      expect(await rows()).toEqual([]);
    });

    it('without an end is looked at all the same, for as long as nobody ends it', async () => {
      await begin();
      await it_.until('2027-06-01T10:00:00Z');
      expect(JSON.stringify((await card()).blocks)).toContain('Look again');
      expect((await row()).state).toBe('joined');
    });

    it('that is planned later takes up the review of its name', async () => {
      await begin();
      await plan('2026-12-18', ' website  relaunch');
      await it_.settle();
      const [project] = await read<{ id: string }[]>(ann, (scope) =>
        scope.from(projects).selectAll().execute(),
      );
      expect((await row()).project_id).toBe(project?.id);
      expect(planCard().text).not.toContain('look ahead together');
      expect(offers()).toEqual([]);
      await it_.until('2026-12-19T01:00:00Z');
      expect((await row()).state).toBe('over');
    });

    it('among several is chosen in the form; none of them is named after the channel', async () => {
      await plan('2027-02-26', 'One');
      await plan('2027-02-26', 'Two');
      const form = await it_.command(ann, 'before');
      expect(words(form)).toContain('What is it for?');
      expect(words(form)).toContain('Something else: proj website');
      const [, two] = await read<{ id: string }[]>(ann, (scope) =>
        scope.from(projects).selectAll().orderBy('it.name').execute(),
      );
      const other = await it_.command(ben, 'before');
      await it_.submit(ann, form, {
        intent: typed('a'),
        project: { selected_option: { value: two?.id ?? '' } },
      });
      await it_.submit(ben, other, { intent: typed('b'), project: { selected_option: { value: 'none' } } });
      expect((await rows()).map(({ name }) => name).toSorted()).toEqual(['Two', 'proj website']);
      // With one that has none, `/retro before` is about it.
      await it_.until('2026-11-24T10:05:00Z');
      expect(words(await it_.command(ann, 'before One'))).not.toContain('What is it for?');
    });

    it('whose end moves three times is offered once more, when that makes more than two weeks', async () => {
      await plan('2027-02-26');
      await it_.settle();
      await moveTo('2027-03-05');
      await it_.settle();
      expect(offers()).toEqual([]);
      await moveTo('2027-03-19');
      await it_.settle();
      expect(offers()).toHaveLength(1);
      expect(offers()[0]).toContain('The end of “Website relaunch” moved to');
      await moveTo('2027-05-28');
      await it_.settle();
      expect(offers()).toHaveLength(1);
    });

    it('is not offered again once a review began, nor in the last quarter of its time', async () => {
      await plan('2027-02-26');
      await it_.settle();
      const form = await it_.press(ann, planCard(), 'Look ahead');
      await it_.submit(ann, form, { intent: typed('Checkout under 2 s') });
      await moveTo('2027-04-30');
      await it_.settle();
      expect(offers()).toEqual([]);
      await plan('2027-02-26', 'Other');
      await it_.until('2027-02-15T10:00:00Z');
      const other = inChannel().find(({ text }) => text.startsWith('Project: Other'));
      if (other === undefined) throw new Error('nothing was planned');
      // Of 110 days 83 have passed: a quarter is left of what the new end makes.
      await it_.submit(ann, await it_.press(ann, other, 'Change'), { ends: day('2027-03-14') });
      await it_.settle();
      expect(offers()).toEqual([]);
    });

    it('whose offer is pressed late is answered by what holds then', async () => {
      await plan('2027-02-26');
      await it_.settle();
      const early = { blocks: structuredClone(planCard().blocks) };
      await it_.press(ann, planCard(), 'Cancel the plan');
      expect(words(await it_.press(ben, early, 'Look ahead'))).toContain('was cancelled on');
    });

    it('is joined and over once its retrospective begins, and is what that looks back on', async () => {
      await plan('2026-12-18');
      await it_.settle();
      await it_.submit(ann, await it_.press(ann, planCard(), 'Look ahead'), {
        intent: typed('Checkout under 2 s'),
      });
      await write(ben, 'shown by the retrospective');
      await it_.start();
      const { text, blocks } = await card();
      expect(text).toContain('shown by the retrospective');
      expect(text).toContain('The retrospective began on');
      // The person who starts one has changed nothing here.
      expect(text).not.toContain('changed it last');
      expect(JSON.stringify(blocks)).not.toContain('"button"');
      expect((await row()).state).toBe('over');
      const looksBack = await read<string | undefined>(ann, async (scope) => {
        const [retro] = await scope.from(retros).selectAll().execute();
        return retro === undefined ? undefined : (await beforeFor(scope, retro))?.name;
      });
      expect(looksBack).toBe('Website relaunch');
    });

    it('whose name was used before starts from the beginning: each retrospective looks back on its own review', async () => {
      const looksBack = () =>
        read<(string | undefined)[]>(ann, async (scope) => {
          const held = await scope.from(retros).selectAll().orderBy('it.id').execute();
          const found = await Promise.all(held.map((retro) => beforeFor(scope, retro as never)));
          return found.map((one) => one?.intent);
        });
      await begin();
      await it_.start();
      expect(await looksBack()).toEqual(['Checkout under 2 s']);
      const again = await it_.command(ann, 'before Website relaunch');
      await it_.submit(ann, again, { intent: typed('Checkout under 1 s') });
      await it_.start();
      expect(await looksBack()).toEqual(['Checkout under 2 s', 'Checkout under 1 s']);
      await it_.start();
      expect(await looksBack()).toEqual(['Checkout under 2 s', 'Checkout under 1 s', undefined]);
      // A plan of that name offers one: what was looked back on is over.
      expect(words(await plan('2027-02-26'))).toBe('nothing');
      await it_.until('2026-11-24T10:10:00Z');
      expect(planCard().text).toContain('look ahead together');
    });

    it('whose retrospective is cancelled leaves the review to the next one of its name', async () => {
      const intents = () =>
        read<(string | undefined)[]>(ann, async (scope) => {
          const held = await scope.from(retros).selectAll().orderBy('it.id').execute();
          const found = await Promise.all(held.map((retro) => beforeFor(scope, retro as never)));
          return found.map((one) => one?.intent);
        });
      await begin();
      await it_.start();
      await it_.settle();
      const main = inChannel().find(({ text }) => text.startsWith('Retrospective: '));
      if (main === undefined) throw new Error('none began');
      await it_.submit(ann, await it_.press(ann, main, 'Cancel the retrospective (facilitator)'));
      await it_.start();
      expect(await intents()).toEqual([undefined, 'Checkout under 2 s']);
      await it_.start();
      expect(await intents()).toEqual([undefined, 'Checkout under 2 s', undefined]);
    });

    it('that goes on after its end takes the review up again', async () => {
      await plan('2026-12-18');
      await begin();
      await it_.until('2026-12-19T01:00:00Z');
      expect((await row()).state).toBe('over');
      const asked = inChannel().find(({ text }) => text.includes('everyone is still here'));
      if (asked === undefined) throw new Error('it was not asked about');
      await it_.submit(ann, await it_.press(ann, asked, 'Change'), { ends: day('2027-03-26') });
      expect((await row()).state).toBe('joined');
      expect(JSON.stringify((await card()).blocks)).toContain('Look again');
    });

    it('that is cancelled ends it, and shows what was written', async () => {
      await plan('2026-12-18');
      await begin();
      await write(ben, 'shown at the end');
      await it_.settle();
      await it_.press(ann, planCard(), 'Cancel the plan');
      expect((await card()).text).toContain('shown at the end');
      expect((await row()).state).toBe('over');
    });
  });

  it('survives the erasure of the person who began it, without them, and forgets what only they had written', async () => {
    await begin();
    await write(ann, 'of ann');
    await write(ben, 'of ben');
    await it_.store.erasing(team, ann, { kind: 'person', userId: ann });
    await it_.until('2026-11-26T10:01:00Z');
    const { text } = await card();
    expect(text).toContain('of ben');
    expect(text).not.toContain('of ann');
    expect(text).toContain('Checkout under 2 s');
    expect(text).not.toContain('Ann');
  });

  it('says how many have answered, also once one of them is erased: a number that falls would tell that they had', async () => {
    await begin();
    await write(ben, 'of ben');
    await it_.press(cat, await card(), 'Nothing to add');
    expect((await card()).text).toContain('2 people have answered');
    await it_.store.erasing(team, ben, { kind: 'person', userId: ben });
    await it_.settle();
    expect((await card()).text).toContain('2 people have answered');
    // Nor does it end early because of them: it would not if they had not answered.
    await write(ann, 'of ann');
    const { text } = await card();
    expect(text).toContain('3 people have answered');
    expect(text).not.toContain('of ann');
    await it_.until('2026-11-26T10:01:00Z');
    expect((await card()).text).toContain('of ann');
    expect((await card()).text).not.toContain('of ben');
    // Another round is counted from the beginning.
    await it_.submit(ann, await it_.press(ann, await card(), 'Look again'), { fails: typed('later') });
    expect((await card()).text).toContain('One person has answered');
  });

  it('is exported to its author alone until it is joined, and then to the channel, without an author', async () => {
    await begin();
    await write(ann, 'of ann');
    await write(ben, 'of ben');
    const exported = async (who: UserId) =>
      JSON.stringify(
        await it_.store.read(team, { kind: 'person', userId: who }, (scope) =>
          exportOf(retro, scope, { kind: 'person', userId: who }),
        ),
      );
    const ofChannel = async () =>
      JSON.stringify(
        await it_.store.read(team, { kind: 'channel', channelId: here }, (scope) =>
          exportOf(retro, scope, { kind: 'channel', channelId: here }),
        ),
      );
    expect(await exported(ann)).toContain('of ann');
    expect(await exported(ann)).not.toContain('of ben');
    expect(await exported(ann)).toContain('beforeAnswers');
    expect(await ofChannel()).toContain('Checkout under 2 s');
    expect(await ofChannel()).not.toMatch(/of ann|of ben/);
    await it_.until('2026-11-26T10:01:00Z');
    await card();
    expect(await exported(ann)).not.toMatch(/of ann|of ben|beforeAnswers":\[\{/);
    const all = await ofChannel();
    expect(all).toMatch(/of ann[^]*of ben|of ben[^]*of ann/);
    expect(JSON.stringify((JSON.parse(all) as { predictions: unknown }).predictions)).not.toMatch(
      /"(ann|ben)"/,
    );
  });

  it('in a channel that is hidden from its new readers by then forgets who wrote what all the same', async () => {
    await it_.store.directory.changeChannel(team, here, { kind: 'private' }, it_.clock.now());
    await begin();
    await write(ann, 'not for them');
    await it_.settle();
    await it_.store.directory.changeChannel(team, here, { kind: 'public' }, it_.clock.now());
    await it_.until('2026-11-26T10:01:00Z');
    expect(await all('authorship')).not.toContain('retro_prediction');
    expect(JSON.stringify(it_.slack.messages)).not.toContain('not for them');
  });

  it('forgets who wrote what when it said so, also while the practice is turned off, and shows it once that is on again', async () => {
    await begin();
    await write(ben, 'of ben');
    await it_.settle();
    await sql`insert into practice_off (team_id, practice) values (${team}, 'retro')`.execute(
      it_.store.system,
    );
    await it_.until('2026-11-26T10:01:00Z');
    expect(await all('authorship')).not.toContain('retro_prediction');
    expect(await all('retro_before_turn')).toBe('[]');
    expect(JSON.stringify(it_.slack.messages)).not.toContain('of ben');
    await sql`delete from practice_off`.execute(it_.store.system);
    expect((await card()).text).toContain('of ben');
    expect(await all('job')).not.toContain('retro.before-forget');
  });

  it('is gone with a word for who presses what is left of it', async () => {
    await begin();
    const early = await card();
    it_.clock.set(it_.clock.now() + 730 * aDay);
    await it_.store.erasing(team, 'operator', { kind: 'channel', channelId: channelId(here) });
    for (const label of ['Add what could fail', 'Nothing to add', 'Say how we’ll know'])
      expect(words(await it_.press(ann, early, label))).toContain('I can’t find this review');
  });
});

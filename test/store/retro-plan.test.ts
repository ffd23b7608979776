/** Retrospectives that are planned ahead: asked about in time, in the channel where the people are, and by nobody against their will. */
import { channelId } from '../../src/core/ids.ts';
import type { Reply } from '../../src/core/listener.ts';
import { projects } from '../../src/features/retro/plan/rows.ts';
import { schedules } from '../../src/features/retro/recur/handlers.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
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

const elsewhere = channelId('C2');

describe.each(engines())('on $name, a planned project', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    // Tuesday 11:00 in Berlin.
    it_ = await teams.fresh();
  });

  const day = (date: string) => ({ selected_date: date });
  const plan = async (ends: string, name = 'Website relaunch'): Promise<Reply> =>
    it_.submit(ann, await it_.command(ann, `plan ${name}`), { ends: day(ends) });
  const inChannel = (where: string = here) =>
    it_.slack.messages.filter(({ channel, threadTs }) => channel === where && threadTs === undefined);
  const direct = (who: string) => it_.slack.messages.filter(({ channel }) => channel === `D-${who}`);
  const message = (index: number) => {
    const found = inChannel()[index];
    if (found === undefined) throw new Error(`no message ${index}`);
    return found;
  };
  const rows = () =>
    it_.store.read(team, { kind: 'person', userId: ann }, (read) =>
      read.from(projects).selectAll().execute(),
    );
  const archive = async () => {
    await it_.store.directory.changeChannel(team, here, { isArchived: true }, it_.clock.now());
    await it_.event('channel_archive');
  };

  it('makes its channel one that starts with retrospectives', async () => {
    const starts = () =>
      it_.store.read(team, { kind: 'channel', channelId: here }, async (read) => {
        const channel = await read.channel(here);
        if (channel === null) throw new Error('it is there');
        return Promise.all(schedules.map(async (one) => one.startsIn?.(read, { ...channel, name: 'team' })));
      });
    expect(await starts()).toEqual([false, false]);
    await plan('2026-12-04');
    expect(await starts()).toEqual([true, true]);
  });

  it('is told to the channel once, with who planned it, when Lore asks and how it is stopped', async () => {
    expect((await plan('2026-12-04')).kind).toBe('nothing');
    await it_.settle();
    expect(inChannel()).toHaveLength(1);
    const { text } = message(0);
    expect(text).toContain('Project: Website relaunch');
    expect(text).toContain('Ann planned a retrospective for when it ends on');
    expect(text).toContain('Ann owns it');
    expect(text).toContain('Everyone in this channel can change or cancel it');
    // 27 November at 10:00 in Berlin.
    expect(text).toContain('<!date^1795770000^');
  });

  it('is asked about five working days before its end, in a message that starts the retrospective', async () => {
    await plan('2026-12-04');
    await it_.until('2026-11-27T08:59:00Z');
    expect(inChannel()).toHaveLength(1);
    await it_.until('2026-11-27T09:05:00Z');
    expect(inChannel()).toHaveLength(2);
    expect(message(1).text).toContain('everyone is still here');
    expect(message(0).text).toContain('the buttons are in that message');
    const opened = await it_.press(ben, message(1), 'Start the retrospective');
    expect(words(opened)).toContain('"initial_value":"Website relaunch"');
    expect((await it_.submit(ben, opened)).kind).toBe('nothing');
    await it_.settle();
    expect(message(1).text).toContain('Ben started its retrospective');
    const [held] = await it_.store.read(team, { kind: 'person', userId: ann }, (read) =>
      read.from(retros).select(['it.about', 'it.project_id', 'it.happened_until']).execute(),
    );
    const [row] = await rows();
    expect(held).toEqual({ about: 'Website relaunch', project_id: row?.id, happened_until: '2026-12-04' });
    // A second press, from a modal that stood open, starts no second one.
    expect(words(await it_.submit(ann, opened))).toContain('started, moved or cancelled in the meantime');
  });

  it('is asked about earlier where holidays of the channel’s region, or its own days off, lie between', async () => {
    await it_.store.system
      .insertInto('channel_rhythm')
      .values({
        team_id: team,
        channel_id: here,
        owner_id: null,
        deputy_id: null,
        place: 'thread',
        work_days: '1,2,3,4',
        holidays: 'DE-BY',
        is_locked: 0,
        offers: 1,
      })
      .execute();
    await plan('2027-01-04');
    await it_.settle();
    // 31, 30, 29 and 28 December, and then 24 December: Fridays and the days of Christmas are none.
    await it_.until('2026-12-24T08:59:00Z');
    expect(inChannel()).toHaveLength(1);
    await it_.until('2026-12-24T09:05:00Z');
    expect(inChannel()).toHaveLength(2);
  });

  it('is asked about at once when less is left, in one message', async () => {
    await plan('2026-11-30');
    await it_.settle();
    expect(inChannel()).toHaveLength(1);
    expect(message(0).text).toContain('everyone is still here');
  });

  it('that is over opens the form that holds it now, above what was typed', async () => {
    const reply = await plan('2026-11-20');
    expect(reply.kind).toBe('push');
    expect(words(reply)).toContain('That day is over, so run it now');
    expect((await it_.submit(ann, reply)).kind).toBe('nothing');
    await it_.settle();
    expect(message(0).text).toContain('Looking back from');
    expect(await rows()).toEqual([]);
  });

  it('says at each field what is wrong with it', async () => {
    const form = await it_.command(ann, 'plan');
    expect(words(await it_.submit(ann, form, { name: typed(' ') }))).toBe(
      'name: Write what it is called, for example: Website relaunch\nends: Choose a day, for example Tue 8 December.',
    );
    const wrong = { name: typed('x'.repeat(200)), ends: day('2029-01-01'), owner: { selected_user: gus } };
    const said = words(await it_.submit(ann, form, wrong));
    expect(said).toContain('name: This has 200 characters');
    expect(said).toContain('ends: Choose a day within the next two years');
    expect(said).toContain('owner: Choose a member of the workspace who is in the channel');
  });

  it('is not planned twice under one name', async () => {
    await plan('2026-12-04');
    expect(words(await plan('2026-12-11', 'website RELAUNCH'))).toContain('already planned in this channel');
    expect(await rows()).toHaveLength(1);
    expect((await plan('2026-12-11', 'Another')).kind).toBe('nothing');
  });

  it.each([
    ['a guest', gus, 'Guests can’t start'],
    ['somebody of another organisation', eva, 'members of the workspace'],
  ] as const)('is not planned by %s', async (_who, who, sentence) => {
    expect(words(await it_.command(who, 'plan Website relaunch'))).toContain(sentence);
  });

  it('is changed and cancelled by anybody in the channel, and says who did', async () => {
    await plan('2026-12-04');
    await it_.settle();
    const form = await it_.press(ben, message(0), 'Change');
    expect((await it_.submit(ben, form, { name: typed('Relaunch'), ends: day('2026-12-11') })).kind).toBe(
      'nothing',
    );
    await it_.settle();
    expect(message(0).text).toContain('Project: Relaunch');
    expect(message(0).text).toContain('Ben changed the plan last');
    // Nothing on the day of the old end.
    await it_.until('2026-11-27T10:00:00Z');
    expect(inChannel()).toHaveLength(1);
    expect(words(await it_.press(gus, message(0), 'Cancel the plan'))).toContain('Guests can’t');
    await it_.press(cat, message(0), 'Cancel the plan');
    await it_.until('2026-12-15T10:00:00Z');
    expect(inChannel()).toHaveLength(1);
    expect(message(0).text).toContain('Cat cancelled the plan');
    expect(JSON.stringify(message(0).blocks)).not.toContain('"button"');
  });

  it('whose end is moved after the question is asked about again, and the old question says so', async () => {
    await plan('2026-11-27');
    await it_.settle();
    const form = await it_.press(ben, message(0), 'Change');
    await it_.submit(ben, form, { ends: day('2026-12-11') });
    await it_.settle();
    expect(message(0).text).toContain('Lore asks again on');
    await it_.until('2026-12-04T09:05:00Z');
    expect(inChannel().filter(({ text }) => text.includes('everyone is still here'))).toHaveLength(1);
  });

  it('is held by the person who starts a retrospective of that name, whatever way they start it', async () => {
    await plan('2026-12-04');
    await it_.start();
    await it_.settle();
    expect(message(0).text).toContain('Ann started its retrospective');
    await it_.until('2026-11-27T10:00:00Z');
    expect(inChannel().filter(({ text }) => text.includes('everyone is still'))).toEqual([]);
  });

  it('that was held is held again by the next one of its name, and one that ends in two years looks back from today', async () => {
    await plan('2026-12-04');
    await it_.start();
    await it_.start();
    await plan('2028-11-20', 'Far away');
    await it_.start({ about: typed('Far away') });
    const held = await it_.store.read(team, { kind: 'person', userId: ann }, (read) =>
      read.from(retros).select(['it.project_id', 'it.happened_until']).orderBy('it.id').execute(),
    );
    const [first, second, far] = held;
    expect(held).toHaveLength(3);
    expect(second?.project_id).toBe(first?.project_id);
    expect(held.every((row) => row.project_id !== null)).toBe(true);
    expect(far?.happened_until).toBeNull();
  });

  it('of an archived channel asks its owner, alone, where else to hold it', async () => {
    await plan('2026-12-04');
    await it_.settle();
    const facts = {
      channelId: elsewhere,
      kind: 'private',
      isShared: false,
      isArchived: false,
      hasLore: true,
      name: 'team',
    } as const;
    await it_.store.directory.saveChannel(team, facts, it_.clock.now(), {
      tz: 'Europe/Berlin',
      locale: 'en',
    });
    await it_.store.directory.setMembers(team, elsewhere, [ann, cat], it_.clock.now());
    await archive();
    await it_.settle();
    const [asked] = direct('ann');
    expect(asked?.text).toContain('Where would you like to run it?');
    expect(direct('ben')).toEqual([]);
    const where = await it_.press(ann, { blocks: asked?.blocks ?? [] }, 'Choose a channel');
    const chosen = (channel: string) => ({ where: { selected_conversation: channel } });
    expect(words(await it_.submit(ann, where, chosen('C9')))).toContain(
      'a channel that you and Lore are both in',
    );
    expect(words(await it_.submit(ann, where, chosen(here)))).toContain('archived');
    expect(words(await it_.submit(ben, where, chosen(elsewhere)))).toContain(
      'a channel that you and Lore are both in',
    );
    expect((await it_.submit(ann, where, chosen(elsewhere))).kind).toBe('nothing');
    await it_.store.directory.setMembers(team, elsewhere, [ann, cat], it_.clock.now());
    await it_.settle();
    expect(inChannel(elsewhere).map(({ text }) => text)).toEqual([
      expect.stringContaining('Website relaunch'),
    ]);
    expect(direct('ann')[0]?.text).toContain('<@ann> moved it to another channel');
    // Who is only in the old channel does not learn where it went.
    expect(JSON.stringify(inChannel())).not.toContain(elsewhere);
  });

  it('whose owner left is in the Home of everybody in the channel, and one of them takes it over', async () => {
    await plan('2026-12-04');
    expect(await it_.home(ann)).toContain('Website relaunch');
    expect(await it_.home(ben)).not.toContain('Website relaunch');
    await it_.leaves(ann);
    expect(await it_.home(ann)).not.toContain('Website relaunch');
    for (const who of [ben, cat]) expect(await it_.home(who)).toContain('has no owner there');
    expect(await it_.home(gus)).not.toContain('Website relaunch');
    const blocks = JSON.parse(await it_.home(ben)) as unknown[];
    await it_.press(ben, { blocks }, 'I’ll own it');
    expect(await it_.home(ben)).not.toContain('has no owner there');
    expect(await it_.home(ben)).toContain('Website relaunch');
    expect(await it_.home(cat)).not.toContain('Website relaunch');
    expect(words(await it_.press(cat, { blocks }, 'I’ll own it'))).toContain('Someone in the channel owns');
  });

  it('is shown to its owner as missed when Lore was away, and not asked about late', async () => {
    await plan('2026-12-04');
    await it_.settle();
    it_.clock.set(Date.parse('2026-11-27T12:00:00Z'));
    await it_.settle();
    expect(inChannel()).toHaveLength(1);
    const missed = await it_.store.system.selectFrom('job').select(['name', 'state', 'owner_id']).execute();
    expect(missed).toContainEqual({ name: 'retro.project-ask', state: 'missed', owner_id: ann });
  });

  it('forgets who planned and owned it when they are erased, and stays the channel’s', async () => {
    await plan('2026-12-04');
    await it_.settle();
    await it_.store.erasing(team, 'operator', { kind: 'person', userId: ann });
    await it_.settle();
    const [row] = await it_.store.read(team, { kind: 'person', userId: ben }, (read) =>
      read.from(projects).selectAll().execute(),
    );
    expect(row).toMatchObject({
      name: 'Website relaunch',
      owner_id: null,
      planner_id: null,
      decided_by: null,
    });
    expect(await it_.home(ben)).toContain('has no owner there');
  });
});

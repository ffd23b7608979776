/** What becomes of a ritual's occurrences, each of which is posted, moved, skipped for a reason or recorded as missed. */
import type { Instant } from '../../src/core/clock.ts';
import { userId } from '../../src/core/ids.ts';
import { nextDay, posted, type ScheduleOutcome, type Rule, skip } from '../../src/core/recurrence.ts';
import type { Schedule, ScheduleContext } from '../../src/core/schedule.ts';
import { mostRuns } from '../../src/jobs/retry.ts';
import { engines } from '../support/databases.ts';
import { ana, ben, channel, type Harness, inChannel, openCompany, other, team } from '../support/later.ts';
import { changeRitual } from '../support/change-ritual.ts';

const at = (text: string): Instant => Date.parse(text);
const thursdays: Rule = { every: 'week', weekday: 4, minutes: 14 * 60 };

/** Of the test's practice: `weekly` asks, `meeting` is an appointment, `week-ahead` and `agenda` are before it. */
function ritualsOf(occur: (context: ScheduleContext) => Promise<ScheduleOutcome>): Schedule[] {
  const one = (name: string, usual: Rule, more: Partial<Schedule> = {}): Schedule => ({
    name: `test.${name}`,
    title: () => name,
    what: () => name,
    usual,
    offered: 'start',
    occur,
    ...more,
  });
  return [
    one('weekly', thursdays),
    {
      name: 'test.meeting',
      title: () => 'meeting',
      what: () => 'meeting',
      usual: { every: 'week', weekday: 3, minutes: 600 },
      offered: 'start',
    },
    one('week-ahead', { before: 'test.meeting', days: 7, minutes: 0 }),
    one('agenda', { before: 'test.meeting', days: 0, minutes: 60 }),
  ];
}

describe.each(engines())('on $name, a ritual', (engine) => {
  let system: Harness;
  let seen: ScheduleContext[] = [];
  let says: (context: ScheduleContext) => ScheduleOutcome | Error = () => posted;

  beforeEach(async () => {
    seen = [];
    says = () => posted;
    const occur = async (context: ScheduleContext): Promise<ScheduleOutcome> => {
      seen.push(context);
      const outcome = says(context);
      if (outcome instanceof Error) throw outcome;
      if (outcome.kind === 'posted')
        await context.scope.publish(inChannel(seen.length, context.channel.channelId));
      return outcome;
    };
    // A Tuesday, noon in Berlin.
    system = await openCompany({ engine, start: '2026-11-24T11:00:00Z', schedules: ritualsOf(occur) });
    await system.store.directory.setRecurrence(team, channel, { tz: 'Europe/Berlin', locale: 'en' });
  });
  afterEach(() => system.close());

  const start = async (rules: Record<string, Rule> = { 'test.weekly': thursdays }) => {
    const started = await system.store.schedules.startAll(team, channel, ana, new Map(Object.entries(rules)));
    expect(started).toEqual({ ok: true, value: null });
  };
  const change = (wanted: Parameters<typeof changeRitual>[5], name = 'test.weekly') =>
    changeRitual(system.store, team, channel, ana, name, wanted);
  const setUp = async (by = ana) => {
    const found = await system.store.schedules.setUp(team, channel, by);
    if (!found.ok) throw new Error(found.code);
    return found.value;
  };
  const records = async (name = 'test.weekly') => {
    const rows = await system.store.system
      .selectFrom('ritual_occurrence')
      .selectAll()
      .where('name', '=', name)
      .orderBy('on_date')
      .execute();
    return rows.map((row) => [
      row.on_date,
      row.state,
      row.reason,
      row.moved,
      new Date(row.due_at).toISOString(),
    ]);
  };
  const holidays = async (region: string | null, days = [1, 2, 3, 4, 5]) => {
    const { settings } = await setUp();
    const saved = await system.store.schedules.saveSettings(team, channel, ana, {
      ...settings,
      days,
      holidays: region,
    });
    expect(saved.ok).toBe(true);
  };

  it('is posted once each time, at the local time of the channel’s zone', async () => {
    await start();
    await system.runUntil(at('2026-12-11T00:00:00Z'));
    expect(await records()).toEqual([
      ['2026-11-26', 'posted', null, 'no', '2026-11-26T13:00:00.000Z'],
      ['2026-12-03', 'posted', null, 'no', '2026-12-03T13:00:00.000Z'],
      ['2026-12-10', 'posted', null, 'no', '2026-12-10T13:00:00.000Z'],
    ]);
    expect(system.slack.texts(channel)).toEqual(['note 1', 'note 2', 'note 3']);
    expect(seen[0]?.occurrence.id).toBe(`test.weekly:${channel}:2026-11-26`);
    expect(seen[0]?.schedule).toMatchObject({ owner: ana, place: 'thread', isOn: true });
  });

  it('moves off a holiday of the channel’s region to the next working day', async () => {
    await start();
    await holidays('DE');
    // The 24th is a Thursday and no holiday; the 25th is. Then 31 December, and Friday 1 January is a holiday.
    await change({ rule: { every: 'week', weekday: 5, minutes: 600 } });
    await system.runUntil(at('2027-01-05T00:00:00Z'));
    expect((await records()).slice(-2)).toEqual([
      ['2026-12-25', 'posted', null, 'holiday', '2026-12-28T09:00:00.000Z'],
      ['2027-01-01', 'posted', null, 'holiday', '2027-01-04T09:00:00.000Z'],
    ]);
  });

  it('falls out, with the reason, where no working day is left before the next one', async () => {
    await start();
    await holidays(null, []);
    await system.runUntil(at('2026-11-27T00:00:00Z'));
    expect(await records()).toEqual([
      ['2026-11-26', 'skipped', 'holidays', 'no', '2026-11-26T13:00:00.000Z'],
    ]);
    expect(seen).toEqual([]);
  });

  it('is late by up to two hours and still posted; later it is missed, and the person responsible is shown that', async () => {
    await start();
    system.clock.set(at('2026-11-26T15:00:00Z'));
    await system.runner.runDue();
    system.clock.set(at('2026-12-03T15:00:01Z'));
    await system.runner.runDue();
    expect(await records()).toEqual([
      ['2026-11-26', 'posted', null, 'no', '2026-11-26T13:00:00.000Z'],
      ['2026-12-03', 'missed', 'late', 'no', '2026-12-03T13:00:00.000Z'],
    ]);
    const missed = {
      channel,
      name: 'test.weekly',
      dueAt: at('2026-12-03T13:00:00Z'),
      reason: 'late',
      count: 1,
    };
    expect(await system.store.schedules.missedFor(team, ana)).toEqual([missed]);
    expect(await system.store.schedules.missedFor(team, ben)).toEqual([]);
    // Not theirs to settle.
    await system.store.schedules.seen(team, ben, channel, 'test.weekly');
    expect(await system.store.schedules.missedFor(team, ana)).toEqual([missed]);
    await system.store.schedules.seen(team, ana, channel, 'test.weekly');
    expect(await system.store.schedules.missedFor(team, ana)).toEqual([]);
  });

  it('is recorded as missed for each week of a long outage, posted for none of them, and goes on after', async () => {
    await start();
    system.clock.set(at('2026-12-22T11:00:00Z'));
    await system.runUntil(at('2026-12-25T00:00:00Z'));
    expect((await records()).map(([on, state]) => [on, state])).toEqual([
      ['2026-11-26', 'missed'],
      ['2026-12-03', 'missed'],
      ['2026-12-10', 'missed'],
      ['2026-12-17', 'missed'],
      ['2026-12-24', 'posted'],
    ]);
    expect((await system.store.schedules.missedFor(team, ana)).map(({ count }) => count)).toEqual([4]);
    expect(system.slack.texts(channel)).toHaveLength(1);
  });

  it('rests until the day on which it goes on', async () => {
    await start();
    expect(await change({ pausedUntil: '2026-12-10' })).toEqual({ ok: true, value: null });
    await system.runUntil(at('2026-12-11T00:00:00Z'));
    expect((await records()).map(([on, state, reason]) => [on, state, reason])).toEqual([
      ['2026-11-26', 'skipped', 'paused'],
      ['2026-12-03', 'skipped', 'paused'],
      ['2026-12-10', 'posted', null],
    ]);
  });

  it('can be moved once by hand, and is then where it was', async () => {
    await start();
    const move = { on: '2026-11-26', date: '2026-11-27', minutes: 9 * 60 };
    expect((await change({ move })).ok).toBe(true);
    await system.runUntil(at('2026-12-04T00:00:00Z'));
    expect(await records()).toEqual([
      ['2026-11-26', 'posted', null, 'by_hand', '2026-11-27T08:00:00.000Z'],
      ['2026-12-03', 'posted', null, 'no', '2026-12-03T13:00:00.000Z'],
    ]);
  });

  it('is not moved into the past, past the next one, or to a time that clocks skip on that day', async () => {
    await start();
    const to = (date: string, minutes: number) => change({ move: { on: '2026-11-26', date, minutes } });
    expect(await to('2026-11-24', 600)).toEqual({ ok: false, code: 'past' });
    expect(await to('2026-12-03', 841)).toEqual({ ok: false, code: 'too_far' });
    system.clock.set(at('2027-03-26T10:00:00Z'));
    await system.runner.runDue();
    const spring = { on: '2027-04-01', date: '2027-03-28', minutes: 150 };
    expect(await change({ move: spring })).toEqual({ ok: false, code: 'skipped' });
  });

  it('loses no occurrence that is due when its day is changed', async () => {
    await start();
    system.clock.set(at('2026-11-26T13:30:00Z'));
    await change({ rule: { every: 'week', weekday: 2, minutes: 600 } });
    await system.runUntil(at('2026-12-02T00:00:00Z'));
    expect((await records()).map(([on, state, , , due]) => [on, state, due])).toEqual([
      ['2026-11-26', 'posted', '2026-11-26T13:00:00.000Z'],
      ['2026-12-01', 'posted', '2026-12-01T09:00:00.000Z'],
    ]);
  });

  it('is never twice on one day, whatever becomes of its time', async () => {
    await start();
    await system.runUntil(at('2026-11-26T13:05:00Z'));
    await change({ rule: { every: 'week', weekday: 4, minutes: 16 * 60 } });
    await system.runUntil(at('2026-11-27T00:00:00Z'));
    expect(await records()).toHaveLength(1);
  });

  it('may ask for the next working day, and is skipped when that reaches the next one', async () => {
    await start();
    says = ({ now }) => (now < at('2026-11-30T00:00:00Z') ? nextDay : posted);
    await system.runUntil(at('2026-12-01T00:00:00Z'));
    expect(await records()).toEqual([['2026-11-26', 'posted', null, 'waited', '2026-11-30T13:00:00.000Z']]);
    says = () => nextDay;
    await system.runUntil(at('2026-12-10T00:00:00Z'));
    expect((await records()).at(-1)).toEqual([
      '2026-12-03',
      'skipped',
      'too_soon',
      'waited',
      '2026-12-09T13:00:00.000Z',
    ]);
  });

  it('is skipped for the reason that the practice gives', async () => {
    await start();
    says = () => skip('nobody_takes_part');
    await system.runUntil(at('2026-11-27T00:00:00Z'));
    expect((await records())[0]?.slice(1, 3)).toEqual(['skipped', 'nobody_takes_part']);
    expect(system.slack.texts(channel)).toEqual([]);
  });

  it('is tried again when it goes wrong, leaves nothing behind of what went wrong, and is missed when it keeps going wrong', async () => {
    await start();
    let times = 0;
    says = () => ((times += 1) === 1 ? new Error('broken') : posted);
    await system.runUntil(at('2026-11-27T00:00:00Z'));
    expect((await records())[0]?.slice(1, 3)).toEqual(['posted', null]);
    expect(system.slack.texts(channel)).toEqual(['note 2']);
    says = () => new Error('broken');
    await system.runUntil(at('2026-12-04T00:00:00Z'));
    expect((await records())[1]?.slice(1, 3)).toEqual(['missed', 'failed']);
    expect(await setUp().then(({ schedules }) => schedules[0]?.next?.on)).toBe('2026-12-10');
  });

  it.each([
    ['archived', 'archived', { isArchived: true }],
    ['left by Lore', 'no_lore', { hasLore: false }],
  ] as const)(
    'is skipped in a channel that is %s, and goes on when it is back',
    async (_what, reason, facts) => {
      await start();
      await system.store.directory.changeChannel(team, channel, facts, system.clock.now());
      await system.runUntil(at('2026-11-27T00:00:00Z'));
      expect((await records())[0]?.slice(1, 3)).toEqual(['skipped', reason]);
      const back = { isArchived: false, hasLore: true };
      await system.store.directory.changeChannel(team, channel, back, system.clock.now());
      await system.runUntil(at('2026-12-04T00:00:00Z'));
      expect((await records())[1]?.[1]).toBe('posted');
    },
  );

  it('waits, however often, where Slack cannot be asked yet who would read it, and is posted once it can', async () => {
    await start();
    system.waits.push(...Array.from({ length: mostRuns + 3 }, () => 40_000));
    await system.runUntil(at('2026-11-26T13:30:00Z'));
    expect(system.waits).toEqual([]);
    expect((await records())[0]?.slice(0, 3)).toEqual(['2026-11-26', 'posted', null]);
    expect(system.logged).toEqual([]);
  });

  it('goes on in a channel that is renamed, made private or shared with another organisation', async () => {
    await start();
    const facts = { name: 'new', kind: 'private', isShared: true, sharedWith: ['T9'] } as const;
    await system.store.directory.changeChannel(team, channel, facts, system.clock.now());
    await system.runUntil(at('2026-11-27T00:00:00Z'));
    expect((await records())[0]?.[1]).toBe('posted');
    expect(seen[0]?.channel).toMatchObject({ name: 'new', kind: 'private', isShared: true });
  });

  it('is skipped while its practice is switched off', async () => {
    await start();
    await system.store.system
      .insertInto('practice_off')
      .values({ team_id: team, practice: 'test' })
      .execute();
    await system.runUntil(at('2026-11-27T00:00:00Z'));
    expect((await records())[0]?.slice(1, 3)).toEqual(['skipped', 'switched_off']);
    await system.store.system.deleteFrom('practice_off').execute();
  });

  it('is before another one: days ahead, off days off; and an hour before, wherever that is moved', async () => {
    await start({
      'test.meeting': { every: 'week', weekday: 3, minutes: 600 },
      'test.week-ahead': { before: 'test.meeting', days: 7, minutes: 0 },
      'test.agenda': { before: 'test.meeting', days: 0, minutes: 60 },
    });
    await change({ move: { on: '2026-11-25', date: '2026-11-26', minutes: 660 } }, 'test.meeting');
    await system.runUntil(at('2026-12-02T12:00:00Z'));
    // The first meeting is too soon, and away from its own minute. Of the third it is said a day earlier, since a week ahead the team meets.
    expect(await records('test.week-ahead')).toEqual([
      ['2026-12-02', 'posted', null, 'no', '2026-11-25T09:00:00.000Z'],
      ['2026-12-09', 'posted', null, 'no', '2026-12-01T09:00:00.000Z'],
    ]);
    expect(await records('test.agenda')).toEqual([
      ['2026-11-25', 'posted', null, 'by_hand', '2026-11-26T09:00:00.000Z'],
      ['2026-12-02', 'posted', null, 'no', '2026-12-02T08:00:00.000Z'],
    ]);
    expect(await records('test.meeting')).toEqual([]);
    expect(seen.map(({ occurrence }) => occurrence.beforeAt)).toContain(at('2026-12-09T09:00:00Z'));
  });

  it('is told to a scope that sees the channel, and changed by its own practice', async () => {
    await start();
    await system.act(async ({ schedules }) => {
      const coming = await schedules.coming(channel, 'test.weekly', 3);
      expect(coming.map(({ on }) => on)).toEqual(['2026-11-26', '2026-12-03', '2026-12-10']);
      expect(await schedules.change(channel, 'test.weekly', { every: 'fortnight' })).toMatchObject({
        ok: true,
      });
      expect(await schedules.change(other, 'test.weekly', { isOn: false })).toEqual({
        ok: false,
        code: 'not_here',
      });
      expect(await schedules.of(other, 'test.weekly')).toBeNull();
      const fortnightly = await schedules.coming(channel, 'test.weekly', 2);
      expect(fortnightly.map(({ on }) => on)).toEqual(['2026-11-26', '2026-12-10']);
      await schedules.change(channel, 'test.weekly', { every: 'threeWeeks' });
      const everyThird = await schedules.coming(channel, 'test.weekly', 3);
      expect(everyThird.map(({ on }) => on)).toEqual(['2026-11-26', '2026-12-17', '2027-01-07']);
    });
    const stranger = { kind: 'person', userId: userId('UNOBODY') } as const;
    await system.act(async ({ schedules }) => {
      expect(await schedules.of(channel, 'test.weekly')).toBeNull();
      expect(await schedules.change(channel, 'test.weekly', { isOn: false })).toEqual({
        ok: false,
        code: 'not_here',
      });
    }, stranger);
  });

  it('every three weeks is one every two weeks for an older Lore, as is what its channel is told of it; what Lore does not know is as its other half says', async () => {
    await start();
    const row = async () => {
      const rituals = system.store.system.selectFrom('ritual').select(['rule', 'next_on']);
      return rituals.where('name', '=', 'test.weekly').executeTakeFirstOrThrow();
    };
    await change({ rule: { every: 'threeWeeks', weekday: 4, minutes: 600 } });
    const stored = { every: 'fortnight', weekday: 4, minutes: 600, weeks: 3 };
    expect(JSON.parse((await row()).rule)).toEqual(stored);
    const told = await system.store.system.selectFrom('ritual_change').select('changes').execute();
    expect(told.map(({ changes }): unknown => JSON.parse(changes))).toEqual([
      [{ kind: 'rule', name: 'test.weekly', rule: stored, was: thursdays }],
    ]);
    expect((await setUp()).schedules[0]?.rule).toEqual({ every: 'threeWeeks', weekday: 4, minutes: 600 });
    // The same once more is no change: what stands there is compared as it is stored.
    await change({ rule: { every: 'threeWeeks', weekday: 4, minutes: 600 } });
    expect(await system.store.system.selectFrom('ritual_change').select('id').execute()).toHaveLength(1);
    await system.runUntil(at('2027-01-09T00:00:00Z'));
    expect((await records()).map(([on]) => on)).toEqual(['2026-11-26', '2026-12-17', '2027-01-07']);
    // The older one sets another time, and knows of no third week; a newer one counts by fives.
    const write = (rule: object) =>
      system.store.system
        .updateTable('ritual')
        .set({ rule: JSON.stringify(rule) })
        .where('name', '=', 'test.weekly')
        .execute();
    for (const rule of [
      { weekday: 4, minutes: 660 },
      { weekday: 4, minutes: 660, weeks: 5 },
    ]) {
      await write({ every: 'fortnight', ...rule });
      const [now] = (await setUp()).schedules;
      expect(now?.rule).toEqual({ every: 'fortnight', weekday: 4, minutes: 660 });
    }
  });

  it('is changed by members alone, and by admins alone while one has locked it', async () => {
    await start();
    const save = (userId_: string, memberType: 'member' | 'guest' | 'external', isAdmin = false) =>
      system.store.directory.savePerson(
        team,
        { userId: userId(userId_), memberType, isAdmin, tz: 'UTC', locale: 'en', awayUntil: null },
        system.clock.now(),
      );
    await save('UGUEST', 'guest');
    await save('UEXT', 'external', true);
    await save('UADM', 'member', true);
    await save('UOUT', 'member', true);
    const all = [ana, ben, userId('UGUEST'), userId('UEXT'), userId('UADM')];
    await system.store.directory.setMembers(team, channel, all, system.clock.now());
    const pause = (by: string) =>
      changeRitual(system.store, team, channel, userId(by), 'test.weekly', { pausedUntil: null });
    expect(await pause('UGUEST')).toEqual({ ok: false, code: 'guest' });
    expect(await pause('UEXT')).toEqual({ ok: false, code: 'guest' });
    expect(await pause('UOUT')).toEqual({ ok: false, code: 'not_here' });
    const lock = async (by: string, isLocked: boolean) => {
      const { settings } = await setUp(userId('UADM'));
      return system.store.schedules.saveSettings(team, channel, userId(by), { ...settings, isLocked });
    };
    await lock(ben, true);
    expect(await pause(ana)).toMatchObject({ ok: true });
    await lock('UADM', true);
    expect(await pause(ana)).toEqual({ ok: false, code: 'locked' });
    expect(await lock(ben, false)).toEqual({ ok: false, code: 'locked' });
    expect(await pause('UADM')).toMatchObject({ ok: true });
    await lock('UADM', false);
    expect(await pause(ana)).toMatchObject({ ok: true });
  });

  it('is for the deputy to act on while its owner is away, and both are named', async () => {
    await start();
    const { settings } = await setUp();
    await system.store.schedules.saveSettings(team, channel, ana, { ...settings, deputy: ben });
    const acting = async () => {
      const { lookedAfterBy, named, schedules } = await setUp();
      return [lookedAfterBy, named, schedules[0]?.owner, schedules[0]?.named];
    };
    const both = [ana, ben];
    expect(await acting()).toEqual([ana, both, ana, both]);
    const away = (person: typeof ana, awayUntil: number | null) =>
      system.store.directory.savePerson(
        team,
        { userId: person, memberType: 'member', isAdmin: false, tz: 'UTC', locale: 'en', awayUntil },
        system.clock.now(),
      );
    await away(ana, system.clock.now() + 1);
    expect(await acting()).toEqual([ben, both, ben, both]);
    const channels = (await system.store.schedules.lookedAfter(team, ben)).map((one) => one.channel);
    expect(channels).toEqual([channel]);
    // Where both are away it stays the owner's; and it is again once they are back.
    await away(ben, system.clock.now() + 1);
    expect((await acting())[0]).toBe(ana);
    await away(ana, system.clock.now());
    expect((await acting())[0]).toBe(ana);
  });

  it('passes to the deputy when its owner left, and otherwise the members are asked', async () => {
    await start();
    const { settings } = await setUp();
    await system.store.schedules.saveSettings(team, channel, ana, { ...settings, deputy: ben });
    expect(
      await system.store.schedules.saveSettings(team, channel, ana, {
        ...settings,
        deputy: userId('UNOBODY'),
      }),
    ).toEqual({ ok: false, code: 'deputy_outside' });
    await system.store.directory.memberLeft(team, channel, ana, system.clock.now());
    await system.runUntil(at('2026-11-27T00:00:00Z'));
    expect(seen[0]?.schedule.owner).toBe(ben);
    expect(await system.store.schedules.orphans(team, ben)).toEqual([]);
    const cat = userId('UCAT');
    await system.store.directory.savePerson(
      team,
      { userId: cat, memberType: 'member', isAdmin: false, tz: 'UTC', locale: 'en', awayUntil: null },
      system.clock.now(),
    );
    await system.store.directory.setMembers(team, channel, [cat], system.clock.now());
    expect(await system.store.schedules.orphans(team, cat)).toEqual([channel]);
    expect(await system.store.schedules.adopt(team, channel, cat)).toMatchObject({ ok: true });
    expect(await system.store.schedules.orphans(team, cat)).toEqual([]);
    expect(await system.store.schedules.adopt(team, channel, ben)).toEqual({ ok: false, code: 'not_here' });
  });

  it('changes nothing where one of several changes is refused, and the channel is told of none', async () => {
    await start();
    const { settings, schedules: before } = await setUp();
    const told = async () => system.store.system.selectFrom('ritual_change').select('changes').execute();
    const known = (await told()).length;
    const on = before[0]?.next?.on ?? '';
    const move = { on, date: '2026-11-24', minutes: 600 };
    const chosen = {
      rituals: new Map([['test.weekly', { move }]]),
      seen: before,
      people: { owner: ben, deputy: settings.deputy },
    };
    expect(await system.store.schedules.save(team, channel, ana, chosen)).toEqual({
      ok: false,
      code: 'past',
    });
    expect((await setUp()).settings.owner).toBe(ana);
    expect(await told()).toHaveLength(known);
  });

  it('runs once where two processes find it due, and whole or not at all where one dies', async () => {
    await start();
    system.clock.set(at('2026-11-26T13:00:00Z'));
    const second = system.newRunner();
    await Promise.all([system.runner.runDue(), second.runDue()]);
    await system.runner.runDue();
    expect(await records()).toHaveLength(1);
    expect(system.slack.texts(channel)).toHaveLength(1);
  });

  it('runs in two channels at one time, each for itself', async () => {
    await start();
    await system.store.directory.setRecurrence(team, other, { tz: 'Europe/Berlin', locale: 'en' });
    await system.store.schedules.startAll(team, other, ben, new Map([['test.weekly', thursdays]]));
    await system.runUntil(at('2026-11-27T00:00:00Z'));
    expect(seen.map(({ channel: where }) => where.channelId)).toEqual([channel, other]);
    expect(system.slack.texts(channel)).toHaveLength(1);
    expect(system.slack.texts(other)).toHaveLength(1);
  });

  it('is erased with its channel, and without its owner’s name with its owner', async () => {
    await start();
    await system.runUntil(at('2026-11-27T00:00:00Z'));
    await system.store.erasing(team, 'operator', { kind: 'person', userId: ana });
    expect(await system.store.system.selectFrom('channel_rhythm').select('owner_id').execute()).toEqual([
      { owner_id: null },
    ]);
    await system.store.erasing(team, 'operator', { kind: 'channel', channelId: channel });
    for (const table of ['channel_rhythm', 'ritual', 'ritual_occurrence'] as const)
      expect(await system.store.system.selectFrom(table).selectAll().execute()).toEqual([]);
  });
});

/** Hours of the week that a team keeps free for learning: how they are set, told and ended, and what every ritual does about them. */
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { bot, channels, team, users } from '../support/fake-slack.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';
import { openForm } from '../support/open-form.ts';
import { testClock, type TestClock } from '../support/test-clock.ts';
import { tickFeature } from '../support/tick-feature.ts';

const one = channelId('CONE');
const house = teamId(team);
const ann = userId('UANN');

describe.each(engines())('on $name, the learning time of a channel', (engine) => {
  let t: LoreUnderTest;
  let clock: TestClock;
  let database: FreshDatabase;
  beforeEach(async () => {
    users['UADM'] = {
      id: 'UADM',
      team_id: team,
      is_admin: true,
      tz: 'Europe/Berlin',
      locale: 'en-US',
      profile: {},
    };
    users['UGUEST'] = {
      id: 'UGUEST',
      team_id: team,
      is_restricted: true,
      tz: 'UTC',
      locale: 'en-US',
      profile: {},
    };
    users['UANN'] = { ...users['UANN'], profile: { display_name: 'Ann' } };
    channels['CONE'] = {
      id: 'CONE',
      name: 'one',
      is_member: true,
      members: ['UANN', 'UBEN', 'UADM', 'UGUEST', bot],
    };
    // A Tuesday, noon in Berlin.
    clock = testClock('2026-11-24T11:00:00Z');
    database = await engine.fresh();
    t = await startLore([tickFeature({ shared: 0, comesFirst: null })], { clock, databaseUrl: database.url });
    await t.event({
      type: 'member_joined_channel',
      user: bot,
      channel: 'CONE',
      channel_type: 'C',
      inviter: 'UANN',
    });
    await t.lore.runner.runDue();
  });
  afterEach(async () => {
    await t.stop();
    await database.remove();
  });

  const press = (action: string, value: string) =>
    t.press(`lore.${action}`, value, { channel: { id: 'DUANN', name: 'directmessage' } });
  const start = () => press('start_rituals', JSON.stringify({ channel: 'CONE' }));
  const form = async (user = 'UANN') => {
    await t.command('/lore settings', { user_id: user });
    return openForm(t, user);
  };
  const runUntil = async (until: string) => {
    for (;;) {
      await t.lore.runner.runDue();
      const due = await t.lore.runner.nextDue();
      if (due === null || due > Date.parse(until)) break;
      clock.set(Math.max(due, clock.now()));
    }
    clock.set(Date.parse(until));
  };
  const told = async () => {
    await runUntil(new Date(clock.now() + 20_000).toISOString());
    return t.slack
      .callsOf('chat.postMessage')
      .filter(({ args }) => args['channel'] === 'CONE' && !String(args['text']).startsWith('Tick'))
      .map(({ args }) => args['text']);
  };
  const read = (by = ann) =>
    t.lore.store.read(house, { kind: 'person', userId: by }, (scope) => scope.schedules.learningTime(one));
  const nextOf = async (name: string) => {
    const found = await t.lore.store.schedules.setUp(house, one, userId('UADM'));
    if (!found.ok) throw new Error(found.code);
    const { next } = found.value.schedules.find((schedule) => schedule.name === name) ?? {};
    return next == null ? null : [new Date(next.at).toISOString().slice(0, 16), next.moved];
  };
  const records = async () => {
    const rows = await t.lore.store.system
      .selectFrom('ritual_occurrence')
      .selectAll()
      .where('name', '=', 'tick.weekly')
      .orderBy('on_date')
      .execute();
    return rows.map((row) => [
      row.on_date,
      new Date(row.due_at).toISOString().slice(11, 16),
      row.moved,
      row.state,
    ]);
  };
  /** Thursdays, by the form. @param from as the form has it @param long in minutes */
  const set = async (from: string, long: string, user = 'UANN') => {
    const open = await form(user);
    await open.choose({ 'learning:on': ['on'] });
    await open.choose({ 'learning:weekday': '4', 'learning:time': from, 'learning:long': long });
    return open;
  };

  it('is set in the form of all rituals, which says before saving what it would move, and the channel reads it in one line', async () => {
    await start();
    const open = await set('13:30', '120');
    expect(open.text()).toContain(
      'Thursday, 13:30–15:30: nothing that I do here regularly takes place then.',
    );
    expect(open.text()).toContain('Beside it from then on: “Weekly Tick” at 15:30');
    expect(open.view().submit?.text).toBe('Save anyway');
    await open.save();
    expect(open.text()).toContain('Saved.');
    expect((await told()).at(-1)).toBe(
      'Ann keeps learning time free (Thursday, 13:30–15:30). Times are in Berlin time.',
    );
    expect(await nextOf('tick.weekly')).toEqual(['2026-11-26T14:30', 'learning']);
  });

  it('that is sent before its moves could be read is asked about once, and kept on the second press', async () => {
    await start();
    const open = await form();
    await open.choose({ 'learning:on': ['on'] });
    await open.save({ 'learning:weekday': '4', 'learning:time': '13:30', 'learning:long': '120' });
    expect(open.text()).toContain('Not saved yet.');
    expect(await read()).toBeNull();
    await open.save();
    expect(await read()).toMatchObject({ weekday: 4, minutes: 810, long: 120 });
  });

  it('moves each occurrence of every ritual out of it, records it as moved, and skips none for it', async () => {
    await start();
    const open = await set('14:00', '180');
    await open.save();
    await runUntil('2026-12-18T12:00:00Z');
    expect(await records()).toEqual([
      ['2026-11-26', '16:00', 'learning', 'posted'],
      ['2026-12-03', '16:00', 'learning', 'posted'],
      ['2026-12-10', '16:00', 'learning', 'posted'],
      ['2026-12-17', '16:00', 'learning', 'posted'],
    ]);
    // An hour before it would be in the learning time, too.
    expect(await nextOf('tick.before')).toEqual(['2026-12-24T12:45', 'learning']);
  });

  it('that would push a ritual behind the working hours lets it take place just before instead', async () => {
    await start();
    const open = await set('14:00', '240');
    expect(open.text()).toContain('“Weekly Tick” at 13:30');
    await open.save();
    expect(await nextOf('tick.weekly')).toEqual(['2026-11-26T12:30', 'learning']);
  });

  it('is ended in the form; the channel reads it, and the rituals go back to their time', async () => {
    await start();
    await (await set('13:30', '120')).save();
    const open = await form();
    expect(open.fields()).toContain('learning:time');
    await open.save({ 'learning:on': [] });
    expect((await told()).at(-1)).toBe('Ann ended the learning time.');
    expect(await read()).toBeNull();
    expect(await nextOf('tick.weekly')).toEqual(['2026-11-26T13:00', 'no']);
  });

  it('does not refuse whoever moves an occurrence into it by hand: they are asked once', async () => {
    await start();
    await (await set('10:00', '120')).save();
    const open = await form();
    await open.choose({ move: 'tick.weekly' });
    await open.choose({ moveTo: '2026-11-26', moveAt: '10:30' });
    expect(open.text()).toContain('That’s in the team’s learning time.');
    expect(open.view().submit?.text).toBe('Save anyway');
    await open.save();
    expect(await nextOf('tick.weekly')).toEqual(['2026-11-26T09:30', 'by_hand']);
  });

  it('is told to whoever chooses a time within it for a ritual, who may save it', async () => {
    await start();
    await (await set('10:00', '120')).save();
    const open = await form();
    await open.choose({ 'tick.weekly:time': '10:30' });
    expect(open.text()).toContain('That’s in the learning time. It takes place at 12:00 instead.');
    await open.save();
    expect(await nextOf('tick.weekly')).toEqual(['2026-11-26T11:00', 'learning']);
  });

  it('is no place for a time that is proposed', async () => {
    await (await set('14:00', '120')).save();
    const open = await form();
    await open.choose({ 'tick.weekly:on': ['on'] });
    expect(open.text()).toContain('"initial_time":"13:30"');
  });

  it('moves with the zone of the channel, and ends with a holiday for that week', async () => {
    await start();
    await (await set('13:30', '120')).save();
    const found = await t.lore.store.schedules.setUp(house, one, ann);
    if (!found.ok) throw new Error(found.code);
    const { settings } = found.value;
    await t.lore.store.schedules.saveSettings(house, one, ann, { ...settings, tz: 'America/New_York' });
    expect(await read()).toMatchObject({
      tz: 'America/New_York',
      next: [Date.parse('2026-11-26T18:30:00Z'), Date.parse('2026-12-03T18:30:00Z')],
    });
    expect(await nextOf('tick.weekly')).toEqual(['2026-11-26T20:30', 'learning']);
    await t.lore.store.schedules.saveSettings(house, one, ann, {
      ...settings,
      tz: 'America/New_York',
      holidays: 'US',
    });
    // Thanksgiving.
    expect((await read())?.next[0]).toBe(Date.parse('2026-12-03T18:30:00Z'));
    expect(await nextOf('tick.weekly')).toEqual(['2026-11-27T19:00', 'holiday']);
  });

  it('has to be on a working day and end before midnight: the form says so and keeps what was typed', async () => {
    const open = await set('22:30', '120');
    await open.save();
    expect(open.text()).toContain('The learning time has to end before midnight.');
    await open.save({ 'learning:weekday': '7', 'learning:time': '10:00' });
    expect(open.text()).toContain('Choose one of the channel’s working days');
    expect(await read()).toBeNull();
    await open.save({ 'learning:weekday': '2' });
    expect(await read()).toMatchObject({ weekday: 2, minutes: 600, long: 120 });
  });

  it('is set by nobody who may not set up rituals there, and read by nobody who is not there', async () => {
    await (await set('13:30', '120')).save();
    const answered = await t.command('/lore settings', { user_id: 'UGUEST' });
    expect(JSON.stringify(answered.json)).toContain('Only full members');
    const stranger = userId('UELSE');
    expect(await read(stranger)).toBeNull();
    const hours = { weekday: 1, minutes: 600, long: 60 };
    const saved = await t.lore.store.schedules.save(house, one, userId('UGUEST'), {
      rituals: new Map(),
      seen: [],
      learning: hours,
    });
    expect(saved).toMatchObject({ ok: false, code: 'guest' });
    expect(await read()).toMatchObject({ weekday: 4 });
  });

  it('that somebody else changed meanwhile stays as they set it, unless it is changed here, too', async () => {
    await start();
    const late = await form();
    await (await set('13:30', '120', 'UBEN')).save();
    await late.save({ 'tick.before:on': [] });
    expect(await read()).toMatchObject({ weekday: 4, minutes: 810 });
  });

  it('goes with the channel’s settings to its new id', async () => {
    await (await set('13:30', '120')).save();
    await t.lore.store.schedules.goesOnAs(house, one, channelId('CNEW'));
    const rows = await t.lore.store.system.selectFrom('channel_rhythm').selectAll().execute();
    expect(rows.map(({ channel_id, learning }) => [channel_id, learning])).toEqual([
      ['CNEW', JSON.stringify({ weekday: 4, minutes: 810, long: 120, instead: 930 })],
    ]);
  });
});

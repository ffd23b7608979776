/** How people start, change, move, pause and end the rituals of a channel. */
import { channelId, teamId, userId, type ChannelId } from '../../src/core/ids.ts';
import { bot, channels, team, users } from '../support/fake-slack.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { testClock, type TestClock } from '../support/test-clock.ts';
import { tickFeature } from '../support/tick-feature.ts';

const one = channelId('CONE');

describe.each(engines())('on $name, the rituals of a channel', (engine) => {
  let t: LoreUnderTest;
  let clock: TestClock;
  let database: FreshDatabase;
  let facts: { shared: number; comesFirst: ChannelId | null };

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
    channels['CONE'] = {
      id: 'CONE',
      name: 'one',
      is_member: true,
      members: ['UANN', 'UBEN', 'UADM', 'UGUEST', 'UEXT', bot],
    };
    facts = { shared: 0, comesFirst: null };
    // A Tuesday, noon in Berlin.
    clock = testClock('2026-11-24T11:00:00Z');
    database = await engine.fresh();
    t = await startLore([tickFeature(facts)], { clock, databaseUrl: database.url });
  });
  afterEach(async () => {
    await t.stop();
    await database.remove();
  });

  const invite = async (inviter?: string) => {
    await t.event({
      type: 'member_joined_channel',
      user: bot,
      channel: 'CONE',
      channel_type: 'C',
      ...(inviter === undefined ? {} : { inviter }),
    });
    await t.lore.runner.runDue();
  };
  const posts = () => t.slack.callsOf('chat.postMessage').map(({ args }) => args);
  const as = (user: string) => ({ user: { id: user, team_id: team } });
  const here = JSON.stringify({ channel: 'CONE' });
  const named = (name: string) => JSON.stringify({ channel: 'CONE', name });
  const press = (action: string, value: string, user = 'UANN') =>
    t.press(`lore.${action}`, value, { ...as(user), channel: { id: 'DUANN', name: 'directmessage' } });
  const lastView = () => {
    const call = t.slack.calls.findLast(({ method }) => method === 'views.open' || method === 'views.push');
    return call?.args['view'] as { callback_id: string; private_metadata: string; blocks: unknown[] };
  };
  /** Fills in what the form that was opened last holds, changed as told, and sends it. */
  const send = async (changed: Record<string, unknown> = {}, user = 'UANN') => {
    const view = lastView();
    const values: Record<string, Record<string, unknown>> = {};
    for (const block of view.blocks as {
      type: string;
      block_id: string;
      element: Record<string, unknown>;
    }[]) {
      if (block.type !== 'input') continue;
      const { element, block_id: id } = block;
      const option = (value: unknown) => (value === undefined ? null : value);
      values[id] = {
        [id]: {
          type: element['type'],
          selected_option: option(element['initial_option']),
          selected_options: element['initial_options'] ?? [],
          selected_time: element['initial_time'] ?? null,
          selected_date: element['initial_date'] ?? null,
          selected_user: element['initial_user'] ?? null,
          ...(changed[id] ?? {}),
        },
      };
    }
    return t.interact({
      type: 'view_submission',
      ...as(user),
      view: { ...view, id: 'VFORM', type: 'modal', state: { values } },
    });
  };
  const setUp = async () => {
    const found = await t.lore.store.schedules.setUp(teamId(team), one, userId('UADM'));
    if (!found.ok) throw new Error(found.code);
    return found.value;
  };
  const weekly = async () => (await setUp()).schedules.find(({ name }) => name === 'tick.weekly');
  const option = (value: string) => ({ selected_option: { value } });
  const runUntil = async (until: string) => {
    for (;;) {
      await t.lore.runner.runDue();
      const due = await t.lore.runner.nextDue();
      if (due === null || due > Date.parse(until)) break;
      clock.set(Math.max(due, clock.now()));
    }
    clock.set(Date.parse(until));
  };
  const home = async (user: string) => {
    await t.event({ type: 'app_home_opened', user, tab: 'home' });
    await t.lore.runner.runDue();
    return JSON.stringify(t.slack.callsOf('views.publish').at(-1)?.args['view']);
  };

  it('are offered once, to whoever invited Lore, and start with one press', async () => {
    await invite('UANN');
    await invite('UANN');
    expect(posts()).toHaveLength(1);
    const [greeting] = posts();
    expect(greeting?.['channel']).toBe('DUANN');
    expect(greeting?.['text']).toContain(
      'Weekly Tick (every Thursday at 15:00) and Tick Before (at least 60 minutes before “Weekly Tick”)',
    );
    expect(JSON.stringify(greeting?.['blocks'])).toContain('lore.start_rituals');
    await press('start_rituals', here);
    expect(await weekly()).toMatchObject({ isOn: true, owner: 'UANN', next: { on: '2026-11-26' } });
    await t.lore.runner.runDue();
    const [update] = t.slack.callsOf('chat.update');
    expect(update?.args['text']).toContain('Started by <@UANN>.');
    expect(JSON.stringify(update?.args['blocks'])).not.toContain('lore.start_rituals');
    await runUntil('2026-11-27T00:00:00Z');
    expect(
      posts()
        .map(({ channel, text }) => [channel, text])
        .slice(1),
    ).toEqual([
      ['CONE', 'Tick of 2026-11-26.'],
      ['CONE', 'Tick of 2026-11-26.'],
    ]);
  });

  it('of a practice that was switched off are offered in no greeting, and start with no press of an older one', async () => {
    const switched = { team_id: teamId(team), practice: 'tick' };
    await t.lore.store.system.insertInto('practice_off').values(switched).execute();
    await invite('UANN');
    const [greeting] = posts();
    expect(greeting?.['text']).toContain('<#CONE>');
    expect(JSON.stringify(greeting)).not.toMatch(/Tick|start_rituals/);
    await press('start_rituals', here);
    expect(await weekly()).toBeUndefined();
  });

  it('are offered to nobody where nobody invited Lore, and not to a guest or to another organisation’s people', async () => {
    await invite();
    await invite('UGUEST');
    await invite('UEXT');
    expect(posts()).toEqual([]);
  });

  it('are started once, whoever presses again', async () => {
    await invite('UANN');
    await press('start_rituals', here);
    await press('set_up_ritual', named('tick.weekly'));
    await send({ weekday: option('2') });
    await press('start_rituals', here, 'UBEN');
    expect(await weekly()).toMatchObject({ rule: { weekday: 2 }, owner: 'UANN' });
  });

  it('that were ended start again with that press', async () => {
    await invite('UANN');
    await press('start_rituals', here);
    await press('set_up_ritual', named('tick.weekly'));
    await send({ position: option('off') });
    expect(await weekly()).toMatchObject({ isOn: false });
    await press('start_rituals', here);
    expect(await weekly()).toMatchObject({ isOn: true, next: { on: '2026-11-26' } });
  });

  it('say at the deputy when it is the deputy who is no member', async () => {
    await press('start_rituals', here);
    await press('set_up_channel', here);
    const answered = await send({ deputy: { selected_user: 'UGUEST' } });
    expect(Object.keys(answered.json['errors'] as object)).toEqual(['deputy']);
  });

  it('are shown by /lore settings in their channel, in the words of whoever asks', async () => {
    await t.command('/lore settings');
    expect(JSON.stringify(lastView())).toContain('*Weekly Tick*: one line, called Weekly Tick\\nOff.');
    await press('start_rituals', here);
    await t.command('/lore einstellungen', { user_id: 'UBEN' });
    const shown = JSON.stringify(lastView());
    expect(shown).toContain('Jeden Donnerstag um 15:00 Uhr. Als Nächstes');
    expect(shown).toContain('Eingerichtet von <@UANN>.');
  });

  it.each([
    ['a guest', 'UGUEST', 'CONE', 'Only full members of this workspace can change this'],
    ['somebody of another organisation', 'UEXT', 'CONE', 'for members of the workspace'],
    [
      'somebody in a channel without Lore',
      'UANN',
      'CTWO',
      'Rituals belong to a channel that you and Lore are both in',
    ],
    [
      'somebody in a direct message',
      'UANN',
      'DUANN',
      'Rituals belong to a channel that you and Lore are both in',
    ],
  ])('are explained and not shown to %s', async (_who, user, channel, words) => {
    const answered = await t.command('/lore settings', {
      user_id: user,
      channel_id: channel,
      channel_name: 'x',
    });
    expect(JSON.stringify(answered.json)).toContain(words);
    expect(t.slack.callsOf('views.open')).toEqual([]);
  });

  it('are changed by nobody who forges a button or a form', async () => {
    await press('start_rituals', here);
    await press('set_up_ritual', named('tick.weekly'));
    const before = await weekly();
    for (const user of ['UGUEST', 'UEXT']) {
      const answered = await send({ position: option('off') }, user);
      expect(JSON.stringify(answered.json)).toContain('Only full members of this workspace');
      await press('start_rituals', here, user);
      await press('adopt_rituals', here, user);
    }
    expect(await weekly()).toEqual(before);
  });

  it('are changed, paused, moved once and ended in a form', async () => {
    await press('start_rituals', here);
    const form = () => press('set_up_ritual', named('tick.weekly'));
    await form();
    expect(
      (await send({ every: option('fortnight'), weekday: option('3'), time: { selected_time: '10:00' } }))
        .json,
    ).toEqual({
      response_action: 'clear',
    });
    expect(await weekly()).toMatchObject({
      rule: { every: 'fortnight', weekday: 3, minutes: 600 },
      next: { on: '2026-11-25', at: Date.parse('2026-11-25T09:00:00Z') },
    });
    await form();
    await send({ moveTo: { selected_date: '2026-11-27' }, moveAt: { selected_time: '11:30' } });
    expect((await weekly())?.next).toMatchObject({
      moved: 'by_hand',
      at: Date.parse('2026-11-27T10:30:00Z'),
    });
    await form();
    await send({ pausedUntil: { selected_date: '2026-12-24' } });
    expect((await weekly())?.pausedUntil).toBe('2026-12-24');
    await form();
    await send({ position: option('off') });
    expect(await weekly()).toMatchObject({ isOn: false, next: null });
  });

  it('say at the input what is wrong there, and change nothing', async () => {
    await press('start_rituals', here);
    const form = () => press('set_up_ritual', named('tick.weekly'));
    const before = await weekly();
    const errorsOf = async (changed: Record<string, unknown>) => {
      await form();
      return (await send(changed)).json['errors'];
    };
    expect(await errorsOf({ pausedUntil: { selected_date: '2026-11-24' } })).toEqual({
      pausedUntil: 'Choose a day after today, or leave this empty.',
    });
    expect(await errorsOf({ moveTo: { selected_date: '2026-11-23' } })).toEqual({
      moveTo: 'That’s in the past. Choose a later day or time.',
    });
    expect(await errorsOf({ moveTo: { selected_date: '2026-12-24' } })).toEqual({
      moveTo: 'By then the next one is already due. Choose an earlier day, or pause it instead.',
    });
    expect(await errorsOf({ weekday: option('2'), moveTo: { selected_date: '2026-11-27' } })).toEqual({
      moveTo: 'Save the new day or time first, then move a single one.',
    });
    expect(await errorsOf({ time: { selected_time: null }, weekday: option('9') })).toEqual({
      time: 'Choose a time.',
      weekday: 'Choose one.',
    });
    expect(await weekly()).toEqual(before);
    clock.set(Date.parse('2027-03-27T09:00:00Z'));
    await t.lore.runner.runDue();
    const skipped = { moveTo: { selected_date: '2027-03-28' }, moveAt: { selected_time: '02:30' } };
    expect(await errorsOf(skipped)).toEqual({
      moveTo:
        'That time doesn’t exist on that day, because the clocks go forward. Choose another one, for example an hour later.',
    });
  });

  it('run in the zone, language and days of the channel, which are checked', async () => {
    await press('start_rituals', here);
    await press('set_up_channel', here);
    expect(JSON.stringify(lastView())).not.toContain('"block_id":"lock"');
    expect((await send({ zone: option('Europe/Atlantis') })).json['errors']).toEqual({
      zone: 'Choose a time zone from the list, for example Europe/Berlin.',
    });
    expect((await send({ holidays: option('XX') })).json['errors']).toEqual({
      holidays: 'Choose one from the list.',
    });
    expect((await send({ deputy: { selected_user: 'UGUEST' } })).json['errors']).toEqual({
      deputy: 'Choose someone who is in this channel and is a full member of this workspace.',
    });
    await press('set_up_channel', here);
    const changed = {
      zone: option('Asia/Kolkata'),
      language: option('de'),
      deputy: { selected_user: 'UBEN' },
    };
    expect((await send(changed)).json).toEqual({ response_action: 'clear' });
    expect((await weekly())?.next?.at).toBe(Date.parse('2026-11-26T09:30:00Z'));
    expect((await setUp()).settings).toMatchObject({ tz: 'Asia/Kolkata', locale: 'de', deputy: 'UBEN' });
    await runUntil('2026-11-27T00:00:00Z');
    expect(posts().at(-1)?.['text']).toBe('Tick vom 2026-11-26.');
  });

  it('can be locked by an admin, and are then changed by admins alone', async () => {
    await press('start_rituals', here);
    await press('set_up_channel', here, 'UADM');
    await send({ lock: { selected_options: [{ value: 'locked' }] } }, 'UADM');
    await t.command('/lore settings');
    expect(JSON.stringify((await t.command('/lore settings')).json)).toContain('has locked this');
    await t.command('/lore settings', { user_id: 'UADM' });
    expect(JSON.stringify(lastView())).toContain('only admins can change it');
  });

  it('that were missed stand in the Home of the person responsible, until they have seen it', async () => {
    await press('start_rituals', here);
    clock.set(Date.parse('2026-12-04T11:00:00Z'));
    await t.lore.runner.runDue();
    expect(posts()).toEqual([]);
    const shown = await home('UANN');
    expect(shown).toContain('Missed in your channels');
    expect(shown).toContain('Weekly Tick in <#CONE>');
    expect(shown).toContain('2 in a row not posted (Lore was not running)');
    expect(await home('UBEN')).not.toContain('Weekly Tick');
    await press('ritual_seen', named('tick.weekly'));
    expect(await home('UANN')).not.toContain('Weekly Tick in');
  });

  it('without anyone responsible ask the members in Home; whoever says yes does', async () => {
    await press('start_rituals', here);
    await t.event({ type: 'member_left_channel', user: 'UANN', channel: 'CONE' });
    await t.lore.runner.runDue();
    expect(await home('UBEN')).toContain('Für die Rituale in <#CONE> ist zurzeit niemand zuständig');
    expect(await home('UGUEST')).not.toContain('lore.adopt_rituals');
    await press('adopt_rituals', here, 'UBEN');
    expect(await home('UBEN')).not.toContain('lore.adopt_rituals');
    expect((await weekly())?.owner).toBe('UBEN');
  });

  it('are offered later when enough was shared, to the person responsible for the channel', async () => {
    await press('start_rituals', here);
    expect(await home('UANN')).not.toContain('Late Tick');
    facts.shared = 3;
    expect(await home('UANN')).toContain('Late Tick in <#CONE>');
    expect(await home('UADM')).not.toContain('Late Tick');
    await press('set_up_ritual', named('tick.late'));
    await send();
    expect(await home('UANN')).not.toContain('Late Tick');
  });

  it('go on in a channel that got another id because it was shared', async () => {
    await press('start_rituals', here);
    channels['CNEW'] = {
      ...channels['CONE'],
      id: 'CNEW',
      is_ext_shared: true,
      members: ['UANN', 'UEXT', bot],
    };
    await t.event({ type: 'channel_id_changed', old_channel_id: 'CONE', new_channel_id: 'CNEW' });
    await runUntil('2026-11-27T00:00:00Z');
    expect(posts().map(({ channel }) => channel)).toEqual(['CNEW', 'CNEW']);
    delete channels['CNEW'];
  });

  it('that ask wait for whoever wants to go first', async () => {
    facts.comesFirst = one;
    await press('start_rituals', here);
    await runUntil('2026-11-27T00:00:00Z');
    expect(posts()).toEqual([]);
    await t.command('/lore settings');
    expect(JSON.stringify(lastView())).toContain('nothing was posted: someone wanted to go first.');
  });
});

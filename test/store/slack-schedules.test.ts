/** How people start, change, move, pause and end the rituals of a channel. */
import { channelId, teamId, userId, type ChannelId } from '../../src/core/ids.ts';
import { bot, channels, team, users } from '../support/fake-slack.ts';
import { openForm, type OpenForm } from '../support/open-form.ts';
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
    users['UANN'] = { ...users['UANN'], profile: { display_name: 'Ann' } };
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
  const send = (changed: Parameters<OpenForm['save']>[0] = {}, user = 'UANN') =>
    openForm(t, user).save(changed);
  /** The one form, opened by a person. */
  const form = async (user = 'UANN') => {
    await t.command('/lore settings', { user_id: user });
    return openForm(t, user);
  };
  /** What the channel read of changes. */
  const told = async () => {
    // A channel takes a message a second.
    await runUntil(new Date(clock.now() + 20_000).toISOString());
    return posts()
      .filter(({ channel, text }) => channel === 'CONE' && !String(text).startsWith('Tick'))
      .map(({ text }) => text);
  };
  const ticks = () => posts().filter(({ text }) => String(text).startsWith('Tick'));
  const setUp = async () => {
    const found = await t.lore.store.schedules.setUp(teamId(team), one, userId('UADM'));
    if (!found.ok) throw new Error(found.code);
    return found.value;
  };
  const weekly = async () => (await setUp()).schedules.find(({ name }) => name === 'tick.weekly');
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

  it('are offered once, to the person who invited Lore, and start with one press', async () => {
    await invite('UANN');
    await invite('UANN');
    expect(posts()).toHaveLength(1);
    const [greeting] = posts();
    expect(greeting?.['channel']).toBe('DUANN');
    expect(greeting?.['text']).toContain(
      'Weekly Tick (every Thursday at 15:00) and Tick Before (about an hour before “Weekly Tick”)',
    );
    expect(JSON.stringify(greeting?.['blocks'])).toContain('lore.start_rituals');
    await press('start_rituals', here);
    expect(await weekly()).toMatchObject({ isOn: true, owner: 'UANN', next: { on: '2026-11-26' } });
    await t.lore.runner.runDue();
    const [update] = t.slack.callsOf('chat.update');
    expect(update?.args['text']).toContain('Started by <@UANN>.');
    expect(JSON.stringify(update?.args['blocks'])).not.toContain('lore.start_rituals');
    await runUntil('2026-11-27T00:00:00Z');
    expect(ticks().map(({ channel, text }) => [channel, text])).toEqual([
      ['CONE', 'Tick of 2026-11-26.'],
      ['CONE', 'Tick of 2026-11-26.'],
    ]);
  });

  it('are more of them where a practice says so, as in a project’s channel', async () => {
    channels['CONE'] = { members: [], ...channels['CONE'], id: 'CONE', name: 'proj-one' };
    await t.event({ type: 'channel_rename', channel: { id: 'CONE', name: 'proj-one' } });
    await invite('UANN');
    expect(posts()[0]?.['text']).toContain('Late Tick (on the first Wednesday of the month at 15:00)');
    await press('start_rituals', here);
    const started = (await setUp()).schedules.filter(({ isOn }) => isOn).map(({ name }) => name);
    expect(started.toSorted()).toEqual(['tick.before', 'tick.late', 'tick.weekly']);
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

  it('are started once, no matter who presses again', async () => {
    await invite('UANN');
    await press('start_rituals', here);
    await press('set_up_ritual', named('tick.weekly'));
    await send({ 'tick.weekly:weekday': '2' });
    await press('start_rituals', here, 'UBEN');
    expect(await weekly()).toMatchObject({ rule: { weekday: 2 }, owner: 'UANN' });
  });

  it('that were ended start again with that press', async () => {
    await invite('UANN');
    await press('start_rituals', here);
    await (await form()).save({ 'tick.weekly:on': [] });
    expect(await weekly()).toMatchObject({ isOn: false });
    await press('start_rituals', here);
    expect(await weekly()).toMatchObject({ isOn: true, next: { on: '2026-11-26' } });
  });

  it('say at the deputy when it is the deputy who is no member', async () => {
    await press('start_rituals', here);
    const answered = await (await form()).save({ deputy: 'UGUEST' });
    expect(answered['errors']).toEqual({
      deputy: 'Choose someone who is in this channel and is a full member of this workspace.',
    });
  });

  it('are shown by /lore settings in their channel, in the words of the person who asks', async () => {
    const off = await form();
    expect(off.view().title.text).toBe('Set up #one');
    expect(off.text()).toContain('one line, called Weekly Tick');
    // Its fields are not there while it is off.
    expect(off.fields()).toEqual([
      'tick.weekly:on',
      'tick.before:on',
      'tick.late:on',
      'learning:on',
      'owner',
      'deputy',
    ]);
    await press('start_rituals', here);
    const shown = await form('UBEN');
    expect(shown.view().title.text).toBe('#one einrichten');
    expect(shown.text()).toContain('Jede Woche');
    expect(shown.text()).toContain('Als Nächstes: ');
    expect(shown.text()).toContain('*So läuft es hier*');
    expect(shown.text()).toContain('Eingerichtet von <@UANN>.');
    expect(shown.fields()).toContain('tick.weekly:time');
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
      const answered = await send({ 'tick.weekly:on': [] }, user);
      expect(JSON.stringify(answered)).toContain('Only full members of this workspace');
      await press('start_rituals', here, user);
      await press('adopt_rituals', here, user);
    }
    expect(await weekly()).toEqual(before);
  });

  it('are changed, paused, moved once and ended in one form, and the channel reads each time in one line by whom', async () => {
    await press('start_rituals', here);
    const one = await form();
    await one.save({
      'tick.weekly:every': 'fortnight',
      'tick.weekly:weekday': '3',
      'tick.weekly:time': '14:30',
    });
    expect(one.text()).toContain('Saved. <#CONE> reads in one line what you changed.');
    expect(await weekly()).toMatchObject({
      rule: { every: 'fortnight', weekday: 3, minutes: 14 * 60 + 30 },
      next: { on: '2026-11-25', at: Date.parse('2026-11-25T13:30:00Z') },
    });
    // It stays open, and goes on from there.
    await one.choose({ move: 'tick.weekly' });
    await one.save({ moveTo: '2026-11-27', moveAt: '15:30' });
    expect((await weekly())?.next).toMatchObject({
      moved: 'by_hand',
      at: Date.parse('2026-11-27T14:30:00Z'),
    });
    await one.choose({ 'tick.weekly:paused': ['paused'] });
    await one.save({ 'tick.weekly:until': '2026-12-24', 'tick.late:on': ['on'] });
    expect((await weekly())?.pausedUntil).toBe('2026-12-24');
    await one.save({ 'tick.weekly:paused': [] });
    await one.save({ 'tick.weekly:on': [] });
    expect(await weekly()).toMatchObject({ isOn: false, next: null });
    expect(await told()).toEqual([
      'Ann turned on “Weekly Tick” (every Thursday at 15:00) and turned on “Tick Before” (about an hour before “Weekly Tick”). Times are in Berlin time.',
      'Ann changed “Weekly Tick” (every other Wednesday at 14:30). Times are in Berlin time.',
      'Ann moved “Weekly Tick” of Wed 25 November to Fri 27 November at 15:30. Times are in Berlin time.',
      'Ann paused “Weekly Tick” until Thu 24 December and turned on “Late Tick” (on the first Wednesday of the month at 15:00). Times are in Berlin time.',
      'Ann ended the pause of “Weekly Tick”.',
      'Ann ended “Weekly Tick”.',
    ]);
  });

  it('are told of without a place where all members share the channel’s time zone', async () => {
    // Slack's list says so too, whether Lore reads it before or after these events.
    channels['CONE'] = { ...channels['CONE'], members: ['UANN', 'UBEN', 'UADM', bot] };
    for (const user of ['UGUEST', 'UEXT'])
      await t.event({ type: 'member_left_channel', user, channel: 'CONE', channel_type: 'C' });
    await t.lore.runner.runDue();
    await press('start_rituals', here);
    const one = await form();
    await one.save({ 'tick.before:on': [], 'tick.weekly:weekday': '3' });
    // Nobody is left in New York, for whom it would be at 15:00.
    expect((await told()).at(-1)).toBe(
      'Ann changed “Weekly Tick” to Wednesday 14:00 and ended “Tick Before”.',
    );
  });

  it('that were not changed are not told of', async () => {
    await press('start_rituals', here);
    const before = await told();
    const one = await form();
    await one.save();
    expect(one.text()).toContain('Nothing has changed, so there was nothing to save.');
    expect(await told()).toEqual(before);
  });

  it('keep what was typed where a row is hidden, and show its fields again with the same ids', async () => {
    await press('start_rituals', here);
    const one = await form();
    await one.choose({ 'tick.weekly:time': '11:45' });
    const fields = one.fields();
    const blocks = one.view().blocks.map(({ block_id: id }) => id);
    await one.choose({ 'tick.weekly:on': [] });
    expect(one.fields()).not.toContain('tick.weekly:time');
    await one.choose({ 'tick.weekly:on': ['on'] });
    expect(one.fields()).toEqual(fields);
    expect(one.view().blocks.map(({ block_id: id }) => id)).toEqual(blocks);
    await one.save();
    expect(await weekly()).toMatchObject({ rule: { minutes: 11 * 60 + 45 } });
  });

  it('that fall in somebody’s night, or on a day off, are asked about once, and say how many and where, never who', async () => {
    users['UKEN'] = { id: 'UKEN', team_id: team, tz: 'Asia/Tokyo', locale: 'en-US', profile: {} };
    users['UYUI'] = { id: 'UYUI', team_id: team, tz: 'Asia/Tokyo', locale: 'en-US', profile: {} };
    for (const user of ['UKEN', 'UYUI'])
      await t.event({ type: 'member_joined_channel', user, channel: 'CONE', channel_type: 'C' });
    await t.lore.runner.runDue();
    await press('start_rituals', here);
    const one = await form();
    expect(one.text()).not.toContain('Tokyo');
    await one.choose({ 'tick.weekly:time': '14:00' });
    expect(one.text()).toContain('14:00 in Berlin is 22:00 for 2 people in Tokyo.');
    expect(one.text()).not.toMatch(/UKEN|UYUI/);
    expect(one.view().submit?.text).toBe('Save anyway');
    await one.save();
    expect(await weekly()).toMatchObject({ rule: { minutes: 14 * 60 } });
    // Who saves before they could read it is asked then, and what they chose stands there still.
    await one.save({ 'tick.weekly:weekday': '6', 'tick.weekly:time': '10:00' });
    expect(one.text()).toContain('Not saved yet.');
    expect(one.text()).toContain(
      'Saturday isn’t a working day here. It takes place on Mon 30 November instead.',
    );
    expect(await weekly()).toMatchObject({ rule: { weekday: 4 } });
    await one.save();
    expect(await weekly()).toMatchObject({ rule: { weekday: 6, minutes: 600 } });
    delete users['UKEN'];
    delete users['UYUI'];
  });

  it('that two people change at once are not undone by the second, who reads what holds now and keeps what they typed', async () => {
    await press('start_rituals', here);
    const [ann, ben] = [await form(), await form('UBEN')];
    await ben.save({ 'tick.weekly:weekday': '2', 'tick.late:on': ['on'] });
    // She changed something else: both hold.
    await ann.save({ 'tick.before:on': [] });
    expect(await weekly()).toMatchObject({ rule: { weekday: 2 } });
    await ben.save({ 'tick.weekly:weekday': '3' });
    const late = await form();
    await ben.save({ 'tick.weekly:weekday': '5' });
    await late.save({ 'tick.weekly:time': '10:30' });
    expect(late.text()).toMatch(/<@UBEN> changed “Weekly Tick” on \w{3} \d+ \w+ at \d+:\d+/);
    expect(late.text()).toContain('“Weekly Tick” every Friday at 15:00');
    expect(await weekly()).toMatchObject({ rule: { weekday: 5, minutes: 15 * 60 } });
    await late.save();
    expect(await weekly()).toMatchObject({ rule: { weekday: 3, minutes: 10 * 60 + 30 } });
  });

  it('are paused until a date of the channel, no matter who reads it where, and go on when that day begins there', async () => {
    await press('start_rituals', here);
    await press('set_up_channel', here);
    await send({ zone: 'Pacific/Auckland' });
    const one = await form();
    // Summer time ends there on 4 April 2027.
    await one.choose({ 'tick.weekly:paused': ['paused'] });
    await one.save({ 'tick.weekly:until': '2027-04-08', 'tick.weekly:time': '00:30' });
    if (one.view().submit?.text === 'Save anyway') await one.save();
    const [line = ''] = (await told()).slice(-1);
    expect(line).toContain('until Thu 8 April');
    expect(line).not.toContain('<!date');
    for (const tz of ['Asia/Tokyo', 'America/New_York', 'Pacific/Auckland']) {
      users['UANN'] = { ...users['UANN'], tz };
      expect((await form()).text()).toContain('Paused until Thu 8 April, a day in Auckland.');
    }
    await runUntil('2027-04-09T00:00:00Z');
    const due = (await setUp()).last.get('tick.weekly');
    expect(due).toMatchObject({ state: 'posted', due_at: Date.parse('2027-04-07T12:30:00Z') });
  });

  it('are set up in the one form also where somebody sends one of an older version, which says so and saves nothing', async () => {
    await press('start_rituals', here);
    const before = await weekly();
    for (const [id, of] of [
      ['lore.ritual', { channel: 'CONE', name: 'tick.weekly', next: null }],
      ['lore.ritual_before', { channel: 'CONE', name: 'tick.before' }],
    ] as const) {
      const { json } = await t.submit(id, JSON.stringify({ k: id, m: of }), { position: 'off' });
      expect(json['response_action']).toBe('update');
      expect(JSON.stringify(json['view'])).toContain('Nothing from the older form was saved');
    }
    expect(await weekly()).toEqual(before);
  });

  it('say what cannot be, keep what was typed, and change nothing', async () => {
    await press('start_rituals', here);
    const before = await weekly();
    const saidOf = async (changed: Record<string, string | readonly string[]>, first = {}) => {
      const one = await form();
      if (Object.keys(first).length > 0) await one.choose(first);
      await one.save(changed);
      if (one.text().includes('Not saved yet')) await one.save();
      return one.text();
    };
    const pause = { 'tick.weekly:paused': ['paused'] };
    expect(await saidOf({ 'tick.weekly:until': '2026-11-24' }, pause)).toContain(
      'Choose a day after today, or leave this empty.',
    );
    const move = { move: 'tick.weekly' };
    expect(await saidOf({ moveTo: '2026-11-23' }, move)).toContain(
      'That’s in the past. Choose a later day or time.',
    );
    expect(await saidOf({ moveTo: '2026-12-24' }, move)).toContain(
      'By then the next one is already due. Choose an earlier day, or pause it instead.',
    );
    expect(await saidOf({ 'tick.weekly:weekday': '2', moveTo: '2026-11-27' }, move)).toContain(
      'Save the new day or time first, then move a single one.',
    );
    expect(await weekly()).toEqual(before);
    clock.set(Date.parse('2027-03-27T09:00:00Z'));
    await t.lore.runner.runDue();
    expect(await saidOf({ moveTo: '2027-03-28', moveAt: '02:30' }, move)).toContain(
      'That time doesn’t exist on that day, because the clocks go forward.',
    );
  });

  it('run in the zone, language and days of the channel, which are checked', async () => {
    await press('start_rituals', here);
    await press('set_up_channel', here);
    expect(JSON.stringify(lastView())).not.toContain('"block_id":"lock"');
    expect((await send({ zone: 'Europe/Atlantis' }))['errors']).toEqual({
      zone: 'Choose a time zone from the list, for example Europe/Berlin.',
    });
    expect((await send({ holidays: 'XX' }))['errors']).toEqual({
      holidays: 'Choose one from the list.',
    });
    expect(await send({ zone: 'Asia/Kolkata', language: 'de' })).toEqual({});
    const one = await form();
    await one.save({ deputy: 'UBEN' });
    expect(one.text()).toContain('Set up by <@UANN> and <@UBEN>.');
    expect((await weekly())?.next?.at).toBe(Date.parse('2026-11-26T09:30:00Z'));
    expect((await setUp()).settings).toMatchObject({ tz: 'Asia/Kolkata', locale: 'de', deputy: 'UBEN' });
    await runUntil('2026-11-27T00:00:00Z');
    expect(ticks().at(-1)?.['text']).toBe('Tick vom 2026-11-26.');
    expect(await told()).toContain('Ann hat die Zeitzone und die Sprache meiner Posts geändert.');
    expect(await told()).toContain('Ann hat die Vertretung geändert.');
  });

  it('can be locked by an admin, and are then changed by admins alone', async () => {
    await press('start_rituals', here);
    await press('set_up_channel', here, 'UADM');
    await send({ lock: ['locked'] }, 'UADM');
    await t.command('/lore settings');
    expect(JSON.stringify((await t.command('/lore settings')).json)).toContain('has locked this');
    await t.command('/lore settings', { user_id: 'UADM' });
    expect(JSON.stringify(lastView())).toContain('only admins can change it');
  });

  it('that were missed stand in the Home of the person responsible, until they have seen it', async () => {
    await press('start_rituals', here);
    clock.set(Date.parse('2026-12-04T11:00:00Z'));
    await t.lore.runner.runDue();
    expect(ticks()).toEqual([]);
    const shown = await home('UANN');
    expect(shown).toContain('Missed in your channels');
    expect(shown).toContain('Weekly Tick in <#CONE>');
    expect(shown).toContain('2 in a row not posted (Lore was not running)');
    expect(await home('UBEN')).not.toContain('Weekly Tick');
    await press('ritual_seen', named('tick.weekly'));
    expect(await home('UANN')).not.toContain('Weekly Tick in');
  });

  it('without anyone responsible ask the members in Home; the one who says yes does', async () => {
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

  it('are offered later in the thread of what was shared, too, once, until they are set up', async () => {
    await press('start_rituals', here);
    await runUntil('2026-11-27T00:00:00Z');
    const offers = () =>
      posts().filter(({ text }) => String(text).includes('People have begun to share here'));
    expect(offers()).toEqual([]);
    facts.shared = 3;
    await runUntil('2026-12-12T00:00:00Z');
    const [offer, ...again] = offers();
    expect(again).toEqual([]);
    expect(offer).toMatchObject({ channel: 'CONE', thread_ts: expect.any(String) as string });
    expect(offer?.['text']).toContain('*Late Tick* · one line, called Late Tick');
    t.slack.calls.length = 0;
    await press('set_up_ritual', named('tick.late'), 'UBEN');
    await send({}, 'UBEN');
    await t.lore.runner.runDue();
    const redrawn = t.slack.callsOf('chat.update').map(({ args }) => args['text']);
    expect(redrawn).toEqual([expect.stringContaining('What I offered here is set up.')]);
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
    expect(ticks().map(({ channel }) => channel)).toEqual(['CNEW', 'CNEW']);
    delete channels['CNEW'];
  });

  it('that ask wait for somebody who wants to go first', async () => {
    facts.comesFirst = one;
    await press('start_rituals', here);
    await runUntil('2026-11-27T00:00:00Z');
    expect(ticks()).toEqual([]);
    await t.command('/lore settings');
    expect(JSON.stringify(lastView())).toContain('nothing was posted: someone wanted to go first.');
  });
});

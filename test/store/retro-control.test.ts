/** Steering a retrospective: more time, back, to somebody else, to its end, and once more. Each is asked of the rules when it is pressed. */
import type { UserId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, chosen, gus, teamsOn, typed, words, type Team } from './support/retro-team.ts';

const steer = 'More time, reopen, hand over … (facilitator)';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  async function collected(): Promise<void> {
    await it_.start();
    await it_.addCards(ann, 'Night shift');
    await it_.addCards(ben, 'Photographs');
    await it_.addCards(cat, 'Zebra crossing');
  }

  const control = async (who: UserId) => it_.press(who, await it_.main(), steer);
  const inThread = async () => {
    await it_.settle();
    return it_.thread().join('\n');
  };

  it('gives a phase half of its time more, or the time that is chosen, and the thread says who decided so', async () => {
    await it_.start();
    const form = await it_.press(ann, await control(ann), 'More time');
    // Two working days from Tuesday 11:00 are Thursday 11:00; one more is Friday.
    expect((await it_.submit(ann, form)).kind).toBe('clear');
    await it_.until('2026-11-27T09:59:00Z');
    expect((await it_.main()).text).toContain('0 of 3 have answered');
    expect(await inThread()).toContain('Ann changed the end of this phase');
    const later = await it_.press(ann, await control(ann), 'More time');
    const until = { date: { selected_date: '2026-11-30' }, time: { selected_time: '10:30' } };
    expect((await it_.submit(ann, later, until)).kind).toBe('clear');
    await it_.until('2026-11-30T09:29:00Z');
    expect((await it_.main()).text).toContain('0 of 3 have answered');
    await it_.until('2026-11-30T09:30:30Z');
    expect((await it_.main()).text).toContain('Closed on');
  });

  it('takes no end that is over, and none that is months away, and says so where it was chosen', async () => {
    await it_.start();
    const form = await it_.press(ann, await control(ann), 'More time');
    for (const selected_date of ['2026-11-23', '2027-03-01'])
      expect(words(await it_.submit(ann, form, { date: { selected_date } }))).toBe(
        'date: Choose a time from now on, within the next 30 days.',
      );
  });

  it('does nothing to a phase that has ended since the form was opened', async () => {
    await it_.start();
    const form = await it_.press(ann, await control(ann), 'More time');
    await it_.addCards(ann, 'Night shift');
    await it_.addCards(ben, 'Photographs');
    await it_.addCards(cat, 'Zebra crossing');
    expect(words(await it_.submit(ann, form))).toMatch(
      /^date: Collecting cards for “Website relaunch” ended on Tue 24 November at \d+:\d+ CET\. If something else/,
    );
  });

  it('is steered by the facilitator alone, at every press', async () => {
    await collected();
    expect(words(await control(ben))).toContain('Only the facilitator');
    expect(words(await control(gus))).toContain('for the people who were chosen');
    const opened = await control(ann);
    const more = await it_.press(ann, opened, 'More time');
    const hand = await it_.press(ann, opened, 'Hand over');
    await it_.settle();
    expect((await it_.submit(ann, hand, { to: { selected_user: ben } })).kind).toBe('clear');
    const drawn = it_.slack.homes.length;
    await it_.settle();
    // What waits for them there is another thing now.
    expect(it_.slack.homes.slice(drawn).map(({ user }) => user)).toEqual(expect.arrayContaining([ann, ben]));
    // What was opened before is asked again.
    for (const label of ['More time', 'Reopen', 'Hand over'])
      expect(words(await it_.press(ann, opened, label))).toContain('Only the facilitator');
    expect(words(await it_.submit(ann, more))).toContain('Only the facilitator');
    expect(words(await it_.submit(ann, hand, { to: { selected_user: cat } }))).toContain(
      'Only the facilitator',
    );
  });

  it('is handed over to a participating member, and to nobody else', async () => {
    await it_.start();
    const form = await it_.press(ann, await control(ann), 'Hand over');
    const to = (selected_user: string) => it_.submit(ann, form, { to: { selected_user } });
    expect(words(await to('gus'))).toContain('Choose a participant');
    expect(words(await to('ann'))).toContain('You’re already facilitating this retrospective');
    expect((await to('ben')).kind).toBe('clear');
    expect(await inThread()).toContain('Ann handed over: <@ben> is now facilitating.');
    expect((await it_.main()).text).toContain('Ben facilitates.');
    // And back, which is said again.
    await it_.submit(ben, await it_.press(ben, await control(ben), 'Hand over'), {
      to: { selected_user: ann },
    });
    await it_.submit(ann, await it_.press(ann, await control(ann), 'Hand over'), {
      to: { selected_user: ben },
    });
    await it_.settle();
    expect(it_.thread().filter((text) => text.includes('<@ben> is now facilitating'))).toHaveLength(2);
  });

  it('offers nothing to open again in the first phase', async () => {
    await it_.start();
    expect(words(await control(ann))).not.toContain('Reopen');
  });

  it('opens collecting again in sight of the others, and says so before and after', async () => {
    await collected();
    const opened = await control(ann);
    expect(words(opened)).toContain(
      'Only the author sees what is added then, until collecting is over again; you don’t see it either',
    );
    expect(words(await it_.press(ann, opened, 'Reopen'))).toContain('It’s open again');
    expect((await it_.main()).text).toContain('Ann reopened this phase.');
    expect(await inThread()).toContain('Ann reopened this phase. Until');
    expect((await it_.addCards(ben, 'Photographs\nLate')).kind).toBe('nothing');
    expect((await it_.main()).text).toContain('reopened this phase');
    // A second press of the same button opens nothing more.
    expect(words(await it_.press(ann, opened, 'Reopen'))).toContain('There’s no phase before this one');
  });

  it('offers to go on from grouping once, and to drop an action only where there is one to drop', async () => {
    const offered = async (label: string) => JSON.stringify(await it_.main()).split(`"${label}`).length - 1;
    await collected();
    expect(await offered('Continue to voting')).toBe(1);
    await it_.toActions();
    expect(await offered('Drop an action')).toBe(0);
    const form = await it_.press(ben, await it_.main(), 'Propose an action');
    await it_.submit(ben, form, { what: typed('Write a checklist'), owner: { selected_user: ben } });
    expect(await offered('Drop an action')).toBe(1);
    const why = await it_.press(ben, await it_.press(ben, await it_.main(), 'Drop an action'), 'Drop');
    await it_.submit(ben, why, { reason: typed('Another team does it') });
    expect(await offered('Drop an action')).toBe(0);
  });

  it('says in the thread each time that a phase begins, also the second time', async () => {
    await collected();
    const vote = async () => it_.endPhase(ann, 'Continue to voting');
    await vote();
    await it_.settle();
    await it_.press(ann, await control(ann), 'Reopen');
    await it_.settle();
    await vote();
    await it_.settle();
    const told = it_.thread().filter((text) => text.includes('vote on what to talk about'));
    expect(told).toHaveLength(2);
    expect(told.filter((text) => !/Until <!date\^\d+/.test(text))).toEqual([]);
  });

  it('hides votes again when voting is opened again, and ranks by what they are then', async () => {
    await collected();
    for (const label of ['Continue to voting', 'Close voting (facilitator)']) await it_.endPhase(ann, label);
    await it_.settle();
    await it_.press(ann, await control(ann), 'Reopen');
    expect((await it_.main()).text).toContain('of 3 have voted');
    const form = await it_.press(cat, await it_.main(), 'Vote');
    expect(words(form)).not.toMatch(/\d votes? so far/);
    await it_.fill(cat, form, { topic2: chosen('2') });
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close voting (facilitator)'));
    await it_.settle();
    const topics = it_.slack.messages.filter(({ text }) => text.includes(', topic '));
    // Of one ballot an order is told: what it chose comes first now, in the message that it had as the third.
    expect(topics.map(({ text }) => /topic \d of 3[.:]/.exec(text)?.[0])).toEqual([
      'topic 2 of 3.',
      'topic 3 of 3.',
      'topic 1 of 3.',
    ]);
  });

  it('is held again with the same choices and those who are still here, by the person who asks', async () => {
    await it_.start({ pace: chosen('live'), kind: chosen('success'), vote: chosen('minutes-10') });
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Cancel the retrospective (facilitator)'));
    await it_.leaves(cat);
    const main = await it_.main();
    expect(words(await it_.press(gus, main, 'Run it again'))).toContain('Guests can’t start');
    const form = await it_.press(ben, main, 'Run it again');
    expect(words(form)).toContain('"initial_users":["ann","ben"]');
    expect((await it_.submit(ben, form)).kind).toBe('nothing');
    await it_.settle();
    const again = it_.slack.messages.filter(({ text }) => text.startsWith('Retrospective: Website relaunch'));
    expect(again).toHaveLength(2);
    expect(again[1]?.text).toContain('Ben facilitates.');
    expect(again[1]?.text).toContain('0 of 2 have answered');
    const row = await it_.store.system
      .selectFrom('retro' as never)
      .selectAll()
      .execute();
    const rows = row as unknown as { kind: string; pace: string; lengths: string; facilitator_id: string }[];
    const [old, copy] = ['ann', 'ben'].map((who) => rows.find((one) => one.facilitator_id === who));
    expect(copy).toMatchObject({ kind: 'success', pace: 'live', lengths: old?.lengths });
    expect(old?.lengths).toContain('"vote":"minutes-10"');
  });

  it('is held twice in one channel, each with its own cards and its own end', async () => {
    await it_.start();
    await it_.addCards(ben, 'Of the first');
    const second = await it_.command(ben, 'Spring release');
    await it_.submit(ben, second);
    await it_.settle();
    const other = it_.slack.messages.find(({ text }) => text.startsWith('Retrospective: Spring release'));
    const form = await it_.press(ben, { blocks: other?.blocks ?? [] }, 'Add cards');
    expect(words(form)).not.toContain('Of the first');
    await it_.submit(ben, form, { column0: typed('Of the second') });
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close collecting (facilitator)'));
    await it_.settle();
    expect((await it_.main()).text).toContain('Collecting is over');
    expect(other?.text).toContain('Ben facilitates.');
    expect(other?.text).toContain('1 of 3 has answered');
    expect(await it_.seen(cat)).not.toContain('Of the second');
  });
});

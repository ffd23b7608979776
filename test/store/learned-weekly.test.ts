/** The weekly question: asked once a week, answered in its thread also late, and asked less where nobody answers. */
import { engines } from '../support/databases.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { learning, team } from '../support/company.ts';
import { learnedOn, type LearnedHere } from '../support/learned-here.ts';

/** 14:00 in Berlin, which is the zone of whoever started it. */
const thursdays = [
  '2026-11-26T13:00:00Z',
  '2026-12-03T13:00:00Z',
  '2026-12-10T13:00:00Z',
  '2026-12-17T13:00:00Z',
  '2026-12-24T13:00:00Z',
  '2026-12-31T13:00:00Z',
].map((iso) => Date.parse(iso));

describe.each(engines())('on $name, the weekly question', (engine) => {
  let it_: LearnedHere;
  beforeEach(async () => {
    it_ = await learnedOn(engine);
    await it_.lore.store.directory.setRecurrence(team, channelId(learning), {
      tz: 'Europe/Berlin',
      locale: 'en',
    });
    await it_.startWeekly(learning, 'U0KATRIN');
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  const week = (number: number) => it_.playUntil((thursdays[number - 1] ?? 0) + 60_000);
  const questions = () => it_.posted(learning).filter(({ text }) => text.startsWith('What did we learn?'));
  const schedule = async () => {
    const found = await it_.lore.store.read(
      team,
      { kind: 'channel', channelId: channelId(learning) },
      (read) => read.schedules.of(channelId(learning), 'learned.weekly'),
    );
    if (found === null) throw new Error('it is not set up');
    return found;
  };
  const records = async () =>
    (
      await it_.lore.store.system
        .selectFrom('ritual_occurrence')
        .select(['on_date', 'state', 'reason'])
        .orderBy('on_date')
        .execute()
    ).map(({ on_date: on, state, reason }) => [on, state, reason]);

  it('says what it is, who is responsible, what to do and how to end it; and varies', async () => {
    await week(1);
    const [first] = questions();
    expect(first?.text).toBe(
      [
        'What did we learn?',
        'What surprised you this week?',
        'A line or two is plenty. Replies here are just talk; “Save as share” in a message’s menu keeps one.',
        'Set up by Katrin. Change or end it with `/lore settings`.',
      ].join('\n'),
    );
    expect(JSON.stringify(first?.blocks).match(/"style":"primary"/g)).toHaveLength(1);
    await week(2);
    expect(questions()[1]?.text).toContain('What would you tell yourself last Monday?');
  });

  it('has what answers it in its thread, also a week late and by command; and counts it', async () => {
    await week(1);
    const [first] = questions();
    if (first === undefined) throw new Error('nothing was asked');
    await it_.who('U0NOOR').press(first, 'learned.answer');
    await it_.who('U0NOOR').submit({ what: 'Logs first' });
    await it_.share('U0ARJUN', learning, 'Rehearse moves');
    await week(2);
    await it_.who('U0PRIYA').press(first, 'learned.answer');
    await it_.who('U0PRIYA').submit({ what: 'Ask for photos early' });
    await it_.settle();
    for (const text of ['Logs first', 'Rehearse moves', 'Ask for photos early'])
      expect(it_.messageWith(learning, text).threadTs).toBe(first.ts);
    expect(questions()[0]?.text).toContain('3 shares so far.');
    expect(questions()[1]?.text).not.toContain('so far');
  });

  it('has what answers it beside it in the channel, where the channel chose that', async () => {
    const { schedules } = it_.lore.store;
    const found = await schedules.setUp(team, channelId(learning), userId('U0KATRIN'));
    if (!found.ok) throw new Error(found.code);
    const settings = { ...found.value.settings, place: 'channel' } as const;
    const saved = await schedules.saveSettings(team, channelId(learning), userId('U0KATRIN'), settings);
    expect(saved.ok).toBe(true);
    await week(1);
    await it_.share('U0ARJUN', learning, 'Rehearse moves');
    expect(it_.messageWith(learning, 'Rehearse moves').threadTs).toBeNull();
  });

  it('goes on asking where somebody answers one in three', async () => {
    for (const number of [1, 2, 3]) await week(number);
    await it_.share('U0ARJUN', learning, 'Rehearse moves');
    for (const number of [4, 5]) await week(number);
    expect(questions()).toHaveLength(5);
  });

  it('stops after three that nobody answered, and asks its owner, who chooses', async () => {
    for (const number of [1, 2, 3, 4]) await week(number);
    expect(questions()).toHaveLength(3);
    expect(await records()).toEqual([
      ['2026-11-26', 'posted', null],
      ['2026-12-03', 'posted', null],
      ['2026-12-10', 'posted', null],
      ['2026-12-17', 'skipped', 'nobody_takes_part'],
    ]);
    await it_.playUntil(Date.parse('2026-12-18T12:00:00Z'));
    const [asked] = it_.direct('U0KATRIN');
    if (asked === undefined) throw new Error('nobody was asked');
    // She reads German.
    expect(asked.text).toContain('blieben die letzten drei wöchentlichen Fragen ohne Antwort');
    await it_.who('U0KATRIN').press(asked, 'learned.rarer');
    await it_.settle();
    expect((await schedule()).rule).toMatchObject({ every: 'fortnight' });
    expect(it_.direct('U0KATRIN')[0]?.text).toContain('<@U0KATRIN> hat entschieden');
    expect(JSON.stringify(it_.direct('U0KATRIN')[0]?.blocks)).not.toContain('"button"');
    await it_.playUntil(Date.parse('2027-01-15T12:00:00Z'));
    expect(questions().length).toBeGreaterThan(3);
  });

  it.each([
    ['learned.pause', { isOn: true, pausedUntil: '2027-01-15' }],
    ['learned.end', { isOn: false }],
  ])('%s does what it says, once', async (action, becomes) => {
    for (const number of [1, 2, 3, 4]) await week(number);
    await it_.playUntil(Date.parse('2026-12-18T12:00:00Z'));
    const [asked] = it_.direct('U0KATRIN');
    if (asked === undefined) throw new Error('nobody was asked');
    await it_.who('U0KATRIN').press(asked, action);
    // The button as it stood before is pressed once more.
    await it_.who('U0KATRIN').press(asked, action);
    expect(it_.who('U0KATRIN').told(asked.channelId).at(-1)).toMatch(
      /^Das wurde am Fr\., 18\. Dezember um 13:0\d MEZ entschieden\. <@U0KATRIN> hat entschieden: .*`\/lore settings`/s,
    );
    expect(await schedule()).toMatchObject(becomes);
    expect(questions()).toHaveLength(3);
  });

  it('pauses where its owner chooses nothing', async () => {
    for (const number of [1, 2, 3, 4, 5]) await week(number);
    expect(await schedule()).toMatchObject({ isOn: true, pausedUntil: '2027-01-21' });
    await it_.settle();
    expect(it_.direct('U0KATRIN')[0]?.text).toContain('Niemand hat gewählt');
    await it_.playUntil(Date.parse('2027-01-22T12:00:00Z'));
    expect(questions()).toHaveLength(4);
  });
});

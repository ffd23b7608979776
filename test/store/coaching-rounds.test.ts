/** Rounds: who joined is put together, each is told alone, and unless all say yes, all read the same at the same time. */
import type { Message } from '../../sandbox/state/world.ts';
import { elementsOf } from '../../sandbox/blocks/inside.ts';
import { textAt } from '../../sandbox/json.ts';
import { day, hour, minute } from '../../src/core/clock.ts';
import { learning, sam, website } from '../support/company.ts';
import { closing, coachingOn, type CoachingHere, firstRound, secondRound } from '../support/coaching-here.ts';
import { engines } from '../support/databases.ts';
import { pressPayload, sendPayload } from '../support/forged.ts';

const [mara, priya, seun, carol, noor, meiling] = [
  'U0MARA',
  'U0PRIYA',
  'U0SEUN',
  'U0CAROL',
  'U0NOOR',
  'U0MEILING',
] as const;
const nothingCame = 'No pair this round in <#C0LEARNING>.';
const usual = 'That’s usual: people are away, busy, or couldn’t be matched. There’s nothing you need to do.';
const soon = 10 * minute;
/** What Slack does not tell Lore about a direct message that a forged press came from. */
const unasked = new Set(['conversations.info: HTTP 200, missing_scope']);

describe.each(engines())('on $name, a coaching round', (engine) => {
  let it_: CoachingHere;
  beforeEach(async () => {
    it_ = await coachingOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  const joined = async (...people: readonly string[]) => {
    for (const who of people) expect(await it_.join(who)).not.toContain('errors');
  };
  const begun = async (...people: readonly string[]) => {
    await joined(...people);
    await it_.playUntil(firstRound + soon);
  };
  const told = (who: string) => it_.direct(who).map(({ text }) => text);
  /** What a message says and offers, without what tells two messages apart. */
  const shape = ({ text, blocks }: Message) => [
    text,
    blocks.flatMap(elementsOf).map((one) => [textAt(one, 'action_id'), textAt(one, 'value')]),
  ];
  const lines = () => it_.posted(learning).filter(({ text }) => text.includes('coaching round has begun'));

  it('proposes two people to each other, who are a pair as soon as both say yes', async () => {
    await begun(mara, priya);
    expect(lines()).toHaveLength(1);
    expect(it_.proposal(mara).text).toContain('would you like to talk with <@U0PRIYA>');
    expect(it_.proposal(priya).text).toContain('You both work from 09:00 to 17:30 (your time)');
    await it_.press(mara, 'coaching.yes');
    expect(it_.proposal(mara).text).toContain('You said yes.');
    expect(it_.proposal(priya).text).not.toContain('said');
    await it_.press(priya, 'coaching.yes');
    for (const who of [mara, priya]) {
      expect(it_.proposal(who).text).toContain('it’s a yes');
      expect(told(who).join()).toContain('Your first conversation');
    }
    // In the channel nobody reads of it.
    expect(it_.posted(learning)).toHaveLength(1);
    await it_.playUntil(closing + hour);
    for (const who of [mara, priya]) expect(told(who).join()).not.toContain(nothingCame);
  });

  it('of which nothing comes reads the same to all at the same time: no, silence, somebody gone, a block, nobody left', async () => {
    const others = [mara, priya, seun, carol, noor, 'U0ARJUN'];
    await joined(...others);
    // Whom nobody may be put together with.
    await it_.join(meiling, { notWith: others });
    await it_.playUntil(firstRound + soon);
    expect(told(meiling)).toEqual([]);
    const groups = await it_.pairs();
    expect(groups.map(({ size }) => size)).toEqual([2, 2, 2]);
    const [first, second, third] = groups.map((row) =>
      [row.one_id, row.two_id, row.three_id].filter((one) => one !== null),
    );
    // In one says no and the other yes, in one nobody says anything, in one somebody leaves the company.
    await it_.press(first?.[0] ?? '', 'coaching.no');
    await it_.press(first?.[1] ?? '', 'coaching.yes');
    await it_.set(third?.[0] ?? '', { standing: 'deactivated' });
    for (const who of third?.slice(1) ?? []) await it_.press(who, 'coaching.yes');
    await it_.playUntil(closing - minute);
    const everybody = [...(first ?? []), ...(second ?? []), ...(third?.slice(1) ?? []), meiling];
    for (const who of everybody) expect(told(who).join()).not.toContain(nothingCame);
    await it_.playUntil(closing + soon);
    const said = everybody.map((who) => shape(it_.proposal(who)));
    expect(said[0]?.[0]).toContain(nothingCame);
    for (const one of said) expect(one).toEqual(said[0]);
    // One message each, that changed.
    for (const who of everybody) expect(it_.direct(who)).toHaveLength(1);
  });

  it('lets who said no say yes until it closes, and is over after that', async () => {
    await begun(mara, priya);
    await it_.press(mara, 'coaching.no');
    expect(it_.proposal(mara).text).toContain('Nobody learns of it');
    await it_.press(priya, 'coaching.yes');
    expect(it_.proposal(priya).text).toContain('You said yes.');
    await it_.press(mara, 'coaching.yes');
    expect(it_.proposal(priya).text).toContain('it’s a yes');
  });

  it('answers a press that comes twice, late, after the end, or from somebody else with a kind sentence', async () => {
    await begun(mara, priya);
    const message = it_.proposal(mara);
    const value = message.blocks.flatMap(elementsOf).map((one) => textAt(one, 'value'))[0] ?? '';
    const forge = async (who: string, action_id = 'coaching.yes') => {
      const sent = await sendPayload(
        it_.sandbox,
        pressPayload(it_.sandbox, who, message, { action_id, value }),
      );
      expect(sent.status).toBe(200);
      await it_.settle();
      return it_.who(who).told(message.channelId).at(-1) ?? '';
    };
    // A forwarded button.
    expect(await forge(seun)).toContain('isn’t here any more, or it’s for somebody else');
    await forge(mara);
    await forge(mara);
    expect(it_.proposal(priya).text).toContain('would you like to talk with');
    await it_.press(priya, 'coaching.yes');
    expect(await forge(mara)).toContain('You’ve all said yes already');
    expect(await forge(mara, 'coaching.no')).toContain('You’ve all said yes already');
    expect(told(mara).filter((text) => text.includes('Your first conversation'))).toHaveLength(1);
    expect(new Set(it_.wrong())).toEqual(unasked);
  });

  it('keeps on record whom somebody would rather not meet as long as they take part, and no longer', async () => {
    await it_.join(meiling, { notWith: [mara] });
    const since = async () =>
      (
        await it_.lore.store.system
          .selectFrom('coaching_block' as 'audit')
          .selectAll()
          .execute()
      ).map((row) => (row as unknown as { readonly since: number }).since);
    const [said = 0] = await since();
    await it_.playUntil(closing + soon);
    const [held = 0] = await since();
    expect(held).toBeGreaterThan(said);
    await it_.type(meiling, 'pause');
    await it_.playUntil(secondRound + 3 * day);
    expect(await since()).toEqual([held]);
  });

  it('that is over answers nothing any more', async () => {
    await begun(mara, priya);
    const message = it_.proposal(mara);
    const value = message.blocks.flatMap(elementsOf).map((one) => textAt(one, 'value'))[0] ?? '';
    await it_.playUntil(closing + soon);
    const pressed = pressPayload(it_.sandbox, mara, message, { action_id: 'coaching.yes', value });
    await sendPayload(it_.sandbox, pressed);
    await it_.settle();
    expect(it_.who(mara).told(message.channelId).at(-1)).toContain('This round is over');
    expect(new Set(it_.wrong())).toEqual(unasked);
  });

  it('of nobody, or of people who are all away, shows nothing that tells which', async () => {
    await it_.playUntil(firstRound + soon);
    expect(it_.posted(learning)).toEqual([]);
    await joined(mara, priya);
    for (const who of [mara, priya]) await it_.set(who, { away_until: secondRound + day });
    await it_.playUntil(secondRound + soon);
    expect(it_.posted(learning)).toEqual([]);
    for (const who of [mara, priya]) expect(told(who)).toEqual([]);
    const records = await it_.lore.store.system
      .selectFrom('ritual_occurrence')
      .select(['state', 'reason'])
      .where('name', '=', 'coaching.rounds')
      .execute();
    expect(new Set(records.map(({ reason }) => reason)).size).toBe(1);
  });

  it('of one person alone tells them at the usual time what all read', async () => {
    await begun(mara);
    expect(told(mara)).toEqual([]);
    expect(lines()).toHaveLength(1);
    await it_.playUntil(closing + soon);
    expect(told(mara)).toEqual([expect.stringContaining(nothingCame)]);
  });

  it('whose people somebody would rather not meet after all, before it was brought to them or after, proposes nobody to them, and all read the same at its end', async () => {
    // At night where Priya is: what is proposed waits until she is at work.
    await it_.set(priya, { tz: 'America/New_York' });
    await begun(mara, priya, seun, carol);
    await it_.join(priya, { notWith: [mara, seun, carol] });
    await it_.playUntil(firstRound + 8 * hour);
    expect(told(priya).join()).not.toContain('would you like to talk with');
    expect(await it_.home(priya)).not.toContain('coaching.yes');
    const other = [mara, seun, carol].find((who) => it_.proposal(who).text.includes(priya)) ?? '';
    await it_.press(other, 'coaching.yes');
    await it_.playUntil(closing + soon);
    expect(it_.proposal(other).text).toContain(nothingCame);
    expect(it_.proposal(other).text).not.toContain(priya);
    await it_.playUntil(secondRound + soon);
    const [again = ''] = [mara, seun, carol].filter((who) => /would you like/.test(it_.proposal(who).text));
    expect(it_.proposal(again).text).toContain('would you like to talk with');
    await it_.join(again, { notWith: [mara, seun, carol].filter((who) => who !== again) });
    expect(it_.proposal(again).text).toContain(nothingCame);
  });

  it('is what somebody waits for as long as it is open, and nothing that anybody waits for when it is over', async () => {
    await begun(mara, priya);
    await joined(seun);
    const urgencies = async () =>
      (
        await it_.lore.store.system
          .selectFrom('delivery')
          .select(['user_id', 'urgency'])
          .where('post', '=', 'coaching.round')
          .orderBy('user_id')
          .execute()
      ).map(({ user_id: who, urgency }) => [who, urgency]);
    expect(await urgencies()).toEqual([
      [mara, 'accept'],
      [priya, 'accept'],
    ]);
    for (const who of [mara, priya]) await it_.press(who, 'coaching.stop');
    await it_.playUntil(secondRound + 3 * day);
    expect(told(seun)).toEqual([expect.stringContaining(nothingCame)]);
    expect(await urgencies()).toContainEqual([seun, 'suggestion']);
  });

  it('leaves out a guest who is in the channel, shows them nothing of it, and takes place for the others', async () => {
    await it_.recurs(website, mara, {
      'coaching.rounds': { every: 'fortnight', weekday: 3, minutes: 600 },
    });
    for (const who of [mara, priya, 'U0HANA']) await it_.join(who, {}, website);
    for (const words of ['join', '', 'pause'])
      expect(await it_.type(sam, words, website)).toContain('for full members');
    expect(it_.who(sam).modal()).toBeUndefined();
    await it_.playUntil(firstRound + soon);
    expect(await it_.home(sam)).not.toContain('coaching.');
    expect(told(sam)).toEqual([]);
    expect(await it_.pairs()).toMatchObject([{ size: 3, channel_id: website }]);
    expect(JSON.stringify(await it_.pairs())).not.toContain(sam);
  });

  it('leaves alone who pauses or stops, and says so to nobody', async () => {
    await begun(mara, priya, seun, carol);
    expect(await it_.press(mara, 'coaching.pause')).toContain('Paused until Wed 9 December');
    expect(await it_.press(priya, 'coaching.stop')).toContain('You’re out of the rounds');
    await it_.playUntil(closing + soon);
    await it_.playUntil(secondRound + day);
    // What stood at the first round changed, and nothing new came; two weeks later Mara takes part again.
    expect(told(priya)).toHaveLength(1);
    const rows = await it_.rows('coaching_join');
    expect(rows).not.toContain(priya);
    const groups = (await it_.pairs()).filter(({ proposed_at: at }) => at > closing);
    expect(
      groups.flatMap(({ one_id: one, two_id: two, three_id: three }) => [one, two, three]),
    ).not.toContain(priya);
    expect(JSON.stringify([told(seun), told(carol)])).not.toMatch(/pause|stop(?!ped)/iu);
  });

  it('whose pair is erased in the middle reads the same sentence', async () => {
    await begun(mara, priya);
    await it_.press(mara, 'coaching.yes');
    await it_.erase(priya);
    await it_.playUntil(closing + soon);
    expect(it_.proposal(mara).text).toContain(nothingCame);
    expect(JSON.stringify(it_.direct(mara))).not.toContain(priya);
    expect(await it_.rows('coaching_join', 'coaching_met', 'coaching_answer')).not.toContain(priya);
  });

  it.each([
    ['silence', async () => {}],
    ['a no', () => it_.press(priya, 'coaching.no')],
    ['somebody who left', () => it_.set(priya, { standing: 'deactivated' })],
    ['somebody who pauses', () => it_.press(priya, 'coaching.pause')],
    ['somebody who erased themselves', () => it_.erase(priya)],
  ] as const)('with %s stands open until its fixed time, and can be answered', async (_why, happens) => {
    await begun(mara, priya);
    await happens();
    await it_.settle();
    const open = () => it_.proposal(mara);
    const isOpen =
      /^A proposal for this round in <#C0LEARNING>: would you like to talk with (<@U0PRIYA>|someone) for/;
    expect(open().text).toMatch(isOpen);
    const buttons = open().blocks.flatMap(elementsOf);
    expect(buttons.map((one) => textAt(one, 'action_id')).filter((one) => one !== '')).toEqual([
      'coaching.yes',
      'coaching.no',
      'coaching.pause',
      'coaching.stop',
    ]);
    expect(await it_.home(mara)).toContain('"coaching.yes"');
    await it_.press(mara, 'coaching.yes');
    expect(open().text).toContain('You said yes.');
    await it_.playUntil(closing - soon);
    expect(open().text).toMatch(isOpen);
    expect(await it_.home(mara)).not.toContain('No pair this round');
    await it_.playUntil(closing + soon);
    expect(told(mara)).toEqual([`${nothingCame}\n${usual}`]);
  });

  it('in App Home has one button to pause and one to stop for each channel, with the proposal or without', async () => {
    await joined(mara, priya);
    const buttons = async () => {
      const all = (await it_.home(mara)).match(/"action_id":"coaching\.[a-z-]+"/g) ?? [];
      return all.map((one) => one.slice('"action_id":"coaching.'.length, -1)).sort();
    };
    const standing = ['find', 'join', 'offer', 'pause', 'pause-until', 'stop'];
    expect(await buttons()).toEqual(standing);
    await it_.playUntil(firstRound + soon);
    expect(await buttons()).toEqual([...standing, 'no', 'yes'].sort());
    await it_.press(mara, 'coaching.yes');
    expect(await buttons()).toEqual([...standing, 'no'].sort());
  });

  it('of people without common hours says that they would write to each other', async () => {
    await it_.set(priya, { tz: 'Pacific/Auckland' });
    await begun(mara, priya);
    expect(it_.proposal(mara).text).toContain('Your working hours don’t meet');
  });

  it('says the common hours in each reader’s own time', async () => {
    await it_.set(priya, { tz: 'Europe/London' });
    await begun(mara, priya);
    await it_.playUntil(firstRound + hour);
    expect(it_.proposal(mara).text).toContain('from 10:00 to 17:30');
    expect(it_.proposal(priya).text).toContain('from 09:00 to 16:30');
  });

  it('puts nobody together with the same person again as long as there is somebody new', async () => {
    await begun(mara, priya, seun, carol);
    const before = (await it_.pairs()).map(peopleOf);
    await it_.playUntil(secondRound + soon);
    const after = (await it_.pairs()).slice(before.length).map(peopleOf);
    expect(after).toHaveLength(2);
    for (const pair of after) expect(before).not.toContain(pair);
  });

  it('puts no two together who talk already, for as long as they do', async () => {
    const people = [mara, priya, seun, carol];
    await begun(...people);
    const [first] = await it_.pairs();
    if (first?.one_id == null || first.two_id === null) throw new Error('nobody was put together');
    const talking = [first.one_id, first.two_id];
    for (const who of talking) await it_.press(who, 'coaching.yes');
    const play = async (from: number, until: number) => {
      for (let nth = from; nth <= until; nth += 1) {
        await it_.playUntil(firstRound + nth * 14 * day + soon);
        // Who says nothing three times is left alone, unless they say that they are in.
        for (const who of people) await it_.join(who);
      }
    };
    await play(1, 4);
    const later = (await it_.pairs()).slice(2).map(peopleOf);
    expect(later).toHaveLength(8);
    expect(later).not.toContain(peopleOf(first));
    await it_.home(first.one_id);
    await it_.who(first.one_id).pressInHome('coaching.end');
    await it_.settle();
    await play(5, 7);
    expect((await it_.pairs()).slice(10).map(peopleOf)).toContain(peopleOf(first));
  });

  it('of an archived channel does not take place', async () => {
    await joined(mara, priya);
    await it_.sandbox.page('channel', { as: mara, channelId: learning, change: 'archive' });
    await it_.settle();
    await it_.playUntil(firstRound + hour);
    expect(await it_.pairs()).toEqual([]);
    for (const who of [mara, priya]) expect(told(who)).toEqual([]);
  });
});

const peopleOf = ({ one_id: one, two_id: two }: { one_id: string | null; two_id: string | null }) =>
  [one, two].sort().join(' ');

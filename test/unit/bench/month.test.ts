/** The counting side of the month's soak: that it reckons by the calendar, and sees what is wrong. */
import { hasWholeDay, instantOf, localOf } from '../../../bench/month/calendar.ts';
import type { Fact, Lived, Recorded, Said } from '../../../bench/month/facts.ts';
import { judge } from '../../../bench/month/judge.ts';
import { nagOf, threeZonesOf } from '../../../bench/month/nag.ts';
import { reckonAll } from '../../../bench/month/outcomes.ts';

const utc = (text: string) => Date.parse(`${text}:00Z`);

const facts: readonly Fact[] = [
  {
    kind: 'rule',
    at: utc('2026-10-26T10:00'),
    channel: 'C1',
    schedule: 'learned.weekly',
    rule: { every: 'week', weekday: 4, minutes: 14 * 60 },
  },
  {
    kind: 'rule',
    at: utc('2026-10-26T10:00'),
    channel: 'C1',
    schedule: 'digest.weekly',
    rule: { every: 'week', weekday: 2, minutes: 10 * 60 },
  },
];
const shared = (at: string, token: string, channel = 'C1'): Fact => ({
  kind: 'shared',
  at: utc(at),
  channel,
  by: 'UANN',
  token,
});
const living = (more: readonly Fact[] = [], region: 'US' | null = null): Lived => ({
  channels: [
    {
      id: 'C1',
      isPrivate: false,
      members: ['UANN', 'UBEN', 'UCAI'],
      calendar: { tz: 'America/New_York', weekdays: [1, 2, 3, 4, 5], region },
      isThreeZones: true,
    },
    {
      id: 'C2',
      isPrivate: false,
      members: ['UANN'],
      calendar: { tz: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5], region: null },
      isThreeZones: false,
    },
  ],
  people: new Map([
    ['UANN', { id: 'UANN', tz: 'Europe/Berlin', isGuest: false }],
    ['UBEN', { id: 'UBEN', tz: 'America/New_York', isGuest: false }],
    ['UCAI', { id: 'UCAI', tz: 'Asia/Singapore', isGuest: false }],
  ]),
  facts: [...facts, ...more].toSorted((a, b) => a.at - b.at),
  from: utc('2026-10-28T00:00'),
  to: utc('2026-11-28T00:00'),
});
const became = (lived: Lived, said: readonly Said[] = []) =>
  reckonAll(lived, said).map(
    ({ schedule, on, at, moved, outcome }) =>
      `${schedule} ${on} ${new Date(at).toISOString().slice(0, 16)} ${moved} ${outcome.reason ?? outcome.state}`,
  );
let ids = 0;
const say = (kind: Said['kind'], at: string, text = ''): Said => ({
  at: utc(at),
  channel: 'C1',
  kind,
  person: kind === 'direct' ? 'UBEN' : null,
  delivery: `d${String((ids += 1))}`,
  text,
});

describe('the calendar of the soak', () => {
  it('knows the clocks that change: those skipped are after the gap, those twice the first time', () => {
    expect(instantOf('2026-10-29', 14 * 60, 'America/New_York')).toBe(utc('2026-10-29T18:00'));
    expect(instantOf('2026-11-05', 14 * 60, 'America/New_York')).toBe(utc('2026-11-05T19:00'));
    expect(instantOf('2026-11-01', 90, 'America/New_York')).toBe(utc('2026-11-01T05:30'));
    expect(instantOf('2026-03-29', 150, 'Europe/Berlin')).toBe(utc('2026-03-29T01:00'));
    expect(localOf(utc('2026-10-27T20:00'), 'Asia/Kolkata')).toEqual({
      day: '2026-10-28',
      minutes: 90,
      weekday: 3,
    });
  });

  it('counts a working day only from its first minute to its last', () => {
    const day = [utc('2026-10-30T08:00'), utc('2026-10-30T16:30')] as const;
    expect(hasWholeDay(...day, 'Europe/Berlin')).toBe(true);
    expect(hasWholeDay(day[0] + 60_000, day[1], 'Europe/Berlin')).toBe(false);
    expect(hasWholeDay(day[0], day[1] - 60_000, 'Europe/Berlin')).toBe(false);
    expect(hasWholeDay(utc('2026-10-30T17:00'), utc('2026-11-02T07:00'), 'Europe/Berlin')).toBe(false);
  });
});

describe('what should have become of a channel’s month', () => {
  it('moves off its holidays, and waits with a digest until everybody had a day', () => {
    const lived = living([shared('2026-11-25T15:00', 'N1')], 'US');
    expect(became(lived).filter((line) => line.includes('2026-11-26'))).toEqual([
      'learned.weekly 2026-11-26 2026-11-27T19:00 holiday nobody_takes_part',
    ]);
    const moved: Fact = {
      kind: 'moved',
      at: utc('2026-10-28T10:00'),
      channel: 'C1',
      schedule: 'learned.weekly',
      on: '2026-10-29',
      to: { day: '2026-11-02', minutes: 600 },
    };
    expect(became(living([moved, shared('2026-11-03T20:00', 'N1', 'C2')])).slice(0, 2)).toEqual([
      'learned.weekly 2026-10-29 2026-11-02T15:00 by_hand posted',
      'digest.weekly 2026-11-03 2026-11-04T15:00 waited posted',
    ]);
  });

  it('announces at once what should have been said already by another rule of the meeting', () => {
    const meeting = (at: string, weekday: number): Fact => ({
      kind: 'rule',
      at: utc(at),
      channel: 'C1',
      schedule: 'rotation.meeting',
      rule: { every: 'week', weekday, minutes: 15 * 60 },
    });
    const on = ['rotation.presenter', 'rotation.agenda'] as const;
    const lived = living([
      meeting('2026-10-26T10:00', 3),
      ...on.map((schedule): Fact => ({ kind: 'on', at: utc('2026-10-26T10:01'), channel: 'C1', schedule })),
      { kind: 'joined', at: utc('2026-10-26T10:02'), channel: 'C1', person: 'UBEN' },
      meeting('2026-11-08T08:00', 4),
    ]);
    const around = became(lived).filter((line) => /^rotation.*(11-0[4-9]|11-1)/.test(line));
    expect(around).toEqual([
      // A week ahead the team meets at that minute: a working day earlier.
      'rotation.presenter 2026-11-04 2026-10-27T19:00 no posted',
      'rotation.presenter 2026-11-11 2026-11-03T20:00 no posted',
      'rotation.agenda 2026-11-04 2026-11-04T19:00 no posted',
      'rotation.presenter 2026-11-12 2026-11-08T08:00 no posted',
      'rotation.presenter 2026-11-19 2026-11-11T20:00 no posted',
      // An hour before is the minute of the question: a quarter of an hour earlier.
      'rotation.agenda 2026-11-12 2026-11-12T18:45 no posted',
      'rotation.presenter 2026-11-26 2026-11-18T20:00 no posted',
      'rotation.agenda 2026-11-19 2026-11-19T18:45 no posted',
    ]);
  });

  it('is asked no more after three questions without an answer, and pauses when its owner says nothing', () => {
    expect(became(living()).filter((line) => line.startsWith('learned'))).toEqual([
      'learned.weekly 2026-10-29 2026-10-29T18:00 no posted',
      'learned.weekly 2026-11-05 2026-11-05T19:00 no posted',
      'learned.weekly 2026-11-12 2026-11-12T19:00 no posted',
      'learned.weekly 2026-11-19 2026-11-19T19:00 no nobody_takes_part',
      'learned.weekly 2026-11-26 2026-11-26T19:00 no nobody_takes_part',
    ]);
  });

  it.each([
    ['2026-10-29T20:00', 'posted'],
    ['2026-10-29T20:01', 'late'],
  ])('with Lore down until %s is %s', (until, state) => {
    const down: Fact = { kind: 'down', at: utc('2026-10-29T17:00'), until: utc(until) };
    expect(became(living([down]))[0]).toBe(`learned.weekly 2026-10-29 2026-10-29T18:00 no ${state}`);
  });
});

describe('the count', () => {
  const row = (schedule: string, on: string, at: string, reason: string | null = null): Recorded => ({
    channel: 'C1',
    schedule,
    on,
    dueAt: utc(at),
    moved: 'no',
    state: reason === null ? 'posted' : 'skipped',
    reason,
  });
  const lived = { ...living(), to: utc('2026-11-04T00:00') };
  const said = [say('learned.weekly', '2026-10-29T18:00')];
  const rows = [
    row('learned.weekly', '2026-10-29', '2026-10-29T18:00'),
    row('digest.weekly', '2026-11-03', '2026-11-03T15:00', 'nothing_to_say'),
  ];
  const fine = { expected: 2, posted: 1, lost: 0, duplicated: 0, misjudged: 0, wrong: [] };

  it('is content when all is there once and every reason is right', () => {
    expect(judge(lived, said, rows)).toMatchObject({ ...fine, skipped: { nothing_to_say: 1 } });
  });

  it('sees what is recorded and not there, and what is not recorded', () => {
    expect(judge(lived, [], rows)).toMatchObject({ posted: 0, lost: 1 });
    expect(judge(lived, said, rows.slice(0, 1))).toMatchObject({ lost: 1 });
  });

  it('sees what is there twice, as one delivery or as two, or at a time at which nothing was due', () => {
    const [first] = said;
    const again = say('learned.weekly', '2026-10-29T18:05');
    const early = say('learned.weekly', '2026-10-28T18:00');
    const twice = { ...again, kind: 'other' as const, delivery: first?.delivery ?? '' };
    for (const one of [again, early, twice])
      expect(judge(lived, [...said, one], rows)).toMatchObject({ duplicated: 1 });
  });

  it.each(['reason', 'state', 'moved', 'dueAt'] as const)('sees a %s that is wrong', (name) => {
    const wrong = rows.map((one, index) => (index === 0 ? one : { ...one, [name]: 1 }));
    expect(judge(lived, said, wrong)).toMatchObject({ misjudged: 1 });
  });

  it('sees what was kept and is not in the channel, or is twice', () => {
    const kept = { ...lived, facts: [...lived.facts, shared('2026-10-30T15:00', 'N7', 'C2')] };
    const digest = row('digest.weekly', '2026-11-03', '2026-11-03T15:00');
    const all = [...said, say('digest.weekly', '2026-11-03T15:00', 'N7')];
    const share = () => ({ ...say('share', '2026-10-30T15:00', 'N7'), channel: 'C2' });
    const books = rows.slice(0, 1).concat(digest);
    expect(judge(kept, [...all, share()], books)).toMatchObject({ ...fine, posted: 2, told: 1 });
    expect(judge(kept, all, books)).toMatchObject({ lost: 1 });
    expect(judge(kept, [...all, share(), share()], books)).toMatchObject({ duplicated: 1 });
  });

  it('sees a second direct message in a day, a fourth in a week, and those out of hours or on leave', () => {
    const direct = (...times: string[]) =>
      nagOf(
        lived,
        times.map((at) => say('direct', at)),
      );
    expect(direct('2026-10-29T14:00', '2026-10-30T14:00')).toEqual({ directs: 2, over: 0, untimely: 0 });
    expect(direct('2026-10-29T14:00', '2026-10-29T18:00')).toMatchObject({ over: 1 });
    const four = ['2026-11-02T15:00', '2026-11-03T15:00', '2026-11-04T15:00', '2026-11-05T15:00'];
    expect(direct(...four)).toMatchObject({ over: 1 });
    expect(direct('2026-10-29T12:59')).toMatchObject({ untimely: 1 });
    const away: Fact = {
      kind: 'away',
      at: utc('2026-10-28T12:00'),
      person: 'UBEN',
      until: utc('2026-11-01T00:00'),
    };
    const onLeave = { ...lived, facts: [...lived.facts, away] };
    expect(nagOf(onLeave, [say('direct', '2026-10-29T14:00')])).toMatchObject({ untimely: 1 });
  });

  it('sees a post on somebody’s Saturday, and a digest without a working day before', () => {
    const digest = (at: string) => threeZonesOf(lived, [...said, say('digest.weekly', at)]);
    expect(digest('2026-11-03T15:00')).toEqual({ posts: 2, saturdays: 0, rushed: 0 });
    // Friday noon in New York is Saturday in Singapore.
    expect(digest('2026-10-30T16:00')).toEqual({ posts: 2, saturdays: 1, rushed: 1 });
  });
});

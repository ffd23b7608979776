/** When a theme came back, which question stays, when a leader is reminded, and who decides. */
import { rowId, userId } from '../../../src/core/ids.ts';
import { defaultWorkingHours } from '../../../src/core/people.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';
import {
  askTimes,
  type DoneAction,
  type Known,
  maySteer,
  reconciled,
  returnedAfter,
  standingOf,
} from '../../../src/features/retro/assumptions/rules.ts';

const at = (iso: string) => Date.parse(iso);
const id = rowId;
const [ann, ben, cat] = ['ann', 'ben', 'cat'].map((one) => userId(one)) as [never, never, never];

describe('a theme came back', () => {
  const now = [
    { retro: id('R3'), topic: id('T1'), place: 1, text: 'The test data came too late again' },
    { retro: id('R3'), topic: id('T2'), place: 2, text: 'Good demos' },
  ];
  const earlier = [
    { retro: id('R1'), place: 1, text: 'Test data was too late for the launch' },
    { retro: id('R2'), place: 1, text: 'Late test data, so testing came too late' },
  ];
  const done = (retro: string, what: string, on: string): DoneAction => {
    return { id: id(`${retro}-${what.replaceAll(' ', '-')}`), retro: id(retro), what, doneAt: at(on) };
  };
  const today = at('2026-12-01T10:00:00Z');
  const namesOf = (actions: readonly DoneAction[]) => returnedAfter(now, earlier, actions, today);

  it('after an action of a retrospective with a like topic, which is named', () => {
    expect(namesOf([done('R1', 'Ask early', '2026-11-01T10:00:00Z')])).toEqual([
      { topic: id('T1'), done: [id('R1-Ask-early')] },
    ]);
  });

  it('of several, those that speak of it are named, of each retrospective; the last first', () => {
    const all = [
      done('R1', 'Test data never too late again', '2026-10-01T10:00:00Z'),
      done('R1', 'Buy a coffee machine', '2026-10-02T10:00:00Z'),
      done('R2', 'Review in pairs', '2026-11-02T10:00:00Z'),
    ];
    expect(namesOf(all)).toEqual([
      { topic: id('T1'), done: [id('R2-Review-in-pairs'), id('R1-Test-data-never-too-late-again')] },
    ]);
  });

  it.each([
    ['six months and a day ago', '2026-06-01T09:00:00Z', 0],
    ['within six months', '2026-06-03T10:00:00Z', 1],
    ['only later', '2026-12-02T10:00:00Z', 0],
  ])('not where it was done %s', (_when, on, count) => {
    expect(namesOf([done('R1', 'Ask early', on)])).toHaveLength(count);
  });

  it('not after an action of a retrospective with other topics', () => {
    expect(namesOf([done('R9', 'Ask early', '2026-11-01T10:00:00Z')])).toEqual([]);
  });
});

describe('one question for each theme', () => {
  const known = (name: string, state: Known['state'], topic = name): Known => {
    return { id: id(name), topic: id(topic), state, done: [id(`done-${name}`)] };
  };
  const same = (topic: ReturnType<typeof id>) => topic;
  const all = () => id('G');
  const stateOf = (those: readonly Known[]) => those.map(({ id: one, state }) => [one, state]);

  it('is added for a theme that has none', () => {
    const returned = [{ topic: id('T1'), done: [id('A')] }];
    expect(reconciled([], returned, [id('T1')], same)).toEqual({ added: returned, kept: [] });
    expect(reconciled([known('T1', 'raised')], returned, [id('T1')], same).added).toEqual([]);
  });

  it.each([
    ['asked', 'raised'],
    ['answered', 'asked'],
    ['raised', 'withdrawn'],
    ['raised', 'merged'],
  ] as const)(
    'of joined topics the one that is %s stays, with the actions of all, not the one that is %s',
    (further, other) => {
      const rows = [known('T1', other), known('T2', further)];
      const { added, kept } = reconciled(rows, [{ topic: id('G'), done: [id('new')] }], [id('G')], all);
      expect(added).toEqual([]);
      expect(stateOf(kept)).toEqual([
        ['T2', further],
        ['T1', 'merged'],
      ]);
      expect(kept[0]?.topic).toBe('G');
      expect([...(kept[0]?.done ?? [])].sort()).toEqual(['done-T1', 'done-T2', 'new']);
    },
  );

  it('goes where its topic is no longer among the first, if nobody was asked', () => {
    const rows = [
      known('T1', 'raised'),
      known('T2', 'asked'),
      known('T3', 'answered'),
      known('T4', 'raised'),
    ];
    expect(stateOf(reconciled(rows, [], [id('T4')], same).kept)).toEqual([
      ['T1', 'withdrawn'],
      ['T2', 'asked'],
      ['T3', 'answered'],
      ['T4', 'raised'],
    ]);
  });

  it('comes back with its topic', () => {
    const rows = [known('T1', 'withdrawn')];
    const back = reconciled(rows, [{ topic: id('T1'), done: [] }], [id('T1')], same);
    expect(stateOf(back.kept)).toEqual([['T1', 'raised']]);
    expect(stateOf(reconciled(rows, [], [id('T1')], same).kept)).toEqual([['T1', 'withdrawn']]);
  });

  it('stays where its topic is gone and a leader was asked', () => {
    expect(stateOf(reconciled([known('T1', 'asked')], [], [], () => null).kept)).toEqual([['T1', 'asked']]);
  });
});

describe('a leader', () => {
  const tz = 'Europe/Berlin';

  it.each([
    // A Wednesday; Thursday and Friday two weeks later.
    ['on a working day', defaultWorkingHours, '2026-06-03T13:00:00Z', '2026-06-17'],
    ['at the weekend', defaultWorkingHours, '2026-06-06T13:00:00Z', '2026-06-19'],
    ['who works on no day', { ...defaultWorkingHours, days: [] }, '2026-06-03T13:00:00Z', '2026-06-17'],
    [
      'who works four days',
      { ...defaultWorkingHours, days: [1, 2, 3, 4] },
      '2026-06-03T13:00:00Z',
      '2026-06-22',
    ],
  ] as const)('asked %s has ten working days', (_who, hours, from, due) => {
    expect(askTimes({ hours, tz, isHoliday: noHolidays }, at(from)).dueOn).toBe(due);
  });

  it('is reminded three working days before and on the day, in their morning; it is open the morning after', () => {
    const times = askTimes(
      { hours: defaultWorkingHours, tz, isHoliday: noHolidays },
      at('2026-06-03T13:00:00Z'),
    );
    expect(times.reminders).toEqual([at('2026-06-12T07:00:00Z'), at('2026-06-17T07:00:00Z')]);
    expect(times.openAt).toBe(at('2026-06-18T07:00:00Z'));
  });

  it('who left, or whose time is over, leaves it open; what is answered is answered', () => {
    const asked = { state: 'asked', leader_id: cat, open_at: 100 } as const;
    expect(standingOf(asked, 99)).toBe('asked');
    expect(standingOf(asked, 100)).toBe('open');
    expect(standingOf({ ...asked, leader_id: null }, 99)).toBe('open');
    expect(standingOf({ ...asked, state: 'answered', leader_id: null }, 200)).toBe('answered');
  });

  it.each([
    ['the facilitator', { facilitator: ann, participants: [ann, ben] }, null, ann, true],
    [
      'a participant while the facilitator is there',
      { facilitator: ann, participants: [ann, ben] },
      null,
      ben,
      false,
    ],
    ['the owner of the action', { facilitator: ann, participants: [ann] }, cat, cat, true],
    [
      'a participant once the facilitator is gone',
      { facilitator: ann, participants: [ben] },
      null,
      ben,
      true,
    ],
    ['a participant where nobody facilitates', { facilitator: null, participants: [ben] }, null, ben, true],
    ['somebody else', { facilitator: null, participants: [ben] }, null, cat, false],
  ] as const)('is asked by %s: %#', (_who, retro, owner, by, may) => {
    expect(maySteer(retro, owner, by)).toBe(may);
  });
});

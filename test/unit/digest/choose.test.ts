/** What stands in a digest: for any company of candidates the rules hold. */
import fc from 'fast-check';
import { day, hour } from '../../../src/core/clock.ts';
import { channelId, rowId, userId } from '../../../src/core/ids.ts';
import { defaultWorkingHours, type Person } from '../../../src/core/people.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';
import type { DigestKind } from '../../../src/core/week.ts';
import { features } from '../../../src/features.ts';
import {
  authorOf,
  type Before,
  type Candidate,
  choose,
  fairChance,
  hasEverybodyHadADay,
  mostItems,
  type Reader,
  recallRests,
  silencedBy,
  sourceRests,
} from '../../../src/features/digest/rules.ts';

const here = channelId('C0');
/** What stands together comes last. */
const inOrder = ['elsewhere', 'unowned', 'recall', 'presenter', 'journey', 'here'];
const kinds = new Map(features.flatMap(({ digestItems }) => Object.entries(digestItems?.kinds ?? {})));
const factsOf = (kind: string): DigestKind => {
  const facts = kinds.get(kind);
  if (facts === undefined) throw new Error(`no practice gives ${kind}`);
  return facts;
};

const candidate = (nth: number, over: Partial<Candidate> = {}): Candidate => ({
  practice: 'p',
  id: rowId(`r${nth}`),
  kind: 'elsewhere',
  facts: factsOf(over.kind ?? 'elsewhere'),
  authors: [userId(`U${nth}`)],
  channel: channelId(`C${nth + 1}`),
  at: nth,
  liked: 0,
  used: 0,
  shown: 0,
  shownHere: 0,
  against: 0,
  againstRecall: 0,
  ...over,
});
const nothing: Before = { about: new Set(), lately: new Set(), untrue: new Set(), sources: new Set() };
const isTogether = (kind: string) => factsOf(kind).isTogether === true;
/** What takes a place: an item, or all of a kind that stand together. */
const places = (all: readonly Candidate[]) => [
  ...all.filter(({ kind }) => !isTogether(kind)),
  ...new Set(all.flatMap(({ kind }) => (isTogether(kind) ? [kind] : []))),
];
const ids = (all: readonly Candidate[]) => all.map(({ id }) => id as string);

const anyCandidate = (nth: number) =>
  fc
    .record({
      kind: fc.constantFrom(...inOrder),
      author: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
      channel: fc.integer({ min: 1, max: 6 }),
      at: fc.integer({ min: 0, max: 9 }),
      liked: fc.integer({ min: 0, max: 30 }),
      used: fc.integer({ min: 0, max: 3 }),
      against: fc.integer({ min: 0, max: 30 }),
      shown: fc.integer({ min: 0, max: 40 }),
      shownHere: fc.integer({ min: 0, max: 12 }),
    })
    .map(({ author, channel, ...rest }) =>
      candidate(nth, {
        ...rest,
        authors: author === null ? [] : [userId(`U${author}`)],
        channel: rest.kind === 'elsewhere' || rest.kind === 'recall' ? channelId(`C${channel}`) : here,
      }),
    );
const anyWeek = fc.record({
  candidates: fc
    .integer({ min: 0, max: 25 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, nth) => anyCandidate(nth)))),
  toldBefore: fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 6 }),
  lately: fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 6 }),
  untrue: fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 6 }),
  sources: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
  readers: fc.integer({ min: 1, max: 20 }),
});
type Week = typeof anyWeek extends fc.Arbitrary<infer One> ? One : never;
const chosenFrom = ({ candidates, toldBefore, lately, untrue, sources, readers }: Week) => {
  const before: Before = {
    about: new Set(toldBefore.map((nth) => rowId(`r${nth}`))),
    lately: new Set(lately.map((nth) => rowId(`r${nth}`))),
    untrue: new Set(untrue.map((nth) => rowId(`r${nth}`))),
    sources: new Set(sources.map((nth) => channelId(`C${nth}`))),
  };
  return { before, chosen: choose(candidates, before, { channel: here, readers }) };
};

describe('a digest', () => {
  it('has at most six items, of each kind no more than there is room for, in one order', () => {
    fc.assert(
      fc.property(anyWeek, (week) => {
        const { chosen } = chosenFrom(week);
        expect(places(chosen).length).toBeLessThanOrEqual(mostItems);
        for (const kind of inOrder.filter((name) => !isTogether(name)))
          expect(chosen.filter((one) => one.kind === kind).length).toBeLessThanOrEqual(
            kind === 'elsewhere' ? 2 : 1,
          );
        const order = chosen.map(({ kind }) => inOrder.indexOf(kind));
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }),
    );
  });

  it('has one item of an author, and one of another channel', () => {
    fc.assert(
      fc.property(anyWeek, (week) => {
        const { chosen } = chosenFrom(week);
        const authors = chosen.flatMap((one) => (isTogether(one.kind) ? [] : one.authors));
        expect(new Set(authors).size).toBe(authors.length);
        const sources = chosen.map(({ channel }) => channel).filter((channel) => channel !== here);
        expect(new Set(sources).size).toBe(sources.length);
      }),
    );
  });

  it('has nothing from a channel that something came from lately, unless nobody else has anything new', () => {
    const [rests, other] = [candidate(1, { at: 9 }), candidate(2, { at: 1 })];
    const before: Before = { ...nothing, sources: new Set([rests.channel]) };
    const from = (some: readonly Candidate[]) => ids(choose(some, before, { channel: here, readers: 5 }));
    expect(from([rests, other])).toEqual(['r2']);
    expect(from([rests])).toEqual(['r1']);
    expect(from([rests, candidate(3, { kind: 'here', channel: here })])).toEqual(['r1', 'r3']);
    fc.assert(
      fc.property(anyWeek, (week) => {
        const { chosen } = chosenFrom(week);
        const isResting = ({ channel }: Candidate) => week.sources.some((nth) => channel === `C${nth}`);
        const rested = { ...week, candidates: week.candidates.filter((one) => !isResting(one)) };
        const others = chosenFrom(rested).chosen;
        if (others.length > 0) expect(ids(chosen)).toEqual(ids(others));
      }),
    );
  });

  it('repeats nothing, neither to the channel nor to people of whom half have seen it', () => {
    fc.assert(
      fc.property(anyWeek, (week) => {
        const { before, chosen } = chosenFrom(week);
        for (const one of chosen.filter(({ kind }) => kind !== 'recall')) {
          expect(before.about.has(one.id)).toBe(false);
          expect(one.shownHere).toBeLessThan(week.readers / 2);
        }
      }),
    );
  });

  it('recalls what was told and seen before, and nothing that somebody said is no longer true', () => {
    const old = candidate(1, { kind: 'recall', channel: here, shownHere: 9 });
    const told: Before = { ...nothing, about: new Set([old.id]) };
    const beside = (before: Before) =>
      ids(choose([old, candidate(2)], before, { channel: here, readers: 10 })).includes('r1');
    expect(beside(told)).toBe(true);
    expect(beside({ ...told, untrue: new Set([old.id]) })).toBe(false);
    // Its people saw it within 30 days.
    expect(beside({ ...told, lately: new Set([old.id]) })).toBe(false);
    // Nor what two of them said is not for them, when it returned.
    const again = (againstRecall: number) =>
      ids(
        choose([{ ...old, against: 9, againstRecall }, candidate(2)], told, { channel: here, readers: 10 }),
      ).includes('r1');
    expect([again(1), again(2)]).toEqual([true, false]);
    fc.assert(
      fc.property(anyWeek, (week) => {
        const { before, chosen } = chosenFrom(week);
        for (const one of chosen)
          if (one.kind === 'recall')
            expect(before.untrue.has(one.id) || before.lately.has(one.id)).toBe(false);
      }),
    );
  });

  it('prefers to nothing, by what people said of it, what fewer than ten have seen', () => {
    fc.assert(
      fc.property(anyWeek, (week) => {
        const { chosen } = chosenFrom(week);
        const [best] = chosen.filter(({ kind }) => kind === 'elsewhere');
        if (best === undefined || best.shown < fairChance) return;
        // Its rules, and not its likes, kept each of those out that had no chance yet.
        const others = chosen.filter(({ id }) => id !== best.id);
        const { before } = chosenFrom(week);
        const passedOver = week.candidates.filter(
          (one) =>
            one.kind === 'elsewhere' &&
            one.shown < fairChance &&
            !before.about.has(one.id) &&
            one.shownHere * 2 < week.readers &&
            !before.sources.has(one.channel),
        );
        for (const one of passedOver)
          expect(
            others.some(
              (other) =>
                other.id === one.id ||
                other.channel === one.channel ||
                other.authors.some((author) => one.authors.includes(author)),
            ),
          ).toBe(true);
      }),
    );
  });

  it('is the same whatever the order in which things are offered', () => {
    fc.assert(
      fc.property(anyWeek, (week) => {
        const turned = { ...week, candidates: week.candidates.toReversed() };
        expect(ids(chosenFrom(turned).chosen)).toEqual(ids(chosenFrom(week).chosen));
      }),
    );
  });

  it('takes what fewest have seen first, then what more of its readers liked, and what is not for them last', () => {
    const tried = (nth: number, over: Partial<Candidate>) => candidate(nth, { shown: 20, ...over });
    const all = [
      tried(1, { liked: 10 }),
      tried(2, { liked: 10, against: 8 }),
      tried(3, { liked: 5 }),
      candidate(4, { shown: 9, liked: 0, against: 9 }),
      candidate(5, { shown: 3 }),
    ];
    const firstTwo = (some: readonly Candidate[]) =>
      ids(choose(some, nothing, { channel: here, readers: 50 }));
    expect(firstTwo(all)).toEqual(['r5', 'r4']);
    // Nobody has seen either yet: the older was used.
    const used = candidate(6, { at: 1, liked: 1, used: 1 });
    expect(firstTwo([candidate(7, { at: 9 }), used, candidate(8, { at: 8 })])).toEqual(['r6', 'r7']);
    expect(firstTwo(all.slice(0, 3))).toEqual(['r1', 'r3']);
  });

  it('gives each thing one place before anything has two', () => {
    const all = [
      ...inOrder.map((kind, nth) => candidate(nth, { kind, channel: here })),
      candidate(20, { at: 30 }),
    ];
    expect(choose(all, nothing, { channel: here, readers: 50 }).map(({ kind }) => kind)).toEqual(inOrder);
  });

  it('takes a kind that it never heard of by what its practice says of it: where it stands, how often, and whether it is news', () => {
    const facts = { title: () => 'A tip', order: 15, most: 3, isNews: true };
    const tips = [1, 2, 3, 4].map((nth) => candidate(nth));
    const far = tips.map((one) => ({ ...one, kind: 'tip', facts }));
    const week = [
      candidate(5, { kind: 'here', channel: here }),
      candidate(6, { kind: 'journey', channel: here }),
    ];
    const told = (some: readonly Candidate[]) =>
      choose(some, nothing, { channel: here, readers: 50 }).map(({ kind }) => kind);
    expect(told([...week, ...far])).toEqual(['tip', 'tip', 'tip', 'journey', 'here']);
    const last = far.map((one) => ({ ...one, facts: { ...facts, order: 99, most: 1 } }));
    expect(told([...week, ...last])).toEqual(['tip', 'journey', 'here']);
    expect(told(far.map((one) => ({ ...one, facts: { ...facts, isNews: false } })))).toEqual([]);
  });

  it('tells all that was shared here as one, which takes one place of the six and no author’s', () => {
    const shared = [1, 2, 3].map((nth) =>
      candidate(nth, { kind: 'here', channel: here, at: 10 - nth, authors: [userId('U9')] }),
    );
    const news = candidate(9);
    expect(ids(choose([...shared, news], nothing, { channel: here, readers: 50 }))).toEqual([
      'r9',
      'r3',
      'r2',
      'r1',
    ]);
  });

  it('is none where the channel has seen all of it: a recall, what was shared or told here, who presents', () => {
    const seen = ['recall', 'here', 'journey', 'presenter', 'unowned'].map((kind, nth) =>
      candidate(nth, { kind, channel: here }),
    );
    for (const one of seen) expect(choose([one], nothing, { channel: here, readers: 5 })).toEqual([]);
    expect(choose(seen, nothing, { channel: here, readers: 5 })).toEqual([]);
    expect(choose([...seen, candidate(8)], nothing, { channel: here, readers: 5 })).toHaveLength(6);
    fc.assert(
      fc.property(anyWeek, (week) => {
        const { chosen } = chosenFrom(week);
        const isNew = ({ kind, channel }: Candidate) => kind !== 'recall' && channel !== here;
        expect(chosen.length === 0 || chosen.some(isNew)).toBe(true);
      }),
    );
  });

  it('is empty in a week in which nobody learned or told anything', () => {
    const standing = [
      candidate(1, { kind: 'presenter', channel: here, authors: [] }),
      candidate(2, { kind: 'unowned', channel: here, authors: [] }),
    ];
    expect(choose(standing, nothing, { channel: here, readers: 5 })).toEqual([]);
    expect(choose([...standing, candidate(3)], nothing, { channel: here, readers: 5 })).toHaveLength(3);
  });
});

describe('of things that compare alike, a digest', () => {
  const top = (all: readonly Candidate[]) => ids(choose(all, nothing, { channel: here, readers: 50 }));
  const both = (one: Candidate, other: Candidate) => [top([one, other]), top([other, one])];

  it('takes what ten people have seen by what they liked: it has had its chance', () => {
    const tenth = candidate(1, { shown: fairChance });
    const liked = candidate(2, { shown: fairChance + 1, liked: 11 });
    expect(both(tenth, liked)).toEqual([
      ['r2', 'r1'],
      ['r2', 'r1'],
    ]);
  });

  it('takes what a larger share of its readers liked, not what more of them did', () => {
    const few = candidate(1, { shown: 20, liked: 10 });
    const many = candidate(2, { shown: 40, liked: 12 });
    expect(top([many, few])).toEqual(['r1', 'r2']);
  });

  it('takes at last the one with the smaller id, so that the same week gives the same digest', () => {
    const [one, other] = [candidate(1, { at: 5 }), candidate(2, { at: 5 })];
    expect(both(one, other)).toEqual([
      ['r1', 'r2'],
      ['r1', 'r2'],
    ]);
    const shared = [1, 2].map((nth) => candidate(nth, { kind: 'here', channel: here, at: 5 }));
    expect(top([candidate(9), ...shared.toReversed()])).toEqual(['r9', 'r1', 'r2']);
  });

  it('shows kinds that stand at one place in the order of their names', () => {
    const facts = { title: () => 'A tip', order: 15, most: 1, isNews: true };
    const of = (kind: string, nth: number) => ({ ...candidate(nth), kind, facts });
    expect(both(of('apple', 2), of('pear', 1))).toEqual([
      ['r2', 'r1'],
      ['r2', 'r1'],
    ]);
  });
});

describe('the places of a digest', () => {
  const told = (all: readonly Candidate[], before = nothing, readers = 50) =>
    ids(choose(all, before, { channel: here, readers }));
  const tip = { title: () => 'A tip', order: 15, most: 6, isNews: true };

  it('all go to one kind, if that may have six and nothing else is there', () => {
    const tips = [1, 2, 3, 4, 5, 6, 7].map((nth) => ({ ...candidate(nth), kind: 'tip', facts: tip }));
    expect(told(tips)).toHaveLength(6);
  });

  it('show what stands together once, however many places its kind may have', () => {
    const facts = { ...tip, isTogether: true as const, most: 3 };
    const tips = [1, 2].map((nth) => ({ ...candidate(nth), kind: 'tip', facts }));
    expect(told([candidate(9), ...tips])).toEqual(['r9', 'r1', 'r2']);
  });

  it('show a thing once that two practices offer', () => {
    const offered = ['presenter', 'unowned'].map((kind) =>
      candidate(1, { kind, channel: here, authors: [] }),
    );
    expect(told([candidate(9), ...offered]).filter((id) => id === 'r1')).toHaveLength(1);
  });

  it('are open to what is new in a channel that nobody is known to read', () => {
    expect(told([candidate(1)], nothing, 0)).toEqual(['r1']);
  });

  it('are open to the channel’s own things, whatever came from it elsewhere', () => {
    const own = candidate(3, { kind: 'here', channel: here });
    expect(told([candidate(1), own], { ...nothing, sources: new Set([here]) })).toEqual(['r1', 'r3']);
  });

  it('are not filled for a recall alone, even of something from another channel', () => {
    const again = { ...candidate(1), kind: 'again', facts: { ...tip, isRecalled: true as const } };
    expect(told([again])).toEqual([]);
    expect(told([again, candidate(2)])).toHaveLength(2);
    expect(told([candidate(1, { channel: here })])).toEqual([]);
  });

  it('rest for two weeks and for thirty days, but for two hours: clocks change, and digests come late', () => {
    expect([sourceRests / hour, recallRests / hour]).toEqual([14 * 24 - 2, 30 * 24 - 2]);
  });
});

describe('a digest says nothing of other channels', () => {
  const member = { memberType: 'full' } as const;
  const guest = { memberType: 'guest' } as const;
  const external = { memberType: 'external' } as const;
  const said = (isShared: boolean, ...people: readonly { readonly memberType: string }[]) =>
    silencedBy({ isShared, people } as Parameters<typeof silencedBy>[0]);

  it('where a guest reads, or another organisation', () => {
    expect(said(false, member, guest)).toBe('guest');
    expect(said(false, member, external)).toBe('organisation');
    expect(said(false, guest, external)).toBe('organisation');
    expect(said(true, member)).toBe('organisation');
  });

  it('and else it does', () => {
    expect(said(false, member)).toBeNull();
    expect(said(false)).toBeNull();
  });
});

it('a thing has an author if it is one person’s', () => {
  const [ada, ben] = [userId('UADA'), userId('UBEN')];
  expect(authorOf({ authors: [ada] })).toBe(ada);
  expect(authorOf({ authors: [ada, ben] })).toBeNull();
  expect(authorOf({ authors: [] })).toBeNull();
});

/** Thursday, 14:00 in Berlin: 08:00 in New York, 21:00 in Singapore. */
const asked = Date.parse('2026-11-26T13:00:00Z');
const reader = (tz: string, over: Partial<Person> = {}): Reader => ({
  person: { workingHours: defaultWorkingHours, tz, awayUntil: null, ...over },
  isHoliday: noHolidays,
});

describe('a digest waits until everybody had a whole working day since the question', () => {
  it.each([
    // New York begins an hour after the question and ends at 22:30 UTC.
    ['America/New_York', '2026-11-26T22:29:00Z', false],
    ['America/New_York', '2026-11-26T22:30:00Z', true],
    ['Europe/Berlin', '2026-11-27T16:29:00Z', false],
    ['Europe/Berlin', '2026-11-27T16:30:00Z', true],
    ['Asia/Singapore', '2026-11-27T09:29:00Z', false],
    ['Asia/Singapore', '2026-11-27T09:30:00Z', true],
  ])('in %s, at %s: %s', (tz, at, had) => {
    expect(hasEverybodyHadADay([reader(tz)], asked, Date.parse(at))).toBe(had);
  });

  it('for the last of them; for a holiday; not for somebody who is away, or does not work that week', () => {
    const friday = Date.parse('2026-11-27T16:30:00Z');
    const berlin = reader('Europe/Berlin');
    const mondays = reader('Europe/Berlin', { workingHours: { ...defaultWorkingHours, days: [1] } });
    expect(hasEverybodyHadADay([berlin, mondays], asked, friday)).toBe(false);
    expect(hasEverybodyHadADay([berlin, mondays], asked, Date.parse('2026-11-30T16:30:00Z'))).toBe(true);
    const onHoliday = { ...berlin, isHoliday: (date: string) => date === '2026-11-27' };
    expect(hasEverybodyHadADay([onHoliday], asked, friday)).toBe(false);
    const away = reader('Europe/Berlin', {
      workingHours: mondays.person.workingHours,
      awayUntil: friday + hour,
    });
    expect(hasEverybodyHadADay([away], asked, friday)).toBe(true);
    const back = reader('Europe/Berlin', { ...mondays.person, awayUntil: friday });
    expect(hasEverybodyHadADay([back], asked, friday)).toBe(false);
    const never = reader('Europe/Berlin', { workingHours: { ...defaultWorkingHours, days: [] } });
    expect(hasEverybodyHadADay([never], asked, asked + day)).toBe(true);
    expect(hasEverybodyHadADay([berlin], null, asked)).toBe(true);
  });
});

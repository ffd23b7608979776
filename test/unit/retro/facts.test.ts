/** What happened since last time: the same whatever the order in which it was heard, each thing once, and nothing that Slack or a picture cannot show. */
import fc from 'fast-check';
import { refuseMessage } from '../../../sandbox/blocks/message.ts';
import { factKinds } from '../../../src/core/connector.ts';
import { rowId } from '../../../src/core/ids.ts';
import { altOf } from '../../../src/core/picture.ts';
import {
  asMoved,
  entriesOf,
  type Entry,
  keptOf,
  type KeptFact,
  mostShown,
  newAmong,
  ownEntry,
  shownOf,
} from '../../../src/features/retro/facts/rules.ts';
import {
  chartOf,
  factsMessage,
  renderCard,
  renderFacts,
  textOf,
} from '../../../src/features/retro/facts/screens.ts';
import { renderSources } from '../../../src/features/retro/facts/sources.ts';
import { factsWordsFor } from '../../../src/features/retro/facts/words.ts';
import { latelyOf } from '../../../src/features/retro/trends/lately.ts';
import type { ProjectRow } from '../../../src/features/retro/plan/rows.ts';
import { often } from '../../support/often.ts';
import { everyLanguage, loaded, problems } from './drawn.ts';
import { noon } from './states.ts';

const hour = 3_600_000;
const day = 24 * hour;
const span = { since: noon - 20 * day, until: noon };

const known = (key: string, more: Partial<KeptFact> = {}): KeptFact => ({
  ...{ id: rowId(key), key, kind: 'released', at: noon - day, title: key, link: null, day: null },
  ...{ place: 'acme/website', ...more },
});

const someFact = fc.record({
  kind: fc.constantFrom(...factKinds),
  at: fc.integer({ min: -40, max: 5 }).map((days) => noon + days * day),
  title: fc.constantFrom('Beta', 'Checkout down', '*so* <!channel>', '&'.repeat(200)),
  link: fc.constantFrom(null, 'https://tracker.example.org/1', 'https://tracker.example.org/2'),
  day: fc.constantFrom(null, '2026-11-01', '2026-11-20', '2027-02-01'),
  place: fc.constantFrom('acme/website', 'OPS'),
});
const someFacts = fc
  .array(someFact, { maxLength: 40 })
  .map((all) => all.map((one, at) => known(`k${String(at).padStart(3, '0')}`, one)));

describe('what happened in a span', () => {
  it('is the same in whatever order it was heard', () => {
    fc.assert(
      fc.property(
        someFacts.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(entriesOf(shuffled, span)).toEqual(entriesOf(all, span));
        },
      ),
      often(200),
    );
  });

  it('has each release, and what came in or was taken out, in one span exactly, wherever that is cut', () => {
    fc.assert(
      fc.property(someFacts, fc.integer({ min: 0, max: 20 }), (all, cut) => {
        const between = span.since + cut * day;
        const singles = (entries: readonly Entry[]) =>
          entries.filter(({ kind }) => kind !== 'date' && kind !== 'incident').map(({ fact }) => fact);
        const parts = [
          ...singles(entriesOf(all, { since: span.since, until: between })),
          ...singles(entriesOf(all, { since: between, until: span.until })),
        ];
        expect(parts.toSorted()).toEqual(singles(entriesOf(all, span)).toSorted());
      }),
      often(200),
    );
  });

  it('has nothing from after it, and nothing that was over before', () => {
    fc.assert(
      fc.property(someFacts, (all) => {
        const ids = new Map(all.map((one) => [one.id, one]));
        for (const entry of entriesOf(all, span)) {
          expect(entry.at).toBeLessThanOrEqual(span.until);
          const own = entry.fact === null ? undefined : ids.get(entry.fact);
          expect(own).toBeDefined();
          if (entry.kind === 'released') expect(entry.at).toBeGreaterThan(span.since);
        }
      }),
      often(100),
    );
  });

  const incident = (key: string, kind: 'incident' | 'resolved', at: number) =>
    known(key, { kind, at, title: 'Checkout down', link: 'https://tracker.example.org/7' });

  it('joins an incident with its end, also one that began before; opened again it is another', () => {
    const began = incident('a', 'incident', span.since - day);
    const over = incident('b', 'resolved', span.since + day);
    expect(entriesOf([over, began], span)).toMatchObject([
      { kind: 'incident', at: began.at, over: over.at, isBegun: true },
    ]);
    const again = incident('c', 'incident', span.since + 2 * day);
    expect(entriesOf([again, over, began], span)).toMatchObject([
      { at: began.at, over: over.at },
      { at: again.at, over: null },
    ]);
    // Its end alone is known, and said twice.
    expect(entriesOf([over, { ...over, id: rowId('b2'), key: 'b2' }], span)).toMatchObject([
      { isBegun: false, at: over.at },
    ]);
    // Over before, it is nothing new.
    expect(entriesOf([began, over], { since: over.at, until: noon })).toEqual([]);
  });

  const date = (key: string, kind: 'planned' | 'moved' | 'met', on: string | null, at: number) =>
    known(key, { kind, at, title: 'Beta', day: on, link: 'https://tracker.example.org/m' });

  it('joins a date with its moves and with when it was met, and counts a day said twice as no move', () => {
    const all = [
      date('a', 'planned', '2026-11-10', noon - 30 * day),
      date('b', 'moved', '2026-11-12', noon - 10 * day),
      date('c', 'moved', '2026-11-12', noon - 9 * day),
      date('d', 'met', '2026-11-12', noon - 2 * day),
    ];
    expect(entriesOf(all, span)).toMatchObject([
      { kind: 'date', planned: '2026-11-10', last: '2026-11-12', moves: 1, met: noon - 2 * day, fact: 'd' },
    ]);
    expect(entriesOf(all.slice(0, 1), span)).toEqual([]);
  });

  it('a day that is told again without a word of when it moved is a move, when it was heard', () => {
    const first = date('a', 'planned', '2026-11-10', noon - 30 * day);
    const { id: _id, ...again } = date('b', 'planned', '2026-11-05', noon - 30 * day);
    expect(asMoved(again, [first], noon)).toEqual({ ...again, kind: 'moved', at: noon });
    // What was told in another order, or is about something else, stays as it is.
    const later = date('c', 'moved', '2026-11-12', noon - 10 * day);
    expect(asMoved(again, [later], noon)).toBe(again);
    expect(asMoved(again, [{ ...first, link: 'https://tracker.example.org/other' }], noon)).toBe(again);
    expect(asMoved({ ...again, day: first.day }, [first], noon)).toMatchObject({ kind: 'planned' });
    const moved = { id: rowId('b'), ...asMoved(again, [first], noon) };
    expect(entriesOf([moved, first], span)).toMatchObject([
      { planned: '2026-11-10', last: '2026-11-05', moves: 1, met: null },
    ]);
  });

  const heardAs = (...facts: readonly KeptFact[]) => {
    const kept: KeptFact[] = [];
    // Each once more, as it comes by an event and is read again.
    for (const fact of [...facts, ...facts]) kept.push(...newAmong([fact], kept));
    return kept;
  };

  it('a date that moved back to a day on which it was before is a move, and what is told again is none', () => {
    const all = [
      date('d-10', 'planned', '2026-11-10', noon - 30 * day),
      date('d-12', 'moved', '2026-11-12', noon - 10 * day),
      date('d-10', 'moved', '2026-11-10', noon - 9 * day),
      date('d-12', 'moved', '2026-11-12', noon - 8 * day),
    ];
    expect(entriesOf(heardAs(...all), span)).toMatchObject([
      { kind: 'date', planned: '2026-11-10', last: '2026-11-12', moves: 3 },
    ]);
    expect(entriesOf(heardAs(...all.slice(0, 3)), span)).toMatchObject([{ last: '2026-11-10', moves: 2 }]);
    expect(heardAs(...all)).toHaveLength(4);
    expect(newAmong(all, [])).toHaveLength(4);
  });

  it('what came in again after it was taken out is there, and what is told again is not', () => {
    const scope = (kind: 'added' | 'dropped', at: number) =>
      known(kind, { key: `${kind}:acme/website#4:Beta`, kind, at, title: '#4 Checkout (Beta)' });
    const all = [
      scope('added', noon - 3 * day),
      scope('dropped', noon - 2 * day),
      scope('added', noon - day),
    ];
    const kinds = (facts: readonly KeptFact[]) => entriesOf(facts, span).map(({ kind }) => kind);
    expect(kinds(heardAs(...all))).toEqual(['added', 'dropped', 'added']);
    expect(kinds(heardAs(...all, scope('dropped', noon - hour)))).toEqual([
      ...['added', 'dropped', 'added', 'dropped'],
    ]);
    expect(newAmong(all.toReversed(), [])).toHaveLength(3);
  });

  it('tells apart what is called the same in two places, and keeps together what is renamed at one address', () => {
    const one = known('a', { kind: 'incident', title: 'Down' });
    const other = known('b', { kind: 'incident', title: 'Down', place: 'OPS' });
    expect(entriesOf([one, other], span)).toHaveLength(2);
    const renamed = incident('c', 'resolved', noon);
    const first = { ...incident('d', 'incident', noon - day), title: 'Old name' };
    expect(entriesOf([first, renamed], span)).toMatchObject([{ title: 'Checkout down', over: noon }]);
  });
});

describe('what a message shows', () => {
  it('is at most twelve, by time, and no incident is left out for what weighs less', () => {
    fc.assert(
      fc.property(someFacts, (all) => {
        const entries = entriesOf(all, span);
        const shown = shownOf(entries);
        expect(shown.length).toBe(Math.min(entries.length, mostShown));
        expect(entries.filter((one) => shown.includes(one))).toEqual(shown);
        const left = entries.filter((one) => !shown.includes(one));
        if (left.some(({ kind }) => kind === 'incident'))
          expect(shown.every(({ kind }) => kind === 'incident')).toBe(true);
      }),
      often(200),
    );
  });

  it('has the project’s own plan whatever else there is', () => {
    const own = ownEntry(
      { name: 'Relaunch', planned: '2026-11-20', last: '2026-11-23', moves: 1, ended: null },
      noon - 30 * day,
    );
    const many = Array.from({ length: 30 }, (_, n) =>
      known(`i${n}`, { kind: 'incident', at: noon - n * hour }),
    );
    expect(shownOf([own, ...entriesOf(many, span)])).toContain(own);
  });
});

describe('a fact as it is kept', () => {
  const fact = { ...known('a'), labels: [] };
  it.each<[what: string, given: Partial<typeof fact>, expected: unknown]>([
    ['with a title of no sign that can be seen', { title: '\u200b \n' }, null],
    ['without a key', { key: '' }, null],
    ['without a time', { at: Number.NaN }, null],
    ['from a clock that is ahead', { at: noon + 9 * day }, { at: noon }],
    ['from before all clocks', { at: -5 }, { at: 0 }],
    ['with an address that is none', { link: 'javascript:alert(1)' }, { link: null }],
    ['with an address that anybody could read on the way', { link: 'http://a.example.org' }, { link: null }],
    [
      'with an address that is too long',
      { link: `https://a.example.org/${'x'.repeat(2_000)}` },
      { link: null },
    ],
    ['in several lines', { title: 'a\nb\tc\0' }, { title: 'a b c' }],
  ])('%s', (_what, given, expected) => {
    const kept = keptOf({ ...fact, ...given }, noon);
    if (expected === null) expect(kept).toBeNull();
    else expect(kept).toMatchObject(expected as object);
  });
});

describe.each(everyLanguage)('in %s', (_locale, t) => {
  const f = factsWordsFor(t);
  const { row } = loaded();
  const happenedFrom = (all: readonly KeptFact[]) => ({
    ...span,
    entries: [
      ownEntry({ name: '<!here>', planned: '2026-11-01', last: '2027-03-01', moves: 2, ended: null }, noon),
      ...entriesOf(all, span),
    ],
    places: Array.from({ length: 10 }, (_, at) => `${'&'.repeat(190)}${at}`),
    missing: Array.from({ length: 10 }, (_, at) => `${'&'.repeat(190)}${at}`),
    project: { id: rowId('p'), name: 'x'.repeat(120) } as ProjectRow,
  });

  it('Slack takes the message and all of the form, and the picture says what stands in it', () => {
    fc.assert(
      fc.property(someFacts, fc.boolean(), (all, isCollecting) => {
        const happened = happenedFrom(all);
        const message = factsMessage(f, row, happened, isCollecting);
        expect(refuseMessage(message.text, message.blocks)).toBeUndefined();
        const shown = shownOf(happened.entries);
        const alt = altOf(chartOf(f, happened, shown));
        for (let number = 1; number <= shown.length; number += 1) expect(alt).toContain(`${number}. `);
        expect(message.text).not.toMatch(/<!(here|channel)/);
        const making = { may: isCollecting, isMade: () => false };
        for (const page of [0, 1, 2, 99])
          expect(problems(renderFacts(f, row, happened, page, making, true))).toEqual([]);
        for (const entry of happened.entries) {
          const of = { fact: rowId('x'), page: 0, text: textOf(f, entry) };
          expect(problems(renderCard(f, t, loaded(), of))).toEqual([]);
        }
      }),
      often(30),
    );
  });

  it('Slack takes the form for what belongs to a project, however much that is', () => {
    const connection = rowId('c') as never;
    const known = Array.from({ length: 120 }, (_, at) => ({
      ...{ id: `c${at}` as never, connector: 'github' as const, called: 'n'.repeat(200) },
      ...{ hasIssues: true, isRefused: false, reads: null },
    }));
    const followed = Array.from({ length: 10 }, (_, at) => ({
      connection,
      source: { place: `${'*'.repeat(199)}${at}`, label: at % 2 === 0 ? null : '&'.repeat(200) },
      readAt: at % 3 === 0 ? null : noon,
      refused: at % 4 === 0 ? ('gone' as const) : null,
    }));
    const project = {
      ...happenedFrom([]).project,
      channel_id: row.channel_id,
      state: 'planned',
    } as ProjectRow;
    expect(problems(renderSources(f, project, { followed, known }))).toEqual([]);
    expect(problems(renderSources(f, project, { followed: [], known: [] }))).toEqual([]);
  });
});

describe('of the last retrospectives', () => {
  const action = (id: string, more: object = {}) => ({
    ...{ id: rowId(id), state: 'open' as const, reason: '', helped: null, standardKind: null },
    ...more,
  });
  const five = ['a', 'b', 'c', 'd', 'e'].map((id) => action(id));
  const held = [rowId('r1'), rowId('r2')];
  it('nothing is said of tools where none is connected, and nothing of fewer than five actions', () => {
    expect(latelyOf(held, new Set(), five.slice(1), new Set(), false)).toEqual({
      ...{ held: 2, began: null, actions: null },
    });
    expect(latelyOf(held, new Set(), five, new Set(), false).actions).toMatchObject({ reached: null });
  });

  it('counts what began with facts, and of the agreed actions what reached a tracker, helped, or changed a standard', () => {
    const actions = [
      ...five.slice(2),
      action('a', { helped: 'partly', state: 'done' }),
      action('b', { helped: 'no', state: 'done', standardKind: 'checklist' }),
      // Nobody accepted it.
      action('x', { state: 'proposed' }),
    ];
    expect(latelyOf(held, new Set([rowId('r2')]), actions, new Set([rowId('a'), rowId('x')]), true)).toEqual({
      held: 2,
      began: 1,
      actions: { agreed: 5, reached: 1, helped: 1, changed: 1 },
    });
  });
});

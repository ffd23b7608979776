import fc from 'fast-check';
import { rowId, type RowId } from '../../../src/core/ids.ts';
import {
  type Grouping,
  join,
  joinChosen,
  joinedOf,
  regrouped,
  topicsOf,
  undecided,
} from '../../../src/features/retro/group/rules.ts';
import { often } from '../../support/often.ts';

const [a, b, c, d, e] = ['A', 'B', 'C', 'D', 'E'].map(rowId) as [RowId, RowId, RowId, RowId, RowId];
const cards = [a, b, c, d, e];
const grouping = (id: string, state: Grouping['state'], ...those: RowId[]): Grouping => ({
  id: rowId(id),
  state,
  cards: those,
});
const shapes = (there: readonly RowId[], groupings: readonly Grouping[]) =>
  topicsOf(there, groupings).map((topic) => topic.cards.join(''));
const replaced = (groupings: readonly Grouping[], one: Grouping) => [
  ...groupings.filter(({ id }) => id !== one.id),
  one,
];

describe('topics', () => {
  it('are the cards, as long as nothing is joined', () => {
    expect(topicsOf(cards, [grouping('S', 'suggested', a, b), grouping('T', 'apart', c, d)])).toEqual(
      cards.map((id) => ({ id, cards: [id] })),
    );
  });

  it('stand where their first card stands', () => {
    expect(shapes(cards, [grouping('S', 'joined', d, b)])).toEqual(['A', 'BD', 'C', 'E']);
  });

  it('keep their name when their cards are deleted, and go with the last', () => {
    const groupings = [grouping('S', 'joined', a, b)];
    expect(topicsOf([b], groupings)).toEqual([{ id: 'S', cards: [b] }]);
    expect(topicsOf([], groupings)).toEqual([]);
  });
});

describe('joining', () => {
  const suggested = grouping('S', 'suggested', a, b);

  it('a suggestion that touches another topic joins all of it', () => {
    const byHand = grouping('H', 'joined', b, c);
    const after = join(cards, [suggested, byHand], suggested);
    expect(after).toEqual(grouping('S', 'joined', a, b, c));
    expect(shapes(cards, [grouping('S', 'joined', a, b, c), byHand])).toEqual(['ABC', 'D', 'E']);
  });

  it('a second time, by somebody who pressed at the same moment, changes nothing', () => {
    const joined = grouping('S', 'joined', a, b);
    expect(join(cards, [joined], joined)).toBeNull();
    expect(joinChosen(cards, [joined], [joined.id, a], rowId('N'))).toBeNull();
  });

  it('cards that were deleted changes nothing', () => {
    expect(join([a, c, d], [suggested], suggested)).toBeNull();
  });

  it('by hand what was taken apart brings the same grouping back', () => {
    expect(joinChosen(cards, [grouping('T', 'apart', b, a)], [a, b], rowId('N'))?.id).toBe('T');
    expect(joinChosen(cards, [grouping('T', 'apart', b, a)], [a, c], rowId('N'))?.id).toBe('N');
  });

  it('by hand what is no topic any more joins what is left', () => {
    expect(joinChosen(cards, [], [a, rowId('gone'), b], rowId('N'))?.cards).toEqual([a, b]);
    expect(joinChosen(cards, [], [a, rowId('gone')], rowId('N'))).toBeNull();
  });
});

describe('a decision', () => {
  const suggestions = [grouping('S', 'suggested', a, b), grouping('T', 'suggested', b, c, d)];

  it('about one suggestion after the other joins them, also where they touch', () => {
    const both = ['S', 'T'].reduce((now: readonly Grouping[], id) => {
      const [joined] = regrouped(cards, now, { kind: 'join', grouping: rowId(id) });
      return joined === undefined ? now : replaced(now, joined);
    }, suggestions);
    expect(both.map(({ id, state }) => [id, state])).toEqual([
      ['S', 'joined'],
      ['T', 'joined'],
    ]);
    expect(shapes(cards, both)).toEqual(['ABCD', 'E']);
  });

  it('about what is there no more changes nothing', () => {
    expect(regrouped(cards, suggestions, { kind: 'join', grouping: rowId('gone') })).toEqual([]);
    expect(regrouped(cards, suggestions, { kind: 'apart', grouping: rowId('gone') })).toEqual([]);
  });

  it('keeps a suggestion apart, and joins it after all', () => {
    const [apart] = regrouped(cards, suggestions, { kind: 'apart', grouping: rowId('S') });
    expect(apart).toEqual(grouping('S', 'apart', a, b));
    const now = apart === undefined ? [] : [apart];
    expect(regrouped(cards, now, { kind: 'apart', grouping: rowId('S') })).toEqual([]);
    expect(regrouped(cards, now, { kind: 'join', grouping: rowId('S') })).toEqual([
      grouping('S', 'joined', a, b),
    ]);
  });

  it('takes apart what is in sight, and not what a later one holds', () => {
    const now = [grouping('S', 'joined', a, b), grouping('H', 'joined', a, b, c)];
    expect(regrouped(cards, now, { kind: 'apart', grouping: rowId('S') })).toEqual([]);
    expect(regrouped(cards, now, { kind: 'apart', grouping: rowId('H') })).toEqual([
      grouping('H', 'apart', a, b, c),
    ]);
  });
});

describe('what can still be decided', () => {
  it('are suggestions whose cards are not in one topic already', () => {
    const suggestions = [grouping('S', 'suggested', a, b), grouping('T', 'suggested', c, d)];
    const joined = grouping('H', 'joined', a, b, e);
    expect(undecided(cards, [...suggestions, joined], 'suggested').map(({ id }) => id)).toEqual(['T']);
    expect(joinedOf(cards, [...suggestions, joined])).toEqual([{ id: 'H', cards: [a, b, e] }]);
  });

  it('are not those of which one card is left', () => {
    expect(undecided([a, c], [grouping('S', 'suggested', a, b)], 'suggested')).toEqual([]);
  });
});

describe('whatever is joined, taken apart and deleted, in whichever order', () => {
  type Step =
    | { readonly do: 'chosen'; readonly at: readonly number[] }
    | { readonly do: 'join' | 'apart' | 'delete'; readonly at: number };
  const at = fc.nat({ max: 9 });
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ do: fc.constant('chosen' as const), at: fc.array(at, { minLength: 2, maxLength: 3 }) }),
    fc.record({ do: fc.constantFrom('join' as const, 'apart' as const, 'delete' as const), at }),
  );
  const many = Array.from({ length: 10 }, (_, index) => rowId(`C${String(index)}`));
  const suggestions = [
    grouping('S1', 'suggested', ...many.slice(0, 3)),
    grouping('S2', 'suggested', ...many.slice(3, 5)),
    grouping('S3', 'suggested', ...many.slice(5, 9)),
  ];

  it('every card that is there stands in exactly one topic, and joining can be undone', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let there: readonly RowId[] = many;
        let groupings: readonly Grouping[] = suggestions;
        for (const [index, { do: what, at: where }] of steps.entries()) {
          const before = shapes(there, groupings);
          const topics = topicsOf(there, groupings);
          if (what === 'delete') there = there.filter((card) => card !== many[where]);
          else if (what === 'apart') {
            const one = joinedOf(there, groupings)[where];
            const known = groupings.find(({ id }) => id === one?.id);
            if (known !== undefined) groupings = replaced(groupings, { ...known, state: 'apart' });
          } else {
            const one = groupings[typeof where === 'number' ? where : 0];
            const joined =
              what === 'chosen'
                ? joinChosen(
                    there,
                    groupings,
                    where.flatMap((each) => topics[each]?.id ?? []),
                    rowId(`N${String(index)}`),
                  )
                : one === undefined
                  ? null
                  : join(there, groupings, one);
            if (joined !== null) {
              groupings = replaced(groupings, joined);
              // It is one topic now, and taken apart all is as it was.
              expect(joinedOf(there, groupings).map(({ id }) => id)).toContain(joined.id);
              expect(shapes(there, replaced(groupings, { ...joined, state: 'apart' }))).toEqual(before);
            }
          }
          expect(
            topicsOf(there, groupings)
              .flatMap((topic) => topic.cards)
              .toSorted(),
          ).toEqual(there.toSorted());
        }
      }),
      often(100),
    );
  });
});

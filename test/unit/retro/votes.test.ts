import fc from 'fast-check';
import { rowId, type RowId } from '../../../src/core/ids.ts';
import {
  type Ballot,
  budgetOf,
  choose,
  isSameBallot,
  isVoteNeeded,
  mostOnOne,
  ranked,
  toldOf,
  votesIn,
} from '../../../src/features/retro/vote/rules.ts';
import { often } from '../../support/often.ts';

const [a, b, c, d] = ['A', 'B', 'C', 'D'].map(rowId) as [RowId, RowId, RowId, RowId];
const topics = [a, b, c, d];
const none: Ballot = new Map();
const given = (...votes: [RowId, number][]): Ballot => new Map(votes);

describe('how many votes a person has', () => {
  it.each([
    [1, 3],
    [2, 3],
    [12, 3],
    [13, 4],
    [20, 5],
    [21, 6],
    [24, 6],
    [600, 6],
  ])('for %i topics these are %i', (items, votes) => {
    expect(budgetOf(items)).toBe(votes);
  });

  it('one topic, or none, is not voted on', () => {
    expect([0, 1, 2].map(isVoteNeeded)).toEqual([false, false, true]);
  });
});

describe('a ballot', () => {
  it('keeps what was given on other pages', () => {
    expect(choose(given([a, 2]), given([b, 1]), topics)).toEqual({ ok: true, value: given([a, 2], [b, 1]) });
  });

  it('is voting back', () => {
    expect(choose(given([a, 2], [b, 1]), given([a, 0], [c, 1]), topics)).toEqual({
      ok: true,
      value: given([b, 1], [c, 1]),
    });
  });

  it('holds no more votes than there are', () => {
    expect(choose(given([a, 2], [b, 1]), given([c, 1]), topics)).toEqual({ ok: false, code: 'overBudget' });
  });

  it('can move votes from one topic to another at once, when none is left', () => {
    expect(choose(given([a, 2], [b, 1]), given([a, 1], [c, 1]), topics)).toMatchObject({ ok: true });
  });

  it.each([3, -1, 0.5, Number.NaN])('does not take %p votes for one topic', (votes) => {
    expect(choose(none, given([a, votes]), topics)).toEqual({ ok: false, code: 'manyOnOne' });
  });

  it('gives nothing to a topic that is not there any more', () => {
    expect(choose(none, given([d, 1]), [a, b, c])).toEqual({ ok: false, code: 'topicGone' });
  });

  it('gets the votes back that were given to a topic that has gone since', () => {
    expect(choose(given([d, 2], [a, 1]), given([b, 2]), [a, b, c])).toEqual({
      ok: true,
      value: given([a, 1], [b, 2]),
    });
  });

  it('never holds too much, whatever is chosen in whichever order', () => {
    const choice = fc.array(fc.tuple(fc.constantFrom(...topics), fc.integer({ min: -1, max: 3 })));
    fc.assert(
      fc.property(fc.array(choice), (choices) => {
        let ballot = none;
        for (const chosen of choices) {
          const after = choose(ballot, given(...chosen), topics);
          if (after.ok) ballot = after.value;
          expect(votesIn(ballot)).toBeLessThanOrEqual(budgetOf(topics.length));
          for (const votes of ballot.values()) {
            expect(votes).toBeGreaterThan(0);
            expect(votes).toBeLessThanOrEqual(mostOnOne);
          }
        }
      }),
      often(100),
    );
  });
});

describe('the order in which topics are talked about', () => {
  const items = topics.map((id) => ({ id }));
  const order = (votes: [RowId, number, number][]) =>
    ranked(items, new Map(votes.map(([id, count, voters]) => [id, { votes: count, voters }]))).map(
      ({ id }) => id,
    );

  it('is by votes', () => {
    expect(
      order([
        [b, 1, 1],
        [c, 3, 2],
      ]),
    ).toEqual([c, b, a, d]);
  });

  it('is by different people where the votes are as many', () => {
    expect(
      order([
        [a, 4, 2],
        [d, 4, 4],
      ]),
    ).toEqual([d, a, b, c]);
  });

  it('is as shown where both are equal, and where nobody voted', () => {
    expect(
      order([
        [d, 2, 1],
        [b, 2, 1],
      ]),
    ).toEqual([b, d, a, c]);
    expect(order([])).toEqual([a, b, c, d]);
  });
});

describe('what is published of a vote', () => {
  const order = [
    { id: b, votes: 4, voters: 3 },
    { id: a, votes: 2, voters: 2 },
    { id: d, votes: 0, voters: 0 },
    { id: c, votes: 0, voters: 0 },
  ];

  it('is each topic that has votes, with their number, where five people’s votes are new', () => {
    expect(toldOf(order, 5)).toEqual([
      { id: b, place: 1, votes: 4, voters: 3 },
      { id: a, place: 2, votes: 2, voters: 2 },
    ]);
  });

  it('is the order of the first three where fewer are, whether they have votes or not', () => {
    const untold = { votes: null, voters: null };
    expect(toldOf(order, 4)).toEqual([
      { id: b, place: 1, ...untold },
      { id: a, place: 2, ...untold },
      { id: d, place: 3, ...untold },
    ]);
  });

  it('differs only if a ballot says something else of a topic that is there', () => {
    expect(isSameBallot(given([a, 1], [b, 2]), given([b, 2], [a, 1]), topics)).toBe(true);
    expect(isSameBallot(given([a, 1]), given([a, 2]), topics)).toBe(false);
    expect(isSameBallot(given([a, 1]), given([a, 1], [b, 1]), topics)).toBe(false);
    expect(isSameBallot(given([a, 1]), given(), topics)).toBe(false);
    expect(isSameBallot(given([a, 1]), given([a, 1], [d, 1]), [a, b, c])).toBe(true);
  });
});

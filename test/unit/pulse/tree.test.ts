/** The tree of teams: what is wrong with one, who is asked in it, where each counts; and the lines that it is pasted from. */
import fc from 'fast-check';
import { rowId, userId } from '../../../src/core/ids.ts';
import { readLines } from '../../../src/features/pulse/tree/csv.ts';
import {
  askedOf,
  faultsOf,
  leastBehind,
  type Place,
  rosterOf,
} from '../../../src/features/pulse/tree/rules.ts';
import { smallTeams } from '../../../src/features/pulse/window/roster.ts';

const place = (id: string, more: Partial<Place> = {}): Place => ({
  ...{ id: rowId(id), name: id, under: null, source: null, leader: userId('ULEAD'), isAgreed: true },
  ...more,
});
const team = (id: string, under: string | null = null, more: Partial<Place> = {}) =>
  place(id, { source: `C${id}`, under: under === null ? null : rowId(under), ...more });
const kinds = (places: readonly Place[]) => faultsOf(places).map(({ kind, name }) => `${kind} ${name}`);

describe('a tree', () => {
  it('without faults has none', () => {
    expect(kinds([place('All'), team('One', 'All'), team('Two', 'All')])).toEqual([]);
  });

  it('with a loop says which places are in it, and not what hangs below', () => {
    const places = [place('A', { under: rowId('B') }), place('B', { under: rowId('A') }), team('Below', 'A')];
    expect(kinds(places)).toEqual(['loop A', 'loop B']);
  });

  it('says what is part of nothing known, named twice, of the same people, a team with parts, and empty', () => {
    expect(kinds([team('One', 'Gone')])).toEqual(['unknown One']);
    expect(kinds([team('One'), team('x', null, { name: 'one' })])).toEqual(['namedTwice one']);
    expect(kinds([team('One'), team('Two', null, { source: 'COne' })])).toEqual(['samePeople Two']);
    expect(kinds([team('One'), team('Two', 'One')])).toEqual(['teamWithParts One']);
    expect(kinds([place('All')])).toEqual(['empty All']);
  });

  it('is asked without the places whose leader has not agreed; their parts belong to what is above, and what is left empty goes', () => {
    const places = [
      place('All'),
      place('Dept', { under: rowId('All'), isAgreed: false }),
      team('One', 'Dept'),
      place('Other', { under: rowId('All') }),
      team('Two', 'Other', { isAgreed: false }),
    ];
    expect(askedOf(places).map(({ id, under }) => [id, under])).toEqual([
      ['All', null],
      ['One', 'All'],
    ]);
  });
});

describe('who is asked', () => {
  const members = new Map([
    ['COne', ['UA', 'UB', 'ULEAD'].map(userId)],
    ['CTwo', ['UB', 'UC', 'ULEAD'].map(userId)],
  ]);

  it('each counts in one team: a person in two in the first of the tree', () => {
    const { teamOf, inSeveral } = rosterOf([team('One'), team('Two')], members);
    expect(Object.fromEntries(teamOf)).toEqual({ UA: 'One', UB: 'One', UC: 'Two' });
    expect([...inSeveral]).toEqual([['UB', ['One', 'Two']]]);
  });

  it('a leader is not asked in the team they lead, but where they are one among others', () => {
    const { teamOf } = rosterOf([team('One'), team('Two', null, { leader: userId('UA') })], members);
    expect(teamOf.get(userId('ULEAD'))).toBe('Two');
  });

  it('nobody counts twice or in a team that is not asked, however people are spread over teams', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 12 }), { maxLength: 6 }),
        (lists) => {
          const places = lists.map((_, at) => team(`T${at}`, null, { leader: userId(`U${at}`) }));
          const known = new Map(lists.map((list, at) => [`CT${at}`, list.map((one) => userId(`U${one}`))]));
          const { teamOf } = rosterOf(places, known);
          for (const [user, id] of teamOf) {
            const first = places.find(
              ({ source, leader }) => leader !== user && known.get(source ?? '')?.includes(user) === true,
            );
            expect(id).toBe(first?.id);
          }
          const everybody = new Set([...known.values()].flat());
          for (const user of everybody)
            expect(teamOf.has(user)).toBe(
              places.some(
                ({ source, leader }) => leader !== user && known.get(source ?? '')?.includes(user) === true,
              ),
            );
        },
      ),
    );
  });
});

it('small teams stand with the other small teams of the place above, or nowhere', () => {
  const places = [
    place('All'),
    team('Big', 'All'),
    team('Two', 'All'),
    team('Three', 'All'),
    place('Far'),
    team('Four', 'Far'),
  ];
  const asked = new Map([
    [rowId('Big'), 7],
    [rowId('Two'), 2],
    [rowId('Three'), 3],
    [rowId('Four'), 4],
  ]);
  expect(
    smallTeams({ places, asked }, leastBehind).map(({ team: { name }, within }) => [name, within?.name]),
  ).toEqual([
    ['Two', 'All'],
    ['Three', 'All'],
    ['Four', undefined],
  ]);
});

describe('pasted lines', () => {
  const rows = (text: string) =>
    readLines(text).lines.map(({ name, under, people, leader }) => [name, under, people, leader]);

  it('have commas, semicolons or tabs between, a heading or none, and either line end', () => {
    const expected = [
      ['All', '', '', 'Ann'],
      ['One', 'All', '#one', ''],
    ];
    expect(rows('name,part of,people,leader\nAll,,,Ann\nOne,All,#one')).toEqual(expected);
    expect(rows('All;;;Ann\r\nOne;All;#one;\r\n')).toEqual(expected);
    expect(rows('\uFEFFName\tTeil von\tLeute\tLeitung\rAll\t\t\tAnn\rOne\tAll\t#one\t')).toEqual(expected);
  });

  it('a quoted cell may hold what stands between, and a quotation mark', () => {
    expect(rows('"Ops, ""night"" shift",All,#ops,Ann')).toEqual([
      ['Ops, "night" shift', 'All', '#ops', 'Ann'],
    ]);
  });

  it('say which are wrong and what with them; empty lines are none', () => {
    const text = ['All', '', ',All', '"open,All', 'Wide,,,,x', 'all', 'x'.repeat(61)].join('\n');
    expect(readLines(text).wrong).toEqual([
      { at: 3, wrong: 'noName' },
      { at: 4, wrong: 'unclosed' },
      { at: 5, wrong: 'columns' },
      { at: 6, wrong: 'twice' },
      { at: 7, wrong: 'longName' },
    ]);
  });

  it('are read for any text, each line once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { lines, wrong } = readLines(text);
        const numbers = [...lines, ...wrong].map(({ at }) => at);
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
    );
  });
});

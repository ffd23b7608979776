/** What must not compile. Each line here that begins to compile breaks the type check, which is part of `npm test`. */
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import type { ReadScope, Scope } from '../../src/core/scope.ts';
import { note, vote } from './support/world.ts';

/** Never run: the compiler is the test. */
function attempts(read: ReadScope, scope: Scope): unknown[] {
  const n = rowId('n');
  return [
    // Fine, so that the refusals below are about what they say.
    read.from(note).where('rank', '>', 1).select(['id', 'words']).orderBy('rank').limit(3),
    read.from(note).select((it) => it.fn.countAll<number>().as('count')),
    read.from(vote).where('note', '=', n).selectAll(),

    // @ts-expect-error -- a join with one of Lore's own tables goes around the guard
    read.from(note).innerJoin('person', 'person.user_id', 'it.owner'),
    // @ts-expect-error -- and so does one with another feature's table
    read.from(note).leftJoin('vote', 'vote.note', 'it.id'),
    // @ts-expect-error -- a subquery has no table to start from either
    read.from(note).where((it) => it.exists(it.selectFrom('authorship').selectAll())),
    // @ts-expect-error -- a query begins with a table's declaration, not with its name
    read.from('note'),
    // @ts-expect-error -- there is no query besides: nothing else is handed out
    read.selectFrom,
    // @ts-expect-error -- no raw handle on a scope
    scope.db,
    // @ts-expect-error -- who wrote a row is no column of it
    read.from(note).select('author'),
    // @ts-expect-error -- nor is the audience
    read.from(note).where('audience_id', '=', 'x'),
    // @ts-expect-error -- nor the workspace
    read.from(note).where('team_id', '=', 'T2'),
    // @ts-expect-error -- whose vote it is, is no column
    read.from(vote).select('user_id'),
    // @ts-expect-error -- another feature's column
    read.from(note).select('score'),
    // @ts-expect-error -- nobody wrote an own row but its person
    read.mine(vote),
    // @ts-expect-error -- an own table has no authors to be asked for
    read.authors(vote, [n]),
    // @ts-expect-error -- shared rows are read, not tallied
    read.countBy(note, 'words', {}),
    // @ts-expect-error -- a row is written for an audience
    scope.insert(note, { id: n, words: '', rank: null, owner: null }, { by: [], names: 'shown' }),
    // @ts-expect-error -- a row's key never changes
    scope.update(note, n, { id: rowId('m') }),
    // @ts-expect-error -- nor does who may see it
    scope.update(note, n, { seal_id: null }),
    // @ts-expect-error -- a write names no workspace
    scope.upsertOwn(vote, { note: n, score: 1, team_id: 'T2' }),
    // @ts-expect-error -- a channel is no person
    scope.person(channelId('C1')),
    // @ts-expect-error -- a person is no channel
    scope.audience({ kind: 'conversation', channel: userId('U1') }),
    // @ts-expect-error -- a view only reads
    read.insert,
    // @ts-expect-error -- a scope cannot be widened
    (scope.viewer = { kind: 'operator' }),
    // @ts-expect-error -- a scope stays in its workspace
    (scope.teamId = 'T2'),
  ];
}

describe('the types of a scope', () => {
  it('refuse what goes around a guard', () => {
    expect(attempts).toBeInstanceOf(Function);
  });
});

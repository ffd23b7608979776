/** Everything that a scope can be made to tell, as facts in angle quotes: they are found again wherever they are shown. */
import type { ReadScope, Scope } from '../../../../src/core/scope.ts';
import type { KnownIds } from './ids.ts';
import { choiceWords } from '../generate.ts';
import { choices, offers, pool, secrets } from './tables.ts';

export const fact = (...words: readonly (string | number)[]): string => `«${words.join(' ')}»`;

/** What is there to be listed, counted and named: rows, how many, who wrote them, own rows, tallies. */
export async function rowFacts(read: ReadScope, known: KnownIds): Promise<string[]> {
  const rows = await read.from(secrets).selectAll().orderBy('it.id').execute();
  const counted = await read
    .from(secrets)
    .select((it) => it.fn.countAll<number>().as('n'))
    .execute();
  const mine = await read.mine(secrets).selectAll().orderBy('it.id').execute();
  const authors = await read.authors(secrets, [...known.rows]);
  const own = await read.from(choices).selectAll().orderBy('it.id').execute();
  const tally = await read.countBy(choices, 'choice', {});
  return [
    ...rows.map(({ token }) => fact('row', token)),
    ...counted.map(({ n }) => fact('count', n)),
    ...mine.map(({ token }) => fact('mine', token)),
    ...[...authors].flatMap(([row, people]) => people.map((person) => fact('by', row, person))),
    ...own.map(({ token }) => fact('own', token)),
    ...[...tally].map(([choice, n]) => fact('tally', choice, n)),
  ];
}

/** Who offers what. */
export async function offerFacts(read: ReadScope): Promise<string[]> {
  const facts: string[] = [];
  for (const what of choiceWords)
    for (const { person } of await read.offering(offers, { what }))
      facts.push(fact('offer', what, person.userId));
  return facts;
}

/** What a channel puts people together by; a person is told nothing. */
export async function poolFacts(scope: Scope): Promise<string[]> {
  const facts: string[] = [];
  for (const what of choiceWords)
    for (const { user, row } of await scope.pool(pool, { what }))
      facts.push(fact('pool', what, user, row.token));
  return facts;
}

/** Who is with whom: audiences, members, channels, and who offers something. */
export async function peopleFacts(read: ReadScope, known: KnownIds): Promise<string[]> {
  const facts = await offerFacts(read);
  for (const audience of known.audiences)
    for (const { userId } of await read.peopleOf(audience)) facts.push(fact('people', audience, userId));
  for (const channel of known.channels) {
    for (const { userId } of await read.members(channel)) facts.push(fact('members', channel, userId));
    if ((await read.channel(channel)) !== null) facts.push(fact('channel', channel));
  }
  return facts;
}

/** A small company for searches at each moment: what the transaction of one may do, and what every other read says of the same. */
import fc from 'fast-check';
import { type AudienceId, channelId, type EmbargoId, rowId, userId } from '../../../src/core/ids.ts';
import type { ReadScope, Scope } from '../../../src/core/scope.ts';
import type { Term } from '../../../src/core/search/stored.ts';
import type { Audience } from '../../../src/core/visibility.ts';
import { lessons } from '../../../src/features/lessons/rows.ts';
import { channel, counting, noon, people, personViewer, T1, type World } from '../../store/support/world.ts';
import { lesson } from './written.ts';

export const everybody = ['ann', 'bob', 'cat', 'gus'] as const;
export const places = ['C1', 'C2', 'C3'] as const;
/** One edit from each other. */
const titles = ['granite', 'granites', 'basalt'] as const;

export const who = fc.constantFrom(...everybody);
export const place = fc.constantFrom(...places);
const nth = fc.nat(9);

/** What the transaction of the search itself may do. */
export const op = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('insert' as const),
      kind: fc.constantFrom('workspace' as const, 'conversation' as const, 'people' as const),
      place,
      by: who,
      isHidden: fc.boolean(),
      isSealed: fc.boolean(),
      title: fc.constantFrom(...titles),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('open' as const, 'close' as const), nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), nth, to: nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('delete' as const, 'unlink' as const), nth }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('edit' as const), nth, title: fc.constantFrom(...titles) }),
  },
);
type Op = typeof op extends fc.Arbitrary<infer One> ? One : never;

interface Known {
  readonly audiences: AudienceId[];
  readonly embargoes: EmbargoId[];
  readonly ids: string[];
  readonly next: () => string;
}

/** What a search says, and what every other read says of the same. */
export async function compared(read: ReadScope): Promise<readonly [told: unknown, wanted: unknown]> {
  const { words, viewer } = read;
  const rows = await read.from(lessons).select(['it.id', 'it.title']).execute();
  const ids = rows.map(({ id }) => id);
  const authors = await read.authors(lessons, ids);
  const mine = new Set(
    viewer.kind === 'person' ? (await read.mine(lessons).select('it.id').execute()).map(({ id }) => id) : [],
  );
  const found = async (...asked: [most: object, narrow?: object]) =>
    (await words.candidates(lessons, { most: 500, ...asked[0] }, asked[1])).map(({ id }) => id).toSorted();
  const counts = await words.frequencies(lessons, titles as unknown as Term[]);
  const ofTitle = (title: string) => rows.filter((row) => row.title === title).map(({ id }) => id);
  const isBy = (id: (typeof ids)[number], one: string) =>
    (authors.get(id) ?? []).includes(userId(one)) ||
    (mine.has(id) && viewer.kind === 'person' && viewer.userId === one);
  const told = [
    counts.rows,
    titles.map((title) => counts.of.get(title as Term) ?? 0),
    (await words.near(lessons, 'granitex' as Term)).toSorted(),
    await found({}),
    await found({ any: ['granite' as Term] }),
    await Promise.all(everybody.map((one) => found({}, { by: [userId(one)] }))),
    await found({ any: ['basalt' as Term] }, { since: noon - 1 }),
  ];
  return [
    told,
    [
      rows.length,
      titles.map((title) => ofTitle(title).length),
      ['granite', 'granites'].filter((title) => ofTitle(title).length > 0),
      ids.toSorted(),
      ofTitle('granite').toSorted(),
      everybody.map((one) => ids.filter((id) => isBy(id, one)).toSorted()),
      ofTitle('basalt').toSorted(),
    ],
  ];
}

export async function perform(
  scope: Scope,
  one: Op,
  { audiences, embargoes, ids, next }: Known,
): Promise<void> {
  const pick = <T>(all: readonly T[], at: number) => all[at % Math.max(all.length, 1)];
  switch (one.do) {
    case 'insert': {
      const from = channelId(one.place);
      if ((await scope.channel(from)) === null) return;
      const wanted: Audience =
        one.kind === 'workspace'
          ? { kind: 'workspace', from }
          : one.kind === 'conversation'
            ? { kind: 'conversation', channel: from }
            : { kind: 'people', channel: from, people: [userId(one.by)] };
      const audience = await scope.audience(wanted);
      const embargo = one.isSealed ? await scope.embargo() : null;
      const id = next();
      await scope.insert(lessons, lesson(id, audience, { title: one.title, writer_id: userId(one.by) }), {
        audience,
        by: [userId(one.by)],
        names: one.isHidden ? 'hidden' : 'shown',
        ...(embargo === null ? {} : { embargo }),
      });
      audiences.push(audience);
      ids.push(id);
      if (embargo !== null) embargoes.push(embargo);
      return;
    }
    case 'open':
    case 'close': {
      const embargo = pick(embargoes, one.nth);
      if (embargo !== undefined) await scope[one.do](embargo);
      return;
    }
    case 'unlink': {
      const embargo = pick(embargoes, one.nth);
      if (embargo !== undefined) await scope.anonymize(embargo);
      return;
    }
    case 'move': {
      const [id, to] = [pick(ids, one.nth), pick(audiences, one.to)];
      if (id !== undefined && to !== undefined) await scope.changeAudience(lessons, rowId(id), to);
      return;
    }
    case 'delete': {
      const id = pick(ids, one.nth);
      if (id !== undefined) await scope.delete(lessons, rowId(id));
      return;
    }
    case 'edit': {
      const id = pick(ids, one.nth);
      if (id !== undefined) await scope.update(lessons, rowId(id), { title: one.title });
    }
  }
}

export const start = async (world: World): Promise<Known> => {
  await people(world, { ann: 'member', bob: 'member', cat: 'member', gus: 'guest' });
  for (const id of places) await channel(world, id, ['ann', 'bob', 'cat']);
  const known: Known = { audiences: [], embargoes: [], ids: [], next: counting('l').next };
  // Of most groups at first, most people see most.
  await world.store.transact(T1, personViewer('ann'), async (scope) => {
    for (const where of places)
      for (const kind of ['workspace', 'conversation'] as const)
        await perform(
          scope,
          { do: 'insert', kind, place: where, by: 'ann', isHidden: false, isSealed: false, title: 'granite' },
          known,
        );
  });
  return known;
};

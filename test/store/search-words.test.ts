/** The words of a row are there when it is, follow it, and go with it, no matter who writes. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { rowId, userId } from '../../src/core/ids.ts';
import { insertion } from '../../src/core/scope.ts';
import type { Term } from '../../src/core/search/stored.ts';
import { features } from '../../src/features.ts';
import { lessons } from '../../src/features/lessons/rows.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import { engines } from '../support/databases.ts';
import { oftenOn } from '../support/often.ts';
import { keptAndWanted, lesson } from '../support/search/written.ts';
import { channel, openWorld, people, personViewer, T1, type World } from './support/world.ts';
import type { AudienceId, ChannelId, EmbargoId } from '../../src/core/ids.ts';

const ann = personViewer('ann');
const own = { tables: features.flatMap((feature) => feature.tables) };

describe.each(engines())('on $name', (engine) => {
  let world: World;
  let audience: AudienceId;
  beforeEach(async () => {
    world = await openWorld(engine, allGuards, own);
    await people(world, { ann: 'member', bob: 'member' });
    await channel(world, 'C1', ['ann', 'bob']);
    audience = await world.store.transact(T1, ann, (scope) =>
      scope.audience({ kind: 'workspace', from: 'C1' as ChannelId }),
    );
  });
  afterEach(() => world.close());

  const found = (...words: readonly string[]) =>
    world.store.read(T1, ann, async ({ words: reader }) => {
      const all = words.map((word) => [word as Term]);
      return (await reader.candidates(lessons, { all, most: 100 })).map(({ id }) => id);
    });
  const writeOne = (id: string, title: string, embargo?: EmbargoId) =>
    world.store.transact(T1, ann, (scope) =>
      scope.insert(lessons, lesson(id, audience, { title, happened: 'It happened in the evening' }), {
        audience,
        by: [userId('ann')],
        names: 'shown',
        ...(embargo === undefined ? {} : { embargo }),
      }),
    );
  const whole = async () => {
    const { kept, wanted } = await keptAndWanted(world.store);
    expect(kept).toEqual(wanted);
    return kept.words.length;
  };

  it('a lesson is found by its words as soon as it is written, by the new ones once it is changed, and never once it is deleted', async () => {
    await writeOne('l1', 'Rotate the certificate');
    await writeOne('l2', 'Certificate authority');
    expect(await found('certificate')).toEqual(['l1', 'l2']);
    expect(await found('certificate', 'rotate')).toEqual(['l1']);
    await world.store.transact(T1, ann, (scope) =>
      scope.update(lessons, rowId('l1'), { title: 'Renew the key' }),
    );
    expect(await found('rotate')).toEqual([]);
    expect(await found('renew', 'evening')).toEqual(['l1']);
    await world.store.transact(T1, ann, (scope) => scope.update(lessons, rowId('l2'), { state: 'gone' }));
    expect(await found('certificate')).toEqual([]);
    expect(await whole()).toBe(1);
    await world.store.transact(T1, ann, (scope) => scope.delete(lessons, rowId('l1')));
    expect(await found('renew')).toEqual([]);
    expect(await whole()).toBe(0);
  });

  it('new rows, one or many, are cut as they are stored: without signs that no database takes or nobody sees', async () => {
    const titles = ['gr\0anite', '\uD800 half a sign', 'ba\u202Esalt', 'Gro\u0308ße', 'a'.repeat(300), ''];
    await writeOne('alone', 'sl\0ate');
    await world.store.transact(T1, ann, (scope) =>
      scope.insertAll(
        titles.map((title, nth) =>
          insertion(lessons, lesson(`l${nth}`, audience, { title, topics: title }), {
            audience,
            by: [userId('ann')],
            names: 'shown',
          }),
        ),
      ),
    );
    expect([await found('slate'), await found('granite'), await found('basalt')]).toEqual([
      ['alone'],
      ['l0'],
      ['l2'],
    ]);
    expect(await whole()).toBe(7);
  });

  it('what was written before, or by an older Lore, waits, and is cut in steps; a change meanwhile counts', async () => {
    await writeOne('l0', 'Pebbles');
    // As an older Lore does: rows alone.
    const columns = Object.keys(lesson('x', audience)).filter((name) => name !== 'id');
    const refs = sql.join(columns.map((name) => sql.ref(name)));
    for (let nth = 1; nth <= 120; nth += 1)
      await sql`insert into lesson (team_id, id, audience_id, seal_id, ${refs})
        select team_id, ${`m${nth}`}, audience_id, seal_id, ${refs} from lesson where id = 'l0'`.execute(
        world.store.system,
      );
    await sql`update lesson set title = 'Boulders' where id = 'm7'`.execute(world.store.system);
    expect(await found('pebbles')).toEqual(['l0']);
    expect(await world.store.cutWaiting(T1)).toBe(50);
    await sql`update lesson set title = 'Gravel' where id = 'm9'`.execute(world.store.system);
    await writeOne('l1', 'Sand');
    let steps = 0;
    for (; (await world.store.cutWaiting(T1)) > 0; steps += 1);
    expect(steps).toBeLessThan(4);
    expect(await found('pebbles')).toHaveLength(100);
    expect([await found('boulders'), await found('gravel'), await found('sand')]).toEqual([
      ['m7'],
      ['m9'],
      ['l1'],
    ]);
    expect(await whole()).toBe(122);
  });

  it('rows that were cut as an older Lore did are cut again', async () => {
    await writeOne('l1', 'Pebbles');
    await sql`update lesson_words set cut = 0, words = '!!!!!!!! grit'`.execute(world.store.system);
    expect(await found('grit')).toEqual(['l1']);
    expect([await world.store.cutWaiting(T1), await world.store.cutWaiting(T1)]).toEqual([1, 0]);
    expect([await found('grit'), await found('pebbles')]).toEqual([[], ['l1']]);
    expect(await whole()).toBe(1);
  });

  it('whatever is written, moved, sealed, opened, merged, unlinked and erased, the words are those of the lessons', async () => {
    const step = fc.record({
      what: fc.constantFrom('write', 'change', 'move', 'open', 'close', 'merge', 'gone', 'delete', 'unlink'),
      row: fc.nat(5),
      seal: fc.nat(2),
      title: fc.constantFrom('red green', 'green Blau', 'c++ 日本語 red', 'Größe', ''),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const seals = await world.store.transact(T1, ann, async (scope) => [
          await scope.embargo(),
          await scope.embargo(),
        ]);
        const other = await world.store.transact(T1, ann, (scope) =>
          scope.audience({ kind: 'conversation', channel: 'C1' as ChannelId }),
        );
        for (const { what, row, seal, title } of steps) {
          const id = rowId(`l${row}`);
          const embargo = seals[seal];
          await world.store.transact(T1, ann, async (scope) => {
            if (
              what === 'write' &&
              (await scope.mine(lessons).where('id', '=', id).selectAll().execute()).length === 0
            )
              await scope.insert(lessons, lesson(id, audience, { title }), {
                audience,
                by: [userId('ann')],
                names: row % 2 === 0 ? 'shown' : 'hidden',
                ...(embargo === undefined ? {} : { embargo }),
              });
            if (what === 'change') await scope.update(lessons, id, { title }, { mine: true });
            if (what === 'gone') await scope.update(lessons, id, { state: 'gone' }, { mine: true });
            if (what === 'move') await scope.changeAudience(lessons, id, other);
            if (what === 'delete') await scope.delete(lessons, id);
            if (embargo === undefined) return;
            if (what === 'open') await scope.open(embargo);
            if (what === 'close') await scope.close(embargo);
            if (what === 'unlink') await scope.anonymize(embargo);
            const into = seals[1 - seal];
            if (what === 'merge' && into !== undefined && (await scope.openOf([into])).size > 0)
              await scope.merge(embargo, into);
          });
          await whole();
        }
        await world.store.erasing(T1, 'operator', { kind: 'channel', channelId: 'C1' as ChannelId });
        expect(await whole()).toBe(0);
        await channel(world, 'C1', ['ann', 'bob']);
        audience = await world.store.transact(T1, ann, (scope) =>
          scope.audience({ kind: 'workspace', from: 'C1' as ChannelId }),
        );
      }),
      oftenOn(engine, 12, 4),
    );
  });
});

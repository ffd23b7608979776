/** What posts say once they have nothing to say any more, to readers who may see nothing of what they were about. */
import { channelId, type RowId, rowId, teamId, userId } from '../../src/core/ids.ts';
import type { Params } from '../../src/core/post-ref.ts';
import { stays } from '../../src/core/post.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { features } from '../../src/features.ts';
import { register } from '../../src/slack/requests/registry.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { pebble } from '../support/test-feature/feature.ts';

const told = 'TOLDBEFORE00000000000000000';
const params = new Proxy<Params>({}, { get: (): RowId => rowId(told) });
const viewers: readonly Viewer[] = [
  { kind: 'person', userId: userId('U1') },
  { kind: 'channel', channelId: channelId('C1') },
];
const posts = [...register([...features, pebble]).posts.values()].flatMap(({ name, over }) =>
  over === stays ? [] : [[name, over] as const],
);

describe.each(engines())('on $name, once it is over', (engine) => {
  let database: FreshDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await engine.fresh();
    const ids = { next: () => 'id' };
    const tables = features.flatMap((feature) => feature.tables);
    store = openStore({ url: database.url, ids, clock: { now: () => 0 }, tables });
    await store.migrate();
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  it.each(posts)(
    '%s says so in a sentence, in each language, and tells nothing of what it was',
    async (_name, over) => {
      for (const viewer of viewers) {
        const said = await store.read(teamId('T1'), viewer, async (read) => {
          const all = [];
          for (const locale of ['en', 'de'] as const)
            all.push(await over(read, params, { now: 0, locale, tz: 'UTC' }));
          return all;
        });
        expect(said.map((sentence) => sentence.length > 10)).toEqual([true, true]);
        expect(new Set(said).size).toBe(2);
        expect(said.join(' ')).not.toContain(told);
      }
    },
  );
});

/** Another process on the same database: its connections were open before anything was erased, and it is the one that cleans the files. */
import process from 'node:process';
import { allGuards } from '../../src/store/access/guards.ts';
import { type Store, storeWith } from '../../src/store/store.ts';
import { counting, fixture, noon } from '../../test/store/support/world.ts';

export type Order = { readonly kind: 'open'; readonly url: string } | { readonly kind: 'clean' | 'close' };
/** What became of cleaning, as `Store.cleanFiles` says. */
export type Report = Awaited<ReturnType<Store['cleanFiles']>> | { readonly did: 'done' };

let store: Store | undefined;

async function obey(order: Order): Promise<Report> {
  if (order.kind === 'open') {
    store = storeWith(
      { ...fixture, url: order.url, ids: counting('y'), clock: { now: () => noon } },
      allGuards,
    );
    // It has read before, as every process has.
    await store.workspaces.installed();
    return { did: 'done' };
  }
  if (store === undefined) throw new Error('no database is open');
  if (order.kind === 'clean') return store.cleanFiles('now');
  await store.close();
  return { did: 'done' };
}

process.on('message', (order: Order) => {
  void obey(order).then((report) => process.send?.(report));
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0));

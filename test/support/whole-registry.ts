/** All that a Lore with these practices listens to: theirs, and its own screens. The store behind it is empty: listeners are looked at, not run. */
import { pino } from 'pino';
import type { Feature } from '../../src/core/feature.ts';
import { createDeliveryIssues } from '../../src/jobs/delivery-issues.ts';
import { register, type Registry } from '../../src/slack/requests/registry.ts';
import { openStore } from '../../src/store/store.ts';
import { makeAsides, systemFeatures } from '../../src/system.ts';
import { testClock } from './test-clock.ts';

export function wholeRegistry(features: readonly Feature[]): Registry {
  const clock = testClock();
  const ids = { next: () => 'x' };
  const tables = features.flatMap((feature) => feature.tables);
  const store = openStore({ url: 'sqlite::memory:', clock, ids, tables });
  const directory = {
    person: () => Promise.reject(new Error('nobody is known')),
    ensureAccess: async () => undefined,
    unknownYet: async () => ({ channels: null }),
  };
  const system = systemFeatures({
    features,
    store,
    directory,
    groupsFor: async () => null,
    deliveryIssues: createDeliveryIssues({ store, clock }),
    address: 'https://lore.example.org',
    toolHosts: [],
    hasPages: true,
    newSecret: () => ids.next(),
    asides: makeAsides(),
    clock,
    ids,
    log: pino({ level: 'silent' }),
    wake: () => undefined,
  });
  return register(features, system);
}

/** A practice that exists only in tests: it writes down what happens in the sources of its rows, each thing once. */
import { guardIndexes, integer, sharedColumns, text as textOf, type Up } from '../../db/columns.ts';
import { channel, instant, partOf, text } from '../../src/core/columns.ts';
import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';
import { rowId } from '../../src/core/ids.ts';
import { findRow } from '../../src/core/rows.ts';
import { sharedTable } from '../../src/core/tables.ts';

/** What follows, and what it heard. */
export const followers = sharedTable(
  'follower',
  { channel_id: channel, called: text, at: instant },
  { kept: { name: 'hearing.followers', days: 100, since: 'at' } },
);
export const heardFacts = sharedTable('heard_fact', {
  of_id: partOf(followers),
  fact_key: text,
  kind: text,
  title: text,
  at: instant,
});

export const hearingMigration: Up = async (db, engine) => {
  await sharedColumns(db.schema.createTable('follower'), engine, 'follower')
    .addColumn('channel_id', textOf(engine), (c) => c.notNull())
    .addColumn('called', textOf(engine), (c) => c.notNull())
    .addColumn('at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'follower');
  await sharedColumns(db.schema.createTable('heard_fact'), engine, 'heard_fact')
    .addColumn('of_id', textOf(engine), (c) => c.notNull())
    .addColumn('fact_key', textOf(engine), (c) => c.notNull())
    .addColumn('kind', textOf(engine), (c) => c.notNull())
    .addColumn('title', textOf(engine), (c) => c.notNull())
    .addColumn('at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'heard_fact');
};

/** @param told called for each thing that it is told, also again; may throw, as a practice with a bug does */
export const hearingFeature = (told: (key: string) => void = () => undefined): Feature => ({
  name: 'hearing',
  title: () => 'Hearing',
  copy: defineCopy({
    en: { 'kept.hearing.followers': 'Followers' },
    de: { 'kept.hearing.followers': 'Folgende' },
  }),
  tables: [followers, heardFacts],
  connected: async ({ scope, newId }, at, heard) => {
    if (heard.kind !== 'facts' || (await findRow(scope.from(followers), { id: heard.of })) === null) return;
    const audience = await scope.audience({ kind: 'conversation', channel: at });
    for (const { key, kind, title, at: when } of heard.facts) {
      told(key);
      if ((await findRow(scope.from(heardFacts), { of_id: heard.of, fact_key: key })) !== null) continue;
      const row = { id: rowId(newId()), of_id: heard.of, fact_key: key, kind, title, at: when };
      await scope.insert(heardFacts, row, { audience, by: [], names: 'hidden' });
    }
  },
});

/** Rows that carry nothing but a secret token, of both kinds that a feature can declare. */
import {
  guardIndexes,
  integer,
  ownColumns,
  sharedColumns,
  text as textOf,
  type Up,
} from '../../../../db/columns.ts';
import { instant, partOf, text } from '../../../../src/core/columns.ts';
import { ownTable, sharedTable } from '../../../../src/core/tables.ts';

/** Longer than the clock of these tests has run: nothing grows old here. */
const days = 1_000_000;

export const secrets = sharedTable(
  'probe_secret',
  { token: text, touched: instant },
  { kept: { name: 'probe.secrets', days, since: 'touched' }, exported: { as: 'facts' } },
);

export const choices = ownTable('probe_choice', ['id'], { id: partOf(secrets), token: text, choice: text });

export const offers = ownTable(
  'probe_offer',
  ['what'],
  { what: text, made: instant },
  { kept: { name: 'probe.offers', days, since: 'made' }, isOffer: true },
);

/** What a channel puts people together by. */
export const pool = ownTable(
  'probe_pool',
  ['what'],
  { what: text, token: text, made: instant },
  { kept: { name: 'probe.pool', days, since: 'made' }, isPooled: true },
);

export const probeMigration: Up = async (db, engine) => {
  await sharedColumns(db.schema.createTable('probe_secret'), engine, 'probe_secret')
    .addColumn('token', textOf(engine), (c) => c.notNull())
    .addColumn('touched', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'probe_secret');
  await ownColumns(db.schema.createTable('probe_choice'), engine, 'probe_choice', ['id'])
    .addColumn('id', textOf(engine), (c) => c.notNull())
    .addColumn('token', textOf(engine), (c) => c.notNull())
    .addColumn('choice', textOf(engine), (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'probe_choice');
  await ownColumns(db.schema.createTable('probe_offer'), engine, 'probe_offer', ['what'])
    .addColumn('what', textOf(engine), (c) => c.notNull())
    .addColumn('made', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'probe_offer');
  await ownColumns(db.schema.createTable('probe_pool'), engine, 'probe_pool', ['what'])
    .addColumn('what', textOf(engine), (c) => c.notNull())
    .addColumn('token', textOf(engine), (c) => c.notNull())
    .addColumn('made', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'probe_pool');
};

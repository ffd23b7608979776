/** Rows that carry nothing but a secret token, of both kinds that a feature can declare. */
import { guardIndexes, integer, ownColumns, sharedColumns, text, type Up } from '../../../../db/columns.ts';
import type { RowId } from '../../../../src/core/ids.ts';
import { partOf, rowKind } from '../../../../src/core/retention.ts';
import { ownTable, sharedTable } from '../../../../src/core/tables.ts';

export interface SecretRow {
  readonly id: RowId;
  readonly token: string;
  readonly touched: number;
}
export const secrets = sharedTable<SecretRow>('probe_secret');

export interface ChoiceRow {
  readonly id: RowId;
  readonly token: string;
  readonly choice: string;
}
export const choices = ownTable<ChoiceRow>('probe_choice', ['id']);

/** Longer than the clock of these tests has run: nothing grows old here. */
const forEver = 1_000_000;

export const probeKinds = [
  rowKind({
    name: 'probe.secrets',
    title: () => 'Secrets',
    days: forEver,
    table: secrets,
    since: 'touched',
    parts: [partOf(choices, 'id')],
  }),
];

export const probeMigration: Up = async (db, engine) => {
  await sharedColumns(db.schema.createTable('probe_secret'), engine, 'probe_secret')
    .addColumn('token', text(engine), (c) => c.notNull())
    .addColumn('touched', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'probe_secret');
  await ownColumns(db.schema.createTable('probe_choice'), engine, 'probe_choice', ['id'])
    .addColumn('id', text(engine), (c) => c.notNull())
    .addColumn('token', text(engine), (c) => c.notNull())
    .addColumn('choice', text(engine), (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'probe_choice');
};

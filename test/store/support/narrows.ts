/** What a migration does to what an older Lore reads and writes, by the tables before and after it as the engine itself tells them. */
import { sql } from 'kysely';
import type { Engine } from '../../../src/store/engines/engine.ts';
import type { TestEngine } from '../../support/databases.ts';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  /** `no`: a row without it is refused. */
  readonly mayBeLeftOut: 'yes' | 'no';
  readonly mayBeNull: 'yes' | 'no';
}
/** What a row must satisfy, or what happens when one is written: a key, a check, a trigger. */
interface Rule {
  readonly table: string;
  readonly text: string;
}
export interface Shape {
  readonly columns: readonly Column[];
  readonly rules: readonly Rule[];
}

/** Those that keep words refuse no row, and change none that an older Lore knows (`search-words.test.ts`). */
const isNotOfWords = (name: string) =>
  sql.raw(
    ['begin', 'again', 'reach', 'seal']
      .map((it) => `${name} not like '%\\_words\\_${it}' escape '\\'`)
      .join(' and '),
  );

const look = {
  sqlite: {
    columns: sql<Column>`select m.name as "table", c.name as name, lower(c.type) as type,
      case when c."notnull" = 1 and c.dflt_value is null then 'no' else 'yes' end as "mayBeLeftOut",
      case when c."notnull" = 1 then 'no' else 'yes' end as "mayBeNull"
      from sqlite_master as m, pragma_table_xinfo(m.name) as c where m.type = 'table'`,
    rules: sql<Rule>`select m.name as "table", 'unique ' || group_concat(c.name) as text
        from sqlite_master as m, pragma_index_list(m.name) as x, pragma_index_info(x.name) as c
        where m.type = 'table' and x."unique" = 1 group by m.name, x.name
      union all select m.name, 'from ' || f."from" || ' to ' || f."table"
        from sqlite_master as m, pragma_foreign_key_list(m.name) as f where m.type = 'table'
      union all select name, 'checks ' || sql from sqlite_master
        where type = 'table' and (sql like '% check (%' or sql like '% check(%')
      union all select tbl_name, 'trigger ' || name from sqlite_master
        where type = 'trigger' and ${isNotOfWords('name')}`,
  },
  postgres: {
    columns: sql<Column>`select table_name as "table", column_name as name, data_type as type,
      case when is_nullable = 'NO' and column_default is null then 'no' else 'yes' end as "mayBeLeftOut",
      case when is_nullable = 'NO' then 'no' else 'yes' end as "mayBeNull"
      from information_schema.columns where table_schema = 'public'`,
    rules: sql<Rule>`select conrelid::regclass::text as "table", conname || ' ' || pg_get_constraintdef(oid) as text
        from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'p', 'u', 'x')
      union all select indrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
        where indisunique and indrelid::regclass::text in
          (select tablename from pg_tables where schemaname = 'public')
      union all select tgrelid::regclass::text, 'trigger ' || tgname from pg_trigger
        where not tgisinternal and ${isNotOfWords('tgname')}`,
  },
} as const;

export async function shapeOf(db: Engine['db'], engine: TestEngine['name']): Promise<Shape> {
  return {
    columns: (await look[engine].columns.execute(db)).rows,
    rules: (await look[engine].rules.execute(db)).rows,
  };
}

/** @returns a line for each thing over which a Lore may stumble that knows only what was `before` */
export function narrows(before: Shape, after: Shape): readonly string[] {
  const tables = ({ columns }: Shape) => new Set(columns.map(({ table }) => table));
  const [old, now] = [tables(before), tables(after)];
  const keyOf = ({ table, name }: Column) => `${table}.${name}`;
  const [was, is] = [before, after].map(
    ({ columns }) => new Map(columns.map((column) => [keyOf(column), column])),
  ) as [Map<string, Column>, Map<string, Column>];
  const had = new Set(before.rules.map(({ table, text }) => `${table}: ${text}`));
  return [
    ...[...old].flatMap((table) => (now.has(table) ? [] : [`the table ${table} is gone`])),
    ...[...was].flatMap(([key, column]) => {
      const there = is.get(key);
      if (!now.has(column.table)) return [];
      if (there === undefined) return [`${key} is gone`];
      return [
        ...(there.type === column.type ? [] : [`${key} was ${column.type} and is ${there.type}`]),
        ...(there.mayBeNull === column.mayBeNull || there.mayBeNull === 'yes'
          ? []
          : [`${key} may not be null any more`]),
        ...(there.mayBeLeftOut === column.mayBeLeftOut || there.mayBeLeftOut === 'yes'
          ? []
          : [`${key} may not be left out any more`]),
      ];
    }),
    ...[...is].flatMap(([key, { table, mayBeLeftOut }]) =>
      old.has(table) && !was.has(key) && mayBeLeftOut === 'no'
        ? [`${key} is new and may not be left out`]
        : [],
    ),
    ...after.rules.flatMap(({ table, text }) =>
      old.has(table) && !had.has(`${table}: ${text}`) ? [`${table} has a new rule: ${text}`] : [],
    ),
  ];
}

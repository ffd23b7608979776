/** Compares what is declared with what the migrations made, as the engine itself tells it. */
import { type Kysely, sql } from 'kysely';
import {
  audience,
  type ColumnKind,
  type Columns,
  embargo,
  instant,
  number,
  reference,
  team,
  text,
} from '../../../src/core/columns.ts';
import type { AnyTable } from '../../../src/core/tables.ts';
import { allColumnsOf } from '../../../src/store/access/catalogue.ts';
import { searchedIn } from '../../../src/store/search/searched.ts';
import { systemTables, type Schema } from '../../../src/store/schema.ts';
import type { TestEngine } from '../../support/databases.ts';

/** The columns of each primary key, in their order. */
const keys = {
  sqlite: sql<KeyColumn>`select m.name as "table", c.name as "column" from sqlite_master as m, pragma_table_info(m.name) as c
    where m.type = 'table' and c.pk > 0 order by m.name, c.pk`,
  postgres: sql<KeyColumn>`select k.conrelid::regclass::text as "table", a.attname as "column"
    from pg_constraint as k cross join unnest(k.conkey) with ordinality as u(num, place)
    inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = u.num
    where k.contype = 'p' and k.connamespace = 'public'::regnamespace order by 1, u.place`,
};
interface KeyColumn {
  readonly table: string;
  readonly column: string;
}

const integers: ReadonlySet<ColumnKind> = new Set(['instant', 'number', 'flag']);
const typesOf = { sqlite: ['bigint', 'text'], postgres: ['int8', 'text'] } as const;

/** What holds the words of a searched table. */
function wordsOf(table: string, engine: TestEngine['name']): [string, Columns][] {
  const keys = { team_id: team, audience_id: audience, seal_id: embargo };
  // It orders the index of SQLite.
  const numbered = engine === 'sqlite' ? { number } : {};
  const row = { ...keys, ...numbered, row_id: reference, at: instant, cut: number, words: text };
  return [
    [`${table}_words`, row],
    [`${table}_word`, { ...keys, word: text, row_count: number }],
    [`${table}_vocabulary`, { team_id: team, word: text, reversed: text }],
  ];
}

/** @returns a line for each table and column that is declared otherwise than it is, or in one of both places alone */
export async function differences(
  db: Kysely<Schema>,
  engine: TestEngine['name'],
  tables: readonly AnyTable[],
): Promise<readonly string[]> {
  const declared = new Map<string, Columns>([
    ...Object.entries(systemTables),
    ...tables.map((table) => [table.name, allColumnsOf(table)] as const),
    ...tables.flatMap((table) => (searchedIn(table) === null ? [] : wordsOf(table.name, engine))),
  ]);
  const made = new Map(
    (await db.introspection.getTables()).flatMap(({ name, columns }) =>
      name.startsWith('kysely_') ? [] : [[name, new Map(columns.map((one) => [one.name, one]))] as const],
    ),
  );
  const [whole, words] = typesOf[engine];
  const lines: string[] = [];
  for (const name of new Set([...declared.keys(), ...made.keys()])) {
    const [columns, found] = [declared.get(name), made.get(name)];
    if (columns === undefined) lines.push(`${name} is declared nowhere`);
    else if (found === undefined) lines.push(`${name} is made by no migration`);
    else
      for (const column of new Set([...Object.keys(columns), ...found.keys()])) {
        const [one, there] = [columns[column], found.get(column)];
        const type = one === undefined ? '' : integers.has(one.kind) ? whole : words;
        if (one === undefined) lines.push(`${name}.${column} is declared nowhere`);
        else if (there === undefined) lines.push(`${name}.${column} is made by no migration`);
        else if (there.dataType.toLowerCase() !== type && there.dataType !== 'INTEGER')
          lines.push(`${name}.${column} is ${there.dataType}, and declared as ${one.kind}`);
        else if (there.isNullable !== one.isNullable)
          lines.push(
            `${name}.${column} may ${there.isNullable ? '' : 'not '}be null, and is declared otherwise`,
          );
      }
  }
  const byTable = Map.groupBy((await keys[engine].execute(db)).rows, ({ table }) => table);
  for (const table of tables) {
    const key = byTable
      .get(table.name)
      ?.map(({ column }) => column)
      .join();
    const wanted = ['team_id', ...(table.guard === 'own' ? ['user_id', ...table.key] : ['id'])].join();
    if (key !== undefined && key !== wanted)
      lines.push(`the key of ${table.name} is ${key}, and declared as ${wanted}`);
  }
  return lines;
}

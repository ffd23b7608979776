/** Texts that are stored encrypted only, in columns that are declared `sealed`, with the keys of stored tokens. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { columnsThat } from '#core/columns.ts';
import type { TeamId } from '#core/ids.ts';
import type { Sealed } from '#core/sealed.ts';
import type { AnyTable } from '#core/tables.ts';
import { connectionTable } from '../connections/tables.ts';
import type { Schema } from '../schema.ts';
import { decryptText, encryptText, keyIdOf, NotOpened, type TokenKeys } from './encrypt-token.ts';
import { KeyFileError } from './key-file.ts';

export interface Seals {
  /** In a transaction that writes: until it ends, no key goes. @returns `null`: there is no key */
  seal(db: Kysely<Schema>, team: TeamId, text: string): Promise<Sealed | null>;
  /** @returns `null`: its key is not there, or it is not what was sealed in this workspace */
  unseal(team: TeamId, sealed: Sealed): string | null;
}

/** Where there is no key. */
export const noSeals: Seals = { seal: async () => null, unseal: () => null };

/** A key file that cannot be used is as good as none: what is to be done stands in the log at the start, and in what the doctor says. */
function orNone<T>(run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof KeyFileError || error instanceof NotOpened) return null;
    throw error;
  }
}

/** @param keys reads them as they are now; left out if there are none @param held as of `Erasing` */
export function sealsBy(keys: (() => TokenKeys) | undefined, held: RawBuilder<unknown>): Seals {
  if (keys === undefined) return noSeals;
  return {
    seal: async (db, team, text) => {
      // From here on a change of all keys has to wait, so that none is sealed with a key that goes.
      await sql`select 1 from workspace where team_id = ${team} ${held}`.execute(db);
      return orNone(() => encryptText(text, team, keys())) as Sealed | null;
    },
    unseal: (team, sealed) => orNone(() => decryptText(sealed, team, keys())),
  };
}

/** A sealed cell, with what finds it. */
interface Found {
  readonly team: TeamId;
  readonly where: RawBuilder<unknown>;
  readonly cell: string;
}

/** Lore's own table with such cells. */
const ofLore = { name: 'connection', guard: 'shared', columns: connectionTable } as const;

/** Every sealed cell of these tables, and of Lore's own. */
async function* sealedIn(db: Kysely<Schema>, tables: readonly AnyTable[]) {
  for (const table of [...tables, ofLore])
    for (const column of columnsThat(table.columns, ({ kind }) => kind === 'sealed')) {
      const key = ['team_id', ...(table.guard === 'own' ? ['user_id', ...table.key] : ['id'])];
      const { rows } = await sql<Readonly<Record<string, string>>>`
        select ${sql.join(key.map((name) => sql.ref(name)))}, ${sql.ref(column)} as "sealed cell"
        from ${sql.table(table.name)} where ${sql.ref(column)} is not null`.execute(db);
      for (const row of rows) {
        const found: Found = {
          team: row['team_id'] as TeamId,
          where: sql.join(
            key.map((name) => sql`${sql.ref(name)} = ${row[name]}`),
            sql` and `,
          ),
          cell: row['sealed cell'] ?? '',
        };
        yield { table, column, ...found };
      }
    }
}

/** How many texts were sealed again, and how many no key opened. */
export interface SealedAgain {
  readonly sealed: number;
  readonly lost: number;
}

/** Seals every text again with the current key. One that no key opens stays as it is: who wrote it is told, and may write it again. */
export async function sealAgain(
  db: Kysely<Schema>,
  tables: readonly AnyTable[],
  keys: TokenKeys,
): Promise<SealedAgain> {
  const count = { sealed: 0, lost: 0 };
  for await (const { table, column, team, where, cell } of sealedIn(db, tables)) {
    const text = orNone(() => decryptText(cell, team, keys));
    if (text === null) {
      count.lost += 1;
      continue;
    }
    const again = encryptText(text, team, keys);
    await sql`update ${sql.table(table.name)} set ${sql.ref(column)} = ${again} where ${where}`.execute(db);
    count.sealed += 1;
  }
  return count;
}

/** The ids of the keys with which texts are sealed. */
export async function keysOfTexts(
  db: Kysely<Schema>,
  tables: readonly AnyTable[],
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { cell } of sealedIn(db, tables)) ids.add(keyIdOf(cell));
  return ids;
}

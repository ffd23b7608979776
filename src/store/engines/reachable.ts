/** Checks first whether the database can be reached, so that the operator reads a sentence. */
import { sql } from 'kysely';
import type { Engine } from './engine.ts';
import { errorCode, hasNoConnection } from './error-code.ts';

/** The database cannot be opened; its message is for the operator. */
export class NotReached extends Error {
  override readonly name = 'NotReached';
}

/** @throws NotReached, without the address (it may hold a password) */
export async function mustReach({ db }: Pick<Engine, 'db'>): Promise<void> {
  try {
    await sql`select 1`.execute(db);
  } catch (error) {
    throw cannotOpen(error);
  }
}

/** In words for the operator, without the address. */
export function cannotOpen(error: unknown): NotReached {
  const said = error instanceof Error ? error.message : '';
  if (hasNoConnection(error))
    return new NotReached(
      `The database that DATABASE_URL names takes no more connections (${said}). Give it more of them, or end what else is connected, and start again: docs/operations/many.md says how many Lore takes.`,
      { cause: error },
    );
  return new NotReached(
    `The database that DATABASE_URL names cannot be opened (${said === '' ? errorCode(error) : said}). Check the address, and that Lore may use what it names.`,
    { cause: error },
  );
}

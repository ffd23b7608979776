/** The connection under a scope, as no code of Lore can reach it. */
import Database from 'better-sqlite3';
import pg from 'pg';

type Execute = (this: never, ...all: unknown[]) => unknown;

/** @param ask asks the database something through a scope @returns runs a statement on the connection that was asked, in its transaction */
export async function connectionOf(
  engine: 'sqlite' | 'postgres',
  ask: () => Promise<unknown>,
): Promise<(statement: string) => Promise<unknown>> {
  if (engine === 'postgres') {
    const [client] = await callers(pg.Client.prototype, 'query', ask);
    return (statement) => (client as pg.Client).query(statement);
  }
  const probe = new Database(':memory:');
  const [statement] = await callers(Object.getPrototypeOf(probe.prepare('select 1')) as object, 'all', ask);
  probe.close();
  return async (text) => (statement as Database.Statement).database.exec(text);
}

/** @returns what a method was called on until the work was done */
async function callers(prototype: object, method: string, work: () => Promise<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  const methods = prototype as Record<string, Execute>;
  const usual = methods[method];
  methods[method] = function heard(this: never, ...values) {
    all.push(this);
    return usual?.apply(this, values);
  };
  try {
    await work();
  } finally {
    Object.assign(prototype, { [method]: usual });
  }
  return all;
}

/**
 * Loaded before a program (`--import`): kills it right before its n-th call of the file system or of PostgreSQL (`DIES_AT`), as the operating system
 * would. Of what comes before a program's own work, nothing is counted.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import pg from 'pg';

let left = Number(process.env['DIES_AT']);

function count(): void {
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}

/** What changes files, or names. */
for (const name of ['open', 'link', 'rename', 'rm', 'mkdir', 'copyFile'] as const) {
  const call = fs[name] as (...args: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      count();
      return call(...args);
    },
  });
}
syncBuiltinESMExports();

const { prototype } = pg.Client;
const query = Reflect.get(prototype, 'query') as (this: pg.Client, ...args: unknown[]) => unknown;
Object.assign(prototype, {
  query(this: pg.Client, ...args: unknown[]) {
    count();
    return query.apply(this, args);
  },
});

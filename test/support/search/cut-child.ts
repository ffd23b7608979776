/** Cuts what waits for its words, and is killed right before the n-th statement of that (`DIES_AT`), as the operating system would. */
import process from 'node:process';
import Database from 'better-sqlite3';
import pg from 'pg';
import { teamId } from '../../../src/core/ids.ts';
import { lessons } from '../../../src/features/lessons/rows.ts';
import { randomIds, wallClock } from '../../../src/process.ts';
import { openStore } from '../../../src/store/store.ts';

type Run = (this: never, ...all: unknown[]) => unknown;

const store = openStore({
  url: process.argv[2] ?? '',
  ids: randomIds,
  clock: wallClock,
  tables: [lessons],
});
// What a connection begins with is asked before.
await store.workspaces.known();

let left = Number(process.env['DIES_AT']);
const counting = (prototype: object, ...names: readonly string[]): void => {
  const methods = prototype as Record<string, Run>;
  for (const name of names) {
    const usual = methods[name];
    methods[name] = function counted(this: never, ...all) {
      left -= 1;
      if (left === 0) process.kill(process.pid, 'SIGKILL');
      return usual?.apply(this, all);
    };
  }
};
const probe = new Database(':memory:');
counting(Object.getPrototypeOf(probe.prepare('select 1')) as object, 'all', 'run');
counting(pg.Client.prototype, 'query');

while ((await store.cutWaiting(teamId('T1'))) > 0);
await store.close();

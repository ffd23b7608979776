/** Rotates the key of a database, and is killed at the named place as the operating system would: `rotate-key-child.ts URL FILE WHERE`. */
import process from 'node:process';
import { randomIds, wallClock } from '../../src/process.ts';
import { keysFrom } from '../../src/store/settings/key-file.ts';
import { rotateKey } from '../../src/store/settings/rotate-key.ts';
import { openStore } from '../../src/store/store.ts';

const [url = '', file = '', where = ''] = process.argv.slice(2);
const store = openStore({ url, clock: wallClock, ids: randomIds, tables: [], ...keysFrom(file) });
await rotateKey({
  workspaces: store.workspaces,
  file,
  now: wallClock.now(),
  onLost: () => {
    throw new Error('a token is lost');
  },
  checkpoint: (at) => {
    if (at === where) process.kill(process.pid, 'SIGKILL');
  },
});
await store.close();

/** A pooler between Lore and PostgreSQL, such as PgBouncer, refuses a connection that is opened with settings which it does not know. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { sql } from 'kysely';
import { aloneOn } from '../../../src/store/engines/alone-postgres.ts';
import { openPostgres } from '../../../src/store/engines/postgres.ts';
import { openSession } from '../../../src/store/engines/postgres-session.ts';

/** What PgBouncer takes without being told to: https://www.pgbouncer.org/config.html#ignore_startup_parameters */
const taken = ['application_name', 'client_encoding', 'database', 'user'];

/** @returns the names of what each connection was opened with, all of them refused */
async function openedWith(ask: (url: string) => Promise<unknown>): Promise<string[]> {
  const names: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (packet: Buffer) => {
      // Its length and the version of the protocol, then names and values by turns.
      const words = packet.subarray(8).toString().split('\0');
      names.push(...words.filter((word, nth) => nth % 2 === 0 && word !== ''));
      socket.destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await expect(ask(`postgres://lore:secret@127.0.0.1:${port}/lore`)).rejects.toThrow();
  server.close();
  return [...new Set(names)];
}

it.each([
  [
    'of the store',
    async (url: string) => {
      const engine = openPostgres(url);
      try {
        await sql`select 1`.execute(engine.db);
      } finally {
        await engine.close();
      }
    },
  ],
  [
    'for work that one process does alone',
    async (url: string) => {
      const { alone, end } = aloneOn(url);
      try {
        await alone('test', async () => undefined);
      } finally {
        await end();
      }
    },
  ],
  ['that is a session', (url: string) => openSession(url, 'lore work')],
])('a connection %s is opened with what any pooler takes', async (_, ask) => {
  const names = await openedWith(ask);
  expect(names).toContain('user');
  expect(taken).toEqual(expect.arrayContaining(names));
});

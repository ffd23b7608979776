/** Whoever reaches the port for metrics keeps no connection, and takes none that Lore itself needs. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { mostConnections, openWatchServer, type WatchServer } from '../../../src/watch/server.ts';

const request = 'GET /metrics HTTP/1.1\r\nHost: lore\r\n\r\n';
/** More than the system takes from us before somebody reads it. */
const longAnswer = 'x'.repeat(100_000);

let server: WatchServer;
const sockets: Socket[] = [];
const open = async (longest?: number) => {
  const watched = {
    readiness: async () => ({ isReady: true, checks: {} }),
    metrics: async () => ({ type: 'text/plain', text: longAnswer }),
  };
  server = await openWatchServer({ port: 0, host: '127.0.0.1' }, watched, longest);
};
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.close();
});
const connected = async () => {
  const socket = connect(server.port, '127.0.0.1');
  // One that is cut off.
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
};

it('cuts off who asks again and again and never reads the answers', async () => {
  await open(50);
  const socket = await connected();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const ask = () => void socket.write(request, (error) => (error ? undefined : ask()));
  ask();
  await closed;
});

it('cuts off who comes beyond so many, and answers those who were there', async () => {
  await open();
  const first = await connected();
  for (let nth = 1; nth < mostConnections; nth += 1) await connected();
  const beyond = await connected();
  await once(beyond.resume(), 'close');
  first.write(request);
  const [answer] = (await once(first, 'data')) as [Buffer];
  expect(answer.toString()).toContain('200 OK');
});

/** People who reach the port for metrics keep no connection from others, and take none that Lore itself needs. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { mostIdle, openWatchServer, type WatchServer } from '../../../src/watch/server.ts';

const request = 'GET /metrics HTTP/1.1\r\nHost: lore\r\n\r\n';
/** More than the system takes from us before somebody reads it. */
const longAnswer = 'x'.repeat(100_000);

let server: WatchServer;
const sockets: Socket[] = [];
const open = async (longest?: number, whileAsked: () => Promise<unknown> = async () => null) => {
  const watched = {
    readiness: async () => {
      await whileAsked();
      return { isReady: true, checks: {} };
    },
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

/** As long as nobody in these tests waits. */
const patient = 3_600_000;
/** What comes back first; `''`: the connection is closed instead. */
const answerOn = (socket: Socket, asked: string): Promise<string> =>
  new Promise((resolve) => {
    socket.once('data', (bytes: Buffer) => resolve(bytes.toString()));
    socket.once('close', () => resolve(''));
    socket.write(asked);
  });

it.each(['nothing', 'half a request', 'request after request'])(
  'answers a request while others hold its connections and send %s: the oldest of those are cut off',
  async (sent) => {
    await open(patient);
    const oldest = await connected();
    const closed = once(oldest.resume(), 'close');
    for (let nth = 0; nth < mostIdle + 10; nth += 1) {
      const other = await connected();
      if (sent === 'half a request') other.write(request.slice(0, 20));
      if (sent === 'request after request') expect(await answerOn(other, request)).toContain('200 OK');
    }
    expect(await answerOn(await connected(), request)).toContain('200 OK');
    await closed;
  },
);

it('answers what it has begun to answer, no matter who comes meanwhile', async () => {
  const [asked, known] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
  await open(patient, async () => {
    asked.resolve(null);
    await known.promise;
  });
  const answered = answerOn(await connected(), 'GET /readyz HTTP/1.1\r\nHost: lore\r\n\r\n');
  await asked.promise;
  const second = await connected();
  const cutOff = once(second.resume(), 'close');
  for (let nth = 0; nth < mostIdle; nth += 1) await connected();
  await cutOff;
  known.resolve(null);
  expect(await answered).toContain('200 OK');
});

/** PostgreSQL as it goes away in the middle of something. */
import { type AddressInfo, connect, createServer } from 'node:net';

/** @returns an address at which all connections end once that many bytes went by, and whether they did; until it is closed */
export async function endingAfter(url: string, most: number) {
  const to = new URL(url);
  const [port, host] = [Number(to.port), to.hostname];
  let bytes = 0;
  const server = createServer((here) => {
    const there = connect(port, host);
    const end = () => {
      here.destroy();
      there.destroy();
    };
    for (const socket of [here, there]) socket.on('error', end).on('close', end);
    const count = (part: Buffer) => {
      bytes += part.length;
      if (bytes > most) end();
    };
    here.on('data', count).pipe(there);
    there.on('data', count).pipe(here);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  to.port = String((server.address() as AddressInfo).port);
  return {
    url: to.href,
    hasEnded: () => bytes > most,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

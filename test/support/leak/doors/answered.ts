/** Asks what answers at Lore's address, over HTTP as anybody would. Each time again, since nobody reads as fast by hand as a test does. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answers } from '../../../../src/slack/receivers/http.ts';

export async function answered(
  answers: Answers,
  path: string,
  init: RequestInit,
): Promise<{ readonly status: number; readonly text: string }> {
  const server = createServer((request, response) => {
    void answers(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), connection: 'close' },
    });
    return { status: response.status, text: await response.text() };
  } finally {
    server.close();
  }
}

/**
 * The network of a company around a sandbox: Slack is at https://slack.test, with a certificate of the company's own authority, and can be reached
 * through a proxy alone, which wants a password. No name is looked up: the proxy leads every host there.
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import type { LoreSandbox } from './lore-sandbox.ts';

/** Of the proxy; no log may hold it. */
export const password = 'proxys-password';

export interface CompanyNetwork {
  /** With which Lore finds its way out. */
  readonly settings: Readonly<Record<'SLACK_API_URL' | 'HTTPS_PROXY' | 'NODE_EXTRA_CA_CERTS', string>>;
  /** The hosts that the proxy was asked for, each once. */
  readonly asked: ReadonlySet<string>;
  /** How the proxy answers from now on who asks for a host; 200: it connects them. */
  answer(status: number): void;
  /** Ends every connection through the proxy. */
  cut(): void;
  /** Cuts while the next request to a method is under way: before Slack has heard it, or after, without its answer. @returns when it did */
  cutAt(method: string, when: 'before' | 'after'): Promise<null>;
  close(): Promise<void>;
}

export async function companyNetwork({ sandbox }: LoreSandbox): Promise<CompanyNetwork> {
  const folder = await mkdtemp(join(tmpdir(), 'lore-network-'));
  await makeCertificates(folder);
  let cutting: {
    readonly method: string;
    readonly when: 'before' | 'after';
    readonly did: () => void;
  } | null = null;
  const isCutAt = (incoming: IncomingMessage, when: 'before' | 'after') => {
    if (cutting?.when !== when || incoming.url !== `/api/${cutting.method}`) return false;
    cutting.did();
    cutting = null;
    cut();
    return true;
  };
  // Slack is what it says of itself: the addresses in its answers, too.
  Object.assign(sandbox.core, { url: () => 'https://slack.test' });
  const inside = new URL(sandbox.url);
  const forward = ({ url = '/', method, headers }: IncomingMessage) =>
    request(new URL(url, inside), {
      ...(method === undefined ? {} : { method }),
      headers: { ...headers, host: inside.host },
    });
  const slack = createTlsServer(
    { key: await readFile(join(folder, 'slack.key')), cert: await readFile(join(folder, 'slack.pem')) },
    (incoming, outgoing) => {
      if (isCutAt(incoming, 'before')) return;
      const inner = forward(incoming).on('response', (answer) => {
        if (isCutAt(incoming, 'after')) return;
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      inner.on('error', () => outgoing.destroy());
      incoming.pipe(inner);
    },
  ).on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    const inner = forward(incoming).on('upgrade', (answer, other, first) => {
      const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
      socket.write(first);
      other.write(head);
      joinBoth(socket, other);
    });
    inner.on('error', () => socket.destroy()).end();
  });
  const slackPort = await listen(slack);

  const tunnels = new Set<Socket>();
  const asked = new Set<string>();
  let status = 200;
  const cut = () => {
    for (const tunnel of tunnels) tunnel.destroy();
  };
  const wanted = `Basic ${Buffer.from(`lore:${password}`).toString('base64')}`;
  const proxy = createServer().on('connect', (incoming: IncomingMessage, socket: Socket) => {
    asked.add(incoming.url ?? '');
    const says = incoming.headers['proxy-authorization'] === wanted ? status : 407;
    if (says !== 200) {
      socket.end(`HTTP/1.1 ${says} No\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const other = connect(slackPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    });
    tunnels.add(socket.once('close', () => tunnels.delete(socket)));
    joinBoth(socket, other);
  });
  const proxyPort = await listen(proxy);

  return {
    settings: {
      SLACK_API_URL: 'https://slack.test/api/',
      HTTPS_PROXY: `http://lore:${password}@127.0.0.1:${proxyPort}`,
      NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem'),
    },
    asked,
    answer: (next) => (status = next),
    cut,
    cutAt: (method, when) => {
      const { promise, resolve } = Promise.withResolvers<null>();
      cutting = { method, when, did: () => resolve(null) };
      return promise;
    },
    close: async () => {
      cut();
      await Promise.all([ended(proxy), ended(slack)]);
      await rm(folder, { recursive: true });
    },
  };
}

/** What comes from one goes to the other, and both end together, in whatever way. */
function joinBoth(one: Duplex, other: Duplex): void {
  one.pipe(other).pipe(one);
  one.on('error', () => other.destroy()).on('close', () => other.destroy());
  other.on('error', () => one.destroy()).on('close', () => one.destroy());
}

async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

async function ended(server: Server): Promise<void> {
  const closed = once(server.close(), 'close');
  server.closeAllConnections();
  await closed;
}

/** An authority (`authority.pem`), and what it says of slack.test (`slack.key`, `slack.pem`). */
async function makeCertificates(folder: string): Promise<void> {
  const openssl = (...args: readonly string[]) => promisify(execFile)('openssl', args, { cwd: folder });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'] as const;
  await openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'authority.pem',
    '-subj',
    '/CN=A company',
  );
  await writeFile(join(folder, 'names'), 'subjectAltName=DNS:slack.test\n');
  const asked = ['-keyout', 'slack.key', '-out', 'slack.csr', '-subj', '/CN=slack.test'] as const;
  await openssl('req', '-new', ...key.slice(0, 4), '-nodes', ...asked);
  const signed = ['-CA', 'authority.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '30'] as const;
  await openssl('x509', '-req', '-in', 'slack.csr', ...signed, '-extfile', 'names', '-out', 'slack.pem');
}

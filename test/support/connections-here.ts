/** Lore with tools of the tests, and a practice that hears what happens there. */
import { createHmac } from 'node:crypto';
import type { ConnectionId, ConnectorName, Source } from '../../src/core/connector.ts';
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import { features } from '../../src/features.ts';
import type { LoreOptions } from '../../src/lore-options.ts';
import { ines, team, website } from './company.ts';
import { followers, heardFacts, hearingFeature, hearingMigration } from './hearing-feature.ts';
import { keyFileHere } from './key-file-here.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

export const hookSecret = 'a secret of the tests with enough random bits';

export interface ConnectionsHere extends LoreHere {
  /** As an admin connects it; what it can read is asked at once. */
  readonly connect: (
    connector: ConnectorName,
    more?: { readonly site?: string; readonly access?: object; readonly secret?: string },
  ) => Promise<ConnectionId>;
  /** A row of a practice follows a source from now on. @returns the row's id */
  readonly follow: (
    connection: ConnectionId,
    source: Source,
    since?: number,
    channel?: string,
  ) => Promise<string>;
  /** What its practice wrote down, by when it happened: what is called so, and how often it came. */
  readonly heard: (
    of?: string,
  ) => Promise<readonly { readonly key: string; readonly kind: string; readonly title: string }[]>;
  /** Keys that a practice was told, in order, also again. */
  readonly told: string[];
  /** The next time that it is told something, the practice fails. */
  failNext: () => void;
  /** Sends an event to the address of a connection. */
  readonly send: (
    id: string,
    headers: Readonly<Record<string, string>>,
    body: string | Buffer,
  ) => Promise<number>;
  readonly github: (id: string, event: string, payload: object, secret?: string) => Promise<number>;
}

export const signed = (body: string, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

export async function startConnectionsHere(
  options: Parameters<typeof startLoreHere>[0] = {},
  lore: Partial<LoreOptions> = {},
): Promise<ConnectionsHere> {
  const keys = keyFileHere();
  const told: string[] = [];
  let fails = 0;
  const feature = hearingFeature((key) => {
    if (fails > 0) {
      fails -= 1;
      throw new Error('a bug of a practice');
    }
    told.push(key);
  });
  const here = await startLoreHere({
    keyFile: keys.file,
    address: 'https://lore.example',
    ...options,
    lore: { features: [...features, feature], migrations: { '9999-hearing': hearingMigration }, ...lore },
  });
  const { store } = here.lore;
  const inChannel = (channel: string) => ({ kind: 'channel', channelId: channelId(channel) }) as const;
  const send: ConnectionsHere['send'] = async (id, headers, body) => {
    const { connection } = here.config;
    if (connection.kind !== 'http') throw new Error('nothing comes in');
    const response = await fetch(`http://127.0.0.1:${connection.port}/hooks/${id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    await response.text();
    return response.status;
  };
  return {
    ...here,
    told,
    failNext: () => {
      fails = 1;
    },
    send,
    github: (id, event, payload, secret = hookSecret) => {
      const body = JSON.stringify(payload);
      return send(id, { 'x-github-event': event, 'x-hub-signature-256': signed(body, secret) }, body);
    },
    connect: async (connector, { site, access, secret = hookSecret } = {}) => {
      const id = here.newId() as ConnectionId;
      const refusal = await store.connections.make(team, userId(ines), {
        ...{ id, connector, called: connector, site: site ?? null, secret },
        access: access === undefined ? null : JSON.stringify(access),
      });
      if (refusal !== null) throw new Error(`it was not connected: ${refusal}`);
      await here.settle();
      return id;
    },
    follow: async (connection, source, since = here.sandbox.core.clock.now(), channel = website) => {
      const of = rowId(here.newId());
      await store.transact(team, inChannel(channel), async (scope) => {
        const audience = await scope.audience({ kind: 'conversation', channel: channelId(channel) });
        const row = { id: of, channel_id: channelId(channel), called: 'a project', at: since };
        await scope.insert(followers, row, { audience, by: [], names: 'hidden' });
        await scope.connections.follow(of, channelId(channel), connection, source, since);
      });
      return of;
    },
    heard: async (of) =>
      store.read(team, { kind: 'channel', channelId: channelId(website) }, async (read) => {
        const rows = await read
          .from(heardFacts)
          .selectAll()
          .orderBy('it.at')
          .orderBy('it.fact_key')
          .execute();
        return rows
          .filter((row) => of === undefined || row.of_id === of)
          .map(({ fact_key: key, kind, title }) => ({ key, kind, title }));
      }),
    close: async () => {
      await here.close();
      keys.remove();
    },
  };
}

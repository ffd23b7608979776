/** A program that reads Lore by the Model Context Protocol, as the official client does, and the tokens that it reads with. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { LoreHere } from './lore-here.ts';

export const mcpAddress = 'https://lore.example.org/team';

/** Presses "Make a token" in App Home. @returns the token, as it is shown this once */
export async function makeToken(here: LoreHere, who: string, name = 'Assistant'): Promise<string> {
  await openTokens(here, who);
  const answer = JSON.stringify(await here.who(who).submit({ name }));
  if (answer.includes('errors')) throw new Error(answer);
  const [token = ''] = /lore_[\w-]{43}/.exec(await here.modalWith(who, 'lore_')) ?? [];
  await here.who(who).closeAll();
  return token;
}

export async function openTokens(here: LoreHere, who: string): Promise<string> {
  await here.who(who).closeAll();
  await here.home(who);
  await here.who(who).pressInHome('lore.tokens');
  return here.modalWith(who, 'lore.tokens');
}

/** How Slack's requests, and all others, come in. */
interface Where {
  readonly config: Pick<LoreHere['config'], 'connection'>;
}

/** Where Lore listens for what a proxy before it would send. */
export function mcpUrl({ config: { connection } }: Where): URL {
  if (connection.kind !== 'http') throw new Error('nothing comes in');
  return new URL(`http://127.0.0.1:${connection.port}/team/mcp`);
}

/** What a tool answered, as any client has it. */
export interface Told {
  readonly isError: boolean;
  readonly text: string;
  readonly content: Readonly<Record<string, unknown>>;
}

export interface Program {
  readonly client: Client;
  readonly call: (name: string, given?: Readonly<Record<string, unknown>>) => Promise<Told>;
  readonly close: () => Promise<void>;
}

/** Over HTTP. @param era of the protocol: its revision of 2026, or what was before */
export const programOf = (
  here: Where,
  token: string,
  era: 'modern' | 'legacy' = 'modern',
): Promise<Program> => {
  const headers = { authorization: `Bearer ${token}` };
  return connected(new StreamableHTTPClientTransport(mcpUrl(here), { requestInit: { headers } }), era);
};

export async function connected(
  transport: Parameters<Client['connect']>[0],
  era: 'modern' | 'legacy',
): Promise<Program> {
  const mode = era === 'modern' ? ({ pin: '2026-07-28' } as const) : 'legacy';
  const client = new Client({ name: 'a-test', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(transport);
  return {
    client,
    call: async (name, given = {}) => {
      const { isError, content, structuredContent } = await client.callTool({
        name,
        arguments: { ...given },
      });
      const texts = content.flatMap((one) => (one.type === 'text' ? [one.text] : []));
      return {
        isError: isError === true,
        text: texts.join('\n'),
        content: (structuredContent ?? {}) as Told['content'],
      };
    },
    close: () => client.close(),
  };
}

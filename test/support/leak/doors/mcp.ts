/** A program that reads with somebody's token. */
import { pino } from 'pino';
import type { DocumentKind } from '../../../../src/core/document.ts';
import { rowId, userId } from '../../../../src/core/ids.ts';
import { mcpOverHttp } from '../../../../src/mcp/http.ts';
import { tokenReader } from '../../../../src/system.ts';
import { answered } from './answered.ts';
import type { Door, DoorParts, Reader, Shown } from './door.ts';

const tools: Readonly<Record<DocumentKind, string | null>> = {
  lesson: 'read_lesson',
  topic: 'read_topic',
  retrospective: 'read_retrospective',
  project: 'read_project',
  journey: null,
};

async function call(parts: DoorParts, { id }: Reader, name: string, given: object): Promise<Shown | null> {
  const token = `lore_${parts.team}_${id}`;
  const of = { team: parts.team, user: userId(id), id: rowId(`token-${id}`) };
  await parts.store.accessTokens.make(of, 'A program', token);
  const failures: string[] = [];
  const programs = mcpOverHttp({
    ...{ open: tokenReader(parts, () => true), store: parts.store, patience: 60_000 },
    ...{ pageAt: () => null, address: 'https://lore.example.org', version: '1' },
    log: pino({ level: 'error' }, { write: (line: string) => void failures.push(line) }),
  });
  const { status, text } = await answered(programs, '/mcp', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
      params: { name, arguments: given },
    }),
  });
  if (failures.length > 0) throw new Error(failures.join('\n'));
  if (status === 401) return null;
  if (status !== 200) throw new Error(`${status}: ${text}`);
  if (text.includes('"isError":true')) return null;
  const [, count = null] = /"count":(\d+)/.exec(text) ?? [];
  return { text, count: count === null ? null : Number(count) };
}

export const mcpDoor: Door = {
  name: 'a program',
  readers: ['person'],
  find: (parts, reader, query) => call(parts, reader, 'search', { query }),
  read: async (parts, reader, { kind, id }) => {
    const tool = tools[kind];
    return tool === null ? null : call(parts, reader, tool, { id });
  },
};

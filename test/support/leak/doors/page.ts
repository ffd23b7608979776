/** The page in a browser of somebody who signed in. */
import { pino } from 'pino';
import { userId } from '../../../../src/core/ids.ts';
import { readPath } from '../../../../src/core/read-path.ts';
import { placeOf } from '../../../../src/web/base/answer.ts';
import { type ReadParts, readPages } from '../../../../src/web/read/pages.ts';
import { answered } from './answered.ts';
import type { Door, DoorParts, Reader, Shown } from './door.ts';

/** Who they are was found out before (`sign-in/`). */
const signedIn = (who: ReturnType<ReadParts['flow']['who']>): ReadParts['flow'] =>
  ({ who: () => who, signedOut: '', over: '' }) as unknown as ReadParts['flow'];

async function get(parts: DoorParts, { id }: Reader, path: string): Promise<Shown | null> {
  const failures: string[] = [];
  const pages = readPages({
    doors: parts.doors,
    flow: signedIn({ team: parts.team, user: userId(id) }),
    serves: () => Promise.resolve(true),
    place: placeOf('https://lore.example.org'),
    ...{ store: parts.store, patience: 60_000, ids: { next: () => 'x' } },
    log: pino({ level: 'error' }, { write: (line: string) => void failures.push(line) }),
  });
  const { status, text } = await answered(pages, path, {});
  if (failures.length > 0) throw new Error(failures.join('\n'));
  if (status === 403 || status === 404) return null;
  if (status !== 200) throw new Error(`${status}: ${text}`);
  return { text, count: null };
}

export const pageDoor: Door = {
  name: 'the page',
  readers: ['person'],
  find: (parts, reader, typed) => get(parts, reader, `/read?q=${encodeURIComponent(typed)}`),
  read: (parts, reader, ref) => get(parts, reader, readPath(ref)),
};

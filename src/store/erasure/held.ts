/** What keeps erased data in the database's files. */
import { z } from 'zod';

const schema = z.discriminatedUnion('why', [
  /** SQLite: the file is rewritten, but another program still reads old pages in the log. The rest is quick. */
  z.object({ why: z.literal('reader') }),
  /** SQLite: another program is writing. */
  z.object({ why: z.literal('writer') }),
  /** SQLite: too little disk space to rewrite the file. In bytes. */
  z.object({ why: z.literal('disk'), needed: z.number(), free: z.number() }),
  /**
   * PostgreSQL: a session, a prepared transaction or a replication slot may still see the old rows, or a table is in use or belongs to another role;
   * `name` identifies it. `left`: the tables still to rewrite; all of them if missing.
   */
  z.object({
    why: z.enum(['session', 'prepared', 'slot', 'table', 'owner']),
    name: z.string(),
    left: z.array(z.string()).readonly().optional(),
  }),
  /** The Lore that erased it is older than the database: a newer one erases the rest from tables of its own. */
  z.object({ why: z.literal('newer') }),
  /** Another Lore process is doing it. */
  z.object({ why: z.literal('elsewhere') }),
  /** It failed; the log says how. */
  z.object({ why: z.literal('failed'), code: z.string() }),
]);

export type Held = Readonly<z.infer<typeof schema>>;

/** @param stored as `JSON.stringify` wrote it @returns `null` also for what a newer Lore wrote */
export function readHeld(stored: string | null): Held | null {
  return stored === null ? null : (schema.safeParse(JSON.parse(stored)).data ?? null);
}

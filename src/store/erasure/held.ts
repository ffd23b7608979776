/** What keeps words that were erased in the database's own files. */
import { z } from 'zod';

const schema = z.discriminatedUnion('why', [
  /** SQLite: the file is rewritten, and another program still reads the old pages in the log beside it. What is left to do is quick. */
  z.object({ why: z.literal('reader') }),
  /** SQLite: another program is writing. */
  z.object({ why: z.literal('writer') }),
  /** SQLite: there is no room to rewrite the file. In bytes. */
  z.object({ why: z.literal('disk'), needed: z.number(), free: z.number() }),
  /**
   * PostgreSQL: a session, a prepared transaction or a replication slot may still see what was there before, a table is in use, or belongs to
   * another role; `name`: what that is called there. `left`: the tables that are not rewritten yet; all of them where it is missing.
   */
  z.object({
    why: z.enum(['session', 'prepared', 'slot', 'table', 'owner']),
    name: z.string(),
    left: z.array(z.string()).readonly().optional(),
  }),
  /** Another process of Lore is at it. */
  z.object({ why: z.literal('elsewhere') }),
  /** It went wrong; the log says how. */
  z.object({ why: z.literal('failed'), code: z.string() }),
]);

export type Held = Readonly<z.infer<typeof schema>>;

/** @param stored as `JSON.stringify` wrote it @returns `null` also for what a newer Lore wrote */
export function readHeld(stored: string | null): Held | null {
  return stored === null ? null : (schema.safeParse(JSON.parse(stored)).data ?? null);
}

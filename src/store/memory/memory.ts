/**
 * Remembers what hardly ever changes, so that a request need not ask the database: where Lore is installed, how to speak to someone, what is
 * turned off. It chooses words, and where to answer. What someone may do is read each time, and has another type.
 */
import type { TeamId, UserId } from '#core/ids.ts';
import { type Meter, noMeter } from '#core/meter.ts';
import { late, within } from '../engines/within.ts';

/**
 * The name of an entry, from the general to the specific. A shorter name means every entry that begins with it: `person T1` is everyone in that
 * workspace. Each write names what it changes.
 */
export type Entry =
  `${'workspace' | 'settings' | 'sight' | 'person'} ${TeamId}` | `person ${TeamId} ${UserId}`;

export interface Memory {
  /**
   * @param of the first word of such entries
   * @param look asks the database; its arguments are the rest of the entry's name
   * @param most how many are remembered; the least recently used goes first
   * @returns what is remembered, or what the database says. If the entry is too old and the database does not answer at once, its last value.
   * @throws what `look` throws, if nothing is remembered
   */
  readonly remember: <Key extends readonly string[], Value>(
    of: string,
    look: (...key: Key) => Promise<Value>,
    most: number,
  ) => (...key: Key) => Promise<Value>;
  /** @param entry `null`: everything */
  readonly forget: (entry: string | null) => void;
}

export interface MemoryOptions {
  /** In ms, by a clock that does not jump. */
  readonly now: () => number;
  /** How long an entry is trusted, in ms, if no write of this process names it. */
  readonly longest: number;
  /** Called before anything is taken from memory, to forget what others have changed. */
  readonly look: (memory: Memory) => void;
  readonly meter?: Meter;
}

/** How long the database may take, in ms, when an outdated entry is there. */
const atOnce = 100;

interface Kept<Value> {
  /** Whether it resolved. */
  readonly answer: Promise<Value>;
  readonly at: number;
}

export function memory({ now, longest, look: lookAround, meter = noMeter }: MemoryOptions): Memory {
  const forgetting: ((entry: string | null) => void)[] = [];
  const itself: Memory = {
    remember: <Key extends readonly string[], Value>(
      of: string,
      look: (...key: Key) => Promise<Value>,
      most: number,
    ) => {
      const known = new Map<string, Kept<Value>>();
      /** Counts invalidations: an answer requested before one is not kept. */
      let forgotten = 0;
      forgetting.push((entry) => {
        if (entry !== null && entry !== of && !entry.startsWith(`${of} `)) return;
        forgotten += 1;
        const rest = entry === null ? '' : entry.slice(of.length + 1);
        if (rest === '') known.clear();
        else if (!known.delete(rest))
          for (const name of known.keys()) if (name.startsWith(`${rest} `)) known.delete(name);
      });
      const keep = (name: string, kept: Kept<Value>): void => {
        known.delete(name);
        known.set(name, kept);
        for (const oldest of known.keys()) {
          if (known.size <= most) break;
          known.delete(oldest);
        }
      };
      return (...key: Key): Promise<Value> => {
        lookAround(itself);
        const name = key.join(' ');
        const kept = known.get(name);
        const at = now();
        if (kept !== undefined && kept.at > at - longest) {
          // The order of use only matters once entries may have to go.
          if (known.size > most / 2) keep(name, kept);
          return kept.answer;
        }
        const before = forgotten;
        const answer = look(...key);
        const asked = answer.then((value) => {
          if (before === forgotten) keep(name, { answer, at });
          return value;
        });
        return kept === undefined ? asked : orLast(asked, kept);
      };
    },
    forget: (entry) => {
      meter.forgot(entry?.split(' ')[0] ?? 'all');
      for (const forget of forgetting) forget(entry);
    },
  };
  return itself;
}

/** @returns the last value, if the database does not answer at once */
async function orLast<Value>(asked: Promise<Value>, last: Kept<Value>): Promise<Value> {
  const found = await within(asked, atOnce).catch((): typeof late => late);
  return found === late ? last.answer : found;
}

/**
 * How long to wait for the database. After three seconds Slack tells a person that their action failed, whatever we store later. So everything a
 * person waits for has a deadline, after which none of it is stored. Work that nobody waits for may take longer.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Deadline {
  /** The ms left, by a clock that does not jump. At 0 or less it is over, and nothing more is stored. */
  readonly left: () => number;
  /** Called whenever a part was stored. */
  readonly stored?: () => void;
}

/** The database was not free in time. Nothing was stored. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy';
  /** Bolt passes on errors with a code unchanged. */
  readonly code = 'database_busy';
  constructor(cause?: unknown) {
    super('the database could not be had in time', { cause });
  }
}

/** How long background work waits for a lock, in ms. */
export const patient = 30_000;

interface Asking {
  readonly deadline: Deadline | undefined;
  readonly isWriting: boolean;
}

const asking = new AsyncLocalStorage<Asking>();

/** Gives everything that `run` asks of a database this deadline; `undefined`: nobody waits for it. */
export function before<T>(deadline: Deadline | undefined, run: () => T): T {
  return asking.run({ deadline, isWriting: false }, run);
}

/** Marks everything that `run` asks as part of a writing transaction. */
export function writing<T>(run: () => T): T {
  return asking.run({ deadline: asking.getStore()?.deadline, isWriting: true }, run);
}

/** Reports that something was stored. */
export function noteStored(): void {
  asking.getStore()?.deadline?.stored?.();
}

/** Whether this is part of a writing transaction. */
export function isWriting(): boolean {
  return asking.getStore()?.isWriting === true;
}

/** Who is asking: each kind waits only for its own. */
export function whoAsks(): 'reader' | 'writer' | 'background' {
  const now = asking.getStore();
  if (now?.deadline === undefined) return 'background';
  return now.isWriting ? 'writer' : 'reader';
}

/** The ms left for the current work. */
export function timeLeft(): number {
  return asking.getStore()?.deadline?.left() ?? patient;
}

/** @throws DatabaseBusy if it is too late to store anything */
export function mustBeInTime(): void {
  if (timeLeft() <= 0) throw new DatabaseBusy();
}

/** @param late gets what comes after the deadline @throws DatabaseBusy at the deadline; whatever `work` throws before it */
export async function inTime<T>(work: Promise<T>, late: (value: T) => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        void work.then(late, () => undefined);
        reject(new DatabaseBusy());
      },
      Math.max(0, timeLeft()),
    );
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * How long the database is waited for. Slack tells a person after three seconds that what they did failed, whatever we store later; so
 * what a person waits for has a deadline, after which nothing of it is stored any more. Work that nobody waits for is patient.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Deadline {
  /** ms that are left, by a clock that does not jump. At 0 or less it is over: what is not stored yet is not stored any more. */
  readonly left: () => number;
  /** Called whenever something of it was stored. */
  readonly stored?: () => void;
}

/** The database could not be had in time. Nothing was stored. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy';
  /** Bolt hands on what has a code as it is. */
  readonly code = 'database_busy';
  constructor(cause?: unknown) {
    super('the database could not be had in time', { cause });
  }
}

/** How long work that nobody waits for waits for a lock, in ms. */
export const patient = 30_000;

interface Asking {
  readonly deadline: Deadline | undefined;
  readonly isWriting: boolean;
}

const asking = new AsyncLocalStorage<Asking>();

/** Everything that `run` asks of any database has this deadline; `undefined`: nobody waits for it. */
export function before<T>(deadline: Deadline | undefined, run: () => T): T {
  return asking.run({ deadline, isWriting: false }, run);
}

/** Everything that `run` asks is part of a transaction that writes. */
export function writing<T>(run: () => T): T {
  return asking.run({ deadline: asking.getStore()?.deadline, isWriting: true }, run);
}

/** Something that was asked for is stored now. */
export function noteStored(): void {
  asking.getStore()?.deadline?.stored?.();
}

/** Whether what is asked is part of a transaction that writes. */
export function isWriting(): boolean {
  return asking.getStore()?.isWriting === true;
}

/** Who asks: each is held up by its own kind only. */
export function whoAsks(): 'reader' | 'writer' | 'background' {
  const now = asking.getStore();
  if (now?.deadline === undefined) return 'background';
  return now.isWriting ? 'writer' : 'reader';
}

/** ms that are left to whoever asks. */
export function timeLeft(): number {
  return asking.getStore()?.deadline?.left() ?? patient;
}

/** @throws DatabaseBusy when it is too late to store something */
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

/** Counts what a database in this process is asked, at its driver. SQLite only. */
import Database from 'better-sqlite3';

const probe = new Database(':memory:');
const prototype = Object.getPrototypeOf(probe.prepare('select 1')) as Record<'all' | 'run', Execute>;
probe.close();
type Execute = (this: unknown, ...parameters: unknown[]) => unknown;

/** @returns how many statements ran until the work was done */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const { all, run } = prototype;
  const counting = (execute: Execute): Execute =>
    function counted(this: unknown, ...parameters) {
      count += 1;
      return execute.apply(this, parameters);
    };
  prototype.all = counting(all);
  prototype.run = counting(run);
  try {
    await work();
  } finally {
    Object.assign(prototype, { all, run });
  }
  return count;
}

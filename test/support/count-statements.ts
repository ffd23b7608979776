/** What a database in this process is asked, heard at its driver. SQLite only. */
import Database from 'better-sqlite3';

const probe = new Database(':memory:');
const prototype = Object.getPrototypeOf(probe.prepare('select 1')) as Record<'all' | 'run', Execute>;
probe.close();
type Execute = (this: Database.Statement, ...parameters: unknown[]) => unknown;

/** @returns the statements that ran until the work was done */
export async function statementsIn(work: () => Promise<unknown>): Promise<readonly string[]> {
  const statements: string[] = [];
  const { all, run } = prototype;
  const hearing = (execute: Execute): Execute =>
    function heard(this: Database.Statement, ...parameters) {
      statements.push(this.source);
      return execute.apply(this, parameters);
    };
  prototype.all = hearing(all);
  prototype.run = hearing(run);
  try {
    await work();
  } finally {
    Object.assign(prototype, { all, run });
  }
  return statements;
}

/** @returns how many statements ran until the work was done */
export const statementsOf = async (work: () => Promise<unknown>): Promise<number> =>
  (await statementsIn(work)).length;

/** @returns the steps of SQLite's plans for these statements */
export function planOf(database: Database.Database, statements: readonly string[]): readonly string[] {
  return statements
    .filter((statement) => !/^(begin|commit|rollback|pragma)/i.test(statement))
    .flatMap((statement) => {
      const values = Array.from({ length: statement.match(/\?/g)?.length ?? 0 }, () => null);
      const plan = database.prepare<unknown[], { readonly detail: string }>(
        `explain query plan ${statement}`,
      );
      return plan.all(...values).map(({ detail }) => detail);
    });
}

/** @returns the steps that look through a table from its first row to its last; not those through what the statement itself has made */
export function scansIn(plan: readonly string[]): readonly string[] {
  const made = plan.flatMap((step) => /^(?:MATERIALIZE|CO-ROUTINE) (\w+)$/.exec(step)?.[1] ?? []);
  return plan.filter(
    (step) =>
      step.startsWith('SCAN ') &&
      !/^SCAN (?:\d+ )?CONSTANT ROW|^SCAN \d+-ROW VALUES/.test(step) &&
      !made.includes(step.split(' ')[1] ?? ''),
  );
}

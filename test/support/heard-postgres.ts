/** What PostgreSQL is asked by this process, heard at its driver, and how it would find the answer. */
import pg from 'pg';

export interface Asked {
  readonly text: string;
  readonly values: readonly unknown[];
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Plan[];
}

/** @returns the statements that ran until the work was done */
export async function askedIn(work: () => Promise<unknown>): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  const prototype = pg.Client.prototype as unknown as { query: (...all: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function heard(this: unknown, ...all: unknown[]) {
    const [first, values] = all;
    if (typeof first === 'string') asked.push({ text: first, values: Array.isArray(values) ? values : [] });
    else if (typeof first === 'object' && first !== null && 'text' in first)
      asked.push({
        text: String(first.text),
        values:
          'values' in first && Array.isArray(first.values)
            ? first.values
            : Array.isArray(values)
              ? values
              : [],
      });
    return query.apply(this, all);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return asked;
}

/** @returns each step that reads a table, as `table by index (condition)`, or `table` alone when it is read from its first row to its last */
export async function stepsOf(url: string, asked: readonly Asked[]): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const steps: string[] = [];
    for (const { text, values } of asked) {
      if (!/^\s*(select|update|delete|insert|with)\b/i.test(text)) continue;
      const { rows } = await client.query<{ 'QUERY PLAN': readonly { Plan: Plan }[] }>(
        `explain (format json) ${text}`,
        [...values],
      );
      const walk = (plan: Plan, table?: string): void => {
        const of = plan['Relation Name'] ?? table;
        const index = plan['Index Name'];
        if (plan['Node Type'] === 'Seq Scan' && of !== undefined) steps.push(of);
        if (index !== undefined) steps.push(`${of ?? '?'} by ${index} ${plan['Index Cond'] ?? '()'}`);
        for (const child of plan.Plans ?? []) walk(child, of);
      };
      for (const { Plan: plan } of rows[0]?.['QUERY PLAN'] ?? []) walk(plan);
    }
    return steps;
  } finally {
    await client.end();
  }
}

/**
 * Queries made at once go to the database as one statement: a listener that needs ten things asks for them in one `Promise.all`. Each query stays
 * as it is, with its guards; its rows come back as JSON. What was asked before in the same transaction is known, unless a table that it names was
 * changed since.
 */
import process from 'node:process';
import {
  CompiledQuery,
  DummyDriver,
  Kysely,
  type Dialect,
  type QueryExecutor,
  type QueryResult,
  TableNode,
} from 'kysely';
import type { Schema } from '../schema.ts';

/** How an engine merges one query with others. */
export interface Merging {
  readonly dialect: Dialect;
  /**
   * @param before how many parameters come before its own
   * @returns an expression whose single value holds all rows, and a function that reads them from it
   */
  readonly asOne: (query: CompiledQuery, before: number) => AsOne;
}

export interface AsOne {
  readonly sql: string;
  readonly rows: (value: unknown) => readonly unknown[];
}

/** @param db one transaction, which sees no change but its own @returns the same, with queries merged, and none asked twice */
export function together(db: Kysely<Schema>, { dialect, asOne }: Merging): Kysely<Schema> {
  const executor = asking(db.getExecutor(), asOne);
  return new Kysely<Schema>({ config: { dialect }, dialect, driver: new DummyDriver(), executor });
}

interface Asked {
  readonly query: CompiledQuery;
  readonly answer: (result: QueryResult<unknown>) => void;
  readonly fail: (error: unknown) => void;
}

/** An answer of more rows is asked for again: it would stay until the transaction ends. */
const mostKept = 50;

function asking(inner: QueryExecutor, asOne: Merging['asOne']): QueryExecutor {
  let waiting: Asked[] = [];
  const known = new Map<string, Promise<QueryResult<unknown>>>();
  const send = async (all: readonly Asked[]): Promise<void> => {
    try {
      const [only] = all;
      if (only !== undefined && all.length === 1) {
        only.answer(await inner.executeQuery(only.query));
        return;
      }
      let before = 0;
      const parts = all.map(({ query }) => {
        const part = asOne(query, before);
        before += query.parameters.length;
        return part;
      });
      const text = `select ${parts.map(({ sql }, nth) => `${sql} as "${nth}"`).join(', ')}`;
      const parameters = all.flatMap(({ query }) => query.parameters);
      const { rows } = await inner.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, parameters));
      for (const [nth, { answer }] of all.entries())
        answer({ rows: [...(parts[nth]?.rows(rows[0]?.[nth]) ?? [])] });
    } catch (error) {
      for (const { fail } of all) fail(error);
    }
  };
  const ask = <Row>(query: CompiledQuery<Row>): Promise<QueryResult<Row>> =>
    new Promise((resolve, reject) => {
      // Kysely's caller declares the rows' type.
      waiting.push({ query, answer: (result) => resolve(result as QueryResult<Row>), fail: reject });
      // When nothing else runs, everyone who asks at this moment has asked.
      if (waiting.length === 1)
        process.nextTick(() => {
          const all = waiting;
          waiting = [];
          void send(all);
        });
    });
  const askOnce = async <Row>(query: CompiledQuery<Row>): Promise<QueryResult<Row>> => {
    const key = JSON.stringify([query.sql, ...query.parameters]);
    const asked = (known.get(key) as Promise<QueryResult<Row>> | undefined) ?? ask(query);
    known.set(key, asked);
    try {
      const { rows } = await asked;
      if (rows.length > mostKept) forget(key, asked);
      // Each caller may change its own.
      return { rows: rows.map((row) => ({ ...row })) };
    } catch (error) {
      forget(key, asked);
      throw error;
    }
  };
  const forget = (key: string, asked: Promise<QueryResult<unknown>>): void => {
    if (known.get(key) === asked) known.delete(key);
  };
  const change = <Row>(...[query, options]: Parameters<typeof inner.executeQuery<Row>>) => {
    const table = changedIn(query);
    for (const [key] of known) if (table === null || key.includes(table) || isDerived(key)) known.delete(key);
    return inner.executeQuery(query, options);
  };
  return {
    adapter: inner.adapter,
    plugins: inner.plugins,
    transformQuery: (...args) => inner.transformQuery(...args),
    compileQuery: (...args) => inner.compileQuery(...args),
    provideConnection: (...args) => inner.provideConnection(...args),
    executeQuery: (query, options) => (isQuestion(query) ? askOnce(query) : change(query, options)),
    stream: (...args) => inner.stream(...args),
    withConnectionProvider: (...args) => inner.withConnectionProvider(...args),
    withPlugin: (...args) => inner.withPlugin(...args),
    withPlugins: (...args) => inner.withPlugins(...args),
    withPluginAtFront: (...args) => inner.withPluginAtFront(...args),
    withoutPlugins: () => inner.withoutPlugins(),
  };
}

/** The only table that a statement changes; `null`: it may be several, as where rows go with others. */
function changedIn({ query }: CompiledQuery): string | null {
  const node =
    query.kind === 'InsertQueryNode' ? query.into : query.kind === 'UpdateQueryNode' && query.table;
  return node && TableNode.is(node) ? node.table.identifier.name : null;
}

/** The words of what is searched are kept by triggers (`db/words-*.ts`), whatever the change. */
const isDerived = (question: string): boolean => /_(?:words?|terms)\b/.test(question);

const isQuestion = ({ sql }: CompiledQuery): boolean => /^\s*select\b/i.test(sql);

/**
 * Kysely's connections to one SQLite file. What only reads has a connection of its own: in WAL mode it never waits for whoever writes,
 * in this process or another one. On each connection one transaction or statement is worked after the other, first come, first served.
 */
import { setImmediate as aTurnOfTheLoop, setTimeout as wait } from 'node:timers/promises';
import type { Statement } from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import { DatabaseBusy, inTime, isWriting, mustBeInTime, noteStored, timeLeft } from './deadline.ts';
import { errorCode } from './error-code.ts';

/** Between two looks whether another process has let go of its lock, in ms. SQLite's own waiting would stop the event loop. */
const pause = 10;

/** What is needed of `better-sqlite3`. */
export interface SqliteFile {
  prepare(text: string): Pick<Statement, 'all' | 'run' | 'reader' | 'readonly'>;
  /** The names of a statement's columns. */
  columns(text: string): readonly string[];
  readonly inTransaction: boolean;
  /** Called before each transaction or statement that writes; of a transaction, when it has the lock. */
  willWrite(): void;
  /** Another one whenever another connection than this one has committed; `null`: not known now. */
  version(): number | null;
  close(): void;
}

/** One connection, and whose turn it is. */
export class Lane {
  readonly file: SqliteFile;
  /** Ends when everyone who came so far has. */
  #last: Promise<unknown> = Promise.resolve();
  #here = 0;
  constructor(file: SqliteFile) {
    this.file = file;
  }

  /** @returns what ends the turn. @throws DatabaseBusy when it does not come in time */
  async turn(): Promise<() => void> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<null>();
    this.#last = before.then(() => promise);
    this.#here += 1;
    const end = (): void => {
      this.#here -= 1;
      resolve(null);
    };
    try {
      if (this.#here > 1) {
        await inTime(before, () => undefined);
        // Nothing of SQLite's waits: many who waited for one lock would stop everything else until the last of them is done.
        await aTurnOfTheLoop();
      }
      return end;
    } catch (error) {
      end();
      throw error;
    }
  }

  /** Waits for other processes as long as there is time. @throws DatabaseBusy; what SQLite says */
  async run<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const until = performance.now() + timeLeft();
    for (;;) {
      try {
        const statement = this.file.prepare(sql);
        // The caller of Kysely says what the rows are.
        if (statement.reader) return { rows: statement.all(parameters) as Row[] };
        const { changes, lastInsertRowid } = statement.run(parameters);
        return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
      } catch (error) {
        if (!errorCode(error).startsWith('SQLITE_BUSY')) throw error;
        if (performance.now() >= until) throw new DatabaseBusy(error);
        await wait(pause);
      }
    }
  }

  /** Whether a statement changes nothing. Pragmas may, whatever SQLite says of them. */
  onlyReads({ sql }: CompiledQuery): boolean {
    return /^\s*(select|with)\b/i.test(sql) && this.file.prepare(sql).readonly;
  }
}

export interface Lanes {
  readonly reading: Lane;
  /** The same one where there is no file. */
  readonly writing: Lane;
}

/** What Kysely takes for a connection: each statement goes where it belongs, and all of a transaction to one. */
class Routed implements DatabaseConnection {
  readonly #lanes: Lanes;
  #held: { readonly lane: Lane; readonly end: () => void } | undefined;
  constructor(lanes: Lanes) {
    this.#lanes = lanes;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#held !== undefined) return this.#held.lane.run(query);
    const { reading, writing } = this.#lanes;
    const onlyReads = reading.onlyReads(query);
    const lane = onlyReads ? reading : writing;
    const end = await lane.turn();
    try {
      if (onlyReads) return await lane.run(query);
      mustBeInTime();
      writing.file.willWrite();
      const result = await lane.run<Row>(query);
      noteStored();
      return result;
    } finally {
      end();
    }
  }

  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('nothing is streamed');
  }

  /** Takes the write lock at once: a transaction that reads first and writes later would fail halfway. */
  async begin(isReading: boolean): Promise<void> {
    const lane = isReading ? this.#lanes.reading : this.#lanes.writing;
    this.#held = { lane, end: await lane.turn() };
    await lane.run(CompiledQuery.raw(isReading ? 'begin' : 'begin immediate'));
    if (!isReading) lane.file.willWrite();
  }

  /** SQLite may have rolled back by itself, as where the disk is full: to say it twice would hide why. */
  async rollback(): Promise<void> {
    if (this.#held?.lane.file.inTransaction === true)
      await this.#held.lane.run(CompiledQuery.raw('rollback'));
  }

  release(): void {
    this.#held?.end();
    this.#held = undefined;
  }
}

/** @param open opens the file; called once, before anything else */
export class SqliteLanes implements Driver {
  readonly #open: () => Lanes;
  #lanes: Lanes | undefined;
  constructor(open: () => Lanes) {
    this.#open = open;
  }
  async init(): Promise<void> {
    this.#lanes = this.#open();
  }
  /** The names of a statement's columns. */
  columns(text: string): readonly string[] {
    if (this.#lanes === undefined) throw new Error('the database was not opened');
    return this.#lanes.writing.file.columns(text);
  }
  /** Another one whenever another process has committed; `null`: not known now. */
  version(): number | null {
    return this.#lanes?.writing.file.version() ?? null;
  }
  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#lanes === undefined) throw new Error('the database was not opened');
    return new Routed(this.#lanes);
  }
  async beginTransaction(connection: Routed, { accessMode }: TransactionSettings): Promise<void> {
    await connection.begin(accessMode === 'read only');
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
    if (isWriting()) noteStored();
  }
  async rollbackTransaction(connection: Routed): Promise<void> {
    await connection.rollback();
  }
  async releaseConnection(connection: Routed): Promise<void> {
    connection.release();
  }
  async destroy(): Promise<void> {
    const { reading, writing } = this.#lanes ?? {};
    if (reading !== writing) reading?.file.close();
    // The last one takes what the log holds over into the file.
    writing?.file.close();
  }
}

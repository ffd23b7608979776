/**
 * Kysely's connections to one SQLite file. Reads have their own connection, which in WAL mode never waits for a writer in this or another process. On
 * each connection, transactions and statements run one after another, first come, first served.
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
import type { Meter } from '#core/meter.ts';
import { DatabaseBusy, inTime, isWriting, mustBeInTime, noteStored, timeLeft, whoAsks } from './deadline.ts';
import { errorCode } from './error-code.ts';

/** How often to check whether another process has released its lock, in ms. SQLite's own waiting would stop the event loop. */
const pause = 10;

/** What we need from `better-sqlite3`. */
export interface SqliteFile {
  prepare(text: string): Pick<Statement, 'all' | 'run' | 'reader' | 'readonly'>;
  /** The names of a statement's columns. */
  columns(text: string): readonly string[];
  readonly inTransaction: boolean;
  /** Called before each writing transaction or statement; in a transaction, once it has the lock. */
  willWrite(): void;
  /** Changes whenever another connection commits; `null`: unknown right now. */
  version(): number | null;
  close(): void;
}

/** One connection and its queue. */
export class Lane {
  readonly file: SqliteFile;
  /** Settles when everyone in the queue so far is done. */
  #last: Promise<unknown> = Promise.resolve();
  #here = 0;
  /** An open transaction that several people share. Settles when it is committed or lost. */
  #shared: PromiseWithResolvers<null> | undefined;
  constructor(file: SqliteFile) {
    this.file = file;
  }

  #queue(): { readonly before: Promise<unknown>; readonly end: () => void } {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<null>();
    this.#last = before.then(() => promise);
    this.#here += 1;
    const end = (): void => {
      this.#here -= 1;
      resolve(null);
    };
    return { before, end };
  }

  get isShared(): boolean {
    return this.#shared !== undefined;
  }

  /** Whether someone waits for a turn. */
  get isAwaited(): boolean {
    return this.#here > 1;
  }

  /**
   * Leaves the transaction open for those who wait now, so that one commit serves them all: waiting for the disk takes longer than writing.
   * @returns once it is committed. @throws the reason if it was not, to everyone who shares it
   */
  share(): Promise<null> {
    if (this.#shared !== undefined) return this.#shared.promise;
    this.#shared = Promise.withResolvers();
    const { before, end } = this.#queue();
    void before.then(() => this.commitShared()).then(end, end);
    return this.#shared.promise;
  }

  /** Commits the shared transaction, if one is open. Its result goes to those who share it. */
  async commitShared(): Promise<void> {
    const shared = this.#shared;
    if (shared === undefined) return;
    try {
      await this.run(CompiledQuery.raw('commit'));
      shared.resolve(null);
    } catch (error) {
      shared.reject(error);
      if (this.file.inTransaction) await this.run(CompiledQuery.raw('rollback'));
    } finally {
      this.#shared = undefined;
    }
  }

  /** SQLite rolls back everything on its own in some cases, for example on a full disk. */
  #lose(error: unknown): void {
    if (this.file.inTransaction) return;
    this.#shared?.reject(error);
    this.#shared = undefined;
  }

  /**
   * @param how `short`: for one statement that only reads
   * @returns a function that ends the turn. @throws DatabaseBusy if the turn does not come in time
   */
  async turn(how: 'short' | 'long' = 'long'): Promise<() => void> {
    const { before, end } = this.#queue();
    try {
      if (this.#here > 1) {
        await inTime(before, () => undefined);
        // SQLite itself never yields: everyone waiting for one lock would stop everything else until the last is done. Those who look one thing
        // up before they write go on together, so that one commit serves them.
        if (how === 'long') await aTurnOfTheLoop();
      }
      return end;
    } catch (error) {
      end();
      throw error;
    }
  }

  /** Waits for other processes while there is time. @throws DatabaseBusy, or SQLite's error */
  async run<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const until = performance.now() + timeLeft();
    for (;;) {
      try {
        const statement = this.file.prepare(sql);
        // Kysely's caller declares the rows' type.
        if (statement.reader) return { rows: statement.all(parameters) as Row[] };
        const { changes, lastInsertRowid } = statement.run(parameters);
        return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
      } catch (error) {
        if (!errorCode(error).startsWith('SQLITE_BUSY')) {
          this.#lose(error);
          throw error;
        }
        if (performance.now() >= until) throw new DatabaseBusy(error);
        await wait(pause);
      }
    }
  }

  /** Whether a statement changes nothing. Pragmas may change something, whatever SQLite says. */
  onlyReads({ sql }: CompiledQuery): boolean {
    return /^\s*(select|with)\b/i.test(sql) && this.file.prepare(sql).readonly;
  }
}

export interface Lanes {
  readonly reading: Lane;
  /** The same one if there is no file. */
  readonly writing: Lane;
}

/** A connection for Kysely that routes each statement to the right lane, and a whole transaction to one. */
class Routed implements DatabaseConnection {
  readonly #lanes: Lanes;
  #held:
    { readonly lane: Lane; readonly end: () => void; readonly how: 'alone' | 'first' | 'joined' } | undefined;
  readonly #meter: Meter;
  constructor(lanes: Lanes, meter: Meter) {
    this.#lanes = lanes;
    this.#meter = meter;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#held !== undefined) return this.#held.lane.run(query);
    const { reading, writing } = this.#lanes;
    const onlyReads = reading.onlyReads(query);
    const lane = onlyReads ? reading : writing;
    // Between two statements of background work, people's requests come first.
    if (whoAsks() === 'background') await aTurnOfTheLoop();
    const end = await lane.turn(onlyReads ? 'short' : 'long');
    try {
      await lane.commitShared();
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

  /**
   * Takes the write lock at once: a transaction that reads first and writes later could fail halfway. A transaction that someone waits for
   * joins an open shared one; background work may take long and gets its own.
   */
  async begin(isReading: boolean): Promise<void> {
    const lane = isReading ? this.#lanes.reading : this.#lanes.writing;
    const asked = performance.now();
    try {
      const end = await lane.turn();
      const how = isReading || whoAsks() !== 'writer' ? 'alone' : lane.isShared ? 'joined' : 'first';
      this.#held = { lane, end, how };
      if (how === 'joined') {
        await lane.run(CompiledQuery.raw('savepoint mine'));
        return;
      }
      await lane.commitShared();
      await lane.run(CompiledQuery.raw(isReading ? 'begin' : 'begin immediate'));
    } finally {
      // Who did not get it has waited, too.
      if (!isReading) this.#meter.waitedToWrite(performance.now() - asked);
    }
    if (!isReading) lane.file.willWrite();
  }

  async commit(): Promise<void> {
    const held = this.#held;
    if (held === undefined) throw new Error('nothing was begun');
    const { lane, how } = held;
    // Lets in the requests that arrived during the transaction: they may share the commit.
    if (how === 'first') await aTurnOfTheLoop();
    if (how === 'joined') await lane.run(CompiledQuery.raw('release mine'));
    else if (how === 'alone' || !lane.isAwaited) {
      await lane.run(CompiledQuery.raw('commit'));
      return;
    }
    const committed = lane.share();
    this.release();
    await committed;
  }

  /** SQLite may have rolled back already, for example on a full disk: a second rollback would hide the cause. */
  async rollback(): Promise<void> {
    if (this.#held?.lane.file.inTransaction !== true) return;
    const { lane, how } = this.#held;
    if (how === 'joined') await lane.run(CompiledQuery.raw('rollback to mine'));
    await lane.run(CompiledQuery.raw(how === 'joined' ? 'release mine' : 'rollback'));
  }

  release(): void {
    this.#held?.end();
    this.#held = undefined;
  }
}

/** @param open opens the file; called once, before anything else */
export class SqliteLanes implements Driver {
  readonly #open: () => Lanes;
  readonly #meter: Meter;
  #lanes: Lanes | undefined;
  constructor(open: () => Lanes, meter: Meter) {
    this.#open = open;
    this.#meter = meter;
  }
  async init(): Promise<void> {
    this.#lanes = this.#open();
  }
  /** The names of a statement's columns. */
  columns(text: string): readonly string[] {
    if (this.#lanes === undefined) throw new Error('the database was not opened');
    return this.#lanes.writing.file.columns(text);
  }
  /** Changes whenever another process commits; `null`: unknown right now. */
  version(): number | null {
    return this.#lanes?.writing.file.version() ?? null;
  }
  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#lanes === undefined) throw new Error('the database was not opened');
    return new Routed(this.#lanes, this.#meter);
  }
  async beginTransaction(connection: Routed, { accessMode }: TransactionSettings): Promise<void> {
    await connection.begin(accessMode === 'read only');
  }
  async commitTransaction(connection: Routed): Promise<void> {
    await connection.commit();
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
    // Closing the last connection moves the log into the file.
    writing?.file.close();
  }
}

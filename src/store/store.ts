/** Opens the store: the database, and everything that may be asked of it. */
import { openEngine, type Engine } from './engine.ts';
import { allGuards, type Guards } from './guards.ts';
import { migrate, type ExtraMigrations } from './migrate.ts';
import { transactionsOn, type TransactionOptions, type Transactions } from './transactions.ts';

/** `membersMaxAge`: how old a list of members may be and still be believed, in ms; a day unless told. */
export interface StoreOptions extends TransactionOptions {
  /** `sqlite::memory:`, `sqlite:/path/to/file.db` or `postgres://…`. */
  readonly url: string;
  readonly migrations?: ExtraMigrations;
}

export interface Store extends Transactions {
  readonly engine: Engine['name'];
  /** Brings the database to the newest schema. @returns the names of the migrations that ran */
  migrate(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Opens a store. Call `migrate` before anything else, `close` at the end. */
export function openStore(options: StoreOptions): Store {
  return storeWith(options, allGuards);
}

/** For tests alone, which take one guard out and must see somebody see too much. */
export function storeWith(options: StoreOptions, guards: Guards): Store {
  const engine = openEngine(options.url);
  const { inside, ...transactions } = transactionsOn(engine, options, guards);
  return {
    ...transactions,
    engine: engine.name,
    migrate: async () => {
      inside.forgetCatalogue();
      return migrate(engine, options.migrations ?? {});
    },
    close: () => engine.db.destroy(),
  };
}

/** One transaction, one viewer. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import { type Clock, day, type Instant } from '#core/clock.ts';
import type { ChannelId, Ids, TeamId } from '#core/ids.ts';
import type { Meter } from '#core/meter.ts';
import type { Viewer } from '#core/visibility.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { AnyTable } from '#core/tables.ts';
import type { AccessContext } from '../access/access.ts';
import { type Catalogue, readCatalogue } from '../access/catalogue.ts';
import type { Guards } from '../access/guards.ts';
import { isUnseen } from '../access/unseen.ts';
import { type BallotKeys, noBallotKeys } from '../ballots/keys.ts';
import { before, type Deadline, mustBeInTime, writing } from '../engines/deadline.ts';
import type { Engine } from '../engines/engine.ts';
import { refusing } from '../engines/refusing.ts';
import { retried } from '../engines/retried.ts';
import { together } from '../engines/together.ts';
import { type Entry, memory } from '../memory/memory.ts';
import type { Schema } from '../schema.ts';
import { entriesOf, mustBeThere, NotInstalled } from '../settings/installed.ts';
import type { TokenKeys } from '../settings/encrypt-token.ts';
import type { StartsOff } from '../settings/practices.ts';
import { sealsBy } from '../settings/seals.ts';
import type { Inside } from './inside.ts';
import { isErasedSince, isTaken, mustBeOn, takeOnce } from './may-run.ts';
import { readScopeOf, scopeOf } from './scope.ts';

/** What `transact` returns for a key that was already used: nothing ran. */
export const alreadyTaken = Symbol('already taken');

export interface Transacting {
  /**
   * Changes system tables in the same transaction, before `run`: finishes the running job, so that it may schedule itself again. Throwing undoes
   * everything.
   */
  readonly alsoIn?: (system: Kysely<Schema>) => Promise<void>;
  /** Throws `SwitchedOff` if this practice is off for the viewer. */
  readonly practice?: string;
  /** The channel in which the viewer, a person, acts: it is off there if the channel did not choose it. */
  readonly at?: ChannelId;
}

/** For something typed, which may have had to wait. */
interface Typed {
  readonly notAfter: string;
  readonly typedAt: Instant;
}

/** For who draws, and no feature: see `isUnseen` in access/unseen.ts. */
type IsUnseen = (ids: readonly string[]) => Promise<boolean>;

export interface Transactions {
  /**
   * As below, but only once ever for each key and viewer, so that nobody uses up another's key; if `run` throws, the key is free again.
   * `notAfter`: not at all if that key was used, or something in the workspace was erased since `typedAt`.
   */
  transact<T>(
    team: TeamId,
    viewer: Viewer,
    run: (scope: Scope) => Promise<T>,
    options: Transacting & ({ readonly once: string } | Typed),
  ): Promise<T | typeof alreadyTaken>;
  /**
   * One transaction with one viewer: everything happens, or nothing if `run` throws. After a conflict `run` starts again, so anything it does beside
   * the scope must be repeatable.
   * @throws NotInstalled, SwitchedOff
   */
  transact<T>(
    team: TeamId,
    viewer: Viewer,
    run: (scope: Scope) => Promise<T>,
    options?: Transacting,
  ): Promise<T>;
  /** Reads one consistent state; changes nothing. @throws SwitchedOff if `practice` is turned off, NotInstalled if it is given */
  read<T>(
    team: TeamId,
    viewer: Viewer,
    run: (scope: ReadScope, isUnseen: IsUnseen) => Promise<T>,
    options?: Pick<Transacting, 'practice' | 'at'>,
  ): Promise<T>;
  /** Calls `wake` after every transaction that published, refreshed or scheduled in a workspace; it must not throw. @returns a function that ends this */
  onWork(wake: (team: TeamId) => void): () => void;
  /** Says that there is work in a workspace, after writes that no scope made. */
  readonly wake: (team: TeamId) => void;
  /**
   * The system tables, for adapters that read them and work through them; they change them in `write`. Inside `transact` or `read` it throws, since it
   * would wait for the transaction it is called in.
   */
  readonly system: Kysely<Schema>;
  readonly startsOff: StartsOff;
  /** One transaction on the system tables, without a viewer, again after a conflict. */
  readonly write: <T>(run: (system: Kysely<Schema>) => Promise<T>) => Promise<T>;
  /** The same in one workspace. @throws NotInstalled if it was erased */
  readonly writeIn: <T>(team: TeamId, run: (system: Kysely<Schema>) => Promise<T>) => Promise<T>;
  /**
   * Gives `run` a deadline: it waits no longer for the database and stores nothing after it; it throws `DatabaseBusy` instead. `undefined`: nobody waits
   * for it.
   */
  before<T>(deadline: Deadline | undefined, run: () => T): T;
}

/** How old a list of members may be and still be trusted, in ms. */
const membersMaxAge = day;

export interface TransactionOptions {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly tables: readonly AnyTable[];
  /** None when left out. */
  readonly startsOff?: StartsOff;
  /** ms of a clock that does not jump, for how long something is remembered; this process's when left out. */
  readonly elapsed?: () => number;
  readonly meter?: Meter;
  /** Where the keys of open ballots are; nowhere when left out. */
  readonly ballotKeys?: BallotKeys;
  /** Reads the keys for bot tokens and sealed texts as they are now; left out if there are none. */
  readonly tokenKeys?: () => TokenKeys;
}

export function transactionsOn(
  engine: Engine,
  options: TransactionOptions,
  guards: Guards,
): Transactions & { readonly inside: Inside } {
  const startsOff = options.startsOff ?? new Set();
  const ballotKeys = options.ballotKeys ?? noBallotKeys;
  const seals = sealsBy(options.tokenKeys, engine.erasing.held);
  const wakers = new Set<(team: TeamId) => void>();
  const running = new AsyncLocalStorage<true>();
  const refuseInside = (): void => {
    if (running.getStore() === true)
      throw new Error('inside a transaction, everything goes through its scope');
  };
  let catalogue: Promise<Catalogue> | undefined;

  const knownTables = async (): Promise<Catalogue> => {
    catalogue ??= readCatalogue(engine.db, options.tables);
    try {
      return await catalogue;
    } catch (error) {
      // Before the first migration there are no tables.
      catalogue = undefined;
      throw error;
    }
  };
  const system = engine.db.withPlugin(refusing(refuseInside));
  const remembered = memory({
    now: options.elapsed ?? (() => performance.now()),
    longest: engine.others.longest,
    look: engine.others.look,
    ...(options.meter === undefined ? {} : { meter: options.meter }),
  });
  /** Even if it is unknown whether the write was stored. */
  const forgetting = async <T>(changes: readonly Entry[], write: () => Promise<T>): Promise<T> => {
    try {
      return await write();
    } finally {
      for (const entry of changes) remembered.forget(entry);
    }
  };
  /** A transaction that finds the workspace gone clears what is remembered of it at once. */
  const heeding = async <T>(team: TeamId, run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      if (error instanceof NotInstalled) for (const entry of entriesOf(team)) remembered.forget(entry);
      throw error;
    }
  };

  const tell = (team: TeamId): void => {
    before(undefined, () => {
      for (const wake of wakers) wake(team);
    });
  };

  const inside: Inside = {
    clock: options.clock,
    ids: options.ids,
    tables: options.tables,
    startsOff,
    memory: remembered,
    write: (run, changes = []) =>
      forgetting(changes, () =>
        writing(() =>
          retried(engine, () =>
            system.transaction().execute(async (db) => {
              const result = await run(db);
              await engine.others.tell(db, changes);
              return inTimeOnly(result);
            }),
          ),
        ),
      ),
    writeIn: (team, run, changes) =>
      heeding(team, () =>
        inside.write(async (db) => {
          await mustBeThere(db, team, engine.erasing.held);
          return run(db);
        }, changes),
      ),
    waitForHeld: engine.erasing.waitForHeld,
    forgetWakes: engine.forgetWakes,
    once: async (team, viewer, mode, run, changes = []) => {
      refuseInside();
      const known = await knownTables();
      const attempt = async () => {
        const now = options.clock.now();
        const access = {
          ...{ engine: engine.name, catalogue: known, guards, teamId: team, viewer, now, startsOff },
          ...{ ballotKeys, seals },
        };
        const freshSince = now - membersMaxAge;
        const isReading = mode === 'read only';
        return engine.db
          .transaction()
          .setIsolationLevel(isReading ? 'repeatable read' : 'serializable')
          .setAccessMode(mode)
          .execute(async (db) => {
            const asking = together(db, engine.merging);
            const result = await running.run(true, () => run({ ...access, freshSince, db: asking }));
            if (isReading) return result;
            await engine.others.tell(db, changes);
            return inTimeOnly(result);
          });
      };
      if (mode === 'read only') return retried(engine, attempt);
      return forgetting(changes, () => writing(() => retried(engine, attempt)));
    },
    wake: (team) => {
      // Nobody waits for the workers. What is not said to them they find by themselves.
      before(undefined, () => {
        engine.wake(engine.db, team).catch(() => undefined);
      });
      tell(team);
    },
    forgetCatalogue: () => (catalogue = undefined),
  };

  async function transact<T>(
    team: TeamId,
    viewer: Viewer,
    run: (scope: Scope) => Promise<T>,
    how: Transacting & { readonly once?: string } & Partial<Typed> = {},
  ): Promise<T | typeof alreadyTaken> {
    const work = { isThere: false };
    const isThereWork = (): boolean => work.isThere;
    const attempt = async (access: AccessContext): Promise<T | typeof alreadyTaken> => {
      work.isThere = false;
      if (how.once === undefined) await mustBeOn(access, viewer, how);
      else if (!(await takeOnce(access, viewer, how.once, how))) return alreadyTaken;
      if (how.notAfter !== undefined && (await isTaken(access, viewer, how.notAfter))) return alreadyTaken;
      if (how.typedAt !== undefined && (await isErasedSince(access, how.typedAt))) return alreadyTaken;
      await how.alsoIn?.(access.db);
      const result = await run(
        scopeOf({ ...access, viewer, ...reachOf(startsOff, how) }, options.ids, () => (work.isThere = true)),
      );
      if (isThereWork()) await engine.wake(access.db, team);
      return result;
    };
    const result = await heeding(team, () => inside.once(team, viewer, 'read write', attempt));
    if (isThereWork()) tell(team);
    return result;
  }

  return {
    inside,
    transact,
    read: async (team, viewer, run, how = {}) =>
      heeding(team, () =>
        inside.once(team, viewer, 'read only', async (access) => {
          if (how.practice !== undefined) await mustBeOn(access, viewer, how);
          return run(readScopeOf(access), (ids) => isUnseen(access, ids));
        }),
      ),
    onWork: (wake) => {
      wakers.add(wake);
      return () => void wakers.delete(wake);
    },
    wake: inside.wake,
    system,
    startsOff,
    write: inside.write,
    writeIn: inside.writeIn,
    before,
  };
}

/** What a person does with a practice that channels may choose reaches no channel that did not. */
const reachOf = (startsOff: StartsOff, { practice }: Transacting): Pick<AccessContext, 'practice'> =>
  practice !== undefined && startsOff.has(practice) ? { practice } : {};

/** The last check before a commit. @throws DatabaseBusy if the person may already have been told that it failed */
function inTimeOnly<T>(result: T): T {
  mustBeInTime();
  return result;
}

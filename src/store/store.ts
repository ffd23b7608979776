/** Opens the store: the database and everything built on it. */
import type { Kysely } from 'kysely';
import type { TeamId } from '#core/ids.ts';
import { schedulesIn, type SchedulesStore } from '../schedules/records/schedules.ts';
import { type Audit, auditIn } from './access/audit.ts';
import { allGuards, type Guards } from './access/guards.ts';
import { type Unscoped, unscopedIn } from './access/unscoped.ts';
import { type Directory, directoryIn } from './directory/directory.ts';
import { type UserGroups, userGroupsIn } from './directory/user-groups.ts';
import { type BallotsAbout, ballotsAbout } from './ballots/about.ts';
import { noBallotKeys } from './ballots/keys.ts';
import type { Engine } from './engines/engine.ts';
import type { SchemaState } from './engines/compatible.ts';
import { type ExtraMigrations, isAhead, migrate, schemaState } from './engines/migrate.ts';
import { openEngine } from './engines/open.ts';
import { probe } from './engines/probe.ts';
import { mustReach } from './engines/reachable.ts';
import { mustHaveRoom } from './engines/room.ts';
import { refreshStatistics } from './engines/statistics.ts';
import { cleaningIn, type FileCleaning } from './erasure/clean-files.ts';
import { eraseAgain } from './erasure/erase-again.ts';
import { type Retention, retentionIn } from './erasure/retention.ts';
import { type Remembered, rememberedIn } from './memory/remembered.ts';
import { type Inbox, inboxIn } from './outbox/inbox.ts';
import { notShownIn, type NotShownStore } from './outbox/not-shown.ts';
import { type Standing, standingIn } from './outbox/standing.ts';
import type { Schema } from './schema.ts';
import { cutWaiting, withUncut } from './search/cut-rows.ts';
import { makeSure } from './search/make-sure.ts';
import { type TransactionOptions, type Transactions, transactionsOn } from './scope/transactions.ts';
import { type AccessTokens, accessTokensIn } from './settings/access-tokens.ts';
import { type CalendarFeeds, calendarFeedsIn } from './settings/calendar-feeds.ts';
import { type ConnectionsStore, connectionsIn } from './settings/connections.ts';
import { type Installations, installationsIn } from './settings/installations.ts';
import { settingsIn, type SettingsStore } from './settings/settings.ts';
import { type WorkspaceSettings, workspaceSettingsIn } from './settings/workspace-settings.ts';
import { type Workspaces, workspacesIn } from './settings/workspaces.ts';

export interface StoreOptions extends TransactionOptions {
  /** `sqlite::memory:`, `sqlite:/path/to/file.db` or `postgres://…`. */
  readonly url: string;
  readonly migrations?: ExtraMigrations;
  /** `false`: do not create a missing database, but fail to reach it. Created by default. */
  readonly mayMake?: boolean;
}

export interface Store extends Transactions, Unscoped, FileCleaning {
  readonly engine: Engine['name'];
  /**
   * Updates the database to the latest schema, all of it or nothing. @returns the names of the migrations that ran. @throws NotReached, NotUpdated,
   * SchemaTooNew
   */
  migrate(): Promise<readonly string[]>;
  /** Erases what an older Lore erased meanwhile and left to this one. @returns how many erasures were repeated */
  eraseAgain(): Promise<number>;
  /** @throws NotUpdated if there is too little disk space to update the database */
  mustHaveRoom(): Promise<void>;
  /** What the database is to this Lore: new, older, the same, or newer and still compatible. @throws NotReached, SchemaTooNew */
  schema(): Promise<SchemaState>;
  /** Reads and writes, as an answer to a person does, and leaves nothing. @throws what either throws; within `before`, DatabaseBusy */
  probe(team: TeamId): Promise<void>;
  readonly directory: Directory;
  readonly settings: SettingsStore;
  readonly workspaces: Workspaces;
  /** Of an app that serves many workspaces. */
  readonly installations: Installations;
  readonly alone: Engine['alone'];
  /** From memory, only to choose words. */
  readonly remembered: Remembered;
  readonly inbox: Inbox;
  readonly audit: Audit;
  readonly retention: Retention;
  readonly schedules: SchedulesStore;
  readonly workspaceSettings: WorkspaceSettings;
  readonly userGroups: UserGroups;
  readonly notShown: NotShownStore;
  readonly calendarFeeds: CalendarFeeds;
  readonly connections: ConnectionsStore;
  readonly accessTokens: AccessTokens;
  readonly standing: Standing;
  readonly ballots: BallotsAbout;
  /** Cuts some of a workspace's rows that were written without their words, so that a search finds them. @returns how many; 0: none is left */
  cutWaiting(team: TeamId): Promise<number>;
  /** The workspaces with such rows. */
  withUncut(): Promise<readonly TeamId[]>;
  /** After many rows were written at once, so that they are found as fast as they will be. */
  refreshStatistics(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a store. Call `migrate` first and `close` at the end. */
export function openStore(options: StoreOptions): Store {
  return storeWith(options, allGuards);
}

/** For tests, which remove one guard and expect someone to see too much. */
export function storeWith(options: StoreOptions, guards: Guards): Store {
  const engine = openEngine(options.url, options.mayMake, options.meter);
  const { inside, ...transactions } = transactionsOn(engine, options, guards);
  const { system } = transactions;
  const directory = directoryIn(system, inside);
  const workspaces = workspacesIn(system, inside, options.tokenKeys);
  const workspaceSettings = workspaceSettingsIn(system, inside);
  const extra = options.migrations ?? {};
  const isNewerHere = (db: Kysely<Schema>) => isAhead(db, engine, extra);
  const unscoped = unscopedIn(inside, isNewerHere);
  return {
    ...transactions,
    ...unscoped,
    ...cleaningIn(engine, system, inside, options.tables),
    directory,
    settings: settingsIn(system, inside),
    workspaces,
    installations: installationsIn(system, inside, options.tokenKeys),
    alone: engine.alone,
    remembered: rememberedIn(inside.memory, { directory, workspaces, workspaceSettings }),
    inbox: inboxIn(system, inside),
    audit: auditIn(system),
    retention: retentionIn(system, inside),
    schedules: schedulesIn(system, inside),
    workspaceSettings,
    userGroups: userGroupsIn(system, inside),
    notShown: notShownIn(system, inside),
    calendarFeeds: calendarFeedsIn(system, inside),
    connections: connectionsIn(system, inside, options.tokenKeys),
    accessTokens: accessTokensIn(system, inside),
    standing: standingIn(system, inside),
    ballots: ballotsAbout(system, options.ballotKeys ?? noBallotKeys),
    engine: engine.name,
    cutWaiting: (team) => cutWaiting(inside, engine.name, team),
    withUncut: () => withUncut(inside, system),
    probe: (team) => probe(inside, team),
    schema: async () => {
      await mustReach(engine);
      return schemaState(engine, extra);
    },
    eraseAgain: () => eraseAgain(inside, system, unscoped, isNewerHere),
    mustHaveRoom: () => mustHaveRoom(engine),
    migrate: async () => {
      await mustReach(engine);
      inside.forgetCatalogue();
      const ran = await migrate(engine, extra);
      await makeSure(engine, options.tables);
      return ran;
    },
    refreshStatistics: () => refreshStatistics(engine),
    close: () => engine.close(),
  };
}

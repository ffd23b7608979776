/** A store with two small tables of a feature that exists only here, and a workspace to fill. */
import * as columns from '../../../db/columns.ts';
import type { Instant } from '../../../src/core/clock.ts';
import { number, partOf, person, text } from '../../../src/core/columns.ts';
import { type AudienceId, channelId, rowId, type EmbargoId, teamId, userId } from '../../../src/core/ids.ts';
import type { MemberType } from '../../../src/core/people.ts';
import type { Viewer } from '../../../src/core/visibility.ts';
import { ownTable, sharedTable } from '../../../src/core/tables.ts';
import { allGuards, type Guards } from '../../../src/store/access/guards.ts';
import { ballotKeysIn } from '../../../src/store/ballots/keys.ts';
import type { ChannelFacts } from '../../../src/store/directory/facts.ts';
import { type Store, type StoreOptions, storeWith } from '../../../src/store/store.ts';
import { keysBeside, type TestEngine } from '../../support/databases.ts';
import { installed } from '../../support/installed.ts';

export const note = sharedTable('note', { words: text, rank: number.orNull, owner: person.orNull });
export const vote = ownTable('vote', ['note'], { note: partOf(note), score: number });
/** Of words that several wrote. */
export const joint = sharedTable('joint', { words: text }, { isJoint: true });

const { guardIndexes, integer, ownColumns, sharedColumns } = columns;

const up: columns.Up = async (db, engine) => {
  await sharedColumns(db.schema.createTable('note'), engine, 'note')
    .addColumn('words', columns.text(engine), (c) => c.notNull())
    .addColumn('rank', integer)
    .addColumn('owner', columns.text(engine))
    .execute();
  await guardIndexes(db, 'note');
  await ownColumns(db.schema.createTable('vote'), engine, 'vote', ['note'])
    .addColumn('note', columns.text(engine), (c) => c.notNull())
    .addColumn('score', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'vote');
  await sharedColumns(db.schema.createTable('joint'), engine, 'joint')
    .addColumn('words', columns.text(engine), (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'joint');
};

export const noon = Date.UTC(2026, 10, 24, 12);
export const T1 = teamId('T1');
export const T2 = teamId('T2');

/** Ids that count up: `x1`, `x2` … */
export function counting(prefix: string) {
  let count = 0;
  return { next: () => `${prefix}${(count += 1)}` };
}

export interface World {
  readonly store: Store;
  readonly url: string;
  /** The folder for the keys of open ballots. */
  readonly keys: string;
  /** Moves on when a test says so. */
  readonly clock: { time: Instant; now: () => Instant };
  readonly close: () => Promise<void>;
}

export const fixture = {
  tables: [note, vote, joint],
  migrations: { '9999-test': up },
} satisfies Partial<StoreOptions>;

/** A migrated store on a database of its own. */
export async function openWorld(
  engine: Pick<TestEngine, 'fresh'>,
  guards: Guards = allGuards,
  made: Pick<StoreOptions, 'tables' | 'migrations'> = fixture,
): Promise<World> {
  const database = await engine.fresh();
  const clock = { time: noon, now: () => clock.time };
  const keys = keysBeside(database.url);
  const store = storeWith(
    { ...made, url: database.url, ids: counting('x'), clock, ballotKeys: ballotKeysIn(keys) },
    guards,
  );
  await store.migrate();
  await install(store);
  return {
    store,
    url: database.url,
    keys,
    clock,
    close: async () => {
      await store.close();
      await database.remove();
    },
  };
}

async function install(store: Store): Promise<void> {
  for (const team of [T1, T2]) await store.workspaces.save(installed(team, noon));
}

/** Takes everything out again, and sets the clock back. */
export async function empty(world: World): Promise<void> {
  world.clock.time = noon;
  for (const team of [T1, T2]) await world.store.erasing(team, 'operator', { kind: 'workspace' });
  await world.store.write(async (db) => {
    await db.deleteFrom('audit').execute();
  });
  await install(world.store);
}

export const personViewer = (id: string): Viewer => ({ kind: 'person', userId: userId(id) });
export const channelViewer = (id: string): Viewer => ({ kind: 'channel', channelId: channelId(id) });

/** Saves people by their standing: `{ ann: 'member', gus: 'guest' }`. */
export async function people(world: World, standings: Record<string, MemberType>, team = T1): Promise<void> {
  for (const [id, standing] of Object.entries(standings)) {
    await world.store.directory.savePerson(
      team,
      { userId: userId(id), memberType: standing, isAdmin: false, tz: 'UTC', locale: 'en', awayUntil: null },
      world.clock.time,
    );
  }
}

/** Saves a channel with its members; what is not said is a public channel with Lore in it. */
export async function channel(
  world: World,
  id: string,
  members: readonly string[] | null,
  facts: Partial<ChannelFacts> = {},
  team = T1,
): Promise<void> {
  const { directory } = world.store;
  await directory.saveChannel(
    team,
    {
      channelId: channelId(id),
      kind: facts.kind ?? 'public',
      isShared: facts.isShared ?? false,
      isArchived: facts.isArchived ?? false,
      hasLore: facts.hasLore ?? true,
      name: facts.name ?? id,
      ...(facts.sharedWith === undefined ? {} : { sharedWith: facts.sharedWith }),
    },
    world.clock.time,
  );
  if (members !== null)
    await directory.setMembers(team, channelId(id), members.map(userId), world.clock.time);
}

/** Writes a note, in the name of `as`. */
export async function write(
  world: World,
  as: Viewer,
  id: string,
  written: {
    readonly audience: AudienceId;
    readonly embargo?: EmbargoId;
    readonly by?: readonly string[];
    readonly names?: 'shown' | 'hidden';
  },
  team = T1,
): Promise<void> {
  await world.store.transact(team, as, (scope) =>
    scope.insert(
      note,
      { id: rowId(id), words: `words of ${id}`, rank: null, owner: null },
      {
        audience: written.audience,
        ...(written.embargo === undefined ? {} : { embargo: written.embargo }),
        by: (written.by ?? []).map(userId),
        names: written.names ?? 'shown',
      },
    ),
  );
}

/** The ids of the notes that a viewer sees, in order. */
export async function sees(world: World, viewer: Viewer, team = T1): Promise<readonly string[]> {
  const rows = await world.store.read(team, viewer, (scope) =>
    scope.from(note).select('id').orderBy('id').execute(),
  );
  return rows.map((row) => row.id);
}

/** What the operator can do from the command line beside a running Lore, the doctor apart: one action, one opening of the database. */
import { isAdmin } from '#core/people.ts';
import { open, rm } from 'node:fs/promises';
import { suggest } from '#core/suggest.ts';
import { channelId, isId, type TeamId, userId, type UserId } from '#core/ids.ts';
import type { Subject } from '#core/scope.ts';
import { ConfigError, type Environment, readDatabaseUrl } from './config.ts';
import { features } from './features.ts';
import { randomIds, wallClock } from './process.ts';
import type { Erased } from './store/access/unscoped.ts';
import { openStore, type Store } from './store/store.ts';
import { type Exported, exportFor } from './system/my-data/subject-data.ts';
import { workspaceCopy } from './system/workspace/copy.ts';
import { sayUncleaned } from './system/workspace/screens.ts';

/** As the command line gives it: exactly one of the three. */
export interface Chosen {
  readonly person?: string;
  readonly channel?: string;
  readonly workspace?: boolean;
  readonly team?: string;
}

/** With a database that is there and of this Lore's schema. @throws NotReached, ConfigError */
const withData = <T>(environment: Environment, run: (store: Store) => Promise<T>): Promise<T> =>
  withStore(environment, async (store) => {
    if ((await store.waiting()).length > 0)
      throw new ConfigError('This database is new, or from an older Lore. Update it with: npx lore migrate');
    return run(store);
  });

/** @param mayMake whether a database that is not there is made */
export async function withStore<T>(
  environment: Environment,
  run: (store: Store) => Promise<T>,
  mayMake = true,
): Promise<T> {
  const store = openStore({
    mayMake,
    url: readDatabaseUrl(environment),
    clock: wallClock,
    ids: randomIds,
    tables: features.flatMap((feature) => feature.tables),
  });
  try {
    return await run(store);
  } finally {
    await store.close();
  }
}

/** @returns the names of the migrations that ran */
export function migrate(environment: Environment): Promise<readonly string[]> {
  return withStore(environment, (store) => store.migrate());
}

/**
 * @param chosen `as`: an admin, whose eyes read instead of the operator's
 * @throws ConfigError when it is not said what to export, or of which workspace, or when `as` is no admin's
 */
export function exportData(
  environment: Environment,
  chosen: Chosen & { readonly as?: string },
): Promise<Exported> {
  const subject = subjectOf(chosen);
  return withData(environment, async (store) => {
    const team = await teamOf(store, chosen);
    await mustBeKnown(store, team, subject);
    const reader = chosen.as === undefined ? null : await adminOf(store, team, chosen.as);
    return exportFor(store, features, team, { actor: 'operator', reader }, subject);
  });
}

async function adminOf(store: Store, team: TeamId, as: string): Promise<UserId> {
  const person = isId(as) ? await store.directory.person(team, userId(as)) : null;
  if (person === null || !isAdmin(person))
    throw new ConfigError('--as needs the user id of a workspace admin: --as U…');
  return person.userId;
}

/**
 * Writes to a file that nobody but its owner may read.
 * @param take called once the file is there
 * @throws ConfigError when something is there already: a link would be followed to where someone else wants it, and another's file stays as open as it is
 */
export async function toNewFile(file: string, take: () => Promise<string>): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw isThere ? new ConfigError(`${file} already exists, or is a link. Choose another file.`) : error;
  });
  try {
    await handle.writeFile(await take());
  } catch (error) {
    await rm(file);
    throw error;
  } finally {
    await handle.close();
  }
}

/**
 * What shows in Slack goes as soon as Lore runs.
 * @returns `uncleaned`: a sentence that says what keeps old copies in the database's files, and when it is tried again; `null`: none is left
 * @throws ConfigError as `exportData`
 */
export function forget(
  environment: Environment,
  chosen: Chosen,
): Promise<Erased & { readonly uncleaned: string | null }> {
  const subject = subjectOf(chosen);
  return withData(environment, async (store) => {
    const team = await teamOf(store, chosen);
    await mustBeKnown(store, team, subject);
    const erased = await store.erasing(team, 'operator', subject);
    const cleaned = await store.cleanFiles('now');
    const t = workspaceCopy.in('en', 'UTC');
    return {
      ...erased,
      uncleaned:
        cleaned.did === 'held' ? t.plain(...sayUncleaned({ at: cleaned.again, held: cleaned.held })) : null,
    };
  });
}

/** @throws ConfigError when nothing is stored of such a person or channel: the id was mistyped, or is of another workspace */
async function mustBeKnown(store: Store, team: TeamId, subject: Subject): Promise<void> {
  if (subject.kind === 'workspace') return;
  const id = subject.kind === 'person' ? subject.userId : subject.channelId;
  const known = await store.known(team, subject.kind);
  if (!known.includes(id)) throw unknown(`${subject.kind} ${id} in workspace ${team}`, id, known);
}

function unknown(what: string, typed: string, known: readonly string[]): ConfigError {
  const meant = suggest(typed, known);
  return new ConfigError(
    `Lore doesn’t know ${what}.${meant === null ? '' : ` Did you mean ${meant}?`} Nothing was done.`,
  );
}

function subjectOf(chosen: Chosen): Subject {
  const { person, channel } = chosen;
  if (person !== undefined && isId(person)) return { kind: 'person', userId: userId(person) };
  if (channel !== undefined && isId(channel)) return { kind: 'channel', channelId: channelId(channel) };
  if (chosen.workspace === true) return { kind: 'workspace' };
  throw new ConfigError('Say whose data: --person U…, --channel C… or --workspace.');
}

async function teamOf(store: Store, chosen: Chosen): Promise<TeamId> {
  if (chosen.team !== undefined) {
    const known = await store.workspaces.known();
    const found = known.find((team) => team === chosen.team);
    if (found === undefined) throw unknown(`workspace ${chosen.team}`, chosen.team, known);
    return found;
  }
  const all = await store.workspaces.installed();
  const [only] = all;
  if (only !== undefined && all.length === 1) return only.teamId;
  throw new ConfigError(
    all.length === 0
      ? 'Lore is installed in no workspace. If it was uninstalled, name the workspace with --team T….'
      : 'Lore is installed in several workspaces. Choose one with --team T….',
  );
}

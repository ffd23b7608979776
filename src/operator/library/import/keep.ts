/** Keeps imported lessons in the database, as the person who brings them in: what they may not do is refused. */
import type { Clock } from '#core/clock.ts';
import { channelId, type Ids, isId, type TeamId, userId, type UserId } from '#core/ids.ts';
import type { Channel, Person } from '#core/people.ts';
import { usualVisibility, type Visibility, visibilityOf, visibilityOffer } from '#core/visibility.ts';
import { ConfigError } from '../../../config.ts';
import {
  decide,
  type Into,
  keepImported,
  type Outcome,
} from '../../../features/lessons/imports/operations.ts';
import { recordChange } from '../../../store/access/audit.ts';
import { DatabaseBusy } from '../../../store/engines/deadline.ts';
import { errorCode, isDiskFull } from '../../../store/engines/error-code.ts';
import { SwitchedOff } from '../../../store/scope/may-run.ts';
import type { Store } from '../../../store/store.ts';
import type { Sink } from './run.ts';

export interface Wanted {
  readonly channel: string;
  readonly by: string;
  /** `undefined`: what is preselected in a form there. */
  readonly reach?: Visibility;
}

export interface Place extends Into {
  readonly team: TeamId;
  readonly person: Person;
}

/** Where the lessons go, and as whom. @throws ConfigError when that person may not write there */
export async function placeOf(
  store: Store,
  team: TeamId,
  { channel: to, by, reach }: Wanted,
): Promise<Place> {
  if (!isId(by) || !isId(to))
    throw new ConfigError(
      '--by takes a user id (U…), and --channel a channel id (C…). Nothing was imported.',
    );
  const person = await store.directory.person(team, userId(by));
  if (person === null || !['member', 'guest'].includes(person.memberType))
    throw new ConfigError(
      `Lore knows no member ${by} of workspace ${team}. --by takes a user id (U…), which Slack shows in a profile: ⋮, “Copy member ID”. Nothing was imported.`,
    );
  const viewer = { kind: 'person', userId: person.userId } as const;
  const [channel, usual] = await told(
    store.read(
      team,
      viewer,
      async (scope) => [await scope.channel(channelId(to)), await scope.usualReach()] as const,
      {
        practice: 'lessons',
        at: channelId(to),
      },
    ),
  );
  if (channel === null)
    throw new ConfigError(
      `As far as Lore knows, ${by} is not in ${to}: people write only in channels that they are in. Lore has to be in it, too, and must have run within the last day. --channel takes a channel id (C…), which Slack shows at the end of the channel’s details. Nothing was imported.`,
    );
  return { team, person, channel, by: person.userId, reach: reachOf(person, channel, usual, reach) };
}

/** `--reach workspace` asks for more than the conversation. @throws ConfigError */
function reachOf(person: Person, channel: Channel, usual: Visibility, wanted?: Visibility): Visibility {
  const offer = visibilityOffer(person, channel);
  if (wanted === undefined) return usualVisibility(offer, usual);
  const reach = visibilityOf(offer, wanted, true);
  if (reach === wanted) return reach;
  throw new ConfigError('A guest reaches the conversation only: --reach conversation. Nothing was imported.');
}

/** Somebody is an author only if the operator says so (`names`), or their id stands there. */
export function authorsIn(
  store: Store,
  team: TeamId,
  names: ReadonlyMap<string, string>,
): (words: string) => Promise<UserId | null> {
  const known = new Map<string, UserId | null>();
  return async (words) => {
    const found = known.get(words);
    if (found !== undefined) return found;
    const id = names.get(words.toLowerCase()) ?? words;
    const person = isId(id) ? await store.directory.person(team, userId(id)) : null;
    const author = person !== null && ['member', 'guest'].includes(person.memberType) ? person.userId : null;
    known.set(words, author);
    return author;
  };
}

const writing = { practice: 'lessons' } as const;

/**
 * Each batch is a transaction. What is recorded comes with the first that changes something. While nothing changes, as when the same comes again or
 * goes on after its end, nobody who writes has to wait for it.
 */
export function sinkOf(
  store: Store,
  place: Place,
  { clock, ids }: { readonly clock: Clock; readonly ids: Ids },
): Sink {
  const { team, by, channel } = place;
  const viewer = { kind: 'person', userId: by } as const;
  const at = channel.channelId;
  let [isRecorded, isChanging] = [false, false];
  const changes = (all: readonly Outcome[]) => all.some((one) => one === 'new' || one === 'updated');
  return {
    channel: at,
    by,
    keep: async (lessons) => {
      if (!isChanging) {
        const planned = await told(
          store.read(team, viewer, (scope) => decide(scope, lessons), { ...writing, at }),
        );
        if (!changes(planned)) return planned;
      }
      const now = clock.now();
      const kept = await told(
        whileOthersWrite(() =>
          store.transact(
            team,
            viewer,
            (scope) => keepImported({ scope, now, newId: () => ids.next() }, place, lessons),
            {
              ...writing,
              at,
              alsoIn: async (db) => {
                if (isRecorded) return;
                await recordChange(db, ids, {
                  team,
                  at: now,
                  actor: 'operator',
                  deed: 'import',
                  subject: 'lessons',
                });
              },
            },
          ),
        ),
      );
      isRecorded = true;
      isChanging = changes(kept);
      if (isChanging) await told(store.refreshStatistics());
      return kept;
    },
  };
}

const mostTries = 8;

/** A unique key: PostgreSQL does not always call that a conflict. */
const isTaken = (error: unknown): boolean => ['23505', 'SQLITE_CONSTRAINT_UNIQUE'].includes(errorCode(error));

/** The same import at the same time: what it has just stored is there when this one looks again. */
async function whileOthersWrite<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1)
    try {
      return await run();
    } catch (error) {
      if ((!isTaken(error) && !(error instanceof DatabaseBusy)) || tries === mostTries) throw error;
    }
}

/** What would become of them. */
export const dryRunOf = (store: Store, { team, by, channel }: Place): Sink => ({
  channel: channel.channelId,
  by,
  keep: (lessons) =>
    told(store.read(team, { kind: 'person', userId: by }, (scope) => decide(scope, lessons), writing)),
});

/** Without a database all of it is new. */
export const nowhere: Sink = {
  channel: '',
  by: '',
  keep: async (lessons) => lessons.map(() => 'new' as const),
};

const goesOn =
  'What is in stays, and nothing is half-written. Run the same command again: it goes on where this one ended.';

/** @throws ConfigError, in a sentence, for what may happen in the middle */
async function told<T>(done: Promise<T>): Promise<T> {
  try {
    return await done;
  } catch (error) {
    if (error instanceof SwitchedOff)
      throw new ConfigError(
        'Lessons are turned off there. An admin turns them on in App Home. Nothing was imported.',
      );
    if (isDiskFull(error))
      throw new ConfigError(`The disk is full. Free some space where the database is. ${goesOn}`);
    if (isTaken(error))
      throw new ConfigError(
        `Some of it was brought in before by somebody else, for people of whom the one named with --by is none. Run it as that person. ${goesOn}`,
      );
    if (error instanceof DatabaseBusy) throw new ConfigError(`The database was busy for too long. ${goesOn}`);
    throw error;
  }
}

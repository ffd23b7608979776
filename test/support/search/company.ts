/**
 * A company of chance with thousands of lessons for all kinds of readers, put into the database below the scope, and the same as a model that
 * knows nothing of the store: the oracle of the other leak tests says from it who may see what.
 */
import { sql } from 'kysely';
import { day } from '../../../src/core/clock.ts';
import { audienceId, rowId, userId } from '../../../src/core/ids.ts';
import type { MemberType } from '../../../src/core/people.ts';
import { lessons } from '../../../src/features/lessons/rows.ts';
import { values } from '../../../src/store/scope/write.ts';
import type { Store } from '../../../src/store/store.ts';
import { noon, T1, T2 } from '../../store/support/world.ts';
import type { ModelAudience, ModelChannel, ModelTeam } from '../leak/model.ts';
import { lesson } from './written.ts';

export interface Written {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly at: number;
  readonly writer: string;
  readonly audience: ModelAudience;
  readonly embargo: string | null;
  readonly by: readonly string[];
  readonly names: 'shown' | 'hidden';
}

export interface Company {
  readonly team: ModelTeam;
  readonly lessons: readonly Written[];
}

/** Numbers from 0 to 1, the same for a seed on every machine: mulberry32. */
export function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const syllables = ['ka', 'to', 'ri', 'mo', 'ne', 'su', 'la', 'vi', 'do', 'pe'];
/** Many words are one edit from others, and a few stand in most lessons. */
export const wordNth = (nth: number): string =>
  [nth % 10, Math.floor(nth / 10) % 10, Math.floor(nth / 100) % 10].map((at) => syllables[at]).join('');
const wordCount = 600;

export const people: Readonly<Record<string, MemberType>> = {
  ...{ UA: 'member', UB: 'member', UC: 'member', UD: 'member', UE: 'guest', UF: 'guest' },
  ...{ UG: 'external', UH: 'external', UI: 'deactivated', UJ: 'deactivated', UK: 'bot' },
};
const ids = Object.keys(people);

export function companyOf(seed: number, size: number): Company {
  const chance = chanceFrom(seed);
  const below = (count: number) => Math.floor(chance() * count);
  const one = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const some = (share: number) => ids.filter(() => chance() < share);
  const seals = ['S0', 'S1', 'S2', 'S3'];
  const open = new Set(['S0', 'S1']);
  const channelNth = (nth: number): ModelChannel => {
    const members =
      nth === 0 ? ids : nth < 4 || nth === 5 ? ids.filter((id) => people[id] === 'member') : some(0.5);
    return {
      kind: nth % 3 === 1 ? 'private' : 'public',
      isShared: nth % 4 === 2,
      isArchived: false,
      hasLore: nth !== 7,
      members: new Set(members),
      sincePrivate: new Set(members.filter(() => chance() < 0.5)),
      sharings: below(2),
      knownAt: nth === 6 ? noon - 3 * day : nth === 5 ? null : noon - day / 2,
    };
  };
  const channels = new Map(Array.from({ length: 10 }, (_, nth) => [`C${nth}`, channelNth(nth)]));
  const audiences = Array.from({ length: 120 }, (_, nth): ModelAudience => {
    const kind = one(['workspace', 'conversation', 'people', 'named'] as const);
    return {
      id: `A${nth}`,
      kind,
      channel: one([...channels.keys()]),
      people: kind === 'people' || kind === 'named' ? some(0.3) : [],
      after: kind === 'people' && chance() < 0.5 ? one(seals) : null,
      wasPrivate: chance() < 0.4,
      wasShared: chance() < 0.4,
      sharings: below(2),
    };
  });
  const words = () =>
    Array.from({ length: 12 }, () => wordNth(Math.floor(wordCount * chance() ** 3))).join(' ');
  const all = Array.from({ length: size }, (_, nth): Written => {
    const writer = one(ids);
    return {
      id: `L${nth}`,
      title: words().slice(0, 30),
      text: words(),
      // Several were written in one second, and some in one millisecond.
      at: noon - day * 300 + Math.floor(nth / 3) * 400,
      writer,
      audience: one(audiences),
      embargo: chance() < 0.3 ? one(seals) : null,
      by: chance() < 0.2 ? [writer, one(ids)] : [writer],
      names: chance() < 0.3 ? 'hidden' : 'shown',
    };
  });
  const rows = all.map(({ id, audience, embargo, by, names }) => ({
    id,
    token: id,
    audience,
    embargo,
    by,
    names,
  }));
  const team: ModelTeam = {
    id: T1,
    people: new Map(Object.entries(people)),
    channels,
    embargoes: seals,
    open,
    tried: 0,
    rows,
    choices: [],
    pooled: [],
    audiences,
    offers: new Map(),
  };
  return { team, lessons: all };
}

type Cells = readonly [string, unknown][];

async function fill(store: Store, table: string, rows: readonly Cells[]): Promise<void> {
  await store.write(async (db) => {
    for (let from = 0; from < rows.length; from += 300)
      await sql`insert into ${sql.table(table)} ${values(rows.slice(from, from + 300))}`.execute(db);
  });
}

const rowOf = (one: Written, team: string): Cells =>
  Object.entries({
    team_id: team,
    audience_id: one.audience.id,
    seal_id: one.embargo,
    ...lesson(one.id, audienceId(one.audience.id), {
      title: one.title,
      happened: one.text,
      written_at: one.at,
      writer_id: userId(one.writer),
    }),
  });

/** The people, channels and lessons of a company; in another workspace the same people are members of everything. */
export async function settle(store: Store, { team, lessons: all }: Company): Promise<void> {
  for (const where of [T1, T2])
    for (const [id, standing] of team.people)
      await store.directory.savePerson(
        where,
        {
          userId: userId(id),
          memberType: where === T1 ? standing : 'member',
          isAdmin: false,
          tz: 'UTC',
          locale: 'en',
          awayUntil: null,
        },
        noon,
      );
  for (const where of [T1, T2]) {
    const entries = [...team.channels];
    await fill(
      store,
      'channel',
      entries.map(([id, channel]) =>
        Object.entries({
          team_id: where,
          channel_id: id,
          kind: channel.kind,
          is_shared: channel.isShared ? 1 : 0,
          is_archived: 0,
          has_lore: channel.hasLore ? 1 : 0,
          sharings: channel.sharings,
          members_at: channel.knownAt,
          fetched_at: noon,
          name: id.toLowerCase(),
          shared_with: '',
          tz: 'UTC',
          locale: 'en',
          is_new: 0,
        }),
      ),
    );
    await fill(
      store,
      'membership',
      entries.flatMap(([id, { members, sincePrivate }]) =>
        [...members].map((user) =>
          Object.entries({
            team_id: where,
            channel_id: id,
            user_id: user,
            since_private: sincePrivate.has(user) ? 1 : 0,
          }),
        ),
      ),
    );
    const seals = team.embargoes.map((id) =>
      Object.entries({ team_id: where, id, is_open: team.open.has(id) ? 1 : 0 }),
    );
    await fill(store, 'seal', seals);
    await fill(
      store,
      'audience',
      team.audiences.map((one) =>
        Object.entries({
          team_id: where,
          id: one.id,
          kind: one.kind,
          channel_id: one.channel,
          was_private: one.wasPrivate ? 1 : 0,
          was_shared: one.wasShared ? 1 : 0,
          sharings: one.sharings,
          channel_after: one.after,
        }),
      ),
    );
    await fill(
      store,
      'audience_person',
      team.audiences.flatMap((one) =>
        one.people.map((user) => Object.entries({ team_id: where, audience_id: one.id, user_id: user })),
      ),
    );
  }
  await write(store, all);
  const elsewhere = all
    .slice(0, 200)
    .map((one) => ({ ...one, id: `${one.id}E`, title: 'elsewhere', names: 'shown' as const }));
  await write(store, elsewhere, T2);
}

/** Writes lessons as they are, with their words. */
export async function write(store: Store, all: readonly Written[], team: string = T1): Promise<void> {
  await fill(
    store,
    'lesson',
    all.map((one) => rowOf(one, team)),
  );
  await fill(
    store,
    'authorship',
    all.flatMap(({ id, by, names }) =>
      [...new Set(by)].map((user) =>
        Object.entries({ team_id: team, table_name: lessons.name, row_id: rowId(id), user_id: user, names }),
      ),
    ),
  );
  for (const cut of await store.withUncut()) while ((await store.cutWaiting(cut)) > 0);
}

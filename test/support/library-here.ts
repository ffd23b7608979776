/** A workspace with a library, and nothing but the store. */
import { channelId, rowId, teamId, userId, type UserId } from '../../src/core/ids.ts';
import type { LessonRecord } from '../../src/core/lesson-record.ts';
import { features } from '../../src/features.ts';
import { nothingYet } from '../../src/features/lessons/effect/operations.ts';
import { changeStandard, retire, tryIt } from '../../src/features/lessons/effect/operations.ts';
import { keepVersion } from '../../src/features/lessons/history/operations.ts';
import { loadLesson } from '../../src/features/lessons/read.ts';
import { recordedOf } from '../../src/features/lessons/record/operations.ts';
import { lessons, parts, typedWords } from '../../src/features/lessons/rows.ts';
import { randomIds } from '../../src/process.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { FreshDatabase } from './databases.ts';

export const team = teamId('T0LINDGROVE');
export const [mara, priya, iris] = [userId('U0MARA'), userId('U0PRIYA'), userId('U0IRIS')];
export const [website, secret] = [channelId('C0WEBSITE'), channelId('C0SECRET')];

export interface LibraryHere {
  readonly store: Store;
  readonly url: string;
  /** Keeps a lesson as it is; nobody and nothing of it is known here. @returns its id here */
  bringIn(record: LessonRecord, over?: Kept): Promise<string>;
  close(): Promise<void>;
}

export interface Kept {
  readonly channel?: typeof website;
  readonly by?: UserId;
  readonly state?: 'kept' | 'here' | 'asked';
  readonly isHidden?: boolean;
  /** It was written here, and came from nowhere. */
  readonly isOwn?: boolean;
}

/** Mara is in both channels, Priya in one; Iris is a guest in it. `secret` is private. */
export async function libraryOn(database: FreshDatabase): Promise<LibraryHere> {
  const clock = { now: () => Date.now() };
  const tables = features.flatMap((feature) => feature.tables);
  const store = openStore({ url: database.url, clock, ids: randomIds, tables });
  await store.migrate();
  await store.workspaces.save({
    teamId: team,
    enterpriseId: null,
    appId: 'A1',
    botUserId: 'B1',
    scopes: [],
    installedAt: 1,
  });
  const person = { isAdmin: false, tz: 'UTC', locale: 'en', awayUntil: null } as const;
  for (const [id, name, memberType] of [
    [mara, 'Mara Lindqvist', 'member'],
    [priya, 'Priya Shah', 'member'],
    [iris, 'Iris Guest', 'guest'],
  ] as const)
    await store.directory.savePerson(
      team,
      { userId: id, ...person, memberType, name, isAdmin: id === mara },
      clock.now(),
    );
  for (const [channel, kind, name, members] of [
    [website, 'public', 'website', [mara, priya, iris]],
    [secret, 'private', 'secret-plans', [mara]],
  ] as const) {
    const facts = { kind, isShared: false, isArchived: false, hasLore: true, name } as const;
    await store.directory.saveChannel(team, { channelId: channel, ...facts }, clock.now());
    await store.directory.setMembers(team, channel, members, clock.now());
  }
  return {
    store,
    url: database.url,
    bringIn: (record, over = {}) => keep(store, record, over),
    close: async () => {
      await store.close();
      await database.remove();
    },
  };
}

async function keep(
  store: Store,
  record: LessonRecord,
  { channel = website, by = mara, state = 'kept', isHidden = false, isOwn = false }: Kept,
): Promise<string> {
  const id = rowId(isOwn ? record.id : randomIds.next());
  await store.transact(team, { kind: 'person', userId: by }, async (scope) => {
    const seen = await scope.audience({ kind: 'people', channel, people: [by] });
    const wide = await scope.audience(
      record.reach === 'workspace' ? { kind: 'workspace', from: channel } : { kind: 'conversation', channel },
    );
    const audience = state === 'kept' && record.reach !== 'people' ? wide : seen;
    const written = { audience, by: isOwn ? [by] : [], names: isHidden ? 'hidden' : 'shown' } as const;
    const { title, context, happened, useWhen } = record;
    await scope.insert(
      lessons,
      {
        id,
        source: isOwn ? 'lessons' : 'import',
        gathering_id: id,
        seed_id: id,
        channel_id: channel,
        ...typedWords.cells({ title, context, happened, useWhen, topics: record.topics.join(', ') }),
        reach: record.reach === 'workspace' ? 'workspace' : 'conversation',
        seen_id: seen,
        wide_id: wide,
        is_wider: 1,
        is_hidden: isHidden ? 1 : 0,
        from_public: channel === website ? 1 : 0,
        state: record.reach === 'people' ? 'here' : state,
        writer_id: by,
        cards: 1,
        agreed: 1,
        round: 1,
        ask_until: Date.now() + 86_400_000,
        written_at: isOwn ? record.writtenAt : Date.now(),
        edited_at: null,
        kept_at: record.keptAt,
        review_by: record.reviewBy,
        joins_id: null,
        ...nothingYet,
        applied_in: record.uses['applied'] ?? 0,
      },
      written,
    );
    const part = {
      id: rowId(randomIds.next()),
      lesson_id: id,
      round: 1,
      agreed: 1,
      review_asked_at: null,
    } as const;
    await scope.insert(parts, part, { ...written, by: [by] });
    if (isOwn) return;
    const nobody = { authors: [], isWriter: false, isChannel: false };
    await scope.insertAll([recordedOf(id, () => randomIds.next(), record, nobody, audience)]);
  });
  return id;
}

/** A team tries the lesson, in a channel that few know of; its words and a standard change; it is retired. All by Mara. */
export async function goesOn({ store }: LibraryHere, id: string): Promise<void> {
  await store.transact(team, { kind: 'person', userId: mara }, async (scope) => {
    const work = { scope, now: Date.now(), newId: () => randomIds.next() };
    const read = async () => {
      const lesson = await loadLesson(scope, rowId(id), work.now);
      if (lesson === null) throw new Error('no lesson');
      return lesson;
    };
    const channel = await scope.channel(secret);
    if (channel === null) throw new Error('no channel');
    await tryIt(work, await read(), { channel, went: 'helped', how: 'Took an hour', by: mara }, mara);
    await keepVersion(work, (await read()).row, { change: 'words', by: mara });
    await scope.update(lessons, rowId(id), { title: 'Rehearse twice', edited_at: work.now });
    const standard = { kind: 'runbook', name: 'Moves', link: 'https://example.org/moves' } as const;
    await changeStandard(work, await read(), standard, mara);
    await retire(work, await read(), { why: 'Nobody moves any more', instead: null }, mara);
  });
}

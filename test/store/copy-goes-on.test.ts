/**
 * Where a database was copied, Lore goes on as it would have without: what waits goes out once, what nobody knows of is looked up, or asked about,
 * and what wakes it is found in the rows alone.
 */
import { hour, minute } from '../../src/core/clock.ts';
import { jobId } from '../../src/core/job-ref.ts';
import type { PostRef } from '../../src/core/post-ref.ts';
import { userId } from '../../src/core/ids.ts';
import { wakesOf } from '../../src/jobs/boss/wakes-of.ts';
import { randomIds } from '../../src/process.ts';
import { copyDatabase } from '../../src/store/copy/copy.ts';
import { postMarks } from '../../src/store/outbox/in-doubt.ts';
import type { DeliveryState } from '../../src/store/outbox/tables.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { copiedFile, emptyPostgres, type FreshDatabase } from '../support/databases.ts';
import { until } from '../support/unhurried.ts';
import {
  ana,
  ben,
  channel,
  type Harness,
  inChannel,
  inThread,
  openCompany,
  other,
  team,
  testJob,
  toPerson,
} from '../support/later.ts';

const ends = jobId<{ n: number }>('test.ends');
const as = { kind: 'channel', channelId: channel } as const;

/** A company with something of every kind under way, in a file. */
async function underWay(hasHistory: boolean): Promise<{ readonly here: Harness; readonly file: string }> {
  const database = await copiedFile();
  const here = await openCompany({
    engine: { name: 'sqlite', fresh: async () => database },
    jobs: [testJob('test.ends', 'transition', async (scope, n) => scope.publish(inChannel(n)))],
  });
  here.slack.hasHistory = hasHistory;
  const publish = (...posts: readonly PostRef[]) =>
    here.act(async (scope) => {
      for (const post of posts) await scope.publish(post);
    });
  await publish(inChannel(1));
  await here.runUntil(here.clock.now() + minute);
  here.says.set(1, 'newer');
  await here.act((scope) => scope.refresh(inChannel(1)));
  await publish(inThread(2, inChannel(1)), inChannel(3, other, ana), inChannel(4, other, ana));
  await publish(
    inChannel(5, other, ana),
    inChannel(6, channel, ana),
    toPerson(7),
    toPerson(8),
    toPerson(9, ben),
  );
  await here.act((scope) => scope.runAt(ends.ref({ n: 10 }), here.clock.now() + hour, as));
  const set = async (n: number, state: DeliveryState) => {
    const rows = here.store.system.updateTable('delivery').set({ state, claimed_at: here.clock.now() });
    await rows.where('params', '=', JSON.stringify({ n })).execute();
  };
  await set(3, 'claimed');
  // One of two that were being sent arrived.
  for (const n of [4, 6]) await set(n, 'sending');
  await arrive(here, 4);
  await set(5, 'unknown');
  return { here, file: database.url.slice('sqlite:'.length) };
}

/** A message is in Slack, and the process that posted it died before it knew. */
async function arrive({ store, slack }: Harness, n: number): Promise<void> {
  const row = await store.system
    .selectFrom('delivery')
    .selectAll()
    .where('params', '=', JSON.stringify({ n }))
    .executeTakeFirstOrThrow();
  const marks = await postMarks(store.system, [{ team_id: team, key: row.key }]);
  const message = { text: `note ${n}` as never, blocks: [] };
  await slack.messenger.post(team, { channel: row.channel_id } as never, message, row.id, marks);
}

/** What people have read by then, and what became of each post. */
async function outcome(here: Harness, store: Store): Promise<unknown> {
  await here.runUntil(here.clock.now() + 5 * 24 * hour, here.newRunner({ through: store }));
  const rows = await store.system
    .selectFrom('delivery')
    .select(['params', 'state', 'note', 'owner_id'])
    .orderBy('params')
    .execute();
  const jobs = await store.system.selectFrom('job').select(['key', 'state']).execute();
  // Two conversations do not wait for each other.
  const messages = Map.groupBy(here.slack.messages, ({ channel: where, threadTs }) => `${where} ${threadTs}`);
  return {
    rows,
    jobs,
    messages: new Map([...messages].map(([at, all]) => [at, all.map(({ text }) => text)])),
  };
}

it.each([true, false])(
  'with history: %s, a post that waits, is claimed, is being sent or is in doubt, and a job, become what they would have become',
  async (hasHistory) => {
    const stays = await underWay(hasHistory);
    const expected = await outcome(stays.here, stays.here.store);
    await stays.here.close();

    const { here, file } = await underWay(hasHistory);
    const target: FreshDatabase = await emptyPostgres();
    await copyDatabase({
      from: file,
      to: target.url,
      clock: here.clock,
      ids: randomIds,
      onRows: () => undefined,
      onTable: () => undefined,
    });
    const store = openStore({ url: target.url, ids: randomIds, clock: here.clock, tables: [] });
    try {
      const found = await outcome(here, store);
      expect(found).toEqual(expected);
      const texts = here.slack.messages.flatMap(({ text }) => text.match(/note \d+|newer/g) ?? []);
      // Nothing is there twice, and without history what may be there is asked about.
      expect(texts.length).toBe(new Set(texts).size);
      expect(texts).toContain('newer');
      for (const n of [2, 3, 4, 7, 8, 9, 10]) expect(texts).toContain(`note ${n}`);
      const surfaced = await store.system
        .selectFrom('delivery')
        .select('owner_id')
        .where('note', '=', 'surfaced')
        .execute();
      expect(surfaced.map(({ owner_id: owner }) => owner)).toEqual(
        hasHistory ? [] : [4, 5, 6].map(() => userId('U1')),
      );
      for (const n of [5, 6]) expect([n, texts.includes(`note ${n}`)]).toEqual([n, hasHistory]);
    } finally {
      await store.close();
      await target.remove();
      await here.close();
    }
  },
  60_000,
);

it('nobody has to wake it: the workers on PostgreSQL find in the rows alone what is due', async () => {
  const { here, file } = await underWay(true);
  const target = await emptyPostgres();
  await copyDatabase({
    from: file,
    to: target.url,
    clock: here.clock,
    ids: randomIds,
    onRows: () => undefined,
    onTable: () => undefined,
  });
  const store = openStore({ url: target.url, ids: randomIds, clock: here.clock, tables: [] });
  await store.migrate();
  const runner = here.newRunner({ through: store });
  const log = { warn: () => undefined, error: () => undefined };
  const own = { wall: () => Date.now(), elapsed: () => performance.now() };
  const { wakes } = wakesOf(target.url, store, here.clock, log, own, () => runner);
  try {
    expect(here.slack.texts(other)).toEqual(['note 4']);
    await wakes?.start(runner.runWorkspace);
    // Time goes on, faster than it does.
    const isThere = (text: string) => () => {
      here.clock.set(here.clock.now() + minute / 60);
      return here.slack.messages.some((message) => message.text.includes(text));
    };
    // One was claimed, one waited in a thread, one for a person, and one had not arrived.
    for (const n of [3, 2, 9, 6]) await until(isThere(`note ${n}`));
    expect(here.slack.texts(other).filter((text) => text === 'note 4')).toHaveLength(1);
  } finally {
    await wakes?.stop();
    await store.close();
    await target.remove();
    await here.close();
  }
}, 60_000);

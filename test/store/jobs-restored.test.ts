/** After a restore nothing is sent that the lost database may have sent: it is looked up, or a person is asked, or it counts as missed. */
import { day, hour, type Instant, minute } from '../../src/core/clock.ts';
import { rowId } from '../../src/core/ids.ts';
import { jobId } from '../../src/core/job-ref.ts';
import type { PostRef } from '../../src/core/post-ref.ts';
import { escape } from '../../src/core/text.ts';
import { markRestored } from '../../src/store/backup/mark-restored.ts';
import { postMarks } from '../../src/store/outbox/in-doubt.ts';
import { engines } from '../support/databases.ts';
import {
  ana,
  ben,
  channel,
  inChannel,
  inThread,
  note,
  openCompany,
  team,
  testJob,
  toPerson,
  type Harness,
} from '../support/later.ts';

describe.each(engines())('on $name, a restored database', (engine) => {
  let system: Harness;
  const ends = jobId<{ n: number }>('test.ends');
  const asks = jobId<{ n: number }>('test.asks');
  beforeEach(async () => {
    const toChannel = { kind: 'channel', channel } as const;
    system = await openCompany({
      engine,
      jobs: [
        testJob('test.ends', 'transition', async (scope, n, now) => {
          // As a phase says when the next one ends.
          await scope.publish(note.ref({ n, at: now } as never, toChannel));
          if (n < 10) await scope.runAt(ends.ref({ n: n + 1 }), now + hour, as);
        }),
        testJob('test.asks', 'prompt', async (scope, n) => scope.publish(inChannel(n, channel, ana))),
      ],
    });
  });
  afterEach(async () => {
    await system.close();
  });
  const as = { kind: 'channel', channelId: channel } as const;
  const publish = (...posts: readonly PostRef[]) =>
    system.act(async (scope) => {
      for (const post of posts) await scope.publish(post);
    });
  const soon = (milliseconds = 10 * minute) => system.runUntil(system.clock.now() + milliseconds);

  /** What waits now, as the database has it. */
  const waiting = async () => {
    const rows = await system.store.system.selectFrom('delivery').selectAll().orderBy('created_at').execute();
    return rows.filter(({ state }) => state !== 'sent');
  };
  /** The lost database sends it, in one message. @param id of its own delivery, where it decided that later */
  const sentByTheLost = async (
    rows: readonly { readonly id: string; readonly key: string }[],
    to: { readonly channel: string; readonly threadTs?: string },
  ) => {
    const named = rows.map(({ key }) => ({ team_id: team, key }));
    const marks = await postMarks(system.store.system, named);
    const message = { text: escape('as it was'), blocks: [] };
    await system.slack.messenger.post(team, to as never, message, rows[0]?.id ?? '', marks);
  };
  const restore = (takenAt: Instant) =>
    system.store.write((db) => markRestored(db, { takenAt, now: system.clock.now(), erasures: [] }));

  describe('with the history of its conversations', () => {
    beforeEach(() => {
      system.slack.hasHistory = true;
    });

    it('opens with no access token: it may have been revoked since', async () => {
      const { accessTokens } = system.store;
      await accessTokens.make({ team, user: ana, id: rowId('token') }, 'Stolen', 'lore_secret');
      expect(await accessTokens.behind('lore_secret')).not.toBeNull();
      const { clock, store } = system;
      await markRestored(store.system, { takenAt: clock.now(), now: clock.now() + hour, erasures: [] });
      expect(await accessTokens.behind('lore_secret')).toBeNull();
    });

    it('asks about it where the backup is from before there were marks, even if it is there', async () => {
      const takenAt = system.clock.now();
      await publish(inChannel(1));
      await sentByTheLost(await waiting(), { channel });
      system.clock.set(takenAt + hour);
      const { system: db } = system.store;
      await db.updateTable('workspace').set({ erasure_key: null }).execute();
      await restore(takenAt);
      await db.updateTable('workspace').set({ erasure_key: 'another' }).execute();
      await soon();
      expect(system.slack.messages).toHaveLength(1);
      expect(await system.states()).toEqual(['unknown']);
      expect((await waiting()).map((row) => row.note)).toEqual(['surfaced']);
    });

    it('finds what waited and was sent, does not send it again, and draws it as it is known now', async () => {
      const takenAt = system.clock.now();
      await publish(inChannel(1), inChannel(2));
      await sentByTheLost((await waiting()).slice(0, 1), { channel });
      system.clock.set(takenAt + hour);
      await restore(takenAt);
      await soon();
      expect(system.slack.texts(channel)).toEqual(['note 1', 'note 2']);
      expect(await system.states()).toEqual(['sent', 'sent']);
    });

    it('sends what was not sent, once the history has settled', async () => {
      const takenAt = system.clock.now();
      await publish(inChannel(1), toPerson(2, ana, 'answer'));
      system.clock.set(takenAt + hour);
      await restore(takenAt);
      await soon(30_000);
      expect(system.slack.messages).toEqual([]);
      await soon();
      // In two conversations, which do not wait for each other.
      expect(system.slack.messages.map(({ text }) => text).sort()).toEqual(['note 1', 'note 2']);
    });

    it('finds each of the direct messages that went in one', async () => {
      const takenAt = system.clock.now();
      await publish(toPerson(1), toPerson(2), toPerson(3, ben));
      const rows = await waiting();
      const opened = await system.slack.messenger.direct(team, ana);
      await sentByTheLost(rows.slice(0, 2), { channel: opened.kind === 'open' ? opened.channel : '' });
      system.clock.set(takenAt + 2 * minute);
      await restore(takenAt);
      await soon(5 * day);
      const sent = system.slack.calls.filter((method) => method === 'post');
      // The third, for somebody else, was not sent before.
      expect(sent).toHaveLength(2);
      expect(system.slack.messages[0]?.text).toMatch(/note 1[^]*note 2/);
      expect(await system.states()).toEqual(['sent', 'sent', 'sent']);
    });

    it('finds a reply in its thread, after the message above it', async () => {
      await publish(inChannel(1));
      await soon();
      const takenAt = system.clock.now();
      await publish(inThread(2, inChannel(1)), inChannel(3), inThread(4, inChannel(3)));
      const rows = await waiting();
      const [root] = system.slack.messages;
      await sentByTheLost(rows.slice(0, 1), { channel, threadTs: root?.ts ?? '' });
      await sentByTheLost(rows.slice(1, 2), { channel });
      await sentByTheLost(rows.slice(2, 3), { channel, threadTs: system.slack.messages.at(-1)?.ts ?? '' });
      system.clock.set(takenAt + hour);
      await restore(takenAt);
      await soon(hour);
      expect(system.slack.texts(channel)).toEqual(['note 1', 'note 2', 'note 3', 'note 4']);
      expect(await system.states()).toEqual(['sent', 'sent', 'sent', 'sent']);
    });

    it('runs a transition that was due, and knows what the lost one posted by what it is, whenever it was', async () => {
      const takenAt = system.clock.now();
      await system.act((scope) => scope.runAt(ends.ref({ n: 9 }), takenAt + minute, as));
      // The lost one ended both: at another instant, under ids of its own.
      for (const [n, at] of [
        [9, takenAt + minute],
        [10, takenAt + minute + hour],
      ] as const)
        await sentByTheLost([{ id: `lost ${n}`, key: `test.note|C1|at=${at},n=${n}` }], { channel });
      system.clock.set(takenAt + 3 * hour);
      await restore(takenAt);
      await soon(5 * hour);
      expect(system.slack.calls.filter((method) => method === 'post')).toHaveLength(2);
      expect(system.slack.texts(channel)).toEqual(['note 9', 'note 10']);
    });

    it('doubts nothing that the lost one cannot have come to', async () => {
      const takenAt = system.clock.now();
      await system.act((scope) => scope.runAt(ends.ref({ n: 7 }), takenAt + minute, as));
      system.clock.set(takenAt + 2 * hour);
      await restore(takenAt);
      await soon(6 * hour);
      const rows = await system.store.system
        .selectFrom('delivery')
        .select(['params', 'lost_since'])
        .orderBy('created_at')
        .execute();
      expect(rows.map(({ lost_since: since }) => since !== null)).toEqual([true, true, false, false]);
      expect(system.slack.texts(channel)).toEqual(['note 7', 'note 8', 'note 9', 'note 10']);
    });
  });

  describe('without it', () => {
    it('asks the owner about what waited, and sends nothing by itself', async () => {
      const takenAt = system.clock.now();
      await publish(inChannel(1, channel, ana), inThread(2, inChannel(1)), toPerson(3, ben));
      system.clock.set(takenAt + hour);
      await restore(takenAt);
      await soon(day);
      expect(system.slack.messages).toEqual([]);
      const asked = async (who: typeof ana) => (await system.deliveryIssues.list(team, who)).unknown;
      expect(await asked(ana)).toMatchObject([
        { isLost: true, channel },
        { isLost: true, channel },
      ]);
      expect(await asked(ben)).toMatchObject([{ isLost: true, channel: null }]);
      const [post] = await asked(ana);
      await system.deliveryIssues.postAgain(team, ana, post?.id ?? '');
      await soon();
      expect(system.slack.texts(channel)).toEqual(['note 1']);
    });

    it('asks about what a transition decided again', async () => {
      const takenAt = system.clock.now();
      await system.act((scope) => scope.runAt(ends.ref({ n: 10 }), takenAt + minute, as));
      system.clock.set(takenAt + 30 * minute);
      await restore(takenAt);
      await soon(hour);
      expect(system.slack.messages).toEqual([]);
      expect(await system.states()).toEqual(['unknown']);
    });
  });

  it('counts a prompt that was due as missed, even a moment ago, and sends the next one', async () => {
    const takenAt = system.clock.now();
    await system.act(async (scope) => {
      await scope.runAt(asks.ref({ n: 1 }, ana), takenAt + minute, as);
      await scope.runAt(asks.ref({ n: 2 }, ana), takenAt + hour, as);
    });
    system.clock.set(takenAt + 2 * minute);
    await restore(takenAt);
    await soon(2 * hour);
    expect(system.slack.texts(channel)).toEqual(['note 2']);
    const { missed } = await system.deliveryIssues.list(team, ana);
    expect(missed).toMatchObject([{ name: 'test.asks', params: { n: 1 }, note: 'restored' }]);
  });

  it('counts the direct messages that people may have got: one each day', async () => {
    const takenAt = system.clock.now();
    const startOf = (at: Instant) => new Date(at).toISOString().slice(0, 10);
    system.clock.set(takenAt + hour);
    await restore(takenAt);
    await publish(toPerson(1, ana));
    await soon(2 * day);
    const [first] = system.slack.messages;
    expect(startOf(first?.at ?? 0)).toBe(startOf(takenAt + day));
    // Three days: then three a week may have come.
    const again = system.clock.now();
    system.clock.set(again + 3 * day);
    await restore(again);
    const restoredAt = system.clock.now();
    await publish(toPerson(2, ben));
    await soon(9 * day);
    const second = system.slack.messages.at(-1);
    expect(second?.text).toBe('note 2');
    expect((second?.at ?? 0) - restoredAt).toBeGreaterThan(4 * day);
  });

  it('believes no list of members, no person and no group until Slack was asked again', async () => {
    const takenAt = system.clock.now();
    await system.store.directory.beginWalk(team, takenAt);
    await restore(takenAt);
    expect(await system.store.directory.membersKnown(team, channel)).toBeNull();
    expect(await system.store.directory.stale(team, channel, day)).toBe(true);
    expect(await system.store.directory.knownSince(team, ana)).toBeNull();
    expect((await system.store.directory.personAt(team, ana))?.at).toBe(0);
    await system.store.directory.beginWalk(team, takenAt - day);
    expect(await system.store.directory.walk(team)).toMatchObject({ stage: 'people', cursor: null });
  });
});

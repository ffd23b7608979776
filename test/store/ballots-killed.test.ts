/**
 * Lore is killed while people submit: before, between and after what is written of an answer, before and after it is acknowledged. Every answer is
 * counted once, or can be submitted again; never twice. `LORE_RUNS=20` kills it a hundred times on each engine.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { channelId, rowId, teamId, userId } from '../../src/core/ids.ts';
import { ballotKeysIn } from '../../src/store/ballots/keys.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { DyingOrder, Started } from '../support/ballot-child.ts';
import { compiled } from '../support/compiled.ts';
import { type FreshDatabase, keysBeside, lastingEngines } from '../support/databases.ts';
import {
  type FakeSlack,
  secret,
  sendSigned,
  startFakeSlack,
  team as slackTeam,
} from '../support/fake-slack.ts';
import { often } from '../support/often.ts';
import { counting, noon } from './support/world.ts';

const team = teamId(slackTeam);
const ballot = rowId('b1');
/** So many submit at once each time. */
const atOnce = 6;

/** After how many of the answers it dies, and how many ms after that. None: so long after it was told to. */
const deaths = fc.sample(
  fc.record({ after: fc.integer({ min: 0, max: atOnce }), in: fc.integer({ min: 0, max: 6 }) }),
  often(5),
);

const script = join(import.meta.dirname, '..', 'support', 'ballot-child.ts');

/** A process that has loaded everything, and waits to be started. */
const stand = (): ChildProcess =>
  fork(script, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--no-warnings'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });

describe.each(lastingEngines())('on $name', (engine) => {
  let database: FreshDatabase;
  let slack: FakeSlack;
  let store: Store;
  let child: ChildProcess;
  let spare: ChildProcess;
  let port = 0;
  const everyone = deaths.flatMap((_, kill) =>
    Array.from({ length: atOnce }, (__, nth) => ({ who: `U${kill}N${nth}`, score: (nth % 7) + 1 })),
  );
  const viewer = { kind: 'channel', channelId: channelId('CONE') } as const;

  const start = async (): Promise<void> => {
    child = spare;
    spare = stand();
    child.send({
      ...{ SLACK_BOT_TOKEN: 'xoxb-test', SLACK_SIGNING_SECRET: secret, SLACK_API_URL: slack.apiUrl },
      ...{ DATABASE_URL: database.url, LORE_PULSE_KEYS: keysBeside(database.url), LOG_LEVEL: 'error' },
    });
    const [started] = (await once(child, 'message')) as [Started];
    if ('why' in started) throw new Error(started.why);
    port = started.port;
  };

  beforeAll(async () => {
    database = await engine.fresh();
    slack = await startFakeSlack();
    const keys = ballotKeysIn(keysBeside(database.url));
    const clock = { now: () => noon };
    store = openStore({ url: database.url, ids: counting('k'), clock, tables: [], ballotKeys: keys });
    await store.migrate();
    spare = stand();
    await start();
    const facts = { memberType: 'member', isAdmin: false, tz: 'UTC', locale: 'en', awayUntil: null } as const;
    for (const { who } of everyone)
      await store.directory.savePerson(team, { ...facts, userId: userId(who) }, noon);
    await store.transact(team, { kind: 'person', userId: userId('U0N0') }, ({ ballots }) =>
      ballots.open(ballot, new Map(everyone.map(({ who }) => [userId(who), rowId('place')]))),
    );
  });
  afterAll(async () => {
    for (const each of [child, spare]) each.kill('SIGKILL');
    await store.close();
    await slack.close();
    await database.remove();
  });

  /** @returns what they were told; `null`: nothing, as the process had died */
  const submit = async ({ who, score }: (typeof everyone)[number]): Promise<'counted' | 'already' | null> => {
    const payload = {
      ...{ type: 'view_submission', trigger_id: `t${who}`, team: { id: team } },
      user: { id: who, team_id: team },
      view: {
        ...{ id: 'VFORM', type: 'modal', callback_id: 'ballot.answer' },
        private_metadata: JSON.stringify({ k: 'a key', m: { ballot } }),
        blocks: [{ type: 'input', block_id: 'score' }],
        state: { values: { score: { score: { selected_option: { value: String(score) } } } } },
      },
    };
    try {
      const { body } = await sendSigned(
        port,
        new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
      );
      return /counted|already/.exec(body)?.[0] as 'counted' | 'already';
    } catch {
      return null;
    }
  };
  const counts = async (): Promise<readonly number[]> => {
    const { rows } = await sql<{ parts: number; casts: number }>`select
      (select count(*) from ballot_part) as parts, (select count(*) from ballot_cast) as casts`.execute(
      store.system,
    );
    return [rows[0]?.parts ?? 0, rows[0]?.casts ?? 0];
  };

  it(`counts every answer once, killed ${deaths.length} times while people submit`, async () => {
    const seen = { lost: 0, counted: 0, stored: 0 };
    for (const [kill, dying] of deaths.entries()) {
      const these = everyone.slice(kill * atOnce, (kill + 1) * atOnce);
      const dead = once(child, 'exit');
      child.send(dying satisfies DyingOrder);
      const first = await Promise.all(these.map(submit));
      // Everybody may have been answered before.
      child.kill('SIGKILL');
      await dead;
      expect(first).not.toContain('already');
      const [parts, casts] = await counts();
      expect(parts).toBe(casts);
      const stored = (parts ?? 0) - kill * atOnce;
      // Whoever was told so is counted; of those who heard nothing, some are.
      expect(stored).toBeGreaterThanOrEqual(first.filter((told) => told === 'counted').length);
      await start();
      const again = await Promise.all(these.map(submit));
      for (const [nth, told] of first.entries()) if (told === 'counted') expect(again[nth]).toBe('already');
      expect(again.filter((told) => told === 'already')).toHaveLength(stored);
      expect(again.filter((told) => told === 'counted')).toHaveLength(atOnce - stored);
      expect(await counts()).toEqual([(kill + 1) * atOnce, (kill + 1) * atOnce]);
      seen.counted += first.filter((told) => told === 'counted').length;
      seen.lost += first.filter((told) => told === null).length;
      seen.stored += stored;
    }
    // It was killed in the middle: some were not answered, and some of them not counted.
    expect(seen.lost).toBeGreaterThan(0);
    expect(seen.stored).toBeLessThan(everyone.length);
    await store.transact(team, viewer, ({ ballots }) => ballots.close(ballot));
    const all = await store.transact(team, viewer, ({ ballots }) => ballots.counted(ballot));
    expect(all.map(({ cast }) => cast['score']).toSorted()).toEqual(
      everyone.map(({ score }) => score).toSorted(),
    );
  }, 900_000);
});

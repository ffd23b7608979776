/** Two processes on one PostgreSQL whose clocks on the wall are two hours apart: one is an hour ahead of the database's, one an hour behind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  asking,
  environmentOf,
  filled,
  type Here,
  postsOf,
  prepared,
  tallyOf,
  waitingIn,
} from '../../bench/fanout/here.ts';
import { thisTree } from '../../bench/fanout/newer.ts';
import { startWorkers, type Workers } from '../../bench/fanout/processes.ts';
import { startSlackHere, type SlackHere } from '../../bench/fanout/slack-here.ts';
import { moveDue } from '../../bench/fanout/workspaces.ts';
import { hour, minute } from '../../src/core/clock.ts';
import { beats } from '../../src/store/engines/work-session.ts';
import { type FreshDatabase, lastingEngines } from '../support/databases.ts';
import { until } from '../support/unhurried.ts';

const servers = lastingEngines().filter(({ name }) => name === 'postgres');
const hook = join(thisTree, 'test', 'support', 'clock-set.ts');
const workspaces = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6'].map((team) => ({ team, channels: 4 }));
/** Of the channels of each workspace, those in which it is due later. */
const later = { from: 3, to: 4 };

describe.each(servers)('on $name, processes with clocks two hours apart', ({ fresh }) => {
  let database: FreshDatabase;
  let slack: SlackHere;
  let folder: string;
  let workers: Workers;
  let here: Here;
  beforeAll(async () => {
    database = await fresh();
    slack = await startSlackHere();
    folder = mkdtempSync(join(tmpdir(), 'lore-clocks-'));
    here = await prepared(database.url, slack, folder, thisTree);
    workers = startWorkers([thisTree, thisTree], (index) => ({
      ...environmentOf(here, index),
      NODE_OPTIONS: `--import=${hook}`,
      CLOCK_OFF: String(index === 0 ? hour : -hour),
    }));
    await Promise.all(workers.all.map((each) => each.here()));
  });
  afterAll(async () => {
    await workers.stop();
    slack.close();
    await database.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The sessions with which they keep each other out of a workspace, as the server knows them. */
  const sessions = () =>
    asking(
      database.url,
      async (db) =>
        (
          await db.query<{ pid: number; now: number }>(
            `select pid, cast(extract(epoch from clock_timestamp()) * 1000 as float8) as now
             from pg_stat_activity
             where application_name like 'lore work %' and datname = current_database() order by pid`,
          )
        ).rows,
    );
  const isDone = async (due: number): Promise<boolean> => {
    const { rituals, posts } = await waitingIn(here, workspaces, due);
    return rituals + posts === 0;
  };
  /** So many of the channels of each workspace have it. */
  const posted = (channels: number) => postsOf(slack, workspaces).length === channels * workspaces.length;

  it('post when it is due by the database’s clock, once, and neither ends the other’s session', async () => {
    const due = await filled(here, workspaces, beats.frozen);
    await asking(here.url, (db) => moveDue(db, workspaces, later, due + 24 * hour));
    await until(async () => (await sessions()).length === 2, 'they do not both work');
    const began = await sessions();
    const from = began[0]?.now ?? 0;
    // As long as it takes until one of which nothing is heard is ended.
    await until(async () => ((await sessions())[0]?.now ?? 0) > from + beats.frozen, 'time stands still');
    await until(() => Date.now() >= due, 'it is not due');
    await until(async () => posted(2) && (await isDone(due)), 'it is not posted');
    expect((await sessions()).map(({ pid }) => pid)).toEqual(began.map(({ pid }) => pid));
    for (const { at } of postsOf(slack, workspaces)) expect(at).toBeGreaterThanOrEqual(due);
    const sent = await asking(
      database.url,
      async (db) =>
        (await db.query<{ at: string }>('select sent_at as at from delivery where sent_at is not null')).rows,
    );
    expect(sent.length).toBeGreaterThanOrEqual(12);
    for (const { at } of sent) {
      expect(Number(at)).toBeGreaterThanOrEqual(due);
      expect(Number(at)).toBeLessThanOrEqual(Date.now());
    }
  });

  it('post at once what is due by the database’s clock, and not an hour later, also where the one behind is alone', async () => {
    await workers.all[0]?.stop();
    const due = Math.floor(Date.now() / minute) * minute;
    await asking(here.url, (db) => moveDue(db, workspaces, later, due));
    await until(async () => posted(4) && (await isDone(due)), 'it is not posted');
    expect(await tallyOf(here, workspaces)).toEqual({
      expected: 24,
      posted: 24,
      surfaced: 0,
      lost: 0,
      duplicated: 0,
    });
    expect(workers.ended()).toBe(0);
    // The operators of each that called Slack are told, and nothing else is wrong; the one behind was alone.
    const [behind, ahead = '60 minutes ahead of Slack’s', ...more] = workers.errors.toSorted().toReversed();
    expect(behind).toContain('60 minutes behind Slack’s');
    expect(ahead).toContain('60 minutes ahead of Slack’s');
    expect(more).toEqual([]);
  });
});

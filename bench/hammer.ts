/** One person opens forms and shares without end, while another one works: how long that one waits, beside how long when alone. */
import { Worker } from 'node:worker_threads';
import { timeouts } from '../src/slack/requests/timeouts.ts';
import { freshFile } from '../test/support/databases.ts';
import { channels, team, users } from '../test/support/fake-slack.ts';
import { startLore } from '../test/support/lore-under-test.ts';
import { pebble } from '../test/support/test-feature/feature.ts';
import { pebbleMigrations } from '../test/support/pebble-migrations.ts';
import type { Hammering } from './hammer-thread.ts';

export interface HammerSoak {
  /** How often the one who never stops acts. */
  readonly perSecond: number;
  /** How many things the other one does, each when the one before is answered. */
  readonly acts: number;
  /** Without an allowance, as it was. */
  readonly unbounded: boolean;
}

export interface HammerLine extends HammerSoak {
  readonly aloneP95: number;
  readonly besideP95: number;
  /** Of the two. */
  readonly ratio: number;
  /** Windows of the one who never stops; Slack gives a workspace a hundred a minute. */
  readonly opened: number;
  readonly shared: number;
}

const many = { atOnce: 1e6, perMinute: 1e6 };

export async function hammerSoak(soak: HammerSoak): Promise<HammerLine> {
  const others = Array.from({ length: 40 }, (_, nth) => `UOTHER${nth}`);
  for (const id of others) users[id] = { id, team_id: team, tz: 'Europe/Berlin', profile: {} };
  channels['CONE'] = { id: 'CONE', name: 'one', is_member: true, members: ['UANN', ...others, 'UBOT'] };
  const database = await freshFile();
  const t = await startLore([pebble], {
    databaseUrl: database.url,
    migrations: pebbleMigrations,
    requestTimeouts: { ...timeouts, ...(soak.unbounded ? { perPerson: many } : {}) },
  });
  let other = 0;
  const p95 = async (): Promise<number> => {
    const all: number[] = [];
    for (let nth = 0; nth < soak.acts; nth += 1) {
      // Nobody does so much that they use up what is theirs.
      const user = others[(other += 1) % others.length] ?? '';
      const { ms } = await t.command(nth % 2 === 0 ? '/lore help' : `/pebble word ${other}`, {
        user_id: user,
      });
      all.push(ms);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? Number.NaN;
  };
  await p95();
  const aloneP95 = await p95();
  t.slack.calls.length = 0;
  const hammering: Hammering = { port: t.port, responseUrl: t.slack.responseUrl, perSecond: soak.perSecond };
  const thread = new Worker(new URL('./hammer-thread.ts', import.meta.url), { workerData: hammering });
  const besideP95 = await p95();
  await thread.terminate();
  const rounded = (ms: number) => Math.round(ms * 10) / 10;
  const opened = t.slack.callsOf('views.open').length;
  const kept = await t.lore.store.system.selectFrom('authorship').select('user_id').execute();
  await t.stop();
  await database.remove();
  return {
    ...soak,
    aloneP95: rounded(aloneP95),
    besideP95: rounded(besideP95),
    ratio: rounded(besideP95 / aloneP95),
    opened,
    shared: kept.filter(({ user_id: user }) => user === 'UANN').length,
  };
}

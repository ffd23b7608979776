/** What a turn of one workspace costs does not grow with what others have; who is due is found without looking at what is not. */
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { day } from '../../src/core/clock.ts';
import { chunks } from '../../src/core/chunks.ts';
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import { createInbox } from '../../src/jobs/inbox.ts';
import { orderingKeysOf } from '../../src/slack/requests/events.ts';
import { planOf, scansIn, statementsIn } from '../support/count-statements.ts';
import { copiedFile, engines, type TestEngine } from '../support/databases.ts';
import { askedIn, stepsOf } from '../support/heard-postgres.ts';
import { installed } from '../support/installed.ts';
import { type Harness, inChannel, openCompany, team } from '../support/later.ts';

/** Of which a workspace may have many, and others too. */
const queues = ['delivery', 'job', 'home', 'inbox', 'ritual', 'picture', 'left_behind', 'lesson_words'];
const others = 150;
const each = 20;

/** The same engine, and where its databases are. */
function noted(engine: TestEngine): { readonly engine: TestEngine; readonly url: () => string } {
  let url = '';
  return {
    url: () => url,
    engine: {
      name: engine.name,
      fresh: async () => {
        // In memory another connection sees nothing.
        const fresh = engine.name === 'sqlite' ? await copiedFile() : await engine.fresh();
        url = fresh.url;
        return fresh;
      },
    },
  };
}

/** Others have much that is due, was done, and is due later. */
async function fill({ store, clock }: Harness): Promise<void> {
  const now = clock.now();
  const teams = Array.from({ length: others }, (_each, nth) => teamId(`TX${nth}`));
  for (const one of teams) await store.workspaces.save(installed(one));
  const nths = Array.from({ length: each }, (_each, nth) => nth);
  const all = teams.flatMap((team_id) => nths.map((nth) => ({ team_id, nth })));
  await store.write(async (db) => {
    for (const some of chunks(all)) {
      await db
        .insertInto('delivery')
        .values(
          some.map(({ team_id, nth }) => ({
            team_id,
            id: `d${nth}`,
            key: `d${nth}`,
            post: 'test.note',
            params: '{}',
            kind: 'channel' as const,
            state: (['waiting', 'sent', 'sent', 'unknown', 'failed'] as const)[nth % 5] ?? 'sent',
            channel_id: channelId('C1'),
            ts: '1.1',
            wanted: 1 + (nth % 3),
            shown: 1,
            attempts: 0,
            due_at: now,
            created_at: now,
          })),
        )
        .execute();
      await db
        .insertInto('job')
        .values(
          some.map(({ team_id, nth }) => ({
            team_id,
            key: `j${nth}`,
            name: 'test.job',
            params: '{}',
            viewer_kind: 'channel' as const,
            viewer_id: 'C1',
            run_at: now - (nth % 3) * 100 * day,
            state: (['waiting', 'missed', 'failed'] as const)[nth % 3] ?? 'waiting',
            attempts: 0,
          })),
        )
        .execute();
      await db
        .insertInto('home')
        .values(
          some.map(({ team_id, nth }) => ({
            team_id,
            user_id: userId(`U${nth}`),
            wanted: 2,
            shown: 1 + (nth % 2),
            due_at: now,
          })),
        )
        .execute();
      await db
        .insertInto('inbox')
        .values(
          some.map(({ team_id, nth }) => ({
            team_id,
            event_id: `E${nth}`,
            type: 'x',
            body: '{}',
            received_at: now - (nth % 3) * 20 * day,
            done_at: nth % 2 === 0 ? now - (nth % 3) * 2 * day : null,
            attempts: 0,
          })),
        )
        .execute();
      await db
        .insertInto('ritual')
        .values(
          some.map(({ team_id, nth }) => ({
            team_id,
            channel_id: channelId(`C${nth}`),
            name: 'test.ritual',
            is_on: 1,
            rule: '{}',
            since: '2026-11-01',
            moves: '{}',
            next_on: '2026-11-24',
            next_at: now,
            attempts: 0,
          })),
        )
        .execute();
      await db
        .insertInto('picture')
        .values(
          some.map(({ team_id, nth }) => ({
            team_id,
            delivery_id: `d${nth}`,
            drawing: 'x',
            state: (['wanted', 'uploading', 'uploaded', 'shown', 'failed'] as const)[nth % 5] ?? 'shown',
            attempts: 0,
            due_at: now + (nth % 3) * 1000,
          })),
        )
        .execute();
      await db
        .insertInto('left_behind')
        .values(
          some.map(({ team_id, nth }) => ({
            team_id,
            kind: 'message' as const,
            place: `C${nth}`,
            ts: '1.1',
            locale: '',
            attempts: 0,
            due_at: now,
          })),
        )
        .execute();
    }
  });
}

describe.each(engines())('on $name, with much to do in other workspaces', (plain) => {
  const { engine, url } = noted(plain);
  let system: Harness;
  beforeAll(async () => {
    system = await openCompany({
      engine,
      inbox: ({ store, clock }) =>
        createInbox({
          store,
          clock,
          ids: { next: () => 'reference' },
          log: { error: () => undefined, warn: () => undefined },
          orderingKeysOf,
          isOutage: () => false,
          waitOf: () => null,
          handle: async () => undefined,
        }),
    });
    await fill(system);
    await system.act((scope) => scope.publish(inChannel(1)));
    await system.store.system.updateTable('home').set({ wanted: 2 }).where('team_id', '=', team).execute();
    if (engine.name === 'postgres') await sql`analyze`.execute(system.store.system);
  });
  afterAll(() => system.close());

  const aTurn = async () => {
    await system.runner.runWorkspace(team, () => true);
    await system.newRunner().runWorkspace(team, () => true);
  };

  it('a turn looks for nothing without its workspace', async () => {
    const found =
      engine.name === 'sqlite'
        ? await (async () => {
            const statements = await statementsIn(aTurn);
            const database = new Database(url().slice('sqlite:'.length));
            const plan = planOf(database, [...new Set(statements)]);
            database.close();
            const searches = plan.filter((step) => step.startsWith('SEARCH') && !step.includes('(team_id=?'));
            return [...scansIn(plan), ...searches].filter(
              (step) => !/pragma|sqlite_|subquery|VIRTUAL/.test(step),
            );
          })()
        : (await stepsOf(url(), await askedIn(aTurn))).filter(
            (step) => queues.includes(step.split(' ')[0] ?? '') && !/team_id = /.test(step),
          );
    expect([...new Set(found)]).toEqual([]);
  });
});

/** Alone in a workspace on PostgreSQL: by a session's locks, which go with their process, and are taken from a machine that stands still. */
import { sql } from 'kysely';
import pg from 'pg';
import { teamId } from '../../src/core/ids.ts';
import { clockOf, type OwnClocks } from '../../src/store/engines/database-clock.ts';
import { openEngine } from '../../src/store/engines/open.ts';
import { beats, workSession, type WorkSession } from '../../src/store/engines/work-session.ts';
import { type FreshDatabase, lastingEngines } from '../support/databases.ts';

const [one, two] = [teamId('T1'), teamId('T2')];

const here: OwnClocks = { wall: () => Date.now(), elapsed: () => performance.now() };

/** A machine's clocks, as a test sets them. */
function clocks() {
  const at = { wall: Date.parse('2026-11-30T08:00:00Z'), elapsed: 1_000 };
  return { at, wall: () => at.wall, elapsed: () => at.elapsed };
}

describe.each(lastingEngines().filter(({ name }) => name === 'postgres'))(
  'a process that works on $name',
  ({ fresh }) => {
    let database: FreshDatabase;
    let shell: pg.Client;
    const open: WorkSession[] = [];
    const session = (name: string, own: OwnClocks = here) => {
      const made = workSession(database.url, `lore work ${name}`, own);
      open.push(made);
      return made;
    };
    beforeEach(async () => {
      database = await fresh();
      shell = new pg.Client({ connectionString: database.url });
      await shell.connect();
    });
    afterEach(async () => {
      for (const each of open.splice(0)) await each.close();
      await shell.end();
      await database.remove();
    });
    const until = async (isSo: () => Promise<boolean>) => {
      while (!(await isSo()));
    };

    it('is alone where it is, until it lets go, and beside others elsewhere', async () => {
      const [mine, other] = [session('a'), session('b')];
      const held = await mine.take(one);
      expect(held?.isHeld()).toBe(true);
      expect(await other.take(one)).toBeNull();
      const elsewhere = await other.take(two);
      expect(elsewhere?.isHeld()).toBe(true);
      await held?.release();
      expect((await other.take(one))?.isHeld()).toBe(true);
    });

    it('loses everything with its connection, at once, and may take it again on another', async () => {
      const [mine, other] = [session('a'), session('b')];
      const held = await mine.take(one);
      await shell.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lore work a'`,
      );
      await until(async () => (await other.take(one)) !== null);
      await until(async () => held?.isHeld() === false);
      // What it has lost it does not let go a second time.
      await held?.release();
      expect(await mine.take(one)).toBeNull();
      expect((await mine.take(two))?.isHeld()).toBe(true);
    });

    it.each([
      ['by both of its clocks', (ms: number) => ({ wall: ms, elapsed: ms })],
      ['by the wall clock alone, since the other one slept too', (ms: number) => ({ wall: ms, elapsed: 0 })],
      ['by the one that does not jump alone', (ms: number) => ({ wall: 0, elapsed: ms })],
      ['by a wall clock that went back', (ms: number) => ({ wall: -ms, elapsed: 0 })],
    ])('holds nothing any more after it stood still, %s', async (_how, moved) => {
      const own = clocks();
      const held = await session('a', own).take(one);
      const start = { ...own.at };
      const after = (ms: number) => {
        const { wall, elapsed } = moved(ms);
        Object.assign(own.at, { wall: start.wall + wall, elapsed: start.elapsed + elapsed });
        return held?.isHeld();
      };
      expect(after(beats.trusted - 1)).toBe(true);
      expect(after(beats.trusted)).toBe(false);
    });

    it('agrees with others on what time it is, whatever its machine believes', async () => {
      const hour = 3_600_000;
      const clockOff = (off: number) =>
        clockOf(database.url, { wall: () => Date.now() + off, elapsed: () => performance.now() });
      const machines = [clockOff(-hour), clockOff(0), clockOff(hour)];
      for (const clock of machines) await clock.compare();
      const { rows } = await shell.query<{ now: Date }>('select clock_timestamp() as now');
      const off = machines.map((clock) => Math.abs(clock.now() - (rows[0]?.now.getTime() ?? 0)));
      expect(Math.max(...off)).toBeLessThan(hour / 60);
    });

    it('keeps no rows from others where it stands still in a transaction', async () => {
      const engine = openEngine(database.url);
      const { rows } = await sql`show idle_in_transaction_session_timeout`.execute(engine.db);
      expect(rows).toEqual([{ idle_in_transaction_session_timeout: '30s' }]);
      await engine.close();
    });

    it('ends the session of one that stands still for long, and of no other', async () => {
      const [mine, other] = [session('a'), session('b')];
      expect(await other.take(two)).not.toBeNull();
      // A process that is stopped says nothing more: its session stays, and holds its lock.
      const stopped = new pg.Client({
        connectionString: database.url,
        application_name: 'lore work stopped',
      });
      const ended = new Promise((resolve) => stopped.once('end', resolve));
      stopped.on('error', () => undefined);
      await stopped.connect();
      await stopped.query(`select pg_advisory_lock(2003792491, hashtext('T1'))`);
      expect(await mine.take(one)).toBeNull();
      expect(await mine.endFrozen(beats.frozen)).toBe(0);
      let count = 0;
      await until(async () => {
        // The other one does something now and then.
        await other.take(two);
        count += await mine.endFrozen(beats.every);
        return count > 0;
      });
      await ended;
      await until(async () => (await mine.take(one)) !== null);
      expect(count).toBe(1);
      expect(await mine.take(two)).toBeNull();
    });
  },
);

/** Wake-ups of several processes where something stays wrong: the rest goes on, and it is said once. */
import pg from 'pg';
import { type TeamId, teamId } from '../../src/core/ids.ts';
import { bossWakes } from '../../src/jobs/boss/wakes.ts';
import type { Wakes, Work } from '../../src/jobs/wakes.ts';
import { workSession } from '../../src/store/engines/work-session.ts';
import { type FreshDatabase, lastingEngines } from '../support/databases.ts';

const one = teamId('T1');
const hour = 3_600_000;

describe.each(lastingEngines().filter(({ name }) => name === 'postgres'))(
  'wake-ups on $name',
  ({ fresh }) => {
    let database: FreshDatabase;
    let shell: pg.Client;
    let wakes: Wakes;
    let due: TeamId[];
    let looks: number;
    let errors: string[];
    let turns: TeamId[];
    let said: { isSo: () => boolean; resolve: (value: null) => void } | undefined;
    const look = () => {
      if (said?.isSo() === true) said.resolve(null);
    };
    const until = async (isSo: () => boolean) => {
      const { promise, resolve } = Promise.withResolvers<null>();
      said = { isSo, resolve };
      look();
      await promise;
    };
    const start = (work: Work) =>
      wakes.start(async (team, isHeld) => {
        turns.push(team);
        look();
        return work(team, isHeld);
      });
    beforeEach(async () => {
      [due, errors, turns, looks] = [[], [], [], 0];
      database = await fresh();
      shell = new pg.Client({ connectionString: database.url });
      await shell.connect();
      const own = { wall: () => Date.now(), elapsed: () => performance.now() };
      wakes = bossWakes({
        url: database.url,
        clock: { now: () => Date.now() },
        log: {
          error: (_facts: unknown, words?: string) => void errors.push(words ?? ''),
          warn: () => undefined,
        },
        session: workSession(database.url, 'lore work a', own),
        chance: () => 0.5,
        dueTeams: async (limit) => {
          looks += 1;
          look();
          return due.slice(0, limit);
        },
        send: async () => undefined,
      });
    });
    afterEach(async () => {
      await wakes.stop();
      await shell.end();
      await database.remove();
    });

    it('reach those that stand behind a hundred in which something stays due', async () => {
      due = Array.from({ length: 150 }, (_each, nth) => teamId(`T${1000 + nth}`));
      const last = due.at(-1);
      await start(async () => null);
      await until(() => turns.some((team) => team === last));
      expect(looks).toBeLessThan(5);
    });

    it('give no turn after turn where the queue cannot be told when something is due', async () => {
      await start(async () => Date.now() + hour);
      await shell.query('alter table pgboss.job_common rename to gone');
      await wakes.wake(one);
      await until(() => turns.length > 0);
      const before = looks;
      await until(() => looks >= before + 3);
      expect(turns).toEqual([one]);
    });

    it('say once what fails in a workspace again and again', async () => {
      await start(async () => {
        throw new Error('a row that nobody can read');
      });
      await wakes.wake(one);
      await until(() => looks >= 4 && turns.length >= 4);
      expect(errors).toEqual(['due work failed and will be retried']);
    });
  },
);

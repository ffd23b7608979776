/** Several real processes on one PostgreSQL: who listens, who works, and what becomes of the work of one that dies, stands still or is not of this version. */
import pg from 'pg';
import type { Message } from '../../sandbox/state/world.ts';
import { colleague, widely } from '../support/colleague.ts';
import { team } from '../support/company.ts';
import { emptyPostgres, type FreshDatabase, lastingEngines } from '../support/databases.ts';
import { type LoreSandbox, startLoreSandbox } from '../support/lore-sandbox.ts';
import { posts, website } from '../support/retro-path.ts';
import { runScript, type Script } from '../support/run-script.ts';
import { until } from '../support/unhurried.ts';

const servers = lastingEngines().filter(({ name }) => name === 'postgres');

describe.each(servers)('on $name', ({ fresh }) => {
  let database: FreshDatabase;
  let slack: LoreSandbox;
  let shell: pg.Client;
  const running: Script[] = [];

  const start = (role: string, over: Readonly<Record<string, string>> = {}): Script => {
    const script = runScript(['src/main.ts'], {
      ...slack.environment,
      LOG_LEVEL: 'info',
      ...(role === '' ? {} : { LORE_ROLE: role }),
      ...over,
    });
    running.push(script);
    return script;
  };
  const started = async (role: string): Promise<Script> => {
    const script = start(role);
    await script.line(/Lore is here/);
    return script;
  };
  const use = async (made: FreshDatabase) => {
    database = made;
    slack = await startLoreSandbox({ databaseUrl: made.url });
    shell = new pg.Client({ connectionString: made.url });
    await shell.connect();
  };
  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    await shell.end();
    await slack.sandbox.close();
    await database.remove();
  });

  const found = (text: string): readonly Message[] =>
    posts(slack.sandbox, website).filter((message) => message.text.includes(text));
  const shares = async (text: string): Promise<void> => {
    const mara = colleague(slack.sandbox, 'U0MARA');
    await mara.say(website, `/learned ${text}`);
    await until(async () => mara.modal() !== undefined, 'no form opened');
    await mara.submit(widely(mara));
  };
  const isPosted = (text: string) => until(async () => found(text).length === 1, `“${text}” is not posted`);
  /** Those that hold a workspace. */
  const workers = async (): Promise<readonly string[]> => {
    const { rows } = await shell.query<{ name: string }>(
      `select application_name as name from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and objsubid = 2 and application_name like 'lore work %'`,
    );
    return rows.map(({ name }) => name);
  };

  it('what a web process takes in, a worker posts, and another one when that is killed', async () => {
    await use(await fresh());
    const [first, second] = [await started('worker'), await started('worker')];
    await started('web');
    await shares('Check the links before the launch');
    await isPosted('Check the links before the launch');
    const doctor = await runScript(['src/cli.ts', 'doctor'], slack.environment).ended;
    expect(doctor.said).toContain('ok  processes: 3 run Lore on this database, 2 of them work\n');
    first.child.kill('SIGKILL');
    await first.ended;
    await shares('Ask the editors early');
    await isPosted('Ask the editors early');
    second.child.kill('SIGTERM');
    expect((await second.ended).code).toBe(0);
    // Nobody works, and nothing is lost.
    await shares('Nobody is there to post this');
    expect(found('Nobody is there')).toEqual([]);
    const waits = await shell.query(`select distinct data from pgboss.job where state < 'active'`);
    expect(waits.rows).toEqual([{ data: { team: team } }]);
    await started('worker');
    await isPosted('Nobody is there to post this');
    for (const { said } of running) expect(said()).not.toMatch(/"level":[56]0/);
  });

  it('a process of one role leaves a database that is not of its version as it is, and says what to do', async () => {
    await use(await emptyPostgres());
    for (const role of ['web', 'worker']) {
      const { code, said } = await start(role).ended;
      expect(code).toBe(1);
      expect(said).toMatch(
        new RegExp(
          `^The database .+ a process with LORE_ROLE=${role} leaves it as it is\\. Update it first, with: npx lore migrate\\n$`,
        ),
      );
    }
    const { rows } = await shell.query(`select from pg_tables where schemaname in ('public', 'pgboss')`);
    expect(rows).toEqual([]);
    await runScript(['src/cli.ts', 'migrate'], slack.environment).ended;
    await started('worker');
    await started('web');
    // A migration that comes meanwhile needs no stop.
    expect(await runScript(['src/cli.ts', 'migrate'], slack.environment).ended).toMatchObject({ code: 0 });
  });

  it('a machine that stands still loses its work to another, and sends nothing of it when it is back', async () => {
    await use(await fresh());
    const frozen = await started('worker');
    await started('web');
    await shares('Said before it stands still');
    await isPosted('Said before it stands still');
    // In the middle of its work: it waits for Slack, and holds the workspace.
    slack.sandbox.faults.order('chat.postMessage', { kind: 'delay', ms: 60_000 });
    await shares('Said while it stands still');
    await until(async () => (await workers()).length === 1, 'nobody works');
    frozen.child.kill('SIGSTOP');
    const other = await started('worker');
    await other.line(/stood still/);
    await shares('Said by the other one');
    await isPosted('Said by the other one');
    frozen.child.kill('SIGCONT');
    await shares('Said by either');
    await isPosted('Said by either');
    expect(found('Said before it stands still')).toHaveLength(1);
    expect(found('Said while it stands still').length).toBeLessThanOrEqual(1);
    // It is back, and works again.
    other.child.kill('SIGKILL');
    await other.ended;
    await shares('Said by the one that is back');
    await isPosted('Said by the one that is back');
  });
});

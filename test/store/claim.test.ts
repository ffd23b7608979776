/** One Lore at a time on a database: with real processes, of which the first is killed. */
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { claim } from '../../src/store/engines/claim.ts';
import { freshFile, lastingEngines, type FreshDatabase, type TestEngine } from '../support/databases.ts';
import { startLoreSandbox, type LoreSandbox } from '../support/lore-sandbox.ts';
import { runScript } from '../support/run-script.ts';

const now = Date.parse('2026-11-29T06:41:07Z');

/** Those of one kind, of which there may be none: `describe.each` takes no empty list. */
const only = (kind: TestEngine['name']) => lastingEngines().filter(({ name }) => name === kind);

for (const { name, fresh } of only('sqlite'))
  describe(`on ${name}, a second Lore that is started by mistake`, () => {
    let slack: LoreSandbox;
    let database: FreshDatabase;
    let silent: Server;
    let calls = 0;
    beforeAll(async () => {
      database = await fresh();
      slack = await startLoreSandbox({ usesSocketMode: true, databaseUrl: database.url });
      silent = createServer((_request, response) => {
        calls += 1;
        response.end('{"ok":false,"error":"nobody"}');
      }).listen(0, '127.0.0.1');
      await once(silent, 'listening');
    });
    afterAll(async () => {
      silent.close();
      await slack.sandbox.close();
      await database.remove();
    });
    const settings = (over: Readonly<Record<string, string>> = {}) => ({
      ...slack.environment,
      LOG_LEVEL: 'info',
      ...over,
    });
    const started = async () => {
      const lore = runScript(['src/main.ts'], settings());
      await lore.line(/Lore is here/);
      return lore;
    };

    it('reads who has the database and what to do, and ends before it has asked Slack anything; when the first is killed, the next starts at once', async () => {
      const first = await started();
      const { port } = silent.address() as AddressInfo;
      const second = await runScript(
        ['src/main.ts'],
        settings({ SLACK_API_URL: `http://127.0.0.1:${port}/api/` }),
      ).ended;
      expect(second.code).toBe(1);
      expect(second.said).toMatch(
        /^The database that DATABASE_URL names is in use by “lore start” \(process \d+ on \S+, since \d{4}-\d\d-\d\d \d\d:\d\d UTC\): stop that one first, or give this one a database of its own\.\n$/,
      );
      expect(second.said).toContain(`(process ${first.child.pid} on `);
      expect(calls).toBe(0);

      const beside = [['doctor'], ['export', '--workspace'], ['migrate']].map(
        (args) => runScript(['src/cli.ts', ...args], settings()).ended,
      );
      for (const { said } of await Promise.all(beside)) expect(said).not.toContain('in use');

      first.child.kill('SIGKILL');
      await first.ended;
      const third = await started();
      third.child.kill('SIGTERM');
      expect((await third.ended).code).toBe(0);
    });
  });

describe.each(lastingEngines())('on $name, a claim', ({ fresh }) => {
  let database: FreshDatabase;
  beforeEach(async () => {
    database = await fresh();
  });
  afterEach(() => database.remove());

  it('is of one, names the command that has it, and is free when it is let go', async () => {
    const release = await claim(database.url, { command: 'restore', now });
    await expect(claim(database.url, { command: 'start', now })).rejects.toThrow(
      `in use by “lore restore” (process ${process.pid} on `,
    );
    await release();
    const again = await claim(database.url, { command: 'start', now });
    await again();
  });

  it('goes to one of many that want it alone at the same instant', async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, () => claim(database.url, { command: 'restore', now })),
    );
    const taken = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(taken).toHaveLength(1);
    await taken[0]?.();
  });
});

for (const { name, fresh } of only('postgres'))
  describe(`on ${name}, a claim of what may run beside another`, () => {
    let database: FreshDatabase;
    beforeEach(async () => {
      database = await fresh();
    });
    afterEach(() => database.remove());
    const claimed = (command: string) => claim(database.url, { command, now });

    it('is of as many as there are, and of no restore until the last has ended', async () => {
      const all = await Promise.all([claimed('start'), claimed('start'), claimed('migrate')]);
      for (const release of all) {
        await expect(claimed('restore')).rejects.toThrow(/in use by “lore (start|migrate)”/);
        await release();
      }
      const restore = await claimed('restore');
      await expect(claimed('start')).rejects.toThrow('in use by “lore restore”');
      await restore();
    });
  });

describe('the claim of a file', () => {
  let database: Awaited<ReturnType<typeof freshFile>>;
  beforeEach(async () => {
    database = await freshFile();
  });
  afterEach(() => database.remove());
  const file = () => database.url.slice('sqlite:'.length);
  const second = (url: string) => claim(url, { command: 'start', now });

  it('says since when, and nobody else on this machine can read by whom', async () => {
    const release = await second(database.url);
    await expect(second(database.url)).rejects.toThrow('since 2026-11-29 06:41 UTC');
    expect(statSync(`${file()}-running`).mode & 0o777).toBe(0o600);
    await release();
  });

  it('is the same through a link to the file and to its folder', async () => {
    writeFileSync(file(), '');
    symlinkSync(file(), join(database.folder, 'link.db'));
    mkdirSync(join(database.folder, 'other'));
    symlinkSync(database.folder, join(database.folder, 'other', 'folder'));
    const release = await second(database.url);
    for (const path of [['link.db'], ['other', 'folder', 'lore.db'], ['other', 'folder', 'link.db']])
      await expect(second(`sqlite:${join(database.folder, ...path)}`)).rejects.toThrow(
        'in use by “lore start”',
      );
    await release();
    expect(readdirSync(database.folder).filter((name) => name.endsWith('-running'))).toEqual([
      'lore.db-running',
    ]);
  });

  it('that another user made says that it cannot be used, and which file it is', async () => {
    await (
      await second(database.url)
    )();
    chmodSync(database.folder, 0o755);
    chmodSync(`${file()}-running`, 0o400);
    const { code, said } = await runScript(['test/support/claim-as-other.ts', database.url], {}).ended;
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringMatching(
        /cannot be opened \(EACCES.*lore\.db-running.*Check the address, and that Lore may use what it names\./,
      ) as unknown,
    });
  });

  it('is not where a link leads that somebody has put there', async () => {
    const elsewhere = join(database.folder, 'elsewhere.db');
    writeFileSync(elsewhere, '');
    symlinkSync(elsewhere, `${file()}-running`);
    await expect(second(database.url)).rejects.toThrow('lore.db-running is a link: delete it');
    expect(readFileSync(elsewhere, 'utf8')).toBe('');
  });

  it.each(['no database', 'SQLite format 3\0 and then nothing that fits'])(
    'that is damaged (%j) is said to be the lock and not the database, and what to do; without it, all is well',
    async (bytes) => {
      writeFileSync(`${file()}-running`, bytes.padEnd(5000, '!'));
      await expect(second(database.url)).rejects.toThrow(
        /^\S+lore\.db-running is damaged\. .*the database itself has not been looked at\. If no Lore runs on it, delete that file/,
      );
      rmSync(`${file()}-running`);
      await (
        await second(database.url)
      )();
    },
  );

  it('says that there may be no locks, where nobody can be read', async () => {
    const other = new Database(`${file()}-running`);
    other.exec('begin exclusive');
    await expect(second(database.url)).rejects.toThrow(
      'in use by another process, or its file system keeps no locks, as some network drives: stop that one first',
    );
    other.close();
  });
});

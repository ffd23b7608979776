/** The start script as a newcomer runs it: `npm run sandbox`. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const { pid = 0, exitCode, signalCode } of running)
    if (exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL');
  running.clear();
});

const root = join(import.meta.dirname, '..', '..');

interface Run {
  readonly child: ChildProcess;
  /** Resolves to the first output that matches; rejects when it ends without. */
  readonly line: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

/** In a process group of its own, as a shell starts it. @param command what npm runs, which takes as long again to start, unless told */
function run(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  [command, ...first]: readonly [string, ...string[]] = [process.execPath, 'sandbox/start.ts'],
): Run {
  const child = spawn(command, [...first, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const lookers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      said += String(part);
      for (const look of lookers) look();
    });
  running.add(child);
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said }));
  const line = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(said);
        if (found !== null) resolve(found);
      };
      lookers.add(look);
      look();
      void ended.then(() => reject(new Error(`it ended:\n${said}`)));
    });
  return { child, line, ended };
}

/** A signal to the whole group, as the terminal sends it at Ctrl-C. */
const toGroup = ({ child }: Run, signal: NodeJS.Signals) => process.kill(-(child.pid ?? 0), signal);

/** Whether something accepts connections at an address. */
const accepts = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const say = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => say(true));
    for (const event of ['error', 'timeout']) socket.once(event, () => say(false));
  });

const address = /The made-up company is at http:\/\/localhost:(\d+)/;

describe('npm run sandbox', () => {
  it.each([
    { how: 'over HTTP', args: [] },
    { how: 'in Socket Mode', args: ['--', '--socket'] },
  ])('with Lore $how listens to this machine alone, and ends whole at Ctrl-C', async ({ args }) => {
    const lore = run({ PORT: '0' }, args, ['npm', 'run', '--silent', 'sandbox']);
    const [, port = '0'] = await lore.line(address);
    expect(await accepts('127.0.0.1', Number(port))).toBe(true);
    expect(await accepts('127.0.0.2', Number(port))).toBe(false);
    toGroup(lore, 'SIGINT');
    const { said } = await lore.ended;
    expect(said).not.toMatch(/Lore stopped|Error|at .*\.ts:/);
    expect(await accepts('127.0.0.1', Number(port))).toBe(false);
  });

  it('takes Lore along when it is killed itself, and leaves no file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lore-start-'));
    const lore = run({ PORT: '0', SANDBOX_HISTORY: 'off', TMPDIR: folder });
    await lore.line(address);
    const companies = () => readdirSync(folder).filter((name) => name.startsWith('lore-sandbox-'));
    expect(companies()).toHaveLength(1);
    toGroup(lore, 'SIGKILL');
    // Lore is not of that group, and holds the pipe of its output until it is gone.
    await lore.ended;
    expect(companies()).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('has a key to seal with, without which Purpose keeps nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lore-start-'));
    const lore = run({ PORT: '0', SANDBOX_HISTORY: 'off', TMPDIR: folder });
    await lore.line(address);
    const [company = ''] = readdirSync(folder).filter((name) => name.startsWith('lore-sandbox-'));
    expect(readFileSync(join(folder, company, 'lore.key'), 'utf8')).toMatch(/^sandbox [\w-]{43}\n$/);
    toGroup(lore, 'SIGINT');
    const { said } = await lore.ended;
    expect(said).not.toMatch(/Lore stopped|Error/);
    rmSync(folder, { recursive: true });
  });

  it('on a port that is in use says which one to choose', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, said } = await run({ PORT: String(port) }).ended;
    expect(code).toBe(1);
    expect(said.trim()).toBe(`Port ${port} is in use. Choose another one: PORT=3001 npm run sandbox`);
    other.close();
  });

  it.each(['abc', '70000', '-1', '80.5'])('with PORT=%s says what it must be', async (port) => {
    const { code, said } = await run({ PORT: port }).ended;
    expect(code).toBe(1);
    expect(said.trim()).toBe(`PORT must be a number from 0 to 65535, not "${port}".`);
  });

  it('begins on the first Tuesday from a day that one may give, at ten in Berlin, and says so', async () => {
    const lore = run({ PORT: '0', SANDBOX_HISTORY: 'off', SANDBOX_BEGINS: '2028-02-24' });
    const [, port = '0'] = await lore.line(address);
    await lore.line(/It is Tuesday 29 February 2028, 10:00 in Berlin there/);
    const answer = await fetch(`http://127.0.0.1:${port}/sandbox/time`);
    const { at } = (await answer.json()) as { readonly at: number };
    expect(new Date(at).toISOString()).toMatch(/^2028-02-29T09:0/);
    toGroup(lore, 'SIGINT');
    await lore.ended;
  });

  it('with a day that does not exist says what it must be', async () => {
    const { code, said } = await run({ PORT: '0', SANDBOX_BEGINS: '2027-02-29' }).ended;
    expect(code).toBe(1);
    expect(said.trim()).toBe('SANDBOX_BEGINS must be a date such as 2027-03-02, not "2027-02-29".');
  });

  it('with a flag that it does not know names those that there are', async () => {
    const { code, said } = await run({ PORT: '0' }, ['--sockets']).ended;
    expect(code).toBe(1);
    expect(said.trim()).toBe(
      'There is no option --sockets. There are --socket and --many: npm run sandbox -- --socket',
    );
  });
});

/**
 * Plays a page of the docs: types the commands of its ```console blocks, one after the other, in a fresh installation beside a sandbox, and
 * compares what is printed. In a block
 * - `$ ` begins what is typed, `> ` continues it; the lines below are all that it prints, on either stream;
 * - `…` stands for anything within a line, and on a line of its own for any lines, or none;
 * - `$ npm start &` begins what goes on while the rest is typed: it is waited for until the lines below are there. `kill %1; wait`
 *   ends it, and so does the end of the page;
 * - a command ends with 0, unless the next one is `echo $?`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, watch } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type LoreSandbox, startLoreSandbox } from './lore-sandbox.ts';

const root = join(import.meta.dirname, '..', '..');

/** ms within which a command has to end, or to print what is waited for. */
const longest = 300_000;

interface Typed {
  readonly command: string;
  readonly printed: readonly string[];
}

/** What is typed in a page, and what it says is printed then. */
export function typedIn(markdown: string): readonly Typed[] {
  return [...markdown.matchAll(/^( *)```console\n([^]*?)^ *```$/gm)].flatMap(
    ([, indent = '', block = '']) => {
      const typed: { command: string; printed: string[] }[] = [];
      for (const line of block.split('\n').slice(0, -1)) {
        const text = line.startsWith(indent) ? line.slice(indent.length) : line;
        const last = typed.at(-1);
        if (text.startsWith('$ ')) typed.push({ command: text.slice(2), printed: [] });
        else if (last === undefined) throw new Error(`A block begins with what is printed: ${text}`);
        else if (text.startsWith('> ') && last.printed.length === 0) last.command += `\n${text.slice(2)}`;
        else last.printed.push(text);
      }
      return typed;
    },
  );
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** @param isGoingOn whether more may follow than the page says */
export function isAsSaid(said: readonly string[], printed: string, isGoingOn = false): boolean {
  const lines = said.map((line) =>
    line.trim() === '…' ? '(?:.*\n)*' : `${line.trimEnd().split('…').map(escaped).join('.*')}[^\\S\n]*\n`,
  );
  // Colours are for terminals.
  const plain = printed.replaceAll(/\u001B\[[\d;]*m|\r/g, '').replace(/\n*$/, '\n');
  return new RegExp(`^${lines.join('')}${isGoingOn ? '' : '\n*$'}`).test(plain);
}

export interface Installation {
  readonly folder: string;
  readonly slack: LoreSandbox;
  /**
   * Types what a page says, in a shell in the folder. @param page its path, from the checkout's root
   * @param elsewhere what people do outside of the shell before they type a command, such as a click in Slack; each command has to be there
   * @throws with both texts when something else is printed than the page says
   */
  play(page: string, elsewhere?: Readonly<Record<string, () => Promise<void>>>): Promise<void>;
  close(): Promise<void>;
}

/**
 * What the guide's reader has after `npm ci`: a copy of the checkout, with a `.env` that leads to a sandbox of its own.
 * @param settings further lines of `.env`; an empty value leaves a line out @param usesSocketMode as the guide advises, unless told
 */
export async function freshInstallation({
  settings = {},
  usesSocketMode = true,
  hasHistory = false,
  ...rest
}: {
  readonly settings?: Readonly<Record<string, string>>;
  readonly usesSocketMode?: boolean;
  /** Whether every optional scope was granted, or all but those that read messages. */
  readonly hasHistory?: boolean;
  /** By Slack's clock, in epoch ms; a Tuesday of the past when left out. What is typed runs by this machine's. */
  readonly startAt?: number;
} = {}): Promise<Installation> {
  const home = await mkdtemp(join(tmpdir(), 'lore-played-'));
  const folder = join(home, 'lore');
  await copyCheckout(folder);
  const databaseUrl = 'sqlite:data/lore.db';
  const slack = await startLoreSandbox({ usesSocketMode, hasHistory, databaseUrl, ...rest });
  const lines = Object.entries({ ...slack.environment, LOG_LEVEL: 'info', ...settings });
  const set = lines.filter(([, value]) => value !== '').map(([name, value]) => `${name}=${value}\n`);
  await writeFile(join(folder, '.env'), set.join(''));
  await chmod(join(folder, '.env'), 0o600);
  return {
    folder,
    slack,
    play: async (page, elsewhere = {}) => {
      const typed = typedIn(readFileSync(resolve(root, page), 'utf8'));
      for (const command of Object.keys(elsewhere))
        if (!typed.some((each) => each.command === command)) throw new Error(`${page} has no ${command}`);
      const shell = await openShell(folder, home);
      try {
        for (const [index, { command, printed }] of typed.entries()) {
          await elsewhere[command]?.();
          const mayFail = typed[index + 1]?.command === 'echo $?';
          await shell.type(command, printed, mayFail);
        }
      } finally {
        await shell.close();
      }
    },
    close: async () => {
      await slack.sandbox.close();
      await rm(home, { recursive: true });
    },
  };
}

/** All that is in the checkout, without what is made there; the packages are linked one by one, so that removing them here removes links. */
async function copyCheckout(folder: string): Promise<void> {
  const made = ['node_modules', '.git', 'data', '.env', 'test-results'].map((name) => join(root, name));
  await cp(root, folder, { recursive: true, filter: (path) => !made.includes(path) });
  await mkdir(join(folder, 'node_modules'));
  for (const name of await readdir(join(root, 'node_modules')))
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
}

/** A bash of somebody who has nothing set, and whose PATH leads to no packages of a checkout. */
async function openShell(folder: string, home: string) {
  const said = await mkdtemp(join(home, 'said-'));
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((part) => !part.includes('node_modules'));
  const npm = Object.entries(process.env).filter(([name]) => /^npm_config_(cache|registry)$/i.test(name));
  const bash = spawn('bash', ['--noprofile', '--norc'], {
    cwd: folder,
    env: { ...Object.fromEntries(npm), PATH: path.join(delimiter), HOME: home, LANG: 'C.UTF-8' },
    stdio: ['pipe', 'ignore', 'inherit', 'pipe'],
  });
  // Job control, as where people type: `kill %1` reaches what npm started, too. What goes on ends in order, also when this process is gone.
  bash.stdin?.write("set -m; trap 'for job in $(jobs -p); do kill -- -$job; done 2>/dev/null; wait' EXIT\n");
  const codes = createInterface({ input: bash.stdio[3] as NodeJS.ReadableStream });
  let count = 0;
  const type = async (command: string, printed: readonly string[], mayFail: boolean): Promise<void> => {
    const file = join(said, String((count += 1)));
    await writeFile(file, '');
    const ended = once(codes, 'line').then(([code]) => Number(code));
    // The exit code of the command before is there for `echo $?`. Jobs that have ended are out of the list, as after each prompt, so that the next is %1.
    bash.stdin?.write(
      `{ ${command}\n} >${file} 2>&1 </dev/null 3>&-; code=$?; jobs >/dev/null; echo $code >&3; (exit $code)\n`,
    );
    const code = await inTime(ended, file).catch((error: unknown) => {
      // It does not read on while its command runs.
      bash.kill();
      throw error;
    });
    const isGoingOn = command.trimEnd().endsWith('&');
    if (isGoingOn) await untilSaid(file, printed);
    const text = await readFile(file, 'utf8');
    if (!isAsSaid(printed, text, isGoingOn) || (code !== 0 && !mayFail))
      throw new Error(
        `$ ${command}\nended with ${code} and printed\n${text}\nThe page says\n${printed.join('\n')}`,
      );
  };
  return { type, close: () => closeShell(bash) };
}

/** Resolves when what a command printed so far is as the page says. */
async function untilSaid(file: string, printed: readonly string[]): Promise<void> {
  const there = Promise.withResolvers<null>();
  const look = () => {
    if (isAsSaid(printed, readFileSync(file, 'utf8'), true)) there.resolve(null);
  };
  const watcher = watch(file, look);
  look();
  await inTime(there.promise, file).finally(() => watcher.close());
}

async function inTime<T>(done: Promise<T>, file: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Error(`Nothing more came in ${longest} ms after\n${readFileSync(file, 'utf8')}`));
  }, longest);
  return Promise.race([done, late.promise]).finally(() => clearTimeout(timer));
}

async function closeShell(bash: ChildProcess): Promise<void> {
  const gone = once(bash, 'close');
  bash.stdin?.end();
  await gone;
}

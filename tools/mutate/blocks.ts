/** Runs what a test file declares, as our jest does it (jest-light-runner), but tells who listens which test runs: mutants are counted by test. */
import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

interface Hook {
  readonly type: 'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll';
  readonly fn: () => unknown;
}

interface Test {
  readonly type: 'test';
  readonly name: string;
  readonly fn: () => unknown;
}

interface Block {
  readonly type: 'describeBlock';
  readonly name: string;
  readonly parent?: Block;
  readonly hooks: readonly Hook[];
  readonly children: readonly (Block | Test)[];
}

interface Circus {
  resetState(): void;
  getState(): { readonly rootDescribeBlock: Block };
}

interface Expectations {
  setState(state: object): void;
  getState(): { readonly suppressedErrors?: readonly unknown[] };
}

export interface Listener {
  /** Whether a test, by its file's path and its name within that, is to run. */
  wanted(id: string): boolean;
  /** What runs from now on is for these tests. */
  runs(ids: readonly string[]): void;
  /** @returns whether the rest is to run, too */
  ended(id: string, milliseconds: number, error: unknown): boolean;
}

// What it is made of is not ours to depend on; its globals must come from the same copy.
const light = import.meta.resolve('jest-light-runner');
const circus = createRequire(light)('jest-circus') as Circus;
/** How often a test file was loaded: Node loads what is asked for by another address anew. */
let loads = 0;
/** How often everything was forgotten. */
let times = 0;

/** Puts `describe`, `it`, `expect` and the like where test files look for them. */
export async function prepare(): Promise<void> {
  const ours = pathToFileURL(`${process.cwd()}/`).href;
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      if (times === 0 || !found.url.startsWith(ours) || found.url.includes('/node_modules/')) return found;
      return { ...found, url: `${found.url}${found.url.includes('?') ? '&' : '?'}again=${times}` };
    },
  });
  await import(new URL('./global-setup.js', light).href);
}

/** From now on each of our modules is loaded anew, and with it whatever a module remembers. */
export function forget(): void {
  times += 1;
}

/** What a file declares, loaded anew. */
export async function load(file: string): Promise<Block> {
  circus.resetState();
  (globalThis as unknown as { expect: Expectations }).expect.setState({ testPath: file });
  loads += 1;
  await import(`${pathToFileURL(file).href}?${loads}`);
  return circus.getState().rootDescribeBlock;
}

/** @param name what the ids of these tests begin with @returns whether the listener wants more */
export async function run(block: Block, name: string, listener: Listener): Promise<boolean> {
  const ids = wantedIn(block, name, listener);
  if (ids.length === 0) return true;
  let isWanted = true;
  const began = performance.now();
  const before = await caught(() => {
    listener.runs(ids);
    return inTurn(block, 'beforeAll');
  });
  // As for our jest, a test fails whose preparation did.
  if (before !== undefined) isWanted = listener.ended(ids[0] ?? name, performance.now() - began, before);
  for (const [index, child] of block.children.entries()) {
    if (!isWanted) break;
    const id = idOf(name, child, index);
    if (child.type === 'describeBlock') isWanted = await run(child, id, listener);
    else if (listener.wanted(id)) isWanted = await runTest(child, block, id, listener);
  }
  listener.runs(ids);
  const after = await caught(() => inTurn(block, 'afterAll'));
  if (after !== undefined && isWanted) isWanted = listener.ended(ids.at(-1) ?? name, 0, after);
  return isWanted;
}

/** Two tests may have one name; the place tells them apart. */
const idOf = (name: string, child: Block | Test, index: number) => `${name} › ${child.name}#${index}`;

function wantedIn(block: Block, name: string, listener: Listener): string[] {
  return block.children.flatMap((child, index) => {
    const id = idOf(name, child, index);
    if (child.type === 'describeBlock') return wantedIn(child, id, listener);
    return listener.wanted(id) ? [id] : [];
  });
}

async function runTest(test: Test, block: Block, id: string, listener: Listener): Promise<boolean> {
  const { expect } = globalThis as unknown as { readonly expect: Expectations };
  listener.runs([id]);
  expect.setState({ suppressedErrors: [], currentTestName: id });
  const began = performance.now();
  const first = await caught(async () => {
    for (const outer of outside(block).toReversed()) await inTurn(outer, 'beforeEach');
    await called(test.fn);
  });
  const last = await caught(async () => {
    for (const outer of outside(block)) await inTurn(outer, 'afterEach');
  });
  const error = expect.getState().suppressedErrors?.[0] ?? first ?? last;
  return listener.ended(id, performance.now() - began, error);
}

/** The block and those around it, from within. */
function outside(block: Block): Block[] {
  return [block, ...(block.parent === undefined ? [] : outside(block.parent))];
}

async function inTurn(block: Block, type: Hook['type']): Promise<void> {
  for (const hook of block.hooks) if (hook.type === type) await called(hook.fn);
}

/** A test that takes an argument says by calling it that it has ended. */
function called(work: (done?: (error?: Error | null) => void) => unknown): Promise<unknown> {
  if (work.length === 0) return Promise.resolve().then(() => work());
  return new Promise<void>((resolve, reject) => {
    work((error) => (error === undefined || error === null ? resolve() : reject(error)));
  });
}

async function caught(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error ?? new Error('a test failed without an error');
  }
}

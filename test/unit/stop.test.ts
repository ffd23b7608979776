import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { stopOnSignals } from '../../src/run.ts';

/** A process that signals reach, and that says how it ended instead of ending. */
function fakeProcess() {
  const signals = new EventEmitter();
  const { promise: ended, resolve } = Promise.withResolvers<unknown>();
  const process = {
    on: (name: string, hear: () => void) => void signals.on(name, hear),
    exit: (code?: unknown) => resolve(code),
  } as unknown as Pick<NodeJS.Process, 'on' | 'exit'>;
  return { process, ended, tell: (name: string) => signals.emit(name) };
}

describe('Lore, told to stop', () => {
  it('ends when what goes on has ended', async () => {
    const { process, ended, tell } = fakeProcess();
    const steps: string[] = [];
    const stop = async () => void steps.push('lore');
    stopOnSignals({ stop }, async () => void steps.push('the rest'), { process, within: 60_000 });
    tell('SIGTERM');
    expect(await ended).toBe(0);
    expect(steps).toEqual(['lore', 'the rest']);
  });

  it('ends all the same when something does not end in time', async () => {
    const { process, ended, tell } = fakeProcess();
    stopOnSignals({ stop: () => new Promise(() => undefined) }, undefined, { process, within: 1 });
    tell('SIGTERM');
    expect(await ended).toBe(1);
  });

  it('ends at once at a second signal', async () => {
    const { process, ended, tell } = fakeProcess();
    stopOnSignals({ stop: () => new Promise(() => undefined) }, undefined, { process, within: 60_000 });
    tell('SIGINT');
    tell('SIGINT');
    expect(await ended).toBe(1);
  });
});

describe('what nobody caught', () => {
  const src = join(import.meta.dirname, '..', '..', 'src');
  it.each([
    ['an error', `throw new Error('secret\\n    at secret (file:///secret.ts:1:1)')`],
    ['a promise', `void Promise.reject(new Error('secret'))`],
    ['a promise that holds words', `void Promise.reject('secret')`],
  ])('ends the process, and no word of it is printed: %s', (_, statement) => {
    const program = `
      import { logWhatEnds, makeLog } from '${src}/process.ts';
      logWhatEnds(makeLog('info'));
      setInterval(() => { ${statement}; }, 1);`;
    const argv = ['--no-warnings', '--input-type=module', '--eval', program];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).not.toContain('secret');
    expect(JSON.parse(stdout)).toMatchObject({ level: 60, err: { name: expect.any(String) as string } });
  });
});

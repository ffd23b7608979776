/** The sandbox as a newcomer starts it: the real start script, with Lore in it, in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { unhurriedMs } from './unhurried.ts';

export interface SandboxProcess {
  readonly url: string;
  /** What it has said so far. */
  readonly said: () => string;
  stop(): Promise<number | null>;
}

const script = join(import.meta.dirname, '..', '..', 'sandbox', 'start.ts');

/**
 * Starts it on a free port and waits until it says where the company is. Unless `env` says otherwise the company has no past, nobody in it
 * hurries, and it begins on the date of `LORE_TEST_DATE`, which `npm test` draws; without one as for everybody, on the next Tuesday.
 * @param args of the command line: `--many` @throws with what it said when it ends before
 */
export function startSandboxProcess(
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<SandboxProcess> {
  const date = process.env['LORE_TEST_DATE'];
  const child: ChildProcess = spawn(process.execPath, [script, ...args], {
    env: {
      ...process.env,
      PORT: '0',
      SANDBOX_HISTORY: 'off',
      SANDBOX_PATIENCE_MS: String(unhurriedMs),
      ...(date === undefined ? {} : { SANDBOX_BEGINS: date }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  return new Promise((resolve, reject) => {
    const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
    void ended.then((code) => reject(new Error(`The sandbox ended with ${code ?? 'a signal'}:\n${said}`)));
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const url = /The made-up company is at (http:\/\/\S+)\n[^]*It is .* there/.exec(said)?.[1];
      if (url === undefined) return;
      resolve({
        url,
        said: () => said,
        stop: () => {
          child.kill('SIGTERM');
          return ended;
        },
      });
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
  });
}

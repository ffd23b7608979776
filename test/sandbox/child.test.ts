import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startCompanion, waitUntilReached } from '../../sandbox/child.ts';

describe('the program beside the sandbox', () => {
  it('is started again when it dies, which is said, and is gone once it was stopped', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-child-'));
    const script = join(folder, 'program.mjs');
    const port = await freePort();
    // Dies the first time, then serves its process id.
    writeFileSync(
      script,
      `import { appendFileSync, readFileSync } from 'node:fs';
       import { createServer } from 'node:http';
       appendFileSync(process.env.LOG, 'x');
       if (readFileSync(process.env.LOG, 'utf8') === 'x') process.exit(3);
       createServer((_, answer) => answer.end('here')).listen(Number(process.env.PORT), '127.0.0.1');`,
    );
    const said: string[] = [];
    const env = { LOG: join(folder, 'log'), PORT: String(port) };
    const companion = startCompanion(script, env, (line) => said.push(line), 5);
    expect(await waitUntilReached(`http://127.0.0.1:${port}/`, 10_000)).toBe(true);
    expect(said).toEqual(['Lore stopped (exit code 3). Restarting it.']);
    expect(readFileSync(env.LOG, 'utf8')).toBe('xx');
    await companion.stop();
    expect(await waitUntilReached(`http://127.0.0.1:${port}/`, 100)).toBe(false);
    rmSync(folder, { recursive: true });
  });
});

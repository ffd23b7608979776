/** Lore against local-slack, which others wrote: with nothing changed but the address. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = join(import.meta.dirname, 'against-local-slack.ts');
const runsHere = process.platform === 'linux' && process.arch === 'x64';

/** In a network of its own, in which only its loopback is up. */
async function against(mode: 'socket' | 'http'): Promise<unknown> {
  const binary = createRequire(import.meta.url).resolve('local-slack-linux-x64/bin/local-slack');
  const words = [process.execPath, '--no-warnings', script, binary, mode]
    .map((word) => `'${word}'`)
    .join(' ');
  // Whoever may not have a network of their own as they are may as the root of a name space of their own.
  const flag = await run('unshare', ['-n', 'true']).then(
    () => '-n',
    () => '-rn',
  );
  const { stdout } = await run('unshare', [
    flag,
    'sh',
    '-c',
    `(ip link set lo up || ifconfig lo up) && exec ${words}`,
  ]);
  return JSON.parse(stdout);
}

describe('against local-slack', () => {
  if (!runsHere)
    it('Lore is not tried here: local-slack runs on Linux (x64) alone', () => {
      expect(runsHere).toBe(false);
    });
  else
    it.each([
      { mode: 'socket', how: 'in Socket Mode' },
      { mode: 'http', how: 'over HTTP' },
    ] as const)(
      'Lore $how answers a command, opens and takes modals, hears a press, fills App Home, and uploads, shows and deletes files',
      async ({ mode }) => {
        expect(await against(mode)).toEqual({
          help: true,
          modal: 'retro.start',
          answered: expect.stringContaining('1 of 2 has answered') as unknown,
          home: true,
          files: {
            ended: ['early: unreached', 'sent: done', 'posted: done', 'shared: done'],
            picture: { title: 'Votes', size: 7, mimetype: 'image/png', is_public: false },
            isShown: true,
            notes: 'Notes',
            deleted: [
              { kind: 'done', ts: null },
              { kind: 'refused', error: 'file_deleted' },
            ],
          },
        });
      },
    );
});

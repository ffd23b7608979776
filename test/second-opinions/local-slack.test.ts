/** Lore against local-slack, which others wrote: with nothing changed but the address. */
import { inOwnNetwork, runsHere } from './local-slack-process.ts';

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
        expect(await inOwnNetwork('against-local-slack.ts', mode)).toEqual({
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

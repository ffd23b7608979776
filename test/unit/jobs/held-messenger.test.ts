/** A machine that slept for an hour sends nothing of what it was about to: another process has sent it since. */
import { heldMessenger, isStillHeld } from '../../../src/jobs/held-messenger.ts';
import type { Messenger } from '../../../src/jobs/messenger.ts';

const calls = [
  'post',
  'update',
  'remove',
  'announceFile',
  'sendFile',
  'removeFile',
  'direct',
  'quietUntil',
  'home',
  'find',
] as const satisfies readonly (keyof Messenger)[];

it('a request that leaves in a turn asks again, and one outside of any may leave', async () => {
  let isHeld = true;
  const leaving: boolean[] = [];
  const messenger = heldMessenger(
    {
      post: async () => {
        leaving.push(isStillHeld());
        isHeld = false;
        await Promise.resolve();
        leaving.push(isStillHeld());
        return { kind: 'unknown' };
      },
    } as unknown as Messenger,
    () => isHeld,
  ) as unknown as { post(): Promise<unknown> };
  expect(isStillHeld()).toBe(true);
  expect(await messenger.post()).toEqual({ kind: 'unknown' });
  expect(leaving).toEqual([true, false]);
  expect(isStillHeld()).toBe(true);
});

describe.each(calls)('Slack’s %s', (call) => {
  const made = (isHeld: boolean) => {
    const reached: unknown[] = [];
    const answers = Object.fromEntries(
      calls.map((name) => [
        name,
        async (...given: readonly unknown[]) => {
          reached.push([name, ...given]);
          return 'Slack’s answer';
        },
      ]),
    ) as unknown as Messenger;
    const messenger = heldMessenger(answers, () => isHeld) as unknown as Record<
      string,
      (...given: readonly unknown[]) => Promise<unknown>
    >;
    return { reached, asked: () => messenger[call]?.('T1', 'C1', 'words') };
  };

  it('is called as it was asked for while the workspace is this process’s', async () => {
    const { reached, asked } = made(true);
    expect(await asked()).toBe('Slack’s answer');
    expect(reached).toEqual([[call, 'T1', 'C1', 'words']]);
  });

  it('is not called once it is another’s, and nothing is taken for done or for gone', async () => {
    const { reached, asked } = made(false);
    const answer = { quietUntil: { kind: 'later', afterMs: 1_000 }, find: { kind: 'unknown' } };
    expect(await asked()).toEqual(
      call === 'quietUntil' || call === 'find' ? answer[call] : { kind: 'unreached' },
    );
    expect(reached).toEqual([]);
  });
});

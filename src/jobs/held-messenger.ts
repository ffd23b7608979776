/** Slack for one turn in a workspace: once another process may be at work there, nothing of this turn reaches it any more. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Messenger } from './messenger.ts';

const turn = new AsyncLocalStorage<() => boolean>();

/**
 * Whether Slack may still be called. Asked again when the request leaves: in between a token is read, and a machine that stops there may come
 * back when another one has long posted it.
 */
export const isStillHeld = (): boolean => turn.getStore()?.() ?? true;

/** @param isHeld asked before each call, and once more when it leaves (`isStillHeld`) */
export function heldMessenger(messenger: Messenger, isHeld: () => boolean): Messenger {
  const held = async <Done, Else>(call: () => Promise<Done>, otherwise: Else): Promise<Done | Else> =>
    isHeld() ? turn.run(isHeld, call) : otherwise;
  const unreached = { kind: 'unreached' } as const;
  return {
    post: (...call) => held(() => messenger.post(...call), unreached),
    update: (...call) => held(() => messenger.update(...call), unreached),
    preview: (...call) => held(() => messenger.preview(...call), unreached),
    remove: (...call) => held(() => messenger.remove(...call), unreached),
    announceFile: (...call) => held(() => messenger.announceFile(...call), unreached),
    sendFile: (...call) => held(() => messenger.sendFile(...call), unreached),
    removeFile: (...call) => held(() => messenger.removeFile(...call), unreached),
    direct: (...call) => held(() => messenger.direct(...call), unreached),
    quietUntil: (...call) =>
      held(() => messenger.quietUntil(...call), { kind: 'later', afterMs: 1000 } as const),
    home: (...call) => held(() => messenger.home(...call), unreached),
    find: (...call) => held(() => messenger.find(...call), { kind: 'unknown' } as const),
  };
}

/** Slack for one turn in a workspace: once another process may be at work there, nothing of this turn reaches it any more. */
import type { Messenger } from './messenger.ts';

/** @param isHeld asked before each call */
export function heldMessenger(messenger: Messenger, isHeld: () => boolean): Messenger {
  const unreached = { kind: 'unreached' } as const;
  return {
    post: async (...call) => (isHeld() ? messenger.post(...call) : unreached),
    update: async (...call) => (isHeld() ? messenger.update(...call) : unreached),
    remove: async (...call) => (isHeld() ? messenger.remove(...call) : unreached),
    announceFile: async (...call) => (isHeld() ? messenger.announceFile(...call) : unreached),
    sendFile: async (...call) => (isHeld() ? messenger.sendFile(...call) : unreached),
    removeFile: async (...call) => (isHeld() ? messenger.removeFile(...call) : unreached),
    direct: async (...call) => (isHeld() ? messenger.direct(...call) : unreached),
    quietUntil: async (...call) =>
      isHeld() ? messenger.quietUntil(...call) : { kind: 'later', afterMs: 1000 },
    home: async (...call) => (isHeld() ? messenger.home(...call) : unreached),
    find: async (...call) => (isHeld() ? messenger.find(...call) : { kind: 'unknown' }),
  };
}

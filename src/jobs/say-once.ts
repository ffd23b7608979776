/** Due work that fails is tried again and again, and fails for the same reason: that is said once. */
import type { TeamId } from '#core/ids.ts';
import { errorCode, hasNoConnection } from '../store/engines/error-code.ts';
import type { Parts } from './parts.ts';

/** Says what is wrong once, and not each time it is tried again: in a workspace until a turn there ends well, otherwise until a look does. */
export function sayOnce(log: Parts['log']) {
  const known = new Map<string, TeamId | undefined>();
  return {
    say: (error: unknown, team?: TeamId): void => {
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
      const code = errorCode(cause);
      const facts = { ...(team === undefined ? {} : { team }), err: cause };
      const isFull = hasNoConnection(cause);
      const of = isFull ? undefined : team;
      const what = `${code} ${of ?? ''}`;
      if (known.has(what)) return;
      known.set(what, of);
      if (isFull) log.error(facts, 'the database takes no more connections; work goes on when it has room');
      else log.error(facts, 'due work failed and will be retried');
    },
    isOver: (of?: TeamId): void => {
      for (const [what, team] of known) if (team === of) known.delete(what);
    },
  };
}

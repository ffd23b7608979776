/**
 * In whose turn something is decided. It needs no wake-up there: the process whose turn it is looks at its end when the next thing is due, and what a process
 * leaves undone that dies before is found in the tables.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { TeamId } from '#core/ids.ts';

const turn = new AsyncLocalStorage<TeamId>();

/** @param run one turn of the workspace, which looks at its end what is due there */
export const inTurnOf = <T>(team: TeamId, run: () => T): T => turn.run(team, run);

export const isInTurnOf = (team: TeamId): boolean => turn.getStore() === team;

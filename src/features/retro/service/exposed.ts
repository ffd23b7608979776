/** Of how many people something is shown when the phase that is on ends: for whoever is about to end it. */
import type { Scope } from '../../../core/scope.ts';
import type { Exposed } from '../blocks/ending.ts';
import { phaseAfter, phases } from '../domain/flow.ts';
import { freshBallots } from '../repository/ballots.ts';
import type { Loaded } from '../repository.ts';
import { turns } from '../tables.ts';

/** Counted before the phase ends, from what is stored by then. */
export async function exposedBy(scope: Scope, { row, retro }: Loaded): Promise<Exposed> {
  const { phase, kind, topics } = retro;
  const wrote = { retro_id: row.id, phase: 'collect' } as const;
  const isLast = phaseAfter(kind, phase, topics) === 'closed';
  const cards = async (since: { readonly opening?: number }): Promise<number> =>
    (await scope.tally(turns, 'answer', { ...wrote, ...since })).get('cards') ?? 0;
  return {
    authors: phase === 'collect' ? await cards({ opening: row.opening }) : 0,
    ballots: phases[phase].hidesVotes ? await freshBallots(scope, row) : 0,
    toChannel: isLast && row.cards_for === 'channel' && topics > 0 ? await cards({}) : 0,
  };
}

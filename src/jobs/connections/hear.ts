/** Tells practices what happened in a source that one of their rows follows, with the access of the row's channel. */
import type { Clock } from '#core/clock.ts';
import { type Fact, isOf, isSince } from '#core/connector.ts';
import type { HearsConnected } from '#core/heard.ts';
import type { Ids, TeamId } from '#core/ids.ts';
import type { Viewer } from '#core/visibility.ts';
import type { SourceRow } from '../../store/connections/rows.ts';
import type { Transacting } from '../../store/scope/transactions.ts';
import type { Store } from '../../store/store.ts';

export interface Hearing {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly ensureAccess: (team: TeamId, viewer: Viewer) => Promise<void>;
  readonly connected: readonly HearsConnected[];
}

/** Those of them that are of interest to the row: of its source, and not from before it. */
export const factsFor = (
  row: Pick<SourceRow, 'place' | 'label' | 'since'>,
  facts: readonly Fact[],
): readonly Fact[] => {
  const source = { place: row.place, label: row.label === '' ? null : row.label };
  return facts.filter((fact) => isOf(source, fact) && isSince(fact, row.since));
};

/**
 * All of it, or nothing: what is heard is stored together with where reading goes on.
 * @param facts of `factsFor` @param alsoIn changes the row of the source in the same transaction
 * @throws what waits for Slack (`waitOf`), what a practice throws, NotInstalled
 */
export async function hear(
  { store, clock, ids, ensureAccess, connected }: Hearing,
  row: SourceRow,
  facts: readonly Fact[],
  alsoIn: NonNullable<Transacting['alsoIn']>,
): Promise<void> {
  const { team_id: team, channel_id: channelId, row_id: of } = row;
  if (facts.length === 0) {
    await store.writeIn(team, alsoIn);
    return;
  }
  const viewer: Viewer = { kind: 'channel', channelId };
  await ensureAccess(team, viewer);
  await store.transact(
    team,
    viewer,
    async (scope) => {
      const work = { scope, now: clock.now(), newId: () => ids.next() };
      for (const hears of connected) await hears(work, channelId, { kind: 'facts', of, facts });
    },
    { alsoIn },
  );
}

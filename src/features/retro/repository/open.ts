/** What goes on for a person, as their App Home and their list show it. */
import type { ChannelId, RowId } from '../../../core/ids.ts';
import type { Channel } from '../../../core/people.ts';
import type { ReadScope } from '../../../core/scope.ts';
import { hasOpenedUp } from '../domain/channel.ts';
import { timedPhases } from '../domain/flow.ts';
import { marks, retros, turns, type RetroRow } from '../tables.ts';

/** A retrospective that is going on, as far as whoever takes part in it sees it at a glance. */
export interface OpenRetro {
  readonly row: RetroRow;
  /** Whether its channel is shown it still. */
  readonly isShown: boolean;
  readonly hasAnswered: boolean;
  /** Whether the viewer does. */
  readonly isFacilitator: boolean;
  /** How many can be read, where they are voted on while actions are agreed on: a topic each, since nothing is grouped there. 0 elsewhere. */
  readonly cards: number;
}

/** The retrospectives that are going on and that the viewer takes part in, what ends first first. */
export async function openRetrosOf(view: ReadScope): Promise<OpenRetro[]> {
  const all = await view
    .from(retros)
    .selectAll()
    .where('it.phase', 'in', timedPhases)
    .orderBy('it.ends_at')
    .orderBy('it.id')
    .execute();
  // In a channel there can be many that others hold.
  const theirs = await view.among(all.map((row) => row.participants_id));
  const rows = all.filter((row) => theirs.has(row.participants_id));
  if (rows.length === 0) return [];
  const given = await view
    .from(turns)
    .select(['it.retro_id', 'it.phase', 'it.opening'])
    .where(
      'it.retro_id',
      'in',
      rows.map((row) => row.id),
    )
    .execute();
  const answered = new Set(given.map((row) => `${row.phase} ${row.opening} ${row.retro_id}`));
  const { viewer } = view;
  const written = await cardsToChooseFrom(view, rows);
  const channels = new Map<ChannelId, Channel | null>();
  for (const id of new Set(rows.map((row) => row.channel_id))) channels.set(id, await view.channel(id));
  return rows.map((row) => {
    const channel = channels.get(row.channel_id) ?? null;
    return {
      row,
      isShown: channel !== null && !hasOpenedUp(row, channel),
      hasAnswered: answered.has(`${row.phase} ${row.opening} ${row.id}`),
      isFacilitator: viewer.kind === 'person' && row.facilitator_id === viewer.userId,
      cards: written.filter((id) => id === row.id).length,
    };
  });
}

/** Of each card the retrospective that it is of. */
async function cardsToChooseFrom(view: ReadScope, rows: readonly RetroRow[]): Promise<RowId[]> {
  const choosing = rows.filter(({ phase }) => phase === 'choose').map(({ id }) => id);
  if (choosing.length === 0) return [];
  const found = await view.from(marks).select('it.retro_id').where('it.retro_id', 'in', choosing).execute();
  return found.map(({ retro_id }) => retro_id);
}

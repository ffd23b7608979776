/** What can be taken out, as far as the viewer may see it; and what is erased. */
import { aChannel, aChoice, aDay, anInstant, aPerson } from '../../core/export.ts';
import type { Feature, Json } from '../../core/feature.ts';
import type { ReadScope, Subject } from '../../core/scope.ts';
import { ownTurns } from './repository.ts';
import { slots, turns, type SlotRow } from './tables.ts';

type Records = Readonly<Record<string, Json>>;

/**
 * See `Feature.exportData`. A person's: what they presented or looked after, and their part in each rotation, which is in nobody else's
 * export.
 */
export async function exportData(view: ReadScope, subject: Subject): Promise<Records> {
  const rows = await view.from(slots).selectAll().orderBy('it.meets_at').orderBy('it.id').execute();
  if (subject.kind !== 'person') {
    const isChosen = ({ channel_id: channel }: SlotRow) =>
      subject.kind !== 'channel' || channel === subject.channelId;
    return { slots: rows.filter(isChosen).map(slotRecord) };
  }
  const person = subject.userId;
  const isTheirs = (row: SlotRow) =>
    [row.presenter_id, row.second_id, row.swap_id, row.owner_id].includes(person);
  return {
    slots: rows.filter(isTheirs).map(slotRecord),
    turns: (await ownTurns(view)).map((turn) => ({
      channel: aChannel(turn.channel_id),
      presented: turn.presented,
      available: turn.available,
      lastAt: anInstant(turn.last_at),
      part: aChoice(turn.takes_part === 1 ? 'yes' : 'no'),
    })),
  };
}

function slotRecord(row: SlotRow): Json {
  return {
    channel: aChannel(row.channel_id),
    day: aDay(row.on_date),
    meetsAt: anInstant(row.meets_at),
    state: aChoice(row.state),
    presenter: aPerson(row.presenter_id),
    second: aPerson(row.second_id),
    swapWith: aPerson(row.swap_id),
    owner: aPerson(row.owner_id),
  };
}

/** See `Feature.forget`. A meeting stays its channel's, without their name. */
export const forget: Feature['forget'] = async (eraser) => {
  await eraser.erase(turns);
  await eraser.erase(slots);
  await eraser.blank(slots, ['presenter_id', 'second_id', 'swap_id', 'owner_id']);
};

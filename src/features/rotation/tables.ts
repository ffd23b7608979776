/** The rows of this feature. */
import { channel, choice, day, flag, instant, number, person, reference } from '../../core/columns.ts';
import { sharedTable, type RowOf } from '../../core/tables.ts';
import { answers, slotStates, swaps } from './domain.ts';

/** Who presents at one meeting, under the id of the occurrence that announced it. The channel's: nobody wrote it. */
export const slots = sharedTable(
  'rotation_slot',
  {
    channel_id: channel,
    /** The day of the meeting by its rule, which names it however it is moved. */
    on_date: day.as('day'),
    meets_at: instant,
    state: choice(slotStates),
    /** `null`: nobody yet. */
    presenter_id: person.orNull.theirs,
    answer: choice(answers).internal,
    /** Who presents too, of their own accord. */
    second_id: person.orNull.theirs,
    /** Whom the presenter asked to take it. */
    swap_id: person.orNull.theirs.as('swapWith'),
    swap: choice(swaps).internal,
    /** Who looks after it. */
    owner_id: person.orNull.theirs,
  },
  {
    kept: { name: 'rotation.slots', days: 365, since: 'meets_at' },
    exported: { as: 'slots', order: 'meets_at' },
  },
);
export type SlotRow = RowOf<typeof slots>;

/** A person's part in the rotation of one channel: theirs, and drawn for nobody. The rotation itself must read it to be fair. */
export const turns = sharedTable(
  'rotation_turn',
  {
    channel_id: channel,
    person_id: person.internal,
    presented: number,
    available: number,
    last_at: instant.orNull,
    /** 0 once they do not want to. */
    takes_part: flag.as('part'),
    /** The slot that they passed on last, so that it does not come back to them. */
    passed_on: reference.orNull.internal,
    counted_at: instant.internal,
  },
  {
    kept: { name: 'rotation.turns', days: 365, since: 'counted_at' },
    exported: { as: 'turns', only: 'person', order: 'channel_id' },
  },
);
export type TurnRow = RowOf<typeof turns>;

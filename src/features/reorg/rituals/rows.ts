/** What becomes of each ritual of a channel that is merged, split or archived. */
import { channel, choice, instant, partOf, person, text } from '#core/columns.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { reorgs } from '../rows.ts';
import { states } from './rules.ts';

export const tasks = sharedTable(
  'reorg_task',
  {
    reorg_id: partOf(reorgs).internal,
    /** Where it takes place when the brief is read. */
    channel_id: channel,
    /** `Schedule.name`. */
    ritual: text,
    /** Who sees to it; `null`: nobody does (any more). */
    owner_id: person.orNull.theirs.as('owner'),
    deputy_id: person.orNull.theirs.as('deputy'),
    state: choice(states),
    /** Where it goes on; `null`: here, or where the people here may not look. */
    into_id: channel.orNull.as('into'),
    decided_by: person.orNull.theirs,
    decided_at: instant.orNull,
    due_at: instant,
    /** When it was seen to live on, a month after the change; `null`: it did not (yet). */
    alive_at: instant.orNull,
  },
  { exported: { as: 'reorgTasks', order: 'due_at' } },
);
export type TaskRow = RowOf<typeof tasks>;

/** @returns `null` if it is gone, or not for this viewer */
export const loadTask = (read: ReadScope, id: RowId): Promise<TaskRow | null> =>
  findRow(read.from(tasks), { id });

/** As far as the viewer may see them, of one channel or of all. */
export const tasksOf = (read: ReadScope, reorg: RowId, here?: ChannelId): Promise<TaskRow[]> =>
  findRows(
    read.from(tasks),
    { reorg_id: reorg, ...(here === undefined ? {} : { channel_id: here }) },
    'channel_id',
    'ritual',
    'id',
  );

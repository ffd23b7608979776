/** What a person wrote after a channel's retrospective was over, for their eyes alone until they save it in the next one. */
import { z } from 'zod';
import { channel, instant, text } from '#core/columns.ts';
import type { ChannelId } from '#core/ids.ts';
import { findRow } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { ownTable } from '#core/tables.ts';
import type { Work } from '#core/work.ts';
import type { RetroRow } from '../session/rows.ts';
import type { Column } from '../start/formats.ts';

/** How long, in days: somewhere it is once a year. */
export const daysKept = 365;

export const keptCards = ownTable(
  'retro_kept_card',
  ['channel_id'],
  {
    channel_id: channel,
    /** JSON: the cards, each with the column in which it was written. */
    lines: text.as('text'),
    kept_at: instant,
  },
  {
    kept: { name: 'retro.laterCards', days: daysKept, since: 'kept_at' },
    exported: { as: 'laterCards' },
  },
);

const storedLines = z.array(z.object({ column: z.string(), text: z.string() })).catch([]);

export type KeptLine = z.infer<typeof storedLines>[number];

export const linesIn = ({ lines }: { readonly lines: string }): KeptLine[] =>
  storedLines.parse(JSON.parse(lines));

/** What the viewer has for the next retrospective of a channel. */
export async function keptFor(read: ReadScope, channelId: ChannelId): Promise<KeptLine[]> {
  const row = await findRow(read.from(keptCards), { channel_id: channelId });
  return row === null ? [] : linesIn(row);
}

/** Makes these lines what the person has for the next one of a retrospective's channel; none: nothing any more. */
export async function keepFor(
  { scope, now }: Work,
  { channel_id, conversation_id: audience }: Pick<RetroRow, 'channel_id' | 'conversation_id'>,
  lines: readonly KeptLine[],
): Promise<void> {
  if (lines.length === 0) return dropKept(scope, channel_id);
  const row = { channel_id, lines: JSON.stringify(lines), kept_at: now };
  // It is erased with the channel.
  await scope.upsertOwn(keptCards, row, { audience });
}

export async function dropKept(scope: Scope, channelId: ChannelId): Promise<void> {
  await scope.deleteOwn(keptCards, { channel_id: channelId });
}

/** How much of a form's input is filled, of the 3,000 characters that it takes. */
const mostTyped = 2_900;

/**
 * Adds kept lines to what stands in a form, each in its own column, or in the first if there is no such column here.
 * @returns what the inputs hold then, and the lines that have no room
 */
export function taken(
  columns: readonly Column[],
  typed: readonly string[],
  lines: readonly KeptLine[],
): { readonly typed: readonly string[]; readonly left: readonly KeptLine[] } {
  const now = columns.map((_, index) => typed[index] ?? '');
  const left = lines.filter((line) => {
    const at = Math.max(
      0,
      columns.findIndex(({ id }) => id === line.column),
    );
    const more = now[at] === '' ? line.text : `${now[at] ?? ''}\n${line.text}`;
    if (more.length > mostTyped) return true;
    now[at] = more;
    return false;
  });
  return { typed: now, left };
}

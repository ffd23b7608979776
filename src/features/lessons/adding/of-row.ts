/** Lessons of what one person wrote elsewhere in Lore: a share, an entry, an answer. */
import type { RowId, UserId } from '#core/ids.ts';
import { rowId } from '#core/ids.ts';
import { askable } from '#core/kit/linked-words.ts';
import { type LessonSeed, loadSeed } from '#core/lessons.ts';
import { type Interaction, open, type Reading, type Reply } from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { oneLine, shorten } from '#core/text.ts';
import { lessonsCopy } from '../copy.ts';
import { type Listed, lessonsOf, usedCandidates, withOwn } from '../read.ts';
import { ownDrafts } from '../rows.ts';
import { limitsOf, type Typed } from '../rules.ts';
import { told } from '../screens.ts';
import type { Sources } from '../sources.ts';
import { newForm, nothingTyped } from './form.ts';
import type { AddOf } from './ids.ts';
import type { Added } from './operations.ts';
import { renderAdd, renderThere } from './screens.ts';

export type RowRefusal = 'rowGone' | 'rowDeleted' | 'noChannel' | 'authorGone';

interface Seeded {
  readonly row: NonNullable<Added['row']>;
  readonly seed: LessonSeed;
  readonly channel: Channel;
}

/** What a person wants to make a lesson of, if they may: checked when the form opens, and again on submission. */
export async function seeded(
  sources: Sources,
  { scope, person }: Reading,
  id: RowId,
): Promise<Result<Seeded, RowRefusal>> {
  const found = await loadSeed(sources, scope, id);
  if (found === null) return refuse('rowGone');
  const { seed, source } = found;
  const channel = await scope.channel(seed.channel);
  if (channel === null) return refuse('noChannel');
  const isOwn = seed.author === person.userId;
  const by = isOwn ? null : await whoIsAsked(scope, seed, channel);
  if (!isOwn && by === null) return refuse('authorGone');
  // What its author deleted is theirs alone to begin again.
  if (!isOwn && (await usedCandidates(scope, id)).has(id)) return refuse('rowDeleted');
  return ok({ row: { id, source, table: seed.table, by }, seed, channel });
}

/** Its author, if they are there to be asked. */
async function whoIsAsked(
  scope: Reading['scope'],
  { author }: LessonSeed,
  { channelId }: Channel,
): Promise<UserId | null> {
  const known = await askable(scope, author);
  const isThere = (await scope.members(channelId)).some(({ userId }) => userId === known);
  return isThere ? known : null;
}

/** The lesson that a row is already, if the person may see it. */
export async function thereOf(
  reading: Pick<Reading, 'scope' | 'person' | 'now'>,
  id: RowId,
): Promise<Listed | null> {
  const [first] = await lessonsOf(reading.scope, id);
  return first === undefined ? null : withOwn(reading, first.id);
}

/** Opens the form for a lesson of a row, or shows the lesson that it is already. */
export async function openOfRow(sources: Sources, interaction: Interaction, id: RowId): Promise<Reply> {
  const { scope } = interaction;
  const t = lessonsCopy.for(interaction);
  const there = await thereOf(interaction, id);
  if (there !== null) return open(renderThere(t, there));
  const may = await seeded(sources, interaction, id);
  if (!may.ok) return told(interaction, `refused.${may.code}`);
  const { row, seed, channel } = may.value;
  const of: AddOf = {
    draft: rowId(`add:row:${id}`),
    channel: channel.channelId,
    row: id,
    ...(row.by === null ? {} : { by: row.by }),
  };
  const before = await ownDrafts.of(scope, of.draft);
  const typed = before ?? beginning(seed);
  return open(renderAdd(t, await newForm(interaction, of, { typed, isKept: before !== null })));
}

/** What the form begins with: what was written, as far as a lesson holds it. */
export const beginning = ({ words }: LessonSeed): Typed => ({
  ...nothingTyped,
  ...words,
  title: shorten(oneLine(words.title), limitsOf.title),
  happened: shorten(words.happened, limitsOf.happened),
  useWhen: shorten(words.useWhen, limitsOf.useWhen),
});

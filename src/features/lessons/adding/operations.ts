/** Stores a lesson from anywhere: it is made of one part, its author's, so consent, taking back and erasing are as for all lessons. */
import { type ChannelId, type RowId, rowId, type UserId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import type { NewLink } from '#core/kit/linked-words.ts';
import { audienceFrom, isOpenToAll, type Visibility } from '#core/visibility.ts';
import type { Scope } from '#core/scope.ts';
import type { SharedRow, SharedTable } from '#core/tables.ts';
import type { Work } from '#core/work.ts';
import { nothingYet } from '../effect/operations.ts';
import { lessonsOf } from '../read.ts';
import { askWhenDue } from '../review/operations.ts';
import { consents, type LessonRow, lessons, parts, typedWords } from '../rows.ts';
import { askAuthors, takeItOut } from '../writing/operations.ts';
import { sourcePost } from './ids.ts';
import { linked } from './rows.ts';
import { askUntil, begun, reviewOf, type Typed } from '../rules.ts';

export interface Added {
  readonly channel: Channel;
  /** As `readTyped` returns it. */
  readonly kept: Typed;
  readonly reach: Visibility;
  /** Where it leads to: the message it is saved from, or the post of the row that it is made of. */
  readonly link: NewLink | null;
  /** The lesson under which its story is shown. */
  readonly joins: RowId | null;
  /** The row that it is made of. `by`: who wrote that, if it is somebody else. */
  readonly row: {
    readonly id: RowId;
    readonly source: string;
    readonly table: SharedTable<SharedRow>;
    readonly by: UserId | null;
  } | null;
}

/**
 * Stores a lesson. What the person wrote is for the people it is for at once; what somebody else wrote is for the two of them until they agree. Fails
 * unless the person is in the channel.
 */
export async function addIt(work: Work, writer: UserId, it: Added): Promise<RowId> {
  const { scope, now, newId } = work;
  const { channel, reach, link, row: of } = it;
  const { channelId } = channel;
  const wide = await scope.audience(audienceFrom(channelId, reach === 'workspace'));
  const author = of?.by ?? null;
  const seen =
    author === null
      ? wide
      : await scope.audience({ kind: 'people', channel: channelId, people: [writer, author] });
  const id = rowId(newId());
  const isWider = author !== null;
  const until = isWider ? askUntil(now, null) : now;
  const consent = begun({ isWider, isHidden: false, cards: 1, askUntil: until }, isWider ? 0 : 1, now);
  const row: LessonRow = {
    id,
    source: of?.source ?? (link === null ? 'lessons' : 'message'),
    gathering_id: of?.id ?? id,
    seed_id: of?.id ?? id,
    channel_id: channelId,
    ...typedWords.cells(it.kept),
    ...consents.cells(consent),
    reach,
    seen_id: seen,
    wide_id: wide,
    from_public: isOpenToAll(channel) ? 1 : 0,
    writer_id: writer,
    written_at: now,
    edited_at: null,
    kept_at: isWider ? null : now,
    review_by: reviewOf(now),
    joins_id: it.joins,
    ...nothingYet,
  };
  const part = {
    id: rowId(newId()),
    lesson_id: id,
    round: isWider ? 0 : row.round,
    agreed: isWider ? 0 : 1,
  } as const;
  if (of === null) {
    const written = { audience: wide, by: [writer], names: 'shown' } as const;
    await scope.insert(lessons, row, written);
    await scope.insert(parts, part, written);
  } else {
    const derived = { audience: seen, of: of.table, rows: [of.id] };
    await scope.derive(lessons, row, derived);
    await scope.derive(parts, part, derived);
  }
  if (link !== null) await keepLink(work, id, link);
  await (isWider ? askAuthors : askWhenDue)(work, row);
  await scope.refreshHome(writer);
  return id;
}

/** What a person wrote was taken back: the lessons of it go to which they have not agreed. */
export async function withdrawn(work: Work, of: RowId, author: UserId): Promise<void> {
  const made = (await lessonsOf(work.scope, of)).filter((row) => row.state !== 'kept');
  for (const row of made) await takeItOut(work, author, row);
}

/** Stores where it leads to, and asks who wrote the message. */
async function keepLink(work: Work, id: RowId, link: NewLink): Promise<void> {
  await linked.keep(work, id, link);
  if (link.author === null) return;
  await work.scope.publish(sourcePost(id, link.author));
  await work.scope.refreshHome(link.author);
}

/** Deletes the words of people who left a channel, with the channel's access. @param author `null`: everyone's */
export async function takeAlong(scope: Scope, channel: ChannelId, author: UserId | null): Promise<void> {
  for (const id of await linked.leave(scope, channel, author)) await scope.refreshShowing(id);
}

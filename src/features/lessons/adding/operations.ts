/** Stores a lesson that a person wrote by hand: it is made of one part, which is theirs, so consent, taking back and erasing are as for all lessons. */
import { type ChannelId, type RowId, rowId, type UserId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import type { NewLink } from '#core/kit/linked-words.ts';
import type { Visibility } from '#core/visibility.ts';
import type { Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { fromMessage } from '../read.ts';
import { consents, type LessonRow, lessons, parts, typedWords } from '../rows.ts';
import { sourcePost } from './ids.ts';
import { linked } from './rows.ts';
import { begun, reviewOf, type Typed } from '../rules.ts';

export interface Added {
  readonly channel: Channel;
  /** As `readTyped` returns it. */
  readonly kept: Typed;
  readonly reach: Visibility;
  /** The message it is saved from. */
  readonly link: NewLink | null;
}

/** Stores it for the people it is for. Fails unless the person is in the channel. */
export async function addIt(
  work: Work,
  writer: UserId,
  { channel, kept, reach, link }: Added,
): Promise<RowId> {
  const { scope, now, newId } = work;
  const { channelId } = channel;
  const audience = await scope.audience(
    reach === 'workspace'
      ? { kind: 'workspace', from: channelId }
      : { kind: 'conversation', channel: channelId },
  );
  const id = rowId(newId());
  // Nobody else is to be asked.
  const consent = begun({ isWider: false, isHidden: false, cards: 1, askUntil: now }, 1, now);
  const row: LessonRow = {
    id,
    source: link === null ? 'lessons' : fromMessage,
    gathering_id: id,
    seed_id: id,
    channel_id: channelId,
    ...typedWords.cells(kept),
    ...consents.cells(consent),
    reach,
    seen_id: audience,
    wide_id: audience,
    from_public: channel.kind === 'public' && !channel.isShared ? 1 : 0,
    writer_id: writer,
    written_at: now,
    edited_at: null,
    kept_at: now,
    review_by: reviewOf(now),
    joins_id: null,
  };
  const written = { audience, by: [writer], names: 'shown' } as const;
  await scope.insert(lessons, row, written);
  const part = { id: rowId(newId()), lesson_id: id, round: row.round, agreed: 1 } as const;
  await scope.insert(parts, part, written);
  if (link !== null) await keepLink(work, id, link);
  await scope.refreshHome(writer);
  return id;
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

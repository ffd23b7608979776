/** Stores a lesson that a person wrote by hand: it is made of one part, which is theirs, so consent, taking back and erasing are as for all lessons. */
import { type RowId, rowId, type UserId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import type { Visibility } from '#core/visibility.ts';
import type { Work } from '#core/work.ts';
import { consents, type LessonRow, lessons, parts, typedWords } from '../rows.ts';
import { begun, reviewOf, type Typed } from '../rules.ts';

export interface Added {
  readonly channel: Channel;
  /** As `readTyped` returns it. */
  readonly kept: Typed;
  readonly reach: Visibility;
}

/** Stores it for the people it is for. Fails unless the person is in the channel. */
export async function addIt(work: Work, writer: UserId, { channel, kept, reach }: Added): Promise<RowId> {
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
    source: 'lessons',
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
  };
  const written = { audience, by: [writer], names: 'shown' } as const;
  await scope.insert(lessons, row, written);
  const part = { id: rowId(newId()), lesson_id: id, round: row.round, agreed: 1 } as const;
  await scope.insert(parts, part, written);
  await scope.refreshHome(writer);
  return id;
}

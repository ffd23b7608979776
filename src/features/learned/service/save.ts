/** Sharing, changing and taking back: what is written, and who is told. */
import type { Instant } from '../../../core/clock.ts';
import { rowId, type RowId, type UserId } from '../../../core/ids.ts';
import type { Channel, Person } from '../../../core/people.ts';
import type { Scope } from '../../../core/scope.ts';
import type { ReachKind } from '../../../core/reach.ts';
import type { Typed } from '../domain.ts';
import { jobNames } from '../ids.ts';
import { promptPost, sharePost, sourcePost, thanksPost } from '../posts.ts';
import { ownShareRow } from '../repository.ts';
import { shares, type PromptRow, type ShareRow } from '../tables.ts';

export interface Work {
  readonly scope: Scope;
  readonly now: Instant;
  readonly newId: () => string;
}

export interface NewShare {
  readonly channel: Channel;
  /** The prompt that it answers, or joins. */
  readonly prompt: PromptRow | null;
  /** As `readTyped` keeps it. */
  readonly kept: Typed;
  readonly reach: ReachKind;
  /** Who wrote the message that it links to, if that is somebody else. */
  readonly sourceAuthor: UserId | null;
}

/** Keeps what a person learned, and posts it. The person is in the channel, or fixing the audience fails. */
export async function shareIt({ scope, now, newId }: Work, author: Person, it: NewShare): Promise<RowId> {
  const { channel, prompt, kept } = it;
  const reachId = await audienceFor(scope, it.reach, channel);
  const row: ShareRow = {
    id: rowId(newId()),
    channel_id: channel.channelId,
    prompt_id: prompt?.id ?? null,
    in_thread: prompt?.place === 'thread' ? 1 : 0,
    what: kept.what,
    use_when: kept.useWhen,
    link: kept.link,
    topics: kept.topics,
    source_author_id: it.sourceAuthor,
    source_declined_at: null,
    reach: it.reach,
    reach_id: reachId,
    from_public: channel.kind === 'public' && !channel.isShared ? 1 : 0,
    shared_at: now,
    edited_at: null,
    taken_back_at: null,
  };
  await scope.insert(shares, row, { audience: reachId, by: [author.userId], names: 'shown' });
  await scope.publish(sharePost(row, author.userId));
  if (prompt !== null) await scope.refresh(promptPost(prompt));
  if (row.source_author_id !== null) {
    await scope.publish(sourcePost(row.id, row.source_author_id));
    await scope.refreshHome(row.source_author_id);
  }
  await scope.refreshHome(author.userId);
  return row.id;
}

/**
 * Changes what the viewer shared. Whom it reaches is fixed anew where that is another choice: then it is written anew too, under its id.
 * @param channel `null`: the viewer is not in its channel any more, and whom it reaches stays
 */
export async function changeIt(
  work: Work,
  author: Person,
  row: ShareRow,
  kept: Typed,
  reach: { readonly kind: ReachKind; readonly channel: Channel } | null,
): Promise<void> {
  const { scope, now } = work;
  const change = {
    what: kept.what,
    use_when: kept.useWhen,
    link: kept.link,
    topics: kept.topics,
    // Another address is not that person's message.
    source_author_id: kept.link === row.link ? row.source_author_id : null,
    edited_at: now,
  };
  if (reach === null || reach.kind === row.reach) {
    await scope.update(shares, row.id, change, { mine: true });
  } else {
    const reachId = await audienceFor(scope, reach.kind, reach.channel);
    await scope.delete(shares, row.id);
    await scope.insert(
      shares,
      {
        ...row,
        ...change,
        reach: reach.kind,
        reach_id: reachId,
        from_public: reach.channel.kind === 'public' && !reach.channel.isShared ? 1 : 0,
      },
      { audience: reachId, by: [author.userId], names: 'shown' },
    );
  }
  if (kept.link !== row.link) await eraseWords(work, row);
  await drawAnew(scope, row, author.userId);
}

/** Takes back what the viewer shared: no word of it is left, here or in Slack. @returns whether there was something to take back */
export async function takeItBack(work: Work, author: UserId, id: RowId): Promise<boolean> {
  const { scope, now } = work;
  const row = await ownShareRow(scope, id);
  if (row === null) return false;
  const empty = { what: '', use_when: '', link: '', topics: '', taken_back_at: now };
  await scope.update(shares, id, empty, { mine: true });
  await eraseWords(work, row);
  await drawAnew(scope, row, author);
  return true;
}

/** What was given beside the link goes with it: with the eyes of whoever gave it, since whoever shared may not be in the channel any more. */
async function eraseWords({ scope, now }: Work, { id, source_author_id: by }: ShareRow): Promise<void> {
  if (by === null) return;
  await scope.schedule({ job: jobNames.eraseWords, params: { share: id } }, now, {
    kind: 'person',
    userId: by,
  });
}

/** Everything that shows a share. */
export async function drawAnew(scope: Scope, row: ShareRow, author: UserId | null): Promise<void> {
  await scope.refresh(sharePost(row));
  await scope.refreshShowing(row.id);
  if (row.prompt_id !== null)
    await scope.refresh(promptPost({ id: row.prompt_id, channel_id: row.channel_id, owner_id: null }));
  if (row.source_author_id !== null) {
    await scope.refresh(sourcePost(row.id, row.source_author_id));
    await scope.refreshHome(row.source_author_id);
  }
  if (author === null) return;
  await scope.refresh(thanksPost(row.id, author));
  await scope.refreshHome(author);
}

async function audienceFor(scope: Scope, reach: ReachKind, { channelId: channel }: Channel) {
  return scope.audience(
    reach === 'workspace' ? { kind: 'workspace', from: channel } : { kind: 'conversation', channel },
  );
}

/** Sharing, editing and taking back: what is written, and who is told. */
import { findRow } from '#core/rows.ts';
import { type RowId, rowId, type UserId } from '#core/ids.ts';
import type { NewLink } from '#core/kit/linked-words.ts';
import type { Reading } from '#core/listener.ts';
import type { Channel, Person } from '#core/people.ts';
import { isOpenToAll, type Visibility } from '#core/visibility.ts';
import type { Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { promptPost, sharePost, sourcePost, thanksPost } from '../ids.ts';
import { linkOf, ownShare, type Share } from '../read.ts';
import * as rows from '../rows.ts';
import type { Typed } from '../rules.ts';

export interface NewShare {
  readonly channel: Channel;
  /** The prompt that it answers or joins. */
  readonly prompt: rows.PromptRow | null;
  /** As `readTyped` returns it. */
  readonly kept: Typed;
  readonly reach: Visibility;
  /** The conversation in Slack that its link leads to; `null`: there is none. */
  readonly leadsTo: Channel | null;
  /** The linked message's author, if that is someone else. */
  readonly sourceAuthor: UserId | null;
}

/** Stores and posts what a person learned. Fails unless the person is in the channel. */
export async function shareIt(work: Work, author: Person, it: NewShare): Promise<RowId> {
  const { scope, now, newId } = work;
  const { channel, prompt, kept } = it;
  const reachId = await audienceFor(scope, it.reach, channel);
  const row: rows.ShareRow = {
    id: rowId(newId()),
    channel_id: channel.channelId,
    prompt_id: prompt?.id ?? null,
    in_thread: prompt?.place === 'thread' ? 1 : 0,
    what: kept.what,
    use_when: kept.useWhen,
    link: it.leadsTo === null ? kept.link : '',
    topics: kept.topics,
    reach: it.reach,
    reach_id: reachId,
    from_public: isOpenToAll(channel) ? 1 : 0,
    shared_at: now,
    edited_at: null,
    taken_back_at: null,
  };
  await scope.insert(rows.shares, row, { audience: reachId, by: [author.userId], names: 'shown' });
  await scope.publish(sharePost(row, author.userId));
  if (prompt !== null) await scope.refresh(promptPost(prompt));
  if (it.leadsTo !== null)
    await keepSource(work, row.id, { link: kept.link, leadsTo: it.leadsTo, author: it.sourceAuthor });
  await scope.refreshHome(author.userId);
  return row.id;
}

/** Stores a share's link into Slack, and asks the message's author. */
async function keepSource(work: Work, share: RowId, link: NewLink): Promise<void> {
  const { scope } = work;
  await rows.linked.keep(work, share, link);
  if (link.author === null) return;
  await scope.publish(sourcePost(share, link.author));
  await scope.refreshHome(link.author);
}

/** The changes to a share. */
export interface Changed {
  readonly kept: Typed;
  /** As for a new one. */
  readonly leadsTo: Channel | null;
  /** `null`: the viewer has left its channel, and its visibility stays. */
  readonly reach: { readonly kind: Visibility; readonly channel: Channel } | null;
}

/** Edits the viewer's share. A different visibility fixes the audience again and rewrites the row under its id. */
export async function changeIt(work: Work, author: Person, share: Share, to: Changed): Promise<void> {
  const { scope, now } = work;
  const { row } = share;
  const { kept, leadsTo, reach } = to;
  const isSameLink = kept.link === linkOf(share);
  const change = {
    what: kept.what,
    use_when: kept.useWhen,
    link: isSameLink ? row.link : leadsTo === null ? kept.link : '',
    topics: kept.topics,
    edited_at: now,
  };
  if (reach === null || reach.kind === row.reach) {
    await scope.update(rows.shares, row.id, change, { mine: true });
  } else {
    const reachId = await audienceFor(scope, reach.kind, reach.channel);
    await scope.delete(rows.shares, row.id);
    await scope.insert(
      rows.shares,
      {
        ...row,
        ...change,
        reach: reach.kind,
        reach_id: reachId,
        from_public: isOpenToAll(reach.channel) ? 1 : 0,
      },
      { audience: reachId, by: [author.userId], names: 'shown' },
    );
  }
  if (!isSameLink) {
    // A different address is not that person's message.
    await rows.linked.drop(scope, row.id);
    if (leadsTo !== null) await keepSource(work, row.id, { link: kept.link, leadsTo, author: null });
  }
  await redraw(scope, { ...share, author: author.userId });
}

/** Takes back the viewer's share: its words are deleted here and in Slack. @returns whether there was one */
export async function takeItBack({ scope, now }: Work, author: UserId, id: RowId): Promise<boolean> {
  const share = await ownShare(scope, id);
  if (share === null) return false;
  const empty = { what: '', use_when: '', link: '', topics: '', taken_back_at: now };
  await scope.update(rows.shares, id, empty, { mine: true });
  await rows.linked.drop(scope, id);
  await redraw(scope, { ...share, author });
  return true;
}

/** Redraws everything that shows a share. */
export async function redraw(
  scope: Scope,
  { row, author, source }: Pick<Share, 'row' | 'author' | 'source'>,
): Promise<void> {
  await scope.refresh(sharePost(row));
  await scope.refreshShowing(row.id);
  if (row.prompt_id !== null)
    await scope.refresh(promptPost({ id: row.prompt_id, channel_id: row.channel_id, owner_id: null }));
  if (source?.author_id != null) {
    await scope.refresh(sourcePost(row.id, source.author_id));
    await scope.refreshHome(source.author_id);
  }
  if (author === null) return;
  await scope.refresh(thanksPost(row.id, author));
  await scope.refreshHome(author);
}

async function audienceFor(scope: Scope, reach: Visibility, { channelId: channel }: Channel) {
  return scope.audience(
    reach === 'workspace' ? { kind: 'workspace', from: channel } : { kind: 'conversation', channel },
  );
}

/** What the viewer said earlier about using it; `null`: nothing yet. */
export async function ownUse({ scope }: Pick<Reading, 'scope'>, { row }: Share): Promise<rows.UseRow | null> {
  return findRow(scope.mine(rows.uses), { share_id: row.id });
}

/** @param how one line, or empty. Replaces what was said before. */
export async function sayUsed(work: Work, share: Share, by: UserId, how: string): Promise<void> {
  const { scope, now, newId } = work;
  const { row, author } = share;
  const before = await ownUse(work, share);
  if (before === null)
    await scope.insert(
      rows.uses,
      { id: rowId(newId()), share_id: row.id, how, used_at: now },
      { audience: row.reach_id, by: [by], names: 'shown' },
    );
  else await scope.update(rows.uses, before.id, { how, used_at: now }, { mine: true });
  if (author !== null) await scope.publish(thanksPost(row.id, author));
  await redraw(scope, share);
}

/** Marks it as useful, or takes that back. */
export async function toggleUseful({ scope, now }: Work, share: Share): Promise<void> {
  const { row } = share;
  const taken = await scope.deleteOwn(rows.useful, { share_id: row.id });
  if (taken === 0)
    await scope.upsertOwn(rows.useful, { share_id: row.id, said_at: now }, { audience: row.reach_id });
  await redraw(scope, share);
}

/** Reading rows, always with the eyes of the scope that is handed in. */
import { z } from 'zod';
import type { Instant } from '../../core/clock.ts';
import { channelId, isId, type ChannelId, type RowId, type UserId } from '../../core/ids.ts';
import type { ReadScope } from '../../core/scope.ts';
import { entriesOf, type Entry } from './domain.ts';
import { drafts, entries, firsts, keepings, type DraftRow, type EntryRow, type FirstRow } from './tables.ts';
import type { KeepingRow } from './tables.ts';

/** @returns `null` when this viewer may not see it, or it is gone */
export async function loadEntry(view: ReadScope, id: RowId): Promise<EntryRow | null> {
  return (await view.from(entries).selectAll().where('it.id', '=', id).executeTakeFirst()) ?? null;
}

/** The rows of an entry that the viewer wrote and has not withdrawn, in the order of their channels. */
export async function ownRows(view: ReadScope, entry: RowId): Promise<EntryRow[]> {
  return view
    .mine(entries)
    .selectAll()
    .where('it.entry_id', '=', entry)
    .where('it.withdrawn_at', 'is', null)
    .orderBy('it.channel_id')
    .execute();
}

/** Whether the viewer knows of an entry that has this id, whoever's, and whatever became of it. */
export async function isTaken(view: ReadScope, entry: RowId): Promise<boolean> {
  const seen = view.from(entries).select('it.id').where('it.entry_id', '=', entry).limit(1);
  const own = view.mine(entries).select('it.id').where('it.entry_id', '=', entry).limit(1);
  return [...(await seen.execute()), ...(await own.execute())].length > 0;
}

/** What somebody told, as far as the viewer may see it, the newest first. */
export async function timelineOf(view: ReadScope, person: UserId): Promise<Entry<EntryRow>[]> {
  const rows = await view
    .from(entries)
    .selectAll()
    .where('it.teller_id', '=', person)
    .where('it.withdrawn_at', 'is', null)
    .orderBy('it.told_at', 'desc')
    .orderBy('it.entry_id')
    .orderBy('it.channel_id')
    .execute();
  return entriesOf(rows);
}

/** The viewer's drafts, the newest first. */
export async function ownDrafts(view: ReadScope): Promise<DraftRow[]> {
  return view.from(drafts).selectAll().orderBy('it.typed_at', 'desc').orderBy('it.entry_id').execute();
}

export async function draftOf(view: ReadScope, entry: RowId): Promise<DraftRow | null> {
  return (await view.from(drafts).selectAll().where('it.entry_id', '=', entry).executeTakeFirst()) ?? null;
}

/** The draft of an entry that was not published yet. @returns `null` when the viewer has none */
export async function newDraft(view: ReadScope): Promise<DraftRow | null> {
  const typed = await ownDrafts(view);
  const told = await view.mine(entries).select('it.entry_id').execute();
  return typed.find((draft) => !told.some(({ entry_id }) => entry_id === draft.entry_id)) ?? null;
}

const storedChannels = z.array(z.string());

export function channelsOf(draft: Pick<DraftRow, 'channels'>): ChannelId[] {
  return storedChannels.parse(JSON.parse(draft.channels)).filter(isId).map(channelId);
}

/** How the viewer wants to be asked. @returns `null` when they never chose */
export async function keepingOf(view: ReadScope): Promise<KeepingRow | null> {
  return (await view.from(keepings).selectAll().executeTakeFirst()) ?? null;
}

export async function loadFirst(view: ReadScope, id: RowId): Promise<FirstRow | null> {
  return (await view.from(firsts).selectAll().where('it.id', '=', id).executeTakeFirst()) ?? null;
}

/** Whether a channel has waited for the viewer in vain, since an instant. */
export async function hasWaitedSince(view: ReadScope, channel: ChannelId, since: Instant): Promise<boolean> {
  const row = await view
    .mine(firsts)
    .select('it.id')
    .where('it.channel_id', '=', channel)
    .where('it.state', 'in', ['ended', 'over'])
    .where('it.ended_at', '>', since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Who wants to tell first in a channel. */
export async function waitingIn(view: ReadScope, channel: ChannelId): Promise<FirstRow[]> {
  return view
    .from(firsts)
    .selectAll()
    .where('it.channel_id', '=', channel)
    .where('it.state', '=', 'waiting')
    .orderBy('it.id')
    .execute();
}

/** Opening a window, asking, reminding, closing: what is written, and who is told. Who answered what is `Scope.ballots`’ alone. */
import { minute } from '#core/clock.ts';
import { rowId, type RowId, type UserId } from '#core/ids.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { isOpenToAll, type Viewer } from '#core/visibility.ts';
import type { Work } from '#core/work.ts';
import { askedPost, jobs, posts, remindJob, reminderPost } from '../ids.ts';
import { version } from '../items.ts';
import { owedIn } from '../results/part.ts';
import { loadWindow, placesOf, type SetupRow, windowPlaces, type WindowRow, windows } from '../rows.ts';
import type { Preview } from './roster.ts';
import { mayOpen, type MayOpen, remindsAfter, staysOpen } from './rules.ts';

const ofChannel = ({ channel_id: channelId }: Pick<WindowRow, 'channel_id'>): Viewer => ({
  kind: 'channel',
  channelId,
});
const ofPerson = (userId: UserId): Viewer => ({ kind: 'person', userId });

/** Whether one may be opened now. What is owed is of every window that the reader can read, whatever channel the pulse belonged to then. */
export async function mayOpenNow(read: ReadScope, now: number): Promise<MayOpen> {
  const last = await read.ballots.last();
  if (last === null) return mayOpen(null, now);
  const owed = await owedIn(read);
  const unreadSince = (await loadWindow(read, last.id)) === null ? last.closedAt : null;
  return mayOpen({ openedAt: last.openedAt, isOpen: last.closedAt === null, owed, unreadSince }, now);
}

/** Freezes who is asked and the tree, and has everybody asked. The caller has asked whether it may open. */
export async function openWindow(
  { scope, now, newId }: Work,
  { channel_id: channel }: SetupRow,
  by: UserId,
  least: number,
  { places, teamOf, asked }: Preview,
): Promise<'opened' | 'another' | 'no place'> {
  const id = rowId(newId());
  const opened = await scope.ballots.open(id, teamOf);
  if (opened !== 'opened') return opened;
  const row: WindowRow = {
    ...{ id, channel_id: channel, opened_by: by, opened_at: now, closes_at: now + staysOpen },
    ...{ least, version, state: 'open', closed_at: null, published_at: null },
  };
  const audience = await scope.audience({ kind: 'workspace', from: channel });
  const written = { audience, by: [], names: 'shown' } as const;
  await scope.insert(windows, row, written);
  for (const [sort, place] of places.entries())
    await scope.insert(
      windowPlaces,
      {
        ...{ id: rowId(newId()), window_id: id, place_id: place.id, name: place.name, under_id: place.under },
        ...{ is_team: place.source === null ? 0 : 1, leader_id: place.leader, sort },
        asked: asked.get(place.id) ?? 0,
      } as const,
      written,
    );
  await scope.runAt(jobs.ask.ref({ window: id }), now, ofChannel(row));
  await scope.runAt(jobs.close.ref({ window: id, by }), row.closes_at, ofChannel(row));
  await scope.runAt(jobs.closeAtLast.ref({ window: id }), row.closes_at + minute, ofChannel(row));
  return 'opened';
}

/** Writes to each who is asked, and has each reminded once. With the access of its channel. */
export async function askAll({ scope, now }: Pick<Work, 'scope' | 'now'>, window: RowId): Promise<void> {
  const row = await loadWindow(scope, window);
  if (row?.state !== 'open' || now >= row.closes_at) return;
  const users = [...(await scope.ballots.asked(window)).keys()];
  for (const user of users) {
    await scope.publish(askedPost(window, row.closes_at, user));
    await scope.runAt(remindJob(window, user), row.opened_at + remindsAfter, ofPerson(user));
  }
  await scope.refreshHome(...users);
}

/**
 * Those who answered are reminded like the rest: a reminder is a row here, a message in Slack, and keeps other messages waiting, and all of it would
 * go on to say who had not answered by then. With the access of the person.
 */
export async function remind(scope: Scope, window: RowId): Promise<void> {
  const { viewer } = scope;
  const row = await loadWindow(scope, window);
  if (viewer.kind !== 'person' || row?.state !== 'open') return;
  // Nobody can answer: its key is gone.
  if ((await scope.ballots.hasCast(window)) === null) return;
  await scope.publish(reminderPost(window, row.closes_at, viewer.userId));
}

/** Ends it before its time. @param admin who ends it @returns `false`: it is not open any more */
export async function endEarly(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  row: WindowRow,
  admin: UserId,
): Promise<boolean> {
  const last = await scope.ballots.last();
  if (last?.id !== row.id || last.closedAt !== null) return false;
  await scope.runAt(jobs.close.ref({ window: row.id, by: row.opened_by ?? admin }), now, ofChannel(row));
  return true;
}

/**
 * Ends it: nobody can answer any more, and its key is destroyed. With the access of its channel, which may be gone: then nothing comes of it, and what
 * was cast goes.
 * @param by who is told then; `null`: nobody
 */
export async function closeWindow(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  window: RowId,
  by: UserId | null,
): Promise<void> {
  const { viewer, ballots } = scope;
  if (viewer.kind !== 'channel') return;
  const row = await loadWindow(scope, window);
  const channel = await scope.channel(viewer.channelId);
  const asked = [...(await ballots.asked(window)).keys()];
  const last = await ballots.last();
  // Without us it was ended without what was cast.
  const isOpen = last?.id === window && last.closedAt === null;
  const hasKey = (await ballots.close(window)) === 'closed' && isOpen;
  const isThere =
    row !== null && channel !== null && isOpenToAll(channel) && !channel.isArchived && channel.hasLore;
  await scope.runAt(jobs.destroyKey.ref({ window }), now, viewer);
  await scope.cancel(...asked.map((user) => remindJob(window, user)));
  if (row !== null && row.state !== 'open') return;
  const isVoid = !hasKey || !isThere;
  if (row !== null)
    await scope.update(windows, window, { state: isVoid ? 'void' : 'closed', closed_at: now });
  if (isVoid) {
    await ballots.discard(window);
    if (by !== null)
      await scope.runAt(jobs.tellVoid.ref({ window, by, key: hasKey ? 0 : 1 }), now, ofPerson(by));
  } else await scope.runAt(jobs.publish.ref({ window }), now, viewer);
  // Their buttons go, and a reminder that waits is not sent.
  const ends = row?.closes_at ?? now;
  await scope.refresh(
    ...asked.flatMap((user) => [askedPost(window, ends, user), reminderPost(window, ends, user)]),
  );
  await scope.refreshHome(...asked);
}

/** With the access of the admin who opened it, who can read it where its channel cannot any more. */
export async function tellVoid(scope: Scope, window: RowId, key: 0 | 1): Promise<void> {
  const { viewer } = scope;
  if (viewer.kind !== 'person') return;
  await scope.update(windows, window, { state: 'void' });
  await scope.publish(
    posts.void.ref({ window, key }, { kind: 'person', user: viewer.userId, urgency: 'rest' }),
  );
}

/** Where the viewer counts in a window; `null`: they were not asked. */
export async function ownPlace(read: ReadScope, window: RowId) {
  const place = await read.ballots.placeOf(window);
  if (place === null) return null;
  return (await placesOf(read, window)).find((one) => one.place_id === place) ?? null;
}

/** The window that is open; `null`: none is. */
export async function openNow(read: ReadScope): Promise<WindowRow | null> {
  const last = await read.ballots.last();
  if (last === null || last.closedAt !== null) return null;
  const row = await loadWindow(read, last.id);
  return row?.state === 'open' ? row : null;
}

/** The same, if the viewer is asked in it. */
export async function openFor(read: ReadScope): Promise<WindowRow | null> {
  const row = await openNow(read);
  return row !== null && (await read.ballots.placeOf(row.id)) !== null ? row : null;
}

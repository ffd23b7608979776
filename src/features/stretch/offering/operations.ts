/** Offering something that would stretch somebody: what is written, and what others find. */
import { type ChannelId, rowId, type RowId, type UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { audienceFrom, type Visibility } from '#core/visibility.ts';
import type { Work } from '#core/work.ts';
import { ideaFor } from '../ids.ts';
import { assignments, ideas, loadOffer, type OfferRow, offers, ownOffers } from '../rows.ts';
import { type Card, offeredFor, openStates, standingOf } from '../rules.ts';

/** What is saved of an offer. */
export interface Saved extends Card {
  readonly channel: ChannelId;
  readonly reach: Visibility;
}

const audienceFor = (scope: Scope, { channel, reach }: Saved) =>
  scope.audience(audienceFrom(channel, reach === 'workspace'));

const cellsOf = ({ channel, reach: _reach, ...card }: Saved) => ({ channel_id: channel, ...card });

export async function offer({ scope, now, newId }: Work, self: UserId, saved: Saved): Promise<void> {
  const row: OfferRow = {
    id: rowId(newId()),
    ...cellsOf(saved),
    state: 'open',
    offered_at: now,
    until: now + offeredFor,
  };
  const audience = await audienceFor(scope, saved);
  await scope.insert(offers, row, { audience, by: [self], names: 'shown' });
  await scope.refreshHome(self);
}

/** Changes what is offered, while nobody has taken it. @returns whether it was there to change */
export async function change({ scope }: Work, self: UserId, id: RowId, saved: Saved): Promise<boolean> {
  const only = { mine: true, where: { state: 'open' } } as const;
  if (!(await scope.update(offers, id, cellsOf(saved), only))) return false;
  await scope.changeAudience(offers, id, await audienceFor(scope, saved));
  await scope.refreshHome(self);
  return true;
}

/** Others find it once more. @returns whether it was theirs, and nobody takes it on */
export async function again({ scope, now }: Work, self: UserId, id: RowId): Promise<boolean> {
  if (await isRunning(scope, id)) return false;
  const change = { state: 'open', offered_at: now, until: now + offeredFor } as const;
  const isTheirs = await scope.update(offers, id, change, { mine: true });
  await scope.refreshHome(self);
  return isTheirs;
}

/** With the access of who offers it: nothing came of it, so others find it again. */
export async function release(scope: Scope, id: RowId): Promise<void> {
  if (await isRunning(scope, id)) return;
  await scope.update(offers, id, { state: 'open' }, { mine: true, where: { state: 'taken' } });
}

/** Whether others find it. */
export async function isFound(read: ReadScope, id: RowId, now: number): Promise<boolean> {
  const row = await loadOffer(read, id);
  return row?.state === 'open' && row.until > now;
}

/** What came of it stays with its people. @returns whether it was there */
export async function drop(scope: Scope, self: UserId, id: RowId): Promise<boolean> {
  const wasThere = await scope.delete(offers, id);
  await scope.refreshHome(self);
  return wasThere;
}

/** The offer was made of a project that somebody was asked about. */
export async function answerIdea(scope: Scope, self: UserId, project: RowId): Promise<void> {
  const row = await findRow(scope.from(ideas), { project_id: project });
  if (row === null) return;
  await scope.upsertOwn(ideas, { ...row, state: 'over' });
  await scope.refresh(ideaFor(project, self));
}

/** Whether somebody takes on, or would like to, what the viewer offers. */
const isRunning = async (read: ReadScope, id: RowId): Promise<boolean> =>
  (await findRows(read.from(assignments), { offer_id: id, state: openStates })).length > 0;

export interface Standing {
  readonly row: OfferRow;
  readonly is: ReturnType<typeof standingOf>;
}

/** What the viewer offers, the newest first. */
export async function ownStandings(read: ReadScope, now: number): Promise<readonly Standing[]> {
  const found: Standing[] = [];
  for (const row of await ownOffers(read))
    found.push({ row, is: standingOf(row, await isRunning(read, row.id), now) });
  return found;
}

/** What somebody else offers. */
export interface Offered {
  readonly row: OfferRow;
  readonly by: Person;
}

/** Those of these that the viewer could take on: open, of somebody else who still has an account. In the same order. */
async function offeredOf(
  read: ReadScope,
  rows: readonly OfferRow[],
  self: UserId,
  now: number,
): Promise<readonly Offered[]> {
  const open = rows.filter(({ state, until }) => state === 'open' && until > now);
  const authors = await read.authors(
    offers,
    open.map(({ id }) => id),
  );
  const people = new Map<UserId, Person | null>();
  const found: Offered[] = [];
  for (const row of open) {
    const [user] = authors.get(row.id) ?? [];
    if (user === undefined || user === self) continue;
    if (!people.has(user)) people.set(user, await read.person(user));
    const by = people.get(user);
    if (by?.memberType === 'member') found.push({ row, by });
  }
  return found;
}

/** What there is to take on, the newest first. @param most how many are looked at */
export async function allOffered(
  read: ReadScope,
  self: UserId,
  now: number,
  most: number,
): Promise<readonly Offered[]> {
  const open = read.from(offers).where('it.until', '>', now).limit(most);
  return offeredOf(read, await findRows(open, { state: 'open' }, '-offered_at', 'id'), self, now);
}

/** Those of these ids, in this order. */
export async function offeredAmong(
  read: ReadScope,
  ids: readonly RowId[],
  self: UserId,
  now: number,
): Promise<readonly Offered[]> {
  const rows = new Map((await findRows(read.from(offers), { id: ids }, 'id')).map((row) => [row.id, row]));
  return offeredOf(
    read,
    ids.flatMap((id) => rows.get(id) ?? []),
    self,
    now,
  );
}

/** @returns `null`: it is gone, taken, lapsed, one's own, or not for the viewer */
export async function offeredOne(
  read: ReadScope,
  id: RowId,
  self: UserId,
  now: number,
): Promise<Offered | null> {
  const row = await loadOffer(read, id);
  return row === null ? null : ((await offeredOf(read, [row], self, now))[0] ?? null);
}

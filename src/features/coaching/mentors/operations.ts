/** Offering to be a mentor, looking for one, and asking: what is written, and who is told. */
import { day, type Instant } from '#core/clock.ts';
import { type ChannelId, rowId, type UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { findRows } from '#core/rows.ts';
import type { Offered, ReadScope, Scope } from '#core/scope.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import { addWorkingDays } from '#core/time/working.ts';
import type { Work } from '#core/work.ts';
import { roundFor } from '../ids.ts';
import { answer, answerTo, propose, roundOf } from '../pairs/operations.ts';
import { ofPair, ownBlocks, type PairRow, pairs } from '../rows.ts';
import { overlaps } from '../rounds/overlap.ts';
import { asks, cellsOf, type OfferRow, offers, ownSeek, seeks, wishesOf } from './rows.ts';
import { recount } from './room.ts';
import { type Suggestion, suggested, type Wishes } from './rules.ts';

/** In working days of the one who asks. Then both read that there is no pair, unless both said yes. */
const answersWithin = 2;
/** A mentor who did not say yes is not suggested to the same person for so long. */
const asksAgainAfter = 90 * day;

export async function offer(work: Work, self: UserId, wanted: Wishes, capacity: number): Promise<void> {
  const { scope, now } = work;
  await scope.upsertOwn(offers, { ...cellsOf(wanted), capacity, full: 0, offered_at: now });
  await recount(scope, self);
  await scope.refreshHome(self);
}

/** Pairs that have begun go on. @returns whether there was an offer */
export async function stopOffering(scope: Scope, self: UserId): Promise<boolean> {
  const count = await scope.deleteOwn(offers, {});
  await scope.refreshHome(self);
  return count > 0;
}

export async function seek({ scope, now }: Work, self: UserId, wanted: Wishes): Promise<void> {
  await scope.upsertOwn(seeks, { ...cellsOf(wanted), sought_at: now });
  await scope.refreshHome(self);
}

/** @returns whether there was anything */
export async function stopSeeking(scope: Scope, self: UserId): Promise<boolean> {
  const count = await scope.deleteOwn(seeks, {});
  await scope.refreshHome(self);
  return count > 0;
}

/** The ask of the viewer whose time is not over, and which they did not take back. */
export async function openAsk(read: ReadScope, self: UserId, now: Instant): Promise<PairRow | null> {
  const open = read.from(pairs).where('it.until', '>', now);
  const all = await findRows(open, { kind: 'mentor', state: 'proposed', one_id: self }, 'proposed_at', 'id');
  for (const row of all) if ((await answerTo(read, row.id)) === 'yes') return row;
  return null;
}

/** Who may be asked: they offer it and have room, the viewer would talk with them, and did not ask them lately. */
export async function whoMayBeAsked(
  read: ReadScope,
  self: UserId,
  now: Instant,
): Promise<readonly Offered<OfferRow>[]> {
  const blocked = await ownBlocks(read);
  const lately = read.from(pairs).where('it.proposed_at', '>', now - asksAgainAfter);
  const asked = await findRows(lately, { kind: 'mentor', one_id: self });
  const going = await findRows(read.from(pairs), { state: 'agreed' });
  const isOut = new Set<UserId>([self, ...blocked, ...[...asked, ...going].flatMap(ofPair)]);
  return (await read.offering(offers, { full: 0 })).filter(({ person }) => !isOut.has(person.userId));
}

/** Up to three mentors with what speaks for each, by what the viewer looks for. */
export async function suggest(
  { scope, now, newId }: Pick<Work, 'now' | 'newId'> & { readonly scope: ReadScope },
  self: Person,
  wanted: Wishes,
): Promise<readonly Suggestion[]> {
  const shared = overlaps(now);
  const mentors = (await whoMayBeAsked(scope, self.userId, now)).map(({ person, row }) => ({
    person: person.userId,
    hasCommonHours: shared(self, person) > 0,
    ...wishesOf(row),
  }));
  return suggested(wanted, mentors, newId);
}

/** Asks one. Choosing them is the yes of the one who asks. @returns when both read what came of it; `null`: they cannot be asked now */
export async function ask(
  work: Work,
  self: Person,
  mentor: UserId,
  channel: ChannelId,
): Promise<Instant | null> {
  const { scope, now, newId } = work;
  const wanted = await ownSeek(scope);
  const mayBe = await whoMayBeAsked(scope, self.userId, now);
  if (wanted === null || !mayBe.some(({ person }) => person.userId === mentor)) return null;
  const isHoliday = await holidaysOf(self.workingHours.holidays);
  const until = addWorkingDays(now, answersWithin, self.workingHours, self.tz, isHoliday);
  const people = [self.userId, mentor];
  const row = await propose(work, { channel, kind: 'mentor', people, until });
  const audience = await scope.audience({ kind: 'named', from: channel, people });
  const words = { ...cellsOf(wishesOf(wanted)), id: rowId(newId()), pair_id: row.id, asked_at: now };
  await scope.insert(asks, words, { audience, by: [self.userId], names: 'shown' });
  await answer(work, row, self.userId, 'yes');
  await scope.publish(roundFor(roundOf(row), self.userId, 'answer'));
  await scope.refreshHome(self.userId);
  return until;
}

/** People who take part while a retrospective runs: what is stored and sent when someone joins, or is offered to. */
import type { Instant } from '#core/clock.ts';
import { instant } from '#core/columns.ts';
import type { RowId, UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { Scope } from '#core/scope.ts';
import { ownTable } from '#core/tables.ts';
import type { Work } from '#core/work.ts';
import type { Loaded } from '../session/load.ts';
import { phases, type Retro } from '../session/phases.ts';
import { retro_id, type RetroRow } from '../session/rows.ts';
import { lengthened, scheduleReminder } from '../session/timing.ts';
import { joinedPost, offerJob, offerPost } from './ids.ts';
import { newcomers, offeredFrom } from './rules.ts';

/** A person would rather not take part: theirs alone, so that nobody learns it. */
export const declined = ownTable(
  'retro_declined',
  ['retro_id'],
  { retro_id, declined_at: instant },
  { exported: { as: 'declinedOffers' } },
);

/**
 * Lets those take part whom the rules have added. They read what was written for the participants from now on, and the phase is longer if they would
 * have no working day in it.
 * @param by who decided it
 * @returns the state to store
 */
export async function admit(
  work: Work,
  { row, retro }: Loaded,
  after: Retro,
  by: UserId | null,
): Promise<Retro> {
  const added = newcomers(retro, after.participants);
  if (added.length === 0) return after;
  const { scope, now } = work;
  await scope.include(row.participants_id, added);
  const people = (await scope.peopleOf(row.participants_id)).filter(({ userId }) => added.includes(userId));
  const longer = await lengthened(work, row, after, people);
  const { reminds, isFor } = phases[after.phase];
  for (const person of people) {
    await scope.publish(joinedPost(row, person.userId, by ?? person.userId, now));
    if (reminds && isFor === 'everybody' && !after.isReopened)
      await scheduleReminder(work, { id: row.id, ends_at: longer.endsAt }, person);
    await scope.refresh(offerPost(row.id, person.userId));
    await scope.refreshHome(person.userId);
  }
  return longer;
}

/** Offers a person in the channel to take part, now or once they are back; nobody is offered it twice. */
export async function offer(
  { scope, now }: { readonly scope: Scope; readonly now: Instant },
  { row, retro }: Loaded,
  person: Person,
): Promise<void> {
  const from = offeredFrom(retro, row.asks_all === 1, person, now);
  if (from === null) return;
  const { userId } = person;
  await scope.runAt(offerJob.ref({ retro: row.id, person: userId }, userId), from, {
    kind: 'person',
    userId,
  });
}

/** Nobody can take part any more. */
export async function endOffers(
  { scope }: Work,
  row: RetroRow,
  participants: readonly UserId[],
): Promise<void> {
  const others = (await scope.members(row.channel_id)).filter(({ userId }) => !participants.includes(userId));
  for (const { userId } of others) await scope.refresh(offerPost(row.id, userId));
}

/** When it starts, people who are away are left out: they are offered it once they are back. */
export async function offerOnceBack(work: Work, loaded: Loaded, person: Person): Promise<void> {
  if (person.awayUntil !== null && person.awayUntil > work.now) await offer(work, loaded, person);
}

/** Whether the viewer was offered to take part here. */
export const wasOffered = (scope: Scope, retro: RowId, person: UserId): Promise<boolean> =>
  scope.refresh(offerPost(retro, person));

/** What happened is kept, and a short reflection on it is offered once, if the channel has room for it. */
import type { Hears } from '#core/happening.ts';
import { rowId, type RowId, type UserId } from '#core/ids.ts';
import type { JobContext } from '#core/job.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { findRow, findRows } from '#core/rows.ts';
import { shorten } from '#core/text.ts';
import { nextWorkingInstant } from '#core/time/working.ts';
import type { Work } from '#core/work.ts';
import { hoursOf } from '../session/lengths.ts';
import { retros } from '../session/rows.ts';
import { limitsOf } from '../session/rules.ts';
import { offerJobs, offerPost } from './ids.ts';
import { loadOffer, offersIn, type ReflectionRow, reflections } from './rows.ts';
import { ignoredAfter, mayOffer, offerLasts, type OfferState } from './rules.ts';

/** Keeps it, and looks at it again when the channel works. */
export const hears: Hears = async (work, { kind, channel, what, source, under }) => {
  const { scope, now, newId } = work;
  const calendar = await scope.schedules.calendar(channel);
  if (calendar === null || !mayPostIn(await scope.channel(channel)).ok) return;
  if ((await findRow(scope.from(reflections), { source })) !== null) return;
  const row: ReflectionRow = {
    id: rowId(newId()),
    channel_id: channel,
    kind,
    what: shorten(what, limitsOf.about),
    source,
    under: under === null ? null : JSON.stringify({ ...under, owner: undefined }),
    state: 'waiting',
    happened_at: now,
    offered_at: null,
    decided_by: null,
  };
  const audience = await scope.audience({ kind: 'conversation', channel });
  await scope.insert(reflections, row, { audience, by: [], names: 'shown' });
  const works = { workingHours: hoursOf(calendar), tz: calendar.tz, awayUntil: null };
  const at = nextWorkingInstant(works, now, calendar.isHoliday);
  if (at === null) return;
  await scope.runAt(offerJobs.offer.ref({ reflection: row.id }), at, { kind: 'channel', channelId: channel });
};

/** With the channel's access: where it can no longer read what happened, nothing is offered. */
export async function offer({ scope, now }: JobContext, id: RowId): Promise<void> {
  const row = await loadOffer(scope, id);
  if (row?.state !== 'waiting') return;
  const { channel_id } = row;
  const [last] = await offersIn(scope, channel_id);
  const held = await findRows(scope.from(retros), { channel_id });
  const channel = {
    isOn: mayPostIn(await scope.channel(channel_id)).ok && (await scope.schedules.offers(channel_id)),
    lastOffered: last?.offered_at ?? null,
    retros: held.map(({ about, ended_at: endedAt }) => ({ about, endedAt })),
  };
  if (!mayOffer(channel, row.what, now)) {
    await scope.update(reflections, id, { state: 'passed' });
    return;
  }
  await scope.update(reflections, id, { state: 'offered', offered_at: now });
  await scope.publish(offerPost(row));
  const viewer = { kind: 'channel', channelId: channel_id } as const;
  await scope.runAt(offerJobs.over.ref({ reflection: id }), now + offerLasts, viewer);
}

/** Its time is over. The second time in a row that nobody answered, the channel is offered nothing any more. */
export async function endOffer({ scope }: JobContext, id: RowId): Promise<void> {
  const row = await loadOffer(scope, id);
  if (row === null) return;
  const before = (await offersIn(scope, row.channel_id)).find((one) => one.id !== id);
  const state = ignoredAfter(before?.state);
  if (!(await scope.update(reflections, id, { state }, { where: { state: 'offered' } }))) return;
  if (state === 'silenced') await scope.schedules.setOffers(row.channel_id, false);
  await scope.refresh(offerPost(row));
}

/** Somebody answers it, unless it was answered before, or its time is over. */
export async function answerOffer(
  { scope }: Pick<Work, 'scope'>,
  id: RowId,
  by: UserId,
  state: Extract<OfferState, 'taken' | 'declined' | 'off'>,
): Promise<void> {
  const row = await loadOffer(scope, id);
  const answer = { state, decided_by: by };
  if (row === null || !(await scope.update(reflections, id, answer, { where: { state: 'offered' } }))) return;
  await scope.cancel(offerJobs.over.ref({ reflection: id }));
  await scope.refresh(offerPost(row));
}

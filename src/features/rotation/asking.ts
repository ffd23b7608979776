/** The question to the chosen person: how long it waits for an answer. */
import { askTimes, type AskTimes } from '#core/turns.ts';
import type { Work } from '#core/work.ts';
import { reminds, unanswered } from './ids.ts';
import type { SlotRow } from './rows.ts';

/** When they are reminded, and when the next person is asked. @param row of a presenter who has not answered */
export async function timesOf({ scope }: Work, row: SlotRow): Promise<AskTimes> {
  const calendar = await scope.schedules.calendar(row.channel_id);
  if (calendar === null || calendar.days.length === 0) return { remindAt: null, answerBy: null };
  // Somebody who was not reached by then is passed over.
  return askTimes(row.meets_at, row.asked_at ?? 0, calendar);
}

/** Sets the reminder and the end of the wait. */
export async function awaitAnswer(work: Work, row: SlotRow): Promise<void> {
  const { scope, now } = work;
  const { remindAt, answerBy } = await timesOf(work, row);
  const slot = { slot: row.id };
  const person = row.presenter_id;
  if (answerBy === null || answerBy <= now) await scope.cancel(unanswered.ref(slot));
  else await scope.runAt(unanswered.ref(slot), answerBy, { kind: 'channel', channelId: row.channel_id });
  if (row.asked_at === null || person === null || remindAt === null || remindAt <= now)
    await scope.cancel(reminds.ref(slot));
  else await scope.runAt(reminds.ref(slot), remindAt, { kind: 'person', userId: person });
}

/** Nobody waits any more. */
export async function settleAnswer({ scope }: Work, row: SlotRow): Promise<void> {
  await scope.cancel(reminds.ref({ slot: row.id }), unanswered.ref({ slot: row.id }));
}

/** Starting a retrospective, by a person or because it comes round: what is stored, posted and scheduled. */
import { rowId, type RowId } from '#core/ids.ts';
import type { Channel, Person } from '#core/people.ts';
import type { Calendar } from '#core/recurrence.ts';
import type { Work } from '#core/work.ts';
import { followRetro } from '../before/following.ts';
import { tellFacts } from '../facts/operations.ts';
import { offerLessons, prepare } from '../lessons/operations.ts';
import { offerOnceBack } from '../people/operations.ts';
import { asksAll } from '../people/rules.ts';
import type { ProjectRow } from '../plan/rows.ts';
import { fairEnd } from '../session/fair.ts';
import { mainPost, threadPost } from '../session/ids.ts';
import { withState } from '../session/load.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import { scheduleEnd, scheduleReminder, workersOf } from '../session/timing.ts';
import { tellSupposed } from '../supposed/operations.ts';
import { scheduleMove } from '../timer/jobs.ts';
import { type Plan, usualParticipants } from './rules.ts';

export interface Beginning {
  /** Of the channel, without bots. */
  readonly members: readonly Person[];
  readonly calendar: Calendar;
  readonly project: ProjectRow | null;
  /** The occurrence by which it came round (`recur`). */
  readonly round: RowId | null;
}

/** Fixes who may ever see the cards, and tells the channel. */
export async function begin(
  work: Work,
  channel: Channel,
  plan: Plan,
  { members, calendar, project, round }: Beginning,
): Promise<RetroRow> {
  const { scope, now } = work;
  const { columns, cardsFor, lengths, endsAt: usualEnd, happenedUntil, ...more } = plan;
  const { facilitator, participants, ...chosen } = more;
  const asked = members.filter(({ userId }) => participants.includes(userId));
  const collecting = { length: lengths.collect, from: now, endsAt: usualEnd, usualEnd, calendar };
  const endsAt = chosen.pace === 'live' ? usualEnd : fairEnd(await workersOf(asked), collecting);
  const channelEmbargo = cardsFor === 'channel' ? await scope.embargo() : null;
  const row: RetroRow = {
    id: rowId(work.newId()),
    channel_id: channel.channelId,
    facilitator_id: facilitator,
    ...chosen,
    project_id: project?.id ?? null,
    round_id: round,
    own_columns: columns === null ? null : JSON.stringify(columns),
    cards_for: cardsFor,
    phase: 'collect',
    facilitator_seen_at: now,
    ends_at: endsAt,
    began_at: now,
    usual_end: endsAt === usualEnd ? null : usualEnd,
    ended_at: null,
    ended_how: null,
    ended_by: null,
    is_reopened: 0,
    opening: 0,
    lengths: JSON.stringify(lengths),
    happened_until: happenedUntil,
    invited: participants.length,
    asks_all: asksAll(usualParticipants(members, endsAt), participants) ? 1 : 0,
    was_private: channel.kind === 'private' ? 1 : 0,
    was_shared: channel.isShared ? 1 : 0,
    participants_id: await scope.audience({
      kind: 'people',
      channel: channel.channelId,
      people: participants,
      ...(channelEmbargo === null ? {} : { channelAfter: channelEmbargo }),
    }),
    conversation_id: await scope.audience({ kind: 'conversation', channel: channel.channelId }),
    card_seal: await scope.embargo(),
    added_seal: null,
    late_seal: null,
    channel_seal: channelEmbargo,
    vote_seal: null,
    votes_counted: 0,
    worth_tenths: null,
    worth_count: null,
    answer_count: null,
    author_count: null,
    card_count: null,
  };
  // Without an author: it is the channel's, and survives the erasure of the person who started it.
  await scope.insert(retros, row, { audience: row.conversation_id, by: [], names: 'shown' });
  // What was written before the work is joined, at the latest, now.
  await followRetro(work, row);
  await scope.publish(mainPost(row));
  if (row.usual_end !== null) await scope.publish(threadPost(row, 'collect', now));
  await tellFacts(work, row, project);
  await tellSupposed(scope, row);
  await prepare(scope, row);
  await offerLessons(work, row);
  await scheduleEnd(scope, row, endsAt);
  const loaded = await withState(scope, row);
  await scheduleMove(work, row, loaded.retro);
  // Those who are away are offered to take part once they are back.
  for (const person of members) await offerOnceBack(work, loaded, person);
  for (const person of asked) {
    await scheduleReminder(work, row, person);
    await scope.refreshHome(person.userId);
  }
  return row;
}

/** Converts rows to the rules' state and back. Everything is read through the given scope. */
import { z } from 'zod';
import type { ChannelId, RowId } from '#core/ids.ts';
import { type Channel, defaultWorkingHours } from '#core/people.ts';
import { recordsIn } from '#core/records.ts';
import type { Calendar } from '#core/recurrence.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { noHolidays } from '#core/time/holidays.ts';
import { actionItems, actionOf, actionRecords, actionRows } from '../action-items/operations.ts';
import { marks } from '../collect/rows.ts';
import { topicsIn } from '../group/rows.ts';
import { rankedTopics, topTopics } from '../vote/rows.ts';
import { talkedAbout } from '../discuss/rules.ts';
import { lengths, type Lengths, lengthsFor, type TimedPhase, timedPhases } from '../start/formats.ts';
import { isOpen, type Retro } from './phases.ts';
import { type RetroRow, retros, turns } from './rows.ts';

/** A retrospective as stored, and as the rules currently see it. */
export interface Loaded {
  readonly row: RetroRow;
  readonly retro: Retro;
  /** Who may read the cards, except those added while collecting is reopened (`RetroRow.added_seal`). */
  readonly embargoes: {
    readonly isOpen: boolean;
    /** For the rest of the channel too. */
    readonly isOpenToChannel: boolean;
  };
}

/** Whether nobody wrote a card. */
export const isEmpty = ({ row, retro }: Loaded): boolean => (row.card_count ?? retro.topics) === 0;

/** @returns `null` if this viewer may not see it, or it is gone */
export async function loadRetro(read: ReadScope, id: RowId): Promise<Loaded | null> {
  const row = await findRow(read.from(retros), { id });
  return row === null ? null : withState(read, row);
}

/** The state of a row that the viewer can see. */
export async function withState(read: ReadScope, row: RetroRow): Promise<Loaded> {
  const phase = isOpen(row.phase) ? row.phase : 'collect';
  const since = isOpen(row.phase) ? { opening: row.opening } : {};
  const { card_seal: forThem, channel_seal: forChannel } = row;
  const [channel, people, counted, open, topics, actions, calendar] = await Promise.all([
    read.channel(row.channel_id),
    read.participantsOf(row.participants_id),
    read.countBy(turns, 'retro_id', { retro_id: row.id, phase, ...since }),
    read.openOf(forChannel === null ? [forThem] : [forThem, forChannel]),
    topicsNow(read, row),
    actionRows(read, row.id),
    calendarOf(read, row.channel_id),
  ]);
  return {
    row,
    embargoes: { isOpen: open.has(forThem), isOpenToChannel: forChannel !== null && open.has(forChannel) },
    retro: {
      ...retroRecords.read(row),
      kind: row.kind,
      pace: row.pace,
      lengths: lengthsOf(row),
      participants: people.map(({ userId }) => userId),
      away: people.flatMap(({ awayUntil }) => awayUntil ?? []),
      guests: people.filter(({ memberType: standing }) => standing !== 'member').map(({ userId }) => userId),
      answers: (isOpen(row.phase) ? null : row.answer_count) ?? counted.get(row.id) ?? 0,
      ...topics,
      actions: actions.map(actionOf),
      isShown: channel !== null && !hasOpenedUp(row, channel),
      isReachable: channel !== null && channel.hasLore && !channel.isArchived,
      tz: channel?.tz ?? usual.tz,
      calendar,
    },
  };
}

/**
 * Whether the channel has more readers now than when the retrospective began: then it is shown nothing of it any more (the store enforces that), and
 * the participants continue among themselves.
 * @param was what the channel was at the start, 0 or 1
 */
export function hasOpenedUp(
  was: { readonly was_private: number; readonly was_shared: number },
  channel: Pick<Channel, 'kind' | 'isShared'>,
): boolean {
  return (channel.kind === 'public' && was.was_private === 1) || (channel.isShared && was.was_shared === 0);
}

async function topicsNow(read: ReadScope, row: RetroRow): Promise<Pick<Retro, 'topics' | 'top'>> {
  if (row.phase === 'collect') return { topics: 0, top: 0 };
  if (row.phase !== 'discuss') {
    const { length: topics } = await topicsIn(read, row.id);
    return { topics, top: talkedAbout(topics) };
  }
  const ranked = await rankedTopics(read, row);
  return { topics: ranked.length, top: topTopics(ranked).length };
}

/** For an invisible channel: people who left it still see what is theirs. */
const usual: Calendar = { tz: 'UTC', days: defaultWorkingHours.days, isHoliday: noHolidays };

/** The days on which a channel works. */
export const calendarOf = async (read: ReadScope, channel: ChannelId): Promise<Calendar> =>
  (await read.schedules.calendar(channel)) ?? usual;

const storedLengths = z.partialRecord(z.enum(timedPhases), z.enum(lengths));

/** Lengths that another version added or did not know yet take their defaults. */
function lengthsOf(row: RetroRow): Lengths {
  const stored = storedLengths.safeParse(JSON.parse(row.lengths));
  return { ...lengthsFor(row.kind, row.pace), ...(stored.success ? stored.data : {}) };
}

/** Stores what the rules changed. Answers are separate rows, written by the people who give them. */
export async function saveRetro(scope: Scope, { row, retro: before }: Loaded, after: Retro): Promise<void> {
  const cells = retroRecords.cells(after);
  const old = retroRecords.cells(before);
  // Two hundred people who answer at once must not wait for each other, so their answers change no shared row.
  const isChanged = (Object.keys(cells) as (keyof typeof cells)[]).some((name) => cells[name] !== old[name]);
  if (isChanged) await scope.update(retros, row.id, cells);
  for (const action of after.actions) {
    const known = before.actions.find(({ id }) => id === action.id);
    if (known === undefined) {
      await scope.insert(
        actionItems,
        { id: action.id, retro_id: row.id, channel_id: row.channel_id, ...actionRecords.cells(action) },
        { audience: row.conversation_id, by: [], names: 'shown' },
      );
    } else if (known !== action) {
      await scope.update(actionItems, action.id, actionRecords.cells(action), {
        where: { state: known.state },
      });
    }
  }
}

/** The fields that the rules change. */
export const retroRecords = recordsIn(retros, {
  phase: 'phase',
  endsAt: 'ends_at',
  beganAt: 'began_at',
  usualEnd: 'usual_end',
  endedAt: 'ended_at',
  endedHow: 'ended_how',
  endedBy: 'ended_by',
  isReopened: 'is_reopened',
  opening: 'opening',
  invited: 'invited',
  facilitator: 'facilitator_id',
  facilitatorSeenAt: 'facilitator_seen_at',
});

/** Whether the viewer has answered in a phase, since it was last reopened. */
export async function hasAnswered(
  read: ReadScope,
  { id, opening }: Pick<RetroRow, 'id' | 'opening'>,
  phase: TimedPhase,
): Promise<boolean> {
  return (await answeredIn(read, id, phase)) === opening;
}

/** The opening in which the viewer last answered in a phase. */
export const answeredIn = async (read: ReadScope, retro: RowId, phase: TimedPhase): Promise<number | null> =>
  (await findRow(read.from(turns), { retro_id: retro, phase }))?.opening ?? null;

/** An open retrospective, as a participant sees it at a glance. */
export interface OpenRetro {
  readonly row: RetroRow;
  /** Whether its channel is still shown it. */
  readonly isShown: boolean;
  readonly hasAnswered: boolean;
  readonly isFacilitator: boolean;
  /** In a three-step retrospective: how many cards can be read, each its own topic, since nothing is grouped there. Otherwise 0. */
  readonly cards: number;
}

/** The retrospectives that are over, with the viewer as a participant, the last ended first. */
export async function pastRetrosOf(read: ReadScope): Promise<RetroRow[]> {
  const all = await findRows(read.from(retros).where('it.phase', 'in', ['closed', 'cancelled']), {}, 'id');
  const theirs = await read.memberAudiences(all.map((row) => row.participants_id));
  const rows = all.filter((row) => theirs.has(row.participants_id));
  return rows.toSorted((a, b) => (b.ended_at ?? 0) - (a.ended_at ?? 0));
}

/** The open retrospectives with the viewer as a participant, the earliest end first. */
export async function openRetrosOf(read: ReadScope): Promise<OpenRetro[]> {
  const all = await findRows(read.from(retros).where('it.phase', 'in', timedPhases), {}, 'ends_at', 'id');
  // A channel can have many that others hold.
  const theirs = await read.memberAudiences(all.map((row) => row.participants_id));
  const rows = all.filter((row) => theirs.has(row.participants_id));
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const given = await findRows(read.from(turns).where('it.retro_id', 'in', ids), {});
  const answered = new Set(given.map((row) => `${row.phase} ${row.opening} ${row.retro_id}`));
  const { viewer } = read;
  const choosing = rows.filter(({ phase }) => phase === 'choose').map(({ id }) => id);
  const cards =
    choosing.length === 0 ? [] : await findRows(read.from(marks).where('it.retro_id', 'in', choosing), {});
  const channels = new Map<ChannelId, Channel | null>();
  for (const id of new Set(rows.map((row) => row.channel_id))) channels.set(id, await read.channel(id));
  return rows.map((row) => {
    const channel = channels.get(row.channel_id) ?? null;
    return {
      row,
      isShown: channel !== null && !hasOpenedUp(row, channel),
      hasAnswered: answered.has(`${row.phase} ${row.opening} ${row.id}`),
      isFacilitator: viewer.kind === 'person' && row.facilitator_id === viewer.userId,
      cards: cards.filter((card) => card.retro_id === row.id).length,
    };
  });
}

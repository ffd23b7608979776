/**
 * What retrospectives came to in a channel, for the indicators of learning: which were held at a project's end, what became of what was agreed on,
 * what returned, and whether lessons were used. Nothing of a card or a vote, and nobody but who took on an action.
 */
import { type Act, type Acts, inOrder, mostActs } from '#core/acts.ts';
import { day, type Instant } from '#core/clock.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { addDates } from '#core/time/date.ts';
import { instantOf, localTime, startOfDay } from '#core/time/zone.ts';
import type { Week } from '#core/week.ts';
import { actionItems, type ActionRow } from '../action-items/operations.ts';
import { themesOf } from '../group/themes.ts';
import { counted } from '../lessons/applied.ts';
import { projectsOf } from '../plan/rows.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import { isAgreed } from './rules.ts';

/** A theme that returns within this time after something was done about it. */
const soonAgain = 182 * day;

export const acts: Acts = async (read, week) => {
  const known = await read.channel(week.channel);
  if (known === null) return [];
  const { channel, to } = week;
  const before = read.from(retros).where('it.ended_at', '<', to).limit(mostActs);
  const held = await findRows(before, { channel_id: channel, phase: 'closed' }, '-ended_at', 'id');
  const agreed = (await findRows(read.from(actionItems), { channel_id: channel }, 'id')).filter(isAgreed);
  return inOrder([
    ...(await projectsEnded(read, week, held)),
    ...agreed.flatMap((row) => actionOf(row, week, held, known.tz)),
    ...(await themesAgain(read, week, held, agreed)),
    ...(await startsIn(read, week, known.tz)),
  ]);
};

const isIn = (at: Instant | null, { from, to }: Week): at is Instant => at !== null && at >= from && at < to;

/** Each project that ended, with the first retrospective of it. */
async function projectsEnded(read: ReadScope, week: Week, held: readonly RetroRow[]): Promise<Act[]> {
  const { channel } = week;
  const first = new Map(held.map(({ project_id: project, ended_at: at }) => [project, at]));
  return (await projectsOf(read, channel)).flatMap(({ id, ends_at: at }) =>
    isIn(at, week)
      ? [{ ...ofNobody(id, 'retro', channel, at), dueAt: at, doneAt: first.get(id) ?? null }]
      : [],
  );
}

const ofNobody = (id: RowId, kind: Act['kind'], channel: ChannelId, at: Instant) =>
  ({ id, kind, by: null, channel, at, confirmedAt: null }) as const;

/** What was agreed on, from the end of its retrospective. */
function actionOf(row: ActionRow, week: Week, held: readonly RetroRow[], tz: string): Act[] {
  const at = held.find(({ id }) => id === row.retro_id)?.ended_at ?? null;
  if (!isIn(at, week)) return [];
  return [
    {
      ...ofNobody(row.id, 'action', week.channel, at),
      by: row.owner_id,
      dueAt: startOfDay(addDates(row.due_on, 1), tz),
      doneAt: row.state === 'done' ? row.done_at : null,
      // When is not known of the oldest ones.
      droppedAt: row.state === 'dropped' ? (row.done_at ?? at) : null,
      helped: row.helped === null ? null : row.helped === 'yes',
    },
  ];
}

/** Themes that came first again, although something was done since one of the retrospectives that they came first in. */
async function themesAgain(
  read: ReadScope,
  week: Week,
  held: readonly RetroRow[],
  agreed: readonly ActionRow[],
): Promise<Act[]> {
  const found: Act[] = [];
  for (const row of held) {
    const { ended_at: at } = row;
    if (!isIn(at, week)) continue;
    const wasDone = ({ state, done_at: done }: ActionRow) =>
      state === 'done' && done !== null && done < at && done >= at - soonAgain;
    for (const { topic, earlier } of await themesOf(read, row)) {
      const action = agreed.find((one) => earlier.includes(one.retro_id) && wasDone(one));
      if (action !== undefined)
        found.push({ ...ofNobody(topic, 'recurrence', week.channel, at), about: action.id });
    }
  }
  return found;
}

/** Projects that were shown lessons, of which enough people could say whether they used one. */
async function startsIn(read: ReadScope, week: Week, tz: string): Promise<Act[]> {
  const within = read
    .from(counted)
    .where('it.ended_on', '>=', localTime(week.from, tz).date)
    .where('it.ended_on', '<=', localTime(week.to, tz).date);
  return (await findRows(within, { channel_id: week.channel }, 'id')).flatMap((row) => {
    const at = instantOf(row.ended_on, 12 * 60, tz);
    return isIn(at, week)
      ? [{ ...ofNobody(row.id, 'start', week.channel, at), usedLesson: row.is_applied === 1 }]
      : [];
  });
}

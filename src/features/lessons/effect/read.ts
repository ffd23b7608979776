/** What has come of lessons, as one viewer may know it. */
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import type { LessonEffect } from '#core/lesson-search.ts';
import { conversationsIn } from '#core/message-link.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Standard } from '#core/standard.ts';
import { shorten } from '#core/text.ts';
import { namedTo } from '../named.ts';
import { saidOfEach } from '../record/rows.ts';
import { type LessonRow, lessons, type TrialRow, trials } from '../rows.ts';
import { effectOf, isDue, limitsOf, type Outcome, outcomes } from './rules.ts';

export interface Trial {
  readonly id: RowId;
  /** The team; `null`: the viewer may not know which. */
  readonly channel: ChannelId | null;
  readonly at: Instant;
  readonly went: Outcome;
  /** One line, or empty. */
  readonly how: string;
  /** If they added themselves. */
  readonly by: UserId | null;
}

export interface Retired {
  readonly at: Instant;
  /** May be empty. */
  readonly why: string;
  /** Which to read instead, if the viewer may read it. */
  readonly instead: Pick<LessonRow, 'id' | 'title'> | null;
}

/** A team that tried it, and how that went last. */
export type Team = Pick<Trial, 'channel' | 'went'>;

/** What has come of a lesson. */
export interface Outcomes {
  readonly effect: LessonEffect;
  /** The newest first. */
  readonly trials: readonly Trial[];
  readonly teams: readonly Team[];
  /** How it went before it was brought in, of which nobody here knows more. */
  readonly before: readonly Pick<Trial, 'went' | 'how'>[];
  readonly standard: Standard | null;
  readonly retired: Retired | null;
  /** It is past its day of review: since when nobody has checked it. */
  readonly uncheckedSince: Instant | null;
}

/** Of each of these lessons, in the same number of queries however many there are. */
export async function outcomesOf(
  read: ReadScope,
  rows: readonly LessonRow[],
  now: Instant,
): Promise<(row: LessonRow) => Outcomes> {
  const byLesson = Map.groupBy(await trialsOf(read, rows), ({ lesson }) => lesson);
  const said = await saidOfEach(read, rows);
  const links = rows.flatMap(({ standard_link: link }) => leadsTo(link));
  const visible = await read.visibleChannels([...new Set(links)]);
  const others = rows.flatMap(({ replaced_by: other }) => (other === null ? [] : [other]));
  const standing = await findRows(read.from(lessons), { id: [...new Set(others)], state: 'kept' }, 'id');
  const instead = new Map(standing.map(({ id, title }) => [id, { id, title }]));
  return (row) => {
    const tried = byLesson.get(row.id) ?? [];
    const before = said.get(row.id)?.trials ?? [];
    const link = row.standard_link ?? '';
    return {
      effect: effectOf({
        retiredAt: row.retired_at,
        standardAt: row.standard_at,
        trials: tried.length + before.length,
      }),
      trials: tried,
      teams: [...new Map(tried.toReversed().map((one) => [one.team, one])).values()].toReversed(),
      before: before.flatMap(({ went: said, how }) => {
        const went = outcomes.find((one) => one === said);
        return went === undefined ? [] : [{ went, how: shorten(how, limitsOf.how) }];
      }),
      standard:
        row.standard_kind === null
          ? null
          : {
              kind: row.standard_kind,
              name: row.standard_name ?? '',
              link: leadsTo(link).every((channel) => visible.has(channel)) ? link : '',
            },
      retired:
        row.retired_at === null
          ? null
          : {
              at: row.retired_at,
              why: row.retired_why ?? '',
              instead: row.replaced_by === null ? null : (instead.get(row.replaced_by) ?? null),
            },
      uncheckedSince:
        row.kept_at !== null && isDue(row.review_by, row.retired_at !== null, now)
          ? (row.reviewed_at ?? row.kept_at)
          : null,
    };
  };
}

const leadsTo = (link: string | null): ChannelId[] =>
  conversationsIn(link ?? '').filter((leads): leads is ChannelId => leads !== 'unknown');

/** `team`: which it was, whether the viewer may know it or not. */
type OfLesson = Trial & { readonly lesson: RowId; readonly team: ChannelId };

async function trialsOf(read: ReadScope, rows: readonly LessonRow[]): Promise<OfLesson[]> {
  const found = await findRows(
    read.from(trials),
    { lesson_id: rows.map(({ id }) => id), taken_back_at: null },
    '-tried_at',
    'id',
  );
  if (found.length === 0) return [];
  const isNamed = await namedTo(read, found);
  const by = await read.authors(
    trials,
    found.map(({ id }) => id),
  );
  return found.map((row) => ({
    id: row.id,
    lesson: row.lesson_id,
    team: row.channel_id,
    channel: isNamed(row) ? row.channel_id : null,
    at: row.tried_at,
    went: row.went,
    how: row.how,
    by: by.get(row.id)?.[0] ?? null,
  }));
}

/** A trial as it is stored. @returns `null` if it is gone, or not for the viewer */
export const trialRow = (read: ReadScope, id: RowId): Promise<TrialRow | null> =>
  findRow(read.from(trials), { id, taken_back_at: null });

/** Of these trials, those that the viewer may take back: their own, and of those that say no name the ones of a channel that they are in. */
export async function removable(read: ReadScope, all: readonly Trial[]): Promise<readonly Trial[]> {
  const own = await findRows(read.mine(trials), { id: all.map(({ id }) => id) }, 'id');
  const mine = new Set(own.map(({ id }) => id));
  const inside = new Map<ChannelId, boolean>();
  for (const { channel } of all)
    if (channel !== null && !inside.has(channel)) inside.set(channel, (await read.channel(channel)) !== null);
  return all.filter(
    ({ id, by, channel }) =>
      mine.has(id) || (by === null && channel !== null && inside.get(channel) === true),
  );
}

/** A year of a channel's retrospectives: what returned, how they were rated, how many took part. Pure; nothing here knows a person. */
import type { RowId } from '#core/ids.ts';
import { rowId } from '#core/ids.ts';
import type { LocalDate } from '#core/time/date.ts';
import { mostIn } from '#core/picture.ts';
import type { Standard } from '#core/standard.ts';
import { alike, type FirstTopic } from '../group/rules.ts';
import { enoughToSay } from '../history/rules.ts';
import type { AppliedIn } from '../lessons/applied.ts';
import type { Lately } from './lately.ts';
import type { Standards } from './standards.ts';

/** A retrospective that is over, the oldest first. */
export interface Held {
  readonly id: RowId;
  readonly endedOn: LocalDate;
  /** The mean in tenths; `null`: too few answers to show one. */
  readonly worthTenths: number | null;
  readonly answered: number;
  readonly invited: number;
}

/** One of the first topics of one; `title`: `null` if it has none that the reader may read. */
export interface FirstTitle extends Pick<FirstTopic, 'retro' | 'text'> {
  readonly title: string | null;
}

export interface Trends {
  readonly held: number;
  /** Whether there are enough to see a trend. */
  readonly isEnough: boolean;
  readonly answered: number;
  readonly invited: number;
  /** The ratings that may be shown. */
  readonly ratings: readonly Pick<Held, 'endedOn' | 'worthTenths'>[];
  readonly areRatingsEnough: boolean;
  /** `YYYY-MM`, twelve of them. */
  readonly months: readonly string[];
  /** What became of lessons that changed a standard. */
  readonly standards: Standards;
  /** What changed in these months, with lessons and with actions, the newest first. */
  readonly changes: readonly Standard[];
  /** Lessons of other teams that projects began with: of this channel, and of all that the reader may see. */
  readonly lessons: Readonly<Record<'here' | 'everywhere', AppliedIn>>;
  readonly lately: Lately;
  /** What came up in two retrospectives or more, the most frequent first: in how many each month. */
  readonly themes: readonly { readonly title: string; readonly counts: readonly number[] }[];
}

/** The twelve months until that of a day. */
export function monthsUntil(today: LocalDate): string[] {
  const last = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  return Array.from({ length: 12 }, (_, at) => {
    const month = last - 11 + at;
    return `${String(Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}

const noStandards: Standards = { changed: 0, stayedAway: 0 };
const noProjects: AppliedIn = { shown: 0, applied: 0 };
const nothingLately: Lately = { held: 0, began: null, actions: null };
const noLessons = { here: noProjects, everywhere: noProjects };

/** @param held within these months */
export function trendsOf(
  held: readonly Held[],
  topics: readonly FirstTitle[],
  months: readonly string[],
  standards: Standards = noStandards,
  lessons: Trends['lessons'] = noLessons,
  changes: readonly Standard[] = [],
  lately = nothingLately,
): Trends {
  const sum = (of: (one: Held) => number) => held.reduce((total, one) => total + of(one), 0);
  const ratings = held.filter(({ worthTenths }) => worthTenths !== null);
  const monthOf = new Map(held.map(({ id, endedOn }) => [id, endedOn.slice(0, 7)]));
  const numbered = topics
    .filter(({ title }) => title !== null)
    .map((topic, at) => ({ ...topic, id: rowId(String(at)) }));
  const themes = alike(numbered).flatMap((ids) => {
    const those = numbered.filter(({ id }) => ids.includes(id));
    const retros = [...new Set(those.map(({ retro }) => retro))];
    const title = those.at(-1)?.title;
    if (retros.length < 2 || title == null) return [];
    const counts = months.map((month) => retros.filter((retro) => monthOf.get(retro) === month).length);
    return [{ title, counts, times: retros.length }];
  });
  return {
    held: held.length,
    isEnough: held.length >= enoughToSay,
    answered: sum(({ answered }) => answered),
    invited: sum(({ invited }) => invited),
    ratings,
    areRatingsEnough: ratings.length >= enoughToSay,
    months,
    standards,
    changes,
    lessons,
    lately,
    themes: themes.toSorted((a, b) => b.times - a.times).slice(0, mostIn.rows),
  };
}

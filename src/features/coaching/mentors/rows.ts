/** Who offers to be a mentor, and what somebody who looks for one has said, as stored. */
import { flag, instant, number, partOf, text } from '#core/columns.ts';
import { findRow } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { pairs } from '../rows.ts';
import { type Goal, goals, type Style, styles, topicsIn, type Wishes } from './rules.ts';

const wishes = {
  topics: text,
  /** Those chosen, with commas between them. */
  goals: text,
  styles: text,
};

/** Nothing about the person stands here but what they would help with, and how. The form says that full members learn of it, and that it ends by itself. */
export const offers = ownTable(
  'coaching_offer',
  [],
  {
    ...wishes,
    /** How many people at a time. */
    capacity: number,
    /** They have so many: they are suggested to nobody. Written with their own access alone. */
    full: flag.internal,
    offered_at: instant,
  },
  {
    kept: { name: 'coaching.offers', days: 730, since: 'offered_at' },
    exported: { as: 'mentorOffer', order: 'offered_at' },
    isOffer: true,
  },
);

export type OfferRow = RowOf<typeof offers>;

/** Shown to nobody: it only finds mentors, until the person asks one. */
export const seeks = ownTable(
  'coaching_seek',
  [],
  { ...wishes, sought_at: instant },
  {
    kept: { name: 'coaching.seeks', days: 365, since: 'sought_at' },
    exported: { as: 'mentorWanted', order: 'sought_at' },
  },
);

type WishesRow = Readonly<Record<keyof typeof wishes, string>>;

/** What a mentor reads when somebody asks them: for those two, in the words of the one who asks. */
export const asks = sharedTable(
  'coaching_ask',
  { pair_id: partOf(pairs).internal, ...wishes, asked_at: instant },
  { exported: { as: 'mentorAsked', only: 'person', order: 'asked_at' } },
);

const between = ', ';

export const cellsOf = (wanted: Wishes): WishesRow => ({
  topics: wanted.topics.join(between),
  goals: wanted.goals.join(between),
  styles: wanted.styles.join(between),
});

export function wishesOf(row: WishesRow): Wishes {
  const chosen = { goals: row.goals.split(between), styles: row.styles.split(between) };
  return {
    topics: topicsIn(row.topics),
    goals: goals.filter((one: Goal) => chosen.goals.includes(one)),
    styles: styles.filter((one: Style) => chosen.styles.includes(one)),
  };
}

/** The viewer's own. */
export const ownOffer = (read: ReadScope): Promise<OfferRow | null> => findRow(read.from(offers), {});
export const ownSeek = (read: ReadScope): Promise<RowOf<typeof seeks> | null> =>
  findRow(read.from(seeks), {});

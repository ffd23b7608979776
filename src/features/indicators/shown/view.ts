/**
 * What a reader may see of a quarter: a channel’s, or the workspace’s. All full members read the same of the workspace: what is of channels that are
 * public and not shared now, with the same numbers for all.
 */
import type { ChannelId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';
import { numbersOf, onlyOpen, openQuarters, type QuarterRow, quartersOf } from '../rows.ts';
import { leastPeople } from '../measures/facts.ts';
import { climate } from '../measures/climate.ts';
import { summed } from '../measures/groups.ts';
import { type Figure, figure, type FigureId, figureIds, valueIn } from '../measures/indicator.ts';
import { mixingOf } from '../measures/sharing.ts';
import { together, type Value } from '../measures/value.ts';
import type { Practices } from '../practices.ts';
import { boundsOf, type Quarter } from '#core/time/quarter.ts';

/** What one quarter came to. */
export interface Came {
  readonly quarter: Quarter;
  /** Everybody, once for each channel that they are in. */
  readonly people: number;
  /** In no order. */
  readonly channels: readonly ChannelId[];
  /** The last of them. */
  readonly fixedAt: number;
  readonly figures: readonly Figure[];
}

/** What is of one channel has numbers, and what is of all leaders is of no one channel. */
const ofLeaders: readonly FigureId[] = ['M9.entries', 'M9.kinds'];

interface Counted {
  readonly row: QuarterRow;
  readonly figures: readonly Figure[];
}

async function counted(read: ReadScope, rows: readonly QuarterRow[]): Promise<readonly Counted[]> {
  const found = Map.groupBy(await numbersOf(read, rows), (one) => one.quarter_id);
  return rows.map((row) => {
    const own = found.get(row.id) ?? [];
    const figures = figureIds.flatMap((id) => {
      const stored = own.findLast((one) => one.figure === id);
      return figure(id, stored === undefined ? null : (JSON.parse(stored.value) as Value));
    });
    return { row, figures };
  });
}

/** A channel’s quarters that have numbers, the newest first. Empty for who may not see them. */
export async function channelQuarters(read: ReadScope, channel: ChannelId): Promise<readonly Came[]> {
  const rows = (await quartersOf(read, channel)).filter(({ people }) => people >= leastPeople);
  return (await counted(read, rows)).map(({ row, figures }) => ({
    quarter: row.quarter,
    people: row.people,
    channels: [channel],
    fixedAt: row.taken_at,
    figures: figures.filter(({ id }) => !ofLeaders.includes(id)),
  }));
}

/** The workspace’s quarters, the newest first: for a full member, since a guest knows only some of the channels. */
export async function wholeQuarters(practices: Practices, read: ReadScope): Promise<readonly Came[]> {
  const all = await counted(read, await onlyOpen(read, await openQuarters(read)));
  const whole: Came[] = [];
  for (const [quarter, some] of Map.groupBy(all, ({ row }) => row.quarter)) {
    const means = await climateIn(practices, read, quarter);
    whole.push({
      quarter,
      people: some.reduce((sum, { row }) => sum + row.people, 0),
      channels: some.map(({ row }) => row.channel_id),
      fixedAt: Math.max(...some.map(({ row }) => row.taken_at)),
      figures: figureIds.flatMap((id) => {
        if (id === 'M1b.mixing') return mixingIn(some);
        if (id === 'M7.means') return climate({ climate: means });
        return figure(id, togetherOf(some, id));
      }),
    });
  }
  return whole;
}

/** What was published in a quarter of how safe it is to learn. */
async function climateIn(practices: Practices, read: ReadScope, quarter: Quarter) {
  for (const practice of practices()) {
    const means = (await practice.climate?.(read, boundsOf(quarter, 'UTC'))) ?? [];
    if (means.length > 0) return means;
  }
  return [];
}

/** One figure of the channels that have it: a sum of what each of them shows by itself, under the rule that the pulse follows, too. */
function togetherOf(all: readonly Counted[], id: FigureId): Value | null {
  const having = all.flatMap(({ row, figures }) => {
    const value = valueIn(figures, id);
    return value === undefined ? [] : [{ row, value }];
  });
  const [first] = having;
  if (first === undefined) return null;
  if (ofLeaders.includes(id)) return first.value;
  const covered = summed(new Map(having.map(({ row }) => [row.id, row.people])));
  const shown = having.filter(({ row }) => covered.has(row.id));
  return together(shown.map((one) => one.value)) ?? rateOf(shown);
}

/** How often for ten people of all these channels. Whether it changed is said of one channel only: their stretches are not the same. */
function rateOf(all: readonly { readonly row: QuarterRow; readonly value: Value }[]): Value | null {
  const rates = all.flatMap(({ row, value }) =>
    value.kind === 'rate' ? [{ ...value, people: row.people }] : [],
  );
  if (rates.length === 0) return null;
  const people = rates.reduce((sum, one) => sum + one.people, 0);
  const perTen = rates.reduce((sum, one) => sum + one.perTen * one.people, 0) / people;
  const count = rates.reduce((sum, one) => sum + one.count, 0);
  return { kind: 'rate', count, perTen, variation: null };
}

/** How far it gets beyond a team, of these channels together. */
function mixingIn(all: readonly Counted[]): readonly Figure[] {
  const cross = togetherOf(all, 'M1b.cross');
  const sizes = all.map(({ row }) => row.people);
  return cross?.kind === 'part' ? mixingOf(cross, sizes) : [];
}

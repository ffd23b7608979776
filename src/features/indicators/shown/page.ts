/** All that is shown of a quarter to one reader, and the same on paper. */
import type { ChannelId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';
import { maturityOf, type Maturity } from '../maturity/rules.ts';
import type { Practices } from '../practices.ts';
import type { Quarter } from '#core/time/quarter.ts';
import type { By, DecisionRow, RemarkRow } from '../rows.ts';
import { indicatorIds } from '../measures/indicator.ts';
import type { Measured } from '../measures/rules.ts';
import { decisionsOf, limitsIn, remarksOn } from '../said/rows.ts';
import { type Came, channelQuarters, wholeQuarters } from './view.ts';

export interface Page extends Awaited<ReturnType<typeof limitsIn>> {
  /** `null`: the workspace. */
  readonly channel: ChannelId | null;
  /** IANA zone of who reads it. */
  readonly tz: string;
  /** The quarter that is shown. */
  readonly came: Came;
  /** It and those before it, the newest first. */
  readonly before: readonly Came[];
  readonly quarters: readonly Quarter[];
  readonly remarks: ReadonlyMap<string, readonly By<RemarkRow>[]>;
  readonly decisions: readonly By<DecisionRow>[];
  readonly maturity: Maturity;
}

/** @param wanted a quarter; without it, or where that one is not there, the last @returns `null`: there is none (for this reader) */
export async function pageOf(
  practices: Practices,
  read: ReadScope,
  channel: ChannelId | null,
  wanted: Quarter | undefined,
  tz: string,
): Promise<Page | null> {
  const all = channel === null ? await wholeQuarters(practices, read) : await channelQuarters(read, channel);
  const at = Math.max(
    0,
    all.findIndex(({ quarter }) => quarter === wanted),
  );
  const came = all[at];
  if (came === undefined) return null;
  const chosen = await limitsIn(read);
  return {
    channel,
    tz,
    came,
    before: all.slice(at),
    quarters: all.map(({ quarter }) => quarter),
    remarks: Map.groupBy(await remarksOn(read, channel), ({ indicator }) => indicator),
    decisions: await decisionsOf(read, channel),
    ...chosen,
    maturity: maturityOf(all.slice(at), chosen.limits),
  };
}

/** The indicators that say something, each with its figures. */
export const saidIn = ({ figures }: Came): readonly Measured[] =>
  indicatorIds.flatMap((id) => {
    const own = figures.filter((one) => one.id.startsWith(`${id}.`));
    return own.length === 0 ? [] : [{ id, figures: own }];
  });

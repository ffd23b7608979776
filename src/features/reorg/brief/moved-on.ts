/** A channel whose merge or archiving has taken effect. */
import type { Feature } from '#core/feature.ts';
import { findRows } from '#core/rows.ts';
import { changesOf, notices } from '../rows.ts';
import { goesAway } from './rules.ts';

export const movedOn: NonNullable<Feature['movedOn']> = async (read, channel, now) => {
  const effective = read.from(notices).where('it.effect_at', '<=', now);
  for (const { reorg_id: reorg } of await findRows(effective, { channel_id: channel, ended_at: null }, 'id'))
    if ((await changesOf(read, reorg, channel)).some(goesAway)) return true;
  return false;
};

/**
 * Once enough was shared in a channel, the thread of what was shared reads what else the channel could turn on. It is offered once;
 * `src/system/schedules` renders it.
 */
import type { Feature } from '#core/feature.ts';
import type { ChannelId } from '#core/ids.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import type { Schedule } from '#core/schedule.ts';
import type { ReadScope, Scope } from '#core/scope.ts';

interface Params extends Readonly<Record<string, ChannelId>> {
  readonly channel: ChannelId;
}

export const offer = postId<Params>('lore.offer');

/** What an offer is made of. */
export type Offering = readonly Pick<Feature, 'name' | 'schedules' | 'sharedIn'>[];

interface Offered {
  readonly schedule: Schedule;
  /** How much has to be shared first. */
  readonly needed: number;
}

/** The rituals that are offered once something was shared. */
export const offeredLater = (schedules: readonly Schedule[]): readonly Offered[] =>
  schedules.flatMap((schedule) =>
    typeof schedule.offered === 'string' ? [] : [{ schedule, needed: schedule.offered.whenShared }],
  );

/** Those of them that were never set up in a channel. */
export async function neverSetUp(
  read: ReadScope,
  channel: ChannelId,
  schedules: readonly Schedule[],
): Promise<readonly Offered[]> {
  const found = [];
  for (const one of offeredLater(await read.schedules.switchedOn(channel, schedules)))
    if ((await read.schedules.of(channel, one.schedule.name)) === null) found.push(one);
  return found;
}

/** The threads of what was shared in a channel with practices that are on there, as `Feature.sharedIn`. @param read with the channel's access */
export async function sharedIn(
  features: Offering,
  read: ReadScope,
  channel: ChannelId,
  most: number,
): Promise<readonly PostRef[]> {
  const all: PostRef[] = [];
  for (const one of features)
    if (one.sharedIn !== undefined && (await read.isOn(one.name)))
      all.push(...(await one.sharedIn(read, channel, most)));
  return all;
}

/** @param scope with the channel's access */
export async function offerMore(features: Offering, scope: Scope, channel: ChannelId): Promise<void> {
  const missing = await neverSetUp(
    scope,
    channel,
    features.flatMap((one) => one.schedules ?? []),
  );
  if (missing.length === 0) return;
  const needed = Math.min(...missing.map((one) => one.needed));
  const thread = (await sharedIn(features, scope, channel, needed))[needed - 1];
  if (thread !== undefined) await scope.publish(offer.ref({ channel }, { kind: 'thread', under: thread }));
}

/**
 * Once enough was shared in a channel, the thread of what was shared reads what else the channel could turn on. It is offered once;
 * `src/system/schedules` renders it.
 */
import type { Instant } from '#core/clock.ts';
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
export type Offering = readonly Pick<Feature, 'name' | 'schedules' | 'sharedIn' | 'movedOn'>[];

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

/**
 * The threads of what was shared in a channel with practices that are on there, as `Feature.sharedIn`; none in one that moved on.
 * @param read with the channel's access
 */
export async function sharedIn(
  features: Offering,
  read: ReadScope,
  channel: ChannelId,
  most: number,
  now: Instant,
): Promise<readonly PostRef[]> {
  const all: PostRef[] = [];
  for (const { name, sharedIn: shared, movedOn } of features) {
    if ((shared === undefined && movedOn === undefined) || !(await read.isOn(name))) continue;
    if ((await movedOn?.(read, channel, now)) === true) return [];
    all.push(...((await shared?.(read, channel, most)) ?? []));
  }
  return all;
}

/** @param scope with the channel's access */
export async function offerMore(
  features: Offering,
  scope: Scope,
  channel: ChannelId,
  now: Instant,
): Promise<void> {
  const missing = await neverSetUp(
    scope,
    channel,
    features.flatMap((one) => one.schedules ?? []),
  );
  if (missing.length === 0) return;
  const needed = Math.min(...missing.map((one) => one.needed));
  const thread = (await sharedIn(features, scope, channel, needed, now))[needed - 1];
  if (thread !== undefined) await scope.publish(offer.ref({ channel }, { kind: 'thread', under: thread }));
}

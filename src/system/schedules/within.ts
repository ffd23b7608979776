/** Runs with a channel's rituals, for a person who may change them. */
import { practiceOf } from '#core/feature.ts';
import type { ChannelId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Reply, say, type SystemInteraction } from '#core/listener.ts';
import type { ScheduleRefusal } from '#core/recurrence.ts';
import type { Schedule } from '#core/schedule.ts';
import type { SystemPort } from '../port.ts';
import { schedulesCopy } from './copy.ts';
import type { Overview } from './screens.ts';

export type Port = Pick<SystemPort, 'features' | 'store'>;

/** All rituals of the practices: those first that a channel is offered first. */
export const ritualsOf = ({ features }: Pick<SystemPort, 'features'>): readonly Schedule[] =>
  features.flatMap((feature) => feature.schedules ?? []).toSorted((a, b) => place(a) - place(b));

const place = ({ offered }: Schedule): number => {
  if (offered === 'start') return 0;
  return offered === 'settings' ? 2 : 1;
};

/** Those of practices that are not off. */
export const schedulesOn = (port: Pick<Port, 'features'>, off: ReadonlySet<string>): readonly Schedule[] =>
  ritualsOf(port).filter(({ name }) => !off.has(practiceOf(name)));

export const refused = (who: SystemInteraction, code: ScheduleRefusal) =>
  say(messageOf(schedulesCopy.for(who).mrkdwn(`refused.${code}`)));

/** @param run with the rituals as they are, if this person may change them */
export async function within(
  port: Port,
  who: SystemInteraction,
  channel: ChannelId,
  run: (overview: Overview) => Promise<Reply> | Reply,
): Promise<Reply> {
  const found = await port.store.schedules.setUp(who.teamId, channel, who.person.userId);
  if (!found.ok) return refused(who, found.code);
  const asking = { kind: 'channel', channelId: channel } as const;
  const schedules = schedulesOn(port, await port.store.workspaceSettings.offFor(who.teamId, asking));
  return run({ channel, setUp: found.value, schedules, now: who.now });
}

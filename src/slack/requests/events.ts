/** Processes an event from the inbox: first the directory stores the facts, then listening features get what remains. */
import { z } from 'zod';
import { type Instant, minute } from '#core/clock.ts';
import { channelId, type ChannelId, isId, type TeamId, userId, type UserId } from '#core/ids.ts';
import type { EventName } from '#core/listener.ts';
import type { IncomingEvent } from '../../jobs/inbox.ts';
import type { ChannelFacts } from '../../store/directory/facts.ts';
import { userNamed } from '../../store/directory/practice-groups.ts';
import { unlessErased } from '../../store/settings/installed.ts';
import { workingTimeChanged } from '../../store/outbox/reschedule-messages.ts';
import { welcomeTo } from '../../schedules/welcome.ts';
import { refusal } from '../api/call-outcome.ts';
import { strangerMet } from '../directory/directory.ts';
import { personFacts, reducedUser } from '../directory/facts.ts';
import { doorEvents, doorFields, doorFieldsHeard, handleDoorEvent } from './door-events.ts';
import type { EventParts } from './event-parts.ts';
import { homeOpened, homeOpenedBy, openHome } from './home-opened.ts';
import { tellPractices } from './named.ts';

const id = z.string().refine(isId);

const body = z.object({
  channel: z.union([id, z.object({ id, name: z.string().optional() })]).optional(),
  user: z.union([id, reducedUser]).optional(),
  /** Who added the person who joined a channel. */
  inviter: id.optional(),
  tab: z.string().optional(),
  old_channel_id: id.optional(),
  new_channel_id: id.optional(),
  /** `C` for a public channel. */
  channel_type: z.string().optional(),
  connected_team_id: z.string().optional(),
  tokens: z.object({ bot: z.array(z.string()).optional() }).optional(),
  /** The workspaces of an organisation into which Lore may, or may no longer. */
  team_ids: z.array(id).optional(),
  /** Of one that was removed. */
  team_id: id.optional(),
  ...doorFields,
  /** Seconds, with a fraction, as text. */
  event_ts: z.string().optional(),
});

type Body = z.infer<typeof body>;

/** The event fields that we use; nothing else is stored. */
export const eventFields: ReadonlySet<string> = new Set(Object.keys(body.shape));

/** Those that are looked at, of which some are not stored. */
export const heardFields: ReadonlySet<string> = new Set([...eventFields, ...doorFieldsHeard]);

/** @returns the inbox's handler for events; an event it cannot read throws, and is kept and logged there */
export function eventHandler(parts: EventParts): (event: IncomingEvent) => Promise<void> {
  const handle = async (event: IncomingEvent): Promise<void> => {
    const read = body.parse(event.body);
    const given = typeof read.channel === 'string' ? read.channel : read.channel?.id;
    const channel = given === undefined ? null : channelId(given);
    const user = typeof read.user === 'string' ? userId(read.user) : null;
    if (event.type === homeOpened) {
      // Since it is noted as it comes, only an older Lore has left one here.
      const opener = homeOpenedBy({ ...read, type: event.type });
      if (opener !== null) await openHome(parts.store, event.team, opener, parts.clock.now());
    } else if (event.type.startsWith('subteam_'))
      await parts.directory.userGroupsChanged(event.team, event.receivedAt);
    else if (doorEvents.has(event.type)) await handleDoorEvent(parts.doors, event);
    else if (event.type === userNamed) await tellPractices(parts, event.team, user);
    else if (event.type === 'app_uninstalled' || event.type === 'tokens_revoked')
      await uninstalled(parts, event, read);
    else if (event.type === 'team_join' || event.type === 'user_change')
      await personChanged(parts, event, read);
    else if (event.type === workingTimeChanged) await tellTime(parts, event, user);
    else if (event.type === strangerMet) await meet(parts, event, user);
    else if (event.type === 'channel_id_changed') await idChanged(parts, event, read);
    else if (channel !== null && event.type.startsWith('member_') && user !== null)
      await memberMoved(parts, event, channel, user, read);
    else if (channel !== null) await channelChanged(parts, event, channel, read);
  };
  // Nothing is left that it could be about.
  return async (event) => void (await unlessErased(handle(event)));
}

/** The channels and people that an event is about: events about the same one are processed in their order of arrival. */
export function orderingKeysOf(event: Pick<IncomingEvent, 'type' | 'body'>): readonly string[] {
  const read = body.safeParse(event.body);
  if (!read.success || event.type === homeOpened) return [];
  if (event.type === 'app_uninstalled' || event.type === 'tokens_revoked') return ['installation'];
  const { channel, user, old_channel_id: old, new_channel_id: renewed } = read.data;
  const channels = [typeof channel === 'object' ? channel.id : channel, old, renewed];
  const orderingKeys = channels.flatMap((one) => (one === undefined ? [] : [`channel ${one}`]));
  // Joining and leaving concerns the channel, not the person.
  return typeof user === 'object' ? [...orderingKeys, `person ${user.id}`] : orderingKeys;
}

/** Slack considers an event lost after three seconds, and sends it again a minute or more later. */
const lateness = 3_000;

/**
 * Whether an event was delayed so long that newer ones may have overtaken it: then Slack is asked for the current state, and only losses of access
 * are believed at once. If our clock and Slack's differ by more, Slack is asked too often or, if ours is behind, a late event counts as punctual.
 */
function isLate(event: IncomingEvent, read: Body): boolean {
  return event.receivedAt - Number(read.event_ts ?? Number.NaN) * 1000 > lateness;
}

/** In ms: an uninstallation so soon after an installation may be the one before it. */
const shortly = 5 * minute;

/** A reinstallation can overtake the event of the uninstallation before it, so their times are compared. Both are wall time. */
async function uninstalled(parts: EventParts, event: IncomingEvent, read: Body): Promise<void> {
  if (event.type === 'tokens_revoked' && (read.tokens?.bot ?? []).length === 0) return;
  const installation = await parts.store.workspaces.find(event.team);
  const said = Number(read.event_ts ?? Number.NaN) * 1000;
  const at = Number.isFinite(said) ? said : event.receivedAt;
  if (installation === null || installation.removedAt !== null || installation.installedAt > at) return;
  // Two clocks dated the two, and an installation has more than one token in its life.
  if (at - installation.installedAt < shortly && (await parts.isStillIn(event.team))) return;
  // It may have been installed again while Slack was asked.
  if (await parts.store.workspaces.removed(event.team, parts.clock.now(), installation))
    await parts.ended(event.team);
}

async function personChanged(parts: EventParts, event: IncomingEvent, read: Body): Promise<void> {
  if (typeof read.user !== 'object') return;
  const facts = personFacts(read.user, event.team);
  const channels = await parts.store.directory.channelsOf(event.team, facts.userId);
  const late = isLate(event, read);
  if (!late || facts.memberType === 'deactivated')
    await parts.store.directory.savePerson(event.team, facts, event.receivedAt);
  if (late) await parts.directory.refreshPerson(event.team, facts.userId);
  const now = await parts.store.directory.person(event.team, facts.userId);
  if (facts.memberType !== 'deactivated' || now?.memberType !== 'deactivated') return;
  for (const channel of channels)
    await tell(parts, event.team, channel, 'user_deactivated', { user: facts.userId });
}

/** Lore's own event: a member about whom nothing was known yet. */
async function meet(parts: EventParts, event: IncomingEvent, user: UserId | null): Promise<void> {
  if (user === null || (await parts.store.directory.person(event.team, user)) !== null) return;
  try {
    await parts.directory.refreshPerson(event.team, user);
  } catch (error) {
    // Slack no longer knows this person.
    if (refusal(error) === null) throw error;
  }
}

/** Lore's own event, which Slack never sends. */
async function tellTime(parts: EventParts, event: IncomingEvent, user: UserId | null): Promise<void> {
  if (user === null) return;
  for (const channel of await parts.store.directory.channelsOf(event.team, user))
    await tell(parts, event.team, channel, 'working_time_changed', { user });
}

async function memberMoved(
  parts: EventParts,
  event: IncomingEvent,
  channel: ChannelId,
  user: UserId,
  read: Body,
): Promise<void> {
  const { team, receivedAt } = event;
  const stored = parts.store.directory;
  const isLore = (await parts.store.workspaces.find(team))?.botUserId === user;
  const late = isLate(event, read);
  if (event.type === 'member_joined_channel') {
    // Slack has no event for a channel that was made public, and it matters whether a person joined before or after.
    const isOpenNow = read.channel_type === 'C' && (await stored.channel(team, channel))?.kind === 'private';
    if (isLore || late || isOpenNow) await parts.directory.refreshChannel(team, channel);
    else await stored.memberJoined(team, channel, user, receivedAt);
    if (!isLore) {
      await parts.directory.person(team, user);
      await tell(parts, team, channel, 'member_joined_channel', { user });
    } else if (read.inviter !== undefined) await greet(parts, team, channel, userId(read.inviter));
    return;
  }
  if (event.type !== 'member_left_channel') return;
  if (isLore) return left(parts, event, channel, read);
  await stored.memberLeft(team, channel, user, receivedAt);
  if (late) await parts.directory.refreshChannel(team, channel);
  if ((await stored.channelsOf(team, user)).includes(channel)) return;
  await tell(parts, team, channel, 'member_left_channel', { user });
}

/** Greets a person who invited Lore, once. Only full members, since others cannot set anything up. */
async function greet(parts: EventParts, team: TeamId, channel: ChannelId, user: UserId): Promise<void> {
  if ((await parts.directory.person(team, user)).memberType !== 'member') return;
  await parts.store.transact(team, { kind: 'person', userId: user }, (scope) =>
    scope.publish(welcomeTo(user, channel)),
  );
}

/** Features hear it first: afterwards a channel without Lore shows them nothing, not even what they must close. */
async function left(parts: EventParts, event: IncomingEvent, channel: ChannelId, read: Body): Promise<void> {
  if (isLate(event, read) && (await parts.directory.ask(event.team, channel))?.hasLore === true)
    return parts.directory.refreshChannel(event.team, channel);
  await tell(parts, event.team, channel, 'lore_left', {});
  await parts.store.directory.channelGone(event.team, channel, event.receivedAt);
}

/** Slack gives a channel a new id when it is shared: content of the old one stays there, closed; its rituals move. */
async function idChanged(parts: EventParts, event: IncomingEvent, read: Body): Promise<void> {
  if (read.old_channel_id === undefined || read.new_channel_id === undefined) return;
  await parts.store.directory.channelGone(event.team, channelId(read.old_channel_id), event.receivedAt);
  await parts.directory.refreshChannel(event.team, channelId(read.new_channel_id));
  await parts.store.schedules.goesOnAs(
    event.team,
    channelId(read.old_channel_id),
    channelId(read.new_channel_id),
  );
}

async function channelChanged(
  parts: EventParts,
  event: IncomingEvent,
  channel: ChannelId,
  read: Body,
): Promise<void> {
  const { team, receivedAt } = event;
  const late = isLate(event, read);
  const refresh = () => parts.directory.refreshChannel(team, channel);
  const change = async (to: Partial<Omit<ChannelFacts, 'channelId'>>, name: EventName): Promise<void> => {
    await parts.store.directory.changeChannel(team, channel, to, receivedAt);
    await tell(parts, team, channel, name, {});
  };
  /** Asks Slack if the event carries too little or comes late. */
  const ask = async (): Promise<void> => {
    await refresh();
    await tell(parts, team, channel, 'channel_changed', {});
  };
  /** Reduces access at once, without asking; asks afterwards whether it is still so. */
  const shrink = async (to: Partial<Omit<ChannelFacts, 'channelId'>>): Promise<void> => {
    await change(to, 'channel_changed');
    if (late) await ask();
  };
  switch (event.type) {
    case 'channel_archive':
    case 'group_archive':
      if (late && (await parts.directory.ask(team, channel))?.isArchived === false) return ask();
      return change({ isArchived: true }, 'channel_archive');
    case 'channel_unarchive':
    case 'group_unarchive':
      if (late && (await parts.directory.ask(team, channel))?.isArchived !== false) return ask();
      return change({ isArchived: false }, 'channel_unarchive');
    case 'channel_rename':
    case 'group_rename': {
      if (late) return ask();
      const name = typeof read.channel === 'object' ? read.channel.name : undefined;
      return change(name === undefined ? {} : { name }, 'channel_changed');
    }
    case 'channel_shared':
      return shrink({
        isShared: true,
        ...(read.connected_team_id === undefined ? {} : { sharedWith: [read.connected_team_id] }),
      });
    case 'channel_unshared':
      // Others may still share it.
      return ask();
    case 'channel_deleted':
    case 'group_deleted':
    case 'channel_left':
    case 'group_left':
      return left(parts, event, channel, read);
  }
}

/** Tells each feature in its own transaction, with the channel's access; an event that is processed again is told again. */
async function tell(
  parts: EventParts,
  team: TeamId,
  channelId: ChannelId,
  name: EventName,
  payload: Readonly<Record<string, string>>,
): Promise<void> {
  const channel = await parts.store.directory.channel(team, channelId);
  if (channel === null) return;
  const now: Instant = parts.clock.now();
  for (const listener of parts.registry.events.get(name) ?? [])
    await parts.store.transact(team, { kind: 'channel', channelId }, (scope) =>
      listener.run({ scope, channel, now, newId: () => parts.ids.next() }, payload),
    );
}

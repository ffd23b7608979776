/**
 * For which workspaces an event is, where Lore serves many. Slack sends each event once to an app, and names one installation that may hear it: the others
 * that know a shared channel are found here. What concerns an organisation is done here, since it is no workspace's own.
 */
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock, Instant } from '#core/clock.ts';
import { channelId, isId, type TeamId, teamId } from '#core/ids.ts';
import type { Store } from '../../store/store.ts';
import type { EventPayload, Payload } from '../receivers/payloads.ts';
import { candidates } from '../receivers/which-workspace.ts';
import { sayGone } from './access.ts';

export interface WhoseEventParts {
  readonly store: Pick<Store, 'installations' | 'workspaces' | 'audit'>;
  /** Called for each workspace in which Lore may now begin to work. */
  readonly begin: (team: TeamId) => Promise<void>;
  /** Whether Slack still takes the token of an organisation. */
  readonly isTaken: (organisation: TeamId) => Promise<boolean>;
  /** The workspaces into which an organisation lets Lore, as Slack says now. */
  readonly workspacesOf: (organisation: TeamId) => Promise<readonly TeamId[]>;
  /** Lore's own: when it is gone from a workspace. */
  readonly clock: Clock;
  /** Wall time, as Slack's events are dated. */
  readonly now: () => Instant;
  readonly log: Logger;
}

export interface WhoseEvent {
  /** @param to the workspace that the event names, if Lore is there @returns those to whose inbox it goes */
  receivers(to: TeamId | null, payload: EventPayload): Promise<readonly TeamId[]>;
  /** A workspace that is not known, of an organisation that installed Lore: the event that said so came late, or never. @returns whether it is now */
  adopt(payload: Payload): Promise<boolean>;
  /** A workspace's own installation is over. It goes on with its organisation's, if Slack says that it may; else the log says that Lore is gone. */
  ended(team: TeamId): Promise<void>;
}

/** In ms: what is told later may have been overtaken by what was told since. */
const lateness = 3_000;

const id = z.string().refine(isId);
const inTeams = z.object({ team_ids: z.array(id.transform(teamId)) });
const inChannel = z.object({ channel: z.union([id, z.object({ id }).transform((channel) => channel.id)]) });

/** What anyone in the channel hears. What is said to one bot, or of one side of the sharing, is for the one that it names. */
const ofChannel = new Set([
  'channel_archive',
  'channel_deleted',
  'channel_rename',
  'channel_unarchive',
  'channel_unshared',
  'group_archive',
  'group_deleted',
  'group_rename',
  'group_unarchive',
  'member_joined_channel',
  'member_left_channel',
]);

export function whoseEvent(parts: WhoseEventParts): WhoseEvent {
  const { store, clock, now, log } = parts;
  const { installations } = store;

  /** @returns `null`: it is no organisation’s, or of none that installed Lore */
  const ofOrganisation = async (payload: EventPayload): Promise<TeamId | null> => {
    const organisation = organisationIn(payload);
    if (organisation === null) return null;
    return (await installations.organisationSince(organisation)) === null ? null : organisation;
  };

  /** @returns whether one of them is new, or back */
  const letIn = async (organisation: TeamId, teams: readonly TeamId[], at: Instant): Promise<boolean> => {
    const fresh = await installations.granted(organisation, teams, at);
    for (const team of fresh) {
      log.info({ team }, 'Lore was let into a workspace of an organisation');
      await parts.begin(team);
    }
    return fresh.length > 0;
  };

  /** Those of them into which Slack says that Lore may go now. */
  const letInNow = async (organisation: TeamId, teams: readonly TeamId[]): Promise<boolean> => {
    const all = new Set(await parts.workspacesOf(organisation));
    return letIn(
      organisation,
      teams.filter((team) => all.has(team)),
      now(),
    );
  };

  /** When a workspace was erased, of which nothing else is known; `null`: it was not. */
  const erasedAt = async (team: TeamId): Promise<Instant | null> => {
    if ((await store.workspaces.find(team)) !== null) return null;
    const all = await store.audit.of(team);
    return all.find(({ deed, subject }) => deed === 'erase' && subject === 'workspace')?.at ?? null;
  };

  const granted = async (organisation: TeamId, teams: readonly TeamId[], at: Instant): Promise<void> => {
    const wanted: TeamId[] = [];
    let newest = (await installations.organisationSince(organisation)) ?? 0;
    for (const team of teams) {
      // Who erased a workspace after it was let in does not want it back.
      if (((await erasedAt(team)) ?? at) > at) continue;
      wanted.push(team);
      newest = Math.max(newest, (await store.workspaces.find(team))?.removedAt ?? 0);
    }
    if (wanted.length === 0) return;
    const isNews = at > newest && now() - at < lateness;
    await (isNews ? letIn(organisation, wanted, at) : letInNow(organisation, wanted));
  };

  const revoked = async (organisation: TeamId, teams: readonly TeamId[], at: Instant): Promise<void> => {
    // Others moved to another organisation, or installed Lore by themselves.
    const theirs = new Set(await installations.workspacesOf(organisation));
    for (const team of teams.filter((one) => theirs.has(one))) {
      const found = await store.workspaces.find(team);
      // It was let in again since.
      if (found === null || found.installedAt > at) continue;
      if (await store.workspaces.removed(team, clock.now(), found)) log.error({ team }, sayGone);
    }
  };

  /** @returns whether the event is done */
  const isDone = async (organisation: TeamId, { event }: EventPayload): Promise<boolean> => {
    const said = Number(event['event_ts'] ?? Number.NaN) * 1000;
    const at = Number.isFinite(said) ? said : now();
    switch (event.type) {
      case 'team_access_granted':
      case 'team_access_revoked': {
        const teams = inTeams.safeParse(event).data?.team_ids ?? [];
        await (event.type === 'team_access_granted'
          ? granted(organisation, teams, at)
          : revoked(organisation, teams, at));
        return true;
      }
      case 'app_uninstalled_team': {
        const team = event['team_id'];
        if (isId(team)) await revoked(organisation, [teamId(team)], at);
        return true;
      }
      case 'tokens_revoked':
        if (!hasBots(event)) return true;
        break;
      case 'app_uninstalled':
        break;
      default:
        return false;
    }
    const installedAt = await installations.organisationSince(organisation);
    // The organisation installed Lore again since.
    if (installedAt === null || installedAt > at) return true;
    // So much hangs on it that Slack is asked, too.
    if (await parts.isTaken(organisation)) return true;
    for (const team of await installations.over(organisation, { installedAt }, clock.now()))
      log.error({ team }, sayGone);
    return true;
  };

  return {
    receivers: async (to, payload) => {
      const organisation = await ofOrganisation(payload);
      if (organisation !== null && (await isDone(organisation, payload))) return [];
      const { type } = payload.event;
      // Where the sharing ends it may be said to be shared no more, and who is out of it has to hear that.
      const isShared = payload.is_ext_shared_channel === true || type === 'channel_unshared';
      if (!isShared || !ofChannel.has(type)) return to === null ? [] : [to];
      const channel = inChannel.safeParse(payload.event).data?.channel;
      const others = channel === undefined ? [] : await installations.whoAreIn(channelId(channel));
      return [...new Set([...(to === null ? [] : [to]), ...others])];
    },
    adopt: async (payload) => {
      const organisation = enterpriseIn(payload);
      const team = ownIn(payload).find((one) => isId(one) && one !== organisation);
      if (organisation === null || !isId(team)) return false;
      // It comes back when somebody installs Lore there or lets it in anew.
      if ((await erasedAt(teamId(team))) !== null) return false;
      return letIn(organisation, [teamId(team)], now());
    },
    ended: async (team) => {
      const { enterpriseId } = (await store.workspaces.find(team)) ?? { enterpriseId: null };
      const organisation = isId(enterpriseId) ? teamId(enterpriseId) : null;
      const goesOn =
        organisation !== null &&
        (await installations.organisationSince(organisation)) !== null &&
        // If Slack does not say, it goes on when somebody acts there.
        (await letInNow(organisation, [team]).catch(() => false));
      if (!goesOn) log.error({ team }, sayGone);
    },
  };
}

function hasBots(event: EventPayload['event']): boolean {
  const tokens = z.object({ tokens: z.object({ bot: z.array(z.string()) }) }).safeParse(event);
  return (tokens.data?.tokens.bot ?? []).length > 0;
}

/** The workspaces of a payload that may be of the organisation by whose installation it comes: in a shared channel others are named, too. */
function ownIn(payload: Payload): readonly (string | undefined)[] {
  if (payload.kind !== 'event' || payload.body.is_ext_shared_channel !== true) return candidates(payload);
  const { authorizations, context_team_id: context } = payload.body;
  return [...authorizations.map((one) => one.team_id), context];
}

/** Slack sends these for organisations alone. */
const ofOrganisations = new Set(['app_uninstalled_team', 'team_access_granted', 'team_access_revoked']);

/** Whose installation the event names, if it is an organisation's. */
function organisationIn({
  authorizations,
  enterprise_id: enterprise,
  team_id: team,
  event,
}: EventPayload): TeamId | null {
  const named = authorizations.find((one) => one.is_enterprise_install === true)?.enterprise_id;
  const isOnlyOf =
    ofOrganisations.has(event.type) ||
    [team, ...authorizations.map((one) => one.team_id)].every((one) => !isId(one));
  const found = named ?? (isOnlyOf ? (authorizations[0]?.enterprise_id ?? enterprise) : undefined);
  return isId(found) ? teamId(found) : null;
}

/** The organisation whose installation a payload comes by; `null`: a workspace's own. */
function enterpriseIn(payload: Payload): TeamId | null {
  if (payload.kind === 'event') {
    const named = payload.body.authorizations.find((one) => one.is_enterprise_install === true);
    return isId(named?.enterprise_id) ? teamId(named.enterprise_id) : null;
  }
  if (!('body' in payload) || payload.body.is_enterprise_install !== true) return null;
  const found = payload.kind === 'command' ? payload.body.enterprise_id : payload.body.enterprise?.id;
  return isId(found) ? teamId(found) : null;
}

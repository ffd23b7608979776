/** Keeps the store's facts about Slack's user groups fresh, for the forms that show them and the practices that name one. */
import type { Logger } from 'pino';
import { z } from 'zod';
import { type Clock, hour, type Instant } from '#core/clock.ts';
import { groupId, isId, type TeamId, type UserId, userId } from '#core/ids.ts';
import type { UserGroup } from '#core/people.ts';
import type { UserGroupFacts } from '../../store/directory/user-groups.ts';
import type { Store } from '../../store/store.ts';
import { refusal } from '../api/call-outcome.ts';
import type { Clients } from '../api/clients.ts';
import type { For, PacedCall } from '../api/paced-calls.ts';
import { errorFacts } from '../log.ts';

export interface UserGroups {
  /** Afterwards the groups are fresh, or unknown; refreshed after an hour. Never throws: a form works without them. */
  ensureUserGroups(team: TeamId): Promise<void>;
  /** A group changed: asks Slack unless that was done since. @throws if Slack does not answer */
  userGroupsChanged(team: TeamId, at: Instant): Promise<void>;
  /** Refreshes groups that a practice names even if nobody looks, since an event may be lost. */
  freshenUserGroups(team: TeamId): Promise<void>;
}

/** The scope that an admin may omit, or that an older installation lacks. */
const scope = 'usergroups:read';

/** The parts of Slack's user group that we read. `date_delete`: 0 while it is enabled. */
const answer = z.object({
  usergroups: z.array(
    z.object({
      id: z.string(),
      handle: z.string().optional(),
      name: z.string().optional(),
      date_delete: z.number().nullish(),
      users: z.array(z.string()).nullish(),
    }),
  ),
});

export function makeUserGroups(parts: {
  readonly store: Pick<Store, 'userGroups'>;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly log: Logger;
  readonly paced: PacedCall;
}): UserGroups {
  const { clients, clock, log, paced } = parts;
  const stored = parts.store.userGroups;
  /** When Slack last refused. Not stored, so that a new process tries a new installation at once. */
  const refusedAt = new Map<TeamId, Instant>();

  const isNew = (at: Instant | null | undefined) => at != null && at > clock.now() - hour;

  /** @throws if Slack does not answer */
  const refresh = async (team: TeamId, whom: For): Promise<void> => {
    const at = clock.now();
    const client = await clients.interactive(team);
    try {
      const said = await paced('groupsRead', team, whom, () =>
        client.usergroups.list({ include_users: true }),
      );
      refusedAt.delete(team);
      await stored.save(team, factsIn(said), at);
    } catch (error) {
      const why = refusal(error);
      if (why === null) throw error;
      refusedAt.set(team, at);
      await stored.unknown(team);
      log.warn(
        { team, refused: why, ...(why === 'missing_scope' ? { missing: [scope] } : {}) },
        'user groups cannot be read: add the scope to the app and reinstall it',
      );
    }
  };

  const ensureUserGroups: UserGroups['ensureUserGroups'] = async (team) => {
    if (isNew(await stored.askedAt(team)) || isNew(refusedAt.get(team))) return;
    try {
      await refresh(team, 'person');
    } catch (error) {
      log.warn({ team, error: errorFacts(error) }, 'Slack did not name the user groups');
    }
  };

  return {
    ensureUserGroups,
    userGroupsChanged: async (team, at) => {
      // Unknown: nobody has looked yet, and the first who does asks.
      const asked = await stored.askedAt(team);
      if (asked !== null && asked <= at) await refresh(team, 'work');
    },
    freshenUserGroups: async (team) => {
      if (await stored.isNamed(team)) await ensureUserGroups(team);
    },
  };
}

/** The user groups, fresh, as a person may see them; `null` if Lore does not know them. */
export function groupsFor({
  directory,
  store,
}: {
  readonly directory: Pick<UserGroups, 'ensureUserGroups'>;
  readonly store: Pick<Store, 'read'>;
}) {
  return async (team: TeamId, user: UserId): Promise<readonly UserGroup[] | null> => {
    await directory.ensureUserGroups(team);
    return store.read(team, { kind: 'person', userId: user }, (read) => read.userGroups());
  };
}

/** A group disabled in Slack does not count. */
function factsIn(said: unknown): UserGroupFacts[] {
  const groups = answer
    .parse(said)
    .usergroups.filter(({ id, date_delete: off }) => isId(id) && (off ?? 0) === 0);
  return groups.map(({ id, handle, name, users }) => ({
    groupId: groupId(id),
    handle: handle ?? name ?? '',
    name: name ?? handle ?? '',
    users: (users ?? []).filter(isId).map(userId),
  }));
}

/** usergroups.* */
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import type { UserGroup } from '../state/world.ts';
import { ok, type Method } from './method.ts';

const seconds = (at: number): number => Math.floor(at / 1000);

/** A user group as Slack writes it; who is in it only when asked for. */
export function userGroupJson(group: UserGroup, withUsers: boolean, withCount: boolean): Json {
  return {
    id: group.id,
    team_id: group.teamId,
    is_usergroup: true,
    is_subteam: true,
    name: group.name,
    description: group.description,
    handle: group.handle,
    is_external: false,
    date_create: seconds(group.createdAt),
    date_update: seconds(group.updatedAt),
    date_delete: seconds(group.disabledAt),
    auto_provision: false,
    enterprise_subteam_id: '',
    created_by: group.creator,
    updated_by: group.creator,
    prefs: { channels: [], groups: [] },
    channel_count: 0,
    ...(withUsers ? { users: group.members } : {}),
    ...(withCount ? { user_count: group.members.length } : {}),
  };
}

const list: Method = {
  scope: 'usergroups:read',
  run: (core: Core, args) =>
    ok({
      usergroups: core.world.userGroups
        .filter((group) => group.teamId === core.install.teamId)
        .filter((group) => group.disabledAt === 0 || args.flag('include_disabled'))
        .map((group) => userGroupJson(group, args.flag('include_users'), args.flag('include_count'))),
    }),
};

export const usergroups: Readonly<Record<string, Method>> = { 'usergroups.list': list };

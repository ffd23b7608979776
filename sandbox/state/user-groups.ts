/** Changing who is in a user group, or switching it off and on, as an admin does in Slack: the app is told. */
import { tellApp } from '../app/events.ts';
import type { Core } from '../core.ts';
import { userGroupJson } from '../web-api/usergroups.ts';

const scope = 'usergroups:read';

/** @param to everyone who is in it from now on, or whether it is on. @throws for a group that there is not */
export function changeUserGroup(core: Core, id: string, to: readonly string[] | 'on' | 'off'): void {
  const group = core.world.userGroups.find((one) => one.id === id);
  if (group === undefined) throw new Error(`There is no user group ${id}.`);
  const before = group.updatedAt;
  const old = group.members;
  group.updatedAt = core.clock.now();
  if (typeof to === 'string') group.disabledAt = to === 'on' ? 0 : core.clock.now();
  else {
    group.members = [...to];
    const added = to.filter((user) => !old.includes(user));
    const removed = old.filter((user) => !to.includes(user));
    tellApp(core, {
      scope,
      event: {
        type: 'subteam_members_changed',
        subteam_id: id,
        team_id: group.teamId,
        date_previous_update: Math.floor(before / 1000),
        date_update: Math.floor(group.updatedAt / 1000),
        added_users: added,
        added_users_count: added.length,
        removed_users: removed,
        removed_users_count: removed.length,
      },
    });
  }
  tellApp(core, { scope, event: { type: 'subteam_updated', subteam: userGroupJson(group, true, true) } });
  core.changed();
}

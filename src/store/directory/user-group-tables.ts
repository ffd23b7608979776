/** The tables of Slack's user groups and of those named for a practice. */
import { group, person, team, text } from '#core/columns.ts';

/** The user groups that are active in Slack. */
export const userGroupTable = {
  team_id: team,
  group_id: group,
  handle: text,
  name: text,
};

export const userGroupMemberTable = {
  team_id: team,
  group_id: group,
  user_id: person,
};

/** The user group that an admin named for a practice. */
export const practiceGroupTable = {
  team_id: team,
  /** `Feature.name`. */
  practice: text,
  group_id: group,
  /** `null` once they are erased. */
  named_by: person.orNull,
};

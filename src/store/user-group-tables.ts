/** The tables of Slack's user groups, and of those that an admin named for a practice. */

/** Of the user groups that are switched on in Slack. */
export interface UserGroupTable {
  team_id: string;
  group_id: string;
  handle: string;
  name: string;
}

export interface UserGroupMemberTable {
  team_id: string;
  group_id: string;
  user_id: string;
}

/** The user group that an admin named for a practice. */
export interface PracticeGroupTable {
  team_id: string;
  /** `Feature.name`. */
  practice: string;
  group_id: string;
  /** `null` once they are erased. */
  named_by: string | null;
}

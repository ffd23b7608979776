/** The outbox of issues in connected tools. As in `schema.ts`: keys begin with `team_id`, instants are epoch milliseconds. */
import {
  type Cells,
  channel,
  choice,
  flag,
  instant,
  number,
  person,
  reference,
  team,
  text,
} from '#core/columns.ts';
import { issueStates } from '#core/connections.ts';
import { refusals } from '#core/connector.ts';

/**
 * The issue of a row of a practice.
 * - `wanted` its owner has seen it and pressed: due at `due_at` · `sending` committed before the call: after a crash the outcome is unknown
 * - `unknown` it may be there: it is looked up before anything is made again · `made` it is there · `closed` it was closed there
 * - `gone` it was deleted there, or moved to where Lore does not follow · `refused` the tool does not take it, or more people could read it than were told
 */
export const trackerIssueTable = {
  team_id: team,
  /** The row. The key in the issue, by which it is found again, is made of it. */
  of_id: reference,
  /** Whose people see that row. */
  channel_id: channel,
  connection_id: text,
  place: text,
  /** As its owner has seen them; empty once they are there, or will not be. */
  title: text,
  body: text,
  /** Who could read it there, as its owner was told. */
  audience: choice(['private', 'public', 'unknown']),
  /** What the owner is called there; `null`: unassigned. */
  assignee: text.orNull,
  /** Its owner, who pressed. */
  by_id: person.orNull,
  state: choice(issueStates),
  refused: choice([...refusals, 'wider']).orNull,
  /** What it is called there, and where it is; `null`: not made (yet). */
  issue_id: text.orNull,
  link: text.orNull,
  /** Nobody there is called as its owner said, so it is unassigned. */
  is_unmatched: flag,
  /** Nothing more is asked about it, and what is not made yet is not made. */
  is_over: flag,
  /** When its practice is told of this state; `null`: it was. */
  tell_at: instant.orNull,
  /** How often it was looked up in vain since its outcome became unknown. */
  looks: number,
  /** How often a call got no answer in a row. */
  attempts: number,
  /** When something is to be done about it; `null`: never. */
  due_at: instant.orNull,
};

export type TrackerIssueTable = Cells<typeof trackerIssueTable>;

/** The tables of what happens later, beside the outbox. As in `schema.ts`: keys begin with `team_id`, instants are epoch milliseconds, JSON is text. */
import { type Cells, choice, instant, number, person, team, text } from '#core/columns.ts';

export const jobTable = {
  team_id: team,
  /** `jobKey` of the reference. */
  key: text,
  name: text,
  params: text,
  viewer_kind: choice(['person', 'channel']),
  viewer_id: text,
  owner_id: person.orNull,
  run_at: instant,
  /** `missed`: a prompt that came too late; `failed`: it threw too often. A job that ran is deleted. */
  state: choice(['waiting', 'missed', 'failed']),
  attempts: number,
  note: text.orNull,
  /** After a restore: since when a database that is lost may have run it; `null`: it has not. */
  lost_since: instant.orNull,
};
export type JobTable = Cells<typeof jobTable>;

/** Who has opened App Home, and when it needs redrawing. */
export const homeTable = {
  team_id: team,
  user_id: person,
  wanted: number,
  shown: number,
  due_at: instant,
};
export type HomeTable = Cells<typeof homeTable>;

/** Events as they came, each once, until handled; the id stays a day longer, to recognise repeats. */
export const inboxTable = {
  team_id: team,
  event_id: text,
  type: text,
  /** JSON of `event`; emptied when done. */
  body: text,
  received_at: instant,
  done_at: instant.orNull,
  attempts: number,
  /** When one that failed is tried again; `null`: it has not failed. */
  due_at: instant.orNull,
};

/** Accepted submissions: submitting the same modal again changes nothing. */
export const submissionTable = {
  team_id: team,
  /** A hash of the modal's random key and the person; names nobody. */
  key: text,
  taken_at: instant,
};

/** Who was last at work in a workspace, and what the next one has to know of it; see `jobs/pace.ts`. */
export const workPaceTable = {
  team_id: team,
  /** A random name of the process. */
  worker: text,
  /** JSON: when Slack was called lately, and until when it asked us to wait. */
  state: text,
  /** When what is asked of Slack each hour was last asked; `null`: never. */
  tended_at: instant.orNull,
};

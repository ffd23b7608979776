/** The outbox's tables. As in `schema.ts`: keys begin with `team_id`, instants are epoch milliseconds, JSON is text. */
import { type Cells, channel, choice, instant, number, person, team, text } from '#core/columns.ts';

/**
 * The outbox: one row per post, permanently under its key.
 * - `waiting` published, due at `due_at` · `held` back by the limit on direct messages · `claimed` being built, Slack not called yet
 * - `sending` committed before the call: after a crash the outcome is unknown · `sent` has its `ts`
 * - `unknown` may or may not be there: looked up, or `owner` is asked · `withdrawn` nothing left to say, or `owner` said so
 * - `failed` Slack refused for good; `note` has Slack's error
 * - `kept` a suggestion that the limit held for a week: it is not sent by itself any more, and stands in the person's App Home
 */
const deliveryStates = [
  'waiting',
  'held',
  'claimed',
  'sending',
  'sent',
  'unknown',
  'withdrawn',
  'failed',
  'kept',
] as const;

export type DeliveryState = (typeof deliveryStates)[number];

export const deliveryTable = {
  team_id: team,
  /** A number that orders the posts of one transaction, then random; also in the message's metadata. */
  id: text,
  /** `keyOf` of the reference; unique in the workspace. */
  key: text,
  post: text,
  params: text,
  kind: choice(['channel', 'person', 'thread']),
  /** The channel it is posted to; for a person `null` until their direct message is open. */
  channel_id: channel.orNull,
  user_id: person.orNull,
  urgency: text.orNull,
  /** Of a direct message: the date that it is about. */
  date: instant.orNull,
  /** Since when the limit holds it: from the first time on, or since the person came back from an absence. */
  held_at: instant.orNull,
  /** Kind `thread`: the key of the parent post. */
  under: text.orNull,
  owner_id: person.orNull,
  state: choice(deliveryStates),
  ts: text.orNull,
  /** How many versions were requested, and which one is shown: if they differ, an update is due. */
  wanted: number,
  shown: number,
  attempts: number,
  due_at: instant,
  claimed_at: instant.orNull,
  note: text.orNull,
  created_at: instant,
  sent_at: instant.orNull,
  /** After a restore: since when a database that is lost may have posted it; `null`: it has not. */
  lost_since: instant.orNull,
};

export type DeliveryTable = Cells<typeof deliveryTable>;

/** The file that went with a post. */
export const postedFileTable = {
  team_id: team,
  /** `DeliveryTable.id`. */
  delivery_id: text,
  /** Slack's. */
  file_id: text,
};

/** A person stands in a post, by name or by mention. They are noted before it is sent, so that another name redraws it. */
export const deliveryPersonTable = {
  team_id: team,
  /** `DeliveryTable.key`. */
  delivery_key: text,
  user_id: person,
};

/**
 * A drawing that a sent message is to show. The message is complete without it.
 * - `wanted` to be drawn and uploaded at `due_at` · `uploading` until then, by one worker; later by nobody any more
 * - `uploaded` the message may show it from `due_at` on, until which Slack was still processing it · `shown`
 * - `failed` the message stays without it; `note` has the code
 */
export const pictureTable = {
  team_id: team,
  /** `DeliveryTable.id`, of the first of the posts in the message. */
  delivery_id: text,
  /** A hash of the chart: the same numbers are the same drawing. */
  drawing: text,
  state: choice(['wanted', 'uploading', 'uploaded', 'shown', 'failed']),
  /** Slack's; stored before the file is sent. */
  file_id: text.orNull,
  attempts: number,
  /** `failed` for the whole workspace: until when no other upload is tried. */
  due_at: instant,
  uploaded_at: instant.orNull,
  note: text.orNull,
};

export type PictureTable = Cells<typeof pictureTable>;

/** A post shows a row of another practice. */
export const deliveryShowsTable = {
  team_id: team,
  /** `DeliveryTable.key`. */
  delivery_key: text,
  /** The id of a row or a channel. */
  row_id: text,
};

/** The outbox's tables. As in `schema.ts`: keys begin with `team_id`, instants are epoch milliseconds, JSON is text. */

/**
 * The outbox: one row a post, for ever under its key.
 * - `waiting` decided, due at `due_at` · `held` back by the limit on direct messages · `claimed` being built, Slack not called yet
 * - `sending` committed before the call: after a crash the outcome is unknown · `sent` has its `ts`
 * - `unknown` may or may not be there: looked up, or surfaced to `owner` · `withdrawn` nothing to say any more, or `owner` said so
 * - `failed` Slack refused for good; `note` has Slack's error
 */
export type DeliveryState =
  'waiting' | 'held' | 'claimed' | 'sending' | 'sent' | 'unknown' | 'withdrawn' | 'failed';

export interface DeliveryTable {
  team_id: string;
  /** Random after a number that orders the posts of one transaction; travels in the message's metadata. */
  id: string;
  /** `keyOf` of the reference; unique in the workspace. */
  key: string;
  post: string;
  params: string;
  kind: 'channel' | 'person' | 'thread';
  /** The channel posted to; for a person `null` until their direct message is open. */
  channel_id: string | null;
  user_id: string | null;
  urgency: string | null;
  /** Kind `thread`: the key of the post above. */
  under: string | null;
  owner_id: string | null;
  state: DeliveryState;
  ts: string | null;
  /** How often it was to be drawn, and the drawing that is shown: unequal means an update is due. */
  wanted: number;
  shown: number;
  attempts: number;
  due_at: number;
  claimed_at: number | null;
  note: string | null;
  created_at: number;
  sent_at: number | null;
}

/** The file that went with a post. */
export interface PostedFileTable {
  team_id: string;
  /** `DeliveryTable.id`. */
  delivery_id: string;
  /** Slack's. */
  file_id: string;
}

/** A post shows a row of another practice. */
export interface DeliveryShowsTable {
  team_id: string;
  /** `DeliveryTable.key`. */
  delivery_key: string;
  row_id: string;
}

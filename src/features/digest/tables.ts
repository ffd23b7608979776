/** The rows of this feature. */
import {
  audience,
  channel,
  choice,
  flag,
  instant,
  number,
  partOf,
  person,
  reference,
  text,
} from '../../core/columns.ts';
import { ownTable, sharedTable, type RowOf } from '../../core/tables.ts';
import { digestReasons } from '../../core/week.ts';

/** One digest of one channel: its id is that of the ritual's occurrence. The channel's, without an author. */
export const issues = sharedTable(
  'digest_issue',
  { channel_id: channel, told_at: instant },
  {
    kept: { name: 'digest.issues', days: 365, since: 'told_at' },
    exported: { as: 'issues', only: 'channel', order: 'told_at' },
  },
);

/** Whether something that was recalled in a channel still holds, as the last one said whom it was asked. The channel's, without an author. */
export const verdicts = sharedTable(
  'digest_verdict',
  {
    channel_id: channel,
    about_id: reference,
    holds: flag,
    said_by: person.orNull.theirs.internal,
    said_at: instant,
  },
  {
    kept: { name: 'digest.verdicts', days: 365, since: 'said_at' },
    exported: { as: 'verdicts', only: 'person' },
  },
);
export type VerdictRow = RowOf<typeof verdicts>;

/** One thing that stands in a digest. It holds no word of it: that is read anew whenever it is drawn. */
export const items = sharedTable(
  'digest_item',
  {
    issue_id: partOf(issues).internal,
    channel_id: channel,
    /** 0 is the first. */
    place: number.internal,
    /** Which practice draws it. */
    practice: text.internal,
    about_id: reference,
    reason: choice(digestReasons),
    /** The channel that it came from. */
    source_id: channel.internal,
    /** Whose it is, where it is one person's. */
    author_id: person.orNull.theirs,
    told_at: instant,
    /** Who may count what people say of it: those who may count who has seen it. */
    reach_id: audience,
  },
  { exported: { as: 'items', order: 'told_at' } },
);
export type ItemRow = RowOf<typeof items>;

/** A digest showed something of another channel to a person. Of a public channel the workspace may count it, of others the channel alone. */
export const seen = sharedTable(
  'digest_seen',
  { about_id: reference, person_id: person.orNull.theirs.internal, seen_at: instant },
  {
    kept: { name: 'digest.seen', days: 90, since: 'seen_at' },
    exported: { as: 'seen', only: 'person' },
  },
);

/** Somebody says that a thing is not for them. Others may only count these. */
export const notForMe = ownTable(
  'digest_not_for_me',
  ['about_id'],
  { about_id: reference, said_at: instant },
  {
    kept: { name: 'digest.dismissed', days: 365, since: 'said_at' },
    exported: { as: 'notForMe' },
  },
);

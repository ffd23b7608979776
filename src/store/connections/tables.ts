/** Connections to other tools, what rows follow there, and who can read issues in a place. See `core/connections.ts`. */
import {
  channel,
  choice,
  connection,
  instant,
  number,
  person,
  reference,
  sealed,
  team,
  text,
} from '#core/columns.ts';
import { connectorNames, refusals } from '#core/connector.ts';

export const audiences = ['private', 'public', 'unknown'] as const;

export const connectionTable = {
  team_id: team,
  /** 128 random bits; it is in the address at which events arrive. */
  id: connection,
  connector: choice(connectorNames),
  called: text,
  /** Where its interface is: `https://api.github.com`; `null`: it cannot be asked. */
  site: text.orNull,
  /** JSON of what Lore shows there to be let in; `null`: it cannot be asked, or Lore was removed since. */
  access: sealed.orNull,
  /** With it events are signed. */
  secret: sealed,
  /** The one before, which counts until an event comes with the new one; `null`: only that counts. */
  secret_before: sealed.orNull,
  secret_at: instant,
  /** Who connected it, and is told when it is refused; `null`: they were erased. */
  connected_by: person.orNull,
  /** Since when it has this access: who connected it is told once that it was refused. */
  access_at: instant,
  /** When the tool last answered; `null`: it was not asked yet. */
  checked_at: instant.orNull,
  /** JSON of what it can read there; `null`: not known. */
  reads: text.orNull,
  /** When an event last came in. */
  heard_at: instant.orNull,
  /** `null`: it works, as far as is known. */
  refused: choice(refusals).orNull,
  /** When it is asked what it can read; `null`: it was. */
  due_at: instant.orNull,
  attempts: number,
};

/** What a row follows, in a channel whose people may see it. */
export const connectionSourceTable = {
  team_id: team,
  connection_id: connection,
  row_id: reference,
  channel_id: channel,
  place: text,
  /** `''`: all. */
  label: text,
  /** Nothing that happened before is of interest. */
  since: instant,
  /** From where it is read on; `''`: from `since`. */
  cursor: text,
  /** When it was last asked or heard of. */
  read_at: instant.orNull,
  refused: choice(refusals).orNull,
  /** When it is asked next; `null`: it cannot be asked. */
  due_at: instant.orNull,
  attempts: number,
};

export const connectionPlaceTable = {
  team_id: team,
  connection_id: connection,
  place: text,
  audience: choice(audiences),
  looked_at: instant.orNull,
  /** When it is looked up; `null`: it was. */
  due_at: instant.orNull,
  attempts: number,
};

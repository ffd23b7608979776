/** Ballots: see `core/ballots.ts`. No row has both a person and what they cast. */
import { instant, person, reference, secret, team, text } from '#core/columns.ts';

export const ballotTable = {
  team_id: team,
  id: reference,
  opened_at: instant,
  /** `null`: it is open. */
  closed_at: instant.orNull,
  /** What was published, as the practice says it; `null`: nothing yet. */
  outcome: text.orNull,
};

/** Who may cast, and the group in which it counts. Says nothing about who has cast. */
export const ballotAskedTable = {
  team_id: team,
  ballot_id: reference,
  user_id: person,
  place_id: reference,
};

/** Who has cast, as keyed hashes. Empty once it is closed. */
export const ballotPartTable = {
  team_id: team,
  ballot_id: reference,
  mark: secret,
};

/** What was cast. */
export const ballotCastTable = {
  team_id: team,
  ballot_id: reference,
  /** Random. */
  id: reference,
  place_id: reference,
  /** JSON of a `Cast`, by key. */
  cast: text,
  /** Another keyed hash of the person, so that none casts twice; `null` once it is closed. */
  mark: secret.orNull,
};

/** Tables of which no copy may keep the order of the rows. */
export const orderless: ReadonlySet<string> = new Set(['ballot_part', 'ballot_cast']);

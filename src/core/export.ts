/**
 * What may stand in an export besides plain values, each as an object that says what it is: a program finds it without
 * knowing the key, and a person is shown a name or a date in its place. Words that a person wrote are always plain text.
 *
 * Keys are English and stay as they are. What stands before a value where a person reads it is the sentence `data.<key>` of the
 * feature's copy; a choice is read as `data.<key>.<choice>`, or as `<key>.<choice>` where the feature says that anyway.
 */
import type { Instant } from './clock.ts';
import type { Json } from './feature.ts';
import type { ChannelId, RowId, UserId } from './ids.ts';
import type { LocalDate } from './time/date.ts';

/** `{ "person": "U…" }`; nobody stays `null`. */
export function aPerson(user: UserId | null): Json {
  return user === null ? null : { person: user };
}

/** `{ "channel": "C…" }` */
export function aChannel(channel: ChannelId): Json {
  return { channel };
}

/** `{ "at": "2026-11-24T12:00:00.000Z" }`, in UTC. */
export function anInstant(at: Instant | null): Json {
  return at === null ? null : { at: new Date(at).toISOString() };
}

/** `{ "on": "2026-11-24" }`, a day of the calendar, in no zone. */
export function aDay(on: LocalDate): Json {
  return { on };
}

/** `{ "record": "…", "called": "…" }`: another record. @param called `null` where the reader may not see it any more */
export function aRecord(record: RowId, called: string | null): Json {
  return { record, called };
}

/** `{ "choice": "…" }`: one of a few words of Lore's own, as it is stored. */
export function aChoice(choice: string): Json {
  return { choice };
}

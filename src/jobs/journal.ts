/**
 * What Lore did on its own, and why: one line for each decision, once it is committed. A line holds declared names, codes and numbers. It repeats
 * nothing that people wrote and names no person: being reminded means not having answered, which nobody is told.
 */
import type { Logger } from 'pino';
import type { Instant } from '#core/clock.ts';
import type { Settled } from '../schedules/records/schedules.ts';
import type { DeliveryTable } from '../store/outbox/tables.ts';

export interface JournalLine {
  readonly team: string;
  readonly at: Instant;
  /** A message is direct, to one person; a post is for a channel or a thread in it. A picture is of either. */
  readonly of: 'post' | 'message' | 'picture' | 'job' | 'ritual';
  /** As it is declared: `retro.reminder`. */
  readonly name: string;
  /**
   * `sent` (a post, a message, an occurrence of a ritual; a picture that is shown); `withdrawn`: nothing left to send; `held` back for later, or left out;
   * `unknown`: nobody knows whether it arrived; `missed`: too late; `skipped`; `moved` to another time; `done`: a job did its work.
   */
  readonly did:
    'sent' | 'withdrawn' | 'held' | 'failed' | 'unknown' | 'missed' | 'skipped' | 'moved' | 'done';
  /** A code of ours or of Slack: `away`, `one_a_day`, `is_archived`; `null`: there is no more to say. */
  readonly why: string | null;
  /** The channel, if everyone in it sees this; `null` for anything about one person. */
  readonly channel: string | null;
  /** For a sent message: the recipient's local time, in minutes after midnight. */
  readonly minutes: number | null;
}

/** Called once for each line. Must not throw. */
export type Journal = (line: JournalLine) => void;

/** Writes lines to the operator's log at debug level, without the local time: beside the instant it would reveal someone's zone. */
export function journalInLog(log: Pick<Logger, 'debug'>): Journal {
  return ({ team, at, of, name, did, why, channel }) => {
    log.debug({ team, at, of, name, did, why, channel }, 'journal');
  };
}

type Said = Pick<JournalLine, 'did' | 'at'> & Partial<Pick<JournalLine, 'why' | 'minutes'>>;

/**
 * The parts of one message to one person, each name once: two reminders in one message count as one, since readers of the journal count people
 * by its lines.
 */
export const onceEach = <Row extends Pick<DeliveryTable, 'post'>>(rows: readonly Row[]): readonly Row[] => [
  ...new Map(rows.map((row) => [row.post, row])).values(),
];

/** The outcome of a post or a direct message. */
export function aboutDelivery(
  row: Pick<DeliveryTable, 'team_id' | 'kind' | 'post' | 'channel_id'>,
  said: Said,
): JournalLine {
  const isDirect = row.kind === 'person';
  return {
    team: row.team_id,
    of: isDirect ? 'message' : 'post',
    name: row.post,
    channel: isDirect ? null : row.channel_id,
    why: null,
    minutes: null,
    ...said,
  };
}

/** The outcome of a job. */
export function aboutJob(
  row: { readonly team_id: string; readonly name: string; viewer_kind: string; viewer_id: string },
  said: Said,
): JournalLine {
  return {
    team: row.team_id,
    of: 'job',
    name: row.name,
    channel: row.viewer_kind === 'channel' ? row.viewer_id : null,
    why: null,
    minutes: null,
    ...said,
  };
}

/** The outcome of an occurrence of a ritual, which its channel can see. @returns `null` for a meeting, which Lore does not post */
export function aboutRitual(
  row: { readonly team: string; readonly channel: string; readonly name: string },
  { become, moved }: Settled,
  at: Instant,
): JournalLine | null {
  const said = becameOf(become, moved);
  if (said === null) return null;
  const { team, channel, name } = row;
  return { team, of: 'ritual', name, channel, minutes: null, at, ...said };
}

function becameOf(
  become: Settled['become'],
  moved: Settled['moved'],
): Pick<JournalLine, 'did' | 'why'> | null {
  switch (become.kind) {
    case 'silent':
      return null;
    case 'posted':
      return { did: 'sent', why: moved === 'no' ? null : moved };
    case 'skipped':
    case 'missed':
      return { did: become.kind, why: become.reason };
    case 'next_day':
      return { did: 'moved', why: 'waited' };
    case 'moved':
      return { did: 'moved', why: 'calendar' };
  }
}

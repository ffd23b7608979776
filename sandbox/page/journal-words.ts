/** What the app did by itself, in words: what happened to one thing on one day is one sentence, however many lines it took. Pure. */
import type { JournalView } from '../protocol.ts';
import { sayDay, toWall } from './zone.ts';

export interface JournalDay {
  /** `Tuesday 24 November`. */
  readonly day: string;
  /** The newest first. */
  readonly entries: readonly JournalEntry[];
}

export interface JournalEntry {
  /** When the last of it happened, epoch ms. */
  readonly at: number;
  /** "Reminder for three people at 09:00 their time, two held back: away". */
  readonly text: string;
}

/** What is not called as its name says: `share.prompt` is "Share prompt". */
const subjects: Readonly<Record<string, string>> = {
  'retro.main': 'Retrospective',
  'retro.phase': 'Update on a retrospective',
  'retro.phase-end': 'Phase of a retrospective',
  'retro.phase-watch': 'Phase of a retrospective',
  'retro.action-told': 'What became of an action',
  'retro.file': 'File of a retrospective',
  'retro.image': 'Picture of votes',
  'retro.remind': 'Reminder',
  'retro.reminder': 'Reminder',
};

/** Each code that does not say it by itself. */
const reasons: Readonly<Record<string, string>> = {
  out_of_hours: 'outside their working hours',
  do_not_disturb: 'they’ve paused notifications',
  one_a_day: 'at most one a day',
  three_a_week: 'at most three a week',
  nothing_to_say: 'nothing left to say',
  no_parent: 'the message it replies to is gone',
  too_late: 'Lore wasn’t running at the time',
  late: 'Lore wasn’t running at the time',
  switched_off: 'the practice is turned off',
  time_up: 'time was up',
  no_lore: 'Lore isn’t in the channel',
  not_yet: 'someone else goes first',
  nobody_takes_part: 'nobody has joined',
  by_hand: 'someone moved it',
  holiday: 'it fell on a holiday or a day off',
  holidays: 'there was no working day',
  waited: 'waiting for another day',
  learning: 'the team keeps that time free for learning',
  a_week_old: 'a suggestion that waited for a week',
  calendar: 'the time zone or the working days changed',
  too_soon: 'the next one was too close',
  ended: 'someone ended it',
  failed: 'something went wrong in Lore',
  missing_scope: 'Lore may not upload files',
  file_uploads_disabled: 'uploads are turned off',
  file_upload_size_restricted: 'uploads are turned off',
  uploads_off: 'uploads are turned off',
  not_processed: 'Slack didn’t process the file',
};

/** Of a picture in a message. */
const pictured: Readonly<Partial<Record<JournalView['did'], string>>> = {
  sent: 'picture shown',
  skipped: 'without its picture',
};

const outcomes: Readonly<Record<JournalView['did'], string>> = {
  sent: 'posted',
  withdrawn: 'not posted',
  held: 'held back',
  failed: 'failed',
  unknown: 'perhaps posted; its owner is asked',
  missed: 'missed',
  skipped: 'skipped',
  moved: 'moved',
  done: 'ended',
};

/**
 * The lines by day, in the zone of whoever reads.
 * @param lines in any order
 * @param nameOf of a channel that whoever reads may see, `#learning`; `null` for others
 */
export function journalDays(
  lines: readonly JournalView[],
  timeZone: string,
  nameOf: (channel: string) => string | null,
): readonly JournalDay[] {
  const days = Map.groupBy(lines, ({ at }) => toWall(at, timeZone).slice(0, 10));
  return [...days]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([, ofDay]) => ({
      day: sayDay(ofDay[0]?.at ?? 0, timeZone),
      entries: [...Map.groupBy(ofDay, topicOf).values()]
        .map((about) => ({ at: lastOf(about).at, text: sentence(about, nameOf) }))
        .toSorted((a, b) => b.at - a.at),
    }));
}

/** Lines about the same thing at the same place are told together. */
const topicOf = (line: JournalView): string => `${subjectOf(line)} ${line.channel ?? ''}`;

const lastOf = (lines: readonly JournalView[]): JournalView =>
  lines.reduce((last, line) => (line.at > last.at ? line : last));

function subjectOf({ name }: JournalView): string {
  const words = name.replaceAll(/[.-]/g, ' ');
  return subjects[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

function sentence(lines: readonly JournalView[], nameOf: (channel: string) => string | null): string {
  const { channel } = lastOf(lines);
  const place = channel === null ? '' : ` in ${nameOf(channel) ?? 'a channel you’re not in'}`;
  const subject = `${subjectOf(lastOf(lines))}${place}`;
  const sent = lines.filter(({ of, did }) => of === 'message' && did === 'sent');
  const rest = lines.filter((line) => !sent.includes(line));
  const told = [...Map.groupBy(rest, ({ of, did, why }) => `${of} ${did} ${why ?? ''}`).values()].map(
    outcome,
  );
  return sent.length === 0
    ? `${subject}: ${told.join(', ')}`
    : [`${subject} for ${people(sent.length)} at ${times(sent)} their time`, ...told].join(', ');
}

/** What became of several the same way. */
function outcome(lines: readonly JournalView[]): string {
  const { channel, of, did, why } = lastOf(lines);
  const because = why === null ? null : (reasons[why] ?? why.replaceAll('_', ' '));
  const became = (of === 'picture' ? pictured[did] : undefined) ?? outcomes[did];
  // What is for one person each is counted; what everyone in a channel sees says how often.
  if (channel === null) return `${inWords(lines.length)} ${became}${because === null ? '' : `: ${because}`}`;
  return `${became}${lines.length > 1 ? ` ${often(lines.length)}` : ''}${because === null ? '' : ` (${because})`}`;
}

function times(sent: readonly JournalView[]): string {
  const all = [...new Set(sent.map(({ minutes }) => minutes ?? 0))].toSorted((a, b) => a - b).map(clockTime);
  const [first = '', second] = all;
  if (second === undefined) return first;
  return all.length === 2 ? `${first} and ${second}` : `${first} to ${all.at(-1) ?? ''}`;
}

const clockTime = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

const people = (count: number): string => (count === 1 ? 'one person' : `${inWords(count)} people`);

const often = (count: number): string => (count === 2 ? 'twice' : `${inWords(count)} times`);

const small = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const inWords = (count: number): string => small[count] ?? String(count);

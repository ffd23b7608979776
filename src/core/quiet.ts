/** What recurs in a channel without an answer: its owner is asked how to continue, and a question that nobody decides pauses it. */
import type { Instant } from './clock.ts';
import type { SharedSentences } from '../../locales/shared.ts';
import type { ChannelId, UserId } from './ids.ts';
import { endedMessage } from './kit/ended.ts';
import type { Every, ScheduleRefusal } from './recurrence.ts';
import { refuse, type Result } from './result.ts';
import type { Message } from './post.ts';
import type { ReadScope } from './scope.ts';
import { atMoment, type TranslatorOf } from './sentence.ts';
import type { Mrkdwn } from './text.ts';
import { addDates, type LocalDate } from './time/date.ts';
import { localTime } from './time/zone.ts';
import type { Work } from './work.ts';

/**
 * What to do when it is due.
 * - `askOwner`: the last ones were quiet
 * - `pause`: its owner was asked, and did not choose
 * @param latest earlier ones, the newest first
 * @param patience so many quiet ones in a row
 */
export function nextStep(
  latest: readonly { readonly state: string; readonly isQuiet: boolean }[],
  patience: number,
): 'begin' | 'askOwner' | 'pause' {
  if (latest[0]?.state === 'asked') return 'pause';
  const last = latest.slice(0, patience);
  return last.length === patience && last.every(({ isQuiet }) => isQuiet) ? 'askOwner' : 'begin';
}

/** The next lower frequency; `null`: there is none. */
export const rarer = (every: Every): Rarer | null => lower[every];

type Rarer = Extract<Every, 'fortnight' | 'month'>;
const lower: Readonly<Record<Every, Rarer | null>> = {
  week: 'fortnight',
  fortnight: 'month',
  threeWeeks: 'month',
  month: null,
};

/** Until when it pauses without a chosen end. */
export const pauseFrom = (day: LocalDate): LocalDate => addDates(day, 28);

/** How to continue. */
export const quietChoices = ['rarer', 'paused', 'ended'] as const;
export type QuietChoice = (typeof quietChoices)[number];

/** Changes a ritual as somebody chose. `decided`: it cannot come less often. */
export async function continueAs(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  channelId: ChannelId,
  name: string,
  choice: QuietChoice,
): Promise<Result<null, ScheduleRefusal | 'decided'>> {
  const schedule = await scope.schedules.of(channelId, name);
  const channel = await scope.channel(channelId);
  if (schedule === null || channel === null) return refuse('not_here');
  const every = 'every' in schedule.rule ? rarer(schedule.rule.every) : null;
  if (choice === 'rarer' && every === null) return refuse('decided');
  const pause = { pausedUntil: pauseFrom(localTime(now, channel.tz).date) };
  const change =
    choice === 'ended' ? { isOn: false } : choice === 'paused' || every === null ? pause : { every };
  return scope.schedules.change(channelId, name, change);
}

/**
 * The private answer to a press once it is decided how to continue.
 * @param t the shared sentences @param asked when its owner was asked @param line what was decided, and how to change it
 */
export async function decidedAlready(
  t: TranslatorOf<SharedSentences>,
  read: ReadScope,
  { channel, name, by, asked }: { channel: ChannelId; name: string; by: UserId | null; asked: Instant },
  line: Mrkdwn,
): Promise<Message> {
  const last = await read.schedules.changedLast(channel, name);
  const isIt = last !== null && by !== null && last.by === by && last.at >= asked;
  const what = isIt
    ? t.mrkdwn('quiet.decidedAt', { at: atMoment(last.at) })
    : t.mrkdwn('quiet.askedAt', { at: atMoment(asked) });
  return endedMessage({ what, now: line });
}

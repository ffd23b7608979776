/** What an experiment needs before it starts, when Lore asks about it, and what its team's checklist says. Pure. */
import { day, minute, type Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { defaultWorkingHours, type Person } from '#core/people.ts';
import type { Calendar } from '#core/recurrence.ts';
import { cutQuery } from '#core/search/cut.ts';
import { isLocalDate, type LocalDate } from '#core/time/date.ts';
import { addWorkingDays } from '#core/time/working.ts';
import { instantOf, localTime } from '#core/time/zone.ts';

/** - `draft` - `running`: what was written is locked, and a change is a version - `decided` - `ended`: called off before it was decided */
export const states = ['draft', 'running', 'decided', 'ended'] as const;
export type State = (typeof states)[number];

/** What is written before an experiment starts, the first five in the form that begins it. */
const plannedFields = [
  ...(['belief', 'test', 'cost', 'stop', 'date'] as const),
  ...(['question', 'metric', 'prediction', 'touches', 'approver', 'owner'] as const),
] as const;

/** What is written of it, by people. `different`: since an earlier one that fits. `halfRule`, `dueRule`: what its owner said of their stop rule. */
export const fields = [
  ...plannedFields,
  ...(['different', 'halfRule', 'dueRule', 'result', 'surprise', 'lesson'] as const),
] as const;
export type FieldName = (typeof fields)[number];

/** Those in which people say what it is about, by which others find it. */
export const tellingFields: readonly FieldName[] = ['belief', 'question', 'test', 'lesson'];

/** In characters, and lines. */
export const limitsOf = {
  words: 600,
  question: 150,
  operation: 80,
  operations: 40,
  risk: 200,
  risks: 10,
} as const;

/** Whether it touches something that an admin protects. `unasked`: nobody has said. */
export const touchings = ['unasked', 'none', 'some'] as const;

/** What the approver said. */
export const approvals = ['none', 'asked', 'given', 'declined'] as const;

/** What the owner says of their own stop rule. Lore judges nothing. */
export const ruleAnswers = ['met', 'notMet'] as const;
export type RuleAnswer = (typeof ruleAnswers)[number];

export const turnedOuts = ['predicted', 'otherwise', 'unclear'] as const;
export type TurnedOut = (typeof turnedOuts)[number];

export const decisions = ['park', 'iterate', 'scale', 'stop'] as const;
export type Decision = (typeof decisions)[number];

/** What a failure has that others can learn from (learning-science.md 4), in the order in which it is asked. */
export const criteria = ['new', 'goal', 'hypothesis', 'limits', 'within', 'shared'] as const;
export type Criterion = (typeof criteria)[number];

/** What is missing to "productive failure", as the team answered; none: it was one. */
export const missingOf = (holding: readonly Criterion[]): readonly Criterion[] =>
  criteria.filter((one) => !holding.includes(one));

/** On the day by which it is decided, at five in the channel's zone. */
export const dueAt = (date: LocalDate, tz: string): Instant => instantOf(date, 17 * 60, tz);

/** What is shown of that instant in a form. */
export const dateOf = (at: Instant, tz: string): LocalDate => localTime(at, tz).date;

export const halfTime = (startedAt: Instant, due: Instant): Instant =>
  startedAt + Math.floor((due - startedAt) / 2 / minute) * minute;

/** So long it waits for its owner after its date, in working days of the channel. */
const waits = 10;

/** When somebody else may take it over. @param calendar of the channel; `null`: unknown */
export function undecidedAt(due: Instant, calendar: Calendar | null): Instant {
  if (calendar === null || calendar.days.length === 0) return due + 2 * waits * day;
  const hours = { ...defaultWorkingHours, days: calendar.days };
  return addWorkingDays(due, waits, hours, calendar.tz, calendar.isHoliday);
}

export type DateRefusal = 'noDate' | 'past' | 'far';

/** A year is longer than anything small. */
const furthest = 366;

/** Why it cannot be decided by that day; `null`: it can. */
export function whyNotDate(date: string | null, now: Instant, tz: string): DateRefusal | null {
  if (date === null || !isLocalDate(date)) return 'noDate';
  const days = (Date.parse(date) - Date.parse(dateOf(now, tz))) / 86_400_000;
  if (days < 1) return 'past';
  return days > furthest ? 'far' : null;
}

/** What is planned, as the forms have it. */
export type Planned = Readonly<Partial<Record<FieldName, string>>>;

/** The fields that must be filled before it starts. */
const neededFields = ['belief', 'test', 'cost', 'stop'] as const;

/** Those of them that are not. */
export const missingBefore = (planned: Pick<Planned, (typeof neededFields)[number]>) =>
  neededFields.filter((field) => (planned[field] ?? '').trim() === '');

/** Small words say nothing, and neither does a single letter. */
const wordsOf = (text: string): readonly string[] =>
  cutQuery(text).flatMap(({ isSmall, exact }) => (isSmall ? [] : [exact]));

/** The protected operations of which a word stands in what people wrote: asked about, never taken for an answer. */
export function mentionedIn(texts: readonly string[], operations: readonly string[]): readonly string[] {
  const said = new Set(texts.flatMap((text) => wordsOf(text)));
  return operations.filter((name) => wordsOf(name).some((word) => said.has(word)));
}

export type StartRefusal =
  'incomplete' | 'past' | 'untold' | 'noApprover' | 'waiting' | 'declined' | 'running' | 'over' | 'noOwner';

export interface Startable {
  readonly state: State;
  readonly owner_id: UserId | null;
  readonly touching: (typeof touchings)[number];
  readonly approval: (typeof approvals)[number];
  readonly approver_id: UserId | null;
  readonly due_at: Instant;
}

/** Why it does not start; `null`: it does. @param hasList an admin protects something */
export function whyNotStart(
  row: Startable,
  planned: Planned,
  now: Instant,
  hasList: boolean,
): StartRefusal | null {
  if (row.state === 'running') return 'running';
  if (row.state !== 'draft') return 'over';
  if (row.owner_id === null) return 'noOwner';
  if (missingBefore(planned).length > 0) return 'incomplete';
  if (row.due_at <= now) return 'past';
  if (hasList && row.touching === 'unasked') return 'untold';
  if (row.touching !== 'some' || row.approval === 'given') return null;
  if (row.approver_id === null) return 'noApprover';
  return row.approval === 'declined' ? 'declined' : 'waiting';
}

export type ApproverRefusal = 'self' | 'notMember' | 'cannotRead' | 'none';

/** Why somebody cannot approve of it; `null`: they can. @param canRead whether they may read it at all */
export function whyNotApprover(
  owner: UserId | null,
  approver: Pick<Person, 'userId' | 'memberType'> | null,
  canRead: boolean,
): ApproverRefusal | null {
  if (approver === null) return 'none';
  if (approver.userId === owner) return 'self';
  if (approver.memberType !== 'member') return 'notMember';
  return canRead ? null : 'cannotRead';
}

/** What is to be approved again when it changed. */
const approvedFields: readonly FieldName[] = ['test', 'cost', 'stop', 'touches', 'approver'];

/** What nobody planned: it is no change of the plan. */
const laterFields: readonly FieldName[] = ['owner', 'halfRule', 'dueRule', 'result', 'surprise', 'lesson'];

export const isPlanned = (field: FieldName): boolean => !laterFields.includes(field);

export const endsApproval = (changed: readonly FieldName[]): boolean =>
  changed.some((field) => approvedFields.includes(field));

/** The lines of somebody's answer, each once, as it was written first. */
export const linesOf = (typed: string): readonly string[] =>
  [
    ...new Map(
      typed
        .split('\n')
        .map((line) => line.replace(/^[\s•*–-]+/u, '').trim())
        .filter((line) => line !== '')
        .map((line) => [line.toLowerCase(), line] as const)
        .toReversed(),
    ).values(),
  ].toReversed();

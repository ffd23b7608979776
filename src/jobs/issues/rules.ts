/**
 * What becomes of the row of an issue after a call to its tool. Nothing is made of what may be there already: an unknown outcome is looked up twice,
 * with time in between, since a tool may show late what it took. Pure.
 */
import { day, hour, type Instant, minute } from '#core/clock.ts';
import type { Issue, IssueAudience, Outcome, Refusal } from '#core/connector.ts';
import type { TrackerIssueTable } from '../../store/issues/tables.ts';
import { afterFailedCall } from '../retry.ts';

export type IssueRow = Readonly<TrackerIssueTable>;

/** What changes; `drop`: the row goes. */
export type Change = Partial<TrackerIssueTable> | 'drop';

/** When it is looked up after a call whose outcome is unknown, in ms, each time counted from the one before. */
const looksAfter = [10_000, 2 * minute] as const;

/** How often its state is asked for there. An event of the tool comes sooner. */
const askedAgain = day;

/** A connection that its tool refused may be mended at any time. */
const mendedWithin = hour;

/** Its text is not needed any more, nor who pressed. */
const withoutText = { title: '', body: '', by_id: null, assignee: null } as const;

const calm = { attempts: 0, looks: 0 } as const;

const refused = (why: Refusal | 'wider', now: Instant): Change => ({
  ...{ ...withoutText, ...calm },
  ...{ state: 'refused', refused: why, due_at: null, tell_at: now },
});

/** Of an issue about which nothing more is asked, its link is kept. */
function made(row: IssueRow, issue: Issue, now: Instant): Partial<TrackerIssueTable> {
  const there = { state: 'made', issue_id: issue.id, link: issue.link } as const;
  const due = row.is_over === 1 ? null : now + askedAgain;
  return { ...withoutText, ...calm, ...there, refused: null, due_at: due, tell_at: now };
}

/** Waits until its connection is mended; its practice hears of it once. */
export const waitsForMending = (row: IssueRow, now: Instant): Partial<TrackerIssueTable> => ({
  refused: 'revoked',
  due_at: now + mendedWithin,
  ...(row.refused === 'revoked' ? {} : { tell_at: now }),
});

type NotDone = Exclude<Outcome<unknown>, { readonly kind: 'done' }>;

/** The same call again, later: it changes nothing there. */
function again(row: IssueRow, outcome: Exclude<NotDone, { kind: 'refused' }>, now: Instant): Change {
  if (outcome.kind === 'wait') return { due_at: now + Math.max(outcome.ms, 1000) };
  const attempts = row.attempts + 1;
  return { attempts, due_at: now + afterFailedCall(attempts) };
}

/** Before anything is made, its place and who can read there were asked for. @returns `null`: that holds */
export function afterAudience(
  row: IssueRow,
  outcome: Outcome<IssueAudience | null>,
  now: Instant,
): Change | null {
  if (outcome.kind === 'refused')
    return outcome.why === 'revoked' ? waitsForMending(row, now) : refused(outcome.why, now);
  if (outcome.kind !== 'done') return again(row, outcome, now);
  if (outcome.done === null) return refused('gone', now);
  return isWider(outcome.done, row.audience) ? refused('wider', now) : null;
}

/** Whether more people can read it than its owner was told: what is unknown counts as public. */
export const isWider = (now: IssueAudience, told: IssueAudience): boolean =>
  told === 'private' && now !== 'private';

/** It was looked for by its key. @returns `null`: it is not there, and may be made */
export function afterLook(row: IssueRow, outcome: Outcome<Issue | null>, now: Instant): Change | null {
  if (outcome.kind === 'done' && outcome.done !== null) return made(row, outcome.done, now);
  if (outcome.kind === 'refused') {
    if (outcome.why === 'revoked') return waitsForMending(row, now);
    return row.is_over === 1 ? 'drop' : refused(outcome.why, now);
  }
  if (outcome.kind !== 'done') return again(row, outcome, now);
  if (row.state !== 'unknown') return null;
  const next = looksAfter[row.looks + 1];
  if (next !== undefined) return { looks: row.looks + 1, attempts: 0, due_at: now + next };
  return row.is_over === 1 ? 'drop' : { ...calm, state: 'wanted', due_at: now };
}

/** It was to be made. */
export function afterCreate(row: IssueRow, outcome: Outcome<Issue>, now: Instant): Change {
  switch (outcome.kind) {
    case 'done':
      return made(row, outcome.done, now);
    case 'refused':
      if (row.is_over === 1) return 'drop';
      return outcome.why === 'revoked'
        ? { state: 'wanted', ...waitsForMending(row, now) }
        : refused(outcome.why, now);
    case 'wait':
    // Some tools ask to wait after they took it.
    case 'unknown':
      return asUnknown(now, outcome.kind === 'wait' ? outcome.ms : 0);
  }
}

/** Nobody knows whether it is there. @param ms that the tool asks to wait */
export const asUnknown = (now: Instant, ms = 0): Partial<TrackerIssueTable> => ({
  ...calm,
  state: 'unknown',
  due_at: now + Math.max(ms, looksAfter[0]),
});

/** It was asked how it stands there. */
export function afterState(
  row: IssueRow,
  outcome: Outcome<'open' | 'closed' | 'gone'>,
  now: Instant,
): Change {
  const later = { attempts: 0, due_at: now + askedAgain };
  switch (outcome.kind) {
    case 'done': {
      if (outcome.done === 'gone') return { ...calm, state: 'gone', due_at: null, tell_at: now };
      const state = outcome.done === 'closed' ? 'closed' : 'made';
      return state === row.state
        ? { ...later, refused: null }
        : { ...later, state, refused: null, tell_at: now };
    }
    case 'refused':
      return outcome.why === 'gone' || outcome.why === 'moved'
        ? { ...calm, state: 'gone', refused: outcome.why, due_at: null, tell_at: now }
        : // Whether it is closed is not worth a question to anybody.
          later;
    case 'wait':
      return { due_at: now + Math.max(outcome.ms, 1000) };
    case 'unknown':
      return { attempts: row.attempts + 1, due_at: now + hour };
  }
}

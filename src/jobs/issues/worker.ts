/**
 * Makes issues in connected tools, each once: looks for its key, asks who can read there, commits "sending", calls, settles. Wherever the process dies, the
 * row tells the next one what is known: after "sending" nobody makes it again before it was looked up (`rules.ts`). No call is made in a transaction.
 */
import type { Instant } from '#core/clock.ts';
import { type ConnectionId, issueKey, type IssueTracker, type Outcome } from '#core/connector.ts';
import type { TeamId } from '#core/ids.ts';
import { inParallel } from '../parallel.ts';
import type { Parts } from '../parts.ts';
import { lease } from '../retry.ts';
import { changeIssue, dueIssues, issueOf, putOffConnection } from './queue.ts';
import {
  afterAudience,
  afterCreate,
  afterLook,
  afterState,
  asUnknown,
  type Change,
  type IssueRow,
  waitsForMending,
} from './rules.ts';
import { tellOf } from './tell.ts';

/** How many rows are read, and how many tools are called, at once. */
const batch = 20;
const atOnce = 2;

/** Does what is due about issues. @returns how many rows changed */
export async function issuesDue(parts: Parts, team: TeamId): Promise<number> {
  const now = parts.clock.now();
  const due = await dueIssues(parts.store.system, team, now, batch);
  // A tool is asked for one thing after another.
  const each = [...Map.groupBy(due, (row) => row.connection_id).values()];
  const moved = await inParallel(
    atOnce,
    each,
    async (rows) => {
      let count = 0;
      for (const row of rows) if (!parts.isOver() && (await attend(parts, row))) count += 1;
      return count;
    },
    parts,
  );
  return moved.reduce((sum, count) => sum + count, 0);
}

async function attend(parts: Parts, due: IssueRow): Promise<boolean> {
  const now = parts.clock.now();
  if (due.tell_at !== null && due.tell_at <= now) return tellOf(parts, due);
  if (due.due_at === null || due.due_at > now) return false;
  const row = { ...due, due_at: now + lease };
  // Until the lease ends nobody else does it. Not if its tool has just asked to wait.
  if (!(await changeIssue(parts.store.system, due, { due_at: row.due_at }))) return false;
  const tracker = await parts.trackers.of(row.team_id, row.connection_id as ConnectionId);
  if (row.state === 'sending') return settle(parts, row, () => ({ ...asUnknown(now), due_at: now }));
  if (tracker === null) return settle(parts, row, (mine) => withoutTool(mine, now));
  if (tracker === 'refused') return settle(parts, row, (mine) => waitsFor(mine, now));
  switch (row.state) {
    case 'wanted':
      return make(parts, tracker, row);
    case 'unknown': {
      const looked = await asked(parts, row, tracker.findByKey(row.place, issueKey(row.of_id)));
      return settle(parts, row, (mine) => afterLook(mine, looked, parts.clock.now()) ?? {});
    }
    case 'made':
    case 'closed': {
      const stands = await asked(parts, row, tracker.stateOf(row.place, row.issue_id ?? ''));
      return settle(parts, row, (mine) => afterState(mine, stands, parts.clock.now()));
    }
    case 'gone':
    case 'refused':
      return settle(parts, row, () => ({ due_at: null }));
  }
}

/** What is there goes on being shown; its state is not asked for any more. */
const withoutTool = (row: IssueRow, now: Instant): Change =>
  row.state === 'made' || row.state === 'closed'
    ? { due_at: null }
    : row.is_over === 1
      ? 'drop'
      : {
          state: 'refused',
          refused: 'gone',
          title: '',
          body: '',
          by_id: null,
          assignee: null,
          due_at: null,
          tell_at: now,
        };

const waitsFor = (row: IssueRow, now: Instant): Change => {
  const waits = waitsForMending(row, now);
  return row.state === 'made' || row.state === 'closed' ? { due_at: waits.due_at ?? null } : waits;
};

async function make(parts: Parts, tracker: IssueTracker, row: IssueRow): Promise<boolean> {
  const key = issueKey(row.of_id);
  // Also in the first place: a database that was put back does not know what the lost one made.
  const looked = await asked(parts, row, tracker.findByKey(row.place, key));
  if (afterLook(row, looked, parts.clock.now()) !== null)
    return settle(parts, row, (mine) => afterLook(mine, looked, parts.clock.now()) ?? {});
  const audience = await asked(parts, row, tracker.audienceOf(row.place));
  if (afterAudience(row, audience, parts.clock.now()) !== null)
    return settle(parts, row, (mine) => afterAudience(mine, audience, parts.clock.now()) ?? {});
  const assignee = await assigneeOf(parts, tracker, row);
  if (assignee.kind === 'wait') return true;
  const sending = {
    state: 'sending',
    due_at: parts.clock.now() + lease,
    refused: null,
    is_unmatched: row.assignee !== null && assignee.done === null ? 1 : 0,
  } as const;
  await parts.checkpoint('claimed', 'issue');
  if (!(await changeIssue(parts.store.system, row, sending))) return true;
  const mine: IssueRow = { ...row, ...sending };
  await parts.checkpoint('before the call', 'issue');
  const { title, body } = row;
  const outcome = await asked(
    parts,
    mine,
    tracker.create(row.place, { key, title, body, assignee: assignee.done }),
  );
  await parts.checkpoint('after the call', 'issue');
  return settle(parts, mine, (now) => afterCreate(now, outcome, parts.clock.now()));
}

/** Their account there. Of what keeps the tool from saying, an issue waits only for its limit (`putOffConnection`). */
async function assigneeOf(
  parts: Parts,
  tracker: IssueTracker,
  row: IssueRow,
): Promise<
  { readonly kind: 'done'; readonly done: string | null } | { readonly kind: 'wait'; readonly ms: number }
> {
  if (row.assignee === null) return { kind: 'done', done: null };
  const account = await asked(parts, row, tracker.accountOf(row.place, row.assignee));
  if (account.kind === 'wait') return account;
  return { kind: 'done', done: account.kind === 'done' ? account.done : null };
}

/** A connector that throws has a bug, so nobody knows whether its call arrived. */
async function asked<Done>(
  parts: Parts,
  row: IssueRow,
  call: Promise<Outcome<Done>>,
): Promise<Outcome<Done>> {
  const outcome = await call.catch((error: unknown) => {
    parts.log.error(
      { team: row.team_id, state: row.state, err: error },
      'a connected tool was asked in vain',
    );
    return { kind: 'unknown' } as const;
  });
  if (outcome.kind === 'wait')
    await putOffConnection(parts.store.system, row, parts.clock.now() + Math.max(outcome.ms, 1000));
  if (outcome.kind === 'refused' && outcome.why === 'revoked')
    await parts.trackers.revoked(row.team_id, row.connection_id as ConnectionId);
  return outcome;
}

/**
 * Commits what became of it.
 * @param decide gets the row as it is by now: an erasure, or its owner, may have come between
 */
async function settle(parts: Parts, row: IssueRow, decide: (row: IssueRow) => Change): Promise<boolean> {
  await parts.store.write(async (db) => {
    const mine = await issueOf(db, row);
    // What is being made cannot be wanted again meanwhile; of all else the claim says whether it is still ours.
    const isMine = mine?.state === row.state && (row.state === 'sending' || mine.due_at === row.due_at);
    if (isMine) await changeIssue(db, mine, decide(mine));
    await parts.checkpoint('before the ts is stored', 'issue');
  });
  return true;
}

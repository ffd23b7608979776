/** What a person can know and do about the issues of actions, of those that they see. */
import type { KnownConnection, TrackedIssue } from '#core/connections.ts';
import type { RowId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';

export interface TrackerView {
  /** `null`: there was none. */
  readonly issue: TrackedIssue | null;
  /** What its connection is called; empty: it was disconnected. */
  readonly called: string;
  /** What an action can be put into. */
  readonly into: readonly KnownConnection[];
}

/** None at all where nothing is connected and no issue was made. */
export async function trackersOf(
  read: ReadScope,
  actions: readonly RowId[],
): Promise<ReadonlyMap<RowId, TrackerView>> {
  if (actions.length === 0) return new Map();
  const all = await read.connections.list();
  const into = all.filter(({ hasIssues }) => hasIssues);
  const issues = await read.connections.issuesOf(actions);
  const known = actions.filter((id) => into.length > 0 || issues.has(id));
  return new Map(
    known.map((id) => {
      const issue = issues.get(id) ?? null;
      return [id, { issue, called: calledIn(all, issue), into }] as const;
    }),
  );
}

const calledIn = (all: readonly KnownConnection[], issue: TrackedIssue | null): string =>
  all.find(({ id }) => id === issue?.connection)?.called ?? '';

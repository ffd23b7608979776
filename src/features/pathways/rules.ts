/** What makes a pathway: its skills, its activities and their order, who may change it, and when it is out of date. Pure. */
import { day, type Instant } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import { readLink } from '#core/web-address.ts';

/** - `draft`: begun, or taken up again - `ended`: by its editors */
export const pathwayStates = ['draft', 'published', 'ended'] as const;
export type PathwayState = (typeof pathwayStates)[number];

/** How one can learn. None is better than the others. */
export const formats = ['selfPaced', 'cohort', 'mentoring', 'stretch', 'onTheJob', 'presenting'] as const;
export type Format = (typeof formats)[number];

/** When people at work first need it, as practices tell of it (`core/practised.ts`). */
export const moments = ['none', 'facilitated', 'planned'] as const;
export type Moment = (typeof moments)[number];

/** 1: knows what it is about, to 5: shapes how others do it. In words in the catalogue. */
export const levels = ['1', '2', '3', '4', '5'] as const;
export type Level = (typeof levels)[number];

/** What can be said of a change. Rows keep them: never rename one. */
export const changeKinds = [
  'published',
  'named',
  'added',
  'skill',
  'skillOut',
  'activity',
  'activityOut',
  'takenUp',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** In characters, but for `activities`, `skills`, and `shown`: to how many somebody shows how far they are. */
export const limitsOf = {
  role: 80,
  about: 600,
  skill: 80,
  title: 150,
  effort: 40,
  link: 300,
  use: 400,
  activities: 200,
  skills: 40,
  shown: 5,
} as const;

/** A pathway is made by at least so many who walk it. */
export const leastEditors = 2;

/** It is asked so long after it was last said to be right, and is out of date after `stale`. */
export const review = { asks: 90 * day, stale: 180 * day } as const;

/** @param rightAt when somebody last said so; publishing says so */
export const isStale = (rightAt: Instant | null, now: Instant): boolean =>
  rightAt !== null && now - rightAt >= review.stale;

export type PublishRefusal = 'alone' | 'empty' | 'published' | 'ended';

/** Why it cannot be published; `null`: it can. */
export function whyNotPublish(
  state: PathwayState,
  editors: number,
  activities: number,
): PublishRefusal | null {
  if (state !== 'draft') return state;
  if (editors < leastEditors) return 'alone';
  return activities === 0 ? 'empty' : null;
}

export type ChangeRefusal = 'notEditor' | 'alone' | 'ended';

/** Why somebody cannot change it. A draft can be changed by one; what is published rests on two. */
export function whyNotChange(state: PathwayState, isEditor: boolean, editors: number): ChangeRefusal | null {
  if (!isEditor) return 'notEditor';
  if (state === 'ended') return 'ended';
  return state === 'published' && editors < leastEditors ? 'alone' : null;
}

export interface Line {
  readonly title: string;
  readonly link: string;
}

export interface WrongLine {
  readonly why: 'long' | 'link';
  readonly line: string;
}

/** @param typed an activity on each line, perhaps with an address at its end @returns what stands on the lines, or the first one that is wrong */
export function linesIn(typed: string): readonly Line[] | WrongLine {
  const lines: Line[] = [];
  for (const raw of typed.split('\n')) {
    const line = raw.replace(/^\s*[-*•]\s+/u, '').trim();
    if (line === '') continue;
    const [whole, words = '', address = ''] = /^(?:(.*\S)\s+)?(https?:\/\/\S+)$/iu.exec(line) ?? [];
    const link = readLink(address, limitsOf.link);
    if (link === null) return { why: 'link', line };
    const title = whole === undefined ? line : words === '' ? address : words;
    if (title.length > limitsOf.title) return { why: 'long', line };
    lines.push({ title, link });
  }
  return lines;
}

interface Step {
  readonly id: RowId;
  /** The one before it. */
  readonly after: RowId | null;
}

/**
 * The loop that comes of it if one activity is to come after another; `null`: none.
 * @returns the activities on it, beginning and ending with `id`
 */
export function loopWith(steps: readonly Step[], id: RowId, after: RowId): readonly RowId[] | null {
  const before = new Map(steps.map((step) => [step.id, step.after]));
  const loop = [id];
  for (let at: RowId | null = after; at !== null; at = before.get(at) ?? null) {
    loop.push(at);
    if (at === id) return loop;
    // Older rows cannot hold a loop, but a walk that does not end would hold everything else.
    if (loop.length > steps.length + 1) return loop;
  }
  return null;
}

/** What an activity comes after once some are taken out: what those came after, as far as it stands. */
export function afterWithout(
  steps: readonly Step[],
  out: ReadonlySet<RowId>,
  after: RowId | null,
): RowId | null {
  const before = new Map(steps.map((step) => [step.id, step.after]));
  let at = after;
  // Each step is passed once at most, also where older rows hold a loop.
  for (let passed = 0; at !== null && out.has(at); passed += 1)
    at = passed > steps.length ? null : (before.get(at) ?? null);
  return at;
}

/** In an order in which nothing stands before what it comes after; else as they are placed. */
export function inOrder<Of extends Step>(steps: readonly Of[]): readonly Of[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const placed = new Set<RowId>();
  const found: Of[] = [];
  const put = (step: Of): void => {
    if (placed.has(step.id)) return;
    placed.add(step.id);
    const before = step.after === null ? undefined : byId.get(step.after);
    if (before !== undefined) put(before);
    found.push(step);
  };
  for (const step of steps) put(step);
  return found;
}

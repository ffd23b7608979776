/** What a change brief says, and what is wrong with one. Pure. */
import { day, type Instant } from '#core/clock.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import type { LocalDate } from '#core/time/date.ts';

/**
 * What happens to a channel. Stored, so never rename one that has landed.
 * - `receives`: another one is merged into it; nobody chooses it
 * - `gains`: some of another one, which is split, goes on in it; nobody chooses it
 * - `leader`: its team is led by somebody else from then on
 */
export const kinds = ['merged', 'split', 'archived', 'renamed', 'leader', 'receives', 'gains'] as const;
export type Kind = (typeof kinds)[number];
/** Those that an admin chooses from. */
export const chosenKinds = ['merged', 'split', 'archived', 'renamed', 'leader'] as const;

/** After these a channel’s rituals need somebody to say what becomes of them. */
const ending: ReadonlySet<string> = new Set<Kind>(['merged', 'split', 'archived']);
export const endsHere = ({ kind }: { readonly kind: Kind }): boolean => ending.has(kind);

/** After these nothing begins there any more; some of a channel that is split may go on. */
export const goesAway = ({ kind }: { readonly kind: Kind }): boolean =>
  kind === 'merged' || kind === 'archived';

/** Whether the person named as a leader said that they are. `no`: they said no, or it is taken back. */
export const leads = ['asked', 'yes', 'no'] as const;

/** In characters, and so many of each. */
export const limitsOf = { words: 1_500, name: 80, changes: 60, people: 100, into: 5 } as const;

export interface Change {
  readonly channel: ChannelId;
  readonly kind: Kind;
  readonly other: ChannelId | null;
  readonly name: string;
  readonly leader: UserId | null;
}

/** One change for each of what a form holds: a channel that is split has one for every channel that it is split into. */
export function changesFrom(form: {
  readonly kind: Kind;
  readonly channel: ChannelId;
  readonly into: readonly ChannelId[];
  readonly name: string;
  readonly leader: UserId | null;
}): readonly Change[] {
  const { kind, channel } = form;
  const plain = { channel, kind, other: null, name: '', leader: null };
  if (kind === 'merged' || kind === 'split') return form.into.map((other) => ({ ...plain, other }));
  if (kind === 'renamed') return [{ ...plain, name: form.name }];
  return [kind === 'leader' ? { ...plain, leader: form.leader } : plain];
}

/** Why a change cannot stand beside those that are there; `null`: it can. */
export function whyNotChange(
  change: Change,
  all: readonly Change[],
): 'itself' | 'twice' | 'both' | 'round' | 'many' | null {
  if (change.other === change.channel) return 'itself';
  if (all.length >= limitsOf.changes) return 'many';
  const same = all.filter(({ channel, kind }) => channel === change.channel && kind === change.kind);
  if (same.some(({ other }) => other === change.other)) return 'twice';
  // It goes into one channel, and has one name and one leader.
  if (change.kind !== 'split' && same.length > 0) return 'twice';
  if (ending.has(change.kind) && all.some((one) => one.channel === change.channel && isOtherEnd(one, change)))
    return 'both';
  return change.kind === 'merged' && leadsBack(change, all) ? 'round' : null;
}

const isOtherEnd = (one: Change, other: Change): boolean => ending.has(one.kind) && one.kind !== other.kind;

/** Whether the channel that it goes into comes back to it in the end. */
function leadsBack(change: Change, all: readonly Change[]): boolean {
  const seen = new Set<ChannelId>([change.channel]);
  for (let at = change.other; at !== null;) {
    if (seen.has(at)) return true;
    seen.add(at);
    const here: ChannelId = at;
    at = all.find(({ channel, kind }) => channel === here && kind === 'merged')?.other ?? null;
  }
  return false;
}

/** All channels that read the brief. */
export const concerned = (all: readonly Change[]): readonly ChannelId[] => [
  ...new Set(all.flatMap(({ channel, other }) => (other === null ? [channel] : [channel, other]))),
];

/** Not later than in a year; today is early enough. */
export const mayTakeEffect = (on: LocalDate, today: LocalDate, latest: LocalDate): boolean =>
  on >= today && on <= latest;

/** Within ten days it is said what becomes of each ritual; a reminder comes after a week. */
export const decideWithin = 10 * day;
export const remindAfter = 7 * day;
/** After the change took effect it is looked which rituals live on. */
export const lookAfter = 30 * day;
/** When a new leader is asked which of what they were handed they keep, after they agreed and lead. */
export const askKeptAfter = 10 * day;

export const isOver = (effectAt: Instant, now: Instant): boolean => now >= effectAt + lookAfter + day;

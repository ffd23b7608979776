/** How a channel is asked less when nobody answers: three questions without an answer, then its owner, then a pause of four weeks. */
import { addDays, dayLong, type Day, type Instant } from './calendar.ts';
import type { Fact } from './facts.ts';

interface Asked {
  readonly at: Instant;
  readonly state: 'open' | 'owner asked' | 'decided' | 'paused';
}

export interface Prompts {
  readonly asked: readonly Asked[];
  /** It paused by itself. */
  readonly pausedUntil: Day | null;
}

type Shared = Pick<Extract<Fact, { readonly kind: 'shared' }>, 'at'>;
type Chose = Pick<Extract<Fact, { readonly kind: 'chose' }>, 'at'>;

export const startPrompts = (): Prompts => ({ asked: [], pausedUntil: null });

/** What is shared joins the last question that was put, for a week. */
const joins = 7 * dayLong;
const patience = 3;
const pause = 28;

/** @returns how it stands after this occurrence, and whether the question is put */
export function promptOutcome(
  { asked, pausedUntil }: Prompts,
  now: { readonly on: Day; readonly at: Instant },
  shared: readonly Shared[],
  chose: readonly Chose[],
): { readonly prompts: Prompts; readonly isAsked: boolean } {
  const decided = asked.map((one): Asked =>
    one.state === 'owner asked' && chose.some(({ at }) => at > one.at) ? { ...one, state: 'decided' } : one,
  );
  const last = decided.at(-1);
  if (last?.state === 'owner asked') {
    const paused = [...decided.slice(0, -1), { ...last, state: 'paused' as const }];
    return { prompts: { asked: paused, pausedUntil: addDays(now.on, pause) }, isAsked: false };
  }
  const questions = decided.filter(({ state }) => state === 'open');
  const answered = new Set(
    shared.map(({ at }) => questions.findLast((one) => one.at <= at && at - one.at < joins)?.at),
  );
  const quiet = decided.toReversed().findIndex(({ at, state }) => state !== 'open' || answered.has(at));
  const isAsked = (quiet < 0 ? decided.length : quiet) < patience;
  const state = isAsked ? 'open' : 'owner asked';
  return { prompts: { asked: [...decided, { at: now.at, state }], pausedUntil }, isAsked };
}

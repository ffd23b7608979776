/** Calls to Slack at its own pace: about one post a second in a channel, and never before Slack's `Retry-After` is over. */
import type { Clock, Instant } from '#core/clock.ts';
import { minute } from '#core/clock.ts';
import { createPace, type Paced, type Rate, rates } from '../../jobs/pace.ts';
import { callAny } from '../../slack/api/any-call.ts';
import type { Failure } from '../../slack/api/call-outcome.ts';
import type { webClient } from '../../slack/api/clients.ts';
import { Refused } from './refused.ts';

export type Args = Readonly<Record<string, unknown>>;

export interface Calls {
  /** One call by a method's name. @throws Refused */
  ask(method: string, args?: Args): Promise<Record<string, unknown>>;
  /** A call that Lore's own code makes; repeated after 429. @throws Refused */
  paced<Done extends { readonly kind: string }>(
    calls: readonly Paced[],
    run: () => Promise<Done | Failure>,
  ): Promise<Exclude<Done, Failure>>;
  /** Whether there may be a message that Slack gave no answer about. */
  readonly isUnsure: () => boolean;
  /** How long Slack asked us to wait, in ms, each time. */
  readonly waits: readonly number[];
}

export interface CallParts {
  readonly client: ReturnType<typeof webClient>;
  readonly clock: Clock;
  /** Resolves after so many ms; rejects when the operator ends the run. */
  readonly wait: (ms: number) => Promise<void>;
  /** Hears that Slack asks us to wait, in ms. */
  readonly waiting: (ms: number) => void;
}

/** After so many 429 in a row a call counts as refused. */
const mostWaits = 5;

/** Methods that are asked a lot; of the others not even the lowest tier but one is used up. */
const tiers: Readonly<Record<string, Rate>> = {
  'chat.update': rates.workspaceUpdate,
  'chat.delete': { calls: 50, per: minute },
};
const lowest: Rate = { calls: 20, per: minute };

const isPost = ([rate, what]: Paced): boolean => rate === rates.channelPost || what === 'chat.postMessage';

export function makeCalls({ client, clock, wait, waiting }: CallParts): Calls {
  const pace = createPace();
  const waits: number[] = [];
  let isUnsure = false;
  const until = async (free: Instant) => {
    const now = clock.now();
    if (free > now) await wait(free - now);
  };
  const paced: Calls['paced'] = async <Done extends { readonly kind: string }>(
    calls: readonly Paced[],
    run: () => Promise<Done | Failure>,
  ) => {
    for (let tries = 0; ; tries += 1) {
      await until(pace.notBefore(calls, clock.now()));
      pace.took(calls, clock.now());
      const ended = await run();
      if (!isFailure(ended)) return ended as Exclude<Done, Failure>;
      if (ended.kind === 'unknown' && calls.some(isPost)) isUnsure = true;
      if (ended.kind !== 'later')
        throw new Refused(ended.kind === 'refused' ? ended.error : said[ended.kind]);
      waits.push(ended.afterMs);
      if (tries + 1 >= mostWaits) throw new Refused('ratelimited');
      waiting(ended.afterMs);
      pace.hold(calls, clock.now(), ended.afterMs);
    }
  };
  return {
    paced,
    isUnsure: () => isUnsure,
    waits,
    ask: async (method, args = {}) => {
      const kept: Paced = [tiers[method] ?? lowest, method];
      return { ...(await paced([kept], () => callAny(client, method, args))).answer };
    },
  };
}

const said = { unreached: 'not reached', unknown: 'no answer that can be read' } as const;

const isFailure = (ended: { readonly kind: string }): ended is Failure =>
  ['refused', 'later', 'unreached', 'unknown'].includes(ended.kind);

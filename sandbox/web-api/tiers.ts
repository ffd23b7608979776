/**
 * How often the app may call: Slack's tiers, per method and workspace, on the sandbox's time.
 * https://docs.slack.dev/apis/web-api/rate-limits
 *
 * `rate_limit_tiers.json` is Slack's own table, unchanged from slackapi/java-slack-sdk (7 August 2026, MIT licence).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `calls` in any stretch of `per` milliseconds. */
export interface Allowance {
  readonly calls: number;
  readonly per: number;
}

const MINUTE = 60_000;
/** A call arrives later than it was made, one more than the other; Slack forgives small bursts too. */
const FORGIVEN_MS = 1000;

const ALLOWANCES: Readonly<Record<string, Allowance>> = {
  Tier1: { calls: 1, per: MINUTE },
  Tier2: { calls: 20, per: MINUTE },
  Tier3: { calls: 50, per: MINUTE },
  Tier4: { calls: 100, per: MINUTE },
  /** "Hundreds a minute". */
  SpecialTier_auth_test: { calls: 200, per: MINUTE },
  /** "Several hundred a minute" in a workspace; each channel has `CHANNEL` besides. */
  SpecialTier_chat_postMessage: { calls: 300, per: MINUTE },
};
/** Its tier is the lowest, where "a small amount of burst behavior is tolerated"; an app may hold ten connections. */
const CONNECTIONS: Allowance = { calls: 10, per: MINUTE };
/** A channel takes a message a second, and a short burst: four in a row when it was quiet before. */
const MESSAGE_MS = 1000;
const BURST = 4;

const read: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'rate_limit_tiers.json'), 'utf8'));
const TIERS: ReadonlyMap<string, unknown> = new Map(Object.entries(read as object));

/** How often a method may be called. @throws for a method of which Slack's table says nothing that is known here */
export function allowanceOf(method: string): Allowance {
  if (method === 'apps.connections.open') return CONNECTIONS;
  // Newer than the table.
  const tier = method === 'entity.presentDetails' ? 'Tier3' : String(TIERS.get(method));
  const allowance = ALLOWANCES[tier];
  if (!allowance) throw new Error(`There is no rate limit for ${method}.`);
  return allowance;
}

export interface Limiter {
  /**
   * Counts a call, unless there were too many.
   * @param where the channel that is posted to
   * @param now the sandbox's time, epoch ms
   * @returns whole seconds after which it may be tried again; `undefined` when the call may go on
   */
  readonly refuse: (method: string, where: string, now: number) => number | undefined;
}

/**
 * Nothing was called yet. It is kept for one workspace that the app is installed in.
 * @param of how often a method may be called; as Slack's table says unless told
 */
export function makeLimiter(of: (method: string) => Allowance = allowanceOf): Limiter {
  /** By method: when it was called in the last minute. */
  const calls = new Map<string, readonly number[]>();
  /** By channel: when all messages would have gone out at one a second. */
  const busyUntil = new Map<string, number>();
  return {
    refuse: (method, where, now) => {
      const allowance = of(method);
      const per = allowance.per - FORGIVEN_MS;
      const recent = (calls.get(method) ?? []).filter((at) => at > now - per);
      const blocking = recent[recent.length - allowance.calls];
      const busy = Math.max(busyUntil.get(where) ?? 0, now);
      const isPost = method === 'chat.postMessage';
      const wait = Math.max(
        blocking === undefined ? 0 : blocking + per - now,
        isPost ? busy - now - (BURST - 1) * MESSAGE_MS : 0,
      );
      if (wait > 0) return Math.ceil(wait / 1000);
      calls.set(method, [...recent, now]);
      if (isPost) busyUntil.set(where, busy + MESSAGE_MS);
      return undefined;
    },
  };
}

/**
 * How fast we call Slack. A pace answers "not before" with an instant and never waits itself, so it works with a clock that jumps. That of a
 * workspace goes from one process to the next (`turns.ts`); if several together call too often all the same, Slack answers 429.
 */
import * as z from 'zod';
import { type Instant, minute } from '#core/clock.ts';

/** At most `calls` calls in any `per` milliseconds. */
export interface Rate {
  readonly calls: number;
  readonly per: number;
}

/** The rates we keep to, within Slack's tiers: https://docs.slack.dev/apis/web-api/rate-limits */
export const rates = {
  /** chat.postMessage, in one channel. */
  channelPost: { calls: 1, per: 1000 },
  /** chat.postMessage, in a workspace: "several hundred a minute". */
  workspacePost: { calls: 200, per: minute },
  /** chat.update of one message: readers see one change a second at most. */
  messageUpdate: { calls: 1, per: 1000 },
  /** chat.update, tier 3. */
  workspaceUpdate: { calls: 50, per: minute },
  /** files.getUploadURLExternal and completeUploadExternal, tier 4. */
  upload: { calls: 50, per: minute },
  /** A picture of one message: what many people do in that time is one drawing. */
  messagePicture: { calls: 1, per: 10_000 },
  /** conversations.open, tier 3. */
  direct: { calls: 50, per: minute },
  /** dnd.info, tier 3. */
  quiet: { calls: 50, per: minute },
  /** views.publish, tier 4. */
  home: { calls: 100, per: minute },
  /** users.list, tier 2. */
  peopleList: { calls: 20, per: minute },
  /** conversations.list, tier 2. */
  channelList: { calls: 20, per: minute },
  /** users.info, tier 4. */
  personRead: { calls: 100, per: minute },
  /** conversations.info, tier 3. */
  channelRead: { calls: 50, per: minute },
  /** conversations.members, tier 4. */
  membersRead: { calls: 100, per: minute },
  /** usergroups.list, tier 2. */
  groupsRead: { calls: 20, per: minute },
  /** conversations.history and replies, tier 3 at best. */
  lookup: { calls: 20, per: minute },
} as const satisfies Record<string, Rate>;

/** What is paced: a rate and for whom, for example `[rates.channelPost, team, channel]`. */
export type Paced = readonly [rate: Rate, ...whom: string[]];

/** What a post counts towards: its conversation and its workspace. */
export function postPace(row: {
  readonly team_id: string;
  readonly channel_id: string | null;
  readonly user_id: string | null;
}): Paced[] {
  return [
    [rates.channelPost, row.team_id, row.user_id ?? row.channel_id ?? ''],
    [rates.workspacePost, row.team_id],
  ];
}

export interface Pace {
  /** The first instant from `now` on at which a call that counts towards all of these may be made; `count` calls, when said. */
  readonly notBefore: (calls: readonly Paced[], now: Instant, count?: number) => Instant;
  /** Records a call. */
  readonly took: (calls: readonly Paced[], now: Instant) => void;
  /** Records that Slack asked us to wait (429): none of these for so many ms. */
  readonly hold: (calls: readonly Paced[], now: Instant, ms: number) => void;
  /** JSON of what counts for the whole of a workspace, for `paceFrom`: no ids. Posts are left out, which the outbox has. */
  readonly stateOf: (team: string, now: Instant) => string;
}

/** The rates of a whole workspace that are handed on. */
const handedOn = [
  ...(['workspaceUpdate', 'upload', 'direct', 'quiet', 'home', 'lookup'] as const),
  // Of reading a workspace.
  ...(['peopleList', 'channelList', 'membersRead', 'personRead'] as const),
] as const;

const paceState = z.record(
  z.enum(handedOn).or(z.string()),
  z.object({ taken: z.array(z.number()), held: z.tuple([z.number(), z.number()]).optional() }),
);

/**
 * The pace of a workspace in which another process was at work.
 * @param state as from `stateOf`
 * @param posts when something was posted within a minute, with what it counts towards
 */
export function paceFrom(
  team: string,
  state: string,
  posts: readonly (readonly [calls: readonly Paced[], at: Instant])[],
): Pace {
  const pace = createPace();
  for (const [calls, at] of posts) pace.took(calls, at);
  const known = paceState.parse(JSON.parse(state));
  for (const name of handedOn) {
    const paced: Paced[] = [[rates[name], team]];
    const { taken = [], held } = known[name] ?? {};
    for (const at of taken) pace.took(paced, at);
    if (held !== undefined) pace.hold(paced, held[0], held[1] - held[0]);
  }
  return pace;
}

/** How many keys are kept before the idle ones are dropped. */
const roomy = 5000;

interface Hold {
  readonly from: Instant;
  readonly until: Instant;
}

export function createPace(): Pace {
  const taken = new Map<Rate, Map<string, Instant[]>>();
  const held = new Map<Rate, Map<string, Hold>>();

  const recent = (rate: Rate, key: string, now: Instant): Instant[] =>
    // A call later than now means that the clock was set back. It must not count, or everything would wait until then.
    (taken.get(rate)?.get(key) ?? []).filter((at) => at > now - rate.per && at <= now);

  return {
    notBefore: (calls, now, count = 1) =>
      calls.reduce((latest, [rate, ...whom]) => {
        const key = whom.join(' ');
        const times = recent(rate, key, now);
        const blocking = times[times.length - rate.calls + Math.min(count, rate.calls) - 1];
        const hold = held.get(rate)?.get(key);
        // As above: a clock that was set back must not make the wait an hour long.
        const until = hold === undefined || now < hold.from ? now : hold.until;
        return Math.max(latest, until, blocking === undefined ? now : blocking + rate.per);
      }, now),
    took: (calls, now) => {
      for (const [rate, ...whom] of calls) {
        const key = whom.join(' ');
        const times = [...recent(rate, key, now), now];
        const ofRate = taken.get(rate) ?? new Map<string, Instant[]>();
        taken.set(rate, ofRate.set(key, times));
        if (ofRate.size > roomy)
          for (const other of ofRate.keys()) if (recent(rate, other, now).length === 0) ofRate.delete(other);
      }
      // The wait that Slack asked for is over.
      for (const ofRate of held.values())
        for (const [key, { from, until }] of ofRate) if (until <= now || now < from) ofRate.delete(key);
    },
    hold: (calls, now, ms) => {
      for (const [rate, ...whom] of calls) {
        const ofRate = held.get(rate) ?? new Map<string, Hold>();
        held.set(rate, ofRate.set(whom.join(' '), { from: now, until: now + ms }));
      }
    },
    stateOf: (team, now) =>
      JSON.stringify(
        Object.fromEntries(
          handedOn.flatMap((name) => {
            const taken = recent(rates[name], team, now);
            const hold = held.get(rates[name])?.get(team);
            const isHeld = hold !== undefined && hold.from <= now && hold.until > now;
            if (taken.length === 0 && !isHeld) return [];
            return [[name, { taken, ...(isHeld ? { held: [hold.from, hold.until] } : {}) }]];
          }),
        ),
      ),
  };
}

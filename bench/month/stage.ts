/** Where the month is played: the sandbox, Lore beside it, what people have up their sleeves, and what is written down of it. */
import type { LoreProcess } from '../../test/support/lore-process.ts';
import { textAt } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import type { Colleague, Filled } from '../../test/support/colleague.ts';
import { fills, insist } from '../../test/support/insist.ts';
import type { Chance } from '../chance.ts';
import { minute, type Instant } from './calendar.ts';
import type { Team } from './cast.ts';
import type { Fact, Said } from './facts.ts';
import { watch, type Watch } from './watch.ts';

export interface Stage {
  readonly lore: LoreProcess;
  readonly teams: readonly Team[];
  readonly chance: Chance;
  readonly watch: Watch;
  readonly facts: Fact[];
  now(): Instant;
  who(id: string): Colleague;
  /** Does something when its time has come. */
  plan(at: Instant, deed: () => Promise<void>): void;
  /** Plays on, with all that people do on the way. */
  playTo(until: Instant): Promise<void>;
  /** Has somebody do something until Lore has acknowledged it. */
  does(id: string, deed: (person: Colleague) => ReturnType<typeof fills>): Promise<void>;
  /** The same with a window that is opened and submitted. */
  fills(
    id: string,
    callbackId: string,
    open: (person: Colleague) => Promise<unknown>,
    fields?: Filled,
  ): Promise<void>;
  /** Whether the topmost window of somebody is of this kind. */
  isOpen(id: string, callbackId: string): boolean;
  /** The same, a moment later if need be. */
  appears(id: string, callbackId: string): Promise<boolean>;
  /** Waits a moment until something is so. @returns whether it is */
  comes(isThere: () => boolean): Promise<boolean>;
}

/** How far is played at once. */
const step = 20 * minute;
/** How often is looked whether a window has come. */
const looks = 50;

/** @param hears is told of everything that Lore says */
export function stageOf(
  lore: LoreProcess,
  teams: readonly Team[],
  chance: Chance,
  hears: (stage: Stage, said: Said, message: Message) => void,
): Stage {
  const { clock } = lore.sandbox.core;
  const deeds: { readonly at: Instant; readonly deed: () => Promise<void> }[] = [];
  const look = () => {
    for (const [said, message] of stage.watch.look()) hears(stage, said, message);
  };
  const quietly = async (until: Instant) => {
    while (clock.now() < until) {
      const next = Math.min(until, clock.now() + step);
      await lore.settle(next - clock.now());
      clock.set(next);
      look();
    }
    await lore.settle(0);
    look();
  };
  const stage: Stage = {
    lore,
    teams,
    chance,
    watch: watch(lore.sandbox),
    facts: [],
    now: () => clock.now(),
    who: lore.who,
    plan: (at, deed) => {
      deeds.push({ at, deed });
      deeds.sort((a, b) => a.at - b.at);
    },
    playTo: async (until) => {
      for (;;) {
        const next = deeds[0];
        if (next === undefined || next.at > until) break;
        deeds.shift();
        await quietly(next.at);
        await next.deed();
        look();
      }
      await quietly(until);
    },
    does: (id, deed) => insist(lore, [lore.who(id)], deed),
    fills: (id, callbackId, open, fields = {}) =>
      insist(lore, [lore.who(id)], (person) => fills(person, callbackId, () => open(person), fields)),
    isOpen: (id, callbackId) => textAt(lore.who(id).modal()?.view ?? {}, 'callback_id') === callbackId,
    appears: (id, callbackId) => stage.comes(() => stage.isOpen(id, callbackId)),
    comes: async (isThere) => {
      for (let tries = 0; tries < looks; tries += 1) {
        if (isThere()) return true;
        await lore.settle(0);
      }
      return false;
    },
  };
  return stage;
}

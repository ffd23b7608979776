/** Eight people of one channel who grow with all five practices: what each reads, what each presses of it, and what each was sent. */
import { day, minute } from '../../src/core/clock.ts';
import { addDates } from '../../src/core/time/date.ts';
import { localTime } from '../../src/core/time/zone.ts';
import type { Message } from '../../sandbox/state/world.ts';
import type { Filled } from './colleague.ts';
import { katrin, learning, mara, priya, seun } from './company.ts';
import type { TestEngine } from './databases.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';
import { keyFileHere } from './key-file-here.ts';
import { pressable } from './weeks-here.ts';

export const [meiling, arjun, carol] = ['U0MEILING', 'U0ARJUN', 'U0CAROL'] as const;
/** Says “not now” to whatever can be answered. */
export const saysNotNow = 'U0NOOR';
/** Joined everything once, and has not looked at anything since. */
export const ignores = priya;
export const everybody = [mara, katrin, seun, priya, meiling, arjun, saysNotNow, carol] as const;

export interface GrowingHere extends LoreHere {
  /** Types something in a channel. */
  readonly types: (who: string, text: string, channel?: string) => Promise<void>;
  /** Presses something in the topmost form. @returns what stands there then */
  readonly press: (who: string, action: string, holds?: string) => Promise<string>;
  /** Submits the topmost form. @throws where it is refused @returns what stands there then */
  readonly submit: (who: string, fields?: Filled) => Promise<string>;
  /** The topmost form, as text; empty where there is none. */
  readonly shown: (who: string) => string;
  /** Presses a button of a message. */
  readonly pressOn: (who: string, message: Message, action: string) => Promise<void>;
  /** The newest message of a channel that holds a text. @throws where there is none */
  readonly saying: (channel: string, text: string) => Message;
  /** So many days from today, in Berlin. */
  readonly on: (inDays: number) => string;
  /** Days in which everybody reads what is new, and does what is theirs. */
  readonly passes: (days: number) => Promise<void>;
  /** What a person was sent, as it was first sent. */
  readonly sentTo: (who: string) => readonly Message[];
  /** When a person was written to without having asked for it. */
  readonly unasked: (who: string) => Promise<readonly number[]>;
}

/** What somebody does with a message that has this button. */
export interface Reaction {
  readonly action: string;
  /** Once it is pressed. */
  readonly then?: (here: GrowingHere, who: string) => Promise<void>;
}

/**
 * @param engine whose database it runs on; `null`: one in memory
 * @param notNow the one press by which somebody is left alone about a message, the first of these that it has
 * @param gladly what others press, the first of these that a message has
 */
export async function growingOn(
  engine: TestEngine | null,
  notNow: readonly string[],
  gladly: readonly Reaction[],
): Promise<GrowingHere> {
  const keys = keyFileHere();
  const here = await startLoreHere({ ...(engine === null ? {} : { engine }), keyFile: keys.file });
  const sent = new Map<string, Message[]>(everybody.map((who) => [who, []]));
  const seen = new Set<string>();
  const now = () => here.sandbox.core.clock.now();
  const shown = (who: string) => (here.who(who).modal() === undefined ? '' : here.modal(who));

  const submit: GrowingHere['submit'] = async (who, fields = {}) => {
    const answer = await here.who(who).submit(fields);
    await here.settle();
    if (!answer.ok || JSON.stringify(answer).includes('"errors"')) throw new Error(JSON.stringify(answer));
    return shown(who);
  };
  const press: GrowingHere['press'] = async (who, action, holds = '') => {
    await here.who(who).pressInModal(action, { holds });
    await here.settle();
    return shown(who);
  };
  const pressOn: GrowingHere['pressOn'] = async (who, message, action) => {
    await here.who(who).closeAll();
    await here.who(who).press(message, action);
    await here.settle();
  };
  const reacts = async (who: string, message: Message) => {
    const has = pressable(message);
    if (who === saysNotNow) {
      const action = notNow.find((one) => has.includes(one));
      if (action !== undefined) await pressOn(who, message, action);
      return;
    }
    const found = gladly.find(({ action }) => has.includes(action));
    if (found === undefined) return;
    await pressOn(who, message, found.action);
    await found.then?.(growing, who);
  };
  /** Each reads what is new, in the order in which it came. */
  const read = async () => {
    for (const who of everybody)
      for (const message of here.direct(who)) {
        // In two conversations messages may have the same `ts`.
        const which = `${message.channelId} ${message.ts}`;
        if (seen.has(which)) continue;
        seen.add(which);
        sent.get(who)?.push(structuredClone(message));
        if (who !== ignores) await reacts(who, message);
        await here.who(who).closeAll();
      }
  };
  // Lore has read who there is.
  await here.playUntil(now() + 10 * minute);
  const growing: GrowingHere = {
    ...here,
    submit,
    shown,
    press,
    pressOn,
    types: async (who, text, channel = learning) => {
      await here.who(who).closeAll();
      await here.who(who).say(channel, text);
      await here.settle();
    },
    saying: (channel, text) => {
      const found = here.posted(channel).findLast((message) => message.text.includes(text));
      if (found === undefined) throw new Error(`nothing in ${channel} says “${text}”`);
      return found;
    },
    on: (inDays) => addDates(localTime(now(), 'Europe/Berlin').date, inDays),
    passes: async (days) => {
      for (let done = 0; done < days; done += 1) {
        await here.playUntil(now() + day);
        await read();
      }
    },
    sentTo: (who) => sent.get(who) ?? [],
    unasked: async (who) => {
      const rows = await here.lore.store.system
        .selectFrom('delivery')
        .select(['sent_at', 'urgency', 'ts'])
        .where('user_id', '=', who as never)
        .where('kind', '=', 'person')
        .where('sent_at', 'is not', null)
        .orderBy('sent_at')
        .execute();
      // What came on one day rides along in one message.
      const counted = rows.filter(({ urgency }) => urgency !== 'answer');
      return [...new Map(counted.map(({ ts, sent_at: at }) => [ts, at ?? 0])).values()];
    },
    close: async () => {
      await here.close();
      keys.remove();
    },
  };
  return growing;
}

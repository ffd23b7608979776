/** The made-up company with a key for what is sealed, and the steps that people take with their sheets. */
import type { Message } from '../../sandbox/state/world.ts';
import type { Feature } from '../../src/core/feature.ts';
import { addDates } from '../../src/core/time/date.ts';
import { localTime } from '../../src/core/time/zone.ts';
import { coaching } from '../../src/features/coaching/feature.ts';
import { purposeAmong } from '../../src/features/purpose/feature.ts';
import type { Filled } from './colleague.ts';
import { learning } from './company.ts';
import type { TestEngine } from './databases.ts';
import { keyFileHere } from './key-file-here.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

export interface PurposeHere extends LoreHere {
  /** Opens the own page, as text. */
  readonly page: (who: string) => Promise<string>;
  /** In the topmost modal. @param holds what the button carries, where several look alike @returns what stands there then, or what was said */
  readonly press: (who: string, action: string, holds?: string) => Promise<string>;
  /** Submits the topmost form. @returns what was answered, and what stands there then */
  readonly submits: (who: string, fields: Filled) => Promise<string>;
  readonly writes: (who: string, fields?: Filled) => Promise<string>;
  readonly shares: (who: string, chosen: string) => Promise<string>;
  /** Opens what two have together, from their page. */
  readonly opens: (who: string) => Promise<string>;
  /** Proposes days, so many days from today, at 14:00 by their clock. */
  readonly proposes: (who: string, ...days: readonly number[]) => Promise<string>;
  readonly addsStep: (who: string, what: string, inDays: number, owner?: 'self' | 'other') => Promise<string>;
  /** Everything that a person was sent, as text. */
  readonly sent: (who: string) => string;
  readonly last: (who: string) => Message;
  /** So many days from today, in Berlin. */
  readonly day: (inDays: number) => string;
  /** Lets so much time pass. */
  readonly later: (ms: number) => Promise<void>;
  /** Every cell of this practice, as text. */
  readonly stored: () => Promise<string>;
  readonly deactivates: (who: string) => Promise<void>;
  /** Everything that Slack has: messages and App Homes, but no form. */
  readonly inSlack: () => string;
  /** Loses the key, and has another. */
  readonly loseKey: () => void;
}

/** What is typed here, and nowhere else. */
export const words = {
  learn: 'Leading a project',
  drives: 'Sparing others work',
  toward: 'A team of my own',
};

export const purposeTables = [
  'purpose_sheet',
  'purpose_share',
  'purpose_date',
  'purpose_step',
  'purpose_aim',
] as const;

/** @param hasKey whether an operator made a key @param others with which people can learn */
export async function purposeOn(
  engine: TestEngine,
  hasKey = true,
  others: readonly Feature[] = [],
): Promise<PurposeHere> {
  const keys = keyFileHere();
  const features = [coaching, ...others, purposeAmong(() => others)];
  const here = await startLoreHere({
    engine,
    ...(hasKey ? { keyFile: keys.file } : {}),
    lore: { features },
  });
  const shown = async (who: string) => {
    await here.settle();
    return here.modal(who);
  };
  const day = (inDays: number) =>
    addDates(localTime(here.sandbox.core.clock.now(), 'Europe/Berlin').date, inDays);
  const purpose: PurposeHere = {
    ...here,
    page: async (who) => {
      await here.who(who).closeAll();
      await here.who(who).say(learning, '/purpose');
      return shown(who);
    },
    press: async (who, action, holds = '') => {
      await here.who(who).pressInModal(action, { holds });
      return shown(who);
    },
    submits: async (who, fields) => {
      const answer = JSON.stringify(await here.who(who).submit(fields));
      return `${answer} ${await shown(who)}`;
    },
    writes: async (who, fields = words) => {
      await purpose.page(who);
      await purpose.press(who, 'purpose.write');
      return purpose.submits(who, fields);
    },
    shares: async (who, chosen) => {
      await purpose.page(who);
      await purpose.press(who, 'purpose.share');
      return purpose.submits(who, { chosen, channel: learning });
    },
    opens: async (who) => {
      await purpose.page(who);
      return purpose.press(who, 'purpose.pair');
    },
    proposes: async (who, ...days) => {
      await purpose.opens(who);
      await purpose.press(who, 'purpose.dates');
      const on = Object.fromEntries(days.map((inDays, at) => [`on${at + 1}`, day(inDays)]));
      return purpose.submits(who, { ...on, at: '14:00' });
    },
    addsStep: async (who, what, inDays, owner = 'self') => {
      await purpose.opens(who);
      await purpose.press(who, 'purpose.step');
      return purpose.submits(who, { what, owner, due: day(inDays) });
    },
    sent: (who) => JSON.stringify(here.direct(who)),
    last: (who) => {
      const found = here.direct(who).at(-1);
      if (found === undefined) throw new Error(`${who} was sent nothing`);
      return found;
    },
    day,
    later: (ms) => here.playUntil(here.sandbox.core.clock.now() + ms),
    stored: () => here.rows(...purposeTables),
    deactivates: async (who) => {
      await here.sandbox.page('person', { as: 'U0INES', userId: who, change: { kind: 'deactivate' } });
      await here.settle();
    },
    inSlack: () => JSON.stringify([here.sandbox.world.messages, here.sandbox.world.homes]),
    loseKey: keys.another,
    close: async () => {
      await here.close();
      keys.remove();
    },
  };
  return purpose;
}

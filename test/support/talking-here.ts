/** The made-up company with mentors and pairs that have said yes, and the steps that people take. */
import type { Message } from '../../sandbox/state/world.ts';
import { channelId, rowId, type RowId, userId } from '../../src/core/ids.ts';
import { addDates } from '../../src/core/time/date.ts';
import { localTime } from '../../src/core/time/zone.ts';
import { coaching } from '../../src/features/coaching/feature.ts';
import { answer, propose } from '../../src/features/coaching/pairs/operations.ts';
import { thanks } from '../../src/features/thanks/feature.ts';
import type { Filled } from './colleague.ts';
import { team, website } from './company.ts';
import type { TestEngine } from './databases.ts';
import { carriedBy, pressPayload, sendPayload } from './forged.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

export interface TalkingHere extends LoreHere {
  /** Puts people together as a round does, who all say yes. @returns the pair */
  readonly pair: (...people: readonly string[]) => Promise<RowId>;
  /** Offers to be a mentor. @returns what the form answered */
  readonly offers: (who: string, fields?: Filled) => Promise<string>;
  /** Looks for a mentor from the website’s channel. @returns what was found */
  readonly looks: (who: string, fields?: Filled) => Promise<string>;
  /** Asks one of those found. @returns what the form says then */
  readonly asks: (who: string, mentor: string) => Promise<string>;
  /** Presses what was last sent to a person with this button. @throws where there is none @returns what they alone are told */
  readonly press: (who: string, action: string, message?: Message) => Promise<string>;
  /** Presses a button as it stood before. @returns what they alone are told */
  readonly pressLate: (who: string, message: Message, action: string) => Promise<string>;
  /** Opens the form behind a button, and submits it. @returns what was answered */
  readonly fills: (who: string, action: string, fields: Filled) => Promise<string>;
  /** Notes a meeting on a day from today, 0: today. @returns what was answered */
  readonly met: (who: string, daysAgo?: number) => Promise<string>;
  /** Everything that a person was sent, as text. */
  readonly sent: (who: string) => string;
  readonly later: (ms: number) => Promise<void>;
  /** The only row of a table. */
  readonly row: (table: string) => Promise<Readonly<Record<string, unknown>>>;
  readonly all: (table: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly deactivates: (who: string) => Promise<void>;
  /** What stands for the end of it all, in what a person was sent. */
  readonly ends: (who: string) => number;
}

/** Slack gives each block an id whenever it is drawn. */
export const withoutIds = (all: unknown): string =>
  JSON.stringify(all).replaceAll(/,?"block_id":"[^"]*"/g, '');

export const wants: Filled = { topics: 'Postgres, first talks', goals: ['craft'], styles: ['hour'] };

export async function talkingOn(engine: TestEngine): Promise<TalkingHere> {
  const here = await startLoreHere({ engine, lore: { features: [coaching, thanks] } });
  const { store } = here.lore;
  const now = () => here.sandbox.core.clock.now();
  const opened = (who: string) => here.who(who).modal() !== undefined;
  const submit = async (who: string, fields: Filled) => {
    const answer = JSON.stringify(await here.who(who).submit(fields));
    await here.settle();
    return answer + (opened(who) ? here.modal(who) : '');
  };
  const withButton = (who: string, action: string): Message => {
    const found = here.direct(who).findLast(({ blocks }) => JSON.stringify(blocks).includes(`"${action}"`));
    if (found === undefined) throw new Error(`${who} has no ${action} to press`);
    return found;
  };
  const told = (who: string) => {
    const im = here.direct(who)[0]?.channelId ?? '';
    return here.who(who).told(im).at(-1) ?? '';
  };
  const talking: TalkingHere = {
    ...here,
    pair: async (...people) => {
      const pair = await store.transact(team, { kind: 'channel', channelId: channelId(website) }, (scope) =>
        propose(
          { scope, now: now(), newId: here.newId },
          {
            channel: channelId(website),
            kind: 'peer',
            people: people.map((one) => userId(one)),
            until: now() + 2 * 86_400_000,
          },
        ),
      );

      for (const who of people)
        await store.transact(team, { kind: 'person', userId: userId(who) }, (scope) =>
          answer({ scope, now: now(), newId: here.newId }, pair, userId(who), 'yes'),
        );
      await here.settle();
      return rowId(pair.id);
    },
    offers: async (who, fields = {}) => {
      await here.home(who);
      await here.who(who).pressInHome('coaching.offer');
      return submit(who, { ...wants, capacity: '1', ...fields });
    },
    looks: async (who, fields = {}) => {
      await here.who(who).closeAll();
      await here.who(who).say(website, '/coach mentor');
      return submit(who, { ...wants, ...fields });
    },
    asks: async (who, mentor) => {
      await here.who(who).pressInModal('coaching.ask', { holds: mentor });
      await here.settle();
      return here.modal(who);
    },
    press: async (who, action, message) => {
      await here.who(who).press(message ?? withButton(who, action), action);
      await here.settle();
      return told(who);
    },
    pressLate: async (who, message, action) => {
      const pressed = { action_id: action, value: carriedBy(message, action) };
      await sendPayload(here.sandbox, pressPayload(here.sandbox, who, message, pressed));
      await here.settle();
      // The page would have named the conversation as Slack does; Lore may not look up a direct message.
      const wrong = here.wrong().filter((one) => one !== 'conversations.info: HTTP 200, missing_scope');
      if (wrong.length > 0) throw new Error(wrong.join());
      return told(who);
    },
    fills: async (who, action, fields) => {
      await here.who(who).press(withButton(who, action), action);
      const answer = await submit(who, fields);
      await here.who(who).closeAll();
      return answer + told(who);
    },
    met: async (who, daysAgo = 0) => {
      const today = localTime(now(), 'Europe/Berlin').date;
      return talking.fills(who, 'coaching.met', { on: addDates(today, -daysAgo) });
    },
    sent: (who) => withoutIds(here.direct(who).map(({ text, blocks }) => [text, blocks])),
    later: (ms) => here.playUntil(now() + ms),
    all: (table) =>
      store.system
        .selectFrom(table as 'audit')
        .selectAll()
        .execute(),
    row: async (table) => {
      const [row, ...more] = await talking.all(table);
      if (row === undefined || more.length > 0) throw new Error(`${table} has not one row`);
      return row;
    },
    deactivates: async (who) => {
      await here.sandbox.page('person', { as: 'U0INES', userId: who, change: { kind: 'deactivate' } });
      await here.settle();
    },
    ends: (who) => here.direct(who).filter(({ text }) => /^Your conversations.* are over/.test(text)).length,
  };
  return talking;
}

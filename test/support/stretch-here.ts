/** The made-up company with stretch assignments, and the steps that people take. */
import type { Message } from '../../sandbox/state/world.ts';
import { stretch } from '../../src/features/stretch/feature.ts';
import type { Filled } from './colleague.ts';
import { website } from './company.ts';
import type { TestEngine } from './databases.ts';
import { carriedBy, pressPayload, sendPayload } from './forged.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';
import { withoutIds } from './talking-here.ts';

type Row = Readonly<Record<string, unknown>>;

export interface StretchHere extends LoreHere {
  /** Offers something from the website’s channel. @returns what was answered */
  readonly offers: (who: string, fields?: Filled) => Promise<string>;
  /** Opens what somebody offers, and asks for it. @returns what was answered */
  readonly takes: (who: string, partner: string, fields?: Filled) => Promise<string>;
  /** Takes on what one offers, with the feedback of another: until it goes on. */
  readonly going: (offerer: string, taker: string, partner: string, fields?: Filled) => Promise<void>;
  /** Presses what was last sent to a person with this button. @throws where there is none @returns what they alone are told */
  readonly press: (who: string, action: string) => Promise<string>;
  /** Presses a button as it stood before. @returns what they alone are told */
  readonly pressLate: (who: string, message: Message, action: string) => Promise<string>;
  readonly last: (who: string, action: string) => Message;
  /** Opens the form behind a button of a message, and submits it. @returns what was answered */
  readonly fills: (who: string, action: string, fields: Filled) => Promise<string>;
  /** Everything that a person was sent, as text. */
  readonly sent: (who: string) => string;
  readonly later: (ms: number) => Promise<void>;
  readonly row: (table: string) => Promise<Row>;
  readonly all: (table: string) => Promise<readonly Row[]>;
  readonly deactivates: (who: string) => Promise<void>;
}

export const rollout: Filled = {
  what: 'Lead the rollout of the new search',
  skill: 'Leading a rollout',
  challenge: '4',
  weeks: '14',
  reach: 'conversation',
};

export async function stretchOn(engine: TestEngine): Promise<StretchHere> {
  const here = await startLoreHere({ engine, lore: { features: [stretch] } });
  const { store } = here.lore;
  const now = () => here.sandbox.core.clock.now();
  const submit = async (who: string, fields: Filled) => {
    const answer = JSON.stringify(await here.who(who).submit(fields));
    await here.settle();
    const shown = here.who(who).modal() === undefined ? '' : here.modal(who);
    await here.who(who).closeAll();
    return answer + shown;
  };
  const last = (who: string, action: string): Message => {
    const found = here.direct(who).findLast(({ blocks }) => JSON.stringify(blocks).includes(`"${action}"`));
    if (found === undefined) throw new Error(`${who} has no ${action} to press`);
    return found;
  };
  const told = (who: string) =>
    here
      .who(who)
      .told(here.direct(who)[0]?.channelId ?? '')
      .at(-1) ?? '';
  const made: StretchHere = {
    ...here,
    offers: async (who, fields = {}) => {
      await here.who(who).say(website, '/stretch offer');
      return submit(who, { ...rollout, ...fields });
    },
    takes: async (who, partner, fields = {}) => {
      await here.who(who).say(website, '/stretch');
      await here.who(who).pressInModal('stretch.look');
      await here.settle();
      return submit(who, { partner, ...fields });
    },
    going: async (offerer, taker, partner, fields = {}) => {
      await made.offers(offerer, fields);
      await made.takes(taker, partner);
      await made.later(3_600_000);
      await made.press(offerer, 'stretch.agree');
      await made.later(24 * 3_600_000);
      await made.press(partner, 'stretch.yes');
      await made.later(24 * 3_600_000);
    },
    press: async (who, action) => {
      await here.who(who).press(last(who, action), action);
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
    last,
    fills: async (who, action, fields) => {
      await here.who(who).press(last(who, action), action);
      await here.settle();
      return submit(who, fields);
    },
    sent: (who) => withoutIds(here.direct(who).map(({ text, blocks }) => [text, blocks])),
    later: (ms) => here.playUntil(now() + ms),
    all: (table) =>
      store.system
        .selectFrom(table as 'audit')
        .selectAll()
        .execute(),
    row: async (table) => {
      const [row, ...more] = await made.all(table);
      if (row === undefined || more.length > 0) throw new Error(`${table} has not one row`);
      return row;
    },
    deactivates: async (who) => {
      await here.sandbox.page('person', { as: 'U0INES', userId: who, change: { kind: 'deactivate' } });
      await here.settle();
    },
  };
  return made;
}

/** Experiments of the made-up company, begun and brought on as people do it. */
import { find } from '../../sandbox/company/elements.ts';
import { everyObject, isJson, textAt } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import type { Filled } from './colleague.ts';
import { mara, website } from './company.ts';
import type { TestEngine } from './databases.ts';
import { pressPayload, sendPayload } from './forged.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

/** The five fields with which one begins. */
export const five = {
  belief:
    'We believe that a call before each release halves rollbacks, because teams tell each other too little',
  test: 'Ten minutes together before the next four releases',
  cost: 'Four hours in all',
  stop: 'Two releases in a row are a day late because of it',
  date: '2026-12-22',
} as const;

export interface ExperimentsHere extends LoreHere {
  /** Begins one, as whoever this is. @returns what the form answered */
  readonly begin: (over?: Filled, who?: string, channel?: string) => Promise<string>;
  /** The card of the last one that was begun in a channel. */
  readonly card: (channel?: string) => Message;
  /** The replies under it. */
  readonly replies: (channel?: string) => readonly string[];
  /** Presses a button of the card. */
  readonly press: (who: string, action: string, channel?: string) => Promise<void>;
  /** Submits the form on top. @returns what it answered */
  readonly submit: (who: string, fields?: Filled) => Promise<string>;
  /** Starts it, as its owner. */
  readonly start: (fields?: Filled, who?: string) => Promise<string>;
  /** Lore's last message to somebody that holds this text. */
  readonly directWith: (who: string, text: string) => Message;
  /** Presses a button of it. */
  readonly pressDirect: (who: string, text: string, action: string) => Promise<void>;
  /** An admin protects these. */
  readonly protects: (...names: readonly string[]) => Promise<string>;
  /** What stands for these in a list of the form on top: `None of them`, or names of what is protected. */
  readonly listed: (who: string, ...names: readonly string[]) => readonly string[];
  /** Presses a button that a message had before it was drawn again. @returns what the person alone is told */
  readonly pressOld: (who: string, message: Message, action: string) => Promise<string>;
  /** Plays so many days on. */
  readonly days: (count: number) => Promise<void>;
  /** Changes something in Slack, as an admin if nobody else is named. */
  readonly slack: (
    what: 'membership' | 'person' | 'channel',
    body: Readonly<Record<string, unknown>>,
  ) => Promise<void>;
}

export async function experimentsOn(engine: TestEngine): Promise<ExperimentsHere> {
  const here = await startLoreHere({ engine });
  const card = (channel: string = website) => {
    const found = here.posted(channel).findLast(({ text }) => /^\*Experiment/.test(text));
    if (found === undefined) throw new Error('no experiment was posted');
    return found;
  };
  const submit = async (who: string, fields: Filled = {}) => {
    const answer = await here.who(who).submit(fields);
    await here.settle();
    return JSON.stringify(answer);
  };
  const press = async (who: string, action: string, channel: string = website) => {
    await here.who(who).press(card(channel), action);
    await here.settle();
  };
  const directWith = (who: string, text: string) => {
    const found = here.direct(who).findLast((message) => message.text.includes(text));
    if (found === undefined)
      throw new Error(
        `${who} has no “${text}”: ${here
          .direct(who)
          .map((one) => one.text)
          .join(' / ')}`,
      );
    return found;
  };
  return {
    ...here,
    begin: async (over = {}, who = mara, channel = website) => {
      await here.who(who).say(channel, '/experiment');
      return submit(who, { ...five, ...over });
    },
    card,
    replies: (channel = website) => {
      const { ts } = card(channel);
      return here
        .posted(channel)
        .filter(({ threadTs }) => threadTs === ts)
        .map(({ text }) => text);
    },
    press,
    submit,
    start: async (fields = {}, who = mara) => {
      await press(who, 'experiments.start');
      return submit(who, fields);
    },
    directWith,
    pressDirect: async (who, text, action) => {
      await here.who(who).press(directWith(who, text), action);
      await here.settle();
    },
    protects: async (...names) => {
      const [admin, where] = ['U0INES', 'C0GENERAL'];
      await here.who(admin).say(where, '/experiment protected');
      return submit(admin, { lines: names.join('\n') });
    },
    listed: (who, ...names) =>
      [...everyObject(here.who(who).modal()?.view)]
        .filter(({ text }) => isJson(text) && names.includes(textAt(text, 'text')))
        .map((option) => textAt(option, 'value')),
    pressOld: async (who, message, action) => {
      const before = here.who(who).told(message.channelId).length;
      const value = textAt(find(message.blocks, action, {}).element, 'value');
      const pressed = { action_id: action, value };
      await sendPayload(here.sandbox, pressPayload(here.sandbox, who, message, pressed));
      await here.settle();
      return here.who(who).told(message.channelId).slice(before).join(' ');
    },
    days: (count) => here.playUntil(here.sandbox.core.clock.now() + count * 86_400_000),
    slack: async (what, body) => {
      const answer = await here.sandbox.page(what, { as: 'U0INES', ...body });
      if (answer['ok'] !== true) throw new Error(JSON.stringify(answer));
      await here.settle();
    },
  };
}

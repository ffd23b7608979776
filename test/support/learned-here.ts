/** The made-up company with shares alone, and the steps that people take with them. */
import type { Json } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { learnedAmong } from '../../src/features/learned/feature.ts';
import { type Colleague, type Filled, widely } from './colleague.ts';
import type { TestEngine } from './databases.ts';
import { startLoreHere, type LoreHere } from './lore-here.ts';
import { until } from './unhurried.ts';

const learned = learnedAmong(() => []);

export interface LearnedHere extends LoreHere {
  /** Types `/learned …`, submits what opens for the workspace, where that is offered, and lets it be posted. */
  readonly share: (who: string, channel: string, text: string, fields?: Filled) => Promise<void>;
  /** The one message whose text holds this. */
  readonly messageWith: (channel: string, text: string) => Message;
  /** Uses the message shortcut on a message. */
  readonly save: (who: string, channel: string, ts: string) => Promise<Json>;
  /** The weekly question in a channel, on Thursdays at 14:00 of its zone. */
  readonly startWeekly: (channel: string, owner: string) => Promise<void>;
  /** Types into the form for a share, and waits until what is kept of it is another: Slack is answered before. */
  readonly type: (who: string, name: string, text: string) => Promise<void>;
  /** What is typed and not saved, of everybody. */
  readonly drafts: () => Promise<string>;
  /** Every row of the feature. */
  readonly tables: () => Promise<string>;
}

/** @param engine whose database it runs on; it is removed with it */
export async function learnedOn(engine: TestEngine): Promise<LearnedHere> {
  const here = await startLoreHere({ engine, lore: { features: [learned] } });
  const { sandbox } = here;
  const messageWith = (channel: string, text: string): Message => {
    const found = here.posted(channel).filter((message) => message.text.includes(text));
    const [one] = found;
    if (one === undefined || found.length > 1) throw new Error(`${found.length} messages hold “${text}”`);
    return one;
  };
  const it: LearnedHere = {
    ...here,
    share: async (who, channel, text, fields = {}) => {
      const person: Colleague = here.who(who);
      await person.say(channel, `/learned ${text}`);
      const answer = await person.submit({ ...widely(person), ...fields });
      if (JSON.stringify(answer).includes('errors')) throw new Error(JSON.stringify(answer));
      await here.settle();
    },
    messageWith,
    save: (who, channel, ts) =>
      sandbox.page('shortcut', {
        as: who,
        callbackId: 'learned.save',
        message: { channelId: channel, ts },
      }),
    startWeekly: (channel, owner) =>
      here.recurs(channel, owner, { 'learned.weekly': { every: 'week', weekday: 4, minutes: 840 } }),
    type: async (who, name, text) => {
      const before = await it.drafts();
      await here.who(who).type(name, text);
      await until(async () => (await it.drafts()) !== before, `nothing of what ${who} typed was kept`);
    },
    drafts: () => here.rows('learned_draft'),
    tables: () =>
      here.rows('learned_share', 'learned_use', 'learned_useful', 'learned_prompt', 'learned_source'),
  };
  return it;
}

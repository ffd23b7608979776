/** The made-up company with shares alone, and the steps that people take with them. */
import type { Json } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import { learned } from '../../src/features/learned/feature.ts';
import type { Colleague, Filled } from './colleague.ts';
import type { FreshDatabase, TestEngine } from './databases.ts';
import { startLoreHere, type LoreHere } from './lore-here.ts';
import { posts } from './retro-path.ts';
import { until } from './unhurried.ts';

export const team = teamId('T0LINDGROVE');
export const learning = 'C0LEARNING';
export const secretly = 'C0PEOPLE';
export const withHarbour = 'C0HARBOUR';

export interface LearnedHere extends LoreHere {
  /** Types `/learned …`, submits what opens and lets it be posted. */
  readonly share: (who: string, channel: string, text: string, fields?: Filled) => Promise<void>;
  /** What Lore posted in a channel, oldest first. */
  readonly posted: (channel: string) => readonly Message[];
  /** The one message whose text holds this. */
  readonly messageWith: (channel: string, text: string) => Message;
  /** What Lore wrote to a person alone. */
  readonly direct: (who: string) => readonly Message[];
  /** Uses the message shortcut on a message. */
  readonly save: (who: string, channel: string, ts: string) => Promise<Json>;
  /** The weekly question in a channel, on Thursdays at 14:00 of its zone. */
  readonly startWeekly: (channel: string, owner: string) => Promise<void>;
  /** Types into the form for a share, and waits until what is kept of it is another: Slack is answered before. */
  readonly type: (who: string, name: string, text: string) => Promise<void>;
  /** What is typed and not saved, of everybody. */
  readonly drafts: () => Promise<string>;
  /** Waits until the topmost modal of a person holds a text; it is drawn anew after Slack was answered. */
  readonly modalWith: (who: string, text: string) => Promise<string>;
  /** Every row of the feature. */
  readonly tables: () => Promise<string>;
}

/** A database for one `describe`, in which each test finds a company of its own: making one takes longer than a test. */
export function learnedOn(engine: TestEngine): () => Promise<LearnedHere> {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await engine.fresh();
  });
  afterAll(() => database.remove());
  return () => startLearned(database.url);
}

async function startLearned(databaseUrl: string): Promise<LearnedHere> {
  const here = await startLoreHere({ databaseUrl, lore: { features: [learned] } });
  const { sandbox, lore } = here;
  const rowsOf = (name: string) =>
    lore.store.house
      .selectFrom(name as 'audit')
      .selectAll()
      .execute();
  const messageWith = (channel: string, text: string): Message => {
    const found = posts(sandbox, channel).filter((message) => message.text.includes(text));
    const [one] = found;
    if (one === undefined || found.length > 1) throw new Error(`${found.length} messages hold “${text}”`);
    return one;
  };
  const it: LearnedHere = {
    ...here,
    share: async (who, channel, text, fields = {}) => {
      const person: Colleague = here.who(who);
      await person.say(channel, `/learned ${text}`);
      const answer = await person.submit(fields);
      if (JSON.stringify(answer).includes('errors')) throw new Error(JSON.stringify(answer));
      await here.settle();
    },
    posted: (channel) => posts(sandbox, channel),
    messageWith,
    direct: (who) => {
      const conversation = sandbox.world.conversations.find(
        ({ kind, members }) => kind === 'im' && members.includes(who),
      );
      return conversation === undefined ? [] : posts(sandbox, conversation.id);
    },
    save: (who, channel, ts) =>
      sandbox.page('shortcut', {
        as: who,
        callbackId: 'learned.save',
        message: { channelId: channel, ts },
      }),
    startWeekly: async (channel, owner) => {
      const rules = new Map([['learned.weekly', { every: 'week', weekday: 4, minutes: 840 } as const]]);
      const started = await lore.store.rituals.startAll(team, channelId(channel), userId(owner), rules);
      if (!started.ok) throw new Error(started.code);
    },
    type: async (who, name, text) => {
      const before = await it.drafts();
      await here.who(who).type(name, text);
      await until(async () => (await it.drafts()) !== before, `nothing of what ${who} typed was kept`);
    },
    drafts: async () => JSON.stringify(await rowsOf('learned_draft')),
    modalWith: async (who, text) => {
      const shown = () => JSON.stringify(here.who(who).modal()?.view ?? null);
      await until(async () => shown().includes(text), `no modal of ${who} holds “${text}”`);
      return shown();
    },
    tables: async () => {
      const names = [
        'learned_share',
        'learned_use',
        'learned_useful',
        'learned_prompt',
        'learned_source',
      ] as const;
      return JSON.stringify(await Promise.all(names.map(rowsOf)));
    },
    close: async () => {
      await lore.store.erasing(team, 'operator', { kind: 'workspace' });
      await here.close();
    },
  };
  return it;
}

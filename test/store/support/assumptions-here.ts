/** A team whose theme comes back after an action that was done, and leaders who agreed to be asked. */
import type { UserId } from '../../../src/core/ids.ts';
import type { Reply } from '../../../src/core/listener.ts';
import type { SlackMessage } from '../../support/fake-messenger.ts';
import { titleOf } from '../../support/retro-path.ts';
import { ann, chosen, here, type Team, typed, words } from './retro-team.ts';

export interface Theme {
  /** Its message in the channel. */
  readonly main: (about: string) => Promise<SlackMessage>;
  /** Chooses in its menu, and confirms. */
  readonly menu: (about: string, label: string) => Promise<void>;
  /** Opens the phase before again. */
  readonly reopened: (about: string) => Promise<void>;
  /** Up to where its topics are discussed, each card a topic. */
  readonly talked: (about: string, ...cards: readonly string[]) => Promise<void>;
  readonly names: (about: string, ...names: readonly string[]) => Promise<void>;
  readonly agreedOn: (about: string, what: string, owner?: UserId) => Promise<void>;
  readonly closed: (about: string) => Promise<void>;
  /** Held with one topic and one action, which is done. */
  readonly held: (about: string, topic: string, what: string) => Promise<void>;
  /** The question that stands in the thread: the first, or the one that says so. */
  readonly card: (saying?: string) => SlackMessage;
  readonly cards: () => readonly SlackMessage[];
  readonly to: (who: UserId) => readonly SlackMessage[];
  readonly last: (who: UserId) => SlackMessage;
  readonly homeOf: (who: UserId) => Promise<{ readonly blocks: readonly unknown[] }>;
  /** Asks through the card. */
  readonly asks: (leader: UserId, theme?: string, by?: UserId) => Promise<Reply>;
}

export const question = 'Which assumption or rule would have to change?';

export function themeOf(it: Team): Theme {
  const inChannel = (isReply: boolean) =>
    it.slack.messages.filter(
      ({ channel, threadTs }) => channel === here && (threadTs !== undefined) === isReply,
    );
  const cards = () => inChannel(true).filter(({ text }) => text.includes(question));
  const theme: Theme = {
    main: async (about) => {
      await it.settle();
      const found = inChannel(false).find(({ text }) => titleOf(about).test(text.split('\n')[0] ?? ''));
      if (found === undefined) throw new Error(`${about} was not posted`);
      return found;
    },
    menu: async (about, label) => {
      const reply = await it.press(ann, await theme.main(about), label);
      const done = reply.kind === 'open' ? await it.submit(ann, reply) : reply;
      if (done.kind !== 'clear' && done.kind !== 'nothing') throw new Error(words(done));
      await it.settle();
    },
    reopened: async (about) => {
      const more = await it.press(
        ann,
        await theme.main(about),
        'More time, reopen, hand over … (facilitator)',
      );
      const said = words(await it.press(ann, more, 'Reopen'));
      if (!said.includes('open again')) throw new Error(said);
      await it.settle();
    },
    talked: async (about, ...each) => {
      await it.start({ about: typed(about) });
      const form = await it.press(ann, await theme.main(about), 'Add cards');
      await it.submit(ann, form, { column0: typed(each.join('\n')) });
      await theme.menu(about, 'Close collecting (facilitator)');
      if (each.length > 1) {
        await theme.menu(about, 'Continue to voting');
        await theme.menu(about, 'Close voting (facilitator)');
      }
    },
    names: async (about, ...given) => {
      const topics = await it.press(ann, await theme.main(about), 'Read the topics');
      const form = await it.press(ann, topics, 'Change the names');
      const inputs = Object.fromEntries(given.map((name, at) => [`name${at}`, typed(name)]));
      const said = words(await it.submit(ann, form, inputs));
      if (said !== 'clear') throw new Error(said);
      await it.settle();
    },
    agreedOn: async (about, what, owner = ann) => {
      const form = await it.press(ann, await theme.main(about), 'Propose an action');
      const inputs = { what: typed(what), owner: { selected_user: owner } };
      const said = words(await it.submit(ann, form, inputs));
      if (said !== 'nothing') throw new Error(said);
      await it.settle();
    },
    closed: async (about) => theme.menu(about, 'Close the retrospective (facilitator)'),
    held: async (about, topic, what) => {
      await theme.talked(about, topic);
      await theme.names(about, topic);
      await theme.menu(about, 'Continue to actions (facilitator)');
      await theme.agreedOn(about, what);
      await theme.closed(about);
      await it.press(ann, await theme.homeOf(ann), 'Done');
      await it.settle();
    },
    cards,
    card: (saying = '') => {
      const found = cards().find(({ text }) => text.includes(saying));
      if (found === undefined) throw new Error(`no question: ${JSON.stringify(it.thread())}`);
      return found;
    },
    to: (who) => it.slack.messages.filter(({ channel }) => channel === `D-${who}`),
    last: (who) => {
      const message = theme.to(who).at(-1);
      if (message === undefined) throw new Error('nothing was sent');
      return message;
    },
    homeOf: async (who) => ({ blocks: JSON.parse(await it.home(who)) as unknown[] }),
    asks: async (leader, called, by = ann) => {
      const form = await it.press(by, theme.card(), 'Ask a leader (facilitator)');
      const inputs = { leader: chosen(leader), ...(called === undefined ? {} : { theme: typed(called) }) };
      const reply = await it.submit(by, form, inputs);
      await it.settle();
      return reply;
    },
  };
  return theme;
}

/** What a person agrees to in App Home, in place of what they agreed to before. */
export async function agreeing(it: Team, who: UserId, to: readonly ('peers' | 'leader')[]): Promise<void> {
  const ticks = { to: { selected_options: to.map((value) => ({ value })) } };
  await it.submit(who, await it.command(who, 'asked'), ticks);
}

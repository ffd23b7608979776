/** The made-up company with retrospectives, lessons and a digest, and the steps by which cards become lessons. */
import type { Message } from '../../sandbox/state/world.ts';
import type { Feature } from '../../src/core/feature.ts';
import { digest } from '../../src/features/digest/feature.ts';
import { lessons } from '../../src/features/lessons/feature.ts';
import { retroAmong } from '../../src/features/retro/feature.ts';
import { type Colleague, type Filled, widely } from './colleague.ts';
import { mara, website } from './company.ts';
import type { TestEngine } from './databases.ts';
import { almanac } from './digest-here.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';
import { addCards, beginRetro, endPhase, posts, retroPost } from './retro-path.ts';
import { until } from './unhurried.ts';

export const rehearse: Filled = {
  title: 'Rehearse a move with the real data',
  context: 'Six people, four weeks',
  happened: 'The import took nine hours instead of one',
  useWhen: 'Before the relaunch of a website',
  topics: 'moves, data',
};

export interface LessonsHere extends LoreHere {
  /** The practice itself. */
  readonly lessons: Feature;
  /** Holds a retrospective from its start to its end; what says the same becomes one topic, and nobody votes. @param cards who wrote which, all in one column: what did not work, unless it is said */
  readonly hold: (
    about: string,
    cards: readonly (readonly [who: string, text: string])[],
    how?: {
      readonly facilitator?: string;
      readonly channel?: string;
      readonly fields?: Filled;
      readonly column?: 'column0' | 'column1';
    },
  ) => Promise<void>;
  /** Whoever facilitated writes down what a topic teaches: the one whose cards hold `text`. @returns what was answered */
  readonly write: (
    who: string,
    text: string,
    fields?: Filled,
    how?: { readonly asksForMore?: boolean },
  ) => Promise<string>;
  /** What is said of lessons in the thread of the last retrospective of a channel. */
  readonly proposal: (channel?: string) => Message;
  readonly hasProposal: (channel?: string) => boolean;
  /** What the retrospective in a channel begins with. */
  readonly prepared: (channel: string) => Message | undefined;
  /** What Lore wrote to a person alone about a lesson, the newest last. */
  readonly asked: (who: string) => readonly Message[];
  /** Presses a button of the newest question to a person. */
  readonly answer: (who: string, actionId: string) => Promise<void>;
  /** The person's lessons, as listed. */
  readonly list: (who: string) => Promise<string>;
  /** The form for what a topic teaches, open: the one whose cards hold `text`. */
  readonly openForm: (who: string, text: string) => Promise<void>;
  /** Types into the open form, and waits until what was typed is kept. */
  readonly type: (who: string, name: string, text: string) => Promise<void>;
  /** What is typed and not saved, of all, as text. */
  readonly drafts: () => Promise<string>;
  /** Every row of lessons, as text. */
  readonly tables: () => Promise<string>;
}

/** @param engine whose database it runs on; it is removed with it */
export async function lessonsOn(
  engine: TestEngine,
  more: Pick<NonNullable<Parameters<typeof startLoreHere>[0]>, 'isRead'> = {},
): Promise<LessonsHere> {
  const practice = lessons(() => practices);
  const practices: readonly Feature[] = [retroAmong(() => practices), practice];
  const here = await startLoreHere({
    engine,
    ...more,
    // The almanac is new to every channel: what a digest only recalls makes none.
    lore: { features: [...practices, almanac, digest([...practices, almanac])] },
  });
  const { sandbox, modal } = here;
  const inThread = (channel: string, starts: string) =>
    posts(sandbox, channel).filter(({ text }) => text.startsWith(starts));
  const it: LessonsHere = {
    ...here,
    lessons: practice,
    hold: async (
      about,
      cards,
      { facilitator = mara, channel = website, fields = {}, column = 'column1' } = {},
    ) => {
      const lead = here.who(facilitator);
      const begun = await beginRetro(lead, channel, about, fields);
      if (JSON.stringify(begun).includes('errors')) throw new Error(JSON.stringify(begun));
      await here.settle();
      const message = () => retroPost(sandbox, channel, about);
      for (const [who, text] of cards) await addCards(here.who(who), message(), { [column]: text });
      for (let phases = 0; phases < 6; phases += 1) {
        await here.settle();
        const shown = JSON.stringify(message().blocks);
        if (!shown.includes('retro.manage')) return;
        if (shown.includes('"retro.group"')) await joinAll(lead, message());
        await endPhase(lead, message());
      }
      throw new Error(`${about} has no end`);
    },
    openForm: async (who, text) => {
      const person = here.who(who);
      await person.closeAll();
      await person.openHome();
      await here.settle();
      await person.pressInHome('lessons.propose');
      const seeds = person.modal()?.view;
      if (seeds === undefined) throw new Error('nothing is proposed');
      await person.pressInModal('lessons.write', { holds: candidateOf(seeds['blocks'], text) });
    },
    type: async (who, name, text) => {
      const before = await it.drafts();
      await here.who(who).type(name, text);
      await until(async () => (await it.drafts()) !== before, `what ${who} typed`);
    },
    drafts: () => here.rows('lesson_draft'),
    write: async (who, text, fields = rehearse, { asksForMore = false } = {}) => {
      const person = here.who(who);
      await it.openForm(who, text);
      if (asksForMore) {
        await person.pressInModal('ask', { holds: 'more' });
        await until(() => modal(who).includes('"block_id":"reach"'), 'the choice of whom it is for');
      }
      const answer = await person.submit({ ...widely(person), ...fields });
      await here.settle();
      return JSON.stringify(answer);
    },
    proposal: (channel = website) => {
      const last = inThread(channel, 'Lessons').at(-1) ?? inThread(channel, 'There’s no lesson').at(-1);
      if (last === undefined) throw new Error('no lesson was proposed');
      return last;
    },
    hasProposal: (channel = website) => inThread(channel, 'Lessons').length > 0,
    prepared: (channel) => inThread(channel, 'Before we start').at(-1),
    asked: (who) =>
      here
        .direct(who)
        .filter(
          ({ blocks, text }) =>
            JSON.stringify(blocks).includes('lessons.') || /lesson|its cards|saw the cards/i.test(text),
        ),
    answer: async (who, actionId) => {
      const question = it.asked(who).at(-1);
      if (question === undefined) throw new Error(`${who} was not asked`);
      await here.who(who).press(question, actionId);
      await here.settle();
    },
    list: async (who) => {
      await it.home(who);
      await here.who(who).closeAll();
      await here.who(who).pressInHome('lessons.list');
      return modal(who);
    },
    tables: () => here.rows('lesson', 'lesson_part', 'retro_offer', 'retro_lesson_use', 'lesson_opinion'),
  };
  return it;
}

/** Makes one topic of what says the same. */
async function joinAll(lead: Colleague, message: Message): Promise<void> {
  await lead.press(message, 'retro.group');
  while (JSON.stringify(lead.modal()?.view).includes('"Group"')) await lead.pressInModal('retro.group-join');
  await lead.closeAll();
}

/** The id of the topic whose cards hold a text, in the list of those that are proposed. */
function candidateOf(blocks: unknown, text: string): string {
  if (!Array.isArray(blocks)) throw new Error('there is no list');
  const at = blocks.findIndex((block) => JSON.stringify(block).includes(text));
  const section: unknown = blocks[at - 1];
  const found = /\\"seed\\":\\"([^"\\]+)\\"/.exec(JSON.stringify(section));
  if (at < 1 || found === null) throw new Error(`nothing that holds “${text}” is proposed`);
  return found[1] ?? '';
}

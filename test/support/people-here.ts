/** Questions to people who agreed to be asked: the steps from "What I know" to an answer. */
import type { Message } from '../../sandbox/state/world.ts';
import { userId } from '../../src/core/ids.ts';
import { asks } from '../../src/features/questions/people/rows.ts';
import type { Filled } from './colleague.ts';
import { diego, hana, katrin, mara, priya, seun, team, website } from './company.ts';
import type { TestEngine } from './databases.ts';
import { migration, type QuestionsHere, startQuestions } from './questions-here.ts';

/** A channel of each. */
export const homeOf: Readonly<Record<string, string>> = {
  [mara]: website,
  [priya]: website,
  [diego]: website,
  [hana]: website,
  [seun]: 'C0LEARNING',
  [katrin]: 'C0LEARNING',
};

export interface PeopleHere extends QuestionsHere {
  /** Says what they know, and whether they may be asked. @returns what was answered */
  readonly knows: (who: string, topics: string, mayAsk?: boolean) => Promise<string>;
  /** Opens the form in which people are chosen. @returns what it, or what stands instead, says */
  readonly choosing: (who: string, words?: string, names?: 'shown' | 'hidden') => Promise<string>;
  /** Asks these people. @returns what was answered */
  readonly askPeople: (
    who: string,
    people: readonly string[],
    how?: { readonly words?: string; readonly names?: 'shown' | 'hidden' },
  ) => Promise<string>;
  /** The questions that were brought to a person, the oldest first. */
  readonly brought: (who: string) => readonly Message[];
  /** Presses a button of the last of them. */
  readonly press: (who: string, actionId: string) => Promise<void>;
  /** Opens the form under it, and fills it in. @returns what was answered */
  readonly answersAsk: (who: string, words: string) => Promise<string>;
  readonly passes: (who: string, to: string) => Promise<string>;
  /** The ids of all asks that a person may read. */
  readonly asksRead: (who: string) => Promise<readonly string[]>;
}

export async function startPeople(engine: TestEngine): Promise<PeopleHere> {
  const here = await startQuestions(engine);
  const last = (who: string): Message => {
    const message = it.brought(who).at(-1);
    if (message === undefined) throw new Error(`nobody asked ${who}`);
    return message;
  };
  const submit = async (who: string, fields: Filled): Promise<string> => {
    const answer = await here.submit(who, fields);
    await here.settle();
    return answer;
  };
  const it: PeopleHere = {
    ...here,
    knows: async (who, topics, mayAsk = true) => {
      await here.type(who, 'expertise', homeOf[who]);
      const answer = await submit(who, { topics, asked: mayAsk ? ['mayAsk'] : [] });
      const said = `${answer}${here.modal(who)}`;
      await here.who(who).closeAll();
      return said;
    },
    choosing: async (who, words = migration, names = 'shown') => {
      await here.type(who, words, homeOf[who]);
      const answer = await submit(who, { place: 'people', names });
      return `${answer}${here.modal(who)}`;
    },
    askPeople: async (who, people, { words = migration, names = 'shown' } = {}) => {
      const form = await it.choosing(who, words, names);
      if (!form.includes('questions.people')) throw new Error(form);
      const answer = await submit(who, { people });
      const said = `${answer}${here.modal(who)}`;
      await here.who(who).closeAll();
      return said;
    },
    brought: (who) => here.direct(who).filter(({ text }) => /asks you:|fragt dich:/.test(text)),
    press: async (who, actionId) => {
      await here.who(who).press(last(who), actionId);
      await here.settle();
    },
    answersAsk: async (who, words) => {
      await it.press(who, 'questions.ask-answer');
      return submit(who, { words });
    },
    passes: async (who, to) => {
      await it.press(who, 'questions.ask-pass');
      return submit(who, { to });
    },
    asksRead: async (who) => {
      const viewer = { kind: 'person', userId: userId(who) } as const;
      const rows = await here.lore.store.read(team, viewer, (read) => read.from(asks).selectAll().execute());
      return rows.map(({ id }) => id);
    },
  };
  return it;
}

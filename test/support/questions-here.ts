/** The made-up company with questions, and the steps from a question to its answer. */
import type { Message } from '../../sandbox/state/world.ts';
import type { Feature } from '../../src/core/feature.ts';
import { digest } from '../../src/features/digest/feature.ts';
import { lessons } from '../../src/features/lessons/feature.ts';
import { questionsAmong } from '../../src/features/questions/feature.ts';
import { learnedAmong } from '../../src/features/learned/feature.ts';
import { thanksAmong } from '../../src/features/thanks/feature.ts';
import type { Parts } from '../../src/jobs/parts.ts';
import type { Filled } from './colleague.ts';
import { website } from './company.ts';
import type { TestEngine } from './databases.ts';
import { almanac } from './digest-here.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

export const migration = 'How do we roll back a migration?';
export const downScript = 'Run the down script, then deploy the tag before it';

export interface QuestionsHere extends LoreHere {
  /** Types `/ask` and what follows. */
  readonly type: (who: string, text: string, channel?: string) => Promise<void>;
  /** Submits the topmost form. @returns what was answered */
  readonly submit: (who: string, fields?: Filled) => Promise<string>;
  /** From the command to the post. */
  readonly ask: (who: string, words?: string, fields?: Filled, channel?: string) => Promise<void>;
  /** The questions in a channel, and the answers in their threads, oldest first. */
  readonly asked: (channel?: string) => readonly Message[];
  readonly answers: (channel?: string) => readonly Message[];
  /** Presses "Answer" under the newest question, and posts. @returns what was answered */
  readonly answer: (who: string, words?: string, channel?: string) => Promise<string>;
  /** Presses a button of somebody's newest message from Lore. */
  readonly pressDirect: (who: string, actionId: string) => Promise<void>;
  /** All that Lore said in any channel, and to anybody. */
  readonly everywhere: () => string;
  /** Until those who asked are at work. */
  readonly arrive: () => Promise<void>;
}

/** @param more practices besides @param checkpoint see `Parts.checkpoint` */
export async function startQuestions(
  engine: TestEngine,
  more: readonly Feature[] = [],
  checkpoint: Parts['checkpoint'] = async () => {},
): Promise<QuestionsHere> {
  const all = (): readonly Feature[] => features;
  const sources = [learnedAmong(all), lessons(all), thanksAmong(all), questionsAmong(all), almanac, ...more];
  const features: readonly Feature[] = [...sources, digest(sources)];
  const here = await startLoreHere({ engine, lore: { features, checkpoint } });
  const newest = (messages: readonly Message[]): Message => {
    const message = messages.at(-1);
    if (message === undefined) throw new Error('there is no such message');
    return message;
  };
  const isAnswer = ({ text }: Message) => / answers:/.test(text) && !/asks:/.test(text);
  const it: QuestionsHere = {
    ...here,
    type: async (who, text, channel = website) => {
      await here.who(who).say(channel, `/ask ${text}`);
      await here.settle();
    },
    submit: async (who, fields = {}) => {
      const answer = JSON.stringify(await here.who(who).submit(fields));
      await here.settle();
      return answer;
    },
    ask: async (who, words = migration, fields = {}, channel = website) => {
      await it.type(who, words, channel);
      await it.submit(who, fields);
      await here.who(who).closeAll();
    },
    asked: (channel = website) => here.posted(channel).filter(({ text }) => /asks:/.test(text)),
    answers: (channel = website) => here.posted(channel).filter(isAnswer),
    answer: async (who, words = downScript, channel = website) => {
      await here.who(who).press(newest(it.asked(channel)), 'questions.answer');
      return it.submit(who, { words });
    },
    pressDirect: async (who, actionId) => {
      await here.who(who).press(newest(here.direct(who)), actionId);
      await here.settle();
    },
    everywhere: () =>
      JSON.stringify([
        ...here.sandbox.world.conversations.map(({ id }) => here.posted(id)),
        here.sandbox.world.homes,
      ]),
    arrive: () => here.playUntil(Date.parse('2026-11-25T12:30:00Z')),
  };
  return it;
}

/** The made-up company with lessons that are saved from anywhere, and the steps that people take with them. */
import type { Json } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { journeyAmong } from '../../src/features/journey/feature.ts';
import { learnedAmong } from '../../src/features/learned/feature.ts';
import { lessons } from '../../src/features/lessons/feature.ts';
import type { Feature } from '../../src/core/feature.ts';
import { type Filled, widely } from './colleague.ts';
import type { TestEngine } from './databases.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

export const dryRun: Filled = {
  title: 'Rehearse moves',
  happened: 'A rehearsal showed us two wrong records before the night of the move',
  useWhen: 'Before a move to a new server',
};

export interface AddingHere extends LoreHere {
  /** What a person said in a channel. */
  readonly said: (channel: string, text: string) => Message;
  /** Uses "Save as lesson" on a message. */
  readonly saveMessage: (who: string, message: Pick<Message, 'channelId' | 'ts'>) => Promise<Json>;
  /** Submits the form on top, for the workspace where that is offered. @returns what was answered, as text */
  readonly fill: (who: string, fields?: Filled) => Promise<string>;
  /** What Lore wrote to a person alone, the newest last. */
  readonly asked: (who: string) => Promise<Message>;
  /** Every row of lessons, as text. */
  readonly tables: () => Promise<string>;
}

/** @param engine whose database it runs on; it is removed with it */
export async function addingOn(engine: TestEngine): Promise<AddingHere> {
  const practices: readonly Feature[] = [
    learnedAmong(() => practices),
    journeyAmong(() => practices),
    lessons(() => practices),
  ];
  const here = await startLoreHere({ engine, lore: { features: practices } });
  const { sandbox } = here;
  return {
    ...here,
    said: (channel, text) => {
      const found = (sandbox.world.messages[channel] ?? []).find((message) => message.text.includes(text));
      if (found === undefined) throw new Error(`nobody said “${text}”`);
      return found;
    },
    saveMessage: (who, { channelId, ts }) =>
      sandbox.page('shortcut', { as: who, callbackId: 'lessons.save', message: { channelId, ts } }),
    fill: async (who, fields = dryRun) => {
      const person = here.who(who);
      const answer = await person.submit({ ...widely(person), ...fields });
      await here.settle();
      return JSON.stringify(answer);
    },
    asked: async (who) => {
      // In Slack people are written to in their working hours.
      await here.playUntil(Date.parse('2026-11-25T12:00:00Z'));
      const last = here.direct(who).at(-1);
      if (last === undefined) throw new Error(`nothing was written to ${who}`);
      return last;
    },
    tables: () =>
      here.rows('lesson', 'lesson_part', 'lesson_source', 'lesson_quote', 'lesson_draft', 'lesson_opinion'),
  };
}

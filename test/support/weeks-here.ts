/** Twelve weeks of one channel in which eight people have all that brings people together: who does what in each, and what each was sent. */
import { actionsOf } from '../../bench/month/watch.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { day } from '../../src/core/clock.ts';
import { katrin, learning, mara, priya, seun } from './company.ts';
import type { TestEngine } from './databases.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

const [meiling, arjun, carol] = ['U0MEILING', 'U0ARJUN', 'U0CAROL'] as const;
/** Takes part in everything that is offered. */
export const joinsIn = mara;
/** Says “not now” to whatever can be answered. */
export const saysNotNow = 'U0NOOR';
/** Joined everything once, and has not looked at anything since. */
export const ignores = priya;
export const everybody = [mara, katrin, seun, priya, meiling, arjun, saysNotNow, carol] as const;

export interface WeeksHere extends LoreHere {
  /** A week of working days, with what people do on each. @param week the first is 1 */
  readonly week: (week: number) => Promise<void>;
  /** What a person was sent, as it was first sent. */
  readonly sentTo: (who: string) => readonly Message[];
}

/** Whether it says that no more questions are brought to its reader. */
export const isLeftAlone = ({ text }: Message): boolean => text.includes('from now on I bring you none');

/** Of a person's silence, in either language: what an offer says of declining in general is none. */
export const ofSilence =
  /(ha(s|ve)n’t|has not|have not|did(n’t| not)|never) (answer|repl|respond|react|press|say|said|read|c[ao]me)|(was|were)n’t (there|answered)|no answer from|ignor|nicht (geantwortet|reagiert|gelesen|gekommen|gemeldet)|keine Antwort von/i;

/** What can be pressed in a message. */
export const pressable = ({ blocks }: Message): readonly string[] => actionsOf(blocks);

/** The one press by which somebody is left alone about a message, the first of these that it has. */
export const notNow = [
  'coaching.stop',
  'questions.ask-later',
  'questions.quiet',
  'questions.not-channel',
  'forums.decline',
] as const;

/** What somebody presses who takes part in everything, the first of these that a message has. */
const gladly = ['coaching.yes', 'forums.agree'] as const;

/** @param engine whose database it runs on; it is removed with it */
export async function weeksOn(engine: TestEngine): Promise<WeeksHere> {
  const here = await startLoreHere({ engine });
  const sent = new Map<string, Message[]>(everybody.map((who) => [who, []]));
  const now = () => here.sandbox.core.clock.now();
  const seen = new Set<string>();

  const submit = async (who: string, fields: Parameters<ReturnType<LoreHere['who']>['submit']>[0] = {}) => {
    const answer = await here.who(who).submit(fields);
    await here.settle();
    if (!answer.ok || JSON.stringify(answer).includes('"errors"')) throw new Error(JSON.stringify(answer));
  };
  const types = async (who: string, text: string) => {
    await here.who(who).closeAll();
    await here.who(who).say(learning, text);
    await here.settle();
  };
  const presses = async (who: string, message: Message, among: readonly string[]) => {
    const action = among.find((one) => pressable(message).includes(one));
    if (action === undefined) return;
    await here.who(who).closeAll();
    await here.who(who).press(message, action);
    await here.settle();
  };
  const reacts = async (who: string, message: Message) => {
    if (who === saysNotNow) await presses(who, message, notNow);
    else if (who !== ignores && pressable(message).includes('questions.ask-answer')) {
      if (who !== joinsIn) return;
      await presses(who, message, ['questions.ask-answer']);
      await submit(who, { words: 'Run the down script first' });
    } else if (who !== ignores) await presses(who, message, gladly);
  };
  /** Each reads what is new, in the order in which it came, and does what is theirs. */
  const read = async () => {
    for (const who of everybody)
      for (const message of here.direct(who)) {
        // In two conversations messages may have the same `ts`.
        const which = `${message.channelId} ${message.ts}`;
        if (seen.has(which)) continue;
        seen.add(which);
        sent.get(who)?.push(structuredClone(message));
        await reacts(who, message);
      }
  };
  const passes = async (days: number) => {
    for (let done = 0; done < days; done += 1) {
      await here.playUntil(now() + day);
      await read();
    }
  };

  await here.recurs(learning, katrin, {
    'coaching.rounds': { every: 'fortnight', weekday: 3, minutes: 600 },
    'digest.weekly': { every: 'week', weekday: 2, minutes: 600 },
  });
  for (const who of everybody) {
    await types(who, '/coach join');
    await submit(who);
    await types(who, '/ask expertise');
    await submit(who, { topics: 'migrations, releases', asked: ['mayAsk'] });
    await here.who(who).closeAll();
  }
  await types(joinsIn, '/forum new');
  await submit(joinsIn, {
    channel: learning,
    subject: 'Releasing without fear',
    core: [mara, seun, meiling],
    sponsor: saysNotNow,
    every: 'month',
  });
  return {
    ...here,
    sentTo: (who) => sent.get(who) ?? [],
    week: async (week) => {
      if (week % 3 === 1) {
        await types(carol, `/ask How do we roll back migrations of part ${week}?`);
        await submit(carol);
      }
      await passes(1);
      await types(seun, `/ask Who helps with migrations and releases in week ${week}?`);
      await submit(seun, { place: 'people', names: 'shown' });
      const mayAsk = here.direct(ignores).some(isLeftAlone) ? [] : [ignores];
      await submit(seun, { people: [...mayAsk, saysNotNow, joinsIn] });
      await passes(2);
      if (week % 4 === 1) {
        await types(joinsIn, '/thanks');
        await submit(joinsIn, { people: [ignores, saysNotNow], what: `The guide of week ${week} helped us` });
      }
      await passes(4);
    },
  };
}

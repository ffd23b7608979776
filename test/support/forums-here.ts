/** The made-up company with a forum, and the steps that people take. */
import type { Message } from '../../sandbox/state/world.ts';
import type { Feature } from '../../src/core/feature.ts';
import { forumsAmong } from '../../src/features/forums/feature.ts';
import { katrin, learning, mara, priya, seun } from './company.ts';
import type { TestEngine } from './databases.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

export interface ForumsHere extends LoreHere {
  /** Mara sets one up in a channel, with Priya and Seun, and Katrin as its sponsor. */
  readonly setUp: (
    more?: Readonly<Record<string, string | readonly string[]>>,
    by?: string,
  ) => Promise<string>;
  /** The last message to a person that holds this. @throws when there is none */
  readonly directWith: (who: string, text: string) => Message;
  /** They are at work, and read what waited for that. */
  readonly reads: (who: string, text: string) => Promise<Message>;
  readonly agrees: (who: string) => Promise<void>;
  /** The forum in the learning channel has begun. */
  readonly begun: () => Promise<void>;
  readonly announcement: (channel?: string) => Message;
}

export const subject = 'Releasing without fear';

/** @param engine whose database it runs on; it is removed with it @param others practices beside it @param brings others, of which only what they bring is asked for */
export async function forumsOn(
  engine: TestEngine,
  others: (all: () => readonly Feature[]) => readonly Feature[] = () => [],
  brings: readonly Feature[] = [],
): Promise<ForumsHere> {
  const features: Feature[] = [...others(() => features), forumsAmong(() => [...features, ...brings])];
  const here = await startLoreHere({ engine, lore: { features } });
  const directWith = (who: string, text: string) => {
    const found = here.direct(who).findLast((message) => message.text.includes(text));
    if (found === undefined)
      throw new Error(
        `${who} was not told “${text}”: ${JSON.stringify(here.direct(who).map((one) => one.text))}`,
      );
    return found;
  };
  const reads = async (who: string, text: string) => {
    for (let hours = 0; hours < 72; hours += 1) {
      if (here.direct(who).some((message) => message.text.includes(text))) break;
      await here.playUntil(here.sandbox.core.clock.now() + 3_600_000);
    }
    return directWith(who, text);
  };
  const agrees = async (who: string) => {
    await here.who(who).press(await reads(who, subject), 'forums.agree');
    await here.settle();
  };
  const setUp = async (more: Readonly<Record<string, string | readonly string[]>> = {}, by = mara) => {
    await here.who(by).say(typeof more['channel'] === 'string' ? more['channel'] : learning, '/forum new');
    const fields = {
      channel: learning,
      subject,
      about: 'How we roll out and roll back',
      core: [mara, priya, seun],
      sponsor: katrin,
      every: 'month',
      ...more,
    };
    const answer = JSON.stringify(await here.who(by).submit(fields));
    await here.settle();
    return answer;
  };
  return {
    ...here,
    setUp,
    directWith,
    reads,
    agrees,
    begun: async () => {
      await setUp();
      for (const who of [priya, seun]) await agrees(who);
      await here.settle();
    },
    announcement: (channel = learning) => {
      const found = here.posted(channel).findLast(({ text }) => text.startsWith('Forum: '));
      if (found === undefined) throw new Error('nothing was announced');
      return found;
    },
  };
}

/** The made-up company with coaching rounds, and the steps that people take. */
import type { Message } from '../../sandbox/state/world.ts';
import { userId } from '../../src/core/ids.ts';
import { coaching } from '../../src/features/coaching/feature.ts';
import type { PairRow } from '../../src/features/coaching/rows.ts';
import { learning } from './company.ts';
import type { TestEngine } from './databases.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

/** A Wednesday, 10:00 in Berlin; two working days later it is Friday. */
export const firstRound = Date.parse('2026-11-25T09:00:00Z');
export const closing = Date.parse('2026-11-27T09:00:00Z');
export const secondRound = Date.parse('2026-12-09T09:00:00Z');

export interface CoachingHere extends LoreHere {
  /** Everybody works in Berlin's hours, unless a test says otherwise, so that each message is read at once. */
  readonly join: (
    who: string,
    fields?: Readonly<Record<string, string | readonly string[]>>,
    channel?: string,
  ) => Promise<string>;
  readonly type: (who: string, text: string, channel?: string) => Promise<string>;
  /** What a person was told of a round, the last of these. @throws when there is none */
  readonly proposal: (who: string) => Message;
  readonly press: (who: string, action: string) => Promise<string>;
  readonly pairs: () => Promise<readonly PairRow[]>;
  /** Changes what Lore knows of a person. */
  readonly set: (
    who: string,
    cells: Readonly<{
      away_until?: number | null;
      standing?: 'member' | 'guest' | 'deactivated';
      tz?: string;
      work_start?: number;
      work_end?: number;
    }>,
  ) => Promise<void>;
}

/** @param engine whose database it runs on; rounds are on Wednesdays at 10:00 in `learning` */
export async function coachingOn(engine: TestEngine): Promise<CoachingHere> {
  const here = await startLoreHere({ engine, lore: { features: [coaching] } });
  const { lore } = here;
  // At Slack too: Lore reads the zones again after some days, and people without common hours are put together last.
  for (const person of here.sandbox.world.people) person.tz = 'Europe/Berlin';
  await lore.store.write(async (db) => {
    await db
      .updateTable('person')
      .set({ tz: 'Europe/Berlin', locale: 'en', work_start: 540, work_end: 1_050 })
      .execute();
  });
  await here.recurs(learning, 'U0KATRIN', {
    'coaching.rounds': { every: 'fortnight', weekday: 3, minutes: 600 },
  });
  const told = (who: string, channel: string) => here.who(who).told(channel).join('\n');
  const proposal = (who: string): Message => {
    const found = here
      .direct(who)
      .findLast(({ blocks }) => /coaching\.(yes|no|stop)|it’s a yes/.test(JSON.stringify(blocks)));
    if (found === undefined) throw new Error(`${who} was told of no round`);
    return found;
  };
  return {
    ...here,
    join: async (who, fields = {}, channel = learning) => {
      await here.who(who).say(channel, '/coach join');
      const answer = JSON.stringify(await here.who(who).submit(fields));
      await here.settle();
      return answer;
    },
    type: async (who, text, channel = learning) => {
      await here.who(who).say(channel, `/coach ${text}`.trim());
      await here.settle();
      return told(who, channel);
    },
    proposal,
    press: async (who, action) => {
      await here.who(who).press(proposal(who), action);
      await here.settle();
      return told(who, proposal(who).channelId);
    },
    pairs: async () =>
      (await lore.store.system
        .selectFrom('coaching_pair' as 'audit')
        .selectAll()
        .execute()) as unknown as PairRow[],
    set: async (who, cells) => {
      await lore.store.write(async (db) => {
        await db.updateTable('person').set(cells).where('user_id', '=', userId(who)).execute();
      });
    },
  };
}

/** The made-up company with weekly shares and a rotation, and the steps that people take. */
import type { Message } from '../../sandbox/state/world.ts';
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import type { Rule } from '../../src/core/ritual.ts';
import { learned } from '../../src/features/learned/feature.ts';
import { rotation } from '../../src/features/rotation/feature.ts';
import type { SlotRow, TurnRow } from '../../src/features/rotation/rows.ts';
import { crowdIn } from './crowd.ts';
import type { TestEngine } from './databases.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';
import { posts } from './retro-path.ts';

export const team = teamId('T0LINDGROVE');
export const learning = 'C0LEARNING';
export const secretly = 'C0PEOPLE';
export const withHarbour = 'C0HARBOUR';

export interface RotationHere extends LoreHere {
  /** A team that meets on Wednesdays at 15:00 in Berlin, and what goes by it. */
  readonly start: (channel: string, owner: string) => Promise<void>;
  readonly posted: (channel: string) => readonly Message[];
  readonly direct: (who: string) => readonly Message[];
  /** The last message to a person that holds this. @throws when there is none */
  readonly directWith: (who: string, text: string) => Message;
  /** Who presents when, by the day of the meeting. */
  readonly slots: () => Promise<readonly SlotRow[]>;
  readonly turns: () => Promise<readonly TurnRow[]>;
  /** The presenter of a meeting. @throws when nobody presents */
  readonly presenter: (on: string) => Promise<string>;
  /** What became of each occurrence of a ritual: day, state, reason. */
  readonly records: (name: string) => Promise<readonly (string | null)[][]>;
  readonly home: (who: string) => Promise<string>;
  /** Makes so many people like Mara, known to Lore, members of a channel. */
  readonly crowd: (channel: string, ids: readonly string[]) => Promise<void>;
}

/** @param engine whose database it runs on; it is removed with it */
export async function rotationOn(engine: TestEngine): Promise<RotationHere> {
  const database = await engine.fresh();
  const here = await startLoreHere({
    databaseUrl: database.url,
    lore: { features: [learned, rotation([learned])] },
  });
  const { sandbox, lore } = here;
  const direct = (who: string) => {
    const conversation = sandbox.world.conversations.find(
      ({ kind, members }) => kind === 'im' && members.includes(who),
    );
    return conversation === undefined ? [] : posts(sandbox, conversation.id);
  };
  const all = async (name: string): Promise<readonly unknown[]> =>
    lore.store.house
      .selectFrom(name as 'audit')
      .selectAll()
      .execute();
  const slots = async () =>
    ((await all('rotation_slot')) as SlotRow[]).toSorted((a, b) => a.meets_at - b.meets_at);
  return {
    ...here,
    start: async (channel, owner) => {
      await lore.store.directory.setRhythm(team, channelId(channel), { tz: 'Europe/Berlin', locale: 'en' });
      const rules = new Map<string, Rule>([
        ['rotation.meeting', { every: 'week', weekday: 3, minutes: 900 }],
        ['rotation.presenter', { before: 'rotation.meeting', days: 7, minutes: 0 }],
        ['rotation.agenda', { before: 'rotation.meeting', days: 0, minutes: 60 }],
      ]);
      const started = await lore.store.rituals.startAll(team, channelId(channel), userId(owner), rules);
      if (!started.ok) throw new Error(started.code);
    },
    posted: (channel) => posts(sandbox, channel),
    direct,
    directWith: (who, text) => {
      const found = direct(who).findLast((message) => message.text.includes(text));
      if (found === undefined)
        throw new Error(
          `${who} was not told “${text}”: ${JSON.stringify(direct(who).map((one) => one.text))}`,
        );
      return found;
    },
    slots,
    turns: async () => (await all('rotation_turn')) as TurnRow[],
    presenter: async (on) => {
      const slot = (await slots()).find((row) => row.on_date === on);
      if (slot?.presenter_id == null) throw new Error(`nobody presents on ${on}`);
      return slot.presenter_id;
    },
    records: async (name) =>
      (
        await lore.store.house
          .selectFrom('ritual_occurrence')
          .select(['on_date', 'state', 'reason'])
          .where('name', '=', name)
          .orderBy('on_date')
          .execute()
      ).map(({ on_date: on, state, reason }) => [on, state, reason]),
    home: async (who) => {
      await here.who(who).openHome();
      await here.settle();
      return JSON.stringify(here.who(who).home());
    },
    crowd: (channel, ids) => crowdIn(here, channel, ids),
    close: async () => {
      await here.close();
      await database.remove();
    },
  };
}

/** The made-up company with weekly shares and a rotation, and the steps that people take. */
import type { Message } from '../../sandbox/state/world.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { learnedAmong } from '../../src/features/learned/feature.ts';
import { rotation } from '../../src/features/rotation/feature.ts';
import type { SlotRow, TurnRow } from '../../src/features/rotation/rows.ts';
import { mayPresent } from '../../src/features/rotation/rules.ts';
import { enrol } from '../../src/features/rotation/turns.ts';
import { team } from './company.ts';
import { crowdIn } from './many-people.ts';
import type { TestEngine } from './databases.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

const learned = learnedAmong(() => []);

export interface RotationHere extends LoreHere {
  /** A team that meets on Wednesdays at 15:00 in Berlin, and what goes by it; nobody has joined. */
  readonly turnOn: (channel: string, owner: string) => Promise<void>;
  /** The same, with everybody in it, who all work around the clock: whoever is to be there is. */
  readonly start: (channel: string, owner: string) => Promise<void>;
  /** These people are in the channel's rotation. */
  readonly enrolled: (channel: string, people: readonly string[]) => Promise<void>;
  /** They accept, in App Home. */
  readonly accepts: (who: string) => Promise<void>;
  /** The last message to a person that holds this. @throws when there is none */
  readonly directWith: (who: string, text: string) => Message;
  /** Who presents when, by the day of the meeting. */
  readonly slots: () => Promise<readonly SlotRow[]>;
  readonly turns: () => Promise<readonly TurnRow[]>;
  /** The presenter of a meeting. @throws when nobody presents */
  readonly presenter: (on: string) => Promise<string>;
  /** What became of each occurrence of a ritual: day, state, reason. */
  readonly records: (name: string) => Promise<readonly (string | null)[][]>;
  /** Makes so many people like Mara, known to Lore, members of a channel. */
  readonly invitees: (channel: string, ids: readonly string[]) => Promise<void>;
}

/** @param engine whose database it runs on; it is removed with it @param address where calendars would reach it */
export async function rotationOn(engine: TestEngine, address?: string): Promise<RotationHere> {
  const here = await startLoreHere({
    engine,
    ...(address === undefined ? {} : { address }),
    lore: { features: [learned, rotation([learned])] },
  });
  const { lore } = here;
  const all = async (name: string): Promise<readonly unknown[]> =>
    lore.store.system
      .selectFrom(name as 'audit')
      .selectAll()
      .execute();
  const slots = async () =>
    ((await all('rotation_slot')) as SlotRow[]).toSorted((a, b) => a.meets_at - b.meets_at);
  const turnOn = (channel: string, owner: string) =>
    here.recurs(channel, owner, {
      'rotation.meeting': { every: 'week', weekday: 3, minutes: 900 },
      'rotation.presenter': { before: 'rotation.meeting', days: 7, minutes: 0 },
      'rotation.agenda': { before: 'rotation.meeting', days: 0, minutes: 60 },
    });
  const enrolled = async (channel: string, people: readonly string[]) => {
    const id = channelId(channel);
    await lore.store.transact(team, { kind: 'channel', channelId: id }, async (scope) => {
      const work = { scope, now: here.sandbox.core.clock.now(), newId: here.newId };
      for (const person of people) await enrol(work, id, userId(person));
    });
  };
  return {
    ...here,
    turnOn,
    enrolled,
    accepts: async (who) => {
      await here.home(who);
      await here.who(who).pressInHome('rotation.accept');
      await here.settle();
    },
    start: async (channel, owner) => {
      await turnOn(channel, owner);
      const members = await lore.store.read(
        team,
        { kind: 'channel', channelId: channelId(channel) },
        (read) => read.members(channelId(channel)),
      );
      await lore.store.write(async (db) => {
        await db.updateTable('person').set({ work_start: 0, work_end: 0 }).execute();
      });
      const ours = members.filter(mayPresent).map(({ userId: id }) => id as string);
      await enrolled(channel, ours);
    },
    directWith: (who, text) => {
      const found = here.direct(who).findLast((message) => message.text.includes(text));
      if (found === undefined)
        throw new Error(
          `${who} was not told “${text}”: ${JSON.stringify(here.direct(who).map((one) => one.text))}`,
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
        await lore.store.system
          .selectFrom('ritual_occurrence')
          .select(['on_date', 'state', 'reason'])
          .where('name', '=', name)
          .orderBy('on_date')
          .execute()
      ).map(({ on_date: on, state, reason }) => [on, state, reason]),
    invitees: (channel, ids) => crowdIn(here, channel, ids),
  };
}

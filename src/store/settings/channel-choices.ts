/** Which practices the people of a channel chose, where an admin left that to them. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import { type ChannelId, type Ids, rowId, type TeamId, type UserId } from '#core/ids.ts';
import type { ScheduleRefusal } from '#core/recurrence.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { chosen } from '../../schedules/chosen.ts';
import { whyNot } from '../../schedules/records/change.ts';
import { recordChange } from '../access/audit.ts';
import { invalidateHomes } from '../outbox/invalidate-homes.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { publish } from '../scope/later.ts';
import { positionsIn } from './practices.ts';
import { oneAtATime, switching } from './switching.ts';

/** `not_theirs`: an admin decided it for all channels, maybe meanwhile. */
export type ChoiceRefusal = ScheduleRefusal | 'not_theirs';

/** A practice that a channel can turn on and off. */
export interface Choosable {
  readonly practice: string;
  readonly isOn: boolean;
}

export interface ChannelChoices {
  /** What the people of a channel may choose. */
  choosable(team: TeamId, channel: ChannelId): Promise<readonly Choosable[]>;
  /**
   * Turns a practice on or off in a channel, tells the channel, and redraws every Home. Allowed to those who may change what recurs there.
   * @param prompts see `Switched`
   */
  choose(
    team: TeamId,
    channel: ChannelId,
    by: UserId,
    wished: Choosable & { readonly prompts: readonly string[] },
  ): Promise<Result<null, ChoiceRefusal>>;
}

export function channelChoicesIn(system: Kysely<Schema>, inside: Inside): ChannelChoices {
  const { startsOff, ids, clock } = inside;
  return {
    choosable: async (team, channel) => {
      if (startsOff.size === 0) return [];
      const { byChannel } = await positionsIn(system, startsOff, team);
      if (byChannel.size === 0) return [];
      const here = await chosenIn(system, team, channel);
      return [...byChannel].map((practice) => ({ practice, isOn: here.has(practice) }));
    },
    choose: async (team, channel, by, { practice, isOn, prompts }) => {
      const result = await inside.writeIn(
        team,
        async (db): Promise<Result<null, ChoiceRefusal>> => {
          await oneAtATime(db, team);
          // Checked in the transaction that writes, so somebody who left the channel changes nothing.
          const refused = await whyNot({ db, team, channel }, by);
          if (refused !== null) return refuse(refused);
          const { byChannel } = await positionsIn(db, startsOff, team);
          if (!byChannel.has(practice)) return refuse('not_theirs');
          if ((await chosenIn(db, team, channel)).has(practice) === isOn) return ok(null);
          const at = { db, team, channel, now: clock.now() };
          await switching({ ...at, ids, startsOff }, practice, prompts, () =>
            place(db, team, channel, practice, isOn),
          );
          await tell(at, ids, by, practice, isOn);
          await recordChange(db, ids, {
            team,
            at: at.now,
            actor: by,
            deed: isOn ? 'switch on' : 'switch off',
            // Not which: what a private channel is called, and that it is there, is its own.
            subject: `${practice} in one channel`,
          });
          await invalidateHomes(db, team, at.now).execute();
          return ok(null);
        },
        [`settings ${team}`],
      );
      inside.wake(team);
      return result;
    },
  };
}

async function chosenIn(db: Kysely<Schema>, team: TeamId, channel: ChannelId): Promise<ReadonlySet<string>> {
  const query = db.selectFrom('practice_channel').select('practice').where('team_id', '=', team);
  return new Set((await query.where('channel_id', '=', channel).execute()).map(({ practice }) => practice));
}

async function place(
  db: Kysely<Schema>,
  team: TeamId,
  channel: ChannelId,
  practice: string,
  isOn: boolean,
): Promise<void> {
  if (isOn)
    await db
      .insertInto('practice_channel')
      .values({ team_id: team, practice, channel_id: channel })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  else
    await db
      .deleteFrom('practice_channel')
      .where('team_id', '=', team)
      .where('channel_id', '=', channel)
      .where('practice', '=', practice)
      .execute();
}

/** In one line, as of any other setting of the channel. */
async function tell(
  { db, team, channel, now }: { db: Kysely<Schema>; team: TeamId; channel: ChannelId; now: Instant },
  ids: Ids,
  by: UserId,
  practice: string,
  isOn: boolean,
): Promise<void> {
  const params = { change: rowId(ids.next()), by, practice: rowId(practice), on: isOn ? 1 : 0 };
  const post = chosen.ref(params, { kind: 'channel', channel }, by);
  await publish({ db, teamId: team, now }, post, ids.next());
}

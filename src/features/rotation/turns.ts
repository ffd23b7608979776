/** Who belongs to a channel's rotation, who is available at an instant, and how often they have presented. */
import type { Instant } from '#core/clock.ts';
import { type ChannelId, rowId, type UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import { nextTurn } from '#core/turns.ts';
import type { Work } from '#core/work.ts';
import { type SlotRow, turnOf, type TurnRow, turns, turnsIn } from './rows.ts';
import { isThere, mayPresent } from './rules.ts';

export interface Member {
  readonly person: Person;
  readonly turn: TurnRow;
}

/** Everyone in a channel's rotation, or who was: nobody is unless they joined. */
export async function membersOf({ scope }: Work, channel: ChannelId): Promise<Member[]> {
  const known = new Map((await turnsIn(scope, channel)).map((turn) => [turn.person_id, turn]));
  return (await scope.members(channel)).filter(mayPresent).flatMap((person) => {
    const turn = known.get(person.userId);
    return turn === undefined ? [] : [{ person, turn }];
  });
}

/** @param takesPart whether they joined; 0 for someone who presents just this once */
async function begin(
  { scope, now, newId }: Work,
  channel: ChannelId,
  person: UserId,
  takesPart: 0 | 1,
): Promise<TurnRow> {
  const audience = await scope.audience({ kind: 'conversation', channel });
  const turn: TurnRow = {
    id: rowId(newId()),
    channel_id: channel,
    person_id: person,
    presented: 0,
    available: 0,
    last_at: null,
    takes_part: takesPart,
    passed_on: null,
    counted_at: now,
  };
  await scope.insert(turns, turn, { audience, by: [person], names: 'shown' });
  return turn;
}

/** A person is in a channel's rotation from now on. With the channel's access, which sees what counts there. */
export async function enrol(work: Work, channel: ChannelId, person: UserId): Promise<void> {
  const known = await turnOf(work.scope, channel, person);
  if (known === null) await begin(work, channel, person, 1);
  else await work.scope.update(turns, known.id, { takes_part: 1 });
}

/** Those who want to present, and can then. */
export async function thereAt(members: readonly Member[], at: Instant): Promise<Member[]> {
  const there: Member[] = [];
  for (const member of members) {
    const isHoliday = await holidaysOf(member.person.workingHours.holidays);
    if (member.turn.takes_part === 1 && isThere(member.person, at, isHoliday)) there.push(member);
  }
  return there;
}

/** The person whose turn it is. */
export function nextOf({ newId }: Pick<Work, 'newId'>, members: readonly Member[]): TurnRow | null {
  const candidates = members.map(({ turn }) => ({
    turn,
    person: turn.person_id,
    taken: turn.presented,
    possible: turn.available,
    lastAt: turn.last_at,
  }));
  return nextTurn(candidates, newId)?.turn ?? null;
}

/** Adjusts how often a person presented: 1 when they are chosen, -1 when they no longer are. */
export async function count(work: Work, slot: SlotRow, person: UserId, by: 1 | -1): Promise<void> {
  const known = await turnOf(work.scope, slot.channel_id, person);
  const turn = known ?? (await begin(work, slot.channel_id, person, 0));
  const presented = Math.max(0, turn.presented + by);
  const passed = by === -1 ? { passed_on: slot.id } : {};
  await work.scope.update(turns, turn.id, { presented, ...passed, counted_at: work.now });
}

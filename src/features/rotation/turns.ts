/** Who belongs to a channel's rotation, who is available at an instant, and how often they have presented. */
import type { Instant } from '#core/clock.ts';
import { type ChannelId, rowId, type UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import type { Work } from '#core/work.ts';
import { type SlotRow, turnOf, type TurnRow, turns, turnsIn } from './rows.ts';
import { choose, isThere, mayPresent } from './rules.ts';

export interface Member {
  readonly person: Person;
  readonly turn: TurnRow;
}

/** Everyone who may present in a channel; new people start at zero. */
export async function membersOf(work: Work, channel: ChannelId): Promise<Member[]> {
  const { scope } = work;
  const known = new Map((await turnsIn(scope, channel)).map((turn) => [turn.person_id, turn]));
  const people = (await scope.members(channel)).filter(mayPresent);
  const fresh = people.filter(({ userId }) => !known.has(userId));
  for (const turn of await begin(work, channel, fresh)) known.set(turn.person_id, turn);
  return people.flatMap((person) => {
    const turn = known.get(person.userId);
    return turn === undefined ? [] : [{ person, turn }];
  });
}

async function begin(
  { scope, now, newId }: Work,
  channel: ChannelId,
  people: readonly Pick<Person, 'userId'>[],
): Promise<TurnRow[]> {
  if (people.length === 0) return [];
  const audience = await scope.audience({ kind: 'conversation', channel });
  const begun: TurnRow[] = [];
  for (const { userId } of people) {
    const turn: TurnRow = {
      id: rowId(newId()),
      channel_id: channel,
      person_id: userId,
      presented: 0,
      available: 0,
      last_at: null,
      takes_part: 1,
      passed_on: null,
      counted_at: now,
    };
    await scope.insert(turns, turn, { audience, by: [userId], names: 'shown' });
    begun.push(turn);
  }
  return begun;
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
    presented: turn.presented,
    available: turn.available,
    lastAt: turn.last_at,
  }));
  return choose(candidates, newId)?.turn ?? null;
}

/** Adjusts how often a person presented: 1 when they are chosen, -1 when they no longer are. */
export async function count(work: Work, slot: SlotRow, person: UserId, by: 1 | -1): Promise<void> {
  const known = await turnOf(work.scope, slot.channel_id, person);
  const turn = known ?? (await begin(work, slot.channel_id, [{ userId: person }]))[0];
  if (turn === undefined) return;
  const presented = Math.max(0, turn.presented + by);
  const passed = by === -1 ? { passed_on: slot.id } : {};
  await work.scope.update(turns, turn.id, { presented, ...passed, counted_at: work.now });
}

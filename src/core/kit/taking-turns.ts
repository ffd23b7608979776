/** Taking turns in a channel: who has a part in it, who can, and how often it was each person's turn. Each practice keeps the parts in a table of its own. */
import type { Instant } from '../clock.ts';
import { type ChannelId, rowId, type RowId, type UserId } from '../ids.ts';
import type { Person } from '../people.ts';
import { findRows } from '../rows.ts';
import type { ReadScope } from '../scope.ts';
import type { SharedRow, SharedTable } from '../tables.ts';
import { holidaysOf, type IsHoliday } from '../time/holidays.ts';
import type { Turn } from '../turns.ts';
import type { Work } from '../work.ts';

/** A person's part in one channel: theirs, and shown to nobody. Taking turns must read it to be fair. */
interface PartRow extends SharedRow {
  readonly channel_id: ChannelId;
  readonly person_id: UserId;
  readonly available: number;
  readonly last_at: Instant | null;
  readonly takes_part: 0 | 1;
  readonly passed_on: RowId | null;
  readonly counted_at: Instant;
}

/** A member of the channel with a part. */
export interface Candidate<Row> extends Turn {
  readonly member: Person;
  readonly part: Row;
}

/** @param taken the column that counts their turns */
export function takingTurns<Row extends PartRow>(table: SharedTable<Row>, taken: keyof Row & string) {
  /** A channel that has other readers now sees no old parts and starts over. Each person still sees their own, of which the latest is theirs. */
  const latest = async (read: ReadScope, cells: Partial<PartRow>): Promise<Row[]> =>
    latestOf(await findRows(read.from(table), cells as Partial<Row>, 'counted_at', 'id'), 'person_id');

  const inChannel = (read: ReadScope, channel: ChannelId): Promise<Row[]> =>
    latest(read, { channel_id: channel });

  const of = async (read: ReadScope, channel: ChannelId, person: UserId): Promise<Row | null> =>
    (await latest(read, { channel_id: channel, person_id: person }))[0] ?? null;

  /** @param takesPart whether they joined; 0 for someone whose turn it is just this once */
  async function begin(
    { scope, now, newId }: Work,
    channel: ChannelId,
    person: UserId,
    takesPart: 0 | 1,
  ): Promise<Row> {
    const part = {
      id: rowId(newId()),
      channel_id: channel,
      person_id: person,
      [taken]: 0,
      available: 0,
      last_at: null,
      takes_part: takesPart,
      passed_on: null,
      counted_at: now,
    } as PartRow as Row;
    const audience = await scope.audience({ kind: 'conversation', channel });
    await scope.insert(table, part, { audience, by: [person], names: 'shown' });
    return part;
  }

  /** The members with a part, whether they want to be asked or not. */
  async function members(read: ReadScope, channel: ChannelId): Promise<Candidate<Row>[]> {
    const known = new Map((await inChannel(read, channel)).map((part) => [part.person_id, part]));
    return (await read.members(channel)).flatMap((member) => {
      const { userId: person } = member;
      const part = known.get(person);
      if (part === undefined) return [];
      const { available: possible, last_at: lastAt } = part;
      return [{ person, member, part, taken: Number(part[taken]), possible, lastAt }];
    });
  }

  /** Adjusts how often it was their turn: 1 when they are chosen, -1 when they no longer are. @param turn what they were chosen for */
  async function count({ scope, now }: Work, part: Row, turn: RowId, by: 1 | -1): Promise<void> {
    const passed = by === -1 ? { passed_on: turn } : {};
    const counted = { [taken]: Math.max(0, Number(part[taken]) + by), ...passed, counted_at: now };
    await scope.update(table, part.id, counted as Partial<Row>);
  }

  /** It could have been their turn. The days are not stored. @param lastAt when it was; `null`: it was not */
  async function countPossible({ scope, now }: Work, part: Row, lastAt: Instant | null): Promise<void> {
    const last = lastAt === null ? {} : { last_at: lastAt };
    const counted = { available: part.available + 1, ...last, counted_at: now };
    await scope.update(table, part.id, counted as Partial<Row>);
  }

  return { inChannel, of, begin, members, count, countPossible };
}

/** Of several rows with the same cell the last. */
export const latestOf = <Row>(rows: readonly Row[], cell: keyof Row): Row[] => [
  ...new Map(rows.map((row) => [row[cell], row])).values(),
];

/** Those who want to be asked, and can. */
export async function thoseWho<Row extends PartRow>(
  candidates: readonly Candidate<Row>[],
  can: (member: Person, isHoliday: IsHoliday) => boolean,
): Promise<Candidate<Row>[]> {
  const found: Candidate<Row>[] = [];
  for (const one of candidates) {
    const isHoliday = await holidaysOf(one.member.workingHours.holidays);
    if (one.part.takes_part === 1 && can(one.member, isHoliday)) found.push(one);
  }
  return found;
}

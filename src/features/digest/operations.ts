/** Builds the digest's message from current data, with its channel's access. */
import { day, type Instant } from '#core/clock.ts';
import type { Feature } from '#core/feature.ts';
import { rowId } from '#core/ids.ts';
import type { Interaction } from '#core/listener.ts';
import type { Person } from '#core/people.ts';
import { nextDay, posted, type ScheduleOutcome, skip } from '#core/recurrence.ts';
import type { ScheduleContext } from '#core/schedule.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import { isOpenToAll } from '#core/visibility.ts';
import { returnsIn } from '#core/week.ts';
import * as rows from './rows.ts';
import * as rules from './rules.ts';
import { postOf, silentTo } from './screens.ts';

export type ItemSource = Pick<Feature, 'name' | 'digestItems' | 'schedules'>;

/** The period covered if there was no recent digest. */
const usualSpan = 7 * day;

const longestSpan = 35 * day;

/** @param itemSources the practices that offer items */
export async function tell(
  context: ScheduleContext,
  itemSources: readonly ItemSource[],
): Promise<ScheduleOutcome> {
  const { scope, channel, now, schedule, occurrence } = context;
  const { channelId } = channel;
  const readers = await scope.members(channelId);
  if (
    !rules.hasEverybodyHadADay(
      await Promise.all(readers.map(asReader)),
      await lastAsked(context, itemSources),
      now,
    )
  )
    return nextDay;
  if (schedule.owner !== null) {
    const note = silentTo(channelId, schedule.owner);
    const isSilenced = rules.silencedBy({ isShared: channel.isShared, people: readers }) !== null;
    // Once silenced no more, a note that was sent says so.
    await (isSilenced ? scope.publish(note) : scope.refresh(note));
  }
  const candidates = await offered(context, itemSources, readers);
  const told = await rows.toldIn(scope, channelId);
  const within = (rests: number) => told.filter(({ told_at: at }) => now - at < rests);
  const isTogether = (kind: string) =>
    itemSources.some(({ digestItems }) => digestItems?.kinds[kind]?.isTogether === true);
  const said = await rows.verdictsIn(scope, channelId);
  const chosen = rules.choose(
    candidates,
    {
      about: new Set(told.map(({ about_id: id }) => id)),
      // A line that only counts showed none of their words.
      lately: new Set(
        within(rules.recallRests)
          .filter(({ reason }) => !isTogether(reason))
          .map(({ about_id: id }) => id),
      ),
      untrue: new Set([...said.values()].filter(({ holds }) => holds === 0).map(({ about_id: id }) => id)),
      sources: new Set(within(rules.sourceRests).map(({ source_id: source }) => source)),
    },
    { channel: channelId, readers: readers.length },
  );
  if (chosen.length === 0) return skip('nothing_to_say');
  await keep(context, chosen, readers);
  const shows = [channelId, ...chosen.flatMap((one) => [one.id, one.channel])];
  await scope.publish(postOf(occurrence.id, channelId, schedule.owner, shows));
  return posted;
}

async function asReader(person: Person): Promise<rules.Reader> {
  return { person, isHoliday: await holidaysOf(person.workingHours.holidays) };
}

/** When people of the channel were last asked; `null`: not within a week. */
async function lastAsked(
  { scope, channel, now }: ScheduleContext,
  itemSources: readonly ItemSource[],
): Promise<Instant | null> {
  const asking = itemSources
    .flatMap(({ schedules: schedules }) => schedules ?? [])
    .filter(({ asks }) => asks === true);
  let latest: Instant | null = null;
  for (const { name } of asking) {
    const at = await scope.schedules.lastPosted(channel.channelId, name);
    if (at !== null && now - at < usualSpan) latest = Math.max(at, latest ?? at);
  }
  return latest;
}

/** What all enabled practices offer, with how many people have seen it. */
async function offered(
  { scope, channel, now, off }: ScheduleContext,
  itemSources: readonly ItemSource[],
  readers: readonly Person[],
): Promise<readonly rules.Candidate[]> {
  const since = (await rows.lastTold(scope, channel.channelId)) ?? now - usualSpan;
  const week = { channel: channel.channelId, from: Math.max(since, now - longestSpan), to: now };
  const found: Omit<rules.Candidate, 'shown' | 'shownHere' | 'against' | 'againstRecall'>[] = [];
  for (const { name, digestItems } of itemSources)
    if (digestItems !== undefined && !off.has(name))
      for (const item of await digestItems.find(scope, week)) {
        const facts = digestItems.kinds[item.kind];
        if (facts === undefined)
          throw new Error(`${name} declares no kind of item that is called ${item.kind}`);
        if (facts.isRecalled !== true || item.isDue === true || returnsIn(item.at, week))
          found.push({ ...item, facts, practice: name });
      }
  const people = await rows.seenBy(
    scope,
    found.map(({ id }) => id),
  );
  const against = await rows.againstEach(scope);
  const againstRecall = await rows.againstEach(scope, 'recalled');
  return found.map((item) => {
    const seenByThem = people.get(item.id);
    return {
      ...item,
      shown: seenByThem?.size ?? 0,
      shownHere: readers.filter(({ userId }) => seenByThem?.has(userId) === true).length,
      against: against.get(item.id) ?? 0,
      againstRecall: againstRecall.get(item.id) ?? 0,
    };
  });
}

/** Stores the digest's items and, for those from other channels, who is shown them. */
async function keep(
  { scope, channel, now, newId, occurrence }: ScheduleContext,
  chosen: readonly rules.Candidate[],
  readers: readonly Person[],
): Promise<void> {
  const { channelId } = channel;
  const own = await scope.audience({ kind: 'conversation', channel: channelId });
  // Anyone may know who reads a public channel; for other channels, only their members may.
  const isOpen = isOpenToAll(channel);
  const counting = isOpen ? await scope.audience({ kind: 'workspace', from: channelId }) : own;
  const nobodys = { audience: own, by: [], names: 'shown' } as const;
  await scope.insert(rows.issues, { id: occurrence.id, channel_id: channelId, told_at: now }, nobodys);
  for (const [place, one] of chosen.entries()) {
    const isFromElsewhere = one.channel !== channelId;
    const row: rows.ItemRow = {
      id: rowId(newId()),
      issue_id: occurrence.id,
      channel_id: channelId,
      place,
      practice: one.practice,
      about_id: one.id,
      reason: one.kind,
      source_id: one.channel,
      author_id: rules.authorOf(one),
      told_at: now,
      reach_id: isFromElsewhere ? counting : own,
    };
    await scope.insert(rows.items, row, nobodys);
    if (!isFromElsewhere) continue;
    for (const { userId } of readers)
      await scope.insert(
        rows.seen,
        { id: rowId(newId()), about_id: one.id, person_id: userId, seen_at: now },
        { ...nobodys, audience: counting },
      );
  }
}

/**
 * Says that an item is not for the person, or takes that back. Who may count it was erased with what is too old, in digests of before that was held:
 * then the channel alone does.
 * @returns which of the two
 */
export async function toggleNotForMe(
  { scope, now }: Pick<Interaction, 'scope' | 'now'>,
  { about_id: about, channel_id: channel, reach_id: reach }: rows.ItemRow,
  isRecalled: boolean,
): Promise<'noted' | 'back'> {
  if ((await scope.deleteOwn(rows.notForMe, { about_id: about })) > 0) return 'back';
  const isKnown = (await scope.memberAudiences([reach])).has(reach);
  const audience = isKnown ? reach : await scope.audience({ kind: 'conversation', channel });
  const said = { about_id: about, said_at: now, recalled: isRecalled ? 1 : 0 } as const;
  await scope.upsertOwn(rows.notForMe, said, { audience });
  return 'noted';
}

/** A person says whether a recalled item still holds; replaces the earlier answer. */
export async function giveVerdict(
  { scope, now, newId, person }: Pick<Interaction, 'scope' | 'now' | 'newId' | 'person'>,
  { about_id: about, channel_id: channel }: Pick<rows.ItemRow, 'about_id' | 'channel_id'>,
  holds: boolean,
): Promise<void> {
  const said = { holds: holds ? 1 : 0, said_by: person.userId, said_at: now } as const;
  const before = (await rows.verdictsIn(scope, channel)).get(about);
  if (before === undefined)
    await scope.insert(
      rows.verdicts,
      { id: rowId(newId()), about_id: about, channel_id: channel, ...said },
      { audience: await scope.audience({ kind: 'conversation', channel }), by: [], names: 'shown' },
    );
  else await scope.update(rows.verdicts, before.id, said);
  await scope.refreshShowing(about);
}

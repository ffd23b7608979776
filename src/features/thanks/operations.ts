/** Giving, showing and taking back: what is written, and who is told. */
import { type RowId, rowId, type UserId } from '#core/ids.ts';
import type { Interaction } from '#core/listener.ts';
import type { Channel, Person } from '#core/people.ts';
import type { Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { packThanks } from './evidence/rows.ts';
import { ownGiven, type Row, thanks } from './rows.ts';
import { type Kind, limitsOf, type PeopleRefusal, whyNotPeople } from './rules.ts';
import { givenTo, shownAs } from './screens.ts';

/** A thank-you that can be given. */
export interface Wanted {
  readonly whom: Kind;
  readonly people: readonly UserId[];
  readonly channel: Channel;
  readonly what: string;
  readonly link: string;
}

export async function peopleRefusal(
  { scope, person }: Interaction,
  users: readonly UserId[],
  { channelId: channel }: Channel,
): Promise<PeopleRefusal | null> {
  const named = [...new Set(users)];
  const [members, ...found] = await Promise.all([
    scope.members(channel),
    // Beyond the limit nobody needs to be looked up.
    ...named.slice(0, limitsOf.people + 1).map((user) => scope.person(user)),
  ]);
  const people = new Map<UserId, Person | null>(named.map((user, nth) => [user, found[nth] ?? null]));
  return whyNotPeople(person.userId, people, new Set(members.map(({ userId }) => userId)));
}

/** Stores and announces it: to a channel at once, to each person in private. */
export async function give(
  { scope, now, newId }: Work,
  by: UserId,
  wanted: Wanted,
): Promise<[Row, ...Row[]]> {
  const { channelId: channel } = wanted.channel;
  const given = rowId(newId());
  const row = { given_id: given, channel_id: channel, what: wanted.what, link: wanted.link, given_at: now };
  const how = { by: [by], names: 'shown' } as const;
  if (wanted.whom === 'team') {
    const team: Row = {
      ...row,
      id: rowId(newId()),
      kind: 'team',
      person_id: null,
      shown_at: now,
      shown_seal: null,
    };
    const audience = await scope.audience({ kind: 'conversation', channel });
    await scope.insert(thanks, team, { audience, ...how });
    await scope.publish(shownAs(team, by));
    await scope.refreshHome(by);
    return [team];
  }
  const rows: Row[] = [];
  for (const user of wanted.people) {
    const embargo = await scope.embargo();
    const one: Row = {
      ...row,
      id: rowId(newId()),
      kind: 'people',
      person_id: user,
      shown_at: null,
      shown_seal: embargo,
    };
    // Each person reads only their own: whether others were thanked too is theirs to tell.
    const audience = await scope.audience({
      kind: 'people',
      channel,
      people: [by, user],
      channelAfter: embargo,
    });
    await scope.insert(thanks, one, { audience, ...how });
    await scope.publish(givenTo(one.id, user));
    await scope.refreshHome(user);
    rows.push(one);
  }
  await scope.refreshHome(by);
  const [first, ...rest] = rows;
  if (first === undefined) throw new Error('nobody is thanked');
  return [first, ...rest];
}

/** Lets the channel read it, on behalf of the person thanked. @returns `false` if they had already shown it */
export async function showIt({ scope, now }: Work, person: UserId, row: Row): Promise<boolean> {
  const isNew = await scope.update(thanks, row.id, { shown_at: now }, { where: { shown_at: null } });
  if (!isNew || row.shown_seal === null) return false;
  await scope.open(row.shown_seal);
  const post = shownAs(row, person);
  await scope.publish(post);
  // Another person thanked at the same time may have shown it before.
  await scope.refresh(post);
  await scope.refresh(givenTo(row.id, person));
  await scope.refreshHome(person);
  return true;
}

/** Deletes what the person gave, and nothing else. @returns whether there was one */
export async function takeItBack(scope: Scope, by: UserId, given: RowId): Promise<boolean> {
  const rows = await ownGiven(scope, given);
  for (const row of rows) {
    await scope.deleteParts(thanks, row.id, packThanks);
    await scope.delete(thanks, row.id);
    // Digests leave it out.
    await scope.refreshShowing(row.id);
    await scope.refresh(shownAs(row));
    if (row.person_id === null) continue;
    await scope.refresh(givenTo(row.id, row.person_id));
    await scope.refreshHome(row.person_id);
  }
  await scope.refreshHome(by);
  return rows.length > 0;
}

/** Whom the owner of a review could ask: people who agreed, and who did something like it that the owner may read. */
import type { UserId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Instant } from '#core/clock.ts';
import { agreedTo } from '../agreed/operations.ts';
import type { BeforeRow } from '../before/rows.ts';
import { occasionOf } from '../lessons/offering.ts';
import { type Others, shelvesOf } from '../lessons/operations.ts';
import { projects } from '../plan/rows.ts';
import { retros } from '../session/rows.ts';
import { asksOf } from './rows.ts';
import { likest, type Suggestion, suggested } from './rules.ts';

/** Up to two, with the viewer's access. @param by the viewer, who owns the review */
export async function suggest(
  others: Others,
  read: ReadScope,
  row: BeforeRow,
  by: UserId,
  now: Instant,
): Promise<readonly Suggestion[]> {
  const mayBe = await whoMayBeAsked(read, row, by, now);
  if (mayBe.size === 0) return [];
  const found = [...(await byLessons(others, read, row, now)), ...(await byRetros(read, row))];
  return suggested(found, mayBe);
}

/** Who agreed, is not away, is not in the team, and was not asked by them already. */
export async function whoMayBeAsked(
  read: ReadScope,
  { id, channel_id: channel }: BeforeRow,
  by: UserId,
  now: Instant,
): Promise<ReadonlySet<UserId>> {
  const agreed = await agreedTo(read, 'peers');
  const team = await read.members(channel);
  const asked = await asksOf(read, id, by);
  const isOut = new Set<UserId | null>([
    by,
    ...team.map(({ userId }) => userId),
    ...asked.map(({ peer_id: peer }) => peer),
  ]);
  return new Set(
    agreed
      .filter(({ userId, awayUntil }) => !isOut.has(userId) && (awayUntil ?? 0) <= now)
      .map(({ userId }) => userId),
  );
}

async function byLessons(
  others: Others,
  read: ReadScope,
  row: BeforeRow,
  now: Instant,
): Promise<readonly Suggestion[]> {
  const occasion = await occasionOf(read, row);
  const found: Suggestion[] = [];
  for (const library of shelvesOf(others))
    for (const id of await library.find(read, occasion, now)) {
      const lesson = await library.read(read, id, now);
      for (const person of lesson?.authors ?? [])
        found.push({ person, because: 'lesson', called: lesson?.title ?? '' });
    }
  return found;
}

/** So many of the last ones are looked at: names are compared one by one. */
const mostLooked = 500;

/** Who led one that was held elsewhere, or owned its project. */
async function byRetros(
  read: ReadScope,
  { channel_id: channel, name, intent }: BeforeRow,
): Promise<readonly Suggestion[]> {
  const closed = read.from(retros).where('it.channel_id', '!=', channel).limit(mostLooked);
  const held = await findRows(closed, { phase: 'closed' }, '-ended_at', 'id');
  const like = likest(
    [name, intent],
    held.map((row) => ({ ...row, called: row.about })),
  );
  const of = like.flatMap(({ project_id: project }) => project ?? []);
  const planned = new Map((await findRows(read.from(projects), { id: of })).map((row) => [row.id, row]));
  return like.flatMap(({ called, facilitator_id: lead, project_id: project }): Suggestion[] => {
    const owner = project === null ? null : (planned.get(project)?.owner_id ?? null);
    return [
      ...(lead === null ? [] : [{ person: lead, because: 'facilitated' as const, called }]),
      ...(owner === null ? [] : [{ person: owner, because: 'owned' as const, called }]),
    ];
  });
}

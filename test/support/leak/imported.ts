/** Lessons that an operator brings in as somebody of a random company, beside the test's own picture of whom each may reach. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { userId } from '../../../src/core/ids.ts';
import { authorsIn, placeOf, sinkOf } from '../../../src/operator/library/import/keep.ts';
import { ConfigError } from '../../../src/config.ts';
import { audienceOf } from './audience.ts';
import { channelAt } from './changes.ts';
import type { LessonWorld } from './lessons.ts';
import { isActive, isIn } from './oracle.ts';

export interface ImportStep {
  readonly do: 'import';
  readonly channel: number;
  /** The how-manieth of those who are in it; `null`: `user`, wherever they are. */
  readonly insider: number | null;
  readonly user: string;
  readonly chosen: 'workspace' | 'conversation';
  /** Who wrote it, as its source says; `null`: it does not. */
  readonly author: string | null;
}

export async function bringIn(world: LessonWorld, one: ImportStep, index: number): Promise<void> {
  const { system, team } = world;
  const { store, clock } = system;
  const now = clock.now();
  const { id: where } = channelAt(team, one.channel);
  const isInside = (who: string) => isActive(team, who) && isIn(team, who, where, now);
  const inside = [...team.people.keys()].filter(isInside);
  const by = one.insider === null ? one.user : (inside[one.insider % Math.max(inside.length, 1)] ?? one.user);
  const token = `brought${index}word`;
  const key = createHash('sha256').update(token).digest('hex');
  const author = one.author === null ? null : await authorsIn(store, team.id, new Map())(one.author);
  const wide = audienceOf(team, where, by, one.chosen, true);
  try {
    const place = await placeOf(store, team.id, { channel: where, by, reach: one.chosen });
    await sinkOf(store, place, {
      clock,
      ids: { next: () => `b${String((world.brought += 1)).padStart(12, '0')}` },
    }).keep([
      {
        sourceKey: key,
        wordsKey: key,
        words: { title: token, topics: '', context: '', happened: 'x', useWhen: 'x' },
        learnedAt: null,
        authors: author === null ? [] : [userId(author)],
        record: null,
      },
    ]);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
  }
  const [row] = (
    await sql<{ id: string }>`select id from lesson where title = ${token}`.execute(store.system)
  ).rows;
  if (row === undefined) return;
  if (!isInside(by)) world.odd.push(`${by}, who is not in ${where}, brought ${token} in`);
  const authors = author === null ? [] : [String(author)];
  const held = {
    id: row.id,
    rows: [],
    facilitator: by,
    names: 'shown',
    seen: wide,
    isSeenByChannel: true,
    endedAt: now,
  } as const;
  world.held.push(held);
  world.lessons.push({
    id: row.id,
    token,
    held,
    wide,
    isWider: false,
    reach: wide.kind === 'workspace' ? 'workspace' : 'conversation',
    authors,
    havers: authors.length === 0 ? [by] : authors,
    until: now,
    writtenAt: now,
    agreed: new Set(authors),
    goes: null,
    state: 'kept',
  });
}

/** Whom a question could be asked: people who agreed, and of whom something that the asker may read says that they know. */
import { askedWithin } from '#core/asked-people.ts';
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { searchForAll, type Searcher } from '#core/lesson-search.ts';
import { similarity } from '#core/likeness.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { topicFit } from '../experts/rules.ts';
import { whoAgreed } from '../experts/rows.ts';
import type { Writings } from '../experts/suggest.ts';
import { acceptedOf, questions, withAnswers } from '../rows.ts';
import { asks } from './rows.ts';
import { type Sign, type Suggestion, suggested } from './rules.ts';

/** So many of the latest answered questions are compared, and so many of the lessons found. */
const mostLooked = { answered: 300, lessons: 30 } as const;

/** Who may be asked by a person now, with what they say they know: who agreed, is not away, and is somebody else. */
export async function whoMayBeAsked(
  read: ReadScope,
  by: UserId,
  now: Instant,
): Promise<ReadonlyMap<UserId, readonly string[]>> {
  const agreed = await whoAgreed(read);
  return new Map(
    [...agreed].flatMap(([user, { awayUntil, topics }]) =>
      user === by || (awayUntil ?? 0) > now ? [] : [[user, topics] as const],
    ),
  );
}

/** Up to three, with the asker's own access. @param by the viewer, who asks */
export async function suggest(
  others: Writings,
  read: ReadScope,
  words: string,
  by: UserId,
  searcher: Searcher,
): Promise<readonly Suggestion[]> {
  const { now } = searcher;
  const mayBe = await whoMayBeAsked(read, by, now);
  if (mayBe.size === 0) return [];
  const said = [...mayBe].flatMap(([person, topics]) =>
    topics.map((topic): Sign => ({
      person,
      reason: 'topic',
      called: topic,
      at: now,
      fit: topicFit(topic, words),
    })),
  );
  const signs = [
    ...(await byAnswers(read, words)),
    ...(await byLessons(others, read, words, searcher)),
    ...(await byShares(others, read, words)),
    ...said.filter(({ fit }) => fit >= 0.5),
  ];
  return suggested(signs, new Set(mayBe.keys()), await loadOf(read, now), now);
}

/** Each pair is compared by itself: what else there is says nothing about the two. */
const fitOf = (words: string, text: string): number => similarity([words, text])[1] ?? 0;

async function byAnswers(read: ReadScope, words: string): Promise<readonly Sign[]> {
  const latest = read.from(questions).limit(mostLooked.answered);
  const rows = await findRows(latest, { state: 'answered' }, '-asked_at', 'id');
  return (await withAnswers(read, rows)).flatMap((question): readonly Sign[] => {
    const accepted = acceptedOf(question);
    if (accepted === null || accepted.by === null) return [];
    const { row, by: person } = accepted;
    const fit = Math.max(fitOf(words, question.row.words), fitOf(words, row.words));
    return [{ person, reason: 'answered', called: question.row.words, at: row.answered_at, fit }];
  });
}

async function byLessons(
  others: Writings,
  read: ReadScope,
  words: string,
  searcher: Searcher,
): Promise<readonly Sign[]> {
  const signs: Sign[] = [];
  const wanted = { from: 0, most: mostLooked.lessons };
  for (const { lessonLibrary } of others()) {
    const found = await lessonLibrary?.search(read, { ...searchForAll, words }, wanted, searcher);
    for (const { title, excerpt, topics, authors, at } of found?.lessons ?? []) {
      const called = title.map(({ text }) => text).join('');
      const passage = excerpt.parts.map(({ text }) => text).join('');
      const said = Math.max(0, ...topics.map((topic) => topicFit(topic, words)));
      const fit = Math.max(fitOf(words, called), fitOf(words, passage), said / 2);
      for (const person of authors) signs.push({ person, reason: 'lesson', called, at, fit });
    }
  }
  return signs;
}

async function byShares(others: Writings, read: ReadScope, words: string): Promise<readonly Sign[]> {
  const signs: Sign[] = [];
  for (const { wrote } of others())
    for (const { by, called, text, at } of (await wrote?.(read, null)) ?? [])
      signs.push({ person: by, reason: 'share', called, at, fit: fitOf(words, text) });
  return signs;
}

/** How often the viewer has asked each person lately. */
async function loadOf(read: ReadScope, now: Instant): Promise<ReadonlyMap<UserId, number>> {
  const own = await findRows(read.mine(asks).where('it.asked_at', '>', now - askedWithin), {}, 'id');
  const load = new Map<UserId, number>();
  for (const { peer_id: peer } of own) if (peer !== null) load.set(peer, (load.get(peer) ?? 0) + 1);
  return load;
}

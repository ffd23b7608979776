/** A person's list of what they know, and who may know about a question. */
import fc from 'fast-check';
import { day } from '../../../src/core/clock.ts';
import { type UserId, userId } from '../../../src/core/ids.ts';
import {
  limitsOf,
  suggestedTopics,
  topicFit,
  topicsIn,
  whyNotKnows,
} from '../../../src/features/questions/experts/rules.ts';
import {
  mostAsked,
  reasons,
  type Sign,
  suggested,
  worth,
} from '../../../src/features/questions/people/rules.ts';

const now = Date.parse('2026-11-30T10:00:00Z');

describe('a list of what somebody knows', () => {
  it('is read as it was typed, each topic once in any case', () => {
    expect(topicsIn('#Postgres, backups;postgres\n rollback ,,')).toEqual([
      'postgres',
      'backups',
      'rollback',
    ]);
    expect(topicsIn('数据库、回滚')).toEqual(['数据库', '回滚']);
  });

  it('has up to ten topics of thirty characters with a word, and one at least if they may be asked', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => `topic ${at}`);
    expect(whyNotKnows(many(limitsOf.topics), true)).toBeNull();
    expect(whyNotKnows(many(limitsOf.topics + 1), false)).toBe('manyTopics');
    expect(whyNotKnows(['x'.repeat(limitsOf.topic + 1)], false)).toBe('topicLong');
    expect(whyNotKnows(['…'], false)).toBe('noWord');
    expect(whyNotKnows([], true)).toBe('none');
    expect(whyNotKnows([], false)).toBeNull();
  });

  it('is suggested from the topics that they wrote about most often', () => {
    expect(suggestedTopics(['backups, Postgres', 'postgres', '', 'x'.repeat(31)])).toEqual([
      'Postgres',
      'backups',
    ]);
  });
});

describe('a topic', () => {
  it.each([
    ['migrations', 'How do we roll back a migration?', 1],
    ['database migrations', 'How do we roll back a migration?', 0.5],
    ['Migrationen', 'Wie rollen wir eine Migration zurück?', 1],
    ['baking', 'How do we roll back a migration?', 0],
  ])('%j fits %j as far as its words stand there, in any form', (topic, words, fit) => {
    expect(topicFit(topic, words)).toBe(fit);
  });
});

describe('who may know', () => {
  const [ann, ben] = ['U1', 'U2'].map(userId) as [UserId, UserId];
  const sign = (person: UserId, more: Partial<Sign> = {}): Sign => ({
    person,
    reason: 'topic',
    called: 'x',
    at: now,
    fit: 1,
    ...more,
  });
  const none = new Map<UserId, number>();

  it('an accepted answer says more than a lesson, a share and a topic; half a year later it says half as much', () => {
    const all = reasons.map((reason) => worth({ reason, fit: 1, at: now }, now));
    expect(all).toEqual([3, 2, 1.5, 1]);
    expect(worth({ reason: 'lesson', fit: 1, at: now - 180 * day }, now)).toBe(1);
  });

  it('is named with what says most, and comes later having been asked lately', () => {
    const signs = [sign(ann), sign(ann, { reason: 'lesson' }), sign(ben)];
    const mayBe = new Set([ann, ben]);
    expect(suggested(signs, mayBe, none, now).map(({ person, reason }) => [person, reason])).toEqual([
      [ann, 'lesson'],
      [ben, 'topic'],
    ]);
    expect(suggested(signs, mayBe, new Map([[ann, 3]]), now)[0]?.person).toBe(ben);
  });

  it('is never more than three, each once, who all may be asked, and of whom something fits', () => {
    const users = Array.from({ length: 6 }, (_, at) => userId(`U${at}`));
    const signs = fc.array(
      fc.record({
        person: fc.constantFrom(...users),
        reason: fc.constantFrom(...reasons),
        called: fc.constant('x'),
        at: fc.integer({ min: now - 900 * day, max: now + day }),
        fit: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(signs, fc.subarray(users), (all, agreed) => {
        const found = suggested(all, new Set(agreed), none, now).map(({ person }) => person);
        expect(found.length).toBeLessThanOrEqual(mostAsked);
        expect(new Set(found).size).toBe(found.length);
        for (const person of found) {
          expect(agreed).toContain(person);
          expect(all.some((one) => one.person === person && one.fit > 0)).toBe(true);
        }
      }),
    );
  });
});

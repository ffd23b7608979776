/** Asking somebody who did it before: who fits, how often, and what the person who asks is told. */
import { day } from '../../../src/core/clock.ts';
import { userId } from '../../../src/core/ids.ts';
import {
  askedWithin,
  deliveryOf,
  type KnownAsk,
  likest,
  restsUntil,
  suggested,
  type Suggestion,
  toldOf,
} from '../../../src/features/retro/peer-assist/rules.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const ask = (daysAgo: number, more: Partial<KnownAsk> = {}): KnownAsk => ({
  askedAt: now - daysAgo * day,
  isPassed: false,
  isOfSameReview: false,
  ...more,
});

describe('an ask', () => {
  const may = { hasAgreed: true, isInTeam: false, now };

  it('is delivered to who agreed and was asked at most once in two weeks', () => {
    expect(deliveryOf([], may)).toBe('delivered');
    expect(deliveryOf([ask(1)], may)).toBe('delivered');
    expect(deliveryOf([ask(1), ask(13)], may)).toBe('missed');
    expect(deliveryOf([ask(1), ask(14)], may)).toBe('delivered');
  });

  it('is missed by who no longer agrees, is in the team, or has it already', () => {
    expect(deliveryOf([], { ...may, hasAgreed: false })).toBe('missed');
    expect(deliveryOf([], { ...may, isInTeam: true })).toBe('missed');
    expect(deliveryOf([ask(60, { isOfSameReview: true })], may)).toBe('missed');
  });

  it('is held in silence where only what somebody passed on stands in the way', () => {
    expect(deliveryOf([ask(1), ask(2, { isPassed: true })], may)).toBe('held');
    expect(deliveryOf([ask(60, { isOfSameReview: true, isPassed: true })], may)).toBe('held');
  });
});

describe('a person who was asked often enough', () => {
  it('rests until the second last ask is two weeks ago', () => {
    expect(restsUntil([ask(1)], now)).toBeNull();
    expect(restsUntil([ask(3), ask(1)], now)).toBe(now - 3 * day + askedWithin);
    expect(restsUntil([ask(9), ask(1), ask(3)], now)).toBe(now - 3 * day + askedWithin);
  });

  it('does not rest for what was passed on: who is suggested would tell of an answer', () => {
    expect(restsUntil([ask(3, { isPassed: true }), ask(1)], now)).toBeNull();
  });
});

describe('the person who asks', () => {
  const open = { state: 'asked', until: now + day } as const;
  const silent = { hasSaidYes: false, isHere: true, now };

  it('reads “asked” until the fixed time, and then that it is usual to hear nothing', () => {
    expect(toldOf(open, silent)).toBe('asked');
    expect(toldOf({ ...open, until: now }, silent)).toBe('quiet');
    expect(toldOf({ ...open, state: 'waiting' }, silent)).toBe('asked');
  });

  it('reads a yes whenever it comes, and that somebody cannot be asked', () => {
    expect(toldOf({ ...open, until: now }, { ...silent, hasSaidYes: true })).toBe('yes');
    expect(toldOf({ ...open, state: 'missed' }, silent)).toBe('missed');
    expect(toldOf(open, { ...silent, isHere: false })).toBe('missed');
  });
});

describe('suggestions', () => {
  const of = (person: string, called: string): Suggestion => ({
    person: userId(person),
    because: 'lesson',
    called,
  });

  it('are the first two people who may be asked, each once with what fits best', () => {
    const found = [of('U1', 'a'), of('U2', 'b'), of('U1', 'c'), of('U3', 'd'), of('U4', 'e')];
    const mayBe = new Set(['U1', 'U3', 'U4'].map(userId));
    expect(suggested(found, mayBe)).toEqual([of('U1', 'a'), of('U3', 'd')]);
    expect(suggested(found, new Set())).toEqual([]);
  });

  it('come from what is called alike, whatever else was held', () => {
    const held = ['Summer party', 'Relaunch of the website', 'Website relaunch'].map((called) => ({
      called,
    }));
    const found = likest(['Website relaunch', 'Checkout is faster'], held);
    expect(found[0]).toEqual({ called: 'Website relaunch' });
    expect(found).not.toContainEqual({ called: 'Summer party' });
    expect(likest(['Website relaunch'], [...held, { called: 'Budget' }])).toEqual(
      likest(['Website relaunch'], held),
    );
  });
});

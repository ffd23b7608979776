/** Asking people who agreed: how often each is asked, and what the one who asks is told. */
import {
  askedWithin,
  deliveryOf,
  isLeftAlone,
  type KnownAsk,
  type PastAsk,
  restsUntil,
  toldOf,
  unansweredInRow,
} from '../../../src/core/asked-people.ts';
import { day } from '../../../src/core/clock.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const ask = (daysAgo: number, more: Partial<KnownAsk> = {}): KnownAsk => ({
  askedAt: now - daysAgo * day,
  isPassed: false,
  isOfSame: false,
  ...more,
});

describe('an ask', () => {
  const may = { mayBeAsked: true, now };

  it('is delivered to who agreed and was asked at most once in two weeks', () => {
    expect(deliveryOf([], may)).toBe('delivered');
    expect(deliveryOf([ask(1)], may)).toBe('delivered');
    expect(deliveryOf([ask(1), ask(13)], may)).toBe('missed');
    expect(deliveryOf([ask(1), ask(14)], may)).toBe('delivered');
  });

  it('is missed by who may not be asked, or has it already', () => {
    expect(deliveryOf([], { ...may, mayBeAsked: false })).toBe('missed');
    expect(deliveryOf([ask(60, { isOfSame: true })], may)).toBe('missed');
  });

  it('is held in silence where only what somebody passed on stands in the way', () => {
    expect(deliveryOf([ask(1), ask(2, { isPassed: true })], may)).toBe('held');
    expect(deliveryOf([ask(60, { isOfSame: true, isPassed: true })], may)).toBe('held');
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

describe('a person who leaves asks without an answer', () => {
  const past = (daysAgo: number, more: Partial<PastAsk> = {}): PastAsk => ({
    askedAt: now - daysAgo * day,
    isPassed: false,
    about: `question of ${daysAgo} days ago`,
    isAnswered: false,
    ...more,
  });
  const daysOf = (asks: readonly PastAsk[]) =>
    unansweredInRow(asks).map(({ askedAt }) => (now - askedAt) / day);

  it('is left alone after three in a row', () => {
    expect([0, 1, 2, 3, 4].map(isLeftAlone)).toEqual([false, false, false, true, true]);
    expect(daysOf([past(20), past(30), past(1)])).toEqual([1, 20, 30]);
  });

  it('begins from one again after any answer', () => {
    expect(daysOf([past(60), past(40, { isAnswered: true }), past(20)])).toEqual([20]);
    expect(daysOf([past(60), past(40), past(20, { isAnswered: true })])).toEqual([]);
  });

  it('left nothing that they were not shown, or that somebody passed on, but an answer to that is one', () => {
    expect(daysOf([past(40, { isPassed: true }), past(20)])).toEqual([20]);
    expect(daysOf([past(60), past(40, { isPassed: true, isAnswered: true }), past(20)])).toEqual([20]);
    const held = past(20, { about: 'the same' });
    expect(daysOf([past(40, { isPassed: true, about: 'the same' }), held, past(1)])).toEqual([1]);
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

/** When a window may open, and what is asked in it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { day } from '../../../src/core/clock.ts';
import { drawnFrom } from '../../../src/core/drawn.ts';
import { inRandomOrder, itemKeys, itemsOf, themes, version } from '../../../src/features/pulse/items.ts';
import { leastBetween, mayOpen, remindsAfter, staysOpen } from '../../../src/features/pulse/window/rules.ts';

const openedAt = Date.parse('2026-12-01T09:00:00Z');
const before = (more: object = {}) => ({ openedAt, isOpen: false, owed: 0, unreadSince: null, ...more });

describe('a window', () => {
  it('may open where there was none', () => {
    expect(mayOpen(null, openedAt)).toEqual({ kind: 'yes' });
  });

  it('may not open while one is open, nor within 90 days, nor before what leaders owe is done', () => {
    expect(mayOpen(before({ isOpen: true }), openedAt + 100 * day)).toEqual({ kind: 'open' });
    const from = Date.parse('2027-03-01T09:00:00Z');
    expect(mayOpen(before(), from - 1)).toEqual({ kind: 'tooSoon', from });
    expect(mayOpen(before({ owed: 2 }), from)).toEqual({ kind: 'owed', owed: 2 });
    expect(mayOpen(before(), from)).toEqual({ kind: 'yes' });
  });

  it('may not open, where what is owed after the last one cannot be read, before two months after its end', () => {
    const unreadSince = openedAt + 80 * day;
    const from = unreadSince + 60 * day;
    expect(mayOpen(before({ unreadSince }), from - 1)).toEqual({ kind: 'unread', from });
    expect(mayOpen(before({ unreadSince }), from)).toEqual({ kind: 'yes' });
    expect(mayOpen(before({ unreadSince: openedAt + 14 * day }), openedAt + 90 * day)).toEqual({
      kind: 'yes',
    });
    expect(mayOpen(before({ unreadSince, owed: 1 }), from)).toEqual({ kind: 'owed', owed: 1 });
  });

  it('may not open while the clock is set back to before the last one', () => {
    expect(mayOpen(before(), openedAt - 1)).toEqual({ kind: 'clock' });
  });

  it('never opens within 90 days of another, whatever the clock says', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 89 }), (days) => {
        expect(mayOpen(before(), openedAt + days * day).kind).not.toBe('yes');
      }),
    );
  });

  it('is open for 14 days, and reminds after 7', () => {
    expect([leastBetween, staysOpen, remindsAfter].map((ms) => ms / day)).toEqual([90, 14, 7]);
  });
});

describe('the statements', () => {
  it('are thirteen, in three themes', () => {
    expect(themes.map((theme) => itemsOf(theme).length)).toEqual([7, 3, 3]);
  });

  it('come in an order of their own each time, each once', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        expect(inRandomOrder(drawnFrom(seed)).toSorted()).toEqual([...itemKeys].toSorted());
      }),
    );
    const orders = new Set(
      Array.from({ length: 20 }, (_, at) => inRandomOrder(drawnFrom(`seed ${at}`)).join()),
    );
    expect(orders.size).toBe(20);
  });

  it('each stands first, over many openings, about as often as any other', () => {
    const first = Map.groupBy(
      Array.from({ length: 1300 }, (_, at) => inRandomOrder(drawnFrom(`opening ${at}`))[0]),
      (item) => item,
    );
    // Of 1,300 with a chance of 1 in 13 each: 100, give or take four standard deviations.
    for (const item of itemKeys) expect(Math.abs((first.get(item)?.length ?? 0) - 100)).toBeLessThan(39);
  });

  /** What is asked in each version: who words one anew, in any language, raises `version`. */
  const worded: Readonly<Record<number, string>> = { 1: 'e242a6e477143e5d' };

  it('have the words of their version in each language', () => {
    const said = ['en', 'de'].flatMap((language) => {
      const path = join(import.meta.dirname, '..', '..', '..', 'locales', language, 'pulse.json');
      const all = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, string>>;
      return itemKeys.map((item) => all[`item.${item}`]);
    });
    expect(said.every((words) => typeof words === 'string' && words !== '')).toBe(true);
    expect(createHash('sha256').update(said.join('\n')).digest('hex').slice(0, 16)).toBe(worded[version]);
  });
});

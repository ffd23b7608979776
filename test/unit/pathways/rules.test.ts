/** What makes a pathway: an order without loops, lines as people type them, and when it holds. */
import fc from 'fast-check';
import { day } from '../../../src/core/clock.ts';
import { rowId, type RowId } from '../../../src/core/ids.ts';
import {
  afterWithout,
  inOrder,
  isStale,
  limitsOf,
  linesIn,
  loopWith,
  whyNotChange,
  whyNotPublish,
} from '../../../src/features/pathways/rules.ts';
import { asksAt, whyNotOn } from '../../../src/features/pathways/walking/rules.ts';
import { often } from '../../support/often.ts';

const ids = Array.from({ length: 12 }, (_, at) => rowId(`step${at}`));

interface Step {
  readonly id: RowId;
  readonly after: RowId | null;
}

/** Steps as they become when people put one after another, as long as that makes no loop. */
const chosen: fc.Arbitrary<readonly Step[]> = fc
  .array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 60 })
  .map((pairs) => {
    let steps: readonly Step[] = ids.map((id) => ({ id, after: null }));
    for (const [one, other] of pairs) {
      const [id, after] = [ids[one], ids[other]];
      if (id === undefined || after === undefined || loopWith(steps, id, after) !== null) continue;
      steps = steps.map((step) => (step.id === id ? { id, after } : step));
    }
    return steps;
  });

it('an order that refuses loops has none, and nothing stands before what it comes after', () => {
  fc.assert(
    fc.property(chosen, (steps) => {
      const sorted = inOrder(steps);
      expect(sorted.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      for (const [at, { after }] of sorted.entries())
        if (after !== null) expect(sorted.findIndex(({ id }) => id === after)).toBeLessThan(at);
    }),
    often(200),
  );
});

it('a loop is told from its first activity round to itself', () => {
  const [a, b, c] = ids;
  if (a === undefined || b === undefined || c === undefined) throw new Error('three are needed');
  const steps = [
    { id: a, after: null },
    { id: b, after: a },
    { id: c, after: b },
  ];
  expect(loopWith(steps, a, c)).toEqual([a, c, b, a]);
  expect(loopWith(steps, a, a)).toEqual([a, a]);
  expect(loopWith(steps, c, a)).toBeNull();
});

it('a loop that is stored already is no endless walk', () => {
  const [a, b, c] = ids;
  if (a === undefined || b === undefined || c === undefined) throw new Error('three are needed');
  const steps = [
    { id: a, after: b },
    { id: b, after: a },
    { id: c, after: null },
  ];
  expect(loopWith(steps, c, a)).not.toBeNull();
  expect(inOrder(steps)).toHaveLength(3);
});

it('each line is an activity, without its bullet, and with the address at its end as its link', () => {
  expect(
    linesIn('- Read the guide https://example.com/guide\n\n• Draw\n  * Present it \nhttps://example.com/'),
  ).toEqual([
    { title: 'Read the guide', link: 'https://example.com/guide' },
    { title: 'Draw', link: '' },
    { title: 'Present it', link: '' },
    { title: 'https://example.com/', link: 'https://example.com/' },
  ]);
  expect(linesIn('see (https://example.com/)')).toEqual([{ title: 'see (https://example.com/)', link: '' }]);
  expect(linesIn(' \n\n')).toEqual([]);
});

it('says which line is too long, or has a link that is none', () => {
  expect(linesIn(`Read\n${'x'.repeat(limitsOf.title + 1)}`)).toMatchObject({ why: 'long' });
  expect(linesIn('Read https://name:secret@example.com/')).toMatchObject({ why: 'link' });
});

it('nothing that is typed makes more activities than lines, or one that does not fit', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const lines = linesIn(typed);
      if ('why' in lines) return;
      expect(lines.length).toBeLessThanOrEqual(typed.split('\n').length);
      for (const { title, link } of lines) {
        expect(title.length).toBeGreaterThan(0);
        expect(title.length).toBeLessThanOrEqual(limitsOf.title);
        expect(link.length).toBeLessThanOrEqual(limitsOf.link + 1);
      }
    }),
    often(200),
  );
});

it('is published by two who walk it, with something in it, and once', () => {
  expect(whyNotPublish('draft', 2, 1)).toBeNull();
  expect(whyNotPublish('draft', 1, 1)).toBe('alone');
  expect(whyNotPublish('draft', 2, 0)).toBe('empty');
  expect(whyNotPublish('published', 2, 1)).toBe('published');
  expect(whyNotPublish('ended', 2, 1)).toBe('ended');
});

it('a draft is changed by one, what is published only while there are two, by its editors alone', () => {
  expect(whyNotChange('draft', true, 1)).toBeNull();
  expect(whyNotChange('published', true, 2)).toBeNull();
  expect(whyNotChange('published', true, 1)).toBe('alone');
  expect(whyNotChange('ended', true, 2)).toBe('ended');
  expect(whyNotChange('draft', false, 2)).toBe('notEditor');
});

it('is out of date after 180 days, and not before it is published', () => {
  expect(isStale(0, 180 * day - 1)).toBe(false);
  expect(isStale(0, 180 * day)).toBe(true);
  expect(isStale(null, 999 * day)).toBe(false);
});

it('asks after a month, or after the day that was named where that is later', () => {
  const at = Date.parse('2026-11-24T10:00:00Z');
  expect(asksAt(at, null, 'Europe/Berlin')).toBe(at + 30 * day);
  expect(asksAt(at, '2026-12-01', 'Europe/Berlin')).toBe(at + 30 * day);
  expect(asksAt(at, '2027-01-15', 'Europe/Berlin')).toBe(Date.parse('2027-01-15T23:00:00Z'));
});

it('takes today and a day within a year, where the person is', () => {
  const at = Date.parse('2026-11-24T23:30:00Z');
  expect(whyNotOn('2026-11-25', at, 'Europe/Berlin')).toBeNull();
  expect(whyNotOn('2026-11-24', at, 'Europe/Berlin')).toBe('past');
  expect(whyNotOn('2026-11-24', at, 'America/New_York')).toBeNull();
  expect(whyNotOn('2028-01-01', at, 'Europe/Berlin')).toBe('far');
  expect(whyNotOn(null, at, 'Europe/Berlin')).toBeNull();
});

it('what came after something taken out comes after what that came after, however many are taken out', () => {
  fc.assert(
    fc.property(chosen, fc.subarray(ids), (steps, taken) => {
      const out = new Set(taken);
      const before = new Map(steps.map((step) => [step.id, step.after]));
      for (const { id, after } of steps) {
        const found = afterWithout(steps, out, after);
        expect(found === null || !out.has(found)).toBe(true);
        // All between the two are out.
        let at = before.get(id) ?? null;
        while (at !== found) {
          expect(at !== null && out.has(at)).toBe(true);
          at = at === null ? null : (before.get(at) ?? null);
        }
      }
    }),
    often(200),
  );
});

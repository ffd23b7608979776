/** What a change brief may say, and what may become of a ritual. */
import fc from 'fast-check';
import { channelId } from '../../../src/core/ids.ts';
import {
  type Change,
  changesFrom,
  concerned,
  type Kind,
  mayTakeEffect,
  whyNotChange,
} from '../../../src/features/reorg/brief/rules.ts';
import { handed, parts } from '../../../src/features/reorg/interview/rules.ts';
import { counted, offered, states, whyNotThere } from '../../../src/features/reorg/rituals/rules.ts';

const [a, b, c] = [channelId('A'), channelId('B'), channelId('C')];
const change = (kind: Kind, channel = a, other: Change['other'] = null): Change => {
  return { channel, kind, other, name: '', leader: null };
};

describe('a change brief', () => {
  it('takes effect from today on, within a year', () => {
    expect(mayTakeEffect('2026-12-01', '2026-12-01', '2027-12-01')).toBe(true);
    expect(mayTakeEffect('2026-11-30', '2026-12-01', '2027-12-01')).toBe(false);
    expect(mayTakeEffect('2027-12-02', '2026-12-01', '2027-12-01')).toBe(false);
  });

  it('does not merge a channel into itself, nor channels in a circle, whichever way round', () => {
    expect(whyNotChange(change('merged', a, a), [])).toBe('itself');
    expect(whyNotChange(change('merged', b, a), [change('merged', a, b)])).toBe('round');
    const chain = [change('merged', a, b), change('merged', b, c)];
    expect(whyNotChange(change('merged', c, a), chain)).toBe('round');
    expect(whyNotChange(change('merged', c, channelId('D')), chain)).toBeNull();
  });

  it('says one thing of a channel’s end, and each thing once', () => {
    expect(whyNotChange(change('archived'), [change('merged', a, b)])).toBe('both');
    expect(whyNotChange(change('split', a, c), [change('split', a, b)])).toBeNull();
    expect(whyNotChange(change('split', a, b), [change('split', a, b)])).toBe('twice');
    expect(whyNotChange(change('renamed'), [change('renamed')])).toBe('twice');
    expect(whyNotChange(change('renamed'), [change('merged', a, b)])).toBeNull();
  });

  it('is read by every channel that it names', () => {
    const all = [
      ...changesFrom({ kind: 'split', channel: a, into: [b, c], name: '', leader: null }),
      change('leader', c),
    ];
    expect(concerned(all)).toEqual([a, b, c]);
  });

  it('never has merges that lead in a circle, in whatever order they are added', () => {
    const channels = ['A', 'B', 'C', 'D', 'E'].map(channelId);
    const pair = fc.tuple(fc.constantFrom(...channels), fc.constantFrom(...channels));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 20 }), (pairs) => {
        const all: Change[] = [];
        for (const [from, to] of pairs) {
          const one = change('merged', from, to);
          if (whyNotChange(one, all) === null) all.push(one);
        }
        for (const start of channels) {
          let at: Change['other'] = start;
          for (let steps = 0; at !== null; steps += 1) {
            expect(steps).toBeLessThanOrEqual(channels.length);
            const here: Change['other'] = at;
            at = all.find(({ channel }) => channel === here)?.other ?? null;
          }
        }
      }),
    );
  });
});

describe('a ritual', () => {
  it('is not kept where its channel is archived, now or by the brief', () => {
    expect(offered(false, new Set(['merged']))).toContain('keep');
    expect(offered(true, new Set(['merged']))).not.toContain('keep');
    expect(offered(false, new Set(['archived']))).not.toContain('keep');
  });

  it('goes on elsewhere only where the person is, and as it can there', () => {
    const there = { hasIt: false, hasWhatItPrecedes: true };
    expect(whyNotThere('handover', null, true)).toBe('notThere');
    expect(whyNotThere('handover', there, true)).toBeNull();
    expect(whyNotThere('handover', there, false)).toBe('ownForm');
    expect(whyNotThere('handover', { ...there, hasIt: true }, true)).toBe('hasIt');
    expect(whyNotThere('handover', { ...there, hasWhatItPrecedes: false }, true)).toBe('first');
    expect(whyNotThere('merge', there, true)).toBe('hasNot');
    expect(whyNotThere('merge', { ...there, hasIt: true }, false)).toBeNull();
  });

  it('is counted once: alive, ended on purpose, or neither', () => {
    const task = fc.record({ state: fc.constantFrom(...states), alive_at: fc.option(fc.nat()) });
    fc.assert(
      fc.property(fc.array(task), (all) => {
        const { alive, retired, all: count } = counted(all);
        expect(alive + retired).toBeLessThanOrEqual(count);
        expect(count).toBe(all.filter(({ state }) => state !== 'off').length);
      }),
    );
  });
});

it('a successor reads the parts that were chosen, word by word, and nothing of the others', () => {
  const words = fc.record({ asked: fc.string(), known: fc.string() });
  fc.assert(
    fc.property(words, fc.subarray([...parts]), (typed, chosen) => {
      const read = handed(typed, new Set(chosen));
      for (const part of parts) expect(read[part]).toBe(chosen.includes(part) ? typed[part] : '');
    }),
  );
});

/** What has come of a lesson: which state follows from which facts, and who may say what. */
import fc from 'fast-check';
import { day } from '../../../src/core/clock.ts';
import { lessonEffects } from '../../../src/core/lesson-search.ts';
import { readStandard } from '../../../src/core/standard.ts';
import { effectOf, isDue, whyNot } from '../../../src/features/lessons/effect/rules.ts';
import { type Version, stepsOf } from '../../../src/features/lessons/history/rules.ts';

const at = Date.UTC(2026, 10, 24);
const kept = {
  state: 'kept',
  isRetired: false,
  hasStandard: false,
  isAuthor: false,
  isMember: false,
} as const;

describe('what has come of it', () => {
  it('is advice until a team tried it, then what it changed, and retired before all', () => {
    expect(effectOf({ retiredAt: null, standardAt: null, trials: 0 })).toBe('advice');
    expect(effectOf({ retiredAt: null, standardAt: null, trials: 2 })).toBe('tried');
    expect(effectOf({ retiredAt: null, standardAt: at, trials: 2 })).toBe('standard');
    expect(effectOf({ retiredAt: at, standardAt: at, trials: 2 })).toBe('retired');
  });

  it('goes up with each fact that is added, and back with each that is taken back', () => {
    const instant = fc.option(fc.constant(at), { nil: null });
    fc.assert(
      fc.property(instant, instant, fc.nat(3), (retiredAt, standardAt, trials) => {
        const rank = (facts: Parameters<typeof effectOf>[0]) => lessonEffects.indexOf(effectOf(facts));
        const now = { retiredAt, standardAt, trials };
        for (const more of [{ retiredAt: at }, { standardAt: at }, { trials: trials + 1 }])
          expect(rank({ ...now, ...more })).toBeGreaterThanOrEqual(rank(now));
        expect(effectOf({ ...now, retiredAt: null })).not.toBe('retired');
      }),
    );
  });
});

describe('who may say it', () => {
  it('how it went: readers, of one that holds, and not its authors', () => {
    expect(whyNot('try', kept)).toBeNull();
    expect(whyNot('try', { ...kept, isAuthor: true })).toBe('ownUse');
    expect(whyNot('try', { ...kept, isRetired: true })).toBe('retired');
    expect(whyNot('try', { ...kept, state: 'here' })).toBe('gone');
  });

  it.each(['standard', 'retire', 'confirm'] as const)(
    '%s: its authors, wherever they are, and the people of its channel',
    (change) => {
      expect(whyNot(change, kept)).toBe('notJudge');
      expect(whyNot(change, { ...kept, isAuthor: true })).toBeNull();
      expect(whyNot(change, { ...kept, isMember: true })).toBeNull();
      expect(whyNot(change, { ...kept, isMember: true, isRetired: true })).toBe('retired');
      expect(whyNot(change, { ...kept, isMember: true, state: 'asked' })).toBe('gone');
    },
  );

  it('takes back only what was said', () => {
    const member = { ...kept, isMember: true };
    expect(whyNot('bringBack', member)).toBe('notRetired');
    expect(whyNot('bringBack', { ...member, isRetired: true })).toBeNull();
    expect(whyNot('noStandard', member)).toBe('noStandard');
    expect(whyNot('noStandard', { ...member, hasStandard: true })).toBeNull();
    expect(whyNot('noStandard', { ...kept, hasStandard: true })).toBe('notJudge');
  });

  it('is asked on the day of review, and of one that is retired no more', () => {
    expect(isDue(at, false, at - 1)).toBe(false);
    expect(isDue(at, false, at)).toBe(true);
    expect(isDue(at, true, at + 99 * day)).toBe(false);
  });
});

describe('a standard as it was typed', () => {
  it('is a kind, a name and perhaps an address of http or https', () => {
    const { kept: read, refusals } = readStandard({
      kind: 'runbook',
      name: ' Moving \n house ',
      link: 'wiki.example.com/x',
    });
    expect(refusals).toEqual({});
    expect(read).toEqual({ kind: 'runbook', name: 'Moving house', link: 'https://wiki.example.com/x' });
    expect(readStandard({ kind: 'other', name: 'x', link: '' }).refusals).toEqual({});
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'just words'])(
    '%s is no link',
    (link) => {
      expect(readStandard({ kind: 'other', name: 'x', link }).refusals).toEqual({ link: 'notALink' });
    },
  );

  it('says what is missing or too long, each where it was typed', () => {
    expect(readStandard({ kind: null, name: ' ', link: '' }).refusals).toEqual({
      kind: 'empty',
      name: 'empty',
    });
    expect(readStandard({ kind: 'other', name: 'x'.repeat(121), link: '' }).refusals).toEqual({
      name: 'long',
    });
  });
});

describe('its history', () => {
  const words = { title: 'a', context: '', happened: 'h', useWhen: 'w', topics: '' };
  const version = (title: string, change: Version['change'] = 'words'): Version => ({
    change,
    words: { ...words, title },
    note: '',
    by: null,
    at,
  });

  it('is each change of words from before to after, the newest first', () => {
    const steps = stepsOf([version('a'), version('b')], { ...words, title: 'c' });
    expect(steps.map(({ differences }) => differences)).toEqual([
      [{ field: 'title', before: 'b', after: 'c' }],
      [{ field: 'title', before: 'a', after: 'b' }],
    ]);
  });

  it('goes from what a reader may see to what they may see: a wording that they may not is in none of it', () => {
    const seen = stepsOf([version('a')], { ...words, title: 'c' });
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(seen)).not.toContain('"b"');
  });

  it('has no step where no word changed, and one for each change of anything else', () => {
    const steps = stepsOf([version('a'), version('', 'confirmed')], words);
    expect(steps.map(({ version: { change } }) => change)).toEqual(['confirmed']);
  });
});

/** The rules of questions: pure. */
import fc from 'fast-check';
import { channelId } from '../../../src/core/ids.ts';
import { memberTypes } from '../../../src/core/people.ts';
import {
  inTurn,
  limitsOf,
  placesFor,
  quotedIn,
  states,
  whyNotAnswer,
  whyNotWords,
  withoutLinks,
} from '../../../src/features/questions/rules.ts';

describe('what a question says', () => {
  it.each([
    ['nothing', '', 'empty'],
    ['only signs', '???', 'noWord'],
    ['only emoji', ':thinking_face: 🤔', 'noWord'],
    ['too much', 'word '.repeat(250), 'long'],
    ['as much as there is room for', 'x'.repeat(limitsOf.words), null],
    ['a question', 'How do we roll back?', null],
    ['a question in another script', 'どうやって戻しますか？', null],
  ])('%s', (_what, words, why) => {
    expect(whyNotWords(words)).toBe(why);
  });
});

describe('where somebody may ask', () => {
  const openly = { kind: 'public', isShared: false } as const;
  const privately = { kind: 'private', isShared: false } as const;
  const shared = { kind: 'public', isShared: true } as const;

  it('is the channel, the workspace or people for a full member in a public channel', () => {
    expect(placesFor({ memberType: 'member' }, openly, false)).toEqual(['channel', 'workspace', 'people']);
  });

  it.each([
    ['private', privately],
    ['shared', shared],
  ])('is more than a %s channel only once they ask for it', (_kind, channel) => {
    expect(placesFor({ memberType: 'member' }, channel, false)).toEqual(['channel', 'more']);
    expect(placesFor({ memberType: 'member' }, channel, true)).toEqual(['channel', 'workspace', 'people']);
  });

  it('is the channel alone for guests and people of other organisations, whatever they ask for', () => {
    const outside = memberTypes.filter((one) => one !== 'member');
    fc.assert(
      fc.property(
        fc.constantFrom(...outside),
        fc.constantFrom(openly, privately, shared),
        fc.boolean(),
        (memberType, channel, wide) => {
          expect(placesFor({ memberType }, channel, wide)).toEqual(['channel']);
        },
      ),
    );
  });
});

describe('a link to a conversation', () => {
  const link = 'https://lindgrove.slack.com/archives/C0PEOPLE/p1795190400000100';
  const [there, other] = [channelId('C0PEOPLE'), channelId('C0WEBSITE')];

  it('is found in what somebody typed', () => {
    expect(quotedIn(`Why did ${link} say so?`)).toEqual([there]);
    expect(quotedIn('Why did https://example.com/C0PEOPLE say so?')).toEqual([]);
  });

  it('stays where all readers are there, and otherwise goes; the words stay', () => {
    const words = `Why did ${link} say so, and https://example.com/a not?`;
    expect(withoutLinks(words, new Set([there]), '(a link)')).toBe(words);
    expect(withoutLinks(words, new Set([other]), '(a link)')).toBe(
      'Why did (a link) say so, and https://example.com/a not?',
    );
  });

  it('leaves no conversation that is not among those that may be read', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(link, 'and', link.replace('C0PEOPLE', 'C0WEBSITE'))), (parts) => {
        expect(quotedIn(withoutLinks(parts.join(' '), new Set([other]), '–'))).not.toContain(there);
      }),
    );
  });
});

describe('what fits', () => {
  it('comes from each list in turn, once, and never more than there is room for', () => {
    expect(inTurn([['a', 'b', 'c'], ['x'], []], 3, (one) => one)).toEqual(['a', 'x', 'b']);
    expect(inTurn([['a', 'b'], ['a']], 3, (one) => one)).toEqual(['a', 'b']);
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ maxLength: 2 }))), fc.nat(5), (lists, most) => {
        const chosen = inTurn(lists, most, (one) => one);
        const all = new Set(lists.flat());
        expect(chosen).toHaveLength(Math.min(most, all.size));
        expect(new Set(chosen).size).toBe(chosen.length);
        for (const list of lists)
          if (list[0] !== undefined && most >= lists.length) expect(chosen).toContain(list[0]);
      }),
    );
  });
});

describe('who may answer', () => {
  it('is anybody but the person who asked, while it is open', () => {
    expect(whyNotAnswer('open', false)).toBeNull();
    expect(whyNotAnswer('open', true)).toBe('own');
    expect(whyNotAnswer(null, false)).toBe('gone');
  });

  it('is nobody once it is over', () => {
    for (const state of states.filter((one) => one !== 'open'))
      for (const isOwn of [true, false]) expect(whyNotAnswer(state, isOwn)).toBe(state);
  });
});

/** The rules of what is shared: pure. */
import fc from 'fast-check';
import { day } from '../../../src/core/clock.ts';
import { nextStep, rarer } from '../../../src/core/quiet.ts';
import { frequencies } from '../../../src/core/recurrence.ts';
import { visibilityOf, visibilityOffer, usualVisibility } from '../../../src/core/visibility.ts';
import {
  hasAWord,
  headed,
  joined,
  joinsPrompt,
  limitsOf,
  nothingTyped,
  type PromptState,
  readTopics,
  readTyped,
  titleOf,
  type Typed,
} from '../../../src/features/learned/rules.ts';
import { readLink } from '../../../src/core/web-address.ts';
import { often } from '../../support/often.ts';

describe('whom a share reaches', () => {
  const kinds = ['public', 'private', 'direct'] as const;
  const standings = ['member', 'guest', 'external', 'bot', 'deactivated'] as const;

  it('is the conversation alone, whatever is chosen, where nobody asked for more than a private or shared one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.boolean(),
        fc.constantFrom(...standings),
        fc.constantFrom('conversation' as const, 'workspace' as const, null),
        fc.boolean(),
        (kind, isShared, standing, chosen, hasAsked) => {
          const offer = visibilityOffer({ memberType: standing }, { kind, isShared });
          const reach = visibilityOf(offer, chosen, hasAsked);
          const isOpen = kind === 'public' && !isShared;
          if (standing !== 'member') expect(reach).toBe('conversation');
          else if (!isOpen && !hasAsked) expect(reach).toBe('conversation');
          else expect(reach).toBe(chosen ?? 'conversation');
          // Where something is said is usual. A workspace preselects more only where everybody may read along.
          expect(usualVisibility(offer, 'conversation')).toBe('conversation');
          expect(usualVisibility(offer, 'workspace')).toBe(
            isOpen && standing === 'member' ? 'workspace' : 'conversation',
          );
        },
      ),
      often(100),
    );
  });
});

describe('what is typed', () => {
  it.each([
    ['', ''],
    ['example.com/a b', null],
    ['example.com/a', 'https://example.com/a'],
    ['http://example.com', 'http://example.com/'],
    ['ftp://example.com', null],
    ['mailto:ann@example.com', null],
    ['just words', null],
    ['localhost', null],
    ['https://example.com/|evil>', 'https://example.com/|evil%3E'],
  ])('as a link, %p, is read as %p', (typed, read) => {
    expect(readLink(typed, limitsOf.link)).toBe(read);
  });

  it.each([
    ['🎉🎉', false],
    [':tada: :+1:', false],
    ['1️⃣ !!', false],
    ['ok', true],
    ['学んだ', true],
    [':tada: done', true],
  ])('%p has a word in it: %p', (text, has) => {
    expect(hasAWord(text)).toBe(has);
  });

  it('keeps each topic once, without its sign', () => {
    expect(readTopics('#Testing, data ; testing,, ## ops')).toEqual(['testing', 'data', 'ops']);
    expect(readTopics('STRASSE, straße, C#')).toEqual(['STRASSE', 'straße', 'C#']);
  });

  it('is trimmed, and wrong only where something is wrong', () => {
    const { kept, refusals } = readTyped({ what: ' Look ', useWhen: '', link: 'x', topics: '' });
    expect(kept.what).toBe('Look');
    expect(refusals).toEqual({ link: 'notALink' });
  });

  it('is kept trimmed, the link as an address, the topics in one line', () => {
    const typed = { what: ' Look\n', useWhen: ' at night ', link: 'example.com', topics: '#a;b' };
    expect(readTyped(typed)).toEqual({
      kept: { what: 'Look', useWhen: 'at night', link: 'https://example.com/', topics: 'a, b' },
      refusals: {},
    });
    expect(readTyped({ ...typed, link: 'just words' }).kept.link).toBe('');
  });

  it.each([
    ['nothing', { what: ' \n' }, { what: 'empty' }],
    ['only a sign', { what: ':tada: !' }, { what: 'noWord' }],
    ['as many characters as there may be', { what: 'x'.repeat(1_500), useWhen: 'x'.repeat(500) }, {}],
    [
      'one more',
      { what: 'x'.repeat(1_501), useWhen: 'x'.repeat(501) },
      { what: 'whatLong', useWhen: 'whenLong' },
    ],
    ['spaces around what just fits', { useWhen: ` ${'x'.repeat(500)} ` }, {}],
    ['five topics, of thirty characters', { topics: `a,b,c,d,${'e'.repeat(30)}` }, {}],
    ['six topics', { topics: 'a,b,c,d,e,f' }, { topics: 'manyTopics' }],
    ['a long topic among others', { topics: `a,${'e'.repeat(31)}` }, { topics: 'topicLong' }],
  ] as const)('is refused by field: %s', (_what, typed: Partial<Typed>, refusals) => {
    expect(readTyped({ ...nothingTyped, what: 'Look', ...typed }).refusals).toEqual(refusals);
  });
});

describe('what is typed again', () => {
  const first = { what: 'Ask early', useWhen: 'at the start', link: 'a.example', topics: 'asking' };
  const second = { what: 'Ask twice', useWhen: 'at the end', link: 'b.example', topics: 'time' };

  it('comes after what the draft holds, on a line of its own, and fills what is empty', () => {
    expect(joined({ ...nothingTyped, what: 'Ask early' }, second)).toEqual({
      ...second,
      what: 'Ask early\nAsk twice',
    });
    expect(joined(nothingTyped, second)).toEqual(second);
  });

  it('takes nothing away, and is not there twice', () => {
    expect(joined(first, second)).toEqual({ ...first, what: 'Ask early\nAsk twice' });
    expect(joined(first, { ...nothingTyped, what: 'early' })).toEqual(first);
    expect(joined(first, nothingTyped)).toEqual(first);
  });
});

describe('a share', () => {
  const of = (what: string) => headed({ what });
  const long = 'word '.repeat(20).trim();

  it('is named in a line by its first words, with one space where there were several', () => {
    expect(titleOf({ what: 'Ask \n\n early' })).toBe('Ask early');
    expect(titleOf({ what: long })).toHaveLength(80);
  });

  it('of one short line is its own heading', () => {
    expect(of(' Ask early ')).toEqual({ title: 'Ask early', body: '' });
    expect(of('x'.repeat(80))).toEqual({ title: 'x'.repeat(80), body: '' });
  });

  it('is headed by its first line, or its first sentence, and holds every word once', () => {
    expect(of('Ask early\n\nIt saves a week.')).toEqual({ title: 'Ask early', body: 'It saves a week.' });
    expect(of('x\ny')).toEqual({ title: 'x', body: 'y' });
    expect(of(`Ask v1.2 early. Then ${long}`)).toEqual({ title: 'Ask v1.2 early.', body: `Then ${long}` });
    expect(of(`早く聞く。 ${long}`)).toEqual({ title: '早く聞く。', body: long });
  });

  it('without such a beginning is headed by its first words, and says all of it below', () => {
    expect(of(` ${long}. Then more `)).toEqual({
      title: titleOf({ what: ` ${long}.` }),
      body: `${long}. Then more`,
    });
    expect(of(`${long}\nThen more`)).toEqual({ title: titleOf({ what: long }), body: `${long}\nThen more` });
  });
});

describe('when a channel’s time has come', () => {
  const was = (state: PromptState, answers = 0) => ({ state, isQuiet: state === 'open' && answers === 0 });
  it.each([
    ['nothing was asked before', [], 'begin'],
    ['two had no answer', [was('open'), was('open'), was('open', 1)], 'begin'],
    ['three had no answer', [was('open'), was('open'), was('open'), was('open', 2)], 'askOwner'],
    ['its owner was asked', [was('asked'), was('open'), was('open'), was('open')], 'pause'],
    ['its owner chose', [was('rarer'), was('open'), was('open'), was('open')], 'begin'],
    ['it was quiet since its owner chose', [was('open'), was('open'), was('rarer'), was('open')], 'begin'],
  ] as const)('and %s, what is to be done is: %p', (_what, latest, step) => {
    expect(nextStep(latest, 3)).toBe(step);
  });

  it('less often is a fortnight, then a month, then nothing', () => {
    expect(frequencies.map((every) => [every, rarer(every)])).toEqual([
      ['week', 'fortnight'],
      ['fortnight', 'month'],
      ['threeWeeks', 'month'],
      ['month', null],
    ]);
  });

  it('what is shared of one’s own accord joins the question of the week before it', () => {
    expect([joinsPrompt(day, 8 * day - 1), joinsPrompt(day, 8 * day)]).toEqual([true, false]);
  });
});

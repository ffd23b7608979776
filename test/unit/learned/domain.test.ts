/** The rules of what is shared: pure. */
import fc from 'fast-check';
import { day } from '../../../src/core/clock.ts';
import { nextStep, rarer } from '../../../src/core/quiet.ts';
import { visibilityOf, visibilityOffer, usualVisibility } from '../../../src/core/visibility.ts';
import {
  hasAWord,
  joinsPrompt,
  limitsOf,
  type PromptState,
  readTopics,
  readTyped,
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
  });

  it('is trimmed, and wrong only where something is wrong', () => {
    const { kept, refusals } = readTyped({ what: ' Look ', useWhen: '', link: 'x', topics: '' });
    expect(kept.what).toBe('Look');
    expect(refusals).toEqual({ link: 'notALink' });
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
    expect([rarer('week'), rarer('fortnight'), rarer('month')]).toEqual(['fortnight', 'month', null]);
  });

  it('what is shared of one’s own accord joins the question of the week before it', () => {
    expect([joinsPrompt(0, 7 * day - 1), joinsPrompt(0, 7 * day)]).toEqual([true, false]);
  });
});

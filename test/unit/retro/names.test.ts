/** What topics are called: proposed from what their cards share, never from what one person wrote. */
import fc from 'fast-check';
import { rowId } from '../../../src/core/ids.ts';
import { longestName, proposedName } from '../../../src/features/retro/names/proposal.ts';
import { namesOfJoined, readName } from '../../../src/features/retro/names/rules.ts';

describe('a name that is proposed', () => {
  it.each([
    ['en', ['Flaky tests slow us down', 'The tests are flaky again'], 'Flaky tests'],
    ['en', ['Our tests are flaky', 'Flaky tests slow us down'], 'Flaky tests'],
    ['en', ['Handovers were late', 'Late handover from design', 'A handover came too late'], 'Late handover'],
    ['en', ['Waiting for reviews took days', 'Reviews wait for weeks'], 'Reviews'],
    ['en', ['CI was red', 'Red CI all week'], 'Red CI'],
    ['de', ['Die Übergaben kamen spät', 'Übergabe wieder zu spät'], 'Übergaben'],
    ['pt-BR', ['As revisões demoram', 'Demora nas revisões'], 'Revisões'],
    ['en', ['Photos came too late', 'The photos came late'], 'Photos'],
    ['en', ['We deployed on a Friday', 'Friday deployments', 'The Friday evening deploy'], 'Friday'],
    ['en', ['Leads were lost on paper', 'We lost many leads'], 'Leads'],
    ['en', ['Too many meetings, no time to focus', 'I had meetings and no time to code'], 'Meetings'],
    ['en', ['The form has a button', 'A button outside the form'], 'Button and form'],
    [
      'de',
      ['Angebote brauchen zu viele Freigaben', 'Die Freigabe eines Angebots dauert'],
      'Angebote und Freigaben',
    ],
    [
      'en',
      ['Angebote brauchen zu viele Freigaben', 'Die Freigabe eines Angebots dauert'],
      'Angebote und Freigaben',
    ],
    ['de', ['Die Wege sind kürzer geworden', 'Kurze Wege, das spart Zeit'], 'Kurze Wege'],
    ['de', ['Das Daily dauert zu lange', 'Im Daily dauert es ewig'], 'Daily'],
    ['de', ['Flaky tests slow us down', 'The tests are flaky again'], 'Flaky tests'],
    ['en', ['レビューが遅い', 'レビューを待つ'], 'レビュー'],
  ])('in %s is made of the words that %j share', (locale, texts, name) => {
    expect(proposedName(texts, locale)).toBe(name);
  });

  it.each([
    [['Calm week', 'Legal answered late']],
    [['Only one card, however long it is']],
    [['Nightly jobs failed', 'The nightly load breaks']],
    [['We waited too long', 'Waiting took us a day']],
    [['Das kam zu spät', 'Viel zu spät, und es dauert']],
    [['It is what it is', 'That is what it was']],
    [['<@U0ANN> was late', '<@U0ANN> helped']],
    [['https://example.com/a', 'https://example.com/a']],
    [[]],
  ])('is none for %j', (texts) => {
    expect(proposedName(texts, 'en')).toBeNull();
  });

  it('is never one card’s sentence: at most three words, each of them in two cards', () => {
    const words = fc.constantFrom(
      'Photos',
      'photos',
      'late',
      'the',
      'design',
      'designs',
      'Ann',
      'again',
      'sprint',
    );
    const card = fc.array(words, { maxLength: 8 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(fc.array(card, { maxLength: 6 }), (texts) => {
        const name = proposedName(texts, 'en');
        // Cards have no order of their own: their ids are random.
        expect(proposedName(texts.toReversed(), 'en')).toBe(name);
        const proposed = name === null ? [] : name.split(/ and |, | /);
        expect(proposed.length).toBeLessThanOrEqual(3);
        for (const word of proposed) {
          const stem = word.toLowerCase().replace(/s$/, '');
          expect(texts.filter((text) => text.toLowerCase().includes(stem)).length).toBeGreaterThan(1);
        }
      }),
    );
  });
});

describe('a name that is typed', () => {
  it('is one line, without what nobody sees', () => {
    expect(readName('  Late\n\thandovers\0\u202e ')).toEqual({ ok: true, value: 'Late handovers' });
  });

  it.each([
    ['', 'nameEmpty'],
    [' \0\n\u200b ', 'nameEmpty'],
    ['x'.repeat(longestName + 1), 'nameLong'],
  ])('cannot be %j', (typed, code) => {
    expect(readName(typed)).toEqual({ ok: false, code });
  });
});

describe('topics that are joined', () => {
  const id = (text: string) => rowId(text);
  const cards = [
    { id: id('a'), text: 'Late photos' },
    { id: id('b'), text: 'Photos came late' },
    { id: id('c'), text: 'Scope grew' },
  ];
  const alone = cards.map((card) => ({ id: card.id, cards: [card.id] }));
  const pair = { id: id('pair'), cards: [id('a'), id('b')] };
  const all = { id: id('all'), cards: cards.map((card) => card.id) };
  const named = (
    joined: typeof pair,
    before: readonly (typeof pair)[],
    names: readonly [string, string][],
  ) => [...namesOfJoined([joined], before, cards, new Map(names.map(([of, name]) => [id(of), name])), 'en')];

  it('get what is proposed, and keep what a part of them was called', () => {
    expect(named(pair, alone, [])).toEqual([['pair', 'Late photos']]);
    expect(named(all, [pair, alone[2] ?? pair], [['pair', 'Pictures']])).toEqual([['all', 'Pictures']]);
  });

  it('keep their name when they were apart meanwhile, and get none where nothing is shared', () => {
    expect(named(pair, alone, [['pair', 'Pictures']])).toEqual([]);
    expect(named({ id: id('other'), cards: [id('a'), id('c')] }, alone, [])).toEqual([]);
  });
});

import fc from 'fast-check';
import { rowId } from '../../../src/core/ids.ts';
import { alike } from '../../../src/features/retro/group/rules.ts';
import { judgedBoards } from '../../../bench/grouping-judged.ts';
import { englishCards, germanCards } from '../../support/alike/cards.ts';
import { groupsOf, measured, measuredBoards } from '../../support/alike/measure.ts';
import { often } from '../../support/often.ts';

const grouped = (...texts: string[]) => groupsOf(texts, (text) => text);

/** Cards about something else, so that what is common to two of them is not common to all. */
const others = ['The new coffee machine', 'Legal answered late', 'Gute Stimmung im Team', 'Klares Ziel'];

describe('cards that are suggested as one topic', () => {
  it.each([
    ['inflected', ['Flaky tests slow us down', 'A flaky test again']],
    ['in another order', ['Reviews wait for days', 'Days of waiting for reviews']],
    ['with a slip', ['Deployment on Friday', 'Deploymnt on a friday']],
    ['in German, with and without an umlaut', ['Die Übergabe fehlte', 'Übergaben fehlten']],
    ['in German, within a compound', ['Testumgebung war kaputt', 'Stabile Testumgebungen']],
    ['in Russian', ['Тесты идут слишком долго', 'Долго идут тесты']],
    ['in Japanese, which has no spaces', ['コードレビューが遅い', 'コードレビューに時間がかかる']],
    ['in Chinese, which has none either', ['代码审查太慢了', '代码审查等了三天']],
    ['in Thai, which has none either', ['การประชุมนานเกินไป', 'การประชุมนาน']],
    ['in full width', ['ＡＰＩ　ｄｏｃｓ', 'API docs']],
    ['in emoji alone', ['🎉', '🎉🎉']],
  ])('are found %s', (_, two) => {
    expect(grouped(...two, ...others)).toEqual([two]);
  });

  it('are none where nothing is alike, or nothing is said', () => {
    expect(grouped(...others)).toEqual([]);
    expect(grouped('…', '!!!', '???', '')).toEqual([]);
    expect(grouped()).toEqual([]);
    expect(grouped('Alone')).toEqual([]);
  });

  it('are what belongs together, mostly: at least nine of ten pairs, and a third of all there are', () => {
    const { precision, recall } = measured([...englishCards, ...germanCards]);
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.35);
  });

  it('are at least five of 60 judged pairs and at most four others: too few and too wrong for a button that accepts all', () => {
    const pairs = judgedBoards.reduce((sum, { unlike }) => sum + unlike.length, 0);
    const { alike: belong, right, wrong } = measuredBoards(judgedBoards);
    expect([belong, belong + pairs]).toEqual([60, 200]);
    expect(right).toBeGreaterThanOrEqual(5);
    expect(wrong).toBeLessThanOrEqual(4);
    // What would earn a button for all of them: 30 of the 60, and one in ten wrong.
    expect(right >= 30 && wrong * 9 <= right).toBe(false);
  });

  it('do not hang together by a chain of neighbours alone', () => {
    const chain = ['alpha beta', 'beta gamma', 'gamma delta', 'delta epsilon', 'epsilon zeta'];
    expect(grouped(...chain).every((group) => group.length <= 2)).toBe(true);
  });

  it('are each in one group, whatever is written', () => {
    const word = fc.constantFrom('test', 'tests', 'Übergabe', '遅い', '🎉', 'a', '', 'İ', '\u0000', '\ud800');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), (texts) => {
        const cards = texts.map((written, index) => ({ id: rowId(`C${String(index)}`), text: written }));
        const groups = alike(cards);
        const ids = groups.flat();
        expect(new Set(ids).size).toBe(ids.length);
        for (const group of groups) expect(group.length).toBeGreaterThan(1);
        expect(alike(cards)).toEqual(groups);
      }),
      often(15),
    );
  });
});

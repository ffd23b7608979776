/** Where a text says what was searched for, and the passage that shows it. */
import fc from 'fast-check';
import { excerptOf, marked } from '../../../src/features/lessons/library/excerpt.ts';
import { cutQuery } from '../../../src/core/search/cut.ts';
import { termsOf } from '../../../src/core/search/rank.ts';
import { often } from '../../support/often.ts';

const terms = (query: string) => new Set(cutQuery(query).flatMap(termsOf));
/** What is set off stands between brackets. */
const drawn = (parts: ReturnType<typeof marked>) =>
  parts.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('');

it.each([
  ['vacuum', 'Vacuum before a load: vacuuming helps', '[Vacuum] before a load: [vacuuming] helps'],
  ['crawl', 'The import crawled', 'The import [crawled]'],
  ['cafe', 'In the Café', 'In the [Café]'],
  ['検索', '全文検索の話', '全文[検索]の話'],
  ['--force', 'git push --force now', 'git push [--force] now'],
  ['name', 'the userName is', 'the user[Name] is'],
  ['nothing', 'Some text', 'Some text'],
  ['a\nb', 'one  line\nand another', 'one line and another'],
])('%s in “%s”', (query, text, expected) => {
  expect(drawn(marked(text, terms(query)))).toBe(expected);
});

it('never cuts or sets off a part of an address, by which a conversation could be known', () => {
  const text = `See https://acme.slack.com/archives/C0SECRET1/p1 and slack.com/archives/C0SECRET2 ${'word '.repeat(100)}slack`;
  for (const most of [30, 60, 120, 240])
    for (const query of ['archives', 'slack', 'acme', 'C0SECRET1', 'word'])
      for (const { text: part } of excerptOf(text, terms(query), most))
        expect(
          part.replaceAll(
            /\S*(?:acme\.slack\.com\/archives\/C0SECRET1\/p1|slack\.com\/archives\/C0SECRET2)/g,
            '',
          ),
        ).not.toMatch(/SECRET/);
});

it('never cuts or sets off a part of a mention, by whose name or id a conversation could be known', () => {
  const mention = '<#C0SECRET1|the secret plans>';
  const text = `The secret was told in (${mention}) and <#C0SECRET2>, then ${'word '.repeat(100)}secret plans`;
  for (const most of [30, 40, 45, 50, 60, 120, 1_000])
    for (const query of ['secret', 'plans', 'C0SECRET1', 'C0SECRET2', 'told', 'word'])
      for (const { text: part } of [...excerptOf(text, terms(query), most), ...marked(text, terms(query))])
        expect(part.replaceAll(mention, '').replaceAll('<#C0SECRET2>', '')).not.toMatch(
          /SECRET|<|>|the secret/,
        );
});

it('shows the passage that says most of it, in whole words', () => {
  const text = `${'Before that nothing. '.repeat(30)}Then autovacuum ran and postgres was calm. ${'After that nothing. '.repeat(30)}`;
  const shown = drawn(excerptOf(text, terms('postgres calm'), 120));
  expect(shown).toContain('[postgres] was [calm].');
  expect(shown).toMatch(/^… /);
  expect(shown).toMatch(/ …$/);
});

it('is never longer than it may be, and loses nothing of what is short, whatever it says', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ maxLength: 20 }),
      (text, query) => {
        const parts = excerptOf(text, terms(query), 80);
        const shown = parts.map((part) => part.text).join('');
        expect(shown.length).toBeLessThanOrEqual(84);
        const whole = marked(text, terms(query))
          .map((part) => part.text)
          .join('');
        if (whole.length <= 80) expect(shown).toBe(whole);
      },
    ),
    often(200),
  );
});

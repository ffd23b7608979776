/** A search as somebody types it: what is a filter, and what is a word. */
import fc from 'fast-check';
import { searchForAll } from '../../../src/core/lesson-search.ts';
import { firstDayOf, marked, mostTyped, readTyped } from '../../../src/features/lessons/library/rules.ts';
import { readCommand } from '../../../src/features/lessons/search/handlers.ts';
import { searchIn } from '../../../src/features/lessons/search/rules.ts';
import { often } from '../../support/often.ts';

it.each([
  ['postgres vacuum', 'postgres vacuum', []],
  [
    'postgres topic:db in:#ops by:me since:2026-01',
    'postgres',
    ['topic=db', 'in=#ops', 'by=me', 'since=2026-01'],
  ],
  ['TOPIC:"big query" x', 'x', ['topic=big query']],
  ['in:<#C1|ops> <@U1> y', 'y', ['in=<#C1|ops>', 'by=<@U1>']],
  ['<#C1> z', 'z', ['in=<#C1>']],
  ['http://in:8080 topic: by:" x:y', 'http://in:8080 topic: by:" x:y', []],
  ['is:standard is', 'is', ['is=standard']],
  ['Kind:retired kind', 'kind', ['is=retired']],
  ['  a\n\tb  ', 'a b', []],
])('%j', (typed, words, filters) => {
  const read = readTyped(typed);
  expect(read.words).toBe(words);
  expect(read.filters.map((one) => `${one.filter}=${one.typed}`)).toEqual(filters);
});

it('is never longer than a button carries, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (typed) => {
      const { words, filters } = readTyped(typed);
      expect(words.length).toBeLessThanOrEqual(mostTyped);
      expect(JSON.stringify(words).length).toBeLessThanOrEqual(2 * mostTyped + 2);
      expect(filters.length).toBeLessThanOrEqual(8);
    }),
    often(300),
  );
});

it.each([
  ['2026', '2026-01-01'],
  ['2026-3', '2026-03-01'],
  ['2026-02-28', '2026-02-28'],
  ['2026-02-30', null],
  ['2026-13', null],
  ['yesterday', null],
  ['', null],
])('since %s is %s', (typed, day) => {
  expect(firstDayOf(typed)).toBe(day);
});

it('an id is one only with its sign', () => {
  expect(marked('<#C1|ops>', '#')).toBe('C1');
  expect(marked('<@U1>', '#')).toBeNull();
  expect(marked('ops', '#')).toBeNull();
});

it.each([
  ['', { kind: 'search', text: '' }],
  ['help', { kind: 'help' }],
  ['Hilfe', { kind: 'help' }],
  ['help me', { kind: 'search', text: 'help me' }],
  ['mine', { kind: 'mine' }],
  ['mine craft', { kind: 'search', text: 'mine craft' }],
  ['add Load in batches', { kind: 'add', text: 'Load in batches' }],
  ['search mine', { kind: 'search', text: 'mine' }],
  ['additional words', { kind: 'search', text: 'additional words' }],
])('after the command, %j', (typed, meant) => {
  expect(readCommand(typed)).toEqual(meant);
});

it('of what a form sends that it never offered, nothing narrows', () => {
  const forged = {
    words: 'x',
    topic: 'pay',
    channel: null,
    since: '2026-99-99',
    by: '<U1>,U2',
    effect: null,
  };
  expect(searchIn(forged)).toEqual({ ...searchForAll, words: 'x', by: ['U2'] });
});

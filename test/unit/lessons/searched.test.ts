/** A search in the form: what its fields say, what was typed beside them, and what it is without one of them. */
import { channelId, userId } from '../../../src/core/ids.ts';
import { type LessonSearch, searchForAll } from '../../../src/core/lesson-search.ts';
import {
  filtersOf,
  firstDayOf,
  marked,
  readTyped,
  without,
  withoutAll,
} from '../../../src/features/lessons/library/rules.ts';
import {
  any,
  byValue,
  isSame,
  narrowedBy,
  searchIn,
  sinceDays,
  topicValue,
} from '../../../src/features/lessons/search/rules.ts';

const whole: LessonSearch = {
  words: 'slow import',
  topics: ['db', 'moves'],
  channel: channelId('COPS'),
  by: [userId('UADA'), userId('UBEN')],
  since: '2026-01-15',
  effect: 'standard',
};

describe('the fields of the form', () => {
  const chosen = {
    words: 'slow import',
    topic: topicValue(whole.topics),
    channel: channelId('COPS'),
    since: '2026-01-15',
    by: byValue(whole.by),
    effect: 'standard' as const,
  };

  it('lead to the search that was chosen', () => {
    expect(searchIn(chosen)).toEqual(whole);
  });

  it('narrow nothing where anything was chosen, or nothing', () => {
    const all = { ...searchForAll, words: 'x' };
    const none = { words: 'x', topic: null, channel: null, since: null, by: null, effect: null };
    expect(searchIn(none)).toEqual(all);
    expect(searchIn({ ...none, topic: topicValue([]), by: byValue([]), effect: any })).toEqual(all);
  });

  it('know a topic by its mark, so that one called “any” is a topic, too', () => {
    expect(searchIn({ ...chosen, topic: topicValue(['any']) }).topics).toEqual(['any']);
    expect(searchIn({ ...chosen, topic: 'db=' }).topics).toEqual([]);
  });

  it('give way to what was typed, one by one', () => {
    const typed: LessonSearch = {
      words: 'y',
      topics: ['tests'],
      channel: channelId('CWEB'),
      by: [userId('UCLEO')],
      since: '2025-01-01',
      effect: 'tried',
    };
    expect(narrowedBy(whole, typed)).toEqual(typed);
    expect(narrowedBy(whole, { ...searchForAll, words: 'y' })).toEqual({ ...whole, words: 'y' });
  });

  it('offer the last month, quarter and year', () => {
    expect(sinceDays('2026-11-30')).toEqual({
      month: '2026-10-31',
      quarter: '2026-08-31',
      year: '2025-11-30',
    });
  });

  it('are the same search if they say the same', () => {
    expect(isSame(whole, { ...whole })).toBe(true);
    expect(isSame(whole, { ...whole, words: 'slow' })).toBe(false);
  });
});

describe('a search without a filter', () => {
  it('narrows by the others, and names those', () => {
    expect(filtersOf(whole)).toEqual(['topic', 'in', 'by', 'since', 'is']);
    expect(filtersOf(searchForAll)).toEqual([]);
    expect(without(whole, 'topic')).toEqual({ ...whole, topics: [] });
    expect(without(whole, 'in')).toEqual({ ...whole, channel: null });
    expect(filtersOf(without(without(whole, 'by'), 'is'))).toEqual(['topic', 'in', 'since']);
  });

  it('keeps its words where all filters are taken away', () => {
    expect(withoutAll(whole)).toEqual({ ...searchForAll, words: 'slow import' });
  });
});

describe('what is typed', () => {
  it('has at most eight filters: what looks like a ninth is a word', () => {
    const nine = Array.from({ length: 9 }, (_, nth) => `topic:t${nth}`).join(' ');
    const { words, filters } = readTyped(nine);
    expect(filters).toHaveLength(8);
    expect(words).toBe('topic:t8');
  });

  it('is a filter only if something stands in its quotes, and is read without the spaces there', () => {
    expect(readTyped('a topic:"" b')).toEqual({ words: 'a topic:"" b', filters: [] });
    expect(readTyped('topic:" big query " x').filters).toEqual([{ filter: 'topic', typed: 'big query' }]);
    expect(readTyped('one topic:db  two').words).toBe('one two');
  });

  it.each([
    ['<@U1|ada>', '@', 'U1'],
    ['<#C1|>', '#', 'C1'],
    ['x<@U1>', '@', null],
    ['<@U1>x', '@', null],
    ['<@U1', '@', null],
  ] as const)('%s is a person or channel only as Slack marks it', (typed, sign, id) => {
    expect(marked(typed, sign)).toBe(id);
  });

  it.each(['x2026', '2026-01-15x', '2026-1-2-3'])('%s is no day', (typed) => {
    expect(firstDayOf(typed)).toBeNull();
  });
});

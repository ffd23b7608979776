import { parseInline, parseMrkdwn, plainOf } from '../../../sandbox/page/mrkdwn.ts';

const text = (words: string) => ({ type: 'text', text: words });

describe('mrkdwn on the sandbox page', () => {
  it('takes bold, italic, strike and code apart', () => {
    expect(parseInline('*a* _b_ ~c~ `d`')).toEqual([
      { type: 'bold', children: [text('a')] },
      text(' '),
      { type: 'italic', children: [text('b')] },
      text(' '),
      { type: 'strike', children: [text('c')] },
      text(' '),
      { type: 'code', text: 'd' },
    ]);
  });

  it('nests styles and leaves marks inside words and beside spaces alone', () => {
    expect(parseInline('*a _b_*')).toEqual([
      { type: 'bold', children: [text('a '), { type: 'italic', children: [text('b')] }] },
    ]);
    for (const plain of ['snake_case_name', '2 * 3 * 4', '* a *', '**', 'a*b*', '*open'])
      expect(parseInline(plain)).toEqual([text(plain)]);
  });

  it('keeps marks in code as they are', () => {
    expect(parseInline('`*a* &lt;b&gt;`')).toEqual([{ type: 'code', text: '*a* <b>' }]);
  });

  it('reads links, mentions and broadcasts', () => {
    expect(parseInline('<https://e.test/?a=1&amp;b=2|A &amp; B>')).toEqual([
      { type: 'link', url: 'https://e.test/?a=1&b=2', label: 'A & B' },
    ]);
    expect(parseInline('<@U1> <#C1|general> <!channel> <!subteam^S1|@leads>')).toEqual([
      { type: 'user', id: 'U1', label: null },
      text(' '),
      { type: 'channel', id: 'C1', label: 'general' },
      text(' '),
      { type: 'broadcast', range: 'channel' },
      text(' '),
      { type: 'group', id: 'S1', label: '@leads' },
    ]);
  });

  it('reads a date with its link and fallback', () => {
    expect(parseInline('<!date^1795615200^{date_short} at {time}^https://e.test|Thursday>')).toEqual([
      {
        type: 'date',
        seconds: 1795615200,
        format: '{date_short} at {time}',
        url: 'https://e.test',
        fallback: 'Thursday',
      },
    ]);
  });

  it('links a bare address without the sign after it, and not in verbatim text', () => {
    expect(parseInline('see https://e.test/x.')).toEqual([
      text('see '),
      { type: 'link', url: 'https://e.test/x', label: 'https://e.test/x' },
      text('.'),
    ]);
    expect(parseInline('see https://e.test/x.', true)).toEqual([text('see https://e.test/x.')]);
  });

  it('unescapes once, so that what somebody typed never becomes a mention', () => {
    expect(parseInline('&lt;!channel&gt; &amp;amp;')).toEqual([text('<!channel> &amp;')]);
  });

  it('parts quotes, fences and lines', () => {
    expect(parseMrkdwn('a\nb\n&gt; c\n> d\n```\ne *f*\n```\ng')).toEqual([
      { type: 'paragraph', children: [text('a'), { type: 'break' }, text('b')] },
      { type: 'quote', children: [text('c'), { type: 'break' }, text('d')] },
      { type: 'pre', text: 'e *f*' },
      { type: 'paragraph', children: [text('g')] },
    ]);
  });

  it('shows a fence that nobody closed as text', () => {
    expect(parseMrkdwn('a ```b')).toEqual([
      { type: 'paragraph', children: [text('a ')] },
      { type: 'paragraph', children: [text('```b')] },
    ]);
  });

  it('gives the words alone for names of controls', () => {
    expect(plainOf('*What* helped? <https://e.test|More> :tada:')).toBe('What helped? More');
  });
});

import fc from 'fast-check';
import type { Run } from '../../../src/core/doors.ts';
import { html } from '../../../src/web/base/html.ts';
import { hits, inLine, prose, words } from '../../../src/web/read/written.ts';
import { often } from '../../support/often.ts';

const ours: Run = { text: '', isWritten: false, isStrong: false, link: null };
const written = (text: string): Run => ({ ...ours, text, isWritten: true });

const odd = fc.constantFrom(
  '<script>alert(1)</script>',
  '" onmouseover="x',
  "' style='x",
  '<img src=x>',
  '&lt;b&gt;',
  '[a](javascript:alert(1))',
  '[slack.com](https://evil.example)',
  'https://a.example/?x="><b>',
  '<https://a.example|b>',
  '```\n</pre><script>\n```',
  '- one\n- two\n  - three',
  '> said\n> so',
  '1. a\n2. b',
  ':tada: :nobody_knows:',
  '*bold* _it_ ~no~ `code`',
  '\u202Egnp.exe',
);
const texts = fc
  .array(fc.oneof(odd, fc.string({ unit: 'binary' })), { maxLength: 6 })
  .map((all) => all.join(' '));
const runs = fc.array(
  fc.record({
    text: texts,
    isWritten: fc.boolean(),
    isStrong: fc.boolean(),
    link: fc.option(fc.oneof(fc.webUrl(), odd), { nil: null }),
  }),
  { maxLength: 4 },
);

/** A tag that a page may have, as it may be. */
const allowed =
  /^<(?:\/(?:p|a|strong|em|s|code|pre|blockquote|ul|ol|li|mark)|p dir="auto"|(?:strong|em|s|code|mark)|pre tabindex="0"|blockquote dir="auto"|li dir="auto"|ul class="deep[0-4]"|ol start="\d+" class="deep[0-4]"|a href="(?:https?:\/\/|mailto:)[^"<>]*" rel="noopener noreferrer nofollow")\s*>$/i;

describe('what a document says, as HTML', () => {
  it('has no tag but those of text, lists, quotes, code and links, whatever people wrote', () => {
    fc.assert(
      fc.property(runs, (all) => {
        for (const drawn of [
          prose(all),
          inLine(all),
          words(all),
          hits([{ text: all[0]?.text ?? '', isHit: true }]),
        ])
          for (const [tag] of drawn.text.matchAll(/<[^>]*>?/g)) expect(tag).toMatch(allowed);
      }),
      often(400),
    );
  });

  it('has no link within a link', () => {
    fc.assert(
      fc.property(runs, (all) => {
        expect(words(all).text).not.toContain('<a');
      }),
      often(100),
    );
  });

  it('draws lists, quotes and code beside the lines that they stand in', () => {
    const drawn = prose([
      { ...ours, text: 'Use this when: ' },
      written('it rains\n- a coat\n- *no* hat\n> said Ann\nthen `go`'),
    ]);
    expect(drawn.text.replaceAll(/\s*\n\s*/g, '')).toBe(
      '<p dir="auto">Use this when: it rains</p><ul class="deep0"><li dir="auto">a coat</li><li dir="auto"><strong>no</strong> hat</li></ul><blockquote dir="auto">said Ann</blockquote><p dir="auto">then <code>go</code></p>',
    );
  });

  it('says where a link leads that does not say so itself', () => {
    const link = (text: string, to: string) =>
      inLine([{ ...ours, text, link: to }]).text.replaceAll(/\s+(?=[<>])/g, '');
    const rel = 'rel="noopener noreferrer nofollow"';
    expect(link('The runbook', 'https://wiki.example/x')).toBe(
      `<a href="https://wiki.example/x" ${rel}>The runbook</a> (wiki.example)`,
    );
    expect(link('https://wiki.example/x', 'https://wiki.example/x')).not.toContain('(');
    expect(link('odd', 'javascript:alert(1)')).toBe('odd');
  });

  it('is escaped in attributes, too', () => {
    expect(html`<a title="${'"><script>'}"></a>`.text).toBe('<a title="&quot;&gt;&lt;script&gt;"></a>');
  });
});

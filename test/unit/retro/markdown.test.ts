/** A retrospective as a Markdown file: what people wrote cannot become anything else than words. */
import fc from 'fast-check';
import { channelId, teamId, userId } from '../../../src/core/ids.ts';
import { markdown } from '../../../src/features/retro/export/markdown.ts';
import type { Entry } from '../../../src/features/retro/history/page.ts';
import { often } from '../../support/often.ts';

const naming = {
  teamId: teamId('T1'),
  channels: new Map([[channelId('C1'), 'proj-web_site']]),
  people: new Map([[userId('U1'), 'Ann *A*']]),
  somebody: 'someone',
};
const bullet = (text: string): Entry => ({ kind: 'bullet', pieces: [text] });

describe('the file', () => {
  it('is this document', () => {
    const entries: Entry[] = [
      { kind: 'line', pieces: ['Closed on 24 November.'] },
      { kind: 'line', pieces: ['In ', { channel: channelId('C1') }, '.'] },
      { kind: 'heading', level: 2, text: 'Topics' },
      { kind: 'heading', level: 3, text: 'Topic 1: 4 votes' },
      {
        kind: 'bullet',
        pieces: [{ bold: 'Worked: ' }, 'The *checklist*, #1', ' · ', { person: userId('U1') }],
      },
      bullet('# not a heading'),
      bullet('1. no list\n- nor here\n\n    nor code\n===\n---'),
      bullet('[no](https://evil.example) <script>alert(1)</script> &amp; ![no](x) `no` ~~no~~ a | b $x$'),
      bullet('ends with a backslash \\'),
      { kind: 'line', pieces: [{ bold: 'What came out of it:' }, ' > no quote'] },
      { kind: 'heading', level: 2, text: 'Actions' },
      { kind: 'bullet', pieces: [{ bold: 'Write *one*\ntwice' }, ' · nobody'] },
    ];
    expect(markdown('Web_site\nrelaunch #1', entries, naming)).toBe(`# Web\\_site relaunch \\#1

Closed on 24 November.

In [#proj-web\\_site](slack://channel?team=T1&id=C1).

## Topics

### Topic 1: 4 votes

- **Worked:** The \\*checklist\\*, \\#1 · Ann \\*A\\*
- \\# not a heading
- 1\\. no list\\
  \\- nor here\\
  nor code\\
  \\===\\
  \\---
- \\[no\\](https://evil.example) \\<script\\>alert(1)\\</script\\> \\&amp; \\!\\[no\\](x) \\\`no\\\` \\~\\~no\\~\\~ a \\| b \\$x\\$
- ends with a backslash \\\\

**What came out of it:** \\> no quote

## Actions

- **Write \\*one\\***\\
  **twice** · nobody
`);
  });

  const nasty = fc.string({
    unit: fc.constantFrom(...Array.from('\\`*_[]<>&~|#!$-+=:.)1 9\n\r\t\u2028\u0000aä漢🙂')),
    maxLength: 60,
  });

  it('has the structure that it was given, whatever people wrote', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 5 }), (texts) => {
        const lines = markdown(
          'T',
          texts.map((text) => bullet(`x${text}`)),
          naming,
        ).split('\n');
        // Every line is the title, an item, or goes on in one: what a person typed begins none.
        expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(texts.length);
        expect(lines.filter((line) => !/^(# T|- .*| {2}\S.*|)$/u.test(line))).toEqual([]);
        // No mark stands without a backslash before it, and an item goes on only after a hard break.
        for (const [at, line] of lines.entries()) {
          const words = line
            .replace(/^(# |- | {2})/, '')
            .replace(/\\$/, lines[at + 1]?.startsWith('  ') ? '' : '\\');
          expect(words.replaceAll(/\\[!-/:-@[-`{-~]/g, 'e')).not.toMatch(
            /[\\`*_[\]<>&~|#!$]|^[-+=:]|^\d{1,9}[.)]/,
          );
          if (line.startsWith('  ')) expect(lines[at - 1]).toMatch(/\\$/);
        }
      }),
      often(200),
    );
  });

  it('loses no letter of what they wrote', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const read = (from: string) => from.replaceAll(/[\s\\\u0000]+/g, '');
        expect(read(markdown('T', [bullet(text)], naming))).toBe(`#T-${read(text)}`);
      }),
      often(100),
    );
  });
});

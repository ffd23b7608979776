/** What people wrote, drawn as they meant it: what is understood, what stays as typed, and that no input does harm. */
import type { RichTextBlock, RichTextElement } from '@slack/types';
import fc from 'fast-check';
import type { Context } from '../../../sandbox/blocks/check.ts';
import { richTextBody } from '../../../sandbox/blocks/rich-text.ts';
import { emojiOf } from '../../../sandbox/page/emoji.ts';
import { bullets, userText } from '../../../src/core/kit/blocks.ts';
import { messageOf } from '../../../src/core/kit/message.ts';
import { emojiNamed } from '../../../src/core/markup/emoji-names.ts';

/** A short way to write down what a block holds. */
function drawn(block: RichTextBlock): string[] {
  return block.elements.map((part) => {
    switch (part.type) {
      case 'rich_text_section':
        return said(part.elements);
      case 'rich_text_quote':
        return `> ${said(part.elements)}`;
      case 'rich_text_preformatted':
        return `{${said(part.elements)}}`;
      case 'rich_text_list': {
        const offset = 'offset' in part ? `+${String(part.offset)}` : '';
        const items = part.elements.map(({ elements }) => said(elements)).join(' | ');
        return `${part.style}${part.indent ?? ''}${offset}: ${items}`;
      }
    }
  });
}

const said = (elements: readonly RichTextElement[]): string => elements.map(saying).join('');

function saying(element: RichTextElement): string {
  const marks = Object.keys(element.style ?? {}).join('+');
  const words = {
    text: () => (element.type === 'text' ? element.text : ''),
    emoji: () =>
      element.type === 'emoji'
        ? `[${element.name}${'skin_tone' in element ? String(element.skin_tone) : ''}]`
        : '',
    link: () =>
      element.type === 'link'
        ? `[${element.text === undefined ? '' : `${element.text} → `}${element.url}]`
        : '',
  }[element.type as 'text' | 'emoji' | 'link']();
  return marks === '' ? words : `(${marks} ${words})`;
}

const of = (written: string) => drawn(userText({ written }));

describe('what a person wrote is drawn as they meant it', () => {
  it.each([
    ['code', 'Run `npm ci` first', ['Run (code npm ci) first']],
    ['a block of code', 'Try:\n```\na\n  b\n```\nand wait', ['Try:', '{a\n  b}', 'and wait']],
    ['bullets', 'Two:\n- one\n- two\nDone', ['Two:', 'bullet: one | two', 'Done']],
    [
      'bullets as Slack writes them',
      '• one\n    ◦ deep\n• two',
      ['bullet: one', 'bullet1: deep', 'bullet: two'],
    ],
    ['numbers', '1. one\n2. two\n\n3. three', ['ordered: one | two | three']],
    ['numbers that begin later', '3) three\n4) four', ['ordered+2: three | four']],
    ['a quote', 'She said\n> first\n> 2 then\nWell', ['She said', '> first\n2 then', 'Well']],
    ['emoji', 'Done :tada: :wave::skin-tone-3: :x::skin-tone-3:!', ['Done [tada] [wave3] [x]!']],
    ['emoji as signs', 'Done 🎉', ['Done 🎉']],
    [
      'links',
      'See https://a.example/x_(y)?z=1, or (http://b.example).',
      ['See [https://a.example/x_(y)?z=1], or ([http://b.example]).'],
    ],
    ['a mailbox', 'Write to mailto:ann@a.example', ['Write to [mailto:ann@a.example]']],
    [
      'words set off',
      '*This* is _so_ ~old~, *_really_*',
      ['(bold This) is (italic so) (strike old), (bold+italic really)'],
    ],
    ['markup within a list', '- `a`\n- *b*', ['bullet: (code a) | (bold b)']],
  ])('%s', (_what, written, parts) => {
    expect(of(written)).toEqual(parts);
  });

  it.each([
    '2 * 3 * 4 = 24',
    'a lone * or _ or ~ or `',
    'snake_case and __init__ and a_b_c',
    '*args and **kwargs',
    '*.ts and *.js',
    '/* a comment */',
    '> 5 minutes of waiting',
    '>= 3 and -5 degrees',
    '12. November war gut',
    '---',
    'at 10:30:45, not :soonish:',
    '<!channel> and <@U012AB3CD> and @here',
    'ftp://a.example javascript:alert(1) data:text/html,x slack://open',
    'f(x)[0](y)',
    '```',
  ])('what may not be meant stays as typed: %s', (written) => {
    expect(of(written)).toEqual([written]);
  });
});

describe('a link says where it leads', () => {
  it.each([
    [
      'the host follows other words',
      '[our plan](https://a.example/plan)',
      '[our plan → https://a.example/plan] (a.example)',
    ],
    [
      'also as Slack writes it',
      '<https://a.example:8080/x|our plan>',
      '[our plan → https://a.example:8080/x] (a.example:8080)',
    ],
    [
      'words that are the address are enough',
      '<https://a.example|a.example>',
      '[a.example → https://a.example]',
    ],
    [
      'words that look like another address are no link',
      '[bank.example](https://a.example)',
      'bank.example ([https://a.example])',
    ],
    [
      'a mailbox follows other words',
      '[Ann](mailto:ann@a.example)',
      '[Ann → mailto:ann@a.example] (ann@a.example)',
    ],
  ])('%s', (_what, written, expected) => {
    expect(of(written)).toEqual([expected]);
  });

  it.each([
    'https://bank.example@evil.example/x',
    'https://xn--bnk-ula.example',
    'https://b\u0430nk.example/x',
    'https://bank.example\\@evil.example',
    'https://0x7f.1/x',
    'https://a.example/\u200Bx',
    'mailto:ann@a.example?bcc=all@b.example',
    '[plan](javascript:alert)',
    '[plan](https://bank.example@evil.example)',
  ])('what hides where it leads is text: %s', (written) => {
    expect(JSON.stringify(userText({ written }))).not.toContain('"link"');
    expect(of(written)).toEqual([written]);
  });
});

describe('pieces of a message', () => {
  it('go on around what was written, and stand apart from lists', () => {
    const block = userText(
      'Ann learned: ',
      { written: 'Two:\n- a\n- b' },
      '\n',
      { bold: 'Use when' },
      ' late',
    );
    expect(drawn(block)).toEqual(['Ann learned: Two:', 'bullet: a | b', '(bold Use when) late']);
  });

  it('hold a title in one line, and somebody else’s words as a quote', () => {
    const block = userText({ written: '- `x`\n- y', as: 'title' }, ' said', { written: '- a', as: 'quote' });
    expect(drawn(block)).toEqual(['(bold - )(bold+code x)(bold \n- y) said', '> - a']);
  });

  it('are said in the fallback in words that ping nobody', () => {
    const message = messageOf(
      userText({ written: 'Look :tada:\n1. `<!here>`\n2. *b*\n> [x](https://a.example)\n<@U1>' }),
    );
    expect(message.text).toBe(
      'Look :tada:\n1. &lt;!here&gt;\n2. b\nx https://a.example (a.example)\n&lt;@U1&gt;',
    );
  });
});

describe('long texts', () => {
  it('are shortened between signs, and without half a link', () => {
    expect(of('x'.repeat(10))).toEqual(['x'.repeat(10)]);
    const short = (written: string, most: number) => drawn(userText({ written, most }));
    expect(short('🎉🎉🎉', 4)).toEqual(['🎉…']);
    expect(short('see https://a.example/long now', 12)).toEqual(['see …']);
    expect(short('- one\n- two\n- three', 7)).toEqual(['bullet: one | two | …']);
  });

  it('with more markup than anybody means are shown as typed', () => {
    const written = '`a` '.repeat(700).trim();
    expect(of(written)).toEqual([written]);
  });
});

/** Anything people type, and much that they should not. */
const typed = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '*',
          '_',
          '~',
          '`',
          '```',
          '\n',
          '\n- ',
          '\n1. ',
          '\n2. ',
          '\n> ',
          ' ',
          ':x:',
          ':wave::skin-tone-2:',
          '|',
        ],
        ...[
          '<!here>',
          '<!subteam^S1|@all>',
          '<@U1>',
          '<#C1|x>',
          '<',
          '>',
          '[',
          '](',
          ')',
          '\u202E',
          '\0',
          '\uD83C',
        ],
        ...[
          'https://a.example',
          'http://u:p@b.example',
          'mailto:',
          'a@b.example',
          'javascript:',
          '\\',
          '&amp;',
        ],
      ),
      fc.string({ maxLength: 6, unit: 'grapheme' }),
      fc.string({ maxLength: 4, unit: 'binary' }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

function elementsIn(block: RichTextBlock): RichTextElement[] {
  return block.elements.flatMap((part) =>
    part.type === 'rich_text_list' ? part.elements.flatMap(({ elements }) => elements) : part.elements,
  );
}

/** What is read, without the signs and numbers that lists and markup are made of. */
const letters = (text: string) => text.replaceAll(/[^\p{L}\p{Extended_Pictographic}]/gu, '');

const shown = (element: RichTextElement): string => {
  if (element.type === 'text') return element.text;
  if (element.type === 'link') return element.text ?? element.url;
  return element.type === 'emoji' ? `:${element.name}:` : '';
};

/** How each thing that a person wrote can be placed. */
const placed = (written: string) => [
  userText({ written }),
  userText('a ', { written }, ' b'),
  userText({ written, most: 20 }),
  userText({ written, as: 'title' }),
  userText({ written, as: 'quote' }),
  bullets([[{ written }], [{ written, as: 'line' }]]),
];

describe('whatever is typed', () => {
  it('holds nothing that pings, and only what Slack takes', () => {
    fc.assert(
      fc.property(typed, (written) => {
        for (const block of placed(written)) {
          const context: Context = { surface: 'message', problems: [] };
          const { type: _type, ...body } = block;
          richTextBody(body, '', context);
          expect(context.problems).toEqual([]);
          for (const element of elementsIn(block)) {
            expect(['text', 'emoji', 'link']).toContain(element.type);
            if (element.type === 'link')
              expect(element.url).toMatch(
                /^(https?:\/\/[a-z0-9.-]+(:\d+)?([/?#]|$)|mailto:[^@\s?]+@[^@\s?]+$)/i,
              );
          }
          expect(messageOf(block).text).not.toMatch(/<[@#!]/);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every word of it', () => {
    fc.assert(
      fc.property(typed, (written) => {
        const kept = written.replaceAll(/:skin-tone-\d:/g, '');
        const block = userText({ written });
        // Addresses that links lead to are shown by their hosts.
        const words = letters(kept.replaceAll(/\]\(?(?:https?:\/\/|mailto:)\S*/g, ''));
        const read = letters(elementsIn(block).map(shown).join(''));
        let at = 0;
        for (const letter of words) {
          at = read.indexOf(letter, at) + letter.length;
          expect(at).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is drawn soon, however it is made', () => {
    for (const piece of [
      '*a',
      '[a',
      '<https:',
      '`',
      '> ',
      '- ',
      '_a ',
      'https://a(',
      ':x',
      '1. a\n',
      '```',
    ]) {
      const before = process.cpuUsage().user;
      userText({ written: piece.repeat(3_000 / piece.length) });
      expect(process.cpuUsage().user - before).toBeLessThan(400_000);
    }
  });
});

it('knows the names of emoji that the sandbox draws', () => {
  for (const name of ['x', 'tada', '+1', 'white_check_mark', 'thinking_face']) {
    expect(emojiOf(name)).not.toBeNull();
    expect(emojiNamed(name)).not.toBeNull();
  }
});

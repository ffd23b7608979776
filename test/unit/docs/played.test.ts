/** What a page of the docs says is printed, compared with what was. */
import { isAsSaid, typedIn } from '../../support/played.ts';

describe('a page’s commands', () => {
  it('are those of its console blocks alone, with what each prints', () => {
    const page = [
      'Then:',
      '```console',
      '$ npx lore migrate',
      'The database is up to date.',
      '$ cat <<end',
      '> two lines',
      '> end',
      'two lines',
      '```',
      '```sh',
      'sudo rm',
      '```',
      '1. In a list:',
      '',
      '   ```console',
      '   $ true',
      '   ```',
    ].join('\n');
    expect(typedIn(page)).toEqual([
      { command: 'npx lore migrate', printed: ['The database is up to date.'] },
      { command: 'cat <<end\ntwo lines\nend', printed: ['two lines'] },
      { command: 'true', printed: [] },
    ]);
  });

  it('come before what they print', () => {
    expect(() => typedIn('```console\nnpm start\n```')).toThrow('begins with what is printed');
  });
});

describe('what is printed is what the page says', () => {
  it.each([
    ['the same', ['a', '', 'b'], 'a\n\nb\n', true],
    ['without the last line’s end', ['a'], 'a', true],
    ['in colours', ['ok'], '\u001B[32mok\u001B[0m\r\n', true],
    ['nothing, where nothing is said', [], '', true],
    ['something, where nothing is said', [], 'a\n', false],
    ['less', ['a', 'b'], 'a\n', false],
    ['more', ['a'], 'a\nb\n', false],
    ['another order', ['a', 'b'], 'b\na\n', false],
    ['what … stands for in a line', ['Ran … in … ms.'], 'Ran x (y) in 5 ms.\n', true],
    ['two lines, which … in a line never stands for', ['a…b'], 'a\nb\n', false],
    ['what … stands for as lines', ['a', '…', 'd'], 'a\nb\nc\nd\n', true],
    ['no line, which … stands for, too', ['…', 'a', '…'], 'a\n', true],
    ['signs that mean something to a pattern', ['(a.b)*'], '(a.b)*\n', true],
    ['another sign, where the page has a dot', ['a.b'], 'axb\n', false],
  ] as const)('%s', (_, said, printed, isIt) => {
    expect(isAsSaid(said, printed)).toBe(isIt);
  });

  it('and more, while it goes on', () => {
    expect(isAsSaid(['a'], 'a\nb\n', true)).toBe(true);
    expect(isAsSaid(['b'], 'a\nb\n', true)).toBe(false);
  });
});

/** The rules of the house that the compiler and the linter cannot tell. Each refusal says what to do instead. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** The lines of these folders that match, as `file:line: text`. */
function linesMatching(folders: readonly string[], pattern: RegExp): string[] {
  return folders.flatMap(filesUnder).flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
}

describe('a feature', () => {
  const roles = [
    'feature',
    'domain',
    'formats',
    'blocks',
    'copy',
    'secrecy-copy',
    'copy.en',
    'copy.de',
    'ids',
    'commands',
    'shortcuts',
    'actions',
    'views',
    'events',
    'posts',
    'home',
    'service',
    'repository',
    'tables',
    'jobs',
    'export',
    'rituals',
    'week',
  ];

  it('names its files by role, so that a stranger opens the right one first', () => {
    const strangers = filesUnder('src/features').filter((file) => {
      const [, , , ...inside] = file.split('/');
      const names = inside.map((part) => part.replace(/\.ts$/, ''));
      // A role that has grown is a folder with that name; what is inside is named by its subject.
      return !roles.includes(names[0] ?? '');
    });
    expect(strangers).toEqual([]);
  });

  it('spells no id twice: ids are declared in ids.ts and used by name', () => {
    const ids = filesUnder('src/features')
      .filter((file) => basename(file) === 'ids.ts')
      .flatMap((file) =>
        [...read(file).matchAll(/define(?:Action|Modal)\(\s*'([^']+)'/g)].map((match) => ({
          id: match[1] ?? '',
          folder: dirname(file),
        })),
      );
    const again = ids.flatMap(({ id, folder }) =>
      filesUnder(folder)
        .filter((file) => basename(file) !== 'ids.ts' && read(file).includes(`'${id}'`))
        .map((file) => `${file} spells '${id}'`),
    );
    expect(again).toEqual([]);
  });

  it('writes no raw SQL', () => {
    expect(linesMatching(['src/features'], /\bsql`|\bsql\./)).toEqual([]);
  });
});

describe('the house', () => {
  it('keeps every file to one subject: none over 300 lines', () => {
    const long = ['src', 'sandbox', 'db']
      .flatMap(filesUnder)
      .filter((file) => read(file).split('\n').length > 301);
    expect(long).toEqual([]);
  });

  it('has no file whose name says nothing', () => {
    const vague = ['src', 'sandbox', 'db', 'test']
      .flatMap(filesUnder)
      .filter((file) => /^(index|utils?|helpers?|types|common|misc)\.tsx?$/.test(basename(file)));
    expect(vague).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const others = linesMatching(['src', 'db'], /process\.env/).filter(
      (line) => !/^src\/(config|main|cli)\.ts:/.test(line),
    );
    expect(others).toEqual([]);
  });

  it('has no hidden clock or chance outside the shell', () => {
    const hidden = linesMatching(
      ['src/core', 'src/features', 'src/store', 'src/jobs'],
      /new Date\(\)|Date\.now\(|Math\.random\(|randomUUID\(/,
    );
    expect(hidden).toEqual([]);
  });

  it('casts nothing by force, and puts nothing off', () => {
    expect(
      linesMatching(['src', 'sandbox', 'db'], /as any\b|as unknown as|@ts-ignore|\bTODO\b|\bFIXME\b/),
    ).toEqual([]);
  });

  it('swallows no error in silence', () => {
    expect(linesMatching(['src', 'sandbox'], /catch *(\([a-z_]*\))? *\{ *\}/)).toEqual([]);
  });

  it('skips and focuses no test', () => {
    expect(
      linesMatching(['test'], /\b(it|test|describe)\.(skip|only|todo)\b|\bx(it|describe)\(/).filter(
        (line) => !line.startsWith('test/architecture/house'),
      ),
    ).toEqual([]);
  });
});

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

describe('a feature, or a screen of Lore’s own', () => {
  const parts = ['ids', 'rules', 'rows', 'operations', 'screens', 'handlers'];
  const roles = [
    ...['actions', 'blocks', 'copy', 'domain', 'events', 'jobs', 'repository', 'service', 'tables', 'views'],
    ...parts,
  ];
  const inside = [
    ...filesUnder('src/features').map((file) => ({ file, path: file.split('/').slice(3) })),
    ...filesUnder('src/system').map((file) => ({ file, path: file.split('/').slice(2) })),
  ];

  it('has a folder for a subject, and none for a kind of code', () => {
    const byRole = inside.filter(({ path }) => path.slice(0, -1).some((folder) => roles.includes(folder)));
    expect(byRole.map(({ file }) => file)).toEqual([]);
  });

  it('says in its subjects by the same names what decides, what is stored, what is shown and what is pressed', () => {
    const subjects = Map.groupBy(
      inside.filter(({ path }) => path.length > 1),
      ({ file }) => dirname(file),
    );
    const strangers = [...subjects].filter(
      ([, files]) => !files.some(({ path }) => parts.includes(basename(path.at(-1) ?? '', '.ts'))),
    );
    expect(strangers.map(([folder]) => folder)).toEqual([]);
  });

  it('spells no id twice: an id is declared once and used by name', () => {
    const declared = filesUnder('src/features').flatMap((file) =>
      [...read(file).matchAll(/define(?:Action|Modal)\(\s*'([^']+)'/g)].map((match) => ({
        id: match[1] ?? '',
        file,
      })),
    );
    expect(declared.length).toBeGreaterThan(100);
    const again = declared.flatMap(({ id, file: where }) =>
      filesUnder('src/features')
        .filter((file) => file !== where && file.split('/')[2] === where.split('/')[2])
        // How long rows are kept has names of its own.
        .filter((file) =>
          read(file)
            .replaceAll(/name: '[^']+'/g, '')
            .includes(`'${id}'`),
        )
        .map((file) => `${file} spells '${id}'`),
    );
    expect(again).toEqual([]);
  });

  it('writes no raw SQL', () => {
    expect(linesMatching(['src/features', 'src/system'], /\bsql`|\bsql\./)).toEqual([]);
  });
});

describe('the structure', () => {
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
      ['src/core', 'src/features', 'src/system', 'src/store', 'src/jobs', 'src/schedules'],
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
        (line) => !line.startsWith('test/architecture/structure'),
      ),
    ).toEqual([]);
  });
});

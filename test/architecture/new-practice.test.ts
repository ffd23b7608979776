/** `npm run new-practice NAME`, into a copy of what it reads. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, resolveConfig } from 'prettier';
import ts from 'typescript';
import { catalogueFiles } from '../../tools/catalogues.ts';
import { placeholders, refusalOf, writePractice } from '../../tools/new-practice.ts';

const project = join(import.meta.dirname, '..', '..');
const read = [
  'src/features.ts',
  'docs/exports.md',
  'db/migrations',
  'locales/en',
  'test/support/test-feature',
];

const isTaken = 'is taken by a practice, one of Lore’s own screens, a catalogue, a table or a test';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'new-practice-'));
  for (const path of [...read, 'test/store/pebble.test.ts', '.prettierrc.json', '.editorconfig'])
    cpSync(join(project, path), join(root, path), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true }));

it.each(['', 'ab', 'Thanks', 'thank-you', 'a b', '../gravel', 'constructors of things'])(
  'refuses the name “%s”, and says what a name is',
  (name) => {
    expect(refusalOf(project, name)).toBe(
      'A name is one word of 3 to 16 lower-case letters, such as “praise”.',
    );
  },
);

it.each([
  [['class', 'type', 'eval'], 'is reserved in TypeScript'],
  [['retro', 'thanks'], isTaken],
  // Lore's own screens: each has its ids, and its sentences.
  [['lore', 'schedules', 'home', 'workspace', 'data'], isTaken],
  [['shared'], isTaken],
  // A table, and the beginning of some.
  [['person', 'left', 'posted'], isTaken],
  // A test that would be written over.
  [['pebble', 'directory', 'concurrency'], isTaken],
  [['help', 'hilfe', 'einstellungen'], 'is what people type after /lore for something else'],
  [['remind', 'invite'], 'is a command of Slack itself'],
  [['copy', 'entries', 'features', 'digest'], /uses for something else|is taken/],
])('refuses %j: what it says is “%s”, with an example', (names, because) => {
  for (const name of names) {
    const refused = refusalOf(project, name) ?? '';
    expect(refused).toMatch(because);
    expect(refused).toMatch(new RegExp(`^“${name}” is .*[^.]\\. Choose another name, such as “praise”\\.$`));
  }
});

it('has an example that can be followed', () => {
  expect(refusalOf(project, 'praise')).toBeNull();
});

it('writes a practice that compiles, as it would be formatted, and says its own name alone', async () => {
  expect(refusalOf(root, 'gravel')).toBeNull();
  const paths = await writePractice(root, 'gravel');
  const texts = new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
  for (const [path, text] of texts) {
    const options = await resolveConfig(join(project, path), { editorconfig: true });
    expect([path, await check(text, { ...options, filepath: path })]).toEqual([path, true]);
    expect(text).not.toMatch(/pebble|test-feature/i);
  }
  expect(texts.get('src/features.ts')).toContain("from './features/gravel/feature.ts';");
  expect(texts.get('src/features.ts')).toMatch(/ gravel,?\s*\]\.map\(\s*whereOn,?\s*\);/);
  // It is off until an admin turns it on, who reads a sentence that is still to be written.
  expect(texts.get('src/features/gravel/feature.ts')).toContain(
    "startsOff: { does: copy.named('practice.does') }",
  );
  for (const [language, does] of Object.entries(placeholders))
    expect(JSON.parse(texts.get(`locales/${language}/gravel.json`) ?? '{}')).toMatchObject({
      'practice.does': does,
    });
  expect(refusalOf(root, 'gravel')).toContain('is taken');
  expect(typeErrors(new Map([...texts, ...Object.entries(await catalogueFiles(root))]))).toEqual([]);
});

/** @param texts that are written, by their paths: looked at as if they stood in the project */
function typeErrors(texts: ReadonlyMap<string, string>): string[] {
  const config = ts.readConfigFile(join(project, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, project);
  const over = new Map([...texts].map(([path, text]) => [join(project, path), text]));
  const plain = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...plain,
    fileExists: (path) => over.has(path) || plain.fileExists(path),
    readFile: (path) => over.get(path) ?? plain.readFile(path),
    directoryExists: (path) =>
      [...over.keys()].some((one) => one.startsWith(`${path}/`)) || plain.directoryExists?.(path) === true,
    getSourceFile: (path, target, ...rest) => {
      const text = over.get(path);
      return text === undefined
        ? plain.getSourceFile(path, target, ...rest)
        : ts.createSourceFile(path, text, target);
    },
  };
  const written = [...over.keys()].filter((path) => path.endsWith('.ts') && path.includes('gravel'));
  const program = ts.createProgram(written, { ...options, incremental: false }, host);
  return written.flatMap((path) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}

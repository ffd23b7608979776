/**
 * `npm run new-practice NAME`: writes a small practice that is complete and green, to be changed into what you want. It is the one in
 * `test/support/test-feature`, under another name, so what is copied is what the tests run.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, getFileInfo, resolveConfig } from 'prettier';
import ts from 'typescript';
import { systemName } from '../src/core/feature.ts';
import { helpWords, settingsWords } from '../src/core/help-words.ts';

const template = 'test/support/test-feature';
const parts = ['feature', 'copy', 'rules', 'rows', 'screens', 'handlers', 'week'];

/** It is off until an admin turns it on, and reads this. A test refuses it as long as it stands. */
export const placeholders: Readonly<Record<string, string>> = {
  en: 'To be written: what it will do, where, how often, who sees what, and what is stored.',
  de: 'Noch zu schreiben: was es tut, wo, wie oft, wer was sieht und was gespeichert wird.',
};

/** What those who add one have to decide. */
const left = (name: string) => `What is left to decide:
- what an admin reads before turning it on, since it starts turned off: “practice.does”, which a test refuses until then
- the words: locales/en/${name}.json and locales/de/${name}.json, then npm run generate
- who may see what is written (src/features/${name}/handlers.ts, audience), and whether names stand beside it
- how long it is kept, and what an export says of it (src/features/${name}/rows.ts, docs/exports.md)
- which parts it needs: take the others out of src/features/${name}/feature.ts, and their files and sentences with them
- the columns of its table, before the migration lands: then it is frozen, as are the ids in screens.ts
- a line in CHANGELOG.md`;

/** Slack keeps these for itself: an app cannot have them as commands. */
const commandsOfSlack =
  'active away apps archive call collapse dnd expand feed feedback invite join keys kick leave msg mute open people remind remove rename search shortcuts shrug star status topic unarchive who';

/** @returns why a practice cannot have this name, as a sentence with an example; `null`: it can */
export function refusalOf(root: string, name: string): string | null {
  if (!/^[a-z]{3,16}$/.test(name))
    return 'A name is one word of 3 to 16 lower-case letters, such as “praise”.';
  const because = reasonAgainst(root, name);
  return because === null ? null : `“${name}” ${because}. Choose another name, such as “praise”.`;
}

function reasonAgainst(root: string, name: string): string | null {
  if (!isBindable(name)) return 'is reserved in TypeScript';
  if (commandsOfSlack.split(' ').includes(name)) return 'is a command of Slack itself';
  if ([...helpWords, ...settingsWords].includes(name))
    return 'is what people type after /lore for something else';
  const paths = [
    `src/{features,system}/${name}`,
    `locales/*/${name}.json`,
    `locales/*/${name}.*.json`,
    `test/store/${name}.test.ts`,
  ];
  const isFile = paths.some((path) => globSync(path, { cwd: root }).length > 0);
  const isTable = readAll(root, 'db/migrations/*.ts').some(
    (text) => text.includes(`'${name}'`) || text.includes(`createTable('${name}_`),
  );
  if (name === systemName || isFile || isTable)
    return 'is taken by a practice, one of Lore’s own screens, a catalogue, a table or a test';
  const code = [...readAll(root, `${template}/*.ts`), ...readAll(root, 'src/features.ts')];
  return code.some((text) => identifiersIn(text).has(name))
    ? 'is a name that the code of each practice uses for something else'
    : null;
}

const readAll = (root: string, path: string): string[] =>
  globSync(path, { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'));

/** Whether a constant may be called this. */
function isBindable(name: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, name);
  return scanner.scan() === ts.SyntaxKind.Identifier && !['arguments', 'eval'].includes(name);
}

function identifiersIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('', text, ts.ScriptTarget.Latest));
  return found;
}

/** The template's words become those of the practice. A name that ends in s is its own plural. */
function renamed(text: string, name: string): string {
  const plural = name.endsWith('s') ? name : `${name}s`;
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return text
    .split('\n')
    .filter((line) => !line.includes('pebbleMigrations'))
    .join('\n')
    .replaceAll("'./locales/", "'#locales/")
    .replaceAll('../support/test-feature/', `../../src/features/${name}/`)
    .replaceAll('../../../db/columns.ts', '../columns.ts')
    .replaceAll('pebbles', plural)
    .replaceAll('Pebbles', capital(plural))
    .replaceAll('pebble', name)
    .replaceAll('Pebble', capital(name));
}

/** The name that sorts after those that there are, ten minutes after the last one. */
function nextMigration(root: string, name: string): string {
  const last =
    readdirSync(join(root, 'db', 'migrations'))
      .toSorted()
      .at(-1) ?? '';
  const [, day = '', hours = '', minutes = ''] = /^(.{10})t(\d\d)(\d\d)/.exec(last) ?? [];
  const next = Number(hours) * 60 + Number(minutes) + 10;
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day}t${two(Math.floor(next / 60))}${two(next % 60)}_${name}.ts`;
}

/** Puts `added` before what matches. @throws where nothing does */
function insert(text: string, before: RegExp, added: string): string {
  const at = text.search(before);
  if (at === -1) throw new Error(`nothing matches ${before.source}`);
  return text.slice(0, at) + added + text.slice(at);
}

/**
 * @param root of the project, in which `name` is not refused
 * @returns what is written, by its path from the root, as prettier formats it.
 */
export async function practiceFiles(root: string, name: string): Promise<Readonly<Record<string, string>>> {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const copied = (path: string) => renamed(read(path), name);
  const list = insert(read('src/features.ts'), /import \{ retroAmong \}/, importOf(name));
  const exported = `## \`${name}\`\n\n| list | keys |\n| --- | --- |\n| \`${name.replace(/s?$/, 's')}\` | \`channel\`, \`words\`, \`keptAt\` |\n\n`;
  const feature = `src/features/${name}/feature.ts`;
  const made = {
    ...Object.fromEntries(
      parts.map((part) => [`src/features/${name}/${part}.ts`, copied(`${template}/${part}.ts`)]),
    ),
    [feature]: insert(
      copied(`${template}/feature.ts`),
      / {2}copy,\n/,
      "  startsOff: { does: copy.named('practice.does') },\n",
    ),
    ...Object.fromEntries(
      Object.entries(placeholders).map(([language, does]) => [
        `locales/${language}/${name}.json`,
        insert(
          copied(`${template}/locales/${language}/pebble.json`),
          / {2}"command\.summary"/,
          `  "practice.does": ${JSON.stringify(does)},\n`,
        ),
      ]),
    ),
    [`db/migrations/${nextMigration(root, name)}`]: copied(`${template}/migration.ts`),
    [`test/store/${name}.test.ts`]: copied('test/store/pebble.test.ts').replace(/^\/\*\*.*\n/, ''),
    'src/features.ts': insert(list, /,?\s*\]\.map\(\s*whereOn,?\s*\);\n\nexport const features/, `, ${name}`),
    'docs/exports.md': insert(read('docs/exports.md'), /## `digest`/, exported),
  };
  const files: Record<string, string> = {};
  for (const [path, text] of Object.entries(made)) {
    const filepath = join(root, path);
    const options = await resolveConfig(filepath, { editorconfig: true });
    const { ignored } = await getFileInfo(filepath, { ignorePath: join(root, '.prettierignore') });
    files[path] = ignored ? text : await format(text, { ...options, filepath });
  }
  return files;
}

const importOf = (name: string) => `import { ${name} } from './features/${name}/feature.ts';\n`;

/** Writes it. @returns the paths */
export async function writePractice(root: string, name: string): Promise<readonly string[]> {
  const files = await practiceFiles(root, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return Object.keys(files);
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..');
  const [name = ''] = process.argv.slice(2);
  const refused = refusalOf(root, name);
  if (refused === null) {
    console.log((await writePractice(root, name)).join('\n'));
    const { status } = spawnSync(process.execPath, ['--no-warnings', 'tools/generate.ts'], {
      cwd: root,
      stdio: 'inherit',
    });
    console.log(
      `\nTry it: npm run jest -- --selectProjects store -- test/store/${name}.test.ts\n\n${left(name)}`,
    );
    process.exitCode = status ?? 1;
  } else {
    console.error(refused);
    process.exitCode = 1;
  }
}

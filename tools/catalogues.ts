/**
 * What the catalogues in `locales` make: beside them, for each a file that imports it in every language, with the type of its keys and of
 * the values that each sentence takes, read from the English one. `npm run generate` writes them; a test compares.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { format, resolveConfig } from 'prettier';
import { languages, type Locale } from '../src/core/languages.ts';

export type Catalogue = Readonly<Record<string, string>>;

/** @param root of the project @returns the names of the catalogues, from the English ones, in order */
export function catalogueNames(root: string): string[] {
  return readdirSync(join(root, 'locales', 'en'))
    .map((file) => basename(file, '.json'))
    .sort();
}

/** @returns the sentences of a catalogue in one language; `undefined` when nobody has begun it there */
export function readCatalogue(root: string, name: string, language: Locale): Catalogue | undefined {
  const path = join(root, 'locales', language, `${name}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Catalogue) : undefined;
}

/** @returns text by path from the root, formatted as prettier formats the rest */
export async function catalogueFiles(root: string): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  for (const name of catalogueNames(root)) {
    const path = `locales/${name}.ts`;
    const options = await resolveConfig(join(root, path));
    files[path] = await format(fileOf(root, name), { ...options, parser: 'typescript' });
  }
  return files;
}

function fileOf(root: string, name: string): string {
  const begun = languages.filter((language) => readCatalogue(root, name, language) !== undefined);
  const sentences = Object.entries(readCatalogue(root, name, 'en') ?? {});
  const takings = sentences.map(([, sentence]) => takes(sentence));
  const kinds = ['None', 'Value'].filter((kind) => takings.some((taking) => taking.includes(kind)));
  const type = `${pascal(name)}Sentences`;
  return [
    `/** The sentences of locales/<language>/${name}.json. Made by \`npm run generate\`. */`,
    `import type { ${['Catalogues', ...kinds].join(', ')} } from '#core/sentence.ts';`,
    ...begun.map(
      (language) => `import ${variable(language)} from './${language}/${name}.json' with { type: 'json' };`,
    ),
    ...(name === 'shared' ? [] : ["import type { SharedSentences } from '#locales/shared.ts';"]),
    '',
    '/** What each sentence takes. */',
    `export interface ${type}${name === 'shared' ? '' : ' extends SharedSentences'} {`,
    ...sentences.map(([key], index) => `  ${property(key)}: ${takings[index] ?? ''};`),
    '}',
    `export type ${pascal(name)}Key = keyof ${type};`,
    '',
    `export const ${camel(name)}: Catalogues<${type}> = { ${begun.map(entry).join(', ')} };`,
    '',
  ].join('\n');
}

const variable = (language: string) => language.replaceAll('-', '');
const entry = (language: string) =>
  language === variable(language) ? language : `'${language}': ${variable(language)}`;
const property = (key: string) => (/^[a-z]\w*$/i.test(key) ? key : `'${key}'`);
const pascal = (name: string) =>
  name.replaceAll(/(?:^|[-.])([a-z])/g, (_, letter: string) => letter.toUpperCase());
const camel = (name: string) => pascal(name).replace(/^[A-Z]/, (letter) => letter.toLowerCase());

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** The type of what a sentence takes: numbers where ICU counts or writes one, otherwise what a sentence can name. */
function takes(sentence: string): string {
  const found = argumentsOf(sentence);
  if (found.size === 0) return 'None';
  const fields = [...found].map(([name, kind]) => `readonly ${name}: ${kind}`);
  return `{ ${fields.join('; ')} }`;
}

/** @returns the arguments of an ICU message, in the order in which they appear, each with the type of its value */
export function argumentsOf(sentence: string): ReadonlyMap<string, 'number' | 'string' | 'Value'> {
  const found = new Map<string, 'number' | 'string' | 'Value'>();
  const visit = (elements: readonly Element[]): void => {
    for (const element of elements) {
      const type: number = element.type;
      if (!('value' in element)) continue;
      if ('options' in element) {
        found.set(element.value, type === pluralType ? 'number' : 'string');
        for (const option of Object.values(element.options)) visit(option.value);
      } else if (type === numberType) found.set(element.value, 'number');
      else if (type === argumentType && !found.has(element.value)) found.set(element.value, 'Value');
    }
  };
  visit(new IntlMessageFormat(sentence, 'en', undefined, { ignoreTag: true }).getAst());
  return found;
}

/** As @formatjs/icu-messageformat-parser numbers the parts of a message. */
const argumentType = 1;
const numberType = 2;
const pluralType = 6;

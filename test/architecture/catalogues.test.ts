/** The sentences of Lore are in `locales`: complete in English and German, alike in every language, and nowhere else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import ts from 'typescript';
import { defineCopy } from '../../src/core/copy.ts';
import { completeCatalogues, completeLanguages, languages, type Locale } from '../../src/core/languages.ts';
import type { AnyCopy } from '../../src/core/sentence.ts';
import { argumentsOf, catalogueFiles, catalogueNames, readCatalogue } from '../../tools/catalogues.ts';

const root = join(import.meta.dirname, '..', '..');
const names = catalogueNames(root);
const english = (name: string) => readCatalogue(root, name, 'en') ?? {};
const shapes = (sentence: string) => Object.fromEntries([...argumentsOf(sentence)].sort());

const missing = (name: string, language: Locale) => {
  const sentences = readCatalogue(root, name, language) ?? {};
  return Object.keys(english(name)).filter((key) => !Object.hasOwn(sentences, key));
};

/** The practice that a new one begins as has its sentences with it. */
const template = join(root, 'test', 'support', 'test-feature');

it('the catalogues make the files beside them', async () => {
  for (const folder of [root, template]) {
    const made = Object.entries(await catalogueFiles(folder));
    for (const [path, text] of made) expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
    expect(made).toHaveLength(catalogueNames(folder).length);
  }
});

it('what a new practice says is said in German too', () => {
  expect(Object.keys(readCatalogue(template, 'pebble', 'de') ?? {})).toEqual(
    Object.keys(readCatalogue(template, 'pebble', 'en') ?? {}),
  );
});

describe.each(names)('%s', (name) => {
  it.each(completeLanguages)('lacks no sentence in %s', (language) => {
    expect(missing(name, language)).toEqual([]);
  });

  it.each(languages)('has in %s only sentences that English has, which take the same values', (language) => {
    const sentences = readCatalogue(root, name, language) ?? {};
    const taken = (of: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.keys(sentences).map((key) => [key, shapes(of[key] ?? 'there is none')]));
    expect(Object.keys(sentences).filter((key) => !Object.hasOwn(english(name), key))).toEqual([]);
    expect(taken(sentences)).toEqual(taken(english(name)));
  });

  it('repeats no sentence that all share', () => {
    const shared = readCatalogue(root, 'shared', 'en') ?? {};
    const again = Object.keys(english(name)).filter((key) => name !== 'shared' && Object.hasOwn(shared, key));
    expect(again).toEqual([]);
  });
});

/** Of a sentence: what each argument may be, so that every choice in it is said once. */
function everyWay(sentence: string): Readonly<Record<string, string | number>>[] {
  const choices = new Map<string, (string | number)[]>(
    [...argumentsOf(sentence)].map(([name, kind]) => [name, kind === 'number' ? [1, 2] : ['x']]),
  );
  const visit = (elements: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const element of elements) {
      if (!('options' in element)) continue;
      if (argumentsOf(sentence).get(element.value) === 'string')
        choices.set(element.value, Object.keys(element.options));
      for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(sentence, 'en', undefined, { ignoreTag: true }).getAst());
  return [...choices].reduce<Record<string, string | number>[]>(
    (ways, [name, values]) => ways.flatMap((way) => values.map((value) => ({ ...way, [name]: value }))),
    [{}],
  );
}

/** What Slack parses in mrkdwn, and shows as it is in the error of a field, a label, a title and a button. */
const markup = /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|<[@#!]|&\w+;/u;

/** All that is said in a language, as plain text, with each choice in it. */
const saidIn = (language: Locale): readonly string[] =>
  names.flatMap((name) => {
    const sentences = readCatalogue(root, name, language) ?? {};
    const copy: AnyCopy = defineCopy({ en: english(name), [language]: sentences });
    const t = copy.in(language, 'UTC');
    return Object.entries(sentences).flatMap(([key, sentence]) =>
      everyWay(sentence).map((values) => t.plain(key, values)),
    );
  });

it.each(languages)('as plain text, no sentence in %s has signs of mrkdwn', (language) => {
  expect(saidIn(language).filter((said) => markup.test(said))).toEqual([]);
});

/** "1 of 6 have answered". */
const oneAsMany = /\b1 (?:of|von|de) \d+ (?:have|are|were|haben|sind|wurden|responderam|estão)\b/;

it.each(languages)('in %s, one of several is one: “1 of 6 has answered”', (language) => {
  expect(saidIn(language).filter((said) => oneAsMany.test(said))).toEqual([]);
});

/** Slack's German says "Kanal" and "App-Home", Workspace has its genitive, and everybody is "du". */
const notOurGerman =
  /\bChannels?\b|App Home|\b(?:des|dieses|eures|deines) Workspace\b|(?<=[\p{L},] )(?:Sie|Ihnen|Ihre?[mnrs]?)\b/u;

it('German has one word for each thing, and one way to address people', () => {
  expect(saidIn('de').filter((said) => notOurGerman.test(said))).toEqual([]);
});

/** What English writes large within a sentence: names, and words of Lore's own screens where a sentence quotes them. */
const properNames =
  'I I’ll I’m I’ve Lore Lore’s Slack App Home Messages Monday Tuesday Europe Hana Noor X Y Ls Start What On Off PDF Markdown NASA N Cerasoli Grant Gino Lehtinen Kaplan Meier Brookmeyer Crowley Edmondson Eby AI MCP HTTP GitHub Jira WEB';

it('English is in sentence case everywhere: within a sentence only names are capitalised', () => {
  const known = new Set(properNames.split(' '));
  const large = names.flatMap((name) =>
    Object.entries(english(name)).flatMap(([key, sentence]) => {
      const words = sentence.replaceAll(/`[^`]*`|\{\w+\}/g, '…');
      const within = [...words.matchAll(/(?<=[\p{Ll}\p{N},;)’”] )\p{Lu}[\p{L}’]*/gu)];
      return within.filter(([word]) => !known.has(word)).map(([word]) => `${name} ${key}: ${word}`);
    }),
  );
  expect(large).toEqual([]);
});

it('questions ask what and how: none asks why, and none about the work asks who', () => {
  const asked = names.flatMap((name) =>
    Object.entries(english(name)).flatMap(([key, sentence]) =>
      (sentence.match(/[^.!?:\n“(]*\?/g) ?? []).map((question) => ({ key, of: `${name} ${key}`, question })),
    ),
  );
  const asking = (word: RegExp) => asked.filter(({ question }) => word.test(question));
  expect(asking(/\bwhy\b/i)).toEqual([]);
  // Elsewhere a person is chosen, or it is said who reads something.
  const aboutWork = asking(/\bwho(?:m|se|’s)?\b/i).filter(({ key }) =>
    /^(?:prompt|question|column|round\.checkIn)\b/.test(key),
  );
  // Who can help.
  expect(aboutWork.map(({ of }) => of)).toEqual(['journey question.unknown']);
});

describe.each(languages.filter((language) => !completeLanguages.includes(language)))(
  'in %s, a language in progress',
  (language) => {
    const complete = completeCatalogues[language] ?? [];
    const counts = names.map((name) => ({
      name,
      lacks: missing(name, language).length,
      of: Object.keys(english(name)).length,
    }));

    it.each(counts)('$name lacks $lacks of $of sentences, and none where it is called complete', (count) => {
      expect({ name: count.name, isComplete: count.lacks === 0 }).toEqual({
        name: count.name,
        isComplete: complete.includes(count.name),
      });
    });

    it('only catalogues that there are can be called complete', () => {
      expect(complete.filter((name) => !names.includes(name))).toEqual([]);
    });
  },
);

const isTemplatePart = (node: ts.Node): node is ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail =>
  ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);

/** What several words are, in a string that is no error of ours and nothing of TypeScript's. */
function sentencesIn(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) || ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    if ((ts.isStringLiteralLike(node) || isTemplatePart(node)) && /\p{L}{2,} +\p{L}{2,}/u.test(node.text))
      found.push(`${file}: ${node.text}`);
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

it('a practice has its sentences there and nowhere else', () => {
  const files = readdirSync(join(root, 'src', 'features'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('src', 'features', file));
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(sentencesIn)).toEqual([]);
});

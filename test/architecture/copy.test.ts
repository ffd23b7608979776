/** Every sentence is one that somebody may read: the compiler knows which keys the code can ask for, also where it puts them together. */
import { join } from 'node:path';
import ts from 'typescript';
import type { AnyCopy } from '../../src/core/sentence.ts';
import { retentionPoliciesOf } from '../../src/core/retention.ts';
import { features } from '../../src/features.ts';
import { systemCopies } from '../support/system-copies.ts';

const root = join(import.meta.dirname, '..', '..');
const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
const program = ts.createProgram(
  ['main.ts', 'cli.ts'].map((name) => join(root, 'src', name)),
  options,
);
const checker = program.getTypeChecker();

/** `refused.${code}` is each of the keys that the type of `code` allows. */
function keysOf({ head, templateSpans }: ts.TemplateExpression): string[] {
  return templateSpans.reduce(
    (begun, { expression, literal }) => {
      const type = checker.getTypeAtLocation(expression);
      const values = (type.isUnion() ? type.types : [type]).flatMap((one) =>
        one.isStringLiteral() || one.isNumberLiteral() ? [one.value] : [],
      );
      return begun.flatMap((start) => values.map((value) => `${start}${value}${literal.text}`));
    },
    [head.text],
  );
}

function saidIn(node: ts.Node): string[] {
  if (ts.isTypeNode(node)) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  const own = ts.isTemplateExpression(node) ? keysOf(node) : [];
  const inner: string[] = [];
  node.forEachChild((child) => {
    inner.push(...saidIn(child));
  });
  return [...own, ...inner];
}

/** @returns what the files of these folders can say; the sentences themselves say nothing */
function saidUnder(folders: readonly string[]): ReadonlySet<string> {
  const sources = program
    .getSourceFiles()
    .filter(({ fileName }) => folders.some((folder) => fileName.startsWith(join(root, 'src', folder))))
    .filter(({ fileName }) => !/copy\.ts$/.test(fileName));
  return new Set(sources.flatMap((source) => saidIn(source)));
}

/** What exports put before values that they do not know: that each of their keys has words is tested where they are made. */
const wordsOfData = 'data.';

const copies: readonly (readonly [string, AnyCopy, readonly string[]])[] = [
  // What a command says of itself is declared in one place.
  ...features.map(({ name, copy }) => [name, copy, [`features/${name}/`, 'core/help-words.ts']] as const),
  ...systemCopies.map(({ name, copy, saidBy }) => [name, copy, saidBy] as const),
];
/** What is said beside how long rows are kept. */
const kept = new Set(features.flatMap(retentionPoliciesOf).map(({ name }) => name.replace('.', ' kept.')));

it.each(copies)('every sentence of %s is said somewhere', (name, copy, folders) => {
  const said = saidUnder(folders);
  const unsaid = Object.keys(copy.sentences.en).filter(
    (key) => !said.has(key) && !kept.has(`${name} ${key}`) && !key.startsWith(wordsOfData),
  );
  expect(unsaid).toEqual([]);
});

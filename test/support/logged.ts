/** What the source says to the log at warn or above, found in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..');

const levels = new Set(['warn', 'error', 'fatal']);

/** Every sentence as it stands in the log, where `…` stands for what is put in; `null` for what is made elsewhere. */
export function loggedIn(
  folder: string,
): readonly { readonly file: string; readonly words: string | null }[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted()
    .flatMap((file) => {
      const source = ts.createSourceFile(
        file,
        readFileSync(join(root, file), 'utf8'),
        ts.ScriptTarget.Latest,
      );
      const found: { readonly file: string; readonly words: string | null }[] = [];
      const walk = (node: ts.Node): void => {
        if (ts.isCallExpression(node) && isOfLog(node.expression)) {
          const [, words] = node.arguments;
          for (const said of words === undefined ? [null] : sentences(words))
            found.push({ file, words: said });
        }
        ts.forEachChild(node, walk);
      };
      walk(source);
      return found;
    });
}

/** `log.warn`, `parts.log.error`, `log[…]`. */
function isOfLog(callee: ts.Expression): boolean {
  const isLog = (of: ts.Expression): boolean =>
    (ts.isIdentifier(of) && of.text === 'log') ||
    (ts.isPropertyAccessExpression(of) && of.name.text === 'log');
  if (ts.isPropertyAccessExpression(callee)) return levels.has(callee.name.text) && isLog(callee.expression);
  return ts.isElementAccessExpression(callee) && isLog(callee.expression);
}

function sentences(words: ts.Expression): (string | null)[] {
  if (ts.isStringLiteral(words) || ts.isNoSubstitutionTemplateLiteral(words)) return [words.text];
  if (ts.isConditionalExpression(words)) return [...sentences(words.whenTrue), ...sentences(words.whenFalse)];
  if (ts.isTemplateExpression(words))
    return [`${words.head.text}${words.templateSpans.map(({ literal }) => `…${literal.text}`).join('')}`];
  return [null];
}

/** The response types of `@slack/web-api` as samples: every key that a response may have, with a blank value of its type. */
import { join } from 'node:path';
import ts from 'typescript';
import { anyKey } from './shape.ts';

const folder = join(
  import.meta.dirname,
  '..',
  '..',
  'node_modules',
  '@slack',
  'web-api',
  'dist',
  'types',
  'response',
);

/** @param method `chat.postMessage` @returns what its response type holds, four levels deep */
export function responseSample(method: string): unknown {
  const name = method
    .split('.')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
    // The one word that it writes otherwise.
    .replace('Openid', 'OpenID');
  const path = join(folder, `${name}Response.d.ts`);
  const program = ts.createProgram([path], {
    skipLibCheck: true,
    types: [],
    lib: ['lib.es2015.d.ts'],
  });
  const file = program.getSourceFile(path);
  const checker = program.getTypeChecker();
  const found = file?.statements.find(
    (one): one is ts.TypeAliasDeclaration =>
      ts.isTypeAliasDeclaration(one) && one.name.text === `${name}Response`,
  );
  // The library's own additions are its first half; what Slack sends is the second.
  const told =
    found !== undefined && ts.isIntersectionTypeNode(found.type) ? found.type.types.at(-1) : undefined;
  if (told === undefined) throw new Error(`@slack/web-api has no response type for ${method}`);
  return blank(checker, checker.getTypeFromTypeNode(told), told, 6);
}

function blank(checker: ts.TypeChecker, type: ts.Type, at: ts.Node, depth: number): unknown {
  const [only] = type.isUnion()
    ? type.types.filter((one) => (one.flags & ts.TypeFlags.Undefined) === 0)
    : [type];
  if (only === undefined || depth === 0) return null;
  if ((only.flags & ts.TypeFlags.StringLike) !== 0) return '';
  if ((only.flags & ts.TypeFlags.NumberLike) !== 0) return 0;
  if ((only.flags & ts.TypeFlags.BooleanLike) !== 0) return false;
  if ((only.flags & ts.TypeFlags.Object) === 0) return null;
  const text = checker.typeToString(only);
  if (text.endsWith('[]')) {
    const [item] = checker.getTypeArguments(only as ts.TypeReference);
    return item === undefined ? [] : [blank(checker, item, at, depth - 1)];
  }
  const anyOne = checker.getIndexInfoOfType(only, ts.IndexKind.String);
  if (anyOne !== undefined) return { [anyKey]: blank(checker, anyOne.type, at, depth - 1) };
  return Object.fromEntries(
    only
      .getProperties()
      .map((property) => [
        property.name,
        blank(checker, checker.getTypeOfSymbolAtLocation(property, at), at, depth - 1),
      ]),
  );
}

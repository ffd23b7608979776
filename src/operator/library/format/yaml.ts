/**
 * YAML as a front matter needs it, always the same for the same fields. Any reader of YAML 1.2 gets back exactly what was written: what could
 * mean something else to one stands in quotes, with escapes.
 */
import type { Json } from '#core/export.ts';
import type { Fields } from './fields.ts';

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** @returns lines, each ending in `\n` */
export function yamlOf(fields: Fields, indent = ''): string {
  return Object.entries(fields)
    .map(([name, value]) => `${indent}${name}:${valueOf(value, indent)}`)
    .join('');
}

/** What stands after the colon, or the dash. @param indent of the line that it begins in */
function valueOf(value: Json, indent: string): string {
  if (typeof value === 'string') return textOf(value, indent);
  if (value === null || typeof value !== 'object') return ` ${String(value)}\n`;
  const inner = `${indent}  `;
  if (isList(value)) return `\n${value.map((one) => `${inner}-${itemOf(one, inner)}`).join('')}`;
  return `\n${yamlOf(value, inner)}`;
}

/** A record begins on the line of its dash. */
function itemOf(value: Json, indent: string): string {
  if (value === null || typeof value !== 'object' || isList(value)) return valueOf(value, indent);
  return ` ${yamlOf(value, `${indent}  `).trimStart()}`;
}

function textOf(text: string, indent: string): string {
  if (isPlain(text)) return ` ${text}\n`;
  if (!isBlock(text)) return ` ${quoted(text)}\n`;
  const lines = text.split('\n').map((line) => (line === '' ? '' : `${indent}  ${line}`));
  return ` |-\n${lines.join('\n')}\n`;
}

/** A line that is read as text by everyone: it begins with a letter, and is neither a number nor a word such as `yes`. */
const isPlain = (text: string): boolean =>
  /^(?:[\p{L}_][\p{L}\p{M}\p{N} _.,;()/+'"!?&=<>-]*|\d{4}-\d\d-\d\dT[\d:.]+Z)$/u.test(text) &&
  !/ $|^(?:y|n|yes|no|true|false|on|off|null|nan|inf)$/i.test(text);

/** Lines that YAML keeps as they are: no ends of lines or of blocks that it would change, nothing that an editor does not show. */
const isBlock = (text: string): boolean =>
  text.includes('\n') &&
  text.trim() === text &&
  !/^[ \t]+$/m.test(text) &&
  !hidden.test(text.replaceAll(/[\t\n]/g, ''));

/** What is not seen, or ends a line for some readers. */
const hidden = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Co}\p{Cn}\uFEFF\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069]/u;

/** As JSON, which is YAML, with escapes for what is not seen. */
const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll(new RegExp(hidden, 'gu'), (sign) =>
    Array.from(
      { length: sign.length },
      (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );

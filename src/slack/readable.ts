/** Records as text that a person can read, and in pages. Pure. */
import type { Json } from '../core/feature.ts';

/**
 * Plain records as indented lines. Nothing is left out and nothing shortened.
 * @returns one line each: `name: value`, lists with a dash, line breaks of a text kept
 */
export function readable(value: Json, depth = 0): string[] {
  const indent = '  '.repeat(depth);
  if (!isObject(value) && !Array.isArray(value)) return [`${indent}${plain(value)}`];
  const entries: (readonly [string, Json])[] = isObject(value)
    ? Object.entries(value)
    : (value as readonly Json[]).map((entry) => ['–', entry] as const);
  return entries.flatMap(([name, entry]) => {
    const label = name === '–' ? '–' : `${name}:`;
    if (isLeaf(entry)) return [`${indent}${label} ${plain(entry)}`];
    const inner = readable(entry, depth + 1);
    return inner.length === 0 ? [`${indent}${label} –`] : [`${indent}${label}`, ...inner];
  });
}

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isLeaf(value: Json): value is string | number | boolean | null {
  return typeof value !== 'object' || value === null;
}
function plain(value: Json): string {
  return value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * Lines as pages of sections.
 * @param section most characters of a section; a line that is longer goes on in the next
 * @param sections most sections of a page
 * @returns at least one page; joined they are the text, cut nowhere but between characters
 */
export function inPages(lines: readonly string[], section: number, sections: number): string[][] {
  const all: string[] = [''];
  for (const line of lines.flatMap((long) => chunks(long, section))) {
    const last = all.at(-1) ?? '';
    if (last !== '' && last.length + 1 + line.length > section) all.push(line);
    else all[all.length - 1] = last === '' ? line : `${last}\n${line}`;
  }
  const pages: string[][] = [];
  for (let from = 0; from < all.length; from += sections) pages.push(all.slice(from, from + sections));
  return pages;
}

function chunks(text: string, size: number): string[] {
  if (text.length <= size) return [text];
  const parts: string[] = [];
  let rest = text;
  while (rest.length > size) {
    // A pair of surrogates is one character.
    const end = /[\uD800-\uDBFF]$/.test(rest.slice(0, size)) ? size - 1 : size;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...parts, rest];
}

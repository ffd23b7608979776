/** A retrospective as Markdown: what people wrote cannot become anything else than words. Pure. */
import type { Piece } from '#core/kit/blocks.ts';
import { type Entry, inLists } from '../history/page.ts';
import { isTitle, type Naming, saidIn } from './rules.ts';

/** @returns a document that ends with a line break */
export function markdown(title: string, entries: readonly Entry[], naming: Naming): string {
  const paragraphs = inLists(entries).map((group) => group.map((entry) => lineOf(entry, naming)).join('\n'));
  return `${[`# ${inOneLine(title)}`, ...paragraphs].join('\n\n')}\n`;
}

function lineOf(entry: Entry, naming: Naming): string {
  switch (entry.kind) {
    case 'heading':
      return `${'#'.repeat(entry.level)} ${inOneLine(entry.text)}`;
    case 'line':
      return inLines(entry.pieces, naming, '');
    case 'bullet':
      return `- ${inLines(entry.pieces, naming, '  ')}`;
  }
}

/** Keeps line breaks within one paragraph. @param indent for the following lines of the same paragraph */
function inLines(pieces: readonly Piece[], naming: Naming, indent: string): string {
  const whole = pieces.map((piece) => pieceOf(piece, naming)).join('');
  return whole
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(atStart)
    .join(`\\\n${indent}`);
}

function pieceOf(piece: Piece, naming: Naming): string {
  if (typeof piece !== 'string' && 'channel' in piece) {
    const link = `slack://channel?team=${naming.teamId}&id=${piece.channel}`;
    return `[#${escaped(saidIn(piece, naming).slice(1))}](${link})`;
  }
  const text = escaped(saidIn(piece, naming));
  if (!isTitle(piece)) return text;
  // Emphasis marks must touch the words they enclose.
  const [, start = '', inner = '', end = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return inner === '' ? text : `${start}**${inner.replaceAll('\n', '**\n**')}**${end}`;
}

const inOneLine = (text: string): string => atStart(escaped(text).replaceAll('\n', ' ').trim());

/** Escapes everything Markdown would interpret, anywhere in a line. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n|[\r\u2028\u2029\u0085\v\f]/g, '\n')
    .replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F]/g, ' ')
    .replaceAll(/[\\`*_[\]<>&~|#!$]/g, '\\$&');
}

/** Escapes what would begin a list, a rule, a heading underline or a definition at the start of a line. */
function atStart(line: string): string {
  return line
    .replace(/^([-+=:]|\d{1,9}(?=[.)]))/, (start) => (/\d/.test(start) ? start : `\\${start}`))
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

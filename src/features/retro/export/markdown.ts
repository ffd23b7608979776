/** A retrospective as Markdown: what people wrote cannot become anything else than words. Pure. */
import type { Piece } from '#core/kit/blocks.ts';
import { markdownLine, markdownLines, markdownText } from '#core/markdown.ts';
import { type Entry, inLists } from '../history/page.ts';
import { isTitle, type Naming, saidIn } from './rules.ts';

/** @returns a document that ends with a line break */
export function markdown(title: string, entries: readonly Entry[], naming: Naming): string {
  const paragraphs = inLists(entries).map((group) => group.map((entry) => lineOf(entry, naming)).join('\n'));
  return `${[`# ${markdownLine(title)}`, ...paragraphs].join('\n\n')}\n`;
}

function lineOf(entry: Entry, naming: Naming): string {
  switch (entry.kind) {
    case 'heading':
      return `${'#'.repeat(entry.level)} ${markdownLine(entry.text)}`;
    case 'line':
      return inLines(entry.pieces, naming, '');
    case 'bullet':
      return `- ${inLines(entry.pieces, naming, '  ')}`;
  }
}

const inLines = (pieces: readonly Piece[], naming: Naming, indent: string): string =>
  markdownLines(pieces.map((piece) => pieceOf(piece, naming)).join(''), indent);

function pieceOf(piece: Piece, naming: Naming): string {
  if (typeof piece !== 'string' && 'channel' in piece) {
    const link = `slack://channel?team=${naming.teamId}&id=${piece.channel}`;
    return `[#${markdownText(saidIn(piece, naming).slice(1))}](${link})`;
  }
  const text = markdownText(saidIn(piece, naming));
  if (!isTitle(piece)) return text;
  // Emphasis marks must touch the words they enclose.
  const [, start = '', inner = '', end = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return inner === '' ? text : `${start}**${inner.replaceAll('\n', '**\n**')}**${end}`;
}

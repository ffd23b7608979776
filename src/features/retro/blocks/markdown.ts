/** A page as Markdown (CommonMark). What people wrote stays what they wrote: nothing in it becomes a heading, a link or a list of its own. Pure. */
import type { ChannelId, TeamId } from '../../../core/ids.ts';
import type { Piece } from '../../../core/kit/blocks.ts';
import type { Entry } from './page.ts';

export interface Naming {
  readonly teamId: TeamId;
  /** What a channel is called, without `#`; those that the reader cannot see are missing. */
  readonly channels: ReadonlyMap<ChannelId, string>;
}

/** @returns a document that ends with a line break */
export function markdown(title: string, entries: readonly Entry[], naming: Naming): string {
  const lines = [`# ${inOneLine(title)}`];
  let before: Entry['kind'] = 'heading';
  for (const entry of entries) {
    // A list stays one list; everything else is a paragraph of its own.
    if (entry.kind !== 'bullet' || before !== 'bullet') lines.push('');
    lines.push(lineOf(entry, naming));
    before = entry.kind;
  }
  return `${lines.join('\n')}\n`;
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

/** Line breaks stay line breaks of the same paragraph. @param indent what belongs to the paragraph begins so in the next line */
function inLines(pieces: readonly Piece[], naming: Naming, indent: string): string {
  const whole = pieces.map((piece) => pieceOf(piece, naming)).join('');
  return whole
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(atStart)
    .join(`\\\n${indent}`);
}

function pieceOf(piece: Piece, { teamId, channels }: Naming): string {
  if (typeof piece === 'string') return escaped(piece);
  if ('person' in piece) return `[@${escaped(piece.person)}](slack://user?team=${teamId}&id=${piece.person})`;
  if ('channel' in piece) {
    const name = channels.get(piece.channel) ?? piece.channel;
    return `[#${escaped(name)}](slack://channel?team=${teamId}&id=${piece.channel})`;
  }
  if ('link' in piece) return escaped(piece.link);
  const text = escaped(piece.bold);
  // Emphasis has to touch the words that it holds.
  const [, start = '', inner = '', end = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return inner === '' ? text : `${start}**${inner.replaceAll('\n', '**\n**')}**${end}`;
}

const inOneLine = (text: string): string => atStart(escaped(text).replaceAll('\n', ' ').trim());

/** Nothing in it means anything to Markdown, wherever in a line it stands. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n|[\r\u2028\u2029\u0085\v\f]/g, '\n')
    .replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F]/g, ' ')
    .replaceAll(/[\\`*_[\]<>&~|#!$]/g, '\\$&');
}

/** What would begin a list, a rule, a heading of the line above, or a definition, where a line begins. */
function atStart(line: string): string {
  return line
    .replace(/^([-+=:]|\d{1,9}(?=[.)]))/, (start) => (/\d/.test(start) ? start : `\\${start}`))
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

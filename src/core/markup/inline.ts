/** What people mean within a line: code, links, emoji, and words set off. Whatever is not surely meant stays as it was typed. Pure. */
import type { RichTextElement } from '@slack/types';
import { addressIn, labelledLink, linkTo, type Style, styled } from './address.ts';
import { emojiNamed } from './emoji-names.ts';

/** What stands before words that are set off, and after them. */
const before = String.raw`(?<=^|[\s(\[{"'“„«‚‘/–—-])`;
const after = String.raw`(?=$|[\s)\]}"'”“»’.,;:!?…/–—-])`;
const setOff = (mark: string, name: string) =>
  String.raw`${before}${mark}(?<${name}>(?![\s/.])[^\n${mark}]+(?<!\s))${mark}${after}`;

/** The first that fits from the left counts, and nothing is looked for in code. */
const meant = new RegExp(
  [
    String.raw`(?<!${'`'})${'`'}(?<code>[^${'`'}\n]+)${'`'}(?!${'`'})`,
    String.raw`<(?<angle>(?:https?:|mailto:)[^\s<>|]+)(?:\|(?<angleLabel>[^<>\n]+))?>`,
    String.raw`\[(?<label>[^\[\]\n]+)\]\((?<target>(?:https?:|mailto:)(?:[^\s()]|\([^\s()]*\))+)\)`,
    String.raw`(?<![\p{L}\p{N}])(?<bare>(?:https?:\/\/|mailto:)[^\s<>"${'`'}|]+)`,
    String.raw`(?<![\p{L}\p{N}]):(?<emoji>[a-z0-9_+-]+):(?::skin-tone-(?<tone>[2-6]):)?(?![\p{L}\p{N}])`,
    setOff(String.raw`\*`, 'bold'),
    setOff('_', 'italic'),
    setOff('~', 'strike'),
  ].join('|'),
  'gu',
);

/** A text of Slack's blocks, in characters. */
const longest = 3_000;

/** @param style what the words around it are set in */
export function inlinesOf(text: string, style: Style = {}): RichTextElement[] {
  const found: RichTextElement[] = [];
  let at = 0;
  for (const match of text.matchAll(meant)) {
    const [whole] = match;
    const elements = elementsOf(match.groups ?? {}, style);
    if (elements === null) continue;
    found.push(...plain(text.slice(at, match.index), style), ...elements);
    at = match.index + whole.length;
    const rest = match.groups?.['bare'] === undefined ? '' : trailing(whole);
    found.push(...plain(rest, style));
  }
  found.push(...plain(text.slice(at), style));
  return joined(found);
}

/** Text as it is, in pieces that Slack takes. */
export function plain(text: string, style: Style = {}): RichTextElement[] {
  return pieces(text).map((piece) => ({ type: 'text', text: piece, ...styled(style) }));
}

/** @returns `null`: it stays as it was typed */
function elementsOf(
  groups: Readonly<Record<string, string | undefined>>,
  style: Style,
): RichTextElement[] | null {
  const { code, angle, angleLabel, label, target, bare, emoji, tone, bold, italic, strike } = groups;
  if (code !== undefined) return code.trim() === '' ? null : plain(code, { ...style, code: true });
  const labelled = angle ?? target;
  if (labelled !== undefined) return labelledOf(labelled, (angleLabel ?? label ?? labelled).trim(), style);
  if (bare !== undefined) {
    const written = bare.slice(0, bare.length - trailing(bare).length);
    const address = addressIn(written);
    return address === null ? null : [linkTo(address, written, style)];
  }
  if (emoji !== undefined) return emojiOf(emoji, tone, style);
  const words = bold ?? italic ?? strike ?? '';
  if (!/[\p{L}\p{N}]/u.test(words)) return null;
  const set = bold === undefined ? (italic === undefined ? 'strike' : 'italic') : 'bold';
  return inlinesOf(words, { ...style, [set]: true });
}

/** Slack takes a colour of skin, which its types leave out, where there is one. */
function emojiOf(name: string, tone: string | undefined, style: Style): RichTextElement[] | null {
  const known = emojiNamed(name);
  if (known === null) return null;
  const skin = tone === undefined || !known.hasTones ? {} : { skin_tone: Number(tone) };
  return [{ type: 'emoji', name, ...skin, ...styled(style) }];
}

function labelledOf(written: string, label: string, style: Style): RichTextElement[] | null {
  const address = addressIn(written);
  return address === null || label === '' ? null : labelledLink(address, written, label, style);
}

/** What ends the sentence rather than the address. */
function trailing(address: string): string {
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1);
    const isClosing = last === ')' && count(address.slice(0, end), ')') > count(address.slice(0, end), '(');
    if (!isClosing && !/[.,;:!?'’”“»…\]}*_~]/.test(last)) break;
  }
  return address.slice(end);
}

const count = (text: string, sign: string): number => text.split(sign).length - 1;

function pieces(text: string): string[] {
  const all: string[] = [];
  for (let at = 0; at < text.length;) {
    const cut = text.slice(at, at + longest);
    const piece = at + longest < text.length && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
    all.push(piece);
    at += piece.length;
  }
  return all;
}

/** Adjacent text in one style is one element. */
function joined(elements: readonly RichTextElement[]): RichTextElement[] {
  const all: RichTextElement[] = [];
  for (const element of elements) {
    const last = all.at(-1);
    const isSame =
      last?.type === 'text' &&
      element.type === 'text' &&
      JSON.stringify(last.style) === JSON.stringify(element.style) &&
      last.text.length + element.text.length <= longest;
    if (isSame) all.splice(-1, 1, { ...last, text: last.text + element.text });
    else all.push(element);
  }
  return all;
}

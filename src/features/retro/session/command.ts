/** What is typed after `/retro`, and its help. */
import { helpWords } from '#core/help-words.ts';
import { context } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { messageOf } from '#core/kit/message.ts';
import type { Command } from '#core/listener.ts';
import type { Reader } from '#core/people.ts';
import type { Message } from '#core/post.ts';
import { suggest } from '#core/suggest.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { keptAtFirst, promise } from './promises.ts';
import { enoughToHide } from './rules.ts';
import { retroCopy } from './words.ts';

export const known = ['help', 'actions', 'numbers', 'trends', 'asked'] as const;

/** Words that a name may follow. */
export const withName = ['plan', 'before', 'history'] as const;

/** The meaning of the text after `/retro`. */
type Meant =
  | { readonly kind: (typeof known)[number] }
  | { readonly kind: 'slip'; readonly word: string; readonly suggestion: string }
  | { readonly kind: (typeof withName)[number] | 'start'; readonly about: string }
  | { readonly kind: 'long'; readonly length: number };

/** Pure. A single word close to one of ours prompts a question; in quotes, it is a name. */
export function readCommand(text: string): Meant {
  const word = text.trim();
  if (helpWords.includes(word.toLowerCase())) return { kind: 'help' };
  const exact = known.find((name) => name === word.toLowerCase());
  if (exact !== undefined) return { kind: exact };
  const [first = '', ...rest] = word.split(/\s+/);
  const verb = withName.find((name) => name === first.toLowerCase());
  const isName = verb !== undefined || unquoted(word) !== word;
  const near = isName ? null : suggest(word, [...known, ...withName]);
  if (near !== null) return { kind: 'slip', word, suggestion: near };
  const about = unquoted(verb === undefined ? word : rest.join(' '));
  // Text that fits the input goes there, to be shortened by the person; longer text would be cut.
  if (about.length > limits.input) return { kind: 'long', length: about.length };
  return { kind: verb ?? 'start', about };
}

const unquoted = (text: string): string => /^["“„«](.*)["”“»]$/.exec(text)?.[1]?.trim() ?? text;

/** Help, and what a slip may have meant. */
export const inWords: NonNullable<Command['inWords']> = (reader, text) => {
  const meant = readCommand(text);
  if (meant.kind === 'slip') return helpMessage(reader, meant);
  return meant.kind === 'help' ? helpMessage(reader) : null;
};

/** @param slip the typed word and the likely intended one */
export function helpMessage(
  { locale, tz, readsAs }: Reader,
  slip?: { readonly word: string; readonly suggestion: string },
): Message {
  const t = retroCopy.in(locale, tz);
  const isMember = readsAs !== 'guest';
  const suggestion: Mrkdwn[] =
    slip === undefined
      ? []
      : [
          t.mrkdwn('help.guess', { word: slip.word, guess: slip.suggestion }),
          ...(isMember ? [t.mrkdwn('help.quoted', { word: slip.word })] : []),
        ];
  const kept = keptAtFirst({ names: 'hidden', cardsFor: 'participants' }, enoughToHide);
  const path = join([promise({ locale, tz }, 'help', kept), t.mrkdwn('help.path')], ' ');
  const commands = join([
    t.mrkdwn(isMember ? 'help.start' : 'help.guest'),
    ...(isMember ? [t.mrkdwn('help.plan'), t.mrkdwn('help.before')] : []),
    t.mrkdwn('help.history'),
    t.mrkdwn('help.actions'),
    ...(isMember ? [t.mrkdwn('help.asked')] : []),
    t.mrkdwn('help.help'),
  ]);
  return messageOf(...suggestion, commands, context(path));
}

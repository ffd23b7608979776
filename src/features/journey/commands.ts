/** `/journey`. */

import { suggest } from '#core/suggest.ts';
import { helpWords } from '#core/help-words.ts';
import { context } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  type Command,
  type Interaction,
  nothing,
  open,
  type Reply,
  say,
  type Shortcut,
} from '#core/listener.ts';
import type { Reader } from '#core/people.ts';
import type { Message } from '#core/post.ts';
import { join } from '#core/text.ts';
import { renderFirst, renderInvite, renderRecurrence } from './asking/screens.ts';
import { journeyCopy } from './copy.ts';
import { timeline, writeForm, writeNew } from './entries/form.ts';
import { renderAnother } from './entries/timeline.ts';
import { writeShortcut } from './ids.ts';
import { keepingOf } from './rows.ts';

const known = ['write', 'see', 'rhythm', 'first', 'invite', 'help'] as const;
type Word = (typeof known)[number];

/** The meaning of the text after `/journey`. `text`: the beginning of an entry. */
export type Meant =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mine' | Word }
  | { readonly kind: 'slip'; readonly word: string; readonly suggestion: string }
  | { readonly kind: 'unknown'; readonly word: string };

/** Pure. */
export function readCommand(text: string): Meant {
  const typed = text.trim();
  const word = typed.toLowerCase();
  if (word === '') return { kind: 'mine' };
  if (helpWords.includes(word)) return { kind: 'help' };
  const exact = known.find((name) => name === word);
  if (exact !== undefined) return { kind: exact };
  if (/\s/.test(typed)) return { kind: 'text', text: typed };
  const near = suggest(word, known);
  return near === null ? { kind: 'unknown', word: typed } : { kind: 'slip', word: typed, suggestion: near };
}

async function run(interaction: Interaction, text: string): Promise<Reply> {
  const { person, scope } = interaction;
  const t = journeyCopy.for(interaction);
  const meant = readCommand(text);
  switch (meant.kind) {
    case 'mine':
      return open(await timeline(interaction, person.userId));
    case 'write':
      return open(await writeForm(interaction));
    case 'text':
      return writeNew(interaction, meant.text);
    case 'see':
      return open(renderAnother(t));
    case 'rhythm':
      return open(renderRecurrence(t, (await keepingOf(scope))?.rhythm ?? 'fortnight'));
    case 'first':
      return open(renderFirst(t));
    case 'invite':
      return person.isAdmin ? open(renderInvite(t)) : say(messageOf(t.mrkdwn('refused.notAdmin')));
    case 'help':
    case 'slip':
    case 'unknown':
      // Answered in words.
      return nothing;
  }
}

const inWords: Command['inWords'] = (reader, text) => {
  const meant = readCommand(text);
  if ('word' in meant) return helpMessage(reader, meant);
  return meant.kind === 'help' ? helpMessage(reader) : null;
};

function helpMessage(
  { locale, tz, readsAs }: Reader,
  meant?: Extract<Meant, { readonly word: string }>,
): Message {
  const t = journeyCopy.in(locale, tz);
  const first =
    meant === undefined
      ? []
      : meant.kind === 'slip'
        ? [t.mrkdwn('help.guess', { word: meant.word, guess: meant.suggestion })]
        : [t.mrkdwn('help.unknown', { word: meant.word.slice(0, 100) })];
  const lines = join([
    t.mrkdwn('help.mine'),
    t.mrkdwn('help.write'),
    t.mrkdwn('help.see'),
    t.mrkdwn('help.rhythm'),
    ...(readsAs === 'guest' ? [] : [t.mrkdwn('help.first')]),
    ...(readsAs === 'admin' ? [t.mrkdwn('help.invite')] : []),
    t.mrkdwn('help.help'),
  ]);
  return messageOf(...first, lines, context(t.mrkdwn('help.what')));
}

export const commands: readonly Command[] = [
  {
    name: '/journey',
    summary: journeyCopy.named('command.summary'),
    usage: journeyCopy.named('command.usage'),
    forGuests: {
      summary: journeyCopy.named('command.summary'),
      usage: journeyCopy.named('command.guestUsage'),
    },
    inWords,
    run,
  },
];

export const shortcuts: readonly Shortcut[] = [
  {
    callbackId: writeShortcut,
    type: 'global',
    name: journeyCopy.named('shortcut.name'),
    summary: journeyCopy.named('shortcut.summary'),
    isReader: true,
    run: async (interaction) => open(await writeForm(interaction)),
  },
];

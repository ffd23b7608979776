/** `/retro`. */
import { suggest } from '#core/suggest.ts';
import { helpWords } from '#core/help-words.ts';
import { context } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Command, nothing, open, type Reading, type Reply, say } from '#core/listener.ts';
import type { Channel, Reader } from '#core/people.ts';
import type { Message } from '#core/post.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { openActions } from '../action-items/handlers.ts';
import { openHistory, openNumbers } from '../history/handlers.ts';
import { renderPlan } from '../plan/screens.ts';
import { openStart } from '../start/handlers.ts';
import { ifMayStart, inChannel } from './answers.ts';
import { keptAtFirst, promise } from './promises.ts';
import { enoughToHide, limitsOf } from './rules.ts';
import { retroCopy, type Translator, wordsFor } from './words.ts';

const known = ['help', 'actions', 'numbers'] as const;

/** Words that a name may follow. */
const withName = ['plan', 'history'] as const;

/** The meaning of the text after `/retro`. */
export type Meant =
  | { readonly kind: 'help' | 'actions' | 'numbers' }
  | { readonly kind: 'slip'; readonly word: string; readonly suggestion: string }
  | { readonly kind: 'plan' | 'history' | 'start'; readonly about: string }
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

const inWords: Command['inWords'] = (reader, text) => {
  const meant = readCommand(text);
  if (meant.kind === 'slip') return helpMessage(reader, meant);
  return meant.kind === 'help' ? helpMessage(reader) : null;
};

async function run(interaction: Reading, text: string): Promise<Reply> {
  const { person } = interaction;
  const t = wordsFor(interaction);
  const meant = readCommand(text);
  switch (meant.kind) {
    case 'help':
    case 'slip':
      // Answered in words.
      return nothing;
    case 'plan':
      return ifMayStart(interaction, interaction.channel, (channel) =>
        open(renderPlan(t, { channel: channel.channelId }, { name: meant.about, owner: person.userId })),
      );
    case 'actions':
      return openActions(interaction);
    case 'history':
      return readHere(interaction, (channel) => openHistory(interaction, channel, meant.about));
    case 'numbers':
      return readHere(interaction, (channel) => openNumbers(interaction, channel));
    case 'long':
      return ifMayStart(interaction, interaction.channel, () => say(longNameMessage(t, meant.length)));
    case 'start':
      return openStart(interaction, meant.about);
  }
}

/** For reading: everyone who can see the channel reads what is theirs to read. */
const readHere = (interaction: Reading, then: (channel: Channel) => Promise<Reply>): Promise<Reply> =>
  inChannel(interaction, interaction.channel?.channelId ?? null, then);

export const commands: readonly Command[] = [
  {
    name: '/retro',
    summary: retroCopy.named('command.summary'),
    usage: retroCopy.named('command.usage'),
    forGuests: {
      summary: retroCopy.named('command.guestSummary'),
      usage: retroCopy.named('command.guestUsage'),
    },
    words: ['actions'],
    isReader: true,
    inWords,
    run,
  },
];

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
    ...(isMember ? [t.mrkdwn('help.plan')] : []),
    t.mrkdwn('help.history'),
    t.mrkdwn('help.actions'),
    t.mrkdwn('help.help'),
  ]);
  return messageOf(...suggestion, commands, context(path));
}

/** A name too long for any input. */
export function longNameMessage(t: Translator, length: number): Message {
  return messageOf(t.mrkdwn('help.longName', { length, most: limitsOf.about }));
}

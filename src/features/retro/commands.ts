/** `/retro`. */
import { guess } from '../../core/guess.ts';
import { helpWords } from '../../core/help-words.ts';
import { limits } from '../../core/kit/limits.ts';
import { localTime } from '../../core/time/zone.ts';
import { nothing, open, say, type Command, type Reading, type Reply } from '../../core/listener.ts';
import type { Channel } from '../../core/people.ts';
import { openActions } from './actions/follow-up.ts';
import { openHistory, openNumbers } from './actions/history.ts';
import { ifMayStart, inChannel, wordsIn } from './actions/with-retro.ts';
import { helpMessage, longNameMessage } from './blocks/help.ts';
import { planDrawing } from './blocks/plan.ts';
import { startDrawing, type StartView } from './blocks/start.ts';
import { retroCopy } from './copy.ts';
import { endOf } from './domain/days.ts';
import { usualParticipants } from './domain/start.ts';
import { lengthsFor } from './formats.ts';
import { calendarOf } from './repository.ts';

const known = ['help', 'actions', 'numbers'] as const;
/** Words that a name may follow. */
const withName = ['plan', 'history'] as const;

/** What was meant by what was typed after `/retro`. */
export type Meant =
  | { readonly kind: 'help' | 'actions' | 'numbers' }
  | { readonly kind: 'slip'; readonly word: string; readonly guess: string }
  | { readonly kind: 'plan' | 'history' | 'start'; readonly about: string }
  | { readonly kind: 'long'; readonly length: number };

/** Pure. A single word that is nearly one of ours is asked about; in quotes, it is a name. */
export function readCommand(text: string): Meant {
  const word = text.trim();
  if (helpWords.includes(word.toLowerCase())) return { kind: 'help' };
  const exact = known.find((name) => name === word.toLowerCase());
  if (exact !== undefined) return { kind: exact };
  const [first = '', ...rest] = word.split(/\s+/);
  const verb = withName.find((name) => name === first.toLowerCase());
  const isName = verb !== undefined || unquoted(word) !== word;
  const near = isName ? null : guess(word, [...known, ...withName]);
  if (near !== null) return { kind: 'slip', word, guess: near };
  const about = unquoted(verb === undefined ? word : rest.join(' '));
  // What an input can hold is put into it, to be shortened there; more could only be cut.
  if (about.length > limits.input) return { kind: 'long', length: about.length };
  return { kind: verb ?? 'start', about };
}

const unquoted = (text: string): string => /^["“„«](.*)["”“»]$/.exec(text)?.[1]?.trim() ?? text;

/**
 * What the modal that starts one shows at first.
 * @param about its name; without one, the channel's
 * @param of the project that it is of, and when that ended or will
 */
export async function startViewOf(
  { scope, person, now }: Reading,
  channel: Channel,
  about = '',
  of: Pick<StartView, 'project' | 'ended' | 'kind'> = {},
): Promise<StartView> {
  const members = await scope.members(channel.channelId);
  const calendar = await calendarOf(scope, channel.channelId);
  return {
    channel: channel.channelId,
    about: about === '' ? channel.name.replaceAll(/[-_]+/g, ' ') : about,
    people: usualParticipants(members, endOf(lengthsFor('project', 'async').collect, now, calendar)),
    facilitator: person.userId,
    today: localTime(now, channel.tz).date,
    ...of,
  };
}

const inWords: Command['inWords'] = (reader, text) => {
  const meant = readCommand(text);
  if (meant.kind === 'slip') return helpMessage(reader, meant);
  return meant.kind === 'help' ? helpMessage(reader) : null;
};

async function run(interaction: Reading, text: string): Promise<Reply> {
  const { person } = interaction;
  const words = wordsIn(interaction);
  const meant = readCommand(text);
  switch (meant.kind) {
    case 'help':
    case 'slip':
      // Said in words.
      return nothing;
    case 'plan':
      return ifMayStart(interaction, interaction.channel, (channel) =>
        open(planDrawing(words, { channel: channel.channelId, name: meant.about, owner: person.userId })),
      );
    case 'actions':
      return openActions(interaction);
    case 'history':
      return readHere(interaction, (channel) => openHistory(interaction, channel, meant.about));
    case 'numbers':
      return readHere(interaction, (channel) => openNumbers(interaction, channel));
    case 'long':
      return ifMayStart(interaction, interaction.channel, () => say(longNameMessage(words, meant.length)));
    case 'start':
      return openStart(interaction, meant.about);
  }
}

/** Opens the modal that starts one in this channel. @param about `''`: named after the channel */
export const openStart = (interaction: Reading, about: string): Promise<Reply> =>
  ifMayStart(interaction, interaction.channel, async (channel) =>
    open(startDrawing(wordsIn(interaction), await startViewOf(interaction, channel, about))),
  );

/** For reading: whoever sees the channel reads what is there for them. */
const readHere = (interaction: Reading, then: (channel: Channel) => Promise<Reply>): Promise<Reply> =>
  inChannel(interaction, interaction.channel?.channelId ?? null, then);

export const commands: readonly Command[] = [
  {
    name: '/retro',
    summary: (locale) => retroCopy.in(locale, 'UTC').plain('command.summary'),
    usage: (locale) => retroCopy.in(locale, 'UTC').plain('command.usage'),
    forGuests: {
      summary: (locale) => retroCopy.in(locale, 'UTC').plain('command.guestSummary'),
      usage: (locale) => retroCopy.in(locale, 'UTC').plain('command.guestUsage'),
    },
    words: ['actions'],
    isReader: true,
    inWords,
    run,
  },
];

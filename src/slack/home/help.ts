/** `/lore help`, and the answer to a word that is no command: made from the feature list. Pure. */
import { guess } from '#core/guess.ts';
import { helpWords } from '#core/help-words.ts';
import { context, section } from '#core/kit/blocks.ts';
import type { Locale } from '#core/languages.ts';
import type { Command } from '#core/listener.ts';
import type { Reader } from '#core/people.ts';
import type { Message } from '#core/post.ts';
import type { Say } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { LoreSentences } from '#locales/lore.ts';
import { systemCommand, type Registry } from '../requests/registry.ts';

/** How somebody may ask for the settings of a channel, in their own language. In lower case. */
const settingsWords: readonly string[] = ['settings', 'einstellungen'];

/** How a command is typed, in full: `/retro [name] | plan | help`. */
export function usageLine(command: Pick<Command, 'name' | 'usage'>, locale: Locale): string {
  return `${command.name} ${command.usage(locale)}`.trim();
}

/**
 * @param before a sentence that goes first: what was wrong with what was typed
 * @returns every command with one line, the shortcuts' names, and where the rest is
 */
export function helpMessage(
  registry: Registry,
  { locale, readsAs }: Pick<Reader, 'locale' | 'readsAs'>,
  t: Say<LoreSentences>,
  before?: Mrkdwn,
): Message {
  const isGuest = readsAs === 'guest';
  const commands = [...registry.commands.values()];
  const lines = commands.map((command) => {
    const told = { ...command, ...(isGuest ? command.forGuests : {}) };
    return t.mrkdwn('helpLine', { usage: usageLine(told, locale), summary: told.summary(locale) });
  });
  const [first] = commands;
  const usage = `${systemCommand} help`;
  lines.push(
    first === undefined
      ? t.mrkdwn('helpLine', { usage, summary: t.plain('helpSelfPlain') })
      : t.mrkdwn('helpSelf', { usage, example: `${systemCommand} ${first.name.slice(1)}` }),
  );
  if (!isGuest)
    lines.push(
      t.mrkdwn('helpLine', { usage: `${systemCommand} settings`, summary: t.plain('helpSettings') }),
    );
  const names = [...registry.shortcuts.values()]
    .filter(({ isForMembers }) => !isGuest || isForMembers !== true)
    .map((shortcut) => `“${shortcut.name(locale)}”`);
  const paragraphs: Mrkdwn[] = [
    ...(before === undefined ? [] : [before]),
    t.mrkdwn('helpIntro'),
    ...lines,
    ...(names.length === 0 ? [] : [t.mrkdwn('helpShortcuts', { names: names.join(', ') })]),
  ];
  return {
    text: join([...paragraphs, t.mrkdwn('helpHome')]),
    blocks: [...paragraphsToSections(paragraphs), context(t.mrkdwn('helpHome'))],
  };
}

/** As few sections as Slack's 3,000 characters allow: 30 commands still fit into 50 blocks. */
function paragraphsToSections(paragraphs: readonly Mrkdwn[]) {
  const pages: Mrkdwn[][] = [[]];
  for (const paragraph of paragraphs) {
    const page = pages.at(-1) ?? [];
    if (join([...page, paragraph]).length > 2_900) pages.push([paragraph]);
    else page.push(paragraph);
  }
  return pages.filter((page) => page.length > 0).map((page) => section(join(page)));
}

/**
 * What `/lore …` means.
 * @param text what was typed after `/lore`
 * @returns the command of a feature with what is left for it, or help (after an unknown word, with a guess)
 */
export function readSystemCommand(
  registry: Registry,
  text: string,
):
  | { readonly kind: 'command'; readonly command: Command; readonly text: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'unknown'; readonly word: string; readonly guess: string | null } {
  const trimmed = text.trim();
  const [word = ''] = trimmed.split(/\s+/, 1);
  const name = word.replace(/^\//, '').toLowerCase();
  if (name === '' || helpWords.includes(name)) return { kind: 'help' };
  if (settingsWords.includes(name)) return { kind: 'settings' };
  const command = registry.commands.get(`/${name}`);
  if (command !== undefined) return { kind: 'command', command, text: trimmed.slice(word.length).trim() };
  // A word of one command alone is as good as the command before it.
  const commands = [...registry.commands.values()];
  const knowing = commands.filter(({ words }) => words?.includes(name) === true);
  const [only] = knowing;
  if (only !== undefined && knowing.length === 1) return { kind: 'command', command: only, text: trimmed };
  const known = [
    'help',
    'settings',
    ...commands.flatMap((command) => [command.name.slice(1), ...(command.words ?? [])]),
  ];
  const near = guess(name, known);
  return { kind: 'unknown', word, guess: near === null ? null : `${systemCommand} ${near}` };
}

/** The message for an unknown word: says so, guesses, and gives the whole list. */
export function unknownMessage(
  registry: Registry,
  reader: Pick<Reader, 'locale' | 'readsAs'>,
  t: Say<LoreSentences>,
  unknown: { readonly word: string; readonly guess: string | null },
): Message {
  const word = unknown.word.slice(0, 60);
  const before =
    unknown.guess === null
      ? t.mrkdwn('unknownCommand', { word })
      : t.mrkdwn('unknownCommandGuess', { word, guess: unknown.guess });
  return helpMessage(registry, reader, t, before);
}

/** `/lore help`, and the answer to an unknown word: made from the feature list. Pure. */
import { type Feature, systemCommand } from '#core/feature.ts';
import { suggest } from '#core/suggest.ts';
import { context, section } from '#core/kit/blocks.ts';
import type { Locale } from '#core/languages.ts';
import type { Command } from '#core/listener.ts';
import type { Reader } from '#core/people.ts';
import type { Message } from '#core/post.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { helpCopy } from './copy.ts';

/**
 * How a command is typed, in full: `/retro [name] | plan | help`.
 * @param startsOff of its practice: then its own command is not in every manifest, and it is typed after `/lore`
 */
export function usageLine(
  command: Pick<Command, 'name' | 'usage'>,
  locale: Locale,
  startsOff: Feature['startsOff'],
): string {
  const name = startsOff === undefined ? command.name : `${systemCommand} ${command.name.slice(1)}`;
  return `${name} ${command.usage(locale)}`.trim();
}

/**
 * @param features those that are switched on
 * @param before a sentence that goes first: what was wrong with the input
 * @returns every command with one line, the shortcuts' names, and where to find the rest
 */
export function helpMessage(features: readonly Feature[], reader: Reader, before?: Mrkdwn): Message {
  const { locale, readsAs } = reader;
  const t = helpCopy.for(reader);
  const isGuest = readsAs === 'guest';
  const lines = features.flatMap(({ commands = [], startsOff }) =>
    commands.map((command) => {
      const told = { ...command, ...(isGuest ? command.forGuests : {}) };
      return t.mrkdwn('line', { usage: usageLine(told, locale, startsOff), summary: told.summary(locale) });
    }),
  );
  const inManifest = features.filter(({ startsOff }) => startsOff === undefined);
  const [first] = inManifest.flatMap((feature) => feature.commands ?? []);
  const usage = `${systemCommand} help`;
  lines.push(
    first === undefined
      ? t.mrkdwn('line', { usage, summary: t.plain('selfPlain') })
      : t.mrkdwn('self', { usage, example: `${systemCommand} ${first.name.slice(1)}` }),
  );
  if (!isGuest)
    lines.push(t.mrkdwn('line', { usage: `${systemCommand} settings`, summary: t.plain('settings') }));
  lines.push(t.mrkdwn('line', { usage: `${systemCommand} calendar`, summary: t.plain('calendar') }));
  const names = inManifest
    .flatMap((feature) => feature.shortcuts ?? [])
    .filter(({ isForMembers }) => !isGuest || isForMembers !== true)
    .map((shortcut) => t.plain('shortcut', { name: shortcut.name(locale) }));
  const paragraphs: Mrkdwn[] = [
    ...(before === undefined ? [] : [before]),
    t.mrkdwn('intro'),
    ...lines,
    ...(names.length === 0 ? [] : [t.mrkdwn('shortcuts', { names: names.join(', ') })]),
  ];
  return {
    text: join([...paragraphs, t.mrkdwn('home')]),
    blocks: [...paragraphsToSections(paragraphs), context(t.mrkdwn('home'))],
  };
}

/** As few sections as Slack's limit of 3,000 characters allows: 30 commands still fit into 50 blocks. */
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
 * The answer to an unknown word: says so, suggests, and lists everything.
 * @param features what may have been meant
 * @param on those that are switched on
 */
export function unknownMessage(
  features: readonly Feature[],
  on: readonly Feature[],
  reader: Reader,
  typed: string,
): Message {
  // One that was turned off is known here, and says so itself; one that was never turned on is not.
  const commands = features
    .filter((feature) => feature.startsOff === undefined || on.includes(feature))
    .flatMap((feature) => feature.commands ?? []);
  const near = suggest(typed.replace(/^\//, '').toLowerCase(), [
    'help',
    'settings',
    'calendar',
    ...commands.flatMap((command) => [command.name.slice(1), ...(command.words ?? [])]),
  ]);
  const t = helpCopy.for(reader);
  const word = typed.slice(0, 60);
  const before =
    near === null
      ? t.mrkdwn('unknown', { word })
      : t.mrkdwn('unknownGuess', { word, guess: `${systemCommand} ${near}` });
  return helpMessage(on, reader, before);
}

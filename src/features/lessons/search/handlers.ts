/** `/lessons`, the shortcut, and everything that is pressed in the form of a search. Nothing here writes, so nothing of a search stays. */
import type { FeaturePart } from '#core/feature.ts';
import { helpWords } from '#core/help-words.ts';
import { messageOf } from '#core/kit/message.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import { searchForAll, type LessonSearch, type Understood } from '#core/lesson-search.ts';
import {
  type Command,
  type Interaction,
  onReading,
  onReadingSubmit,
  open,
  type Reading,
  type Reply,
  update,
} from '#core/listener.ts';
import type { Message } from '#core/post.ts';
import type { Reader } from '#core/people.ts';
import { wordsIn } from '#core/message-words.ts';
import { join, plainWords } from '#core/text.ts';
import { lessonsCopy } from '../copy.ts';
import { openAdding, nothingTyped, typedAfter } from '../adding/form.ts';
import { search } from '../library/library.ts';
import { understand } from '../library/understand.ts';
import { showOwn } from '../own.ts';
import { hasLessons } from '../read.ts';
import { openSearch, searchInstead, searchModal, searchPages, searchShortcut, type Shown } from './ids.ts';
import { isSame, narrowedBy, searchIn, type Fields } from './rules.ts';
import { onPage, renderSearch } from './screens.ts';

/** Without a channel that the person may not know of (any more): its id is not theirs to send back either. */
async function withKnown({ scope }: Reading, { search: asked, ...shown }: Shown): Promise<Shown> {
  const { channel } = asked;
  const isKnown = channel === null || (await scope.visibleChannels([channel])).has(channel);
  return isKnown
    ? { ...shown, search: asked }
    : { page: 0, drawn: shown.drawn + 1, search: { ...asked, channel: null } };
}

/** The form with what is found. @param unknown what was typed and says nothing */
async function searched(
  interaction: Reading,
  asked: Shown,
  unknown: Understood['unknown'] = [],
): Promise<ReturnType<typeof renderSearch>> {
  const { scope, person, now } = interaction;
  const shown = await withKnown(interaction, asked);
  const searcher = { now, tz: person.tz, userId: person.userId };
  const look = (wanted: LessonSearch, page: number) =>
    search(scope, wanted, { from: page * onPage, most: onPage }, searcher);
  let { page } = shown;
  let found = await look(shown.search, page);
  // Fewer than when the button was drawn.
  const last = Math.max(0, Math.ceil(found.count / onPage) - 1);
  if (page > last) {
    page = last;
    found = await look(shown.search, page);
  }
  const hasAny = found.count > 0 || (await hasLessons(scope));
  const view = { shown: { ...shown, page }, found, unknown, searcher, hasAny };
  return renderSearch(lessonsCopy.for(interaction), view);
}

/** What was typed after the command. Slack marks people and channels in it, and escapes three characters. */
async function searchTyped(interaction: Reading, text: string): Promise<Reply> {
  const typed = plainWords(text, ({ sign, id, label }) =>
    sign === '!' ? (label ?? `@${id}`) : `<${sign}${id}>`,
  );
  const understood = await understand(interaction.scope, typed);
  return open(
    await searched(interaction, { search: understood.search, page: 0, drawn: 0 }, understood.unknown),
  );
}

/** What the form holds now. */
async function searchAgain(interaction: Reading, before: Shown, fields: Fields): Promise<Reply> {
  const { search: typed, unknown } = await understand(interaction.scope, fields.words);
  const chosen = searchIn(fields);
  const wanted = narrowedBy(chosen, typed);
  const drawn = before.drawn + (isSame(chosen, wanted) ? 0 : 1);
  return update(await searched(interaction, { search: wanted, page: 0, drawn }, unknown));
}

/** What the text after `/lessons` means. Pure. */
export function readCommand(
  text: string,
): { readonly kind: 'help' | 'mine' } | { readonly kind: 'add' | 'search'; readonly text: string } {
  const typed = text.trim();
  const [first = ''] = typed.split(/\s/, 1);
  const word = first.toLowerCase();
  const rest = typed.slice(first.length).trim();
  if (rest === '' && helpWords.includes(word)) return { kind: 'help' };
  if (rest === '' && word === 'mine') return { kind: 'mine' };
  if (word === 'add') return { kind: 'add', text: rest };
  return { kind: 'search', text: word === 'search' ? rest : typed };
}

const inWords: Command['inWords'] = (reader, text) =>
  readCommand(text).kind === 'help' ? helpMessage(reader) : null;

function helpMessage({ locale, tz }: Reader): Message {
  const t = lessonsCopy.in(locale, tz);
  return messageOf(
    join([
      t.mrkdwn('help.search'),
      t.mrkdwn('help.filters'),
      t.mrkdwn('help.add'),
      t.mrkdwn('help.mine'),
      t.mrkdwn('help.help'),
    ]),
  );
}

/** Only "add" keeps something: a draft. */
const reads: Command['reads'] = (text) => {
  const meant = readCommand(text);
  switch (meant.kind) {
    case 'search':
      return (interaction) => searchTyped(interaction, meant.text);
    case 'mine':
      return (interaction) => showOwn(interaction, 0, open);
    case 'add':
    case 'help':
      return null;
  }
};

async function run(interaction: Interaction, text: string): Promise<Reply> {
  const meant = readCommand(text);
  const words = meant.kind === 'add' ? await wordsIn(interaction, meant.text, interaction.channel) : '';
  return openAdding(interaction, words === '' ? nothingTyped : typedAfter(words));
}

const openAll = async (interaction: Reading): Promise<Reply> =>
  open(await searched(interaction, { search: searchForAll, page: 0, drawn: 0 }));

export const searching: FeaturePart = {
  commands: [
    {
      name: '/lessons',
      summary: lessonsCopy.named('command.summary'),
      usage: lessonsCopy.named('command.usage'),
      takesMentions: true,
      words: ['search', 'add'],
      inWords,
      reads,
      run,
    },
  ],
  shortcuts: [
    {
      callbackId: searchShortcut,
      type: 'global',
      name: lessonsCopy.named('search.shortcut'),
      summary: lessonsCopy.named('search.shortcutSummary'),
      isReader: true,
      run: openAll,
    },
  ],
  actions: [
    onReading(openSearch, openAll),
    onReading(searchInstead, async (interaction, shown) => update(await searched(interaction, shown))),
    ...onReadingPages(searchPages, async (interaction, shown) => update(await searched(interaction, shown))),
  ],
  views: [onReadingSubmit(searchModal, searchAgain, searchAgain)],
};

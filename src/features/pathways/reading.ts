/** `/pathway`, and what is pressed to read pathways: a list, one, its versions, and its files. */
import { minute } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import { helped } from '#core/help-words.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { messageOf } from '#core/kit/message.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import {
  type Command,
  type Interaction,
  onAction,
  onReading,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import type { Message } from '#core/post.ts';
import { findRows } from '#core/rows.ts';
import { shareIn } from '#core/to-learn.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { copy, type T, walkCopy } from './copy.ts';
import { onWhole, showPathway } from './here.ts';
import * as ids from './ids.ts';
import { openNew } from './making/handlers.ts';
import { factsOf, type Listed, listedOnPage, renderList, renderVersions, roleOf } from './page.ts';
import { changesOf, pathways, type Whole, wholesOf } from './rows.ts';
import { openMine } from './walking/handlers.ts';
import * as walking from './walking/ids.ts';

/** What it is called, and what state it is in. */
const lineOf = (t: T, whole: Whole, now: number): Mrkdwn => {
  const role = t.mrkdwn('page.role', { role: roleOf(t, whole.row) });
  return join([role, ...factsOf(t, whole, now).slice(0, 2)]);
};

/** What stands in it, as one text. */
const wordsOf = ({ row, skills, activities }: Whole): string =>
  [
    row.role,
    row.about,
    ...skills.map(({ skill }) => skill.name),
    ...activities.map(({ title }) => title),
  ].join('\n');

interface Asked {
  readonly page: number;
  /** The channel that stands first. */
  readonly at?: ChannelId | undefined;
  /** What is looked for; empty: all. */
  readonly words?: string;
}

/** Those that the viewer may see: what fits best, or is of the channel, first, then by what they are called. What ended is left to its editors, at the end. */
async function listed(it: Reading, t: T, { at, words = '' }: Asked): Promise<readonly Listed[]> {
  const rows = await findRows(it.scope.from(pathways), {}, 'role', 'id');
  const found: (Listed & { readonly rank: number })[] = [];
  for (const whole of await wholesOf(it.scope, rows)) {
    const { row } = whole;
    const isOver = row.state === 'ended';
    if (isOver && !whole.editors.includes(it.person.userId)) continue;
    const share = words === '' ? Number(row.channel_id === at) : shareIn(wordsOf(whole), words);
    const rank = isOver ? share - 1 : share;
    if (words === '' || share > 0) found.push({ row, line: lineOf(t, whole, it.now), rank });
  }
  const sorted = found.toSorted((a, b) => b.rank - a.rank);
  return words === '' ? sorted : sorted.slice(0, listedOnPage);
}

async function showList(it: Reading, asked: Asked): Promise<Reply> {
  const t = copy.for(it);
  const { page, words = '' } = asked;
  // What a button carries may not tell of a channel that they are not in.
  const at = asked.at === undefined ? undefined : (await it.scope.channel(asked.at))?.channelId;
  const all = await listed(it, t, { page, at, words });
  const buttons = [
    button(walking.openMine, walkCopy.for(it).plain('mine.button'), {}),
    ...(at === undefined ? [] : [button(ids.openNew, t.plain('list.new'), { channel: at })]),
    ...(words === '' ? [] : [button(ids.openList, t.plain('list.all'), { page: 0, at })]),
  ];
  const notice =
    words === ''
      ? t.mrkdwn('list.what', { count: all.length })
      : t.mrkdwn('list.found', { count: all.length, words });
  return update(renderList(t, all, { page, at }, buttons, notice));
}

const help = (t: T): Message => messageOf(t.mrkdwn('help.what'), t.mrkdwn('help.how'));

const commands: readonly Command[] = [
  {
    name: '/pathway',
    ...helped(copy, help),
    isReader: true,
    run: async (it, text): Promise<Reply> => {
      const word = text.toLowerCase();
      if (['new', 'neu'].includes(word)) return openNew(it, it.channel);
      if (['mine', 'meine'].includes(word)) return openMine(it);
      return showList(it, { page: 0, at: it.channel?.channelId, words: text });
    },
  },
];

/** A second press within the same minute requests the same file. */
const send = (format: ids.FileFormat) =>
  onWhole(async (it: Interaction, { row }): Promise<Reply> => {
    const params = { pathway: row.id, as: ids.fileFormats.indexOf(format), at: Math.floor(it.now / minute) };
    const to = { kind: 'person', user: it.person.userId, urgency: 'answer' } as const;
    await it.scope.publish(ids.posts.file.ref(params, to));
    return say(messageOf(copy.for(it).mrkdwn('file.sent')));
  });

const versions = onWhole(
  async (it: Reading, { row }, { page = 0 }: { pathway: RowId; page?: number }): Promise<Reply> => {
    const all = await changesOf(it.scope, row.id);
    return update(renderVersions(copy.for(it), row, all, page));
  },
);

export const reading: FeaturePart = {
  commands,
  actions: [
    onReading(ids.openList, showList),
    ...onReadingPages(ids.listPages, showList),
    onReading(ids.openPathway, (it, { pathway, page }) => showPathway(it, pathway, page)),
    ...onReadingPages(ids.pathwayPages, (it, { pathway, page }) => showPathway(it, pathway, page)),
    onReading(ids.openVersions, versions),
    ...onReadingPages(ids.versionPages, versions),
    onAction(ids.getMarkdown, send('markdown')),
    onAction(ids.getTable, send('table')),
  ],
};

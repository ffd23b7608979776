/** Offers shares to a channel's digest and agenda, with the channel's own access. */
import type { KnownBlock } from '@slack/types';
import { day } from '#core/clock.ts';
import { entry } from '#core/kit/action.ts';
import { userText } from '#core/kit/blocks.ts';
import type { ReadScope } from '#core/scope.ts';
import { writtenPlain } from '#core/markup/written.ts';
import { channelLink, nameOf, onDay } from '#core/sentence.ts';
import { asHeading, type Mrkdwn, shorten } from '#core/text.ts';
import {
  type AgendaItems,
  digestExcerpt,
  type DigestItem,
  type DigestItems,
  recallWindows,
  sharedKinds,
  type Week,
} from '#core/week.ts';
import { learnedCopy, type Translator } from './copy.ts';
import { findUseful, openShare, useShare } from './ids.ts';
import {
  loadShare,
  placeOf,
  type Share,
  sharedBetween,
  sharedElsewhere,
  standing,
  withOthers,
} from './read.ts';
import type { ShareRow } from './rows.ts';
import { headed, titleOf } from './rules.ts';
import { countsOf, detailBlocks } from './shares/screens.ts';

/** A digest takes 50 items of one practice. */
const most = { here: 20, elsewhere: 24, recalled: 2, agenda: 20 };

/** A menu's entry shows this much of a title. In characters. */
const mostNamed = 40;

/** How long a share from another channel is news. */
const isNews = 28 * day;

const kinds = {
  ...sharedKinds,
  here: {
    title: learnedCopy.named('digest.kind'),
    order: 30,
    most: 1,
    isNews: true,
    isTogether: true,
  },
} as const;
type Kind = keyof typeof kinds;

export const digestItems: DigestItems<Kind> = {
  kinds,
  find: async (read, { channel, from, to }) => {
    const here = await sharedBetween(read, channel, { from, to }, most.here);
    const elsewhere = await sharedElsewhere(read, channel, { from: to - isNews, to }, most.elsewhere);
    const news = await withOthers(read, [...here.toReversed(), ...elsewhere]);
    const old = await withOthers(read, await returning(read, { channel, from, to }));
    const item = ({ row, author, uses, useful }: Share, kind: Kind): DigestItem<Kind> => ({
      id: row.id,
      kind,
      authors: author === null ? [] : [author],
      channel: row.channel_id,
      at: row.shared_at,
      liked: row.reach === 'workspace' ? uses.length + useful : 0,
      used: row.reach === 'workspace' ? uses.length : 0,
    });
    return [
      ...news.map((share) => item(share, share.row.channel_id === channel ? 'here' : 'elsewhere')),
      ...old.map((share) => item(share, 'recall')),
    ];
  },
  draw: async (read, { id, kind }, renderContext) => {
    const share = await loadShare(read, id);
    if (share === null) return null;
    const t = learnedCopy.for(renderContext);
    const { row, author } = share;
    const { title: first, body } = headed(row);
    const title = asHeading(writtenPlain(first));
    const of = { share: id };
    const isRecalled = kind === 'recall';
    const by = nameOf(author);
    return {
      title,
      ...(isRecalled ? {} : { from: fromOf(t, row) }),
      blocks: [
        ...(body === '' ? [] : [userText({ written: body, most: digestExcerpt })]),
        ...detailBlocks(t, share),
      ],
      facts: isRecalled
        ? [t.mrkdwn('digest.recalled', { author: by, day: onDay(row.shared_at) })]
        : [t.mrkdwn('digest.author', { author: by }), ...countsOf(t, share)],
      can: [
        entry(useShare, t.plain('item.used', { title: shorten(title, mostNamed) }), of),
        ...(isRecalled ? [] : [entry(findUseful, t.plain('share.findUseful'), of)]),
      ],
      open: entry(openShare, t.plain('item.open'), of),
    };
  },
  drawTogether: async (read, ids, renderContext) => {
    const rows = await standing(read, ids);
    const [first] = rows;
    const last = rows.at(-1);
    if (first === undefined || last === undefined) return null;
    const t = learnedCopy.for(renderContext);
    const span = last.shared_at - first.shared_at <= 7 * day ? 'week' : 'longer';
    const key = rows.length < most.here ? (`digest.here.${span}` as const) : 'digest.here.many';
    const line = t.plain(key, { count: rows.length });
    // Most of them stand in the thread of one question.
    const places = Map.groupBy(rows, placeKey);
    const [largest] = [...places.values()].toSorted((a, b) => b.length - a.length);
    const at = await placeOf(read, largest?.[0] ?? first);
    return userText(
      line,
      ...(at === null ? [] : ['  ', { link: at, text: t.plain('digest.read', { count: rows.length }) }]),
    );
  },
};

function fromOf(t: Translator, row: ShareRow): Mrkdwn {
  return row.from_public === 1
    ? t.mrkdwn('item.from', { channel: channelLink(row.channel_id) })
    : t.mrkdwn('item.elsewhere');
}

/** Where it stands: under one question, or on its own. */
const placeKey = ({ id, prompt_id: prompt, in_thread: isInThread }: ShareRow) =>
  isInThread === 1 && prompt !== null ? prompt : id;

/** Old shares of the channel that return this week. */
async function returning(read: ReadScope, week: Week): Promise<ShareRow[]> {
  const found: ShareRow[] = [];
  for (const stretch of recallWindows(week))
    found.push(...(await sharedBetween(read, week.channel, stretch, most.recalled)));
  return found;
}

export const agendaItems: AgendaItems = async (read, { channel, from, to }, renderContext) => {
  const rows = await sharedBetween(read, channel, { from, to }, most.agenda);
  const t = learnedCopy.for(renderContext);
  return (await withOthers(read, rows)).map((share) => ({
    id: share.row.id,
    block: oneLine(t, share),
  }));
};

function oneLine(t: Translator, { row, author }: Share): KnownBlock {
  return userText(
    ...t.pieces('share.line', { author: nameOf(author), what: { written: titleOf(row), as: 'line' } }),
  );
}

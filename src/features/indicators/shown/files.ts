/** A quarter on a page to print, and as a table to count with. */
import type { Instant } from '#core/clock.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { csv } from '#core/csv.ts';
import { type Html, htmlElement, htmlPage, htmlText } from '#core/html-page.ts';
import { messageOf } from '#core/kit/message.ts';
import { readied } from '#core/names.ts';
import type { Message, RenderContext } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { nameOf } from '#core/sentence.ts';
import { copy, measuresIn, type T } from '../copy.ts';
import { formats } from '../ids.ts';
import { leastPeople } from '../measures/facts.ts';
import { figureKey, toldKey } from '../measures/indicator.ts';
import { type Page, pageOf, saidIn } from './page.ts';
import type { Practices } from '../practices.ts';
import { nthOf, yearOf } from '#core/time/quarter.ts';
import { dayIn } from '../said/screens.ts';
import { isFullMember } from './home.ts';
import { figureLine, maturityLines, meaningOf } from './screens.ts';
import { quarterName, valueWords } from './words.ts';

interface Said {
  readonly on: string;
  readonly t: T;
  readonly names: ReadonlyMap<ChannelId, string>;
}

/** A part of a page, and what it is: a text, or of a list its items. */
type Part = readonly [tag: 'h2' | 'p' | 'ul', ...texts: readonly string[]];

/** Names of people are still marks in it. */
function partsOf(page: Page, { t, names, on }: Said): readonly Part[] {
  const { channel, came } = page;
  const p = (text: string): Part => ['p', text];
  const said = ({ by, words }: { readonly by: UserId | null; readonly words: string }, at: Instant): Part => {
    const of = { by: nameOf(by), on: dayIn(t, page, at) };
    return p(words === '' ? t.plain('print.bare', of) : t.plain('print.line', { ...of, words }));
  };
  const { people, channels } = came;
  return [
    p(t.plain('print.about', { of: ofWords(page, t, names), people, count: channels.length, on })),
    ...(channel === null
      ? [
          p(
            channels
              .map((id) => channelName(names, id))
              .toSorted()
              .join(', '),
          ),
        ]
      : []),
    p(t.plain('page.how', { least: leastPeople })),
    ...saidIn(came).flatMap(({ id, figures }): Part[] => [
      ['h2', `${id} · ${measuresIn(t).plain(toldKey(id, 'name'))}`],
      ['ul', ...figures.map((one) => figureLine(t, page, one))],
      ...meaningOf(t, id).map(p),
      ...(page.remarks.get(id) ?? []).map((one) => said(one, one.said_at)),
    ]),
    ['h2', t.plain('maturity.title')],
    ...maturityLines(t, page).map(p),
    ['h2', t.plain('decide.heading')],
    ...page.decisions.map((one) => said(one, one.decided_at)),
    ...(page.decisions.length === 0 ? [p(t.plain('decide.none'))] : []),
  ];
}

const htmlOf = ([tag, ...texts]: Part): Html =>
  htmlElement(tag, ...texts.map(htmlText).map((one) => (tag === 'ul' ? htmlElement('li', one) : one)));

const channelName = (names: Said['names'], id: ChannelId): string => `#${names.get(id) ?? id}`;

const ofWords = ({ channel }: Page, t: T, names: Said['names']): string =>
  channel === null ? t.plain('page.workspace') : channelName(names, channel);

/** Every quarter up to this one: a line for each figure. */
function table(page: Page, { t, names }: Said): string {
  const heads = ['quarter', 'of', 'people', 'id', 'what', 'count', 'among', 'low', 'high', 'value'] as const;
  const of = ofWords(page, t, names);
  return csv([
    heads.map((head) => t.plain(`table.${head}`)),
    ...page.before.flatMap(({ quarter, people, figures }) =>
      figures.map(({ id, value }) => {
        const isPart = value.kind === 'part';
        return [
          quarterName(t, quarter),
          of,
          String(people),
          id,
          measuresIn(t).plain(figureKey(id)),
          isPart || value.kind === 'rate' ? String(value.count) : '',
          isPart ? String(value.of) : '',
          isPart ? value.range.low.toFixed(3) : '',
          isPart ? value.range.high.toFixed(3) : '',
          valueWords(t, value),
        ];
      }),
    ),
  ]);
}

/** @param of without a channel: the workspace’s @returns `null`: there is nothing, or not for this reader */
export async function fileMessage(
  practices: Practices,
  read: ReadScope,
  of: { readonly channel?: ChannelId; readonly quarter: number; readonly as: number },
  renderContext: RenderContext,
): Promise<Message | null> {
  const { channel = null, quarter } = of;
  const as = formats[of.as];
  if (as === undefined || (channel === null && !(await isFullMember(read)))) return null;
  const page = await pageOf(practices, read, channel, quarter, renderContext.tz);
  if (page === null || page.came.quarter !== quarter) return null;
  const t = copy.for(renderContext);
  const names = await read.channelNames(page.came.channels);
  const said = { t, names, on: dayIn(t, page, page.came.fixedAt) };
  const title = t.plain('print.title', { of: ofWords(page, t, names), quarter: quarterName(t, quarter) });
  // A name is what somebody typed, too: it stands there before anything is made of it.
  const { ready } = await readied(read, partsOf(page, said), renderContext);
  const content = as === 'page' ? htmlPage(t.language, title, ready.map(htmlOf)) : table(page, said);
  return {
    ...messageOf(t.mrkdwn(as === 'page' ? 'file.page' : 'file.table', { title })),
    file: {
      name: `indicators-${yearOf(quarter)}-q${nthOf(quarter)}.${as === 'page' ? 'html' : 'csv'}`,
      title,
      content,
    },
  };
}

/** The evidence pack as its owner puts it together. */
import type { KnownBlock } from '@slack/types';
import type { EvidenceItem } from '#core/evidence.ts';
import { button, entriesMenu, entry } from '#core/kit/action.ts';
import { actions, context, divider, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { pageOf as onPage, pager } from '#core/kit/pages.ts';
import { writtenPlain } from '#core/markup/written.ts';
import type { Message } from '#core/post.ts';
import { formatWithYear } from '#core/time/format.ts';
import { escape, shorten } from '#core/text.ts';
import type { T } from '../copy.ts';
import { type Document, markdownOf, pageOf } from './document.ts';
import * as ids from './ids.ts';
import { type Entry, type Format, limitsOf, type Pack, type Words } from './rules.ts';

/** How many things a page has; three blocks each. How much of each is shown, and stands in a label, in characters. */
const most = { items: 12, shown: 300, label: 50 } as const;

/** Where dates are told. */
export interface In {
  readonly t: T;
  /** IANA zone. */
  readonly tz: string;
}

/** What it was, when, and what it changed: one line. */
export function factsOf({ t, tz }: In, { kind, at, facts }: EvidenceItem): string {
  const on = formatWithYear({ token: 'day', at }, t.language, tz);
  return [t.plain(`evidence.kind.${kind}`), on, ...(facts === null ? [] : [facts])].join(' · ');
}

const said = ({ what, words }: Entry): string => (words === '' ? what : words);

/** The page on which something stands. */
export function pageWith({ entries, others }: Pack, id: EvidenceItem['id']): number {
  const at = [...entries, ...others].findIndex((item) => item.id === id);
  return Math.max(0, Math.floor(at / most.items));
}

/** All of it, page by page: what stands in it first. */
export function renderPack(here: In, { entries, others }: Pack, words: Words, wanted: number): RenderedModal {
  const { t } = here;
  const all: readonly (Entry | EvidenceItem)[] = [...entries, ...others];
  const page = onPage(all, most.items, wanted);
  const first = page.page * most.items;
  const blocks = page.shown.flatMap((item, nth): KnownBlock[] => {
    const at = first + nth;
    const begins = nth === 0 || at === entries.length;
    const heading = at < entries.length ? 'evidence.inIt' : 'evidence.notInIt';
    return [
      ...(begins ? [divider(), section(t.mrkdwn(heading))] : []),
      ...itemBlocks(here, item, { at, page: page.page, last: entries.length - 1 }),
    ];
  });
  return renderModal(ids.packModal, { page: page.page }, t.modal('evidence.title', 'evidence.get', 'close'), [
    section(t.mrkdwn('evidence.intro')),
    context(t.mrkdwn('evidence.hidden')),
    ...(words.heading === '' ? [] : [userText({ written: words.heading, as: 'title' })]),
    actions([button(ids.editWords, t.plain('evidence.words'), { page: page.page })]),
    ...(all.length === 0 ? [section(t.mrkdwn('evidence.nothing'))] : blocks),
    ...pager(t, page, ids.packPages, (turned) => ({ page: turned })),
    divider(),
    input(
      ids.packModal,
      'format',
      {
        label: t.plain('evidence.format'),
        hint: t.plain('evidence.formatHint'),
        choices: { page: t.plain('evidence.page'), markdown: t.plain('evidence.markdown') },
      },
      'page',
    ),
  ]);
}

function itemBlocks(
  here: In,
  item: Entry | EvidenceItem,
  { at, page, last }: Readonly<Record<'at' | 'page' | 'last', number>>,
): KnownBlock[] {
  const { t } = here;
  const of = { i: item.id, p: page };
  const facts = context(escape(factsOf(here, item)));
  if (!('words' in item)) {
    const what = shorten(writtenPlain(item.what), most.shown);
    const label = t.plain('evidence.putInLabel', {
      number: at + 1,
      what: shorten(writtenPlain(item.what), most.label),
    });
    const add = button(ids.putIn, t.plain('evidence.putIn'), of, { label });
    return [section(escape(what), add), facts];
  }
  const line = t.mrkdwn('evidence.line', {
    place: at + 1,
    what: shorten(writtenPlain(said(item)), most.shown),
  });
  const menu = entriesMenu([
    entry(ids.editItem, t.plain('evidence.edit'), of),
    ...(at > 0 ? [entry(ids.moveUp, t.plain('evidence.up'), of)] : []),
    ...(at < last ? [entry(ids.moveDown, t.plain('evidence.down'), of)] : []),
    entry(ids.takeOut, t.plain('evidence.out'), of),
  ]);
  return [section(line, menu), facts];
}

/** @param place counted from 0 @param count how many stand in it */
export function renderItem(
  here: In,
  item: Entry,
  { place, count, page }: Readonly<Record<'place' | 'count' | 'page', number>>,
): RenderedModal {
  const { t } = here;
  const isQuote = item.kind === 'thanked';
  return renderModal(ids.itemModal, { i: item.id, p: page }, t.modal('evidence.itemTitle', 'save'), [
    userText({ written: item.what, ...(isQuote ? { as: 'quote' } : {}) }),
    context(escape(factsOf(here, item))),
    input(
      ids.itemModal,
      'words',
      {
        label: t.plain('evidence.ownWords'),
        hint: t.plain(isQuote ? 'evidence.ownWordsThanks' : 'evidence.ownWordsHint'),
      },
      item.words,
    ),
    input(
      ids.itemModal,
      'place',
      { label: t.plain('evidence.place'), hint: t.plain('evidence.placeHint', { count }) },
      String(place + 1),
    ),
  ]);
}

export function renderWords(t: T, typed: Words, page: number): RenderedModal {
  const { wordsModal: modal } = ids;
  return renderModal(modal, { page }, t.modal('evidence.wordsTitle', 'save'), [
    context(t.mrkdwn('evidence.wordsKept')),
    input(modal, 'heading', t.labels('evidence.heading', { placeholder: 'evidence.usual' }), typed.heading),
    input(modal, 'said', t.labels('evidence.said'), typed.said),
    input(modal, 'learned', t.labels('evidence.learned'), typed.learned),
    input(modal, 'grew', t.labels('evidence.grew', { hint: 'evidence.grewHint' }), typed.grew),
  ]);
}

/** Whether there is anything to hand on. */
export const isEmpty = ({ entries }: Pack, words: Words): boolean =>
  entries.length === 0 && Object.values(words).every((text) => text === '');

/** As it is handed on. Marks of people's names stand in it until they are read. */
export function documentOf(here: In, { entries }: Pack, words: Words): Document {
  const { t } = here;
  const answers = [
    { question: t.plain('evidence.learned'), answer: words.learned },
    { question: t.plain('evidence.grew'), answer: words.grew },
  ];
  return {
    title: words.heading === '' ? t.plain('evidence.usual') : words.heading,
    said: words.said,
    list: {
      heading: t.plain('evidence.list'),
      all: entries.map((item) => ({ what: said(item), facts: factsOf(here, item) })),
    },
    answers: answers.filter(({ answer }) => answer !== ''),
  };
}

/** The file, with how to make a PDF of it. */
export function fileMessage(t: T, document: Document, format: Format): Message {
  const isPage = format === 'page';
  return {
    ...messageOf(t.mrkdwn(isPage ? 'evidence.filePage' : 'evidence.fileMarkdown'), t.mrkdwn('evidence.ask')),
    file: {
      name: isPage ? 'evidence.html' : 'evidence.md',
      title: document.title,
      content: isPage ? pageOf(document, t.language) : markdownOf(document),
    },
  };
}

/** What is wrong with a rewording; `null`: nothing. */
export const wordsRefusal = (t: T, words: string): string | null =>
  words.length > limitsOf.words
    ? t.plain('evidence.long', { length: words.length, most: limitsOf.words })
    : null;

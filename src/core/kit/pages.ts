/** Pages for what does not fit into one modal, with a button each way. Nothing is left out. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { SharedSentences } from '../../../locales/shared.ts';
import {
  type ActionListener,
  onAction,
  onReading,
  type Interaction,
  type Reading,
  type Reply,
} from '../listener.ts';
import type { TranslatorOf } from '../sentence.ts';
import { button, defineAction, type Action } from './action.ts';
import { actions, context } from './blocks.ts';

/** The number of a page in a button's value, from 0. */
export const pageNumber = z.number().int().min(0).max(9_999);

/** The buttons back and on: two actions, since a row of buttons may hold each action only once. */
export interface Pages<Value> {
  readonly back: Action<Value>;
  readonly on: Action<Value>;
}

/** @param id the buttons are `<id>-back` and `<id>-on` */
export const definePages = <Value>(id: string, value: z.ZodType<Value>): Pages<Value> => ({
  back: defineAction(`${id}-back`, value),
  on: defineAction(`${id}-on`, value),
});

/** Listens to both. */
export function onPages<Value>(
  { back, on }: Pages<Value>,
  run: (interaction: Interaction, value: Value) => Promise<Reply>,
): ActionListener[] {
  return [onAction(back, run), onAction(on, run)];
}

/** The same for a list that is only read. */
export function onReadingPages<Value>(
  { back, on }: Pages<Value>,
  run: (interaction: Reading, value: Value) => Promise<Reply>,
): ActionListener[] {
  return [onReading(back, run), onReading(on, run)];
}

export interface PageOf<Item> {
  /** Counted from 0. */
  readonly page: number;
  readonly pages: number;
  readonly shown: readonly Item[];
}

/** @param size items on a page @returns the wanted page, or the last one; an empty one when there is nothing */
export function pageOf<Item>(items: readonly Item[], size: number, wanted: number): PageOf<Item> {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = Math.min(wanted, pages - 1);
  return { page, pages, shown: items.slice(page * size, (page + 1) * size) };
}

/**
 * Divides items into pages by count and by characters; nothing is cut or left out.
 * @param length of one item in characters
 */
export function paged<Item>(
  items: readonly Item[],
  length: (item: Item) => number,
  most: { readonly items: number; readonly characters: number },
): Item[][] {
  const pages: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const page = pages.at(-1);
    if (page === undefined || page.length >= most.items || room < length(item)) {
      pages.push([item]);
      room = most.characters - length(item);
    } else {
      page.push(item);
      room -= length(item);
    }
  }
  return pages;
}

/** The same for items of different lengths: see `paged`. */
export function pageBy<Item>(
  items: readonly Item[],
  length: (item: Item) => number,
  most: { readonly items: number; readonly characters: number },
  wanted: number,
): PageOf<Item> {
  const pages = paged(items, length, most);
  const page = Math.min(wanted, Math.max(0, pages.length - 1));
  return { page, pages: pages.length, shown: pages[page] ?? [] };
}

/** "Page 2 of 3" and the buttons to the others; nothing when there is only one page. @param value of the button to a page */
export function pager<Value>(
  t: TranslatorOf<SharedSentences>,
  { page, pages }: Pick<PageOf<unknown>, 'page' | 'pages'>,
  turn: Pages<Value>,
  value: (page: number) => Value,
  words: { readonly back: string; readonly next: string } = { back: t.plain('back'), next: t.plain('next') },
): KnownBlock[] {
  const buttons = [
    ...(page > 0 ? [button(turn.back, words.back, value(page - 1))] : []),
    ...(page < pages - 1 ? [button(turn.on, words.next, value(page + 1))] : []),
  ];
  return buttons.length === 0 ? [] : [context(t.mrkdwn('page', { page: page + 1, pages })), actions(buttons)];
}

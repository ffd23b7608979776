/** Grouping: what is suggested as one topic, what was joined and kept apart, each with the button that undoes it; and joining by hand. */
import type { KnownBlock } from '@slack/types';
import type { RowId } from '#core/ids.ts';
import { type Action, button } from '#core/kit/action.ts';
import { actions, bullets, context, section } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { drawModal, input, type ModalDrawing } from '#core/kit/modal.ts';
import { paged, pager } from '#core/kit/pages.ts';
import { type Mrkdwn, shorten } from '#core/text.ts';
import type { ReadableCard } from '../collect/rows.ts';
import type { Loaded } from '../session/load.ts';
import { promise } from '../session/promises.ts';
import { keptNow } from '../session/secrecy.ts';
import type { Words } from '../session/words.ts';
import {
  acceptAll,
  groupModal,
  groupPages,
  joinByHand,
  joinGroup,
  joinModal,
  keepApart,
  readTopics,
  takeApart,
} from './ids.ts';
import type { Cards } from './operations.ts';
import { type Grouping, joinedOf, type Theme, type Topic, topicsOf, undecided } from './rules.ts';

/** A group is decided on by how its cards begin; all of them are read in the topics. */
const inGroup = { cards: 4, characters: 300 };

const groupPage = { items: 15, characters: 9_000 };

export const idsOf = (cards: readonly ReadableCard[]): RowId[] => cards.map(({ id }) => id);

/** The texts of some cards, in the order in which they are shown. */
export function textsOf(cards: readonly ReadableCard[], those: readonly RowId[]): string[] {
  const wanted = new Set(those);
  return cards.filter(({ id }) => wanted.has(id)).map(({ text }) => text);
}

interface Entry {
  readonly group: Pick<Grouping, 'id' | 'cards'>;
  readonly kind: 'suggested' | 'joined' | 'apart';
}

/** What whoever facilitates decides on. @param wanted the page, counted from 0 */
export function renderGroup(
  words: Words,
  loaded: Loaded,
  { cards, groupings }: Cards,
  wanted: number,
): ModalDrawing {
  const { t } = words;
  const { row } = loaded;
  const ids = idsOf(cards);
  const suggested = undecided(ids, groupings, 'suggested');
  const entries: Entry[] = [
    ...suggested.map((group): Entry => ({ group, kind: 'suggested' })),
    ...joinedOf(ids, groupings).map((group): Entry => ({ group, kind: 'joined' })),
    ...undecided(ids, groupings, 'apart').map((group): Entry => ({ group, kind: 'apart' })),
  ];
  const beginnings = (entry: Entry) => startsOf(textsOf(cards, entry.group.cards));
  const pages = paged(entries, (entry) => beginnings(entry).join('').length, groupPage);
  const page = Math.min(wanted, Math.max(0, pages.length - 1));
  const topics = topicsOf(ids, groupings).length;
  const id = { retro: row.id };
  const buttons = [
    ...(suggested.length === 0
      ? []
      : [button(acceptAll, t.plain('group.acceptAll', { count: suggested.length }), { ...id, page })]),
    ...(topics < 2 ? [] : [button(joinByHand, t.plain('group.byHand'), id)]),
    button(readTopics, t.plain('group.read'), id),
  ];
  return drawModal(
    groupModal,
    id,
    {
      title: t.plain('group.title'),
      submit: t.plain(topics < 2 ? 'group.goOn' : 'group.goVote'),
      close: t.plain('close'),
    },
    [
      context(t.mrkdwn('group.intro', { cards: cards.length, topics })),
      context(promise(words, 'exposesNobody', keptNow(loaded, words.now))),
      actions(buttons),
      ...(entries.length === 0 ? [section(t.mrkdwn('group.none'))] : []),
      ...(pages[page] ?? []).flatMap((entry, at, all): KnownBlock[] => [
        ...(entry.kind === all[at - 1]?.kind ? [] : [section(t.mrkdwn(`group.${entry.kind}`))]),
        ...entryBlocks(words, entry, beginnings(entry), page),
      ]),
      ...pager(words.t, { page, pages: pages.length }, groupPages, (to) => ({ ...id, page: to })),
    ],
  );
}

const startsOf = (texts: readonly string[]): string[] =>
  texts.slice(0, inGroup.cards).map((text) => shorten(text, inGroup.characters));

function entryBlocks(
  { t }: Words,
  { group, kind }: Entry,
  beginnings: readonly string[],
  page: number,
): KnownBlock[] {
  const value = { grouping: group.id, page };
  const text = beginnings[0] ?? '';
  const press = (action: Action<typeof value>, name: 'join' | 'keep' | 'undo' | 'again') =>
    button(action, t.plain(`group.${name}`), value, { label: t.plain(`group.${name}Label`, { text }) });
  const buttons = {
    suggested: () => [press(joinGroup, 'join'), press(keepApart, 'keep')],
    joined: () => [press(takeApart, 'undo')],
    apart: () => [press(joinGroup, 'again')],
  }[kind]();
  const count = group.cards.length - beginnings.length;
  return [
    bullets(beginnings.map((beginning) => [beginning])),
    ...(count > 0 ? [context(t.mrkdwn('group.more', { count }))] : []),
    actions(buttons),
  ];
}

/** Two topics or more, to be chosen and joined: also those that nothing suggests. */
export function renderJoin({ t }: Words, { row }: Loaded, { cards, groupings }: Cards): ModalDrawing {
  const topics = topicsOf(idsOf(cards), groupings);
  const choice = ({ id, cards: theirs }: Topic, at: number) => ({
    value: id,
    text: shorten(`${String(at + 1)}. ${textsOf(cards, theirs).join(' / ')}`, limits.optionText),
  });
  const choices = topics.map(choice);
  const most = limits.options;
  const groups = Array.from({ length: Math.ceil(choices.length / most) }, (_, at) => {
    const these = choices.slice(at * most, (at + 1) * most);
    const range = { from: at * most + 1, to: at * most + these.length };
    return { label: t.plain('joining.range', range), choices: these };
  });
  return drawModal(
    joinModal,
    { retro: row.id },
    { title: t.plain('joining.title'), submit: t.plain('group.join'), close: t.plain('close') },
    [
      input(joinModal, 'topics', {
        label: t.plain('joining.which'),
        hint: t.plain('joining.hint'),
        groups,
      }),
      actions([button(groupPages.back, t.plain('group.back'), { retro: row.id, page: 0 })]),
    ],
  );
}

/** So many earlier ones are named, the last first. */
const mostNamed = 3;

/** @param key in the summary it is named by its number */
export function themeLine(
  { t }: Words,
  { place, abouts }: Theme,
  key: 'themes.topic' | 'themes.summary',
): Mrkdwn {
  const names = abouts.slice(0, mostNamed).map((about) => t.plain('themes.name', { about }));
  return t.mrkdwn(key, { place, retros: names.join(', ') });
}

/** Grouping: suggested, joined and separated topics, each with an undo button; and joining by hand. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { chunks } from '#core/chunks.ts';
import { type Action, button, defineAction } from '#core/kit/action.ts';
import { actions, bullets, context, section } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { defineModal, input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { definePages, pageBy, pageNumber, pager } from '#core/kit/pages.ts';
import { listsField } from '#core/kit/pickers.ts';
import { rowValue } from '#core/kit/values.ts';
import { channelLink } from '#core/sentence.ts';
import { shorten } from '#core/text.ts';
import { proposedName } from '../names/proposal.ts';
import { fieldsOfNames, namedTopics, nameInput, numbered } from '../names/screens.ts';
import { ofRetro, pageOfRetro } from '../session/ids.ts';
import type { Loaded } from '../session/load.ts';
import { promiseNow } from '../session/promises.ts';
import type { Translator } from '../session/words.ts';
import { readTopics } from './reading.ts';
import { type Cards, idsOf, textsOf } from './rows.ts';
import { joinedOf, type Topic, topicsOf, undecided } from './rules.ts';

/** `page`: of the list that holds the button, which is redrawn. */
const grouping = z.object({ grouping: rowValue, page: pageNumber });

export const groupCards = defineAction('retro.group', ofRetro);
export const groupPages = definePages('retro.group', pageOfRetro);

/** No longer drawn: it accepted every suggestion. */
export const acceptAll = defineAction('retro.group-all', pageOfRetro);
export const joinGroup = defineAction('retro.group-join', grouping);

export const keepApart = defineAction('retro.group-keep', grouping);
export const takeApart = defineAction('retro.group-undo', grouping);

export const joinByHand = defineAction('retro.group-by-hand', ofRetro);

/** Submitting it continues to the next phase. */
export const groupModal = defineModal(
  'retro.group',
  ofRetro.extend({ shown: namedTopics.optional() }),
  fieldsOfNames,
);

export const joinModal = defineModal('retro.group-by-hand', ofRetro, { topics: listsField() });

/** How much of a group's cards the facilitator sees; the list of topics shows them in full. */
const inGroup = { cards: 4, characters: 300 };

const groupPage = { items: 15, characters: 9_000 };

interface Entry {
  readonly group: Topic;
  readonly kind: 'suggested' | 'joined' | 'apart' | 'alone';
}

/** The decisions for the facilitator. @param wanted the page, counted from 0 */
export function renderGroup(t: Translator, loaded: Loaded, all: Cards, wanted = 0): RenderedModal {
  const { cards, groupings } = all;
  const { row } = loaded;
  const ids = idsOf(cards);
  const list = numbered(all);
  const of = (kind: Entry['kind'], groups: readonly Topic[]) =>
    groups.map((group): Entry => ({ group, kind }));
  const suggested = undecided(ids, groupings, 'suggested');
  const waiting = new Set(suggested.flatMap((one) => one.cards));
  const alone = list.flatMap(({ topic }) =>
    topic.cards.length === 1 && !waiting.has(topic.id) ? [topic] : [],
  );
  const groups = [
    ...of('suggested', suggested),
    ...of('joined', joinedOf(ids, groupings)),
    ...of('apart', undecided(ids, groupings, 'apart')),
  ];
  // Where names are shown, a card alone is called by its own words.
  const entries = [...groups, ...(row.names === 'hidden' ? of('alone', alone) : [])];
  const beginnings = (entry: Entry) => startsOf(textsOf(cards, entry.group.cards));
  const shown = pageBy(entries, (entry) => beginnings(entry).join('').length, groupPage, wanted);
  const { page } = shown;
  const topics = list.length;
  const id = { retro: row.id };
  const named = shown.shown.flatMap(({ group }) => list.filter(({ topic }) => topic.id === group.id));
  const naming = ({ group, kind }: Entry): KnownBlock[] => {
    const at = named.findIndex(({ topic }) => topic.id === group.id);
    const one = named[at];
    if (one !== undefined)
      return [
        nameInput(t, groupModal, row, all, at, one, kind === 'joined' ? t.plain('group.name') : undefined),
      ];
    const proposed = kind === 'suggested' ? proposedName(textsOf(cards, group.cards), t.locale) : null;
    return proposed === null ? [] : [context(t.mrkdwn('group.proposed', { name: proposed }))];
  };
  const buttons = [
    ...(topics < 2 ? [] : [button(joinByHand, t.plain('group.byHand'), id)]),
    button(readTopics, t.plain('group.read'), id),
  ];
  return renderModal(
    groupModal,
    { ...id, shown: named.map(({ topic }) => topic.id) },
    t.modal('group.title', topics < 2 ? 'group.goOn' : 'group.goVote', 'close'),
    [
      context(t.mrkdwn('group.intro', { cards: cards.length, topics })),
      context(promiseNow(t, 'continuing', loaded)),
      context(t.mrkdwn('names.intro', { channel: channelLink(row.channel_id) })),
      actions(buttons),
      ...(groups.length === 0 ? [section(t.mrkdwn('group.none'))] : []),
      ...shown.shown.flatMap((entry, at, all): KnownBlock[] => [
        ...(entry.kind === all[at - 1]?.kind ? [] : [section(t.mrkdwn(`group.${entry.kind}`))]),
        ...entryBlocks(t, entry, beginnings(entry), naming(entry), page),
      ]),
      ...pager(t, shown, groupPages, (to) => ({ ...id, page: to })),
    ],
  );
}

const startsOf = (texts: readonly string[]): string[] =>
  texts.slice(0, inGroup.cards).map((text) => shorten(text, inGroup.characters));

function entryBlocks(
  t: Translator,
  { group, kind }: Entry,
  beginnings: readonly string[],
  naming: readonly KnownBlock[],
  page: number,
): readonly KnownBlock[] {
  if (kind === 'alone') return naming;
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
    bullets(beginnings.map((written) => [{ written }])),
    ...(count > 0 ? [context(t.mrkdwn('group.more', { count }))] : []),
    ...naming,
    actions(buttons),
  ];
}

/** A choice of two or more topics to join, suggested or not. */
export function renderJoin(
  t: Translator,
  { row }: Loaded,
  { cards, groupings, names }: Cards,
): RenderedModal {
  const topics = topicsOf(idsOf(cards), groupings);
  const choice = ({ id, cards: theirs }: Topic, at: number) => ({
    value: id,
    text: shorten(
      `${String(at + 1)}. ${names.get(id) ?? textsOf(cards, theirs).join(' / ')}`,
      limits.optionText,
    ),
  });
  const choices = topics.map(choice);
  const groups = chunks(choices, limits.options).map((these, at) => {
    const before = at * limits.options;
    const range = { from: before + 1, to: before + these.length };
    return { label: t.plain('joining.range', range), choices: these };
  });
  return renderModal(joinModal, { retro: row.id }, t.modal('joining.title', 'group.join', 'close'), [
    input(joinModal, 'topics', {
      label: t.plain('joining.which'),
      hint: t.plain('joining.hint'),
      groups,
    }),
    actions([button(groupPages.back, t.plain('group.back'), { retro: row.id, page: 0 })]),
  ]);
}

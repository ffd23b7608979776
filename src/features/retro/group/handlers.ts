/** Grouping cards into topics, suggested from the cards alone and decided by the facilitator one press at a time; and reading the topics. */
import type { FeaturePart } from '#core/feature.ts';
import { isId, type RowId, rowId } from '#core/ids.ts';
import { clear, errors, type Interaction, onAction, open, push, type Reply, update } from '#core/listener.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { findRow } from '#core/rows.ts';
import { cards as cardTable, ownCardsOf, readableCards } from '../collect/rows.ts';
import { seeCards, seePages } from '../collect/screens.ts';
import { ownLateOf } from '../late/rows.ts';
import { nameAsTyped, nameTopics } from '../names/handlers.ts';
import { namesOfJoined } from '../names/rules.ts';
import * as answers from '../session/answers.ts';
import { applyEvent } from '../session/operations.ts';
import type { Refusal } from '../session/phases.ts';
import { whyNot } from '../session/rules.ts';
import * as rows from './rows.ts';
import * as reading from './reading.ts';
import * as rules from './rules.ts';
import * as screens from './screens.ts';

/**
 * Suggests similar cards not suggested before: on first view, and again for cards added since. With a person's access, since the channel cannot read
 * the cards.
 */
async function suggest({ scope, newId, loaded: { row } }: answers.Acting): Promise<rows.Cards> {
  const { cards, groupings, names } = await rows.cardsIn(scope, row.id);
  const suggested = rules
    .alike(cards)
    .filter((group) => !groupings.some((one) => group.every((card) => one.cards.includes(card))))
    .map((group) => ({ id: rowId(newId()), state: 'suggested' as const, cards: group }));
  for (const one of suggested) await rows.saveGrouping(scope, row, null, one, newId);
  return { cards, groupings: [...groupings, ...suggested], names };
}

/** @returns the new grouping, and how many groupings changed: none if another person had pressed before */
async function regroup(
  here: answers.Acting,
  decision: rules.GroupingDecision,
): Promise<Result<rows.Cards & { readonly changed: number }, Refusal>> {
  const { scope, now, newId, loaded, by } = here;
  const why = whyNot(loaded.retro, { kind: 'group', by }, now);
  if (why !== null) return refuse(why);
  const { cards, groupings, names } = await rows.cardsIn(scope, loaded.row.id);
  const ids = rows.idsOf(cards);
  const changed = rules.regrouped(ids, groupings, decision);
  for (const after of changed) {
    const before = groupings.find(({ id }) => id === after.id) ?? null;
    await rows.saveGrouping(scope, loaded.row, before, after, newId);
  }
  const kept = groupings.filter(({ id }) => changed.every((one) => one.id !== id));
  const all = [...kept, ...changed];
  const topics = rules.topicsOf(ids, all);
  const joined = topics.filter(({ id }) => changed.some((one) => one.id === id));
  const given = namesOfJoined(joined, rules.topicsOf(ids, groupings), cards, names, here.locale);
  await rows.saveNames(scope, loaded.row, given);
  const happened = await applyEvent(here, loaded, {
    kind: 'group',
    by,
    topics: topics.length,
  });
  return happened.ok
    ? ok({ cards, groupings: all, names: new Map([...names, ...given]), changed: changed.length })
    : happened;
}

/**
 * A retrospective's cards for one person.
 * @param topic only the cards of this one
 * @returns a refusal if there is nothing for them to read, or not yet
 */
export async function readCards(
  { scope, by, loaded: { row, retro, embargoes } }: answers.Acting,
  page: number,
  topic?: RowId,
): Promise<Result<reading.SeeView, 'unread'>> {
  if (retro.phase === 'collect' && !embargoes.isOpen) return refuse('unread');
  const within =
    topic === undefined ? null : (await rows.topicsIn(scope, row.id)).find(({ id }) => id === topic);
  const all = await readableCards(scope, row.id);
  const cards = within == null ? all : all.filter(({ id }) => within.cards.includes(id));
  // Once the channel may see the cards, all its members count as participants.
  if (cards.length === 0 && !retro.participants.includes(by)) return refuse('unread');
  const own = [...(await ownCardsOf(scope, row.id)), ...(await ownLateOf(scope, row.id))];
  const hasOwn = own.length > 0;
  const authors = await scope.authors(cardTable, row.names === 'shown' ? rows.idsOf(cards) : []);
  return ok({ cards, authors, hasOwn, page, topic: within?.id });
}

const decideIn = (interaction: Interaction, id: RowId, page: number, decision: rules.GroupingDecision) =>
  answers.withRetro(interaction, id, null, async (here) => {
    const read = await regroup(here, decision);
    if (!read.ok) return answers.refused(here, read.code);
    return update(screens.renderGroup(here.t, here.loaded, read.value, page));
  });

const decideOn =
  (kind: 'join' | 'apart') =>
  async (interaction: Interaction, { grouping, page }: { grouping: RowId; page: number }): Promise<Reply> => {
    const found = await findRow(interaction.scope.from(rows.groupings), { id: grouping });
    if (found === null) return answers.tell(interaction, 'refused.gone');
    return decideIn(interaction, found.retro_id, page, { kind, grouping });
  };

const showGroups = async (
  { t, loaded, scope }: answers.Acting,
  { page }: answers.PageOfRetro,
): Promise<Reply> => update(screens.renderGroup(t, loaded, await rows.cardsIn(scope, loaded.row.id), page));

const readIn =
  (reply: typeof open) =>
  async (here: answers.Acting, { page = 0 }: answers.PageOfRetro): Promise<Reply> => {
    const cards = await readCards(here, page);
    if (!cards.ok) return answers.tellUnread(here);
    const all = await rows.cardsIn(here.scope, here.loaded.row.id);
    const mayName = whyNot(here.loaded.retro, { kind: 'name', by: here.by }, here.now) === null;
    return reply(reading.renderTopics(here.t, here.loaded, all, { ...cards.value, mayName }));
  };

const seeIn =
  (reply: typeof open) =>
  async (
    here: answers.Acting,
    { page = 0, topic }: answers.PageOfRetro & { topic?: RowId | undefined },
  ): Promise<Reply> => {
    const read = await readCards(here, page, topic);
    return read.ok ? reply(reading.renderSee(here.t, here.loaded, read.value)) : answers.tellUnread(here);
  };

export const grouping: FeaturePart = {
  actions: [
    answers.onRetro(screens.groupCards, 'group', async (here) =>
      open(screens.renderGroup(here.t, here.loaded, await suggest(here))),
    ),
    ...answers.onRetroPages(screens.groupPages, 'group', showGroups),
    // A form that was opened before it was taken away: nothing is accepted unseen.
    answers.onRetro(screens.acceptAll, 'group', showGroups),
    onAction(screens.joinGroup, decideOn('join')),
    onAction(screens.keepApart, decideOn('apart')),
    onAction(screens.takeApart, decideOn('apart')),
    answers.onRetro(screens.joinByHand, 'group', async ({ t, loaded, scope }) => {
      // With one topic, joined or deleted since the button was rendered, nothing is left to choose from.
      const render = loaded.retro.topics < 2 ? screens.renderGroup : screens.renderJoin;
      return update(render(t, loaded, await rows.cardsIn(scope, loaded.row.id)));
    }),
    // From the message, and on top of the form for votes.
    answers.onRetro(reading.readTopics, null, readIn(push)),
    ...answers.onRetroPages(reading.topicPages, null, readIn(update)),
    answers.onRetro(seeCards, null, seeIn(open)),
    ...answers.onRetroPages(seePages, null, seeIn(update)),
  ],
  views: [
    answers.onRetroForm(screens.joinModal, 'topics', async (here, _metadata, fields) => {
      const topics = fields.topics.filter(isId).map(rowId);
      const read = await regroup(here, { kind: 'chosen', topics, newId: rowId(here.newId()) });
      if (!read.ok) return answers.refusedAt(here, 'topics', read.code);
      if (read.value.changed === 0) return errors({ topics: here.t.plain('joining.few') });
      return update(screens.renderGroup(here.t, here.loaded, read.value));
    }),
    answers.onRetroForm(
      screens.groupModal,
      null,
      async (here, { shown = [] }, fields) => {
        const wrong = await nameTopics(here, shown, fields);
        if (wrong !== null && shown.length > 0) return errors(wrong);
        return answers.applyAndReply(here, { kind: 'endPhase', phase: 'group' }, clear);
      },
      async (here, { shown = [] }, fields) => nameAsTyped(here, shown, fields),
    ),
  ],
};

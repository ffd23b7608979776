/** App Home's part on a person's retrospectives and action items, and the digest's part on the latter. */
import type { KnownBlock } from '@slack/types';
import type { HomeSection } from '#core/feature.ts';
import { button, entry } from '#core/kit/action.ts';
import {
  actions,
  bullets,
  context,
  divider,
  header,
  type Piece,
  section,
  userText,
} from '#core/kit/blocks.ts';
import { renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { pageBy, pager } from '#core/kit/pages.ts';
import type { UserId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';
import { atMoment, channelLink } from '#core/sentence.ts';
import type { DigestItems } from '#core/week.ts';
import { actionOf, type ActionRow, loadAction, unownedIn } from './action-items/operations.ts';
import { type OwnAction, ownActions } from './action-items/own.ts';
import { isToDo } from './action-items/rules.ts';
import type { ListAt } from './action-items/ids.ts';
import * as items from './action-items/screens.ts';
import { ownAgreements } from './agreed/operations.ts';
import { agreedInHome } from './agreed/screens.ts';
import { askedOf } from './assumptions/rows.ts';
import { questionInHome } from './assumptions/screens.ts';
import { type AssumptionView, viewOf } from './assumptions/view.ts';
import { beforeInHome, type WaitingBefore } from './before/screens.ts';
import { waitingBefores } from './before/waiting.ts';
import { addCards } from './collect/screens.ts';
import { readTopics } from './group/reading.ts';
import { groupCards } from './group/screens.ts';
import { type OwnProject, ownProjects } from './plan/rows.ts';
import { projectsInHome } from './plan/screens.ts';
import { listed } from './history/screens.ts';
import { leftOf } from './late/rows.ts';
import { leftIn } from './late/screens.ts';
import { nextTurnOf, type RoundRow } from './recur/rows.ts';
import { turnInHome } from './recur/screens.ts';
import { listModal, listPast, listRetros, pastModal, pastPages, retrosPages } from './session/ids.ts';
import { loadRetro, type OpenRetro, openRetrosOf, pastRetrosOf } from './session/load.ts';
import { isOpen } from './session/phases.ts';
import { type RetroRow, retros } from './session/rows.ts';
import type { RetroKey } from '#locales/retro.ts';
import { retroCopy, type Translator, wordsFor } from './session/words.ts';
import { lateChangesOf } from './standards/operations.ts';
import { changedPieces } from './standards/screens.ts';
import { actionLine } from './summary/screens.ts';
import { isVoteNeeded } from './vote/rules.ts';
import { vote } from './vote/handlers.ts';

export const homeSection: HomeSection = {
  order: 10,
  build: async (read, renderContext) => {
    if (read.viewer.kind !== 'person') return [];
    const { userId } = read.viewer;
    const person = await read.person(userId);
    const t = wordsFor(renderContext);
    const own = await ownAgreements(read);
    const theirs = homeBlocks(t, {
      retros: await openRetrosOf(read),
      turn: await nextTurnOf(read, userId, renderContext.now),
      past: (await pastRetrosOf(read)).length,
      left: await leftOf(read),
      question: await questionTo(read, userId),
      actions: person === null ? [] : await ownActions(read, person, renderContext.now),
      changed: await lateChangesOf(read, userId, renderContext.now),
      // Guests cannot own one.
      before: person?.memberType === 'member' ? await waitingBefores(read, userId) : [],
      projects: person?.memberType === 'member' ? await ownProjects(read, userId) : [],
    });
    if (person?.memberType !== 'member') return theirs;
    // Where no retrospective was held yet nobody is asked, and Home says how to begin instead.
    const isShown = theirs.length + own.length > 0 || (await hasAny(read));
    return isShown ? [...theirs, ...agreedInHome(t, own)] : theirs;
  },
};

/** Whether any retrospective is in a channel of the viewer, theirs or not: a leader may be asked there. */
const hasAny = async (read: ReadScope): Promise<boolean> =>
  (await read.from(retros).select('it.id').limit(1).executeTakeFirst()) !== undefined;

/** The question to a leader that is due first. Each also has a message of its own. */
async function questionTo(read: ReadScope, leader: UserId): Promise<AssumptionView | null> {
  const [first] = await askedOf(read, leader);
  const loaded = first === undefined ? null : await loadRetro(read, first.retro_id);
  return first === undefined || loaded === null ? null : viewOf(read, loaded, first);
}

/** How many of each App Home shows; the lists have the rest. */
const mostInHome = 3;

const inList = { items: 30, characters: 12_000 };

export interface Mine {
  readonly retros: readonly OpenRetro[];
  /** The next round that is theirs to facilitate. */
  readonly turn: RoundRow | null;
  /** How many of theirs are over. */
  readonly past: number;
  /** Those in which they typed something that they did not save before collecting was over; the first leads to the others. */
  readonly left: readonly RetroRow[];
  /** What the person is asked as a leader. */
  readonly question: AssumptionView | null;
  readonly actions: readonly OwnAction[];
  /** Their actions that changed a standard lately. */
  readonly changed: readonly ActionRow[];
  /** What of the reviews before the work waits for them; the first is shown. */
  readonly before: readonly WaitingBefore[];
  /** The person's own planned projects, and unowned ones. */
  readonly projects: readonly OwnProject[];
}

/** App Home's section: what is the person's own, and the buttons to the rest. At most 25 blocks. */
export function homeBlocks(t: Translator, mine: Mine): KnownBlock[] {
  const lists = (...all: readonly (readonly [typeof listRetros, RetroKey, number, number])[]) => {
    const long = all.filter(([, , count, most]) => count > most);
    const buttons = long.map(([action, key, count]) => button(action, t.plain(key, { count }), {}));
    return buttons.length === 0 ? [] : [actions(buttons)];
  };
  const turn = mine.turn === null ? [] : turnInHome(t, mine.turn);
  const before = mine.before.slice(0, 1).flatMap((one) => beforeInHome(t, one));
  // Beside each of them there is room for one retrospective less.
  const most = mostInHome - (turn.length > 0 ? 1 : 0) - (before.length > 0 ? 1 : 0);
  const retros = mine.retros.slice(0, most).flatMap((retro) => retroBlocks(t, retro));
  const left = mine.left.slice(0, 1).flatMap((row) => leftIn(t, row));
  const projects = projectsInHome(t, mine.projects);
  const question = mine.question === null ? [] : questionInHome(t, mine.question);
  const own = mine.actions.slice(0, mostInHome).flatMap((action) => items.ownActionBlocks(t, action));
  const hasActions = own.length + mine.changed.length > 0;
  const hasRetros =
    question.length +
      retros.length +
      turn.length +
      left.length +
      before.length +
      projects.length +
      mine.past >
    0;
  return [
    ...(hasRetros ? [header(t.plain('home.title'))] : []),
    ...question,
    ...turn,
    ...retros,
    ...left,
    ...lists([listRetros, 'home.allRetros', mine.retros.length, most], [listPast, 'home.past', mine.past, 0]),
    ...before,
    ...projects,
    // Like any two sections of Home.
    ...(hasRetros && hasActions ? [divider()] : []),
    ...(hasActions ? [header(t.plain('home.actions'))] : []),
    ...own,
    ...lists([items.listActions, 'home.allActions', mine.actions.length, mostInHome]),
    ...(mine.changed.length === 0
      ? []
      : [context(t.mrkdwn('home.changed')), bullets(mine.changed.map((row) => changedLine(t, row)))]),
  ];
}

const changedLine = (t: Translator, row: ActionRow): Piece[] => [
  { written: row.what, as: 'title' },
  ' · ',
  ...changedPieces(t, actionOf(row), 'changed.inLine'),
];

/**
 * With the message's first button, for what waits for them. In rich text, since a name containing `*` or `_` would otherwise change the formatting.
 */
function retroBlocks(
  t: Translator,
  { row, isShown, hasAnswered, isFacilitator, cards }: OpenRetro,
): KnownBlock[] {
  const facts = {
    about: { bold: row.about },
    channel: channelLink(row.channel_id),
    until: atMoment(row.ends_at ?? 0),
  };
  const id = { retro: row.id };
  const mine = hasAnswered ? 1 : 0;
  const read = button(readTopics, t.plain('group.read'), id);
  const give = button(vote, t.plain('main.voteButton'), id);
  const propose = button(items.proposeAction, t.plain('main.propose'), id);
  const lines = {
    collect: [t.pieces('home.collect', { ...facts, mine }), button(addCards, t.plain('main.add'), id)],
    group: [
      t.pieces('home.group', facts),
      isFacilitator ? button(groupCards, t.plain('main.groupButton'), id) : read,
    ],
    vote: [t.pieces('home.vote', { ...facts, mine }), give],
    choose: [t.pieces('home.act', facts), isVoteNeeded(cards) ? give : propose],
    discuss: [t.pieces('home.discuss', facts), read],
    actions: [t.pieces('home.act', facts), propose],
  } as const;
  const [line, act] = lines[isOpen(row.phase) ? row.phase : 'actions'];
  const aside = isShown ? [] : [' ', t.plain('aside.why')];
  return [userText(...line, ...aside), actions([act])];
}

/** All of a person's open action items, and then the others of a channel's team, in pages. @param others read only */
export function renderActions(
  t: Translator,
  mine: readonly OwnAction[],
  others: readonly ActionRow[],
  { page: wanted = 0, channel }: ListAt,
): RenderedModal {
  const all = [...mine, ...others.map((row) => ({ row, standing: null }))];
  const page = pageBy(all, ({ row }) => row.what.length, inList, wanted);
  const at = { page: page.page, channel };
  const own = page.shown.flatMap((one) => (one.standing === null ? [] : items.ownActionBlocks(t, one, at)));
  const team = page.shown.flatMap(({ row, standing }) => (standing === null ? [actionOf(row)] : []));
  return renderModal(listModal, {}, t.modal('list.actions'), [
    ...(mine.length === 0 ? [section(t.mrkdwn('list.noActions'))] : own),
    ...(team.length === 0 || channel === undefined
      ? []
      : [
          header(t.plain('list.teamActions')),
          context(t.mrkdwn('list.ofChannel', { channel: channelLink(channel) })),
          bullets(team.map((action) => actionLine(t, action))),
        ]),
    ...pager(t, page, items.actionsPages, (to) => ({ page: to, channel })),
  ]);
}

/** All retrospectives that are open for a person, in pages. */
export function renderRetros(t: Translator, mine: Mine['retros'], wanted: number): RenderedModal {
  const page = pageBy(mine, ({ row }) => row.about.length, inList, wanted);
  const blocks = page.shown.flatMap((retro) => retroBlocks(t, retro));
  return renderModal(listModal, {}, t.modal('list.retros'), [
    ...(blocks.length === 0 ? [section(t.mrkdwn('list.noRetros'))] : blocks),
    ...pager(t, page, retrosPages, (to) => ({ page: to })),
  ]);
}

/** The retrospectives of a person that are over, in pages, each with the button to what it came to. */
export function renderPast(t: Translator, past: readonly RetroRow[], wanted: number): RenderedModal {
  const page = pageBy(past, ({ about }) => about.length, inList, wanted);
  const blocks = page.shown.flatMap((row) => listed(t, row));
  return renderModal(pastModal, {}, t.modal('list.past'), [
    ...(blocks.length === 0 ? [section(t.mrkdwn('list.noPast'))] : blocks),
    ...pager(t, page, pastPages, (to) => ({ page: to })),
  ]);
}

export const digestItems: DigestItems<'unowned'> = {
  kinds: {
    unowned: { title: retroCopy.named('follow.digestKind'), order: 40, most: 1, isNews: false },
  },
  find: async (read, { channel, to }) =>
    (await unownedIn(read, channel)).map(({ id }) => {
      return { id, kind: 'unowned', authors: [], channel, at: to, liked: 0, used: 0 };
    }),
  draw: async (read, { id }, renderContext) => {
    const row = await loadAction(read, id);
    if (row === null || !isToDo(row)) return null;
    const t = wordsFor(renderContext);
    const isFree = row.owner_id === null;
    return {
      title: t.plain(isFree ? 'follow.digestTitle' : 'follow.digestOwned'),
      blocks: [items.actionBlock(t, actionOf(row))],
      facts: [t.mrkdwn(isFree ? 'follow.digestFree' : 'follow.digestHere')],
      can: isFree ? [entry(items.acceptAction, t.plain('home.accept'), { action: id })] : [],
    };
  },
};

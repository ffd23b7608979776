/** What is a person's own, in App Home and as lists of their own. */
import { type Pages, paged, pager } from '../../../core/kit/pages.ts';
import type { KnownBlock } from '@slack/types';
import { atMoment, channelLink } from '../../../core/sentence.ts';
import { button } from '../../../core/kit/action.ts';
import { actions, header, section, userText } from '../../../core/kit/blocks.ts';
import { drawModal, type ModalDrawing } from '../../../core/kit/modal.ts';
import { isOpen } from '../domain/flow.ts';
import { isVoteNeeded } from '../domain/votes.ts';
import {
  actionsPages,
  addCards,
  listActions,
  listModal,
  listRetros,
  proposeAction,
  retrosPages,
} from '../ids.ts';
import { groupCards, readTopics, vote } from '../ids/group.ts';
import type { OpenRetro } from '../repository/open.ts';
import type { OwnAction } from '../service/own-actions.ts';
import type { OwnProject } from '../service/project-list.ts';
import { projectsInHome } from './projects.ts';
import { ownActionBlocks } from './follow-up.ts';
import { type Words } from './words.ts';

/** So many of each stand in App Home; the lists have the rest. */
const inHome = { retros: 3, actions: 3 };
const inList = { items: 30, characters: 12_000 };

export interface Mine {
  readonly retros: readonly OpenRetro[];
  readonly actions: readonly OwnAction[];
  /** One's own planned projects, and those that nobody looks after. */
  readonly projects: readonly OwnProject[];
}

/** The section of App Home: what is a person's own, and the buttons to the rest of it. At most 20 blocks. */
export function homeBlocks(words: Words, mine: Mine): KnownBlock[] {
  const { say } = words;
  const retros = mine.retros.slice(0, inHome.retros).flatMap((retro) => retroBlocks(words, retro));
  const items = mine.actions.slice(0, inHome.actions).flatMap((action) => ownActionBlocks(words, action));
  const more = (
    action: typeof listActions,
    key: 'home.allRetros' | 'home.allActions',
    all: number,
    most: number,
  ) => (all > most ? [actions([button(action, say.plain(key, { count: all }), {})])] : []);
  const projects = projectsInHome(words, mine.projects);
  return [
    ...(retros.length + projects.length > 0 ? [header(say.plain('home.title'))] : []),
    ...retros,
    ...more(listRetros, 'home.allRetros', mine.retros.length, inHome.retros),
    ...projects,
    ...(items.length > 0 ? [header(say.plain('home.actions'))] : []),
    ...items,
    ...more(listActions, 'home.allActions', mine.actions.length, inHome.actions),
  ];
}

/**
 * With the button that stands first in the message, for what waits for them. In rich text, since a name with `*` or `_` in it would otherwise
 * change how the line looks.
 */
function retroBlocks(
  { say }: Words,
  { row, isShown, hasAnswered, isFacilitator, cards }: OpenRetro,
): KnownBlock[] {
  const facts = {
    about: { bold: row.about },
    channel: channelLink(row.channel_id),
    until: atMoment(row.ends_at ?? 0),
  };
  const id = { retro: row.id };
  const mine = hasAnswered ? 1 : 0;
  const read = button(readTopics, say.plain('group.read'), id);
  const give = button(vote, say.plain('main.voteButton'), id);
  const propose = button(proposeAction, say.plain('main.propose'), id);
  const lines = {
    collect: [say.pieces('home.collect', { ...facts, mine }), button(addCards, say.plain('main.add'), id)],
    group: [
      say.pieces('home.group', facts),
      isFacilitator ? button(groupCards, say.plain('main.groupButton'), id) : read,
    ],
    vote: [say.pieces('home.vote', { ...facts, mine }), give],
    choose: [say.pieces('home.act', facts), isVoteNeeded(cards) ? give : propose],
    discuss: [say.pieces('home.discuss', facts), read],
    actions: [say.pieces('home.act', facts), propose],
  } as const;
  const [line, act] = lines[isOpen(row.phase) ? row.phase : 'actions'];
  const aside = isShown ? [] : [' ', say.plain('aside.why')];
  return [userText(...line, ...aside), actions([act])];
}

/** All of a person's open actions, in pages. */
export function actionsDrawing(words: Words, mine: readonly OwnAction[], wanted: number): ModalDrawing {
  const pages = paged(mine, ({ row }) => row.what.length, inList);
  const blocks = pages.map((page, at) => page.flatMap((action) => ownActionBlocks(words, action, at)));
  return list(words, 'list.actions', 'list.noActions', blocks, wanted, actionsPages);
}

/** All retrospectives that are open for a person, in pages. */
export function retrosDrawing(words: Words, mine: Mine['retros'], wanted: number): ModalDrawing {
  const pages = paged(mine, ({ row }) => row.about.length, inList);
  const blocks = pages.map((page) => page.flatMap((retro) => retroBlocks(words, retro)));
  return list(words, 'list.retros', 'list.noRetros', blocks, wanted, retrosPages);
}

function list(
  words: Words,
  title: 'list.actions' | 'list.retros',
  none: 'list.noActions' | 'list.noRetros',
  pages: readonly KnownBlock[][],
  wanted: number,
  turn: Pages<{ page: number }>,
): ModalDrawing {
  const { say } = words;
  const page = Math.min(wanted, Math.max(0, pages.length - 1));
  return drawModal(listModal, {}, { title: say.plain(title), close: say.plain('close') }, [
    ...(pages[page] ?? [section(say.mrkdwn(none))]),
    ...pager(words.say, { page, pages: pages.length }, turn, (to) => ({ page: to })),
  ]);
}

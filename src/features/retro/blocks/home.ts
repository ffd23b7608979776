/** What is a person's own, in App Home and as lists of their own. */
import type { KnownBlock } from '@slack/types';
import { atMoment, channelLink } from '../../../core/copy.ts';
import { button, type Action } from '../../../core/kit/action.ts';
import { actions, header, section } from '../../../core/kit/blocks.ts';
import { drawModal, type ModalDrawing } from '../../../core/kit/modal.ts';
import { addCards, finishAction, listActions, listRetros, listModal, seeCards } from '../ids.ts';
import type { Loaded } from '../repository.ts';
import type { ActionRow } from '../tables.ts';
import { dueOf, type Words } from './words.ts';

/** So many of each stand in App Home; the lists have the rest. */
const inHome = { retros: 5, actions: 8 };
const inList = 40;

export interface Mine {
  readonly retros: readonly (Loaded & { readonly hasAnswered: boolean })[];
  readonly actions: readonly ActionRow[];
}

export function homeBlocks(words: Words, mine: Mine): KnownBlock[] {
  const { say } = words;
  const retros = mine.retros.slice(0, inHome.retros).map((retro) => retroBlock(words, retro));
  const items = mine.actions.slice(0, inHome.actions).map((action) => actionItem(words, action));
  const more = (
    action: Action<{ page: number }>,
    key: 'home.allRetros' | 'home.allActions',
    all: number,
    most: number,
  ) => (all > most ? [actions([button(action, say.plain(key, { count: all }), { page: 0 })])] : []);
  return [
    ...(retros.length > 0 ? [header(say.plain('home.title'))] : []),
    ...retros,
    ...more(listRetros, 'home.allRetros', mine.retros.length, inHome.retros),
    ...(items.length > 0 ? [header(say.plain('home.actions'))] : []),
    ...items,
    ...more(listActions, 'home.allActions', mine.actions.length, inHome.actions),
  ];
}

function retroBlock({ say }: Words, { row, retro, hasAnswered }: Mine['retros'][number]): KnownBlock {
  const facts = {
    about: row.about,
    channel: channelLink(row.channel_id),
    until: atMoment(retro.endsAt ?? 0),
  };
  return retro.phase === 'collect'
    ? section(
        say.mrkdwn('home.collect', { ...facts, mine: hasAnswered ? 1 : 0 }),
        button(addCards, say.plain('main.add'), { retro: row.id }),
      )
    : section(say.mrkdwn('home.act', facts), button(seeCards, say.plain('main.see'), { retro: row.id }));
}

/** @param page of the list that it stands in, if it is one */
function actionItem(words: Words, action: ActionRow, page?: number): KnownBlock {
  const { say } = words;
  const due = dueOf(words, { dueOn: action.due_on });
  return section(
    say.mrkdwn('home.action', { what: action.what, due, channel: channelLink(action.channel_id) }),
    button(
      finishAction,
      say.plain('home.done'),
      { action: action.id, page },
      {
        label: say.plain('home.doneLabel', { what: action.what }),
      },
    ),
  );
}

/** All of a person's open actions, in pages. */
export function actionsDrawing(words: Words, mine: readonly ActionRow[], wanted: number): ModalDrawing {
  const blocks = mine.map((action) => actionItem(words, action, wanted));
  return list(words, 'list.actions', 'list.noActions', blocks, wanted, listActions);
}

/** All retrospectives that are open for a person, in pages. */
export function retrosDrawing(words: Words, mine: Mine['retros'], wanted: number): ModalDrawing {
  const blocks = mine.map((retro) => retroBlock(words, retro));
  return list(words, 'list.retros', 'list.noRetros', blocks, wanted, listRetros);
}

function list(
  { say }: Words,
  title: 'list.actions' | 'list.retros',
  none: 'list.noActions' | 'list.noRetros',
  blocks: readonly KnownBlock[],
  wanted: number,
  turn: Action<{ page: number }>,
): ModalDrawing {
  const pages = Math.max(1, Math.ceil(blocks.length / inList));
  const page = Math.min(wanted, pages - 1);
  // One row each: a row may hold an action only once.
  const back = page > 0 ? [actions([button(turn, say.plain('back'), { page: page - 1 })])] : [];
  const on = page < pages - 1 ? [actions([button(turn, say.plain('next'), { page: page + 1 })])] : [];
  return drawModal(listModal, {}, { title: say.plain(title), close: say.plain('close') }, [
    ...(blocks.length === 0 ? [section(say.mrkdwn(none))] : []),
    ...blocks.slice(page * inList, (page + 1) * inList),
    ...back,
    ...on,
  ]);
}

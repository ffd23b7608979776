/** The message in the channel, in every phase. */
import { messageOf } from '#core/kit/message.ts';
import type { Button, KnownBlock } from '@slack/types';
import { button, overflow } from '#core/kit/action.ts';
import { actions, context, header, section } from '#core/kit/blocks.ts';
import type { Message } from '#core/post.ts';
import { atMoment, mentions, nameOf, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { RetroKey } from '#locales/retro.ts';
import { openActions } from '../action-items/rules.ts';
import { actionList, proposeAction } from '../action-items/screens.ts';
import { addCards, nothingToAdd, ownCards, seeCards } from '../collect/screens.ts';
import { readTopics } from '../group/reading.ts';
import { groupCards } from '../group/screens.ts';
import type { TimedPhase } from '../start/formats.ts';
import { timeLeft } from '../timer/rules.ts';
import { addLate } from '../late/ids.ts';
import { type Summary, summaryMessage, topicBlocks } from '../summary/screens.ts';
import { budgetOf, isVoteNeeded, mostOnOne } from '../vote/rules.ts';
import { vote } from '../vote/handlers.ts';
import { goOn, manage, ready } from './ids.ts';
import type { Loaded } from './load.ts';
import type { Phase, Retro } from './phases.ts';
import { type About, endingAtOnce, keptNow, promise, promiseNow } from './promises.ts';
import { holdAgain } from './screens.ts';
import { facilitates, howHere, noonOf, type Translator } from './words.ts';

/** What the channel reads, in every phase. */
export function mainMessage(t: Translator, loaded: Loaded, summary: Summary): Message {
  const { phase } = loaded.row;
  if (phase === 'closed') return summaryMessage(t, loaded, summary);
  const title = header(t.plain('main.title', { about: loaded.row.about }));
  return messageOf(title, ...inPhase(t, loaded, phase, summary));
}

function inPhase(
  t: Translator,
  loaded: Loaded,
  phase: Exclude<Phase, 'closed'>,
  summary: Summary,
): KnownBlock[] {
  if (phase === 'collect') return collecting(t, loaded);
  if (phase !== 'cancelled') return middle(t, loaded, phase, summary);
  // Cards stay with their authors.
  const how = join([whenCancelled(t, loaded), promiseNow(t, 'cards', loaded)], ' ');
  return [section(how), actions(buttonsOf(t, loaded, ['own', 'again']))];
}

/** What is pressed in it, and in what is told elsewhere. */
const pressed = {
  add: [addCards, 'main.add'],
  nothing: [nothingToAdd, 'main.nothing'],
  group: [groupCards, 'main.groupButton'],
  topics: [readTopics, 'group.read'],
  vote: [vote, 'main.voteButton'],
  propose: [proposeAction, 'main.propose'],
  late: [addLate, 'late.button'],
  cards: [seeCards, 'main.see'],
  own: [ownCards, 'cards.own'],
  // With the same choices and the same people who are still here.
  again: [holdAgain, 'again.button'],
} as const;

export type Part = keyof typeof pressed | 'goOn' | 'ready';

/** Only something to do is primary. */
const quiet: readonly Part[] = ['cards', 'own', 'again'];

export const buttonsOf = (t: Translator, loaded: Loaded, parts: readonly Part[]): Button[] =>
  parts.map((part, at) => {
    const id = { retro: loaded.row.id };
    const { phase } = loaded.retro;
    if (part === 'ready') return button(ready, t.plain('main.readyButton'), { ...id, phase });
    if (part === 'goOn')
      return button(goOn, t.plain('main.goOn'), { ...id, phase }, { confirm: endingAtOnce(t, loaded) });
    const [action, key] = pressed[part];
    return button(action, t.plain(key), id, at === 0 && !quiet.includes(part) ? { style: 'primary' } : {});
  });

function collecting(t: Translator, loaded: Loaded): KnownBlock[] {
  const { row, retro } = loaded;
  const kept = keptNow(loaded, t.now);
  const until = atMoment(retro.endsAt ?? 0);
  const write = t.mrkdwn(retro.isReopened ? 'main.collectAgain' : 'main.collect', { until });
  const what = [
    facilitates(t, retro),
    ...(retro.isReopened ? [howHere(t, retro)] : []),
    join([write, promise(t, 'cards', kept)], ' '),
  ];
  const count = [asked(t, retro), answered(t, 'main.answered', retro)];
  const rules = [
    ...(row.happened_until === null
      ? []
      : [t.mrkdwn('main.looksBack', { date: onDay(noonOf(row.happened_until, t.tz)) })]),
    promise(t, 'names', kept),
    promise(t, 'reach', kept),
  ];
  const buttons = [...buttonsOf(t, loaded, ['add', 'nothing']), menu(t, loaded, 'manage.endCollect')];
  return [
    section(join(what)),
    ...timer(t, retro),
    context(join(count, ' ')),
    context(join(rules, ' ')),
    actions(buttons),
  ];
}

/** Live: how much time is left. A job moves it. */
function timer(t: Translator, retro: Retro): KnownBlock[] {
  const left = timeLeft(retro, t.now);
  if (left === null) return [];
  return [section(t.mrkdwn('timer.left', { ...left, until: atMoment(left.until) }))];
}

/** How many are named; a longer list would not be read. People who have left are not among them. */
const mostNamed = 10;

function asked(t: Translator, { participants }: Loaded['retro']): Mrkdwn {
  const count = participants.length;
  return count <= mostNamed
    ? t.mrkdwn('main.asked', { people: mentions(participants), count })
    : t.mrkdwn('main.askedMany', { count });
}

/** When it was cancelled, and by whom. */
function whenCancelled(t: Translator, { retro: { endedAt, endedBy } }: Loaded): Mrkdwn {
  const at = atMoment(endedAt ?? 0);
  return endedBy === null
    ? t.mrkdwn('main.cancelled', { at })
    : t.mrkdwn('main.cancelledBy', { by: nameOf(endedBy), at });
}

function answered(t: Translator, key: 'main.answered' | 'main.voted' | 'main.ready', retro: Retro): Mrkdwn {
  return t.mrkdwn(key, { answered: retro.answers, asked: retro.invited });
}

/** The current phase's menu. @param end the label of its first entry, which ends the phase; `null`: a button does */
function menu(t: Translator, { row }: Loaded, end: RetroKey | null, mayDrop = false) {
  const entries = [
    ...(end === null ? [] : ([[end, 'end']] as const)),
    ...(mayDrop ? ([['manage.drop', 'drop']] as const) : []),
    ['manage.more', 'more'],
    ['manage.cancel', 'cancel'],
    ['manage.takeOver', 'over'],
  ] as const;
  return overflow(
    manage,
    entries.map(([key, what]) => ({ text: t.plain(key), value: { r: row.id, do: what } })),
  );
}

/** The phases after collecting. */
type MiddlePhase = Exclude<TimedPhase, 'collect'>;

interface Drawn {
  /** What to do, and until when: takes `until` and `count`, the number of topics. */
  readonly what: RetroKey;
  /** The label of the menu's entry that ends the phase; `null`: the button `goOn` does. */
  readonly end: RetroKey | null;
  /** How many have answered, if that is counted. */
  readonly count?: 'main.voted' | 'main.ready';
  /** What to say about who sees what. */
  readonly about: readonly About[];
  readonly buttons: readonly Part[];
  readonly hasActions?: boolean;
}

const drawn: Readonly<Record<MiddlePhase, Drawn>> = {
  group: {
    what: 'main.group',
    end: null,
    about: ['cards'],
    buttons: ['group', 'topics', 'goOn', 'late'],
  },
  vote: {
    what: 'main.vote',
    end: 'manage.endVote',
    count: 'main.voted',
    about: ['votes'],
    buttons: ['vote', 'topics', 'late'],
  },
  choose: {
    about: ['votes'],
    what: 'main.choose',
    end: 'manage.endActions',
    count: 'main.ready',
    buttons: ['vote', 'propose', 'topics', 'ready'],
    hasActions: true,
  },
  discuss: {
    what: 'main.discuss',
    end: 'manage.endDiscuss',
    about: [],
    count: 'main.ready',
    buttons: ['topics', 'ready', 'late'],
  },
  actions: {
    what: 'main.actions',
    about: [],
    end: 'manage.endActions',
    count: 'main.ready',
    buttons: ['propose', 'cards', 'ready', 'late'],
    hasActions: true,
  },
};

/** @param phase the one it is in */
function middle(t: Translator, loaded: Loaded, phase: MiddlePhase, summary: Summary): KnownBlock[] {
  const { retro } = loaded;
  const { what: key, end, count: counts, about, buttons: parts, hasActions = false } = drawn[phase];
  const kept = keptNow(loaded, t.now);
  const what = join([
    facilitates(t, retro),
    howHere(t, retro),
    t.mrkdwn(phase === 'discuss' && retro.pace === 'live' ? 'main.discussLive' : key, {
      until: atMoment(retro.endsAt ?? 0),
      count: retro.topics,
      budget: budgetOf(retro.topics),
      each: mostOnOne,
    }),
  ]);
  const list = hasActions ? actionList(t, retro) : [];
  const notes = [
    // With one topic nothing is voted on.
    ...about
      .filter((one) => one !== 'votes' || isVoteNeeded(retro.topics))
      .map((one) => promise(t, one, kept)),
    ...(hasActions && list.length === 0 ? [t.mrkdwn('main.noActions')] : []),
    ...(counts === undefined ? [] : [answered(t, counts, retro)]),
  ];
  // With one topic there is no choice.
  const possible = parts.filter((part) => part !== 'vote' || isVoteNeeded(retro.topics));
  const mayDrop = hasActions && openActions(retro).length > 0;
  const foot = actions([...buttonsOf(t, loaded, possible), menu(t, loaded, end, mayDrop)]);
  const topics = phase === 'discuss' ? topicBlocks(t, summary) : [];
  return [section(what), ...timer(t, retro), ...topics, ...list, ...notes.map((text) => context(text)), foot];
}

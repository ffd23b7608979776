/** The message in the channel, in every phase. */
import { messageOf } from '#core/kit/message.ts';
import type { KnownBlock } from '@slack/types';
import { button, menu as choice } from '#core/kit/action.ts';
import { actions, context, header, section } from '#core/kit/blocks.ts';
import type { Message } from '#core/post.ts';
import { atMoment, mention, mentions, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { RetroKey } from '#locales/retro.ts';
import { standingActions } from '../action-items/rules.ts';
import { actionList, proposeAction } from '../action-items/screens.ts';
import { addCards, nothingToAdd, ownCards, seeCards } from '../collect/screens.ts';
import type { Theme } from '../group/rules.ts';
import { groupCards, readTopics, themeLine } from '../group/screens.ts';
import { rate, type Rating, worths } from '../history/rating.ts';
import type { TimedPhase } from '../start/formats.ts';
import { budgetOf, isVoteNeeded, mostOnOne } from '../vote/rules.ts';
import { vote } from '../vote/screens.ts';
import { goOn, ready } from './ids.ts';
import type { Loaded } from './load.ts';
import { type About, endingAtOnce, keptNow, promise, promiseNow } from './promises.ts';
import { holdAgain } from './screens.ts';
import { answered, facilitates, howHere, menu, noonOf, type Translator } from './words.ts';

/** What is known once it is over. */
export interface Afterwards {
  /** Whether it was worth the time, if that is asked or shown. */
  readonly rating: Rating | null;
  /** The recurring topics. */
  readonly themes: readonly Theme[];
}

/** What the channel reads, in every phase. */
export function mainMessage(
  t: Translator,
  loaded: Loaded,
  afterwards: Afterwards = { rating: null, themes: [] },
): Message {
  const title = header(t.plain('main.title', { about: loaded.row.about }));
  return messageOf(title, ...inPhase(t, loaded, afterwards));
}

function inPhase(t: Translator, loaded: Loaded, afterwards: Afterwards): KnownBlock[] {
  switch (loaded.row.phase) {
    case 'collect':
      return collecting(t, loaded);
    case 'closed':
      return closed(t, loaded, afterwards);
    case 'cancelled':
      return cancelled(t, loaded);
    default:
      return middle(t, loaded, loaded.row.phase);
  }
}

/** Cards stay with their authors. */
function cancelled(t: Translator, loaded: Loaded): KnownBlock[] {
  const how = join([whenEnded(t, loaded), promiseNow(t, 'cards', loaded)], ' ');
  const own = button(ownCards, t.plain('cards.own'), { retro: loaded.row.id });
  return [section(how), actions([own, again(t, loaded)])];
}

function collecting(t: Translator, loaded: Loaded): KnownBlock[] {
  const { row, retro } = loaded;
  const kept = keptNow(loaded, t.now);
  const what = join([
    facilitates(t, retro),
    ...(retro.isReopened ? [howHere(t, retro)] : []),
    join(
      [
        t.mrkdwn(retro.isReopened ? 'main.collectAgain' : 'main.collect', {
          until: atMoment(retro.endsAt ?? 0),
        }),
        promise(t, 'cards', kept),
      ],
      ' ',
    ),
  ]);
  const count = join([asked(t, retro), answered(t, 'main.answered', retro)], ' ');
  const rules = join(
    [
      ...(row.happened_until === null
        ? []
        : [t.mrkdwn('main.looksBack', { date: onDay(noonOf(row.happened_until, t.tz)) })]),
      promise(t, 'names', kept),
      promise(t, 'reach', kept),
    ],
    ' ',
  );
  const id = { retro: row.id };
  const buttons = actions([
    button(addCards, t.plain('main.add'), id, { style: 'primary' }),
    button(nothingToAdd, t.plain('main.nothing'), id),
    menu(t, loaded, 'manage.endCollect'),
  ]);
  return [section(what), context(count), context(rules), buttons];
}

function closed(t: Translator, loaded: Loaded, { rating, themes }: Afterwards): KnownBlock[] {
  const { row, retro } = loaded;
  const list = actionList(t, retro);
  const count = standingActions(retro).length;
  const how = join([
    whenEnded(t, loaded),
    answered(t, 'main.answeredEnd', retro),
    count === 0 ? t.mrkdwn('main.noneAgreed') : t.mrkdwn('main.agreed', { count }),
  ]);
  const see = retro.topics === 0 ? [] : [button(seeCards, t.plain('main.see'), { retro: row.id })];
  const recurring = themes.map((theme) => themeLine(t, theme, 'themes.summary'));
  const rated =
    rating?.kind === 'told' ? [t.mrkdwn('rating.told', { mean: rating.mean, count: rating.count })] : [];
  const told = [...recurring, ...rated];
  const ask = rating?.kind === 'open' ? [rateMenu(t, loaded)] : [];
  const buttons = actions([...ask, ...see, again(t, loaded)]);
  return [section(how), ...list, ...told.map((text) => context(text)), buttons];
}

const rateMenu = (t: Translator, { row }: Loaded) =>
  choice(
    rate,
    t.plain('rating.ask'),
    worths.map((worth) => ({ text: t.plain(`rating.${worth}`), value: { r: row.id, w: worth } })),
  );

/** Starts another one with the same choices and the same people who are still here. */
const again = (t: Translator, { row }: Loaded) =>
  button(holdAgain, t.plain('again.button'), { retro: row.id });

/** How many are named; a longer list would not be read. People who have left are not among them. */
const mostNamed = 10;

function asked(t: Translator, { participants }: Loaded['retro']): Mrkdwn {
  const count = participants.length;
  return count <= mostNamed
    ? t.mrkdwn('main.asked', { people: mentions(participants), count })
    : t.mrkdwn('main.askedMany', { count });
}

/** When it was closed or cancelled, and by whom or what. */
function whenEnded(t: Translator, { row, retro }: Loaded): Mrkdwn {
  const [key, byKey] =
    row.phase === 'cancelled'
      ? (['main.cancelled', 'main.cancelledBy'] as const)
      : (['main.closed', 'main.closedBy'] as const);
  const at = atMoment(retro.endedAt ?? 0);
  const { endedHow, endedBy } = retro;
  if (endedBy !== null) return t.mrkdwn(byKey, { by: mention(endedBy), at });
  const why =
    endedHow === null || endedHow === 'person' || endedHow === 'reopened'
      ? []
      : [t.mrkdwn(`because.${endedHow}`)];
  return join([t.mrkdwn(key, { at }), ...why], ' ');
}

/** The phases after collecting. */
export type MiddlePhase = Exclude<TimedPhase, 'collect'>;

interface Drawn {
  /** What to do, and until when: takes `until` and `count`, the number of topics. */
  readonly what: RetroKey;
  /** The label of the button that ends the phase. */
  readonly end: RetroKey;
  /** How many have answered, if that is counted. */
  readonly count?: 'main.voted' | 'main.ready';
  /** What to say about who sees what. */
  readonly about: readonly About[];
  readonly buttons: readonly Part[];
  readonly hasActions?: boolean;
}

type Part = 'group' | 'topics' | 'goOn' | 'vote' | 'propose' | 'cards' | 'ready';

const drawn: Readonly<Record<MiddlePhase, Drawn>> = {
  group: {
    what: 'main.group',
    end: 'manage.endGroup',
    about: ['cards'],
    buttons: ['group', 'topics', 'goOn'],
  },
  vote: {
    what: 'main.vote',
    end: 'manage.endVote',
    count: 'main.voted',
    about: ['votes'],
    buttons: ['vote', 'topics'],
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
    buttons: ['topics', 'ready'],
  },
  actions: {
    what: 'main.actions',
    about: [],
    end: 'manage.endActions',
    count: 'main.ready',
    buttons: ['propose', 'cards', 'ready'],
    hasActions: true,
  },
};

/** @param phase the one it is in */
export function middle(t: Translator, loaded: Loaded, phase: MiddlePhase): KnownBlock[] {
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
  const buttons = possible.map((part, at) => partOf(t, loaded, part, at === 0));
  const foot = actions([...buttons, menu(t, loaded, end, hasActions ? ['drop'] : [])]);
  return [section(what), ...list, ...notes.map((text) => context(text)), foot];
}

function partOf(t: Translator, loaded: Loaded, part: Part, isFirst: boolean) {
  const { row, retro } = loaded;
  const id = { retro: row.id };
  const style = isFirst ? ({ style: 'primary' } as const) : {};
  switch (part) {
    case 'goOn':
      return button(
        goOn,
        t.plain('main.goOn'),
        { ...id, phase: retro.phase },
        { confirm: endingAtOnce(t, loaded) },
      );
    case 'group':
      return button(groupCards, t.plain('main.groupButton'), id, style);
    case 'topics':
      return button(readTopics, t.plain('group.read'), id, style);
    case 'vote':
      return button(vote, t.plain('main.voteButton'), id, style);
    case 'propose':
      return button(proposeAction, t.plain('main.propose'), id, style);
    case 'cards':
      return button(seeCards, t.plain('main.see'), id, style);
    case 'ready':
      return button(ready, t.plain('main.readyButton'), { ...id, phase: retro.phase });
  }
}

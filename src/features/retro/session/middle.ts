/** The message in the channel from the end of collecting to the end: grouping, voting, talking, agreeing on actions. */
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { atMoment } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import type { RetroKey } from '#locales/retro.ts';
import { proposeAction } from '../action-items/ids.ts';
import { actionList } from '../action-items/screens.ts';
import { seeCards } from '../collect/ids.ts';
import { groupCards, readTopics } from '../group/ids.ts';
import type { TimedPhase } from '../start/formats.ts';
import { budgetOf, isVoteNeeded, mostOnOne } from '../vote/rules.ts';
import { vote } from '../vote/screens.ts';
import { endingAtOnce } from './ending.ts';
import { goOn, ready } from './ids.ts';
import type { Loaded } from './load.ts';
import { type About, promise } from './promises.ts';
import { keptNow } from './secrecy.ts';
import { answered, facilitates, howHere, menu, type Said, type Words } from './words.ts';

/** The phases after collecting. */
export type MiddlePhase = Exclude<TimedPhase, 'collect'>;

interface Drawn {
  /** What is to be done, and until when: takes `until` and `count`, the number of topics. */
  readonly what: RetroKey;
  /** What whoever facilitates ends the phase with. */
  readonly end: RetroKey;
  /** How many have answered, where that is counted. */
  readonly count?: 'main.voted' | 'main.ready';
  /** What is said of who sees what. */
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
export function middle(words: Words, loaded: Loaded, phase: MiddlePhase): Said {
  const { t } = words;
  const { retro } = loaded;
  const { what: key, end, count: counts, about, buttons: parts, hasActions = false } = drawn[phase];
  const kept = keptNow(loaded, words.now);
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
  const list = hasActions ? actionList(words, retro) : { blocks: [], text: [] };
  const notes = [
    // With one topic nothing is voted on.
    ...about
      .filter((one) => one !== 'votes' || isVoteNeeded(retro.topics))
      .map((one) => promise(words, one, kept)),
    ...(hasActions && list.text.length === 0 ? [t.mrkdwn('main.noActions')] : []),
    ...(counts === undefined ? [] : [answered(t, counts, retro)]),
  ];
  // With one topic there is nothing to choose between.
  const possible = parts.filter((part) => part !== 'vote' || isVoteNeeded(retro.topics));
  const buttons = possible.map((part, at) => partOf(words, loaded, part, at === 0));
  const foot = actions([...buttons, menu(t, loaded, end, hasActions ? ['drop'] : [])]);
  return {
    blocks: [section(what), ...list.blocks, ...notes.map((text) => context(text)), foot],
    text: [what, ...list.text, ...notes],
  };
}

function partOf(words: Words, loaded: Loaded, part: Part, isFirst: boolean) {
  const { t } = words;
  const { row, retro } = loaded;
  const id = { retro: row.id };
  const style = isFirst ? ({ style: 'primary' } as const) : {};
  switch (part) {
    case 'goOn':
      return button(
        goOn,
        t.plain('main.goOn'),
        { ...id, phase: retro.phase },
        { confirm: endingAtOnce(words, loaded) },
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

/** What several messages of a retrospective say in the same words. */
import type { RetroKey } from '../../../../locales/retro.ts';
import type { KnownBlock } from '@slack/types';
import { mention } from '../../../core/sentence.ts';
import { overflow } from '../../../core/kit/action.ts';
import { section } from '../../../core/kit/blocks.ts';
import type { Mrkdwn } from '../../../core/text.ts';
import type { Retro } from '../domain.ts';
import { standingActions } from '../domain/actions.ts';
import { phaseBefore } from '../domain/flow.ts';
import { manage } from '../ids.ts';
import type { Loaded } from '../repository.ts';
import { actionBlock, actionLine, type Words } from './words.ts';

/** Blocks, and the same said in text. */
export interface Said {
  readonly blocks: readonly KnownBlock[];
  readonly text: readonly Mrkdwn[];
}

export function paragraphs(texts: readonly Mrkdwn[]): Said {
  return { blocks: texts.map((text) => section(text)), text: texts };
}

export function facilitates(say: Words['say'], { facilitator }: Retro): Mrkdwn {
  return facilitator === null
    ? say.mrkdwn('main.nobodyFacilitates')
    : say.mrkdwn('main.facilitates', { facilitator: mention(facilitator) });
}

export function answered(
  say: Words['say'],
  key: 'main.answered' | 'main.answeredEnd' | 'main.voted' | 'main.ready',
  retro: Retro,
): Mrkdwn {
  return say.mrkdwn(key, { answered: retro.answers, asked: retro.invited });
}

/** How it came to this phase, and by whom or what. */
export function howHere(say: Words['say'], { kind, phase, topics, endedHow, endedBy }: Retro): Mrkdwn {
  const by = endedBy === null ? null : { by: mention(endedBy) };
  if (endedHow === 'reopened') return by === null ? say.mrkdwn('reopened') : say.mrkdwn('reopened.by', by);
  const isFirst = phaseBefore(kind, phase, topics) === 'collect';
  if (by !== null) return say.mrkdwn(isFirst ? 'over.by' : 'past.by', by);
  const how = endedHow === 'everybody' || endedHow === 'time' ? endedHow : null;
  if (how === null) return say.mrkdwn(isFirst ? 'over' : 'past');
  return say.mrkdwn(isFirst ? `over.${how}` : `past.${how}`);
}

/** The menu of the phase that is on. @param end what its first entry, ending the phase, is called */
export function menu(say: Words['say'], { row }: Loaded, end: RetroKey, more: readonly 'drop'[] = []) {
  const entry = (key: RetroKey, what: 'end' | 'drop' | 'cancel' | 'over' | 'more') => ({
    text: say.plain(key),
    value: { r: row.id, do: what },
  });
  return overflow(manage, [
    entry(end, 'end'),
    ...more.map((what) => entry('manage.drop', what)),
    entry('manage.more', 'more'),
    entry('manage.cancel', 'cancel'),
    entry('manage.takeOver', 'over'),
  ]);
}

/** The rules allow fewer; whatever is stored, the message must be one that Slack takes. */
const mostShown = 8;

/** The actions that stand: open ones and those done, not those dropped. */
export function actionList(words: Words, retro: Retro): Said {
  const standing = standingActions(retro);
  const shown = standing.slice(0, mostShown);
  const count = standing.length - shown.length;
  const more = count === 0 ? [] : [words.say.mrkdwn('main.moreActions', { count })];
  return {
    blocks: [...shown.map((action) => actionBlock(words, action)), ...more.map((text) => section(text))],
    text: [...shown.map((action) => actionLine(words, action)), ...more],
  };
}

/** Asked before a phase ends: what follows, and how many people it would show something of; never who. */
import type { Confirmation } from '#core/kit/action.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { Loaded } from './load.ts';
import { plainPromise, promise } from './promises.ts';
import { keptNow } from './secrecy.ts';
import type { Words } from './words.ts';

/** Of how many people something is shown by ending the phase that is on. */
export interface Exposed {
  /** Those whose cards can be read then. */
  readonly authors: number;
  /** Those whose votes make a difference to what is told then. */
  readonly ballots: number;
  /** Those whose cards the rest of the channel can read then, too. */
  readonly toChannel: number;
}

/** One sentence for each kind of thing that is shown then; that it is nothing, if it is. */
export function exposedSentences(
  words: Words,
  loaded: Loaded,
  { authors, ballots, toChannel }: Exposed,
): Mrkdwn[] {
  const kept = keptNow(loaded, words.now);
  const said = (about: 'exposesCards' | 'exposesBallots' | 'exposesToChannel', count: number) =>
    count === 0 ? [] : [promise(words, about, { ...kept, answers: count }, { count })];
  const all = [
    ...said('exposesCards', authors),
    ...said('exposesBallots', ballots),
    ...said('exposesToChannel', toChannel),
  ];
  return all.length > 0 ? all : [promise(words, 'exposesNobody', kept)];
}

/** The same where one press ends a phase by whose end nothing is shown of anybody: grouping, and talking. */
export function endingAtOnce(words: Words, loaded: Loaded): Confirmation {
  const { t } = words;
  const nobody = plainPromise(words, 'exposesNobody', keptNow(loaded, words.now));
  return {
    title: t.plain('confirm.goOnTitle'),
    text: `${t.plain('confirm.goOn')} ${nobody}`,
    confirm: t.plain('confirm.yesEnd'),
    deny: t.plain('confirm.no'),
  };
}

/** What a press is told whose time is over: which step of which retrospective ended, when, and what can be done now. */
import { endedMessage } from '#core/kit/ended.ts';
import type { Message } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { atMoment, type Values } from '#core/sentence.ts';
import { join, type Mrkdwn, type Plain } from '#core/text.ts';
import type { TimedPhase } from '../start/formats.ts';
import { mainPost } from './ids.ts';
import type { Loaded } from './load.ts';
import { type Phase, phaseBefore, type Refusal, type Retro } from './phases.ts';
import type { Translator } from './words.ts';

const phaseOf: Partial<Record<Refusal, TimedPhase>> = {
  collectingOver: 'collect',
  groupingOver: 'group',
  votingOver: 'vote',
  discussingOver: 'discuss',
};

interface EndedSentences {
  readonly what: 'ended.closed' | 'ended.cancelled' | 'ended.phase';
  readonly values: Values;
  readonly now: 'ended.now.closed' | 'ended.now.cancelled' | 'ended.now.thread' | 'ended.now.open';
}

/**
 * @param pressed the phase that the button stood in, where the refusal does not say it
 * @returns `null` if the refusal is about something else, or it is not known when it ended
 */
function sentencesOf({ row, retro }: Loaded, code: Refusal, pressed?: Phase): EndedSentences | null {
  const { about } = row;
  const phase = phaseOf[code] ?? (code === 'alreadyEnded' ? pressed : undefined);
  const isOfRetro = code === 'closed' || code === 'cancelled';
  if (phase === undefined && !isOfRetro) return null;
  if (retro.phase === 'closed' || retro.phase === 'cancelled') {
    const values = { about, at: atMoment(retro.endedAt ?? 0) };
    return retro.endedAt === null
      ? null
      : {
          what: `ended.${retro.phase}`,
          values,
          now: retro.topics === 0 ? 'ended.now.cancelled' : `ended.now.${retro.phase}`,
        };
  }
  const at = retro.beganAt;
  if (phase === undefined || at === null) return null;
  return {
    what: 'ended.phase',
    values: { about, at: atMoment(at), phase, exact: endedExactly(retro, phase) ? 'yes' : 'no' },
    now: phase === 'collect' ? 'ended.now.thread' : 'ended.now.open',
  };
}

/** The present phase began when the one before it ended; of earlier ones it is known that they were over by then. */
const endedExactly = ({ kind, phase, topics }: Retro, ended: Phase): boolean =>
  phaseBefore(kind, phase, topics) === ended;

/** What ended, and when, where something else can be done now than the answer to a button says. */
export function whatEnded(t: Translator, loaded: Loaded, code: Refusal): Mrkdwn | null {
  const said = sentencesOf(loaded, code);
  return said === null ? null : t.mrkdwn(said.what, said.values);
}

/** The same with what can be done now. */
export function endedInWords(t: Translator, loaded: Loaded, code: Refusal, pressed?: Phase): Mrkdwn | null {
  const said = sentencesOf(loaded, code, pressed);
  return said === null ? null : join([t.mrkdwn(said.what, said.values), t.mrkdwn(said.now)], ' ');
}

/** The same at a field. */
export function endedPlainly(t: Translator, loaded: Loaded, code: Refusal, pressed?: Phase): Plain | null {
  const said = sentencesOf(loaded, code, pressed);
  return said === null ? null : `${t.plain(said.what, said.values)} ${t.plain(said.now)}`;
}

/** The answer to a button. */
export async function endedFor(
  { t, loaded, scope }: { readonly t: Translator; readonly loaded: Loaded; readonly scope: ReadScope },
  code: Refusal,
  pressed?: Phase,
): Promise<Message | null> {
  const said = sentencesOf(loaded, code, pressed);
  if (said === null) return null;
  const link = await scope.linkTo(mainPost(loaded.row));
  const text = t.plain(said.now === 'ended.now.closed' ? 'ended.place.closed' : 'ended.place.open');
  return endedMessage({
    what: t.mrkdwn(said.what, said.values),
    now: t.mrkdwn(said.now),
    place: link === null ? null : { link, text },
  });
}

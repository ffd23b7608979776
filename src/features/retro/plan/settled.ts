/** To a person who presses a button of a project that is planned no longer. */
import { endedMessage } from '#core/kit/ended.ts';
import { type Reading, type Reply, say } from '#core/listener.ts';
import { atMoment } from '#core/sentence.ts';
import { tell } from '../session/answers.ts';
import { wordsFor } from '../session/words.ts';
import type { ProjectRow } from './rows.ts';

/** It is planned no longer: what became of it, and when. */
export function tellSettled(interaction: Reading, { name, state, decided_at: at }: ProjectRow): Reply {
  if (at === null) return tell(interaction, 'project.over');
  const t = wordsFor(interaction);
  const what = t.mrkdwn('project.settled', { name, state, at: atMoment(at) });
  return say(endedMessage({ what, now: t.mrkdwn('project.now') }));
}

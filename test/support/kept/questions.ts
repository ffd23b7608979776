/** Questions to a channel: one is answered and accepted, one its asker wants to hear no more of, one stands open. */
import { userId } from '../../../src/core/ids.ts';
import { leaveAlone } from '../../../src/features/questions/answers/operations.ts';
import { ownQuestion, ownQuestions } from '../../../src/features/questions/rows.ts';
import { team } from '../company.ts';
import type { LoreHere } from '../lore-here.ts';
import { fill, postWith, shows } from './steps.ts';

/** @param asker and who answers are in the channel */
export async function askAndAnswer(
  here: LoreHere,
  channel: string,
  asker: string,
  answers: string,
): Promise<void> {
  const ask = async (words: string) => {
    await here.who(asker).say(channel, `/ask ${words}`);
    await shows(here, asker, 'questions.new');
    await fill(here, asker, { place: 'channel' });
    await here.who(asker).closeAll();
  };
  for (const [question, answer] of [
    ['Who orders the tea?', 'The kitchen does, on Mondays'],
    ['Where do old signs go?', 'Into the cellar, beside the ladder'],
  ] as const) {
    await ask(question);
    await here.who(answers).press(postWith(here, channel, question), 'questions.answer');
    await fill(here, answers, { words: answer });
  }
  // The newest stands first in the list.
  await here.who(asker).say(channel, '/ask mine');
  await here.who(asker).pressInModal('questions.open');
  await here.who(asker).pressInModal('questions.accept');
  await here.settle();
  await here.who(asker).closeAll();
  await beLeftAlone(here, asker);
  await ask('Which door is open at night?');
}

/** As a press under the message would, which may still wait for the limit on direct messages. */
async function beLeftAlone(here: LoreHere, asker: string): Promise<void> {
  const by = userId(asker);
  const work = { now: here.sandbox.core.clock.now(), newId: here.newId };
  await here.lore.store.transact(team, { kind: 'person', userId: by }, async (scope) => {
    const open = (await ownQuestions(scope)).find(({ state }) => state === 'open');
    const question = open === undefined ? null : await ownQuestion(scope, open.id);
    if (question === null) throw new Error(`${asker} waits for no answer`);
    await leaveAlone({ ...work, scope }, question, by);
  });
  await here.settle();
}

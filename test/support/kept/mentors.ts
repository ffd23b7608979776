/** Somebody finds a mentor, and they agree on how often, meet, and are asked whether to go on; a pair of a round does so, too. */
import { channelId, userId } from '../../../src/core/ids.ts';
import { answerCheck } from '../../../src/features/coaching/meetings/going-on.ts';
import { dues, openTalks } from '../../../src/features/coaching/meetings/rows.ts';
import { loadTalking } from '../../../src/features/coaching/meetings/talking.ts';
import { answer, propose } from '../../../src/features/coaching/pairs/operations.ts';
import { day } from '../../../src/core/clock.ts';
import { addDates } from '../../../src/core/time/date.ts';
import { localTime } from '../../../src/core/time/zone.ts';
import { team } from '../company.ts';
import type { LoreHere } from '../lore-here.ts';
import { direct, fill, postWith, shows } from './steps.ts';

/** @param people who can talk: a mentor, who asks them, and two of one channel */
export async function findAMentor(
  here: LoreHere,
  {
    mentor,
    asks,
    pair,
    channel,
  }: {
    readonly mentor: string;
    readonly asks: string;
    readonly pair: readonly [string, string];
    readonly channel: string;
  },
): Promise<void> {
  const wants = { topics: 'Postgres', goals: ['craft'], styles: ['hour'] };
  await here.home(mentor);
  await here.who(mentor).pressInHome('coaching.offer');
  await shows(here, mentor, 'For how many people');
  await fill(here, mentor, wants);
  await here.who(asks).say(channel, '/coach mentor');
  await shows(here, asks, 'A channel you’re in');
  await fill(here, asks, wants);
  await shows(here, asks, mentor);
  await here.who(asks).pressInModal('coaching.ask', { holds: mentor });
  await here.settle();
  await here.who(asks).closeAll();
  await twoOfARound(here, pair, channel);
}

/** Two of a channel say yes, and one proposes how often. */
async function twoOfARound(here: LoreHere, pair: readonly [string, string], channel: string): Promise<void> {
  const { store } = here.lore;
  const now = here.sandbox.core.clock.now();
  const work = { now, newId: here.newId };
  const people = pair.map((one) => userId(one));
  const row = await store.transact(team, { kind: 'channel', channelId: channelId(channel) }, (scope) =>
    propose({ scope, ...work }, { channel: channelId(channel), kind: 'peer', people, until: now + 2 * day }),
  );
  for (const who of people)
    await store.transact(team, { kind: 'person', userId: who }, (scope) =>
      answer({ scope, ...work }, row, who, 'yes'),
    );
  await here.settle();
  const [one] = pair;
  await here.who(one).press(postWith(here, direct(one), 'Your first conversation'), 'coaching.rhythm');
  await shows(here, one, 'How often would you like to talk');
  await fill(here, one, { rhythm: 'threeWeeks' });
}

/** Weeks later: three meetings, after which each is asked whether to go on, and one answers. */
export async function meetAndAnswer(here: LoreHere, one: string): Promise<void> {
  const today = localTime(here.sandbox.core.clock.now(), 'UTC').date;
  for (const ago of [2, 1, 0]) {
    await here.who(one).openHome();
    await here.settle();
    await here.who(one).pressInHome('coaching.met');
    await shows(here, one, 'When did you meet');
    await fill(here, one, { on: addDates(today, -ago) });
    await here.who(one).closeAll();
  }
  // The question itself may still wait for their working hours, or for the limit on direct messages.
  const { store } = here.lore;
  const now = here.sandbox.core.clock.now();
  await store.transact(team, { kind: 'person', userId: userId(one) }, async (scope) => {
    const [open] = await openTalks(scope);
    const found = open === undefined ? null : await loadTalking(scope, open.id);
    if (found?.talk.state !== 'asked') throw new Error(`${one} is not asked whether to go on`);
    await answerCheck({ scope, now, newId: here.newId }, found, userId(one), 'on');
    // They were reminded of a time that had been planned.
    const { id: pair_id, channel_id } = found.pair;
    await scope.upsertOwn(dues, { pair_id, channel_id, at: now - 2 * day });
  });
  await here.settle();
}

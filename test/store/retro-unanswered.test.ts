/** Who has not answered is told to nobody: what the others read is the same, whoever of two it is. */
import type { UserId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, chosen, teamsOn, words, type Team } from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;

  /** Ids that are new each time are the same. */
  const plain = (text: string) => text.replaceAll(/id-\d+/g, 'id');
  /** All that the facilitator and the channel read, from the message to Home, and what is written to the facilitator. */
  const read = async () => {
    const main = await it_.main();
    const steer = await it_.press(ann, main, 'More time, reopen, hand over … (facilitator)');
    const shown = it_.slack.messages
      .filter(({ channel }) => ![`D-${ben}`, `D-${cat}`].includes(channel))
      .map(({ channel, text, blocks }) => ({ channel, text, blocks }));
    return plain(JSON.stringify([shown, await it_.home(ann), words(steer)]));
  };

  it('while cards are collected, and once it goes on without them', async () => {
    const play = async (answers: UserId) => {
      it_ = await teams.fresh();
      await it_.start();
      await it_.addCards(answers, 'Late test data\nCalm week');
      const before = await read();
      // Both have been reminded by then, whoever was to be.
      await it_.until('2026-11-25T20:00:00Z');
      const reminded = await read();
      await it_.until('2026-11-26T10:01:00Z');
      return [before, reminded, await read()];
    };
    const [one, other] = [await play(ben), await play(cat)];
    expect(one.join()).toContain('1 of 3 has answered');
    expect(one).toEqual(other);
  });

  it('while votes are given, and once it goes on without them', async () => {
    const play = async (votes: UserId) => {
      it_ = await teams.fresh();
      await it_.start();
      await it_.addCards(ben, 'Late test data\nCalm week');
      await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close collecting (facilitator)'));
      await it_.endPhase(ann, 'Continue to voting');
      await it_.submit(votes, await it_.press(votes, await it_.main(), 'Vote'), { topic0: chosen('2') });
      const before = await read();
      await it_.until('2026-11-26T10:01:00Z');
      return [before, await read()];
    };
    const [one, other] = [await play(ben), await play(cat)];
    expect(one.join()).toContain('1 of 3 has voted');
    expect(one).toEqual(other);
  });
});

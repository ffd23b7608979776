/** Trends, on request alone: with each reader's own access, honest below ten, with a picture from ten on. */
import { minute } from '../../src/core/clock.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, chosen, here, teamsOn, typed, type Team } from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  const hold = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      // Where they are hidden, no card stands for a topic.
      await it_.start({ pace: chosen('live'), names: chosen('shown') });
      await it_.settle();
      const main = it_.slack.messages.findLast(({ text }) => text.startsWith('Retrospective:'));
      if (main === undefined) throw new Error('nothing has begun');
      for (const [who, card] of [
        [ann, 'Deploys are slow on Fridays'],
        [ben, 'Photographs came late'],
        [cat, 'Zebra crossing'],
      ] as const)
        await it_.submit(who, await it_.press(who, main, 'Add cards'), { column0: typed(card) });
      await it_.until(new Date(it_.clock.now() + 120 * minute).toISOString());
    }
  };
  const trends = async (who = ann) => JSON.stringify(await it_.command(who, 'trends'));

  it('says that there is none, or too little to see one; then nothing else and no picture', async () => {
    expect(await trends()).toContain('no trend to see');
    await hold(1);
    const few = await trends();
    expect(few).toContain('too few to see a trend: from 10 retrospectives on');
    expect(few).toContain('3 were answered');
    expect(few).not.toContain('What came up');
    expect(few).not.toContain('Show it');
  });

  it('stands behind a button in the history', async () => {
    await hold(1);
    const history = await it_.command(ann, 'history');
    expect(JSON.stringify(await it_.press(ann, history, 'Trends'))).toContain('too few to see a trend');
  });

  it('from ten on says what came up, keeps ratings of too few to itself, and sends a picture to the person who asked', async () => {
    await hold(10);
    const opened = await it_.command(ann, 'trends');
    const text = JSON.stringify(opened);
    expect(text).toContain('“Zebra crossing” (10)');
    expect(text).toContain('Ratings: none may be shown, since each needs 5 answers');
    expect((await it_.submit(ann, opened, { to: chosen('me') })).kind).toBe('nothing');
    await it_.settle();
    const sent = it_.slack.messages.filter(({ channel }) => channel === `D-${ann}`).at(-1);
    expect(sent?.text).toContain('“Zebra crossing” (10)');
    // The channel may not read the cards: it is told of no theme.
    await it_.submit(ann, await it_.command(ann, 'trends'), { to: chosen('channel') });
    await it_.settle();
    const told = it_.slack.messages.filter(
      ({ channel, text: said }) => channel === here && said.includes('asked for this'),
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.text).not.toContain('Zebra');
  });
});

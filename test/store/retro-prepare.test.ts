/** A retrospective begins with how the actions of earlier ones in its channel stand. */
import type { UserId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, here, teamsOn, typed, words, type Team } from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  /** One is held, and agrees on these. */
  const held = async (...what: readonly { readonly what: string; readonly owner: UserId }[]) => {
    await it_.start();
    await it_.addCards(ann, 'Late test data');
    await it_.toActions();
    for (const action of what) {
      const form = await it_.press(ann, await it_.main(), 'Propose an action');
      await it_.submit(ann, form, { what: typed(action.what), owner: { selected_user: action.owner } });
    }
    const confirm = await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)');
    expect(words(await it_.submit(ann, confirm))).toBe('clear');
  };
  const next = async () => {
    await it_.start({ about: typed('The next one') });
    await it_.settle();
  };
  const prepared = () => it_.slack.messages.filter(({ text }) => text.startsWith('Before we start'));
  const message = () => {
    const [first] = prepared();
    if (first === undefined) throw new Error('nothing was said');
    return first;
  };

  it('says nothing where nothing is left to decide', async () => {
    await held();
    await next();
    expect(prepared()).toEqual([]);
  }, 30_000);

  it('shows what is open in its thread, once, and what was decided on it', async () => {
    await held({ what: 'Write a checklist', owner: ann }, { what: 'Ask the users', owner: ben });
    await next();
    expect(prepared()).toHaveLength(1);
    const mains = it_.slack.messages.filter(
      ({ channel, threadTs }) => channel === here && threadTs === undefined,
    );
    expect(message().threadTs).toBe(mains.find(({ text }) => text.includes('The next one'))?.ts);
    for (const line of ['Write a checklist · Ann', 'Ask the users · Ben'])
      expect(message().text).toContain(line);

    // Only whose it is decides.
    expect(words(await it_.press(cat, message(), 'Done'))).toContain('Only its owner decides');
    expect(words(await it_.press(ann, message(), 'Done'))).toBe('nothing');
    await it_.press(ben, message(), 'I’ll do it');
    await it_.settle();
    expect(message().text).toMatch(/Write a checklist · Ann.*\nDone\./);
    const drop = await it_.press(ben, message(), 'Drop it');
    expect(words(await it_.submit(ben, drop, { reason: typed('They told us already') }))).toBe('nothing');
    await it_.settle();
    expect(message().text).toContain('Dropped: They told us already');
    expect(message().text).toContain('All of them are decided.');
    expect(JSON.stringify(message().blocks)).not.toContain('action_id');
    expect(prepared()).toHaveLength(1);
  }, 30_000);

  it('shows why something went while the last one still agreed on it', async () => {
    await it_.start();
    await it_.addCards(ann, 'Late test data');
    await it_.toActions();
    const form = await it_.press(ann, await it_.main(), 'Propose an action');
    await it_.submit(ann, form, { what: typed('Hire a tester'), owner: { selected_user: ben } });
    await it_.submit(ann, form, { what: typed('Write a checklist') });
    const list = await it_.press(ann, await it_.main(), 'Drop an action');
    await it_.submit(ann, await it_.press(ann, list, 'Drop'), { reason: typed('No budget this year') });
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)'));
    await next();
    expect(message().text).toContain('Dropped: No budget this year');
  }, 30_000);

  it('asks whether it helped where that is a month ago', async () => {
    await held({ what: 'Write a checklist', owner: ann }, { what: 'Ask the users', owner: ann });
    await it_.press(ann, { blocks: JSON.parse(await it_.home(ann)) as unknown[] }, 'Done');
    await it_.until('2027-01-04T10:00:00Z');
    await next();
    expect(message().text).toContain('Did it help?');
    await it_.press(ann, message(), 'Partly');
    await it_.settle();
    expect(message().text).toContain('Done, and it partly helped.');
  }, 30_000);
});

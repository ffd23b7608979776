/** What a team goes on with, for its new leader: open actions and agreements of retrospectives, and what was promised after a pulse. */
import type { Instant } from '../../src/core/clock.ts';
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import type { Scope } from '../../src/core/scope.ts';
import { handedOn as tried } from '../../src/features/experiments/week.ts';
import { actionItems, type ActionRow } from '../../src/features/retro/action-items/operations.ts';
import { handedOn } from '../../src/features/retro/history/handed-on.ts';
import { answers } from '../../src/features/pulse/duty/rows.ts';
import { handedOn as promised } from '../../src/features/pulse/duty/handed-on.ts';
import { places } from '../../src/features/pulse/rows.ts';
import { diego, mara, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { five } from '../support/experiments-here.ts';
import { type ReorgHere, reorgOn } from '../support/reorg-here.ts';

const at = channelId(website);
const said: Instant = Date.UTC(2026, 10, 20);

describe.each(engines())('on $name', (engine) => {
  let here: ReorgHere;
  beforeEach(async () => {
    here = await reorgOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const asChannel = <Made>(run: (scope: Scope) => Promise<Made>) =>
    here.lore.store.transact(team, { kind: 'channel', channelId: at }, run);
  const read = (who: string, find: typeof handedOn) =>
    here.lore.store.read(team, { kind: 'person', userId: userId(who) }, (scope) => find(scope, at));
  const written = async (scope: Scope) => {
    const audience = await scope.audience({ kind: 'conversation', channel: at });
    return { audience, by: [], names: 'shown' } as const;
  };
  const action = (what: string, more: Partial<ActionRow>): ActionRow => ({
    ...{
      id: rowId(here.newId()),
      retro_id: rowId('RETRO1'),
      channel_id: at,
      what,
      when_then: '',
      reason: '',
    },
    ...{ owner_id: userId(diego), proposer_id: null, due_on: '2026-12-18', state: 'open', done_at: null },
    ...{ helped: null, helped_how: '', standard_kind: null, standard_name: '', standard_link: '' },
    ...{ standard_at: null, standard_lesson: null },
    ...more,
  });

  it('are the actions that are open, with owner and day, and what changed because of those that are done', async () => {
    await asChannel(async (scope) => {
      const who = await written(scope);
      await scope.insert(actionItems, action('Rehearse the move', {}), who);
      await scope.insert(actionItems, action('Given up', { state: 'dropped' }), who);
      await scope.insert(
        actionItems,
        action('Done, and nothing changed', { state: 'done', done_at: said }),
        who,
      );
      const changed = {
        standard_kind: 'checklist',
        standard_name: 'Release list',
        standard_at: said,
      } as const;
      await scope.insert(
        actionItems,
        action('Write it down', { state: 'done', done_at: said, ...changed }),
        who,
      );
    });
    const found = await read(mara, handedOn);
    expect(found).toMatchObject([
      { kind: 'action', what: 'Rehearse the move', owner: diego, dueOn: '2026-12-18' },
      { kind: 'agreement', what: 'Release list', owner: null, dueOn: null },
    ]);
    expect(await read(seun, handedOn)).toEqual([]);
  });

  it('are what a leader promised to the people of the channel after a pulse, unless it did not help', async () => {
    await asChannel(async (scope) => {
      const who = await written(scope);
      const place = rowId('PLACE1');
      await scope.insert(
        places,
        {
          ...{ id: place, channel_id: at, name: 'Website', under_id: null, people_channel_id: at },
          ...{
            people_group_id: null,
            leader_id: null,
            asked_at: null,
            agreed_at: null,
            sort: 1,
            removed_at: null,
          },
        },
        who,
      );
      for (const [id, change, helped] of [
        ['A1', 'One quiet morning a week', null],
        ['A2', 'What did not help', 'no'],
        ['A3', null, null],
      ] as const)
        await scope.insert(
          answers,
          {
            ...{
              id: rowId(id),
              window_id: rowId('W1'),
              place_id: place,
              said_by: userId(mara),
              said_at: said,
            },
            ...{
              heard: 'Much',
              change,
              reason: change === null ? 'None' : null,
              follow_on: null,
              helped,
              asked_at: null,
            },
          },
          who,
        );
    });
    expect(await read(diego, promised)).toMatchObject([
      { kind: 'agreement', what: 'One quiet morning a week', owner: mara },
    ]);
    expect(await read(seun, promised)).toEqual([]);
  });

  it('are the experiments that are open, each with the day on which its channel decides', async () => {
    await here.who(mara).say(website, '/experiment');
    await here.who(mara).submit({ ...five, date: '2026-12-22' });
    await here.settle();
    expect(await read(diego, tried)).toMatchObject([{ kind: 'experiment', dueOn: '2026-12-22' }]);
    expect(await read(seun, tried)).toEqual([]);
  });
});

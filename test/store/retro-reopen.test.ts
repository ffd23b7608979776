/** What the facilitator's control does beyond the rules: votes that are under embargo again, an end that moves. On both engines. */
import { rowId } from '../../src/core/ids.ts';
import { topicsIn } from '../../src/features/retro/group/rows.ts';
import { loadRetro } from '../../src/features/retro/session/load.ts';
import { applyEvent } from '../../src/features/retro/session/operations.ts';
import type { RetroEvent } from '../../src/features/retro/session/phases.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { saveVotes } from '../../src/features/retro/vote/handlers.ts';
import { rankedTopics } from '../../src/features/retro/vote/rows.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, team, type Team, teamsOn } from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
    await it_.start();
    for (const who of [ann, ben, cat]) await it_.addCards(who, `of ${who}`);
  });

  const as = (
    who: typeof ann,
    run: (work: Parameters<typeof applyEvent>[0], id: string) => Promise<unknown>,
  ) =>
    it_.store.transact(team, { kind: 'person', userId: who }, async (scope) => {
      const { id } = await scope.from(retros).select('it.id').executeTakeFirstOrThrow();
      let next = 0;
      const newId = () => `new-${who}-${String(it_.clock.now())}-${String((next += 1))}`;
      return run({ scope, now: it_.clock.now(), newId }, id);
    });
  const does = (who: typeof ann, event: RetroEvent) =>
    as(who, async (work, id) => {
      const loaded = await loadRetro(work.scope, rowId(id));
      return loaded === null ? null : applyEvent(work, loaded, event);
    });
  /** One vote for the first topic. */
  const votes = (who: typeof ann) =>
    as(who, async (work, id) => {
      const loaded = await loadRetro(work.scope, rowId(id));
      const [first] = await topicsIn(work.scope, rowId(id));
      if (loaded === null || first === undefined) throw new Error('nothing to vote for');
      const saved = await saveVotes({ ...work, loaded, by: who }, new Map([[first.id, 1]]));
      if (!saved.ok) throw new Error(saved.code);
    });
  /** What is told about the topics: the place of each, and its votes. */
  const told = async () => {
    const topics = await as(cat, async ({ scope }, id) => {
      const loaded = await loadRetro(scope, rowId(id));
      return loaded === null ? [] : rankedTopics(scope, loaded.row);
    });
    return (topics as Awaited<ReturnType<typeof rankedTopics>>).map(({ place, votes }) => [place, votes]);
  };

  it('of three ballots an order is told when voting is over, of those after it was opened again too, and none is lost by that', async () => {
    await does(ann, { kind: 'endPhase', by: ann, phase: 'group' });
    await votes(ann);
    await votes(ben);
    const none = [null, null];
    expect(await told()).toEqual([none, none, none]);
    await does(ann, { kind: 'endPhase', by: ann, phase: 'vote' });
    const order = [
      [1, null],
      [2, null],
      [3, null],
    ];
    expect(await told()).toEqual(order);
    // While people vote again, nothing is told of how they did before.
    await does(ann, { kind: 'reopen', by: ann, phase: 'discuss' });
    expect(await told()).toEqual([none, none, none]);
    await votes(cat);
    expect(await told()).toEqual([none, none, none]);
    await does(ann, { kind: 'endPhase', by: ann, phase: 'vote' });
    expect(await told()).toEqual(order);
    const main = await it_.main();
    expect(main.text).toContain('Talk about the topics');
    const topics = it_.slack.messages.filter(({ text }) => text.includes('topic '));
    expect(topics.map(({ text }) => text.split('\n')[0]).sort()).toEqual([
      '“Website relaunch”, topic 1 of 3.',
      '“Website relaunch”, topic 2 of 3.',
      '“Website relaunch”, topic 3 of 3.',
    ]);
  });

  it('a phase that was given more time ends then, and not before', async () => {
    // Tuesday 11:00 in Berlin; grouping would end at 15:15.
    await does(ann, {
      kind: 'extend',
      by: ann,
      phase: 'group',
      until: Date.parse('2026-11-25T09:00:00Z'),
    });
    await it_.until('2026-11-25T08:59:00Z');
    expect((await it_.main()).text).toContain('Group cards that say the same');
    await it_.until('2026-11-25T09:00:20Z');
    expect((await it_.main()).text).toContain('Vote on what to talk about');
  });

  it('the person who is handed it facilitates from then on, and the thread says so', async () => {
    await does(ann, { kind: 'handOver', by: ann, to: ben });
    expect((await it_.main()).text).toContain('Ben facilitates');
    expect(it_.thread()).toContain('Ann handed over: <@ben> is now facilitating.');
  });
});

/** App Home shows suggestions that are not sent any more, as long as there is something to press in them. */
import { z } from 'zod';
import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';
import { teamId, userId } from '../../src/core/ids.ts';
import { button, defineAction } from '../../src/core/kit/action.ts';
import { actions } from '../../src/core/kit/blocks.ts';
import { messageOf } from '../../src/core/kit/message.ts';
import { keyOf, postId } from '../../src/core/post-ref.ts';
import { definePost, type Message } from '../../src/core/post.ts';
import { escape } from '../../src/core/text.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';
import { testClock, type TestClock } from '../support/test-clock.ts';

const team = teamId('T1');
const ann = userId('UANN');
const atHome = { view: { id: 'VH', type: 'home' }, channel: undefined, response_url: undefined };
const ideas = postId<{ n: number }>('idea.idea');
const go = defineAction('idea.go', z.object({ n: z.number() }));

describe.each(engines())('on $name, a suggestion that waited for a week', (engine) => {
  let t: LoreUnderTest;
  let clock: TestClock;
  let database: FreshDatabase;
  let says: 'open' | 'over' | 'nothing' | Error = 'open';
  beforeEach(async () => {
    clock = testClock();
    database = await engine.fresh();
    says = 'open';
    const build = async (_read: unknown, { n }: { n: number }): Promise<Message | null> => {
      if (says instanceof Error) throw says;
      if (says === 'nothing') return null;
      const said = escape(`An idea, number ${n}`);
      return says === 'over' ? messageOf(said) : messageOf(said, actions([button(go, 'Go', { n })]));
    };
    const idea: Feature = {
      name: 'idea',
      title: () => 'Ideas',
      copy: defineCopy({ en: {}, de: {} }),
      tables: [],
      posts: [
        definePost(ideas, {
          title: async (_read, { n }) => `the idea ${n}`,
          build,
          over: async () => escape('over'),
        }),
      ],
    };
    t = await startLore([idea], { clock, databaseUrl: database.url });
    // A Tuesday, 11:00 in Berlin.
    clock.set(Date.parse('2026-11-24T10:00:00Z'));
    await openHome();
    for (const n of [1, 2]) {
      const ref = ideas.ref({ n }, { kind: 'person', user: ann, urgency: 'suggestion' });
      await t.lore.store.transact(team, { kind: 'person', userId: ann }, (scope) => scope.publish(ref));
      const held = { state: 'held', held_at: clock.now() - 7 * 86_400_000 } as const;
      await t.lore.store.system.updateTable('delivery').set(held).where('key', '=', keyOf(ref)).execute();
    }
    await t.lore.runner.runDue();
  });
  afterEach(async () => {
    await t.stop();
    await database.remove();
  });

  const drawn = () => JSON.stringify(t.slack.callsOf('views.publish').at(-1)?.args['view']);
  const openHome = async (user = 'UANN'): Promise<string> => {
    await t.event({ type: 'app_home_opened', user, tab: 'home' });
    await t.lore.runner.runDue();
    return drawn();
  };
  const idOf = async (n: number) =>
    (
      await t.lore.store.system
        .selectFrom('delivery')
        .select('id')
        .where('params', '=', JSON.stringify({ n }))
        .executeTakeFirstOrThrow()
    ).id;
  const said = () => t.slack.callsOf('chat.postMessage').map(({ args }) => args['text']);

  it('is not sent, and stands in App Home with both ways to answer; in nobody else’s', async () => {
    const text = await openHome();
    expect(text).toContain('Waited a week, so it’s no longer sent: the idea 1.');
    expect(text.split('"text":"Show it to me"')).toHaveLength(3);
    expect(text.split('"text":"Not now"')).toHaveLength(3);
    expect(await openHome('UBEN')).not.toContain('the idea');
    expect(said()).toEqual([]);
  });

  it('comes at once when it is asked for, and is gone from App Home', async () => {
    await t.press('lore.send_kept', JSON.stringify({ id: await idOf(1) }), atHome);
    await t.lore.runner.runDue();
    expect(said()).toEqual(['An idea, number 1']);
    expect(drawn()).not.toContain('the idea 1');
    expect(drawn()).toContain('the idea 2');
  });

  it('is put away by "not now", and nothing is sent; a second press says that it is settled', async () => {
    const value = JSON.stringify({ id: await idOf(1) });
    await t.press('lore.dismiss', value, atHome);
    await t.lore.runner.runDue();
    expect(drawn()).not.toContain('the idea 1');
    expect(drawn()).toContain('the idea 2');
    await t.press('lore.send_kept', value, atHome);
    await t.lore.runner.runDue();
    expect(said()).toEqual([]);
    expect(JSON.stringify(t.slack.calls)).toContain('is already settled');
  });

  it('is not shown any more once it has nothing to say or to press, and shown where nobody can tell', async () => {
    says = 'over';
    expect(await openHome()).not.toContain('the idea');
    says = 'nothing';
    expect(await openHome()).not.toContain('the idea');
    says = new Error('no');
    expect(await openHome()).toContain('the idea 1');
    says = 'open';
    expect(await openHome()).toContain('the idea 2');
  });
});

/** Direct messages that go along in one, when something happens to one of them while the others are drawn. */
import { day, minute } from '../../src/core/clock.ts';
import { messageOf } from '../../src/core/kit/message.ts';
import { postId } from '../../src/core/post-ref.ts';
import { definePost, stays } from '../../src/core/post.ts';
import { escape } from '../../src/core/text.ts';
import { engines } from '../support/databases.ts';
import { ana, type Harness, openCompany, toPerson } from '../support/later.ts';

const between = postId<{ n: number }>('test.between');

describe.each(engines())('on $name, while messages to one person are drawn', (engine) => {
  let system: Harness;
  /** What happens while the second one is drawn, the first time. */
  let meanwhile: () => Promise<unknown>;
  beforeEach(async () => {
    system = await openCompany({
      engine,
      ownPosts: [
        definePost(between, {
          title: async () => 'a test',
          build: async () => messageOf(escape('between')),
          over: stays,
          attach: async () => {
            const happens = meanwhile;
            meanwhile = async () => undefined;
            await happens();
            return { name: 'file', title: 'File', content: 'words' };
          },
        }),
      ],
    });
  });
  afterEach(() => system.close());

  const publish = () =>
    system.act(async (scope) => {
      await scope.publish(toPerson(1));
      await scope.publish(between.ref({ n: 2 }, { kind: 'person', user: ana, urgency: 'rest' }));
      await scope.publish(toPerson(3));
    });
  const change = async (
    n: number,
    to: Partial<Record<'state' | 'note', string>> & { claimed_at?: number },
  ) => {
    const { system: db } = system.store;
    await db
      .updateTable('delivery')
      .set(to as never)
      .where('params', 'like', `%"n":${n}%`)
      .execute();
  };

  it('one that is taken back does not go along, and the others do', async () => {
    meanwhile = () => change(3, { state: 'withdrawn', note: 'nothing_to_say' });
    await publish();
    await system.runner.runDue();
    expect(system.slack.messages.map(({ text }) => text)).toEqual(['note 1\n\nbetween']);
    expect(await system.states()).toEqual(['sent', 'sent', 'withdrawn']);
  });

  it('one that another process takes keeps the rest from leaving with it: that is the one of the day', async () => {
    meanwhile = () => change(2, { claimed_at: system.clock.now() + 1 });
    await publish();
    await system.runUntil(system.clock.now() + minute);
    expect(system.slack.messages).toEqual([]);
    expect(await system.states()).toEqual(['held', 'claimed', 'held']);
    await system.runUntil(system.clock.now() + day);
    expect(system.slack.messages.map(({ text }) => text)).toEqual(['note 1\n\nnote 3']);
    expect(await system.states()).toEqual(['sent', 'claimed', 'sent']);
  });
});

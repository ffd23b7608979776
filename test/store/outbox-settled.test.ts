/** What is told once it is known how a call ended: by the process whose post it still is, and by no other. */
import { day, minute } from '../../src/core/clock.ts';
import { jobId } from '../../src/core/job-ref.ts';
import { defineJob } from '../../src/core/job.ts';
import { messageOf } from '../../src/core/kit/message.ts';
import { postId, type PostRef } from '../../src/core/post-ref.ts';
import { definePost, stays } from '../../src/core/post.ts';
import { escape } from '../../src/core/text.ts';
import type { Checkpoint } from '../../src/jobs/parts.ts';
import type { DeliveryTable } from '../../src/store/outbox/tables.ts';
import { engines } from '../support/databases.ts';
import { ana, ben, channel, type Harness, inChannel, openCompany, toPerson } from '../support/later.ts';

const followed = postId<{ n: number }>('test.followed');
const follows = jobId<{ n: number }>('test.follows');

describe.each(engines())('on $name, when it is known how a call ended', (engine) => {
  let system: Harness;
  let ran: number[];
  beforeEach(async () => {
    ran = [];
    const title = async () => 'a test';
    const build = async () => messageOf(escape('followed'));
    system = await openCompany({
      engine,
      ownPosts: [definePost(followed, { title, build, over: stays, sent: follows })],
      jobs: [defineJob(follows, 'transition', { title, run: async (_context, { n }) => void ran.push(n) })],
    });
  });
  afterEach(() => system.close());

  const publish = (...posts: PostRef[]) =>
    system.act(async (scope) => {
      for (const post of posts) await scope.publish(post);
    });
  /** Sends it, and at this point the record of it becomes something else, once. */
  const sending = async (post: PostRef, at: Checkpoint, to: () => Partial<DeliveryTable>) => {
    let isDone = false;
    const runner = system.newRunner({
      at: async (name) => {
        if (name !== at || isDone) return;
        isDone = true;
        await system.store.system.updateTable('delivery').set(to()).execute();
      },
    });
    await publish(post);
    await runner.runDue();
  };
  const homes = () => system.slack.homes.map(({ user }) => user);
  /** As another process leaves it. */
  const theirs = () => ({ claimed_at: system.clock.now() + 1 });

  it('App Home of the person who got a message is drawn, and of nobody for a post to a channel', async () => {
    await publish(inChannel(1, channel, ben));
    await system.runner.runDue();
    expect(homes()).toEqual([]);
    await publish(toPerson(2));
    await system.runner.runDue();
    expect(homes()).toEqual([ana]);
    await publish(toPerson(3));
    await system.runUntil(system.clock.now() + minute);
    system.slack.homes.length = 0;
    // It was held back, and stood there as that.
    await system.runUntil(system.clock.now() + day);
    expect(await system.states()).toEqual(['sent', 'sent', 'sent']);
    expect(homes()).toEqual([ana]);
  });

  it('a post is sent, though another process thought this one dead meanwhile', async () => {
    await sending(inChannel(1), 'after the call', () => ({
      state: 'unknown',
      due_at: system.clock.now() + day,
    }));
    expect(await system.states()).toEqual(['sent']);
    expect(system.journal).toMatchObject([{ did: 'sent' }]);
  });

  it('nothing is told of one that another process has meanwhile, and nothing follows', async () => {
    await sending(
      followed.ref({ n: 1 }, { kind: 'person', user: ana, urgency: 'answer' }),
      'after the call',
      theirs,
    );
    expect(system.slack.messages).toHaveLength(1);
    expect(await system.states()).toEqual(['sending']);
    expect([system.journal, homes(), ran]).toEqual([[], [], []]);
  });

  it('nobody is told of a refusal of one that another process has meanwhile', async () => {
    system.slack.fail('post', { refused: 'is_archived' });
    await sending(inChannel(1, channel, ana), 'after the call', theirs);
    expect(await system.states()).toEqual(['sending']);
    expect([system.journal, homes()]).toEqual([[], []]);
  });

  it.each([
    ['has nothing to say', 'nothing'],
    [
      'cannot be drawn',
      { text: escape('much'), blocks: Array.from({ length: 51 }, () => ({ type: 'divider' as const })) },
    ],
  ])('nothing is told of one that %s and that another process has meanwhile', async (_what, said) => {
    system.says.set(1, said);
    await sending(inChannel(1), 'claimed', theirs);
    expect(await system.states()).toEqual(['claimed']);
    expect(system.journal).toEqual([]);
  });
});

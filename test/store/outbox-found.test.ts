/** What happens to a post that is found again: as if the answer had come at once. */
import { hour, minute } from '../../src/core/clock.ts';
import { jobId } from '../../src/core/job-ref.ts';
import { defineJob } from '../../src/core/job.ts';
import { messageOf } from '../../src/core/kit/message.ts';
import { postId, type PostRef } from '../../src/core/post-ref.ts';
import { definePost, stays } from '../../src/core/post.ts';
import { escape } from '../../src/core/text.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { markRestored } from '../../src/store/backup/mark-restored.ts';
import { postMarks } from '../../src/store/outbox/in-doubt.ts';
import { engines } from '../support/databases.ts';
import { ana, channel, type Harness, inChannel, openCompany, team, toPerson } from '../support/later.ts';

const followed = postId<{ n: number }>('test.followed');
const follows = jobId<{ n: number }>('test.follows');
const toChannel = { kind: 'channel', channel } as const;
const toAna = { kind: 'person', user: ana, urgency: 'answer' } as const;

describe.each(engines())('on $name, a post that is found again', (engine) => {
  let system: Harness;
  let ran: { readonly n: number; readonly as: Viewer }[];
  beforeEach(async () => {
    ran = [];
    const title = async () => 'a test';
    const build = async () => messageOf(escape('followed'));
    system = await openCompany({
      engine,
      ownPosts: [definePost(followed, { title, build, over: stays, sent: follows })],
      jobs: [
        defineJob(follows, 'transition', {
          title,
          run: async ({ scope }, { n }) => {
            ran.push({ n, as: scope.viewer });
            await scope.publish(inChannel(n));
          },
        }),
      ],
    });
    system.slack.hasHistory = true;
  });
  afterEach(() => system.close());

  const publish = (...posts: PostRef[]) =>
    system.act(async (scope) => {
      for (const post of posts) await scope.publish(post);
    });
  const soon = (milliseconds = 10 * minute) => system.runUntil(system.clock.now() + milliseconds);
  const rows = () => system.store.system.selectFrom('delivery').selectAll().orderBy('created_at').execute();

  it('was sent when Slack was called, and what follows from it happens, for its readers', async () => {
    system.slack.fail('post', 'happened', 'happened');
    const start = system.clock.now();
    await publish(followed.ref({ n: 1 }, toChannel), followed.ref({ n: 2 }, toAna));
    await soon();
    const sent = (await rows()).filter(({ post }) => post === 'test.followed');
    expect(sent.map(({ state, sent_at: at }) => [state, at])).toEqual([
      ['sent', start],
      ['sent', start],
    ]);
    expect(ran.toSorted((one, two) => one.n - two.n)).toEqual([
      { n: 1, as: { kind: 'channel', channelId: channel } },
      { n: 2, as: { kind: 'person', userId: ana } },
    ]);
  });

  it('and was redrawn meanwhile is redrawn once more; one that was not is left alone', async () => {
    system.slack.fail('post', 'happened');
    await publish(inChannel(1));
    await system.runner.runDue();
    system.says.set(1, 'newer');
    await system.act((scope) => scope.refresh(inChannel(1)));
    await soon();
    expect(system.slack.texts(channel)).toEqual(['newer']);
    const before = system.slack.calls.filter((call) => call === 'update').length;
    system.slack.fail('post', 'happened');
    await publish(inChannel(2));
    await soon();
    expect(system.slack.calls.filter((call) => call === 'update')).toHaveLength(before);
  });

  it('after a restore leads to what the lost database may have done since: that is looked for, too', async () => {
    const takenAt = system.clock.now();
    await publish(followed.ref({ n: 1 }, toChannel));
    const [row] = await rows();
    const marks = await postMarks(system.store.system, [{ team_id: team, key: row?.key ?? '' }]);
    const message = { text: escape('followed'), blocks: [] };
    await system.slack.messenger.post(team, { channel }, message, row?.id ?? '', marks);
    system.clock.set(takenAt + hour);
    await system.store.write((db) => markRestored(db, { takenAt, now: system.clock.now(), erasures: [] }));
    await system.runUntil(takenAt + hour + 1000);
    const job = await system.store.system.selectFrom('job').selectAll().executeTakeFirst();
    const after = (await rows()).at(-1);
    // The job has run, or waits; either way it is known since when it may have been done before.
    expect(job?.lost_since ?? after?.lost_since).toBe(takenAt);
  });

  it('and is absent stands alone again, though it was to go along with another', async () => {
    system.slack.fail('post', { later: minute });
    await publish(toPerson(1), toPerson(2));
    await system.runner.runDue();
    system.says.set(1, 'nothing');
    await soon(2 * minute);
    expect(await system.states()).toEqual(['withdrawn', 'sent']);
    system.says.set(2, 'newer');
    await system.act((scope) => scope.refresh(toPerson(2)));
    await soon();
    expect(system.slack.messages.map(({ text }) => text)).toEqual(['newer']);
  });
});

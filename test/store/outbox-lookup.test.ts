/** How posts of which nobody knows whether they arrived are looked for: how often, where, and when that is left to a person. */
import { day, hour, minute } from '../../src/core/clock.ts';
import { channelId } from '../../src/core/ids.ts';
import type { PostRef } from '../../src/core/post-ref.ts';
import { markRestored } from '../../src/store/backup/mark-restored.ts';
import { engines } from '../support/databases.ts';
import {
  ana,
  channel,
  type Harness,
  inChannel,
  inThread,
  openCompany,
  team,
  toPerson,
} from '../support/later.ts';

/** An id, or the reference of a line in the log. */
const anything: unknown = expect.stringMatching(/./);

describe.each(engines())('on $name, a post that is looked for', (engine) => {
  let system: Harness;
  beforeEach(async () => {
    system = await openCompany({ engine });
    system.slack.hasHistory = true;
  });
  afterEach(() => system.close());

  const publish = (...posts: PostRef[]) =>
    system.act(async (scope) => {
      for (const post of posts) await scope.publish(post);
    });
  const soon = (milliseconds = 10 * minute) => system.runUntil(system.clock.now() + milliseconds);
  const asked = (method: string) => system.slack.calls.filter((call) => call === method).length;
  const facts = {
    kind: 'public',
    isShared: false,
    isArchived: false,
    hasLore: true,
    name: 'x',
  } as const;
  /** A backup is taken, this waits, and an hour later the backup is in use, whose posts the lost database may have sent. */
  const restoredWith = async (...posts: PostRef[]) => {
    const takenAt = system.clock.now();
    await publish(...posts);
    system.clock.set(takenAt + hour);
    await system.store.write((db) => markRestored(db, { takenAt, now: system.clock.now(), erasures: [] }));
  };

  it('is one of twenty in a minute; the others wait for the next', async () => {
    const channels = Array.from({ length: 25 }, (_, index) => channelId(`CMANY${index}`));
    for (const id of channels)
      await system.store.directory.saveChannel(team, { channelId: id, ...facts }, system.clock.now());
    system.slack.fail('post', ...channels.map(() => 'happened' as const));
    await publish(...channels.map((id, index) => inChannel(index, id)));
    await system.runner.runDue();
    system.clock.advance(5000);
    await system.runner.runDue();
    expect(asked('find')).toBe(20);
    expect(await system.runner.nextDue()).toBe(system.clock.now() + minute);
    await soon(minute);
    expect(asked('find')).toBe(25);
    expect(new Set(await system.states())).toEqual(new Set(['sent']));
  });

  it('is looked for ever more slowly while the history cannot be read', async () => {
    system.slack.fail('post', 'happened');
    system.slack.fail('find', 'lost', 'lost', 'lost');
    await publish(inChannel(1));
    const start = system.clock.now();
    const looks: number[] = [];
    for (let at = start; at <= start + minute; at += 1000) {
      const before = asked('find');
      await system.runUntil(at);
      await system.runner.runDue();
      if (asked('find') > before) looks.push(at - start);
    }
    expect(looks).toEqual([5000, 7000, 11_000, 19_000]);
    expect(await system.states()).toEqual(['sent']);
  });

  it('eight times in vain is left to its owner, and one without an owner to nobody: that is logged', async () => {
    const inVain = async (post: PostRef) => {
      system.slack.fail('post', 'happened');
      system.slack.fail('find', ...Array.from({ length: 8 }, () => 'lost' as const));
      await publish(post);
      await soon(hour);
    };
    await inVain(inChannel(1, channel, ana));
    expect(asked('find')).toBe(8);
    expect((await system.deliveryIssues.list(team, ana)).unknown).toHaveLength(1);
    expect(system.logged).toEqual([]);
    await inVain(inChannel(2));
    expect(system.logged).toEqual(['nobody can be asked whether this post arrived']);
    expect(system.facts).toMatchObject([{ team, post: 'test.note', delivery: anything }]);
  });

  it('below another one that is still looked for waits for that one', async () => {
    await restoredWith(inChannel(1), inThread(2, inChannel(1)));
    system.slack.fail('find', 'lost');
    await system.runner.runDue();
    expect(asked('find')).toBe(1);
    await soon(10 * minute);
    expect(system.slack.texts(channel)).toEqual(['note 1', 'note 2']);
    expect(system.slack.messages[1]?.threadTs).toBe(system.slack.messages[0]?.ts);
    expect((await system.deliveryIssues.list(team, ana)).unknown).toEqual([]);
  });

  it('below one of which nobody knows the place is left to a person', async () => {
    system.slack.hasHistory = false;
    await restoredWith(inChannel(1, channel, ana), inThread(2, inChannel(1), ana));
    await soon(day);
    expect(system.slack.messages).toEqual([]);
    expect((await system.deliveryIssues.list(team, ana)).unknown).toHaveLength(2);
  });

  it.each([
    ['unreached', 2000],
    ['lost', 2000],
    [{ later: 30_000 }, 30_000],
  ] as const)('in a conversation that cannot be opened (%j) is looked for later', async (fault, wait) => {
    await restoredWith(toPerson(1, ana, 'answer'));
    system.slack.fail('direct', fault);
    const start = system.clock.now();
    await system.runner.runDue();
    expect(asked('find')).toBe(0);
    expect(await system.runner.nextDue()).toBe(start + wait);
    await soon(2 * minute);
    expect(system.slack.messages.map(({ text }) => text)).toEqual(['note 1']);
  });

  it('in a conversation that Slack refuses to open is left to the person', async () => {
    await restoredWith(toPerson(1, ana, 'answer'));
    system.slack.fail('direct', { refused: 'user_disabled' });
    await soon(day);
    expect(system.slack.messages).toEqual([]);
    expect((await system.deliveryIssues.list(team, ana)).unknown).toMatchObject([{ isLost: true }]);
  });
});

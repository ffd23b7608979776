import { minute } from '../../src/core/clock.ts';
import { engines } from '../support/databases.ts';
import type { Checkpoint } from '../../src/jobs/parts.ts';
import {
  ana,
  ben,
  channel,
  inChannel,
  inThread,
  Killed,
  openCompany,
  team,
  toPerson,
  type Harness,
} from '../support/later.ts';

const checkpoints: Checkpoint[] = [
  'decided',
  'claimed',
  'before the call',
  'after the call',
  'before the ts is stored',
];

describe.each(engines())('on $name, a post of which nobody knows whether it arrived', (engine) => {
  let system: Harness;
  beforeEach(async () => {
    system = await openCompany({ engine });
  });
  afterEach(async () => {
    await system.close();
  });
  const publish = (...posts: ReturnType<typeof inChannel>[]) =>
    system.act(async (scope) => {
      for (const post of posts) await scope.publish(post);
    });
  const soon = (milliseconds = 10 * minute) => system.runUntil(system.clock.now() + milliseconds);

  describe('with the history of the channel', () => {
    beforeEach(() => {
      system.slack.hasHistory = true;
    });

    it('is found there, and not sent again', async () => {
      system.slack.fail('post', 'happened');
      await publish(inChannel(1));
      await soon();
      expect(system.slack.texts(channel)).toEqual(['note 1']);
      expect(await system.states()).toEqual(['sent']);
      system.says.set(1, 'newer');
      await system.act((scope) => scope.refresh(inChannel(1)));
      await soon();
      expect(system.slack.texts(channel)).toEqual(['newer']);
    });

    it('is sent again only when the history has settled without it', async () => {
      system.slack.fail('post', 'lost');
      await publish(inChannel(1));
      await soon(50_000);
      expect(system.slack.texts(channel)).toEqual([]);
      await soon(20_000);
      expect(system.slack.texts(channel)).toEqual(['note 1']);
    });

    it('is found in its thread', async () => {
      await publish(inChannel(1));
      await soon();
      system.slack.fail('post', 'happened');
      await publish(inThread(2, inChannel(1)));
      await soon();
      expect(system.slack.texts(channel)).toEqual(['note 1', 'note 2']);
      expect(await system.states()).toEqual(['sent', 'sent']);
    });

    it('holds up the later ones of its channel, so that the order stays', async () => {
      system.slack.fail('post', 'lost');
      await publish(inChannel(1), inChannel(2));
      await soon();
      expect(system.slack.texts(channel)).toEqual(['note 1', 'note 2']);
    });

    it('is looked for again while the history cannot be read, and shown to its owner when that lasts', async () => {
      system.slack.fail('post', 'happened');
      system.slack.fail('find', 'lost', 'lost', 'lost');
      await publish(inChannel(1, channel, ana));
      await soon();
      expect(await system.states()).toEqual(['sent']);
      system.slack.fail('post', 'happened');
      system.slack.fail('find', ...Array.from({ length: 8 }, () => 'lost' as const));
      await publish(inChannel(2, channel, ana));
      await soon(60 * minute);
      expect((await system.deliveryIssues.list(team, ana)).unknown).toHaveLength(1);
    });
  });

  describe('without it', () => {
    it.each(['lost', 'happened'] as const)('is shown to its owner and to nobody else (%s)', async (fault) => {
      system.slack.fail('post', fault);
      await publish(inChannel(1, channel, ana), inChannel(2));
      await soon();
      const { unknown } = await system.deliveryIssues.list(team, ana);
      expect(unknown).toMatchObject([{ name: 'test.note', channel }]);
      expect((await system.deliveryIssues.list(team, ben)).unknown).toEqual([]);
      expect(system.slack.homes.map((home) => home.user)).toEqual([ana]);
      expect(system.slack.calls.filter((method) => method === 'post')).toHaveLength(2);
    });

    it('is sent again when the owner says so', async () => {
      system.slack.fail('post', 'lost');
      await publish(inChannel(1, channel, ana), inThread(2, inChannel(1)));
      await soon();
      expect(system.slack.texts(channel)).toEqual([]);
      const [post] = (await system.deliveryIssues.list(team, ana)).unknown;
      expect(await system.deliveryIssues.postAgain(team, ana, post?.id ?? '')).toEqual({
        ok: true,
        value: null,
      });
      await soon();
      expect(system.slack.texts(channel)).toEqual(['note 1', 'note 2']);
      expect((await system.deliveryIssues.list(team, ana)).unknown).toEqual([]);
      expect(await system.deliveryIssues.postAgain(team, ana, post?.id ?? '')).toEqual({
        ok: false,
        code: 'gone',
      });
    });

    it('is left when the owner says that it is there; what belongs below it goes beside it', async () => {
      system.slack.fail('post', 'happened');
      await publish(inChannel(1, channel, ana), inThread(2, inChannel(1)));
      await soon();
      const [post] = (await system.deliveryIssues.list(team, ana)).unknown;
      expect(await system.deliveryIssues.isThere(team, ana, post?.id ?? '')).toEqual({
        ok: true,
        value: null,
      });
      await soon();
      expect(system.slack.texts(channel)).toEqual(['note 1', 'note 2']);
      expect(system.slack.messages[1]?.threadTs).toBeUndefined();
    });

    it('is decided by its owner alone', async () => {
      system.slack.fail('post', 'lost');
      await publish(inChannel(1, channel, ana));
      await soon();
      const [post] = (await system.deliveryIssues.list(team, ana)).unknown;
      for (const decide of [
        system.deliveryIssues.postAgain,
        system.deliveryIssues.isThere,
        system.deliveryIssues.dismiss,
      ])
        expect(await decide(team, ben, post?.id ?? '')).toEqual({ ok: false, code: 'not_yours' });
      expect(await system.deliveryIssues.postAgain(team, ben, 'guessed')).toEqual({
        ok: false,
        code: 'not_yours',
      });
      expect(await system.states()).toEqual(['unknown']);
    });

    it('is no longer its owner’s to see or to decide once they left the channel', async () => {
      system.slack.fail('post', 'lost');
      await publish(inChannel(1, channel, ana));
      await soon();
      const [post] = (await system.deliveryIssues.list(team, ana)).unknown;
      await system.store.directory.memberLeft(team, channel, ana, system.clock.now());
      expect((await system.deliveryIssues.list(team, ana)).unknown).toEqual([]);
      for (const decide of [system.deliveryIssues.postAgain, system.deliveryIssues.isThere])
        expect(await decide(team, ana, post?.id ?? '')).toEqual({ ok: false, code: 'not_yours' });
      expect(await system.states()).toEqual(['unknown']);
    });

    it('and is a direct message is shown to nobody but the person it was for', async () => {
      system.slack.fail('post', 'happened');
      await publish(toPerson(1, ben));
      await soon();
      expect((await system.deliveryIssues.list(team, ben)).unknown).toMatchObject([{ channel: null }]);
      expect((await system.deliveryIssues.list(team, ana)).unknown).toEqual([]);
    });

    it('and is a reply is shown to the owner of the post above', async () => {
      await publish(inChannel(1, channel, ana));
      await soon();
      system.slack.fail('post', 'lost');
      await publish(inThread(2, inChannel(1)));
      await soon();
      expect((await system.deliveryIssues.list(team, ana)).unknown).toHaveLength(1);
      expect((await system.deliveryIssues.list(team, ben)).unknown).toEqual([]);
    });
  });
});

describe.each(engines())('on $name, when the process dies', (engine) => {
  let system: Harness;
  beforeEach(async () => {
    system = await openCompany({ engine });
  });
  afterEach(async () => {
    await system.close();
  });
  const publish = () => system.act((scope) => scope.publish(inChannel(1, channel, ana)));

  const dieAt = async (checkpoint: Checkpoint) => {
    await publish();
    await expect(system.newRunner({ dieAt: checkpoint }).runDue()).rejects.toThrow(Killed);
  };

  describe.each(checkpoints)('at "%s"', (checkpoint) => {
    it('every message is there once or shown to its owner', async () => {
      await dieAt(checkpoint);
      const reborn = system.newRunner();
      await system.runUntil(system.clock.now() + 10 * minute, reborn);
      const { unknown } = await system.deliveryIssues.list(team, ana);
      const there = system.slack.texts(channel);
      expect(there.length).toBeLessThanOrEqual(1);
      const mayHaveCalled = checkpoints.indexOf(checkpoint) >= checkpoints.indexOf('before the call');
      expect(unknown).toHaveLength(mayHaveCalled ? 1 : 0);
      if (!mayHaveCalled) expect(there).toEqual(['note 1']);
    });

    it('every message is there exactly once where the history may be read', async () => {
      system.slack.hasHistory = true;
      await dieAt(checkpoint);
      const reborn = system.newRunner();
      await system.runUntil(system.clock.now() + 10 * minute, reborn);
      expect(system.slack.texts(channel)).toEqual(['note 1']);
      expect(await system.states()).toEqual(['sent']);
    });
  });
});

// There may be none: `describe.each` takes no empty list.
for (const engine of engines().filter(({ name }) => name === 'postgres'))
  it('on postgres two processes that take turns send every message once, in order', async () => {
    const system = await openCompany({ engine });
    for (let n = 0; n < 12; n += 1)
      await system.act(async (scope) => {
        await scope.publish(inChannel(n));
        await scope.publish(toPerson(100 + n, n % 2 === 0 ? ana : ben, 'answer'));
        await scope.publish(toPerson(200 + n, n % 2 === 0 ? ana : ben));
      });
    const both = [system.newRunner(), system.newRunner()];
    for (let round = 0; round < 60; round += 1) {
      for (const runner of both) await runner.runWorkspace(team, () => true);
      system.clock.advance(1000);
    }
    const texts = system.slack.messages.map((message) => message.text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(system.slack.texts(channel)).toEqual(Array.from({ length: 12 }, (_, n) => `note ${n}`));
    const { messages } = system.slack;
    const direct = (user: string) => messages.filter((message) => message.channel === `D-${user}`);
    for (const user of [ana, ben]) {
      expect(direct(user).filter((message) => /^note 1\d\d$/.test(message.text))).toHaveLength(6);
      // Two processes may share the six out between them, but never send two messages in a day.
      expect(direct(user).filter((message) => message.text.includes('note 2'))).toHaveLength(1);
    }
    await system.close();
  });

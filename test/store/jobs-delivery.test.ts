import { z } from 'zod';
import { minute } from '../../src/core/clock.ts';
import { button, defineAction } from '../../src/core/kit/action.ts';
import { actions, divider, section } from '../../src/core/kit/blocks.ts';
import type { PostRef } from '../../src/core/post-ref.ts';
import { escape } from '../../src/core/text.ts';
import { engines } from '../support/databases.ts';
import {
  ana,
  channel,
  inChannel,
  inThread,
  openCompany,
  other,
  recordTo,
  team,
  toPerson,
  type Harness,
} from '../support/later.ts';

describe.each(engines())('on $name, a post', (engine) => {
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

  it('is sent once, however often it is decided and the worker runs', async () => {
    await publish(inChannel(1));
    await publish(inChannel(1));
    await system.runner.runDue();
    await system.runner.runDue();
    expect(system.slack.texts(channel)).toEqual(['note 1']);
    expect(await system.states()).toEqual(['sent']);
    expect(await system.runner.nextDue()).toBeNull();
  });

  it('is not sent when what decided it failed', async () => {
    const deciding = system.act(async (scope) => {
      await scope.publish(inChannel(1));
      throw new Error('changed its mind');
    });
    await expect(deciding).rejects.toThrow('changed its mind');
    await soon();
    expect(system.slack.calls).toEqual([]);
  });

  it('leaves in the order in which it was decided, one a second in a channel', async () => {
    await publish(inChannel(3), inChannel(1), inChannel(2));
    await publish(inChannel(5), inChannel(4));
    await system.runner.runDue();
    expect(system.slack.texts(channel)).toEqual(['note 3']);
    await soon();
    expect(system.slack.texts(channel)).toEqual(['note 3', 'note 1', 'note 2', 'note 5', 'note 4']);
    const times = system.slack.messages.map((message) => message.at);
    expect(times.slice(1).map((at, index) => at - (times[index] ?? 0))).toEqual([1000, 1000, 1000, 1000]);
  });

  it('waits for an earlier one of its conversation and for no other', async () => {
    system.slack.fail('post', { later: 30_000 });
    await publish(inChannel(1));
    await system.runner.runDue();
    await publish(inChannel(2), inChannel(3, other));
    await soon(20_000);
    expect([system.slack.texts(channel), system.slack.texts(other)]).toEqual([[], ['note 3']]);
    await soon(20_000);
    expect(system.slack.texts(channel)).toEqual(['note 1', 'note 2']);
  });

  it('is tried again as late as Slack asks', async () => {
    system.slack.fail('post', { later: 30_000 }, { later: 60_000 });
    await publish(inChannel(1));
    const start = system.clock.now();
    await soon();
    expect(system.slack.messages.map((message) => message.at - start)).toEqual([90_000]);
  });

  it('is tried again, ever more slowly, while Slack cannot be reached', async () => {
    system.slack.fail('post', 'unreached', 'unreached', 'unreached');
    await publish(inChannel(1));
    const start = system.clock.now();
    await soon();
    expect(system.slack.messages.map((message) => message.at - start)).toEqual([14_000]);
  });

  it('that Slack refuses is not tried again, and its owner is told', async () => {
    system.slack.fail('post', { refused: 'is_archived' });
    await publish(inChannel(1, channel, ana), inChannel(2));
    await soon();
    expect(system.slack.texts(channel)).toEqual(['note 2']);
    expect(system.slack.homes.map((home) => home.user)).toEqual([ana]);
    expect((await system.deliveryIssues.list(team, ana)).failed).toMatchObject([
      { name: 'test.note', channel, note: 'is_archived' },
    ]);
  });

  it.each([
    ['the token is not valid', 'invalid_auth'],
    ['there is no token', 'not_authed'],
    ['the app’s account is switched off', 'account_inactive'],
    ['the token is too old', 'token_expired'],
    ['the token was revoked', 'token_revoked'],
    ['Lore may not do that', 'missing_scope'],
    ['the organisation wants another login', 'org_login_required'],
    ['Slack moves the workspace into an organisation', 'team_added_to_org'],
    ['Slack moves the channel', 'external_channel_migrating'],
    ['the network may not call Slack', 'accesslimited'],
  ])('waits while %s, which says nothing about the post', async (_, refused) => {
    system.slack.fail('post', { refused });
    await publish(inChannel(1));
    await soon();
    expect(system.slack.texts(channel)).toEqual(['note 1']);
  });

  it('that has nothing to say any more is withdrawn', async () => {
    system.says.set(1, 'nothing');
    await publish(inChannel(1));
    await soon();
    expect(await system.states()).toEqual(['withdrawn']);
    expect(system.slack.calls).toEqual([]);
  });

  it('says what is true when it is sent, not when it was decided', async () => {
    system.says.set(1, 'before');
    await publish(inChannel(1));
    system.says.set(1, 'after');
    await soon();
    expect(system.slack.texts(channel)).toEqual(['after']);
  });

  it('that is to say something else by the time it is drawn is redrawn once it is there', async () => {
    await system.act((scope) => scope.publish(inChannel(1)));
    const { store } = system;
    const read = async (...args: Parameters<typeof store.read>) => {
      const drawn = await store.read(...args);
      if (system.says.has(1)) return drawn;
      system.says.set(1, 'another');
      await system.act((scope) => scope.refresh(inChannel(1)));
      return drawn;
    };
    await system.newRunner({ through: { ...store, read } as typeof store }).runDue();
    await system.runUntil(system.clock.now() + minute);
    expect(system.slack.texts(channel)).toEqual(['another']);
  });

  it('over Slack’s limits fails and is logged, and is never cut', async () => {
    system.says.set(1, { text: escape('x'), blocks: Array.from({ length: 51 }, divider) });
    await publish(inChannel(1, channel, ana), inChannel(2));
    await soon();
    expect(await system.states()).toEqual(['failed', 'sent']);
    expect(system.logged).toEqual(['gave up on a post that could not be drawn']);
    expect((await system.deliveryIssues.list(team, ana)).failed).toMatchObject([{ note: 'too_long' }]);
  });

  it('whose builder throws is tried five times and then failed', async () => {
    system.says.set(1, new Error('a bug'));
    await publish(inChannel(1));
    await soon(60 * minute);
    expect(system.logged).toEqual([
      ...Array.from({ length: 4 }, () => 'a post could not be drawn and will be retried'),
      'gave up on a post that could not be drawn',
    ]);
    expect(await system.states()).toEqual(['failed']);
  });

  it('of a feature that was taken out fails', async () => {
    await system.act((scope) =>
      scope.publish({ post: 'gone.post', params: {}, to: { kind: 'channel', channel } }),
    );
    await soon();
    expect(await system.states()).toEqual(['failed']);
  });

  it('is not sent to a workspace that uninstalled Lore', async () => {
    await publish(inChannel(1));
    await system.store.workspaces.removed(team, system.clock.now());
    await soon();
    expect(system.slack.calls).toEqual([]);
    expect(await system.runner.nextDue()).toBeNull();
  });

  describe('in a thread', () => {
    it('waits for the post above it and stands below that', async () => {
      system.slack.fail('post', 'unreached');
      await publish(inThread(2, inChannel(1)), inChannel(1), inThread(3, inChannel(1)));
      await soon();
      const [first, ...replies] = system.slack.messages;
      expect(first?.text).toBe('note 1');
      expect(replies.map((reply) => [reply.text, reply.threadTs])).toEqual([
        ['note 2', first?.ts],
        ['note 3', first?.ts],
      ]);
    });

    it('below a reply stands below the first message, since threads are flat', async () => {
      await publish(inChannel(1), inThread(2, inChannel(1)), inThread(3, inThread(2, inChannel(1))));
      await soon();
      const [first, , last] = system.slack.messages;
      expect(last?.threadTs).toBe(first?.ts);
    });

    it('is withdrawn when the post above it will never be there', async () => {
      system.slack.fail('post', { refused: 'not_in_channel' });
      await publish(inChannel(1), inThread(2, inChannel(1)));
      await soon();
      expect(await system.states()).toEqual(['failed', 'withdrawn']);
    });

    it('does not wait for another thread', async () => {
      await publish(inChannel(1), inChannel(2, other));
      await soon();
      system.slack.fail('post', { later: 60_000 });
      await publish(inThread(3, inChannel(1)));
      await system.runner.runDue();
      await publish(inThread(4, inChannel(2, other)));
      await soon(10_000);
      expect(system.slack.texts(other)).toEqual(['note 2', 'note 4']);
    });
  });

  describe('that is redrawn', () => {
    const refresh = () => system.act((scope) => scope.refresh(inChannel(1)));

    beforeEach(async () => {
      await publish(inChannel(1));
      await soon();
      system.slack.calls.length = 0;
      system.says.set(1, 'newer');
    });

    it('is updated in place, once for any number of wishes', async () => {
      for (let count = 0; count < 20; count += 1) await refresh();
      await soon();
      expect(system.slack.calls).toEqual(['update']);
      expect(system.slack.texts(channel)).toEqual(['newer']);
    });

    it('changes at most once a second', async () => {
      const times: number[] = [];
      for (let count = 0; count < 3; count += 1) {
        await refresh();
        await system.runner.runDue();
        times.push(system.slack.messages[0]?.updates ?? 0);
      }
      expect(times).toEqual([1, 1, 1]);
      await soon(1000);
      await system.runner.runDue();
      expect(system.slack.messages[0]?.updates).toBe(2);
    });

    it.each(['lost', 'happened', 'unreached', { later: 5000 }] as const)(
      'is updated again after a call that ended with %j',
      async (fault) => {
        system.slack.fail('update', fault);
        await refresh();
        await soon();
        expect(system.slack.texts(channel)).toEqual(['newer']);
        expect(await system.runner.nextDue()).toBeNull();
      },
    );

    it('is left alone when the message is gone', async () => {
      system.slack.messages.length = 0;
      await refresh();
      await soon();
      expect(system.slack.calls).toEqual(['update']);
      expect(await system.runner.nextDue()).toBeNull();
    });

    it('keeps no word in a channel, whose readers change, when there is nothing to say any more', async () => {
      const kept = recordTo(5, { kind: 'channel', channel: other });
      await publish(kept);
      await soon();
      system.says.set(1, 'nothing').set(5, 'nothing');
      await refresh();
      await system.act((scope) => scope.refresh(kept));
      await soon();
      expect(system.slack.texts(channel)).toEqual(['note 1 is over']);
      expect(system.slack.texts(other)).toEqual(['This is no longer shown here.']);
    });

    const toAna = { kind: 'person', user: ana, urgency: 'answer' } as const;
    const becomesNothing = async (post: PostRef) => {
      const go = button(defineAction('test.go', z.number()), 'Go', 5);
      system.says.set(5, { text: escape('Go?'), blocks: [section(escape('Go?')), actions([go])] });
      await publish(post);
      await soon();
      system.slack.calls.length = 0;
      system.says.set(5, 'nothing');
      await system.act((scope) => scope.refresh(post));
      await soon();
    };

    it('says that it is over to a person as well, without its buttons', async () => {
      await becomesNothing(toPerson(5, ana, 'answer'));
      expect(system.slack.texts(`D-${ana}`)).toEqual(['note 5 is over']);
      const [, told] = system.slack.messages;
      expect(told?.blocks).toEqual([section(escape('note 5 is over'))]);
    });

    it('stays as it was for a person where its practice says so', async () => {
      await becomesNothing(recordTo(5, toAna));
      expect(system.slack.calls).toEqual([]);
      expect(system.slack.texts(`D-${ana}`)).toEqual(['Go?']);
    });

    it('waits while its channel is archived, and is drawn once it is open again', async () => {
      const becomes = (isArchived: boolean) =>
        system.store.directory.changeChannel(team, channel, { isArchived }, system.clock.now());
      await becomes(true);
      await refresh();
      await soon();
      expect(system.slack.calls).toEqual([]);
      await becomes(false);
      await soon();
      expect(system.slack.texts(channel)).toEqual(['newer']);
    });

    it('is tried again after an hour where Slack has closed what Lore thinks open', async () => {
      system.slack.fail('update', { refused: 'is_archived' });
      await refresh();
      await soon();
      expect(system.slack.texts(channel)).toEqual(['note 1']);
      await soon(60 * minute);
      expect(system.slack.texts(channel)).toEqual(['newer']);
    });

    it('is drawn once more when another wish comes while it is drawn', async () => {
      system.says.set(1, 'newest');
      const run = system.runner.runDue();
      await refresh();
      await run;
      await soon();
      await refresh();
      await soon();
      expect(system.slack.texts(channel)).toEqual(['newest']);
    });

    it('before it was ever sent is not updated, only sent', async () => {
      system.says.set(2, 'true when sent');
      await publish(inChannel(2));
      await system.act((scope) => scope.refresh(inChannel(2)));
      await soon();
      expect(system.slack.calls).toEqual(['post']);
    });
  });
});

describe.each(engines())('on $name, App Home', (engine) => {
  let system: Harness;
  beforeEach(async () => {
    system = await openCompany({ engine });
  });
  afterEach(async () => {
    await system.close();
  });
  const refresh = () => system.act((scope) => scope.refreshHome(ana));

  it('is drawn once for any number of wishes', async () => {
    for (let count = 0; count < 10; count += 1) await refresh();
    await system.runner.runDue();
    expect(system.slack.homes.map((home) => home.user)).toEqual([ana]);
    expect(await system.runner.nextDue()).toBeNull();
  });

  it.each(['lost', 'unreached', { later: 7000 }] as const)(
    'is drawn again after a call that ended with %j',
    async (fault) => {
      system.slack.fail('home', fault);
      await refresh();
      await system.runUntil(system.clock.now() + minute);
      expect(system.slack.homes).toHaveLength(1);
      expect(await system.runner.nextDue()).toBeNull();
    },
  );
});

/** How fast posts leave and are tried again, to the second, and what becomes of one that cannot. */
import { minute } from '../../src/core/clock.ts';
import { userId } from '../../src/core/ids.ts';
import { jobId } from '../../src/core/job-ref.ts';
import { defineJob } from '../../src/core/job.ts';
import { messageOf } from '../../src/core/kit/message.ts';
import { pictureWords, votesChart } from '../../src/core/picture.ts';
import { postId, type PostRef } from '../../src/core/post-ref.ts';
import { definePost, type Message, stays } from '../../src/core/post.ts';
import { escape } from '../../src/core/text.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { engines } from '../support/databases.ts';
import {
  ana,
  ben,
  channel,
  type Harness,
  inChannel,
  inThread,
  Killed,
  openCompany,
  other,
  team,
  toPerson,
} from '../support/later.ts';

const chart = votesChart(pictureWords('Votes'), [{ topic: pictureWords('Tests'), count: 7 }]);
const withText = postId<{ n: number }>('test.text');
const withChart = postId<{ n: number }>('test.chart');
const followed = postId<{ n: number }>('test.followed');
const follows = jobId<{ n: number }>('test.follows');

/** An id, or the reference of a line in the log. */
const anything: unknown = expect.stringMatching(/./);

describe.each(engines())('on $name, a post', (engine) => {
  let system: Harness;
  let ran: { readonly n: number; readonly as: Viewer }[];
  beforeEach(async () => {
    ran = [];
    const title = async () => 'a test';
    const build = async (): Promise<Message> => messageOf(escape('see the file'));
    const file = (content: NonNullable<Message['file']>['content']) => async () => ({
      name: 'file',
      title: 'File',
      content,
    });
    system = await openCompany({
      engine,
      ownPosts: [
        definePost(withText, { title, build, over: stays, attach: file('words') }),
        definePost(withChart, { title, build, over: stays, attach: file(chart) }),
        definePost(followed, { title, build, over: stays, sent: follows }),
      ],
      jobs: [
        defineJob(follows, 'transition', {
          title,
          run: async ({ scope }, { n }) => void ran.push({ n, as: scope.viewer }),
        }),
      ],
    });
  });
  afterEach(() => system.close());

  const publish = (...posts: PostRef[]) =>
    system.act(async (scope) => {
      for (const post of posts) await scope.publish(post);
    });
  const soon = (milliseconds = 10 * minute) => system.runUntil(system.clock.now() + milliseconds);
  const asked = (method: string) => system.slack.calls.filter((call) => call === method).length;
  const notes = async () => {
    const rows = await system.store.system.selectFrom('delivery').select('note').orderBy('id').execute();
    return rows.map(({ note }) => note);
  };
  /** So many were sent in other channels, one each 100 ms from an instant on. */
  const others = async (count: number, from: number) => {
    await publish(inChannel(0));
    await soon(0);
    const row = await system.store.system.selectFrom('delivery').selectAll().executeTakeFirstOrThrow();
    await system.store.system
      .insertInto('delivery')
      .values(
        Array.from({ length: count }, (_, index) => {
          const [id, when] = [`other ${index}`, from + 100 * index];
          return { ...row, id, key: id, channel_id: row.channel_id, sent_at: when, due_at: when };
        }),
      )
      .execute();
  };

  describe('in a workspace in which 200 were sent within a minute', () => {
    it('waits until ten may be sent, with all that waits there', async () => {
      const start = system.clock.now();
      await others(200, start + minute);
      system.clock.set(start + minute + 30_000);
      await publish(inChannel(1), inChannel(2, other));
      await system.newRunner().runDue();
      expect(asked('post')).toBe(1);
      expect(await system.runner.nextDue()).toBe(start + 2 * minute + 900);
      await system.runUntil(start + 2 * minute + 900);
      expect(asked('post')).toBe(3);
    });

    it('goes while it is the last that may, and the next one waits', async () => {
      const start = system.clock.now();
      await others(199, start + minute);
      system.clock.set(start + minute + 30_000);
      await publish(inChannel(1), inChannel(2, other));
      await system.newRunner().runDue();
      expect(asked('post')).toBe(2);
      expect(system.slack.messages.at(-1)?.text).toBe('note 1');
    });
  });

  describe.each([
    ['person', toPerson(2, ben)],
    ['thread', inThread(2, inChannel(1))],
    ['channel', inChannel(2)],
  ] as const)('to a %s, when the process dies', (kind, post) => {
    it.each(['decided', 'claimed', 'before the call', 'after the call', 'before the ts is stored'] as const)(
      'at "%s", is there once, where it belongs',
      async (dieAt) => {
        system.slack.hasHistory = true;
        await publish(inChannel(1));
        await soon();
        await publish(post);
        await expect(system.newRunner({ dieAt, dieIn: kind }).runDue()).rejects.toThrow(Killed);
        await system.runUntil(system.clock.now() + 10 * minute, system.newRunner());
        expect(await system.states()).toEqual(['sent', 'sent']);
        const [first, second] = system.slack.messages;
        expect(system.slack.messages).toHaveLength(2);
        expect(second?.text).toBe('note 2');
        expect(second?.threadTs).toBe(kind === 'thread' ? first?.ts : undefined);
      },
    );
  });

  it.each(['decided', 'claimed', 'before the call', 'after the call', 'before the ts is stored'] as const)(
    'that is redrawn says the new thing though the process dies at "%s"',
    async (dieAt) => {
      await publish(inChannel(1));
      await soon();
      system.says.set(1, 'another');
      await system.act((scope) => scope.refresh(inChannel(1)));
      await expect(system.newRunner({ dieAt, dieIn: 'update' }).runDue()).rejects.toThrow(Killed);
      await system.runUntil(system.clock.now() + 10 * minute, system.newRunner());
      expect(system.slack.texts(channel)).toEqual(['another']);
      expect(await system.runner.nextDue()).toBeNull();
    },
  );

  it('that another process took meanwhile is left to that one', async () => {
    await publish(inChannel(1));
    const { system: db } = system.store;
    const runner = system.newRunner({
      at: async (name) => {
        if (name !== 'claimed') return;
        const theirs = { claimed_at: system.clock.now() + 1 };
        await db.updateTable('delivery').set(theirs).where('state', '=', 'claimed').execute();
      },
    });
    await runner.runDue();
    expect(asked('post')).toBe(0);
    expect(await system.states()).toEqual(['claimed']);
  });

  it('below one that never was is withdrawn, and the journal says why', async () => {
    await publish(inThread(2, inChannel(1)));
    await soon();
    expect(await notes()).toEqual(['no_parent']);
    expect(system.journal).toMatchObject([{ of: 'post', did: 'withdrawn', why: 'no_parent' }]);
  });

  it('below a reply whose own first message is forgotten stands below that reply', async () => {
    const reply = inThread(2, inChannel(1));
    await publish(inChannel(1), reply);
    await soon();
    const { system: db } = system.store;
    await db.deleteFrom('delivery').where('kind', '=', 'channel').execute();
    await publish(inThread(3, reply));
    await soon();
    const [, second, third] = system.slack.messages;
    expect(third?.threadTs).toBe(second?.ts);
  });

  it('to more people than Slack opens conversations with in a minute waits for the next one', async () => {
    const many = Array.from({ length: 55 }, (_, index) => userId(`UMANY${index}`));
    await publish(...many.map((user, index) => toPerson(index, user, 'answer')));
    await system.runner.runDue();
    expect(asked('direct')).toBe(50);
    await soon(minute);
    expect(asked('direct')).toBe(55);
    expect(system.slack.messages).toHaveLength(55);
  });

  it('to anybody waits once Slack asks not to be asked for conversations, and only then', async () => {
    system.slack.fail('direct', 'lost');
    await publish(toPerson(1, ana, 'answer'), toPerson(2, ben, 'answer'));
    await system.runner.runDue();
    expect(system.slack.messages).toHaveLength(1);
    await soon();
    system.slack.fail('direct', { later: 30_000 });
    await publish(toPerson(3, ana, 'answer'));
    await system.runner.runDue();
    const before = asked('direct');
    system.clock.advance(10_000);
    await publish(toPerson(4, ben, 'answer'));
    await system.runner.runDue();
    expect(asked('direct')).toBe(before);
    await soon();
    expect(system.slack.messages).toHaveLength(4);
  });

  it('to a person whose conversation cannot be opened is tried again, ever more slowly', async () => {
    system.slack.fail('direct', 'unreached', 'lost', 'unreached');
    await publish(toPerson(1, ana, 'answer'));
    const start = system.clock.now();
    await soon();
    expect(system.slack.messages.map((message) => message.at - start)).toEqual([14_000]);
  });

  it('waits as long as Slack cannot be asked who is there, to the second', async () => {
    system.waits.push(40_000, 20_000);
    await publish(inChannel(1));
    const start = system.clock.now();
    await soon();
    expect(system.slack.messages.map((message) => message.at - start)).toEqual([60_000]);
  });

  it('whose builder throws is tried after ten seconds and ever more slowly; each time it can be drawn counts afresh', async () => {
    system.says.set(1, new Error('a bug'));
    await publish(inChannel(1));
    const start = system.clock.now();
    await soon(4 * minute);
    expect(system.logged).toHaveLength(4);
    expect(await system.runner.nextDue()).toBe(start + 850_000);
    system.says.set(1, 'mended');
    system.slack.fail('post', 'unreached');
    await system.runUntil(start + 850_000);
    expect(asked('post')).toBe(1);
    system.says.set(1, new Error('another bug'));
    await soon(4 * minute);
    system.says.set(1, 'mended again');
    await soon(60 * minute);
    expect(system.slack.texts(channel)).toEqual(['mended again']);
  });

  it('that was given up is failed under the reference of the log, which says whose it was', async () => {
    system.says.set(1, new Error('a bug'));
    await publish(inChannel(1, channel, ana));
    await soon(120 * minute);
    expect(system.logged).toHaveLength(5);
    const last = system.facts.at(-1);
    expect(last).toMatchObject({ team, post: 'test.note', reference: anything });
    const [{ note, id } = {}] = (await system.deliveryIssues.list(team, ana)).failed;
    expect(note).toBe(`error ${String(last?.['reference'])}`);
    expect(last?.['delivery']).toBe(id);
    expect(system.journal).toMatchObject([{ did: 'failed', why: note, channel }]);
    await system.deliveryIssues.postAgain(team, ana, id ?? '');
    await soon(minute);
    // It counts afresh.
    expect(await system.states()).toEqual(['waiting']);
  });

  it('that Slack refuses is logged with Slack’s code and whose it was', async () => {
    system.slack.fail('post', { refused: 'is_archived' });
    await publish(inChannel(1));
    await soon();
    expect(system.logged).toEqual(['Slack refused a post']);
    expect(system.facts).toMatchObject([{ team, delivery: anything, error: 'is_archived' }]);
  });

  it('at which the call itself throws may have arrived: it is logged, and its owner asked', async () => {
    system.slack.messenger.post = async () => {
      throw new Error('a bug');
    };
    await publish(inChannel(1, channel, ana));
    await soon();
    expect(system.logged).toEqual(['a delivery failed unexpectedly']);
    expect(system.facts).toMatchObject([{ team, delivery: anything, err: { message: 'a bug' } }]);
    expect((await system.deliveryIssues.list(team, ana)).unknown).toHaveLength(1);
    expect(system.slack.messages).toEqual([]);
  });

  it('has something done once it is there, for its readers, and nothing where it never was', async () => {
    const toAna = { kind: 'person', user: ana, urgency: 'answer' } as const;
    await publish(followed.ref({ n: 1 }, { kind: 'channel', channel }), followed.ref({ n: 2 }, toAna));
    await soon();
    expect(ran.toSorted((one, two) => one.n - two.n)).toEqual([
      { n: 1, as: { kind: 'channel', channelId: channel } },
      { n: 2, as: { kind: 'person', userId: ana } },
    ]);
    system.slack.fail('post', { refused: 'is_archived' });
    await publish(followed.ref({ n: 3 }, { kind: 'channel', channel }));
    await soon();
    expect(ran).toHaveLength(2);
  });

  describe('with a file', () => {
    const files = () =>
      system.slack.messages.map(({ file }) =>
        file === undefined
          ? null
          : typeof file.content === 'string'
            ? file.content
            : new TextDecoder().decode(file.content),
      );
    const toAna = { kind: 'person', user: ana, urgency: 'answer' } as const;
    const kept = async () => {
      const query = system.store.system
        .selectFrom('posted_file as f')
        .innerJoin('delivery as d', 'd.id', 'f.delivery_id');
      return query.select(['f.team_id', 'f.file_id', 'd.id']).orderBy('d.id').execute();
    };

    it('is sent with it, as text or as it is drawn, and Slack’s id of it is kept', async () => {
      await publish(withText.ref({ n: 1 }, toAna), withChart.ref({ n: 2 }, toAna));
      await soon();
      expect(files()).toEqual(['words', JSON.stringify(chart)]);
      expect(system.slack.messages[0]?.file).toMatchObject({ name: 'file', title: 'File' });
      const rows = await kept();
      expect(rows.map(({ team_id: of, file_id: file, id }) => [of, file === `F${id}`])).toEqual([
        [team, true],
        [team, true],
      ]);
    });

    it('is sent alone where that cannot be drawn', async () => {
      const runner = system.newRunner({
        render: async () => {
          throw new Error('no font');
        },
      });
      await publish(withChart.ref({ n: 1 }, toAna));
      await system.runUntil(system.clock.now() + minute, runner);
      expect(files()).toEqual([null]);
      expect(system.slack.messages.map(({ text }) => text)).toEqual(['see the file']);
      expect(await kept()).toEqual([]);
    });

    it('of which nobody knows whether it arrived is asked about at once: Slack has nothing to find it by', async () => {
      system.slack.hasHistory = true;
      system.slack.fail('post', 'lost');
      await publish(withText.ref({ n: 1 }, toAna));
      await soon();
      expect(asked('find')).toBe(0);
      expect((await system.deliveryIssues.list(team, ana)).unknown).toHaveLength(1);
    });
  });
});

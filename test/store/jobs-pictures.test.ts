/** Pictures in posts: after the text, by themselves, once; and nothing is lost or left behind, whatever Slack answers and whenever the process dies. */
import { day, hour, minute } from '../../src/core/clock.ts';
import { section } from '../../src/core/kit/blocks.ts';
import { messageOf } from '../../src/core/kit/message.ts';
import { pictureWords, votesChart } from '../../src/core/picture.ts';
import type { Message } from '../../src/core/post.ts';
import { escape } from '../../src/core/text.ts';
import { engines } from '../support/databases.ts';
import { filesIn } from '../support/fake-messenger.ts';
import {
  ana,
  channel,
  type Harness,
  inChannel,
  openCompany,
  other,
  team,
  toPerson,
} from '../support/later.ts';

const votes = (count: number) => votesChart(pictureWords('Votes'), [{ topic: pictureWords('Tests'), count }]);
const counted = (count: number): Message =>
  messageOf(escape(`Tests ${count}`), votes(count), section(escape('below')));

describe.each(engines())('on $name, a picture', (engine) => {
  let system: Harness;
  beforeEach(async () => {
    system = await openCompany({ engine });
  });
  afterEach(() => system.close());

  const post = async (n: number, message: Message, ref = inChannel(n)) => {
    system.says.set(n, message);
    await system.act((scope) => scope.publish(ref));
  };
  const redraw = async (n: number, message: Message | string, ref = inChannel(n)) => {
    system.says.set(n, message);
    await system.act((scope) => scope.refresh(ref));
  };
  const soon = (milliseconds = 10 * minute) => system.runUntil(system.clock.now() + milliseconds);
  /** What a message shows, as the bytes of its files; of a picture that is gone nothing. */
  const shown = (at = 0): string[] =>
    filesIn(system.slack.messages[at]?.blocks ?? []).map(
      (id) => system.slack.files.find(({ file }) => file === id)?.bytes ?? 'gone',
    );
  const drawn = (count: number) => JSON.stringify(votes(count));
  const states = async () =>
    (await system.store.system.selectFrom('picture').select('state').execute()).map(({ state }) => state);
  const uploads = () => system.slack.calls.filter((call) => call === 'sendFile').length;
  const told = () =>
    system.journal.filter(({ of }) => of === 'picture').map(({ did, why }) => (why === null ? did : why));

  it('follows the text, which is complete, and stands in its place with its numbers in words', async () => {
    system.slack.processing = 3000;
    await post(1, counted(7));
    await system.runner.runDue();
    expect(system.slack.texts(channel)).toEqual(['Tests 7\nbelow']);
    expect(system.slack.messages[0]?.blocks).toHaveLength(2);
    await soon();
    expect(system.slack.messages[0]?.blocks).toMatchObject([
      { type: 'section' },
      { type: 'image', alt_text: 'Votes: Tests 7' },
      { type: 'section' },
    ]);
    expect(shown()).toEqual([drawn(7)]);
    expect(system.slack.texts(channel)).toEqual(['Tests 7\nbelow']);
    expect(told()).toEqual(['sent']);
    expect(await system.runner.nextDue()).toBeNull();
  });

  it('is uploaded once for the same numbers, and again for others, and then the old one goes', async () => {
    await post(1, counted(7));
    await soon();
    const [first] = filesIn(system.slack.messages[0]?.blocks ?? []);
    await redraw(1, messageOf(escape('Tests 7, closed'), votes(7)));
    await soon();
    expect(filesIn(system.slack.messages[0]?.blocks ?? [])).toEqual([first]);
    expect(uploads()).toBe(1);
    await redraw(1, counted(8));
    await soon();
    expect(shown()).toEqual([drawn(8)]);
    expect(uploads()).toBe(2);
    expect(system.slack.files).toHaveLength(1);
    const named = system.slack.messages[0]?.blocks.map((block) => (block as { block_id?: string }).block_id);
    expect(named?.some((id) => first !== undefined && id?.includes(first))).toBe(false);
    expect(await states()).toEqual(['shown']);
  });

  it('never stands beside other numbers than its own', async () => {
    await post(1, counted(7));
    await soon();
    const { messenger } = system.slack;
    const updating = messenger.update.bind(messenger);
    const seen: string[] = [];
    const update: typeof updating = async (...args) => {
      const outcome = await updating(...args);
      if (outcome.kind === 'done') seen.push(`${args[2].text.slice(0, 7)} ${shown().join()}`);
      return outcome;
    };
    Object.assign(messenger, { update });
    await redraw(1, counted(8));
    await soon();
    expect(seen).toEqual(['Tests 8 ', `Tests 8 ${drawn(8)}`]);
  });

  it('that many change at once is drawn as it is in the end, not as often as it changed', async () => {
    await post(1, counted(0));
    await soon();
    for (let count = 1; count <= 20; count += 1) {
      await redraw(1, counted(count));
      await system.runUntil(system.clock.now() + 1000);
    }
    await soon();
    expect(shown()).toEqual([drawn(20)]);
    expect(uploads()).toBeLessThanOrEqual(5);
    expect(system.slack.files).toHaveLength(1);
  });

  it('is one file for each conversation, never the same in two', async () => {
    await post(1, counted(7));
    await post(2, counted(7), inChannel(2, other));
    await soon();
    expect([shown(0), shown(1)]).toEqual([[drawn(7)], [drawn(7)]]);
    expect(system.slack.files).toHaveLength(2);
  });

  it('is tried for a minute while Slack processes it, and the text is redrawn meanwhile', async () => {
    system.slack.processing = 55_000;
    await post(1, counted(7));
    await soon(20_000);
    await redraw(1, messageOf(escape('Tests 7, closed'), votes(7)));
    await soon(10_000);
    expect(system.slack.texts(channel)).toEqual(['Tests 7, closed']);
    expect(shown()).toEqual([]);
    await soon();
    expect(shown()).toEqual([drawn(7)]);
    expect(uploads()).toBe(1);
  });

  it('that Slack still has not processed then is deleted, and the text stands alone', async () => {
    system.slack.processing = hour;
    await post(1, counted(7));
    await soon(2 * hour);
    expect(shown()).toEqual([]);
    expect(system.slack.files).toEqual([]);
    expect(told()).toEqual(['not_processed']);
    expect(system.slack.texts(channel)).toEqual(['Tests 7\nbelow']);
    expect(await states()).toEqual(['failed']);
    expect(system.slack.calls.length).toBeLessThan(30);
  });

  it.each(['missing_scope', 'file_uploads_disabled', 'file_upload_size_restricted'])(
    'is left out where Slack answers %s, which is remembered for a day and alarms nobody',
    async (refused) => {
      system.slack.fail('announceFile', { refused });
      await post(1, counted(1));
      await post(2, counted(2));
      await soon();
      await redraw(1, counted(3));
      await soon(hour);
      expect(system.slack.texts(channel)).toEqual(['Tests 3\nbelow', 'Tests 2\nbelow']);
      expect(system.slack.calls.filter((call) => call === 'announceFile')).toHaveLength(1);
      expect(told()).toEqual([refused, 'uploads_off', 'uploads_off']);
      expect(system.logged).toEqual([]);
      expect((await system.deliveryIssues.list(team, ana)).failed).toEqual([]);
      await soon(day);
      await post(4, counted(4));
      await soon();
      expect(shown(2)).toEqual([drawn(4)]);
    },
  );

  it.each(['lost', 'happened', 'unreached', { later: 30_000 }] as const)(
    'is uploaded again when Slack’s answer is %j, and nothing of the first try stays',
    async (fault) => {
      system.slack.fail('announceFile', fault);
      system.slack.fail('sendFile', fault);
      await post(1, counted(7));
      await soon();
      expect(shown()).toEqual([drawn(7)]);
      expect(system.slack.files).toHaveLength(1);
    },
  );

  it('is given up after some tries while nothing can be reached', async () => {
    system.slack.fail('sendFile', ...Array.from({ length: 20 }, () => 'happened' as const));
    await post(1, counted(7));
    await soon(hour);
    expect(told()).toEqual(['unreached']);
    expect(system.slack.files).toEqual([]);
    expect(system.slack.texts(channel)).toEqual(['Tests 7\nbelow']);
  });

  it('that Slack no longer shows, as after somebody deleted it there, is not forced on them', async () => {
    await post(1, counted(7));
    await soon();
    system.slack.files.length = 0;
    await redraw(1, messageOf(escape('Tests 7, closed'), votes(7)));
    await soon();
    expect(system.slack.texts(channel)).toEqual(['Tests 7, closed']);
    expect(shown()).toEqual([]);
    expect(uploads()).toBe(1);
  });

  it.each([
    ['picture', 'claimed'],
    ['picture', 'before the call'],
    ['picture', 'after the call'],
    ['picture', 'before the ts is stored'],
    ['update', 'claimed'],
    ['update', 'before the call'],
    ['update', 'after the call'],
    ['update', 'before the ts is stored'],
    ['erasure', 'before the call'],
    ['erasure', 'after the call'],
    ['channel', 'before the call'],
    ['channel', 'after the call'],
  ] as const)('is there once, and no file but it, when the process dies in a %s %s', async (dieIn, dieAt) => {
    system.slack.hasHistory = true;
    let deaths = 0;
    const dying = () =>
      system
        .newRunner({ dieIn, dieAt })
        .runDue()
        .catch(() => void (deaths += 1));
    await post(1, counted(7));
    await dying();
    await soon(hour);
    expect(shown()).toEqual([drawn(7)]);
    await redraw(1, counted(8));
    await dying();
    await soon(hour);
    expect(deaths).toBeGreaterThan(0);
    expect(system.slack.texts(channel)).toEqual(['Tests 8\nbelow']);
    expect(shown()).toEqual([drawn(8)]);
    expect(system.slack.files).toHaveLength(1);
    expect(await states()).toEqual(['shown']);
  });

  it('goes when the message no longer has one, and when it is over', async () => {
    await post(1, counted(7));
    await post(2, counted(7));
    await soon();
    expect(system.slack.files).toHaveLength(2);
    await redraw(1, 'no numbers any more');
    await redraw(2, 'nothing');
    await soon();
    expect(system.slack.files).toEqual([]);
    expect(system.slack.texts(channel)).toEqual(['no numbers any more', 'note 2 is over']);
    expect(await states()).toEqual([]);
  });

  it('goes with what is erased, also while it is being uploaded', async () => {
    await post(1, counted(7), toPerson(1, ana, 'answer'));
    await soon();
    expect(shown()).toEqual([drawn(7)]);
    await system.store.erasing(team, ana, { kind: 'person', userId: ana });
    await soon();
    expect(system.slack.files).toEqual([]);
    expect(await states()).toEqual([]);

    const { messenger } = system.slack;
    const sending = messenger.sendFile.bind(messenger);
    const sendFile: typeof sending = async (...args) => {
      await system.store.erasing(team, ana, { kind: 'channel', channelId: channel });
      // Another process deletes the file before it is there.
      await system.newRunner().runDue();
      return sending(...args);
    };
    Object.assign(messenger, { sendFile });
    await post(2, counted(8));
    await soon();
    expect(system.slack.files).toEqual([]);
    expect(await states()).toEqual([]);
  });

  it('goes with a message that has grown old', async () => {
    await post(1, counted(7));
    await soon();
    system.clock.set(system.clock.now() + 800 * day);
    await soon();
    expect(system.slack.messages).toEqual([]);
    expect(system.slack.files).toEqual([]);
  });

  it('is not drawn for a message that never arrived', async () => {
    system.slack.fail('post', { refused: 'is_archived' });
    await post(1, counted(7));
    await soon();
    expect(system.slack.calls).not.toContain('announceFile');
  });

  it('is left to the operator where it cannot be drawn', async () => {
    const runner = system.newRunner({ render: async () => Promise.reject(new Error('no such module')) });
    await post(1, counted(7));
    await system.runUntil(system.clock.now() + hour, runner);
    expect(system.slack.texts(channel)).toEqual(['Tests 7\nbelow']);
    expect(system.logged).toEqual(['a picture could not be drawn']);
    expect(told()).toEqual(['not_drawn']);
  });
});

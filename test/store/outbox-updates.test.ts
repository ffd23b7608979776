/** What becomes of a message that is to be redrawn and cannot: when it is tried again, and when it stays as it was. */
import { minute } from '../../src/core/clock.ts';
import { section } from '../../src/core/kit/blocks.ts';
import { escape } from '../../src/core/text.ts';
import { engines } from '../support/databases.ts';
import { channel, type Harness, inChannel, openCompany, other, team } from '../support/later.ts';

/** An id, or the reference of a line in the log. */
const anything: unknown = expect.stringMatching(/./);

describe.each(engines())('on $name, a message that is redrawn', (engine) => {
  let system: Harness;
  beforeEach(async () => {
    system = await openCompany({ engine });
    await system.act(async (scope) => {
      await scope.publish(inChannel(1));
      await scope.publish(inChannel(2, other));
    });
    await soon();
    system.slack.calls.length = 0;
    system.journal.length = 0;
  });
  afterEach(() => system.close());

  const soon = (milliseconds = 10 * minute) => system.runUntil(system.clock.now() + milliseconds);
  const redraw = (...numbers: number[]) =>
    system.act(async (scope) => {
      for (const n of numbers) await scope.refresh(n === 2 ? inChannel(2, other) : inChannel(n));
    });
  const asked = () => system.slack.calls.filter((call) => call === 'update').length;
  const noteOf = async (n: number) => {
    const query = system.store.system
      .selectFrom('delivery')
      .select('note')
      .where('channel_id', '=', n === 2 ? other : channel);
    return (await query.executeTakeFirstOrThrow()).note;
  };

  it('is tried again after ten seconds and ever more slowly while its builder throws, and each time is logged', async () => {
    system.says.set(1, new Error('a bug'));
    await redraw(1);
    const start = system.clock.now();
    await system.runner.runDue();
    expect(await system.runner.nextDue()).toBe(start + 10_000);
    await system.runUntil(start + 10_000);
    await system.runner.runDue();
    expect(await system.runner.nextDue()).toBe(start + 50_000);
    system.says.set(1, 'mended');
    await soon();
    expect(system.slack.texts(channel)).toEqual(['mended']);
    expect(await noteOf(1)).toBeNull();
    expect(system.logged).toEqual(['a post could not be redrawn', 'a post could not be redrawn']);
    expect(system.facts.at(-1)).toMatchObject({
      team,
      post: 'test.note',
      delivery: anything,
      reference: anything,
      err: { message: 'a bug' },
    });
  });

  it('stays as it was after five times, under the reference of the log', async () => {
    system.says.set(1, new Error('a bug'));
    await redraw(1);
    await soon(120 * minute);
    expect(system.logged).toHaveLength(5);
    expect(asked()).toBe(0);
    expect(system.slack.texts(channel)).toEqual(['note 1']);
    expect(await noteOf(1)).toBe(`error ${String(system.facts.at(-1)?.['reference'])}`);
    expect(await system.runner.nextDue()).toBeNull();
  });

  it('counts afresh after it could be drawn', async () => {
    for (const _ of [1, 2]) {
      system.says.set(1, new Error('a bug'));
      await redraw(1);
      await soon(4 * minute);
      system.says.set(1, 'mended');
      await soon(60 * minute);
    }
    expect(system.logged).toHaveLength(8);
    expect(system.slack.texts(channel)).toEqual(['mended']);
  });

  it('stays as it was where Slack would not take what it says now', async () => {
    system.says.set(1, {
      text: escape('much'),
      blocks: Array.from({ length: 51 }, () => section(escape('x'))),
    });
    await redraw(1);
    await soon();
    expect(asked()).toBe(0);
    expect(system.slack.texts(channel)).toEqual(['note 1']);
    expect(await noteOf(1)).toBe('too_long');
    expect(system.logged).toEqual(['a post could not be redrawn']);
  });

  it('waits with all others of its workspace while Slack asks to wait', async () => {
    system.says.set(1, 'new 1').set(2, 'new 2');
    system.slack.fail('update', { later: 30_000 });
    await redraw(1);
    const start = system.clock.now();
    await system.runner.runDue();
    system.clock.advance(5000);
    await redraw(2);
    await system.runner.runDue();
    expect(asked()).toBe(1);
    expect(await system.runner.nextDue()).toBe(start + 30_000);
    await soon(minute);
    expect([...system.slack.texts(channel), ...system.slack.texts(other)]).toEqual(['new 1', 'new 2']);
  });

  it('waits for the next minute when fifty of its workspace were redrawn in this one', async () => {
    const many = Array.from({ length: 60 }, (_, index) => index + 10);
    await system.act(async (scope) => {
      for (const n of many) await scope.publish(inChannel(n));
    });
    await soon();
    for (const n of many) system.says.set(n, `new ${n}`);
    await redraw(...many);
    const start = system.clock.now();
    await system.runner.runDue();
    expect(asked()).toBe(50);
    expect(await system.runner.nextDue()).toBe(start + minute);
    await soon(2 * minute);
    expect(asked()).toBe(60);
  });

  it('is tried again, ever more slowly, while Slack cannot be reached; after it could be, from the start', async () => {
    for (const text of ['new', 'newer']) {
      system.says.set(1, text);
      system.slack.fail('update', 'unreached', 'lost', 'unreached');
      await redraw(1);
      await soon(13_999);
      expect(system.slack.texts(channel)).not.toEqual([text]);
      await soon(1);
      expect(system.slack.texts(channel)).toEqual([text]);
      await soon(minute);
    }
  });

  it('that Slack refuses stays, with Slack’s code, and is logged; one that waits for a token is tried again', async () => {
    system.says.set(1, 'new 1').set(2, 'new 2');
    system.slack.fail('update', { refused: 'cant_update_message' });
    await redraw(1);
    await soon();
    expect(await noteOf(1)).toBe('cant_update_message');
    expect(asked()).toBe(1);
    expect(system.logged).toEqual(['Slack refused an update']);
    expect(system.facts).toMatchObject([{ team, delivery: anything, error: 'cant_update_message' }]);
    system.slack.fail('update', { refused: 'token_revoked' });
    await redraw(2);
    await soon();
    expect(system.slack.texts(other)).toEqual(['new 2']);
    expect(system.logged).toHaveLength(1);
  });
});

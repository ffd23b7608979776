/** A message that cannot be redrawn where it is, and one whose picture Slack does not take. */
import { hour, minute } from '../../src/core/clock.ts';
import { section } from '../../src/core/kit/blocks.ts';
import { messageOf } from '../../src/core/kit/message.ts';
import { pictureWords, votesChart } from '../../src/core/picture.ts';
import { escape } from '../../src/core/text.ts';
import { engines } from '../support/databases.ts';
import { channel, type Harness, inChannel, openCompany } from '../support/later.ts';

describe.each(engines())('on $name, a message that is redrawn', (engine) => {
  let system: Harness;
  beforeEach(async () => {
    system = await openCompany({ engine });
  });
  afterEach(() => system.close());

  it.each(['is_archived', 'not_in_channel', 'channel_not_found'])(
    'where Slack says %s is tried again in an hour, and nothing is logged',
    async (error) => {
      await system.act((scope) => scope.publish(inChannel(1)));
      await system.runner.runDue();
      system.clock.advance(minute);
      system.says.set(1, 'new');
      system.slack.fail('update', { refused: error });
      await system.act((scope) => scope.refresh(inChannel(1)));
      const start = system.clock.now();
      await system.runner.runDue();
      expect(await system.runner.nextDue()).toBe(start + hour);
      expect(system.logged).toEqual([]);
      await system.runUntil(start + hour);
      await system.runner.runDue();
      expect(system.slack.texts(channel)).toEqual(['new']);
    },
  );

  it('with a picture that Slack refuses for another reason stays as it was, with Slack’s code', async () => {
    const chart = votesChart(pictureWords('Votes'), [{ topic: pictureWords('Tests'), count: 7 }]);
    system.says.set(1, messageOf(escape('Tests 7'), chart, section(escape('below'))));
    system.slack.fail('update', { refused: 'cant_update_message' });
    await system.act((scope) => scope.publish(inChannel(1)));
    await system.runUntil(system.clock.now() + 10 * minute);
    expect(system.slack.calls.filter((call) => call === 'update')).toHaveLength(1);
    expect(system.logged).toEqual(['Slack refused an update']);
    const row = await system.store.system.selectFrom('delivery').select('note').executeTakeFirstOrThrow();
    expect(row.note).toBe('cant_update_message');
  });
});

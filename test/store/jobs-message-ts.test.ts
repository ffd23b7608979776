/** A post that is there, but whose `ts` got lost with Slack's answer: a press in the message itself tells where it is. */
import { hour, minute } from '../../src/core/clock.ts';
import type { PostRef } from '../../src/core/post-ref.ts';
import { recordsMessageTs, type PressedMessage } from '../../src/jobs/record-message-ts.ts';
import { engines } from '../support/databases.ts';
import {
  ana,
  channel,
  type Harness,
  inChannel,
  inThread,
  openCompany,
  other,
  team,
  toPerson,
} from '../support/later.ts';

describe.each(engines())('on $name, a press in a message whose place got lost', (engine) => {
  let system: Harness;
  let woken = 0;
  beforeEach(async () => {
    system = await openCompany({ engine });
    woken = 0;
  });
  afterEach(() => system.close());

  const publish = (...posts: PostRef[]) =>
    system.act(async (scope) => {
      for (const post of posts) await scope.publish(post);
    });
  const soon = () => system.runUntil(system.clock.now() + 10 * minute);
  /** Posts, and Slack's answer never comes. */
  const losing = async (...posts: PostRef[]) => {
    system.slack.fail('post', ...posts.map(() => 'happened' as const));
    await publish(...posts);
    await soon();
  };
  const asked = async () => (await system.deliveryIssues.list(team, ana)).unknown;
  const sayItIsThere = async () => {
    for (const { id } of await asked()) await system.deliveryIssues.isThere(team, ana, id);
  };
  const press = async (index: number, more: Partial<PressedMessage> = {}) => {
    const message = system.slack.messages[index];
    if (message === undefined) throw new Error(`there is no message ${index}`);
    const learn = recordsMessageTs({
      store: system.store,
      clock: system.clock,
      log: { error: (facts: unknown) => expect(facts).toBeUndefined() },
      wake: () => (woken += 1),
    });
    await learn(team, {
      channel,
      ts: message.ts,
      by: { user: 'B1', app: 'A1' },
      delivery: null,
      feature: 'test',
      value: { n: 1 },
      ...more,
    });
  };
  const places = async () => {
    const rows = await system.store.system
      .selectFrom('delivery')
      .select(['params', 'ts'])
      .orderBy('created_at')
      .execute();
    return rows.map(({ ts }) => system.slack.messages.findIndex((message) => message.ts === ts));
  };
  const says = (n: number, text: string, post: PostRef) => {
    system.says.set(n, text);
    return system.act((scope) => scope.refresh(post));
  };

  it('has it redrawn from then on, as it was not before', async () => {
    await losing(inChannel(1, channel, ana));
    await sayItIsThere();
    await says(1, 'changed', inChannel(1));
    await soon();
    expect(system.slack.texts(channel)).toEqual(['note 1']);
    await press(0);
    expect(woken).toBe(1);
    await soon();
    expect(system.slack.texts(channel)).toEqual(['changed']);
    await says(1, 'changed again', inChannel(1));
    await soon();
    expect(system.slack.texts(channel)).toEqual(['changed again']);
    expect(await system.states()).toEqual(['sent']);
  });

  it('answers the question whether it was posted, if nobody has answered it yet', async () => {
    await losing(inChannel(1, channel, ana));
    expect(await asked()).toHaveLength(1);
    system.slack.homes.length = 0;
    await press(0);
    expect(await asked()).toEqual([]);
    await soon();
    expect(system.slack.homes.map(({ user }) => user)).toEqual([ana]);
    expect(system.slack.texts(channel)).toEqual(['note 1']);
  });

  it('is one in all that rode along in a direct message, whichever of their buttons it was', async () => {
    await losing(toPerson(1), toPerson(2));
    await sayItIsThere();
    await press(0, { channel: system.slack.messages[0]?.channel as typeof channel, value: { n: 2 } });
    await says(2, 'changed', toPerson(2));
    await soon();
    expect(system.slack.messages.map(({ text }) => text)).toEqual(['note 1\n\nchanged']);
  });

  it.each<[string, Partial<PressedMessage>]>([
    ['of another app', { by: { user: 'B1', app: 'A2' } }],
    ['of somebody else', { by: { user: 'U1', app: 'A1' } }],
    ['of nobody', { by: { user: undefined, app: undefined } }],
    ['in another channel', { channel: other }],
    ['with a button of another post', { value: { n: 2 } }],
    ['with a button that is about nothing', { value: null }],
    ['with a button of another feature', { feature: 'tes' }],
    ['that names another delivery', { delivery: 'another' }],
    ['from long before the post was decided', { ts: '1000000000.000001' }],
  ])('attaches nothing to it when the message is one %s', async (_, more) => {
    await losing(inChannel(1, channel, ana));
    await press(0, more);
    expect(await places()).toEqual([-1]);
    expect(await asked()).toHaveLength(1);
    expect(woken).toBe(0);
  });

  it('attaches nothing of another workspace', async () => {
    await losing(inChannel(1, channel, ana));
    const learn = recordsMessageTs({ ...system, log: { error: () => undefined }, wake: () => (woken += 1) });
    const [message] = system.slack.messages;
    await learn('T2' as typeof team, {
      channel,
      ts: message?.ts ?? '',
      by: { user: 'B1', app: 'A1' },
      delivery: null,
      feature: 'test',
      value: { n: 1 },
    });
    expect(await places()).toEqual([-1]);
  });

  it('attaches no message that another post is known to be', async () => {
    await losing(inChannel(1, channel, ana));
    await publish(inChannel(2));
    await soon();
    await press(1);
    expect(await places()).toEqual([-1, 1]);
  });

  it('changes nothing where nothing is missing', async () => {
    await publish(inChannel(1));
    await soon();
    await press(0, { ts: '1790000000.000009' });
    expect(await places()).toEqual([0]);
    expect(woken).toBe(0);
  });

  it('decides between two that it could be only by what the message says of itself', async () => {
    await losing(inChannel(1, channel, ana));
    await sayItIsThere();
    await losing(inThread(1, inChannel(1, channel, ana)));
    await sayItIsThere();
    await press(1);
    expect(await places()).toEqual([-1, -1]);
    await press(1, { delivery: system.slack.messages[1]?.deliveryId ?? null });
    expect(await places()).toEqual([-1, 1]);
    await system.runUntil(system.clock.now() + hour);
    expect(system.slack.messages.map(({ updates }) => updates)).toEqual([0, 1]);
  });
});

/** Five hundred people of whom Lore knows nothing, against a Slack that limits every method by its tier. */
import { minute } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { startLoreHere, type LoreHere } from '../support/lore-here.ts';
import { lastExchange } from '../support/settling.ts';

const invitees = Array.from({ length: 500 }, (_, index) => `U0CROWD${String(index).padStart(3, '0')}`);
const channel = 'C0GENERAL';

let here: LoreHere;
beforeEach(async () => {
  here = await startLoreHere();
  const { world } = here.sandbox;
  const [mara] = world.people.filter(({ id }) => id === 'U0MARA');
  if (mara === undefined) throw new Error('nobody to be like');
  // Slack has told nobody of them.
  for (const id of invitees)
    world.people.push({ ...mara, id, handle: id.toLowerCase(), realName: `Person ${id}` });
});
afterEach(() => here.close());

/** Lets minutes go by. @returns when `users.info` was called, and with what outcome */
async function playMinutes(
  count: number,
  first = lastExchange(here.sandbox),
): Promise<readonly { at: number; outcome: string }[]> {
  const calls: { at: number; outcome: string }[] = [];
  let since = first;
  for (let passed = 0; passed < count; passed += 1) {
    const until = here.sandbox.core.clock.now() + minute;
    await here.settle(minute);
    here.sandbox.core.clock.set(until);
    calls.push(
      ...here.sandbox.core.exchanges.all.filter(({ id, what }) => id > since && what === 'users.info'),
    );
    since = lastExchange(here.sandbox);
  }
  return calls;
}

const known = () =>
  here.lore.store.system
    .selectFrom('person')
    .select('user_id')
    .where('user_id', 'in', invitees.map(userId))
    .execute();

/** Plays minutes until all of them are known: on a busy machine answers take their time, and the sandbox’s clock goes on. */
async function playUntilKnown(first?: number): Promise<readonly { at: number; outcome: string }[]> {
  const calls = [...(await playMinutes(8, first))];
  for (let more = 0; more < 12 && (await known()).length < invitees.length; more += 1)
    calls.push(...(await playMinutes(1)));
  return calls;
}

const membersOf = () =>
  here.lore.store.read(here.lore.team(), { kind: 'channel', channelId: channelId(channel) }, (read) =>
    read.members(channelId(channel)),
  );

describe('five hundred people whom Lore does not know', () => {
  it('are all learned of when they join one channel at once, and Slack never has to say "too many"', async () => {
    for (const as of invitees)
      await here.sandbox.page('membership', { as, channelId: channel, change: 'join' });
    const calls = await playUntilKnown();
    expect(calls.filter(({ outcome }) => outcome !== 'HTTP 200, ok')).toEqual([]);
    expect(await known()).toHaveLength(500);
    expect((await membersOf()).filter(({ userId }) => userId.startsWith('U0CROWD'))).toHaveLength(500);
    expect(here.wrong()).toEqual([]);
  });

  it('are all learned of when Lore finds them in a channel, and Slack’s "not before" is kept to', async () => {
    const place = here.sandbox.world.conversations.find(({ id }) => id === channel);
    place?.members.push(...invitees);
    here.sandbox.faults.order('users.info', { kind: 'status', status: 429, retryAfterSeconds: 40 });
    await here.lore.store.system.updateTable('channel').set({ members_at: null }).execute();
    const first = lastExchange(here.sandbox);
    await here.who('U0MARA').say(channel, '/retro A crowd');
    const calls = await playUntilKnown(first);
    const [limited, ...more] = calls.filter(({ outcome }) => outcome !== 'HTTP 200, ok');
    expect([limited?.outcome.includes('429'), more]).toEqual([true, []]);
    // Those that were under way when it came were made already.
    const from = limited?.at ?? 0;
    expect(calls.filter(({ at }) => at > from + 3_000 && at < from + 40_000)).toEqual([]);
    expect(await known()).toHaveLength(500);
  });
});

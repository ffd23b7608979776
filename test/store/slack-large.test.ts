/** How Lore gets to know a workspace that is larger than what Slack tells in a minute. */
import { hour, type Instant } from '../../src/core/clock.ts';
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import { channels, team, users } from '../support/fake-slack.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';

const T = teamId(team);
const sixty = Array.from({ length: 60 }, (_, index) => `USIXTY${index}`);

describe('a large workspace', () => {
  let it_: LoreUnderTest;
  let clock: { time: Instant };

  beforeEach(async () => {
    clock = { time: Date.parse('2026-12-01T09:00:00Z') };
    it_ = await startLore([], { clock: { now: () => clock.time } });
  });
  afterEach(() => it_.stop());

  const slow = () => ({ ok: false, error: 'ratelimited' });
  const cursors = (method: string) => it_.slack.callsOf(method).map(({ args }) => args['cursor'] ?? null);
  const person = (id: string) => ({ ...users['UANN'], id });
  const isKnown = async (id: string) => (await it_.lore.store.directory.person(T, userId(id))) !== null;
  const userPages = (answers: (cursor: unknown) => Record<string, unknown>) =>
    it_.slack.answer('users.list', ({ cursor }) => answers(cursor));
  const pageOf = (id: string, next: string) => ({
    ok: true,
    members: [person(id)],
    response_metadata: { next_cursor: next },
  });

  it('is read on from the page that was the last, once Slack lets it, and no page is lost or asked for twice', async () => {
    let refusals = 2;
    userPages((cursor) => {
      if (cursor === undefined) return pageOf('UPAGE1', 'two');
      if (cursor === 'two' && refusals > 0) {
        refusals -= 1;
        return slow();
      }
      return cursor === 'two' ? pageOf('UPAGE2', 'three') : pageOf('UPAGE3', '');
    });
    clock.time += 9 * hour;
    it_.slack.calls.length = 0;
    await it_.lore.runner.runDue();
    expect(cursors('users.list')).toEqual([null, 'two']);
    expect(await isKnown('UPAGE1')).toBe(true);
    // As long as Slack asks it to wait: thirty seconds, where it does not say.
    expect(await it_.lore.runner.nextDue()).toBe(clock.time + 30_000);
    clock.time += 29_999;
    await it_.lore.runner.runDue();
    expect(cursors('users.list')).toEqual([null, 'two']);
    for (const wait of [1, 30_000]) {
      clock.time += wait;
      await it_.lore.runner.runDue();
    }
    expect(cursors('users.list')).toEqual([null, 'two', 'two', 'two', 'three']);
    expect([await isKnown('UPAGE2'), await isKnown('UPAGE3')]).toEqual([true, true]);
    // And the channels after them.
    expect(it_.slack.callsOf('conversations.members').length).toBe(1);
    expect(await it_.lore.runner.nextDue()).toBeNull();
  });

  it('begins a stage again whose cursor Slack does not know any more', async () => {
    let isOld = true;
    userPages((cursor) => {
      if (cursor !== 'two') return pageOf('UPAGE1', 'two');
      const answer = isOld ? { ok: false, error: 'invalid_cursor' } : pageOf('UPAGE2', '');
      isOld = false;
      return answer;
    });
    clock.time += 9 * hour;
    it_.slack.calls.length = 0;
    await it_.lore.runner.runDue();
    expect(cursors('users.list')).toEqual([null, 'two', null, 'two']);
    expect(await isKnown('UPAGE2')).toBe(true);
  });

  it('has everybody in a channel of sixty known for the person who acts there, although none of them was', async () => {
    const members = ['UANN', ...sixty];
    it_.slack.answer('conversations.info', () => ({
      ok: true,
      channel: { ...channels['CONE'], id: 'CSIXTY' },
    }));
    it_.slack.answer('conversations.members', () => ({ ok: true, members }));
    it_.slack.answer('users.info', ({ user }) => ({ ok: true, user: person(String(user)) }));
    const sent = await it_.command('/lore settings', { channel_id: 'CSIXTY', channel_name: 'sixty' });
    expect(sent.status).toBe(200);
    expect(await it_.lore.store.directory.strangers(T, channelId('CSIXTY'))).toEqual([]);
    expect(JSON.stringify(it_.slack.calls)).not.toContain('still getting to know');
  });

  it('says whom it does not know yet in the channel that somebody acts in, and asks about them by and by', async () => {
    let isSlow = false;
    let asked = 0;
    it_.slack.answer('conversations.info', () => ({
      ok: true,
      channel: { ...channels['CONE'], id: 'CSIXTY' },
    }));
    it_.slack.answer('conversations.members', () => ({ ok: true, members: ['UBEN', ...sixty] }));
    it_.slack.answer('users.info', ({ user }) => {
      asked += 1;
      isSlow ||= asked > 40;
      return isSlow ? slow() : { ok: true, user: person(String(user)) };
    });
    const there = { channel_id: 'CSIXTY', channel_name: 'sixty', user_id: 'UBEN' };
    await it_.command('/lore settings', there);
    const [shown] = it_.slack.callsOf('views.open');
    expect(JSON.stringify(shown?.args)).toContain(
      'Ich lerne die Leute in diesem Kanal gerade erst kennen: 20 fehlen hier noch.',
    );
    // Whoever is not there is told nothing of those who are, whatever channel their request names.
    const outside = await it_.command('/lore settings', { ...there, user_id: 'UANN' });
    expect(outside.json['text']).not.toContain('still getting to know the people');
    isSlow = false;
    asked = Number.NEGATIVE_INFINITY;
    clock.time += 60_000;
    await it_.lore.runner.runDue();
    expect(await it_.lore.store.directory.strangers(T, channelId('CSIXTY'))).toEqual([]);
    await it_.command('/lore settings', there);
    expect(JSON.stringify(it_.slack.callsOf('views.open')[1]?.args)).not.toContain('gerade erst kennen');
  });

  it('tells a person it cannot ask about yet when to try again, and that nothing was changed, which is no error', async () => {
    it_.slack.answer('users.info', slow);
    const stranger = await it_.command('/lore help', { user_id: 'UNEW' });
    expect(stranger.json['text']).toBe(
      'Slack answers only so many requests a minute, and I’ve used them up for now. Nothing was changed. Please try again in 30 seconds.',
    );
    it_.slack.answer('conversations.info', slow);
    const there = { channel_id: 'CNEW', channel_name: 'new', user_id: 'UBEN' };
    const known = await it_.command('/lore settings', there);
    expect(known.json['text']).toContain('Bitte versuch es in 30 Sekunden noch einmal.');
    expect(it_.logged()).not.toContain('a listener failed');
  });

  it('is read by the page that a person waits for no further than ten pages, which are kept, and the rest by itself', async () => {
    const pages = 14;
    it_.slack.answer('conversations.info', () => ({
      ok: true,
      channel: { ...channels['CONE'], id: 'CALL' },
    }));
    it_.slack.answer('conversations.members', ({ cursor }) => {
      const page = Number(cursor ?? 0);
      const next = page + 1 < pages ? String(page + 1) : '';
      return {
        ok: true,
        members: page === 0 ? ['UANN'] : ['UBEN'],
        response_metadata: { next_cursor: next },
      };
    });
    const there = { channel_id: 'CALL', channel_name: 'all' };
    const first = await it_.command('/lore settings', there);
    expect(first.json['text']).toBe(
      'I’m still finding out who is in this channel, since it has so many members. Nothing was changed. Please try again in a minute.',
    );
    const all = Array.from({ length: pages }, (_, page) => (page === 0 ? null : String(page)));
    expect(cursors('conversations.members').slice(1)).toEqual(all.slice(0, 10));
    await it_.lore.runner.runDue();
    expect(cursors('conversations.members').slice(1)).toEqual(all);
    await it_.command('/lore settings', there);
    expect(it_.slack.callsOf('views.open').length).toBe(1);
  });
});

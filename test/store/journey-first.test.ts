/** Going first: a channel's weekly question waits for somebody's entry, in sight of everybody there. On each engine. */
import { channelId, userId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { ines, learning, mara, priya, sam, seun, team, website } from '../support/company.ts';
import { journeyOn, type JourneyHere } from '../support/journey-here.ts';

const at = (iso: string) => Date.parse(iso);

describe.each(engines())('on $name, whoever goes first in a channel', (engine) => {
  let it_: JourneyHere;
  beforeEach(async () => {
    it_ = await journeyOn(engine);
    // Thursdays at 14:00 of the channel's zone.
    const rules = new Map([['learned.weekly', { every: 'week', weekday: 4, minutes: 840 } as const]]);
    const started = await it_.lore.store.schedules.startAll(team, channelId(learning), userId(mara), rules);
    expect(started.ok).toBe(true);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const goFirst = async (who: string, channel: string) => {
    await it_
      .who(who)
      .say(learning, '/journey first')
      .catch(() => it_.who(who).say(website, '/journey first'));
    const answer = await it_.who(who).submit({ channel });
    await it_.settle();
    return JSON.stringify(answer);
  };
  const texts = () => it_.posted(learning).map(({ text }) => text);
  const isAsked = () =>
    it_.posted(learning).some(({ blocks }) => JSON.stringify(blocks).includes('learned.answer'));

  it('is waited for, and their entry has the question come again', async () => {
    await goFirst(seun, learning);
    expect(texts()[0]).toContain('Seun would like to go first here');
    await it_.playUntil(at('2026-11-27T12:00:00Z'));
    expect(isAsked()).toBe(false);
    await it_.tell(seun, 'I was wrong about the pricing page', [learning]);
    expect(texts()[0]).toBe('Seun went first. The weekly question is back.');
    await it_.playUntil(at('2026-12-04T12:00:00Z'));
    expect(isAsked()).toBe(true);
  });

  it('is waited for two weeks at the most', async () => {
    await goFirst(seun, learning);
    await it_.playUntil(at('2026-12-04T12:00:00Z'));
    expect(isAsked()).toBe(false);
    await it_.playUntil(at('2026-12-11T12:00:00Z'));
    expect(texts()[0]).toBe('The weekly question is no longer waiting for Seun. It’s back.');
    expect(isAsked()).toBe(true);
  });

  it('is waited for no more once anybody there says so, who is named', async () => {
    await goFirst(seun, learning);
    const [message] = it_.posted(learning);
    if (message === undefined) throw new Error('nothing was posted');
    await it_.who(priya).press(message, 'journey.dont-wait');
    await it_.playUntil(at('2026-11-27T12:00:00Z'));
    expect(texts()[0]).toBe('Priya ended the wait for Seun. The weekly question is back.');
    expect(isAsked()).toBe(true);
  });

  it('is not waited for while journeys are switched off, since nothing can come', async () => {
    await goFirst(seun, learning);
    await it_.lore.store.workspaceSettings.change(team, userId(ines), {
      days: new Map(),
      switched: [{ practice: 'journey', position: 'off', prompts: ['journey.ask'] }],
    });
    await it_.playUntil(at('2026-11-27T12:00:00Z'));
    expect(isAsked()).toBe(true);
  });

  it('is not waited for again at once where somebody there did not want to wait', async () => {
    await goFirst(seun, learning);
    const [asks] = it_.posted(learning);
    if (asks === undefined) throw new Error('the channel was not told');
    await it_.who(mara).press(asks, 'journey.dont-wait');
    await it_.settle();
    expect(await goFirst(seun, learning)).toContain('has already waited for you');
    expect(it_.posted(learning)).toHaveLength(1);
  });

  it('is waited for only while they are in the channel', async () => {
    await goFirst(seun, learning);
    await it_.sandbox.page('membership', { as: seun, channelId: learning, change: 'leave' });
    await it_.playUntil(at('2026-11-27T12:00:00Z'));
    expect(isAsked()).toBe(true);
  });

  it('is waited for no more where they left without Lore hearing of it', async () => {
    await goFirst(seun, learning);
    const conversation = it_.sandbox.world.conversations.find(({ id }) => id === learning);
    conversation?.members.splice(conversation.members.indexOf(seun), 1);
    await it_.playUntil(at('2026-11-27T12:00:00Z'));
    expect(texts()[0]).toContain('would like to go first');
    expect(isAsked()).toBe(true);
  });

  it('is no guest, is in that channel, and says so once', async () => {
    expect(await goFirst(sam, website)).toContain('Guests can’t make a channel wait.');
    expect(await goFirst(priya, 'C0PEOPLE')).toContain('Choose channels you’re in');
    await goFirst(seun, learning);
    expect(await goFirst(seun, learning)).toContain('#learning is already waiting for you.');
    expect(it_.posted(learning)).toHaveLength(1);
  });
});

/** What happens around a retrospective while it goes on, in each of its phases: it always has a way out, and whoever is left is never stuck. */
import type { Channel } from '../../src/core/people.ts';
import { order } from '../../src/features/retro/session/ids.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import type { TimedPhase } from '../../src/features/retro/start/formats.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, chosen, here, team, type Team, teamsOn, words } from './support/retro-team.ts';

/** What is pressed on the way to a phase, when everybody has written a card. */
const onTheWay: Readonly<Record<Exclude<TimedPhase, 'collect' | 'choose'>, readonly string[]>> = {
  group: [],
  vote: ['Continue to voting'],
  discuss: ['Continue to voting', 'Close voting (facilitator)'],
  actions: ['Continue to voting', 'Close voting (facilitator)', 'Continue to actions (facilitator)'],
};
const phases = ['collect', 'choose', 'group', 'vote', 'discuss', 'actions'] as const;

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  async function come(to: TimedPhase): Promise<void> {
    await it_.start(to === 'choose' ? { kind: chosen('sprint') } : {});
    await it_.addCards(ann, 'Night shift');
    await it_.addCards(ben, 'Photographs');
    if (to !== 'collect') await it_.addCards(cat, 'Zebra crossing');
    for (const label of to === 'collect' || to === 'choose' ? [] : onTheWay[to])
      await it_.endPhase(ann, label);
    await it_.settle();
    expect(await phaseNow()).toBe(to);
  }

  const phaseNow = async () => {
    // Slack is asked again who is here.
    await it_.settle();
    return it_.store.read(team, { kind: 'person', userId: ben }, async (read) => {
      const row = await read.from(retros).select('it.phase').executeTakeFirst();
      return row?.phase;
    });
  };
  const becomes = async (change: Partial<Channel>) => {
    await it_.store.directory.changeChannel(team, here, change, it_.clock.now());
    await it_.event('channel_changed');
  };
  const inChannel = () => it_.slack.messages.filter(({ channel }) => channel === here).length;
  const direct = () => it_.slack.messages.filter(({ channel }) => channel.startsWith('D-'));

  describe.each(phases)('while it is in the phase %s', (phase) => {
    it('goes on under the new name, and in a channel that has become private', async () => {
      await come(phase);
      await becomes({ name: 'proj-relaunch' });
      await becomes({ kind: 'private' });
      const before = inChannel();
      await it_.until('2026-12-08T10:00:00Z');
      expect(await phaseNow()).toBe('closed');
      expect(inChannel()).toBeGreaterThan(before);
      expect((await it_.main()).text).toContain('Closed on');
    });

    it('goes on without a word in a channel that another organisation reads too', async () => {
      await come(phase);
      await becomes({ isShared: true });
      const before = inChannel();
      await it_.until('2026-12-08T10:00:00Z');
      expect(await phaseNow()).toBe('closed');
      expect(inChannel()).toBe(before);
    });

    it('is over when the channel is archived, and every press is told so', async () => {
      await come(phase);
      const { blocks } = structuredClone(await it_.main());
      await it_.store.directory.changeChannel(team, here, { isArchived: true }, it_.clock.now());
      await it_.event('channel_archive');
      expect(await phaseNow()).toBe(phase === 'collect' ? 'cancelled' : 'closed');
      expect(words(await it_.press(ann, { blocks }, 'Cancel the retrospective (facilitator)'))).toMatch(
        /The retrospective “Website relaunch” was (closed|cancelled) on /,
      );
    });

    it('can be taken over at once when the facilitator has left the company, and led to its end', async () => {
      await come(phase);
      await it_.store.directory.personGone(team, ann, it_.clock.now());
      await it_.event('user_deactivated', { user: ann });
      expect(await it_.press(ben, await it_.main(), 'Take over as facilitator')).toEqual({ kind: 'nothing' });
      expect((await it_.main()).text).toContain('Ben facilitates.');
      const cancel = await it_.press(ben, await it_.main(), 'Cancel the retrospective (facilitator)');
      await it_.submit(ben, cancel);
      expect(await phaseNow()).toBe('cancelled');
    });

    it('ends by its time, and writes to nobody, when everybody is away', async () => {
      await come(phase);
      const facts = { memberType: 'member', isAdmin: false, tz: 'Europe/Berlin', locale: 'en' } as const;
      for (const userId of [ann, ben, cat])
        await it_.store.directory.savePerson(
          team,
          { ...facts, userId, awayUntil: Date.parse('2027-01-04T08:00:00Z') },
          it_.clock.now() + 1,
        );
      await it_.until('2026-12-08T10:00:00Z');
      expect(await phaseNow()).toBe('closed');
      expect(direct()).toEqual([]);
    });
  });

  it('reminds people who have not answered once of cards and once of votes, the facilitator of grouping, and nobody of anything else', async () => {
    await it_.start();
    await it_.addCards(ann, 'Night shift\nPhotographs\nZebra crossing');
    await it_.until('2026-12-08T10:00:00Z');
    expect(await phaseNow()).toBe('closed');
    const sent = await it_.store.system
      .selectFrom('delivery')
      .select(['user_id', 'params'])
      .where('post', '=', 'retro.reminder')
      .where('state', '=', 'sent')
      .execute();
    const phaseOf = (params: string) => order[(JSON.parse(params) as { phase: number }).phase];
    expect(sent.map(({ user_id: user, params }) => [user, phaseOf(params)]).toSorted()).toEqual([
      ['ann', 'group'],
      ['ann', 'vote'],
      ['ben', 'collect'],
      ['ben', 'vote'],
      ['cat', 'collect'],
      ['cat', 'vote'],
    ]);
  });

  it('reminds nobody of votes who has voted', async () => {
    await come('vote');
    const form = await it_.press(ben, await it_.main(), 'Vote');
    await it_.submit(ben, form, { topic0: chosen('1') });
    await it_.until('2026-12-08T10:00:00Z');
    expect(
      direct()
        .map(({ channel }) => channel)
        .toSorted(),
    ).toEqual(['D-ann', 'D-cat']);
  });

  it('reminds of choosing in three steps, with what one can answer', async () => {
    await come('choose');
    await it_.until('2026-11-24T23:00:00Z');
    await it_.until('2026-11-25T09:00:00Z');
    const [reminder] = direct().filter(({ channel }) => channel === 'D-ben');
    expect(reminder?.text).toContain('“I’m done” is an answer, too');
    const through = await it_.press(ben, { blocks: reminder?.blocks ?? [] }, 'I’m done');
    expect(words(through)).toContain('you’re done');
  });
});

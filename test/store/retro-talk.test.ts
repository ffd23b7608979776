/** Talking about topics: live, one after another with an end in sight; otherwise all at once, each in its own thread. */
import { engines } from '../support/databases.ts';
import {
  ann,
  ben,
  cat,
  chosen,
  gus,
  here,
  team,
  teamsOn,
  typed,
  words,
  type Team,
} from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  /** Three topics, voted on: it is 11:00 in Berlin, and a few seconds. */
  async function talking(pace: 'live' | 'async'): Promise<void> {
    await it_.start({ pace: chosen(pace) });
    await it_.addCards(ann, 'Night shift');
    await it_.addCards(ben, 'Photographs');
    await it_.addCards(cat, 'Zebra crossing');
    for (const label of ['Continue to voting', 'Close voting (facilitator)']) await it_.endPhase(ann, label);
    await it_.settle();
  }

  const topics = () =>
    it_.slack.messages.filter(
      ({ channel, threadTs, text }) =>
        channel === here && threadTs === undefined && text.includes(', topic '),
    );
  const topic = (place: number) => {
    const found = topics().find(({ text }) => text.includes(`topic ${place} of 3`));
    if (found === undefined) throw new Error(`topic ${place} has no message`);
    return found;
  };
  const under = (place: number) => it_.slack.messages.filter(({ threadTs }) => threadTs === topic(place).ts);
  const question = (place: number) => {
    const found = under(place).find(({ text }) => text.includes('Continue for five minutes?'));
    if (found === undefined) throw new Error('nothing was asked');
    return found;
  };
  const pass = (seconds: number) => it_.until(new Date(it_.clock.now() + seconds * 1000).toISOString());
  const untilOf = (text: string) => Number(/On until <!date\^(\d+)/.exec(text)?.[1]) * 1000;

  it('begins with one topic, which says until when it is on to everybody by their own clock', async () => {
    await talking('live');
    expect(topics()).toHaveLength(1);
    const left = untilOf(topic(1).text) - it_.clock.now();
    expect(left).toBeGreaterThan(6 * 60_000);
    expect(left).toBeLessThanOrEqual(7 * 60_000);
    expect((await it_.main()).text).toContain('one after another');
  });

  it('asks at its end whether to go on, and begins the next two minutes later without an answer', async () => {
    await talking('live');
    await pass(7 * 60);
    expect(question(1).text).toContain('If nobody answers by');
    await pass(60);
    expect(topics()).toHaveLength(1);
    await pass(70);
    expect(topics()).toHaveLength(2);
    expect(topic(1).text).not.toContain('On until');
    expect(JSON.stringify(under(1).map(({ blocks }) => blocks))).not.toContain('Five more minutes');
    expect(topic(2).text).toContain('On until');
  });

  it('ends by itself after three topics that nobody went on with', async () => {
    await talking('live');
    await pass(3 * 9 * 60);
    expect(topics()).toHaveLength(3);
    expect((await it_.main()).text).toContain('agree on up to three actions');
    expect(JSON.stringify(topics().map(({ blocks }) => blocks))).not.toContain('Next topic');
    await pass(60 * 60);
    expect(topics()).toHaveLength(3);
  });

  it('goes on for five minutes when a participant wants to, once, and says who', async () => {
    await talking('live');
    await pass(7 * 60);
    const asked = question(1);
    expect(words(await it_.press(gus, asked, 'Five more minutes'))).toContain(
      'for the people who were chosen',
    );
    const before = JSON.parse(JSON.stringify(asked)) as typeof asked;
    expect((await it_.press(cat, asked, 'Five more minutes')).kind).toBe('nothing');
    expect(words(await it_.press(ben, before, 'Five more minutes'))).toContain('someone was faster');
    await it_.settle();
    expect(
      under(1)
        .map(({ text }) => text)
        .join('\n'),
    ).toContain('Cat: it continues until');
    await pass(4 * 60);
    expect(topics()).toHaveLength(1);
    await pass(70);
    // Asked again, in a question of its own.
    expect(under(1).filter(({ text }) => text.includes('Continue for five minutes?'))).toHaveLength(1);
    await pass(125);
    expect(topics()).toHaveLength(2);
    // The others lose nothing by it.
    await pass(9 * 60);
    expect(topics()).toHaveLength(3);
    await pass(8 * 60);
    expect((await it_.main()).text).toContain('Talk about the topics');
    await pass(65);
    expect((await it_.main()).text).toContain('agree on up to three actions');
  });

  it('goes on to the next topic when the facilitator wants to, and after the last to actions', async () => {
    await talking('live');
    expect(words(await it_.press(ben, topic(1), 'Next topic (facilitator)'))).toContain(
      'Only the facilitator',
    );
    const before = { ...topic(1) };
    expect((await it_.press(ann, topic(1), 'Next topic (facilitator)')).kind).toBe('nothing');
    // The button as it stood before, left early: since when.
    expect(words(await it_.press(ann, before, 'Next topic (facilitator)'))).toMatch(
      /^Talking about this topic of “Website relaunch” ended on .*Tue 24 November at 11:00 CET.*\. You can still write/,
    );
    await it_.settle();
    expect(topics()).toHaveLength(2);
    expect(under(1).map(({ text }) => text)).toEqual(['Ann moved on from this topic.']);
    await it_.press(ann, topic(2), 'Next topic (facilitator)');
    await it_.settle();
    await it_.press(ann, topic(3), 'Continue to actions (facilitator)');
    expect((await it_.main()).text).toContain('Talking about the topics is over: Ann closed it.');
  });

  it('ends early when everybody is through', async () => {
    await talking('live');
    for (const who of [ann, ben, cat]) await it_.press(who, await it_.main(), 'I’m done');
    expect((await it_.main()).text).toContain('Talking about the topics is over: everyone is done.');
  });

  it('begins the first topic again when talking is opened again, in the thread it has', async () => {
    await talking('live');
    await pass(3 * 9 * 60);
    const control = await it_.press(ann, await it_.main(), 'More time, reopen, hand over … (facilitator)');
    await it_.press(ann, control, 'Reopen');
    await it_.settle();
    expect(topics()).toHaveLength(3);
    expect(topic(1).text).toContain('On until');
    expect(topic(2).text).not.toContain('On until');
    await pass(9 * 60 + 5);
    expect(topic(2).text).toContain('On until');
  });

  it('gives each topic a message at once and a working day when everybody talks when it suits them', async () => {
    await talking('async');
    expect(topics()).toHaveLength(3);
    expect(JSON.stringify(topics().map(({ blocks }) => blocks))).not.toContain('Next topic');
    await it_.until('2026-11-25T09:59:00Z');
    expect((await it_.main()).text).toContain('Talk about the topics');
    await it_.until('2026-11-25T10:01:00Z');
    expect((await it_.main()).text).toContain('agree on up to three actions');
  });

  it.each(['live', 'async'] as const)(
    'shows the outcome that the facilitator notes, in one line (%s)',
    async (pace) => {
      await talking(pace);
      const label = 'Note the outcome (facilitator)';
      expect(words(await it_.press(ben, topic(1), label))).toContain('Only the facilitator');
      const form = await it_.press(ann, topic(1), label);
      expect((await it_.submit(ann, form, { outcome: typed('Photos in *week* one <!channel>') })).kind).toBe(
        'clear',
      );
      await it_.settle();
      // Its stars look like stars, and make nothing bold.
      const outcome = 'Outcome: Photos in ∗week∗ one &lt;!channel&gt;';
      expect(topic(1).text).toContain(outcome);
      expect(JSON.stringify(topic(1).blocks)).toContain(outcome);
      await it_.submit(ann, await it_.press(ann, await it_.main(), 'Continue to actions (facilitator)'));
      await it_.settle();
      expect(JSON.stringify(topic(1).blocks)).not.toContain(label);
      const late = await it_.submit(ann, form, { outcome: typed('Too late') });
      expect(words(late)).toContain('outcome: Talking about “Website relaunch” ended on Tue 24 November');
    },
  );

  it('keeps what a topic is about from people who were not asked', async () => {
    await talking('live');
    expect(words(await it_.press(gus, topic(1), 'Read the topic'))).toContain('for its participants');
    expect(words(await it_.press(cat, topic(1), 'Read the topic'))).toMatch(/Night shift|Photographs|Zebra/);
    expect(JSON.stringify(it_.slack.messages)).not.toMatch(/Night shift|Photographs|Zebra/);
  });

  it('goes on with the phases when the channel cannot be shown it any more', async () => {
    await talking('live');
    await it_.store.directory.changeChannel(team, here, { isShared: true }, it_.clock.now());
    await pass(30 * 60);
    expect(await it_.home(ben)).toContain('agree on actions until');
  });
});

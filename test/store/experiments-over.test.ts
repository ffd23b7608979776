/** Half time, the date, what came of an experiment, and what others get of it. On both databases. */
import { channelId, userId } from '../../src/core/ids.ts';
import { experimentsAmong } from '../../src/features/experiments/feature.ts';
import { features } from '../../src/features.ts';
import { diego, hana, katrin, learning, mara, priya, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type ExperimentsHere, experimentsOn, five } from '../support/experiments-here.ts';
import { pressPayload, sendPayload } from '../support/forged.ts';
import { itemSays } from '../support/item-says.ts';

const practice = experimentsAmong(() => features);
const outcome = {
  result: 'Two rollbacks in seven releases',
  turnedOut: 'otherwise',
  surprise: 'The quiet teams had the most to say',
  decision: 'stop',
  lesson: 'Ask before a release who is affected',
} as const;

describe.each(engines())('on $name, an experiment', (engine) => {
  let here: ExperimentsHere;
  beforeEach(async () => {
    here = await experimentsOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const half = 'Half of the time';
  const due = 'The date of your experiment';
  const decided = async (over: Readonly<Record<string, string>> = {}) => {
    await here.press(mara, 'experiments.decide');
    return here.submit(mara, { ...outcome, ...over });
  };
  const run = async () => {
    await here.begin();
    await here.press(mara, 'experiments.change');
    await here.submit(mara, { prediction: 'From four in ten to two in ten', metric: 'Rollbacks' });
    await here.start();
  };
  const asChannel = <Value>(
    channel: string,
    read: Parameters<typeof here.lore.store.read<Value>>[2],
  ): Promise<Value> => here.lore.store.read(team, { kind: 'channel', channelId: channelId(channel) }, read);
  const week = (channel: string) => ({
    channel: channelId(channel),
    from: here.sandbox.core.clock.now() - 90 * 86_400_000,
    to: here.sandbox.core.clock.now() + 1,
  });

  it('asks its owner at half time and at its date, each once, with their own stop rule, and notes what they say', async () => {
    await run();
    await here.days(13);
    expect(here.direct(mara)).toEqual([]);
    await here.days(2);
    expect(here.directWith(mara, half).text).toContain(five.stop);
    expect(here.directWith(mara, half).text).toContain('choose another day under “Change”');
    const before = structuredClone(here.directWith(mara, half));
    await here.pressDirect(mara, half, 'experiments.rule-not-met');
    expect(here.directWith(mara, half).text).toContain('You said: it’s not met');
    expect(here.card().text).toContain('At half time its stop rule was not met, says the owner');
    await here.days(15);
    expect(here.card().text).toContain('to be decided now');
    await here.pressDirect(mara, due, 'experiments.rule-met');
    expect(here.card().text).toContain('At its date its stop rule was met');
    expect(here.card().text).toContain('Experiment since');
    // Half time is no question any more, once the date has come.
    expect(here.directWith(mara, 'Half time is over').text).toContain(
      'you said that its stop rule was not met',
    );
    await here.days(7);
    expect(here.direct(mara)).toHaveLength(2);
    await decided();
    const { channelId: where, ts } = here.card();
    const old = { ...before, channelId: where, ts };
    expect(await here.pressOld(mara, old, 'experiments.rule-met')).toContain('It was over on');
    const then = here.direct(mara).find((one) => one.ts === before.ts)?.text;
    expect(then).toContain('Your experiment was decided on');
    expect(then).toContain('halves rollbacks');
  });

  it('that nobody decided within ten working days is anybody’s in the channel, who reads so once', async () => {
    await run();
    await here.days(29);
    expect(here.card().text).toContain('to be decided now');
    await here.days(12);
    const asked = () => here.replies().filter((text) => text.includes('Anyone here who takes it over'));
    expect(asked()).toEqual([]);
    await here.days(4);
    expect(asked()).toHaveLength(1);
    await here.press(hana, 'experiments.take-over');
    expect(here.card().text).toContain('Hana');
    const read = () => here.direct(mara).map(({ text }) => text);
    for (const text of read()) expect(text).toMatch(/^<@U0HANA> owns “We believe .+” now, and is asked\.$/);
    await here.press(hana, 'experiments.call-off');
    expect(here.card().text).toContain('called off');
    for (const text of read()) expect(text).toMatch(/^“We believe .+” was called off on .+\.$/);
    await here.days(60);
    expect(here.direct(mara)).toHaveLength(2);
    expect(here.direct(hana)).toEqual([]);
  });

  it('moved to another day, it asks at the new ones', async () => {
    await run();
    await here.press(mara, 'experiments.change');
    await here.submit(mara, { date: '2027-01-26' });
    await here.days(30);
    expect(here.direct(mara)).toEqual([]);
    await here.days(5);
    expect(here.directWith(mara, half).text).toContain('26 January');
  });

  it('moved once it was due, it asks at the new date, and what was said at the old one stays among the versions', async () => {
    await run();
    await here.days(29);
    await here.pressDirect(mara, due, 'experiments.rule-met');
    await here.press(mara, 'experiments.change');
    expect(await here.submit(mara, { metric: 'Rollbacks in all' })).not.toContain('errors');
    await here.press(mara, 'experiments.change');
    await here.submit(mara, { date: '2027-01-12' });
    expect(here.card().text).not.toContain('At its date its stop rule was met');
    expect(here.direct(mara).at(-1)?.text).toMatch(
      /^“.+” has another date now: Tue 12 January 2027. I ask you then.$/,
    );
    await here.press(hana, 'experiments.versions');
    expect(here.modal(hana)).toMatch(/Stop rule at the date: .*Met/);
    await here.days(22);
    expect(here.directWith(mara, due).text).toContain(five.stop);
  });

  it('in a channel that is archived meanwhile its owner is asked all the same, and decides', async () => {
    await run();
    await here.slack('channel', { as: mara, channelId: website, change: 'archive' });
    await here.days(29);
    await here.pressDirect(mara, due, 'experiments.decide');
    expect(await here.submit(mara, outcome)).not.toContain('errors');
    expect(await here.rows('experiment')).toContain('"state":"decided"');
    expect(here.direct(mara).at(-1)?.text).toContain('Your experiment was decided on');
  });

  it('who reads it elsewhere finds nothing to press', async () => {
    await run();
    await decided();
    const [item] = await asChannel(
      learning,
      async (read) => practice.digestItems?.find(read, week(learning)) ?? [],
    );
    await here.who(katrin).say(learning, '/experiment list');
    expect(here.modal(katrin)).toContain('Hier wurde noch nichts ausprobiert');
    await here.who(katrin).closeAll();
    await here.who(mara).say(website, '/experiment list');
    await here.who(mara).pressInModal('experiments.open');
    await here.settle();
    expect(here.modal(mara)).toContain('experiments.decide');
    const pressed = { action_id: 'experiments.open', value: JSON.stringify({ experiment: item?.id }) };
    await sendPayload(here.sandbox, pressPayload(here.sandbox, priya, here.card(), pressed));
    await sendPayload(here.sandbox, pressPayload(here.sandbox, katrin, here.card(), pressed));
    await here.settle();
    expect(here.who(priya).told(website).join()).toContain(outcome.result);
    const alone = here.sandbox.world.messages[website]?.findLast(({ ephemeralTo }) => ephemeralTo === katrin);
    expect(alone?.text).toContain(outcome.result);
    expect(JSON.stringify(alone?.blocks)).not.toContain('action_id');
  });

  it('without an owner at half time the channel is asked, and nobody alone', async () => {
    await run();
    await here.erase(mara);
    await here.days(16);
    expect(here.replies().join()).toContain('Who takes it over?');
    expect(here.direct(mara)).toEqual([]);
  });

  it('ends with what came out beside what was predicted, a surprise, a decision and a lesson', async () => {
    await run();
    await here.press(diego, 'experiments.decide');
    expect(here.who(diego).told(website).join()).toContain('Only who owns it');
    await here.press(mara, 'experiments.decide');
    expect(here.modal(mara)).toContain('From four in ten to two in ten');
    expect(await here.submit(mara, { ...outcome, result: '  ' })).toContain('Write what came out');
    expect(await here.submit(mara, outcome)).not.toContain('errors');
    const { text } = here.card();
    expect(text).toContain('Experiment, decided Tue 24 November');
    expect(text).toContain('It came out otherwise than predicted');
    expect(text).toContain('Decided: stop');
    expect(text).toMatch(/Stop rule: [^]*What came out: [^]*Surprise: [^]*Lesson: /);
    expect(here.replies().at(-1)).toContain('Prediction: From four in ten to two in ten');
    expect(here.replies().at(-1)).toContain(`Lesson: ${outcome.lesson}`);
    await here.days(40);
    expect(here.direct(mara)).toEqual([]);
  });

  it('is corrected by its owner, in place', async () => {
    await run();
    await decided();
    await here.press(mara, 'experiments.decide');
    expect(here.modal(mara)).toContain('Save');
    await here.submit(mara, { ...outcome, result: 'Three rollbacks', turnedOut: 'predicted' });
    expect(here.card().text).toContain('Three rollbacks');
    expect(here.card().text).toContain('It came out as predicted');
    expect(here.replies().filter((text) => text.includes('Decided'))).toHaveLength(1);
    expect(here.replies().at(-1)).toContain('Three rollbacks');
  });

  it('the team’s six questions say “productive failure”, or what would have made it one; of nobody', async () => {
    await run();
    await decided();
    await here.press(diego, 'experiments.check');
    const asked = here.modal(diego);
    expect(asked).toContain('I showed what is known already on Tue 24 November');
    expect(asked).toContain('What you believe was written on Tue 24 November');
    const all = ['new', 'goal', 'hypothesis', 'limits', 'within', 'shared'];
    await here.submit(diego, { holding: all.filter((one) => one !== 'goal') });
    expect(here.card().text).toContain('5 of 6, says the team');
    expect(here.card().text).toContain('a goal that it serves');
    await here.press(hana, 'experiments.check');
    await here.submit(hana, { holding: all });
    expect(here.card().text).toContain('Productive failure');
    const rows = await here.rows('experiment_check');
    expect(rows).toContain('"holding":"new goal hypothesis limits within shared"');
    expect(rows).not.toContain('U0');
    expect(await here.rows('authorship')).not.toContain('experiment_check');
  });

  it('that came out as predicted is asked no six questions', async () => {
    await run();
    await decided({ turnedOut: 'predicted' });
    expect(JSON.stringify(here.card().blocks)).not.toContain('experiments.check');
  });

  it('a repeat is shown, not blamed: what was tried and stopped, and what is different this time', async () => {
    await run();
    await decided();
    await here.begin({ belief: 'We believe that a call before every release halves the rollbacks' }, diego);
    await here.press(diego, 'experiments.start');
    const shown = here.modal(diego);
    expect(shown).toContain('and stopped. What has changed since?');
    expect(shown).toContain(outcome.result);
    expect(shown).toContain(outcome.lesson);
    await here.submit(diego, { different: 'Now the teams choose the hour' });
    expect(here.card().text).toContain('Different this time: Now the teams choose the hour');
  });

  it('begins the next one from one that is to be tried again', async () => {
    await run();
    await decided({ decision: 'iterate' });
    await here.press(hana, 'experiments.next');
    expect(here.modal(hana)).toContain(five.belief);
  });

  it('both outcomes are told in the same words and of the same rank in the digests of channels that may read them', async () => {
    await run();
    await decided();
    await here.begin({ belief: 'We believe that pairs find more' }, hana);
    await here.start({}, hana);
    await here.press(hana, 'experiments.decide');
    await here.submit(hana, { ...outcome, turnedOut: 'predicted' });
    const drawn = await asChannel(learning, async (read) => {
      const given = practice.digestItems;
      if (given === undefined) throw new Error('it gives nothing to digests');
      const context = { now: here.sandbox.core.clock.now(), locale: 'en', tz: 'UTC' } as const;
      const items = await given.find(read, week(learning));
      return Promise.all(items.map((item) => given.draw(read, item, context)));
    });
    const says = drawn.map((one) => itemSays(one).join('\n'));
    expect(says).toHaveLength(2);
    expect(says.join()).toContain('It came out as predicted');
    expect(says.join()).toContain('It came out otherwise than predicted');
    expect(says.join()).not.toMatch(/Mara|Hana/);
  });

  it('gives others its date, what is open, what was done, and what is over', async () => {
    await run();
    const open = await asChannel(website, async (read) => ({
      dates: await practice.dates?.(
        read,
        { from: 0, to: Date.parse('2027-02-01') },
        { now: here.sandbox.core.clock.now(), locale: 'en', tz: 'UTC' },
      ),
      handedOn: await practice.handedOn?.(read, channelId(website)),
      acts: await practice.acts?.(read, week(website)),
    }));
    expect(open.dates).toMatchObject([{ title: `Decide: ${five.belief}`, channel: website }]);
    expect(open.handedOn).toMatchObject([{ kind: 'experiment', what: five.belief, owner: mara }]);
    expect(open.acts).toMatchObject([
      { kind: 'experiment', isPrepared: true, doneAt: null, droppedAt: null },
    ]);
    await decided();
    const over = await here.lore.store.read(
      team,
      { kind: 'person', userId: userId(priya) },
      async (read) => ({
        handedOn: await practice.handedOn?.(read, channelId(website)),
        finished: await practice.finished?.(read, 0),
        subject: await practice.onSubject?.(
          read,
          { channel: channelId(website), name: 'Calls before a release', about: '' },
          { now: here.sandbox.core.clock.now(), locale: 'en', tz: 'UTC' },
        ),
        acts: await practice.acts?.(read, week(website)),
      }),
    );
    expect(over.handedOn).toEqual([]);
    expect(over.finished).toMatchObject([{ called: five.belief, who: mara }]);
    expect(over.subject).toHaveLength(1);
    expect(over.acts?.[0]?.sharedAt).toEqual(over.acts?.[0]?.doneAt);
  });

  it('keeps its lesson for the library, in the words of who wrote it', async () => {
    await run();
    await decided();
    await here.who(mara).press(here.card(), 'lessons.of');
    expect(await here.modalWith(mara, outcome.lesson)).toContain(outcome.result);
  });

  it('of a private channel nobody else reads anything, and one that was begun there is found there alone', async () => {
    await here.begin({}, katrin, 'C0PEOPLE');
    const found = await asChannel(
      learning,
      (read) => practice.handedOn?.(read, channelId('C0PEOPLE')) ?? Promise.resolve([]),
    );
    expect(found).toEqual([]);
    expect(await here.home(mara)).not.toContain(five.belief);
    expect(await here.home(katrin)).toContain(five.belief);
  });

  it('shows in App Home what somebody owns, or is asked to approve', async () => {
    await here.protects('Payments');
    await here.begin();
    await here.press(mara, 'experiments.start');
    await here.submit(mara, { touches: here.listed(mara, 'Payments'), approver: diego });
    expect(await here.home(mara)).toContain('In preparation: you start it');
    expect(await here.home(diego)).toContain('You’re asked whether you approve');
    await here.who(diego).pressInHome('experiments.open-asked');
    await here.settle();
    expect(here.modal(diego)).toContain('experiments.approve');
    // What changed meanwhile is read before it is answered; what is answered says so where it was.
    await here.press(hana, 'experiments.change');
    await here.submit(hana, { question: 'Does it help?' });
    await here.who(diego).pressInModal('experiments.approve');
    await here.settle();
    expect(here.modal(diego)).toMatch(/It was changed meanwhile.*Does it help\?/);
    await here.who(diego).pressInModal('experiments.approve');
    await here.settle();
    expect(here.modal(diego)).toContain('You approved.');
    expect(here.modal(diego)).not.toContain('experiments.approve');
    expect(here.card().text).toContain('Diego approved');
  });
});

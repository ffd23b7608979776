/** A retrospective opens with what was supposed to happen, and says beside it what came up: in its thread, its form, its summary, its page and its file. */
import type { UserId } from '../../src/core/ids.ts';
import { befores } from '../../src/features/retro/before/rows.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import type { SlackMessage } from '../support/fake-messenger.ts';
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
    // Tuesday 11:00 in Berlin.
    it_ = await teams.fresh();
  });

  const day = (date: string) => ({ selected_date: date });
  const inChannel = (starts: string): SlackMessage => {
    const found = it_.slack.messages.findLast(
      ({ channel, threadTs, text }) => channel === here && threadTs === undefined && text.startsWith(starts),
    );
    if (found === undefined) throw new Error(`nothing begins with ${starts}`);
    return found;
  };
  const plan = async (ends: string) => {
    await it_.submit(ann, await it_.command(ann, 'plan Website relaunch'), { ends: day(ends) });
    await it_.settle();
  };
  const moveTo = async (ends: string) => {
    await it_.submit(ann, await it_.press(ann, inChannel('Project: '), 'Change'), { ends: day(ends) });
    await it_.settle();
  };
  const lookAhead = async () => {
    await it_.submit(ann, await it_.command(ann, 'before Website relaunch'), {
      intent: typed('Move in an hour'),
    });
    await it_.settle();
  };
  const foresee = async (who: UserId, fails: string, protects = '') => {
    const form = await it_.press(who, inChannel('Before we start'), 'Add what could fail');
    await it_.submit(who, form, { fails: typed(fails), protects: typed(protects) });
    await it_.settle();
  };
  const begin = async (more: Parameters<Team['start']>[0] = {}) => {
    await it_.start({ about: typed('Website relaunch'), ...more });
    await it_.settle();
  };
  const supposed = () =>
    it_.slack.messages.filter(({ text }) => text.startsWith('What was supposed to happen\n'));
  const only = (): SlackMessage => {
    const [one, ...more] = supposed();
    if (one === undefined || more.length > 0) throw new Error(`${supposed().length} were posted`);
    return one;
  };
  /** The retrospective's message: the plan's and the review's stand before it. */
  const main = (): SlackMessage => {
    const found = it_.slack.messages.findLast(
      ({ channel, threadTs, text }) =>
        channel === here && threadTs === undefined && /^Retrospective: |what we take with us/.test(text),
    );
    if (found === undefined) throw new Error('none has begun');
    return found;
  };
  const rounds = () =>
    it_.store.read(team, { kind: 'person', userId: ann }, async (read) =>
      read.from(retros).selectAll().execute(),
    );
  const addCard = async (who: UserId, text: string) => {
    await it_.submit(who, await it_.press(who, main(), 'Add cards'), { column0: typed(text) });
    await it_.settle();
  };
  const go = async (...labels: readonly string[]) => {
    for (const label of labels) {
      const reply = await it_.press(ann, main(), label);
      if (reply.kind === 'open') await it_.submit(ann, reply);
      await it_.settle();
    }
  };
  const untilTalk = [
    'Close collecting (facilitator)',
    'Continue to voting',
    'Close voting (facilitator)',
  ] as const;

  it('nobody looked ahead: it opens without, and nothing is said of it', async () => {
    await plan('2026-12-18');
    await begin();
    expect(supposed()).toEqual([]);
    expect(words(await it_.press(ann, main(), 'Add cards'))).not.toContain('supposed to happen');
  });

  it('opens with what was intended, foreseen and protected, and with how the end moved; then with what came up', async () => {
    await plan('2026-12-18');
    await lookAhead();
    await it_.submit(ann, await it_.press(ann, inChannel('Before we start'), 'Say how we’ll know'), {
      intent: typed('Move in an hour'),
      measure: typed('the clock'),
    });
    await foresee(ann, 'The import of the data takes too long\nZebra crossing', 'Friday afternoons');
    await foresee(ben, 'The import of all the data takes long');
    for (const ends of ['2026-12-22', '2027-01-08', '2027-01-15']) await moveTo(ends);
    await it_.until('2027-01-08T12:00:00Z');
    await begin({ ended: day('2027-01-07'), names: chosen('shown'), cardsFor: chosen('channel') });
    const opened = only().text;
    expect(only().threadTs).toBe(main().ts);
    for (const said of [
      'We intended: Move in an hour',
      'We would know by: the clock',
      'Zebra crossing',
      'Friday afternoons',
      'It was planned until Fri 18 December',
      'The end moved 3 times, to Fri 15 January',
      '28 days later',
      'It ended on Thu 7 January',
    ])
      expect(opened).toContain(said);
    // Joined ones are one line, with all their words.
    expect(opened).toContain('The import of the data takes too long');
    expect(opened).toContain(' / ');
    expect(opened).not.toMatch(/came up in|no topic names it/);
    // By nobody's name.
    expect(opened).not.toMatch(/Ann|Ben/);
    const form = await it_.press(ben, main(), 'Add cards');
    expect(words(form)).toContain('What was supposed to happen:');
    expect(words(form)).toContain('Move in an hour');
    await addCard(ann, 'The import of the data took nine hours');
    await addCard(ben, 'Good coffee');
    await go(...untilTalk);
    // Cards reach the channel at the end alone: until then it may be that a topic names it.
    expect(only().text).not.toMatch(/came up in|no topic names it/);
    const all = await it_.press(ben, only(), 'See everything');
    expect(words(all)).toMatch(/came up in/);
    expect(words(all)).toContain('no topic names it');
    await go('Continue to actions (facilitator)', 'Close the retrospective (facilitator)');
    expect(only().text).toMatch(/The import of.* · came up in The import of the data took nine hours/);
    expect(only().text).toContain('Zebra crossing · no topic names it');
    const summary = main().text;
    expect(summary).toContain('What was supposed to happen: Move in an hour');
    expect(summary).toContain('One of the 2 things that could fail came up as a topic.');
    const page = await it_.press(gus, main(), 'See everything');
    for (const said of [
      'What was supposed to happen',
      'Zebra crossing',
      'no topic names it',
      '28 days later',
    ])
      expect(words(page)).toContain(said);
    const exported = await it_.press(ann, page, 'Export');
    await it_.submit(ann, exported, { format: chosen('markdown') });
    await it_.settle();
    const file = it_.slack.messages.findLast(({ file: sent }) => sent !== undefined)?.file?.content ?? '';
    expect(String(file)).toContain('## What was supposed to happen');
    expect(String(file)).toContain('Zebra crossing · no topic names it');
  }, 60_000);

  it('while it is reopened before the vote nothing stands beside it, and nothing once it is cancelled', async () => {
    await lookAhead();
    await foresee(ann, 'The import of the data takes too long');
    await begin();
    await addCard(ann, 'The import of the data took too long');
    await addCard(ben, 'Good coffee');
    await go(...untilTalk);
    expect(words(await it_.press(ben, only(), 'See everything'))).toContain('came up in');
    await it_.press(
      ann,
      await it_.press(ann, main(), 'More time, reopen, hand over … (facilitator)'),
      'Reopen',
    );
    await it_.settle();
    expect(only().text).toContain('Once voting is over');
    await go('Cancel the retrospective (facilitator)');
    expect(supposed()).toEqual([]);
  }, 60_000);

  it('what nobody had seen before it began is joined with it', async () => {
    await lookAhead();
    await foresee(ann, 'The import takes too long');
    await begin();
    expect(only().text).toContain('The import takes too long');
    expect(only().text).toContain('Once voting is over');
  });

  it('says kindly that nobody wrote down what could fail', async () => {
    await lookAhead();
    await begin();
    expect(only().text).toContain('Nobody wrote down what could fail, and that’s fine');
  });

  it('another project of the same name opens with none of it', async () => {
    await plan('2026-12-18');
    await lookAhead();
    await it_.press(ann, inChannel('Project: '), 'Cancel the plan');
    await it_.settle();
    await plan('2027-02-18');
    await begin();
    expect(supposed()).toEqual([]);
    expect((await rounds())[0]?.project_id).not.toBeNull();
    const kept = await it_.store.read(team, { kind: 'person', userId: cat }, async (read) =>
      read.from(befores).selectAll().execute(),
    );
    expect(kept).toHaveLength(1);
  });
});

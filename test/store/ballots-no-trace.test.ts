/** A press and a form of nobody: beside the two tables of answers nothing changes, and nothing is said of it anywhere. On both engines. */
import { sql } from 'kysely';
import { day } from '../../src/core/clock.ts';
import { channelId, rowId, teamId, userId } from '../../src/core/ids.ts';
import type { JournalLine } from '../../src/jobs/journal.ts';
import type { PersonFacts } from '../../src/store/directory/facts.ts';
import { makeMetrics } from '../../src/watch/metrics.ts';
import { ballotFeature } from '../support/ballot-feature.ts';
import { type FreshDatabase, lastingEngines } from '../support/databases.ts';
import { channels, Fault, type Sent, team as slackTeam, users } from '../support/fake-slack.ts';
import { holdLock } from '../support/held-lock.ts';
import { type LoreUnderTest, startLore } from '../support/lore-under-test.ts';
import { unhurried, until } from '../support/unhurried.ts';
import { wholeDatabase } from '../support/whole-database.ts';
import { counting } from './support/world.ts';

const team = teamId(slackTeam);
const place = rowId('place');
const answers = ['ballot_part', 'ballot_cast'];
const asked = ['UANN', 'UBEN'];
const ids = counting('ballot');
const start = Date.UTC(2026, 10, 24, 12);

describe.each(lastingEngines())('on $name', (engine) => {
  let database: FreshDatabase;
  let t: LoreUnderTest;
  let ballot = '';
  let hook: (score: number) => Promise<void>;
  const clock = { time: start, now: () => clock.time };
  const journal: JournalLine[] = [];
  const metrics = makeMetrics();
  beforeAll(async () => {
    database = await engine.fresh();
    t = await startLore([ballotFeature({ onCast: (score) => hook(score) })], {
      databaseUrl: database.url,
      clock,
      journal: (line) => void journal.push(line),
      metrics,
      requestTimeouts: { ...unhurried, stored: 700, slowSubmission: 900 },
    });
  });
  afterAll(async () => {
    await t.stop();
    await database.remove();
  });
  beforeEach(async () => {
    hook = async () => undefined;
    clock.time += 100 * day;
    for (const who of asked)
      await t.lore.store.directory.savePerson(team, person(who), clock.time - 30 * day);
    await job((ballots) => close(ballots));
    ballot = ids.next();
    await t.lore.store.transact(team, viewer('UANN'), ({ ballots }) =>
      ballots.open(rowId(ballot), new Map(asked.map((who) => [userId(who), place]))),
    );
    t.slack.calls.length = 0;
  });

  type Ballots = Parameters<Parameters<typeof t.lore.store.transact>[2]>[0]['ballots'];
  const viewer = (who: string) => ({ kind: 'person', userId: userId(who) }) as const;
  const person = (who: string): PersonFacts => ({
    ...{ userId: userId(who), memberType: 'member', isAdmin: false, tz: 'Europe/Berlin' },
    ...{ locale: 'en', awayUntil: null },
  });
  const job = <T>(run: (ballots: Ballots) => Promise<T>) =>
    t.lore.store.transact(team, { kind: 'channel', channelId: channelId('CONE') }, ({ ballots }) =>
      run(ballots),
    );
  const close = async (ballots: Ballots) => {
    const last = await ballots.last();
    if (last?.closedAt !== null) return;
    await ballots.close(last.id);
    await ballots.discard(last.id);
    await ballots.destroyKey(last.id);
  };

  /** The button, in the conversation of Lore with Ann alone. */
  const press = (where: Record<string, unknown> = {}) =>
    t.press('ballot.begin', JSON.stringify({ ballot }), {
      channel: { id: 'DUANN', name: 'directmessage' },
      container: { type: 'message', message_ts: '1795599600.000100', channel_id: 'DUANN' },
      message: { ts: '1795599600.000100', text: 'x', blocks: [] },
      ...where,
    });
  const metadata = () => JSON.stringify({ k: 'a key', m: { ballot } });
  const submit = (score: string, more: Record<string, unknown> = {}): Promise<Sent> =>
    t.interact({
      type: 'view_submission',
      view: {
        ...{ id: 'VFORM', type: 'modal', callback_id: 'ballot.answer', private_metadata: metadata() },
        title: { type: 'plain_text', text: 'Ballot' },
        blocks: [{ type: 'input', block_id: 'score' }],
        state: { values: { score: { score: { type: 'radio_buttons', selected_option: { value: score } } } } },
      },
      ...more,
    });
  /** All that is stored but answers, and how many answers there are. */
  const stored = async () => {
    const all = await wholeDatabase(t.lore.store);
    const others = Object.fromEntries(Object.entries(all).filter(([table]) => !answers.includes(table)));
    return { others, count: answers.map((table) => all[table]?.length) };
  };
  /** What changed meanwhile, what was logged and what the journal was told. */
  const during = async (act: () => Promise<unknown>) => {
    const [before, logged, told] = [await stored(), t.logged().length, journal.length];
    const due = await t.lore.runner.nextDue();
    await act();
    const after = await stored();
    expect(after.others).toEqual(before.others);
    expect(await t.lore.runner.nextDue()).toBe(due);
    expect(journal.slice(told)).toEqual([]);
    return { count: after.count, log: t.logged().slice(logged) };
  };
  /** A line says neither who nor what they did. */
  const saysNothing = (log: string) => {
    expect(log).not.toMatch(/UANN|UBEN|DUANN|ballot\.(begin|answer)|score|private words/);
  };

  it('a press in a direct message and what is submitted leave nothing but an answer, and not a line in the log', async () => {
    const { count, log } = await during(async () => {
      expect((await press()).status).toBe(200);
      expect(t.slack.callsOf('views.open')).toHaveLength(1);
      clock.time += 60_000;
      expect((await submit('6')).body).toContain('counted');
    });
    expect(count).toEqual([1, 1]);
    expect(log).toBe('');
    const rows = await sql<Record<string, string>>`select * from ballot_cast`.execute(t.lore.store.system);
    expect(Object.keys(rows.rows[0] ?? {}).sort()).toEqual([
      'ballot_id',
      'cast',
      'id',
      'mark',
      'place_id',
      'team_id',
    ]);
    expect(JSON.stringify(rows.rows)).not.toContain('UANN');
    const figures = await metrics.text({
      ...{ version: '', engine: engine.name, schema: null, paused: { isPaused: false, ms: 0 } },
      ...{ checks: {}, backlog: null },
    });
    expect(figures).toContain('lore_acknowledge_seconds_count{kind="view"} 1');
    saysNothing(figures);
  });

  it('the same of somebody, and not of nobody, would leave rows', async () => {
    const other = await engine.fresh();
    const { actions = [], views = [], ...rest } = ballotFeature();
    const recorded = <One extends object>(all: readonly One[]) =>
      all.map(
        (one) => Object.fromEntries(Object.entries(one).filter(([name]) => name !== 'isUnrecorded')) as One,
      );
    const there = await startLore([{ ...rest, actions: recorded(actions), views: recorded(views) }], {
      databaseUrl: other.url,
      clock,
    });
    clock.time += 100 * day;
    const before = await wholeDatabase(there.lore.store);
    await there.press('ballot.begin', JSON.stringify({ ballot }));
    await there.submit('ballot.answer', metadata(), {});
    const after = await wholeDatabase(there.lore.store);
    const changed = Object.keys(after).filter((table) => String(after[table]) !== String(before[table]));
    expect(changed).toEqual(expect.arrayContaining(['person', 'submission']));
    await there.stop();
    await other.remove();
  });

  it('a press in App Home leaves nothing either', async () => {
    const { count, log } = await during(async () => {
      const view = { id: 'VHOME', type: 'home', blocks: [], private_metadata: '' };
      const where = { view, channel: undefined, message: undefined, container: { type: 'view' } };
      expect((await press(where)).status).toBe(200);
      expect((await submit('1')).body).toContain('counted');
    });
    expect([count, log]).toEqual([[1, 1], '']);
    expect(t.slack.callsOf('views.open')).toHaveLength(1);
  });

  it('what Slack sends again, and a press after the answer, leave nothing', async () => {
    await submit('6');
    const { count, log } = await during(async () => {
      expect((await submit('6')).body).toContain('already');
      expect((await submit('2')).body).toContain('already');
      expect((await press()).status).toBe(200);
    });
    expect([count, log]).toEqual([[1, 1], '']);
    expect(JSON.stringify(t.slack.callsOf('respond').at(-1)?.args)).toContain('already counted');
  });

  it('whose entry is old is not read from Slack again, and neither are their channels', async () => {
    const { log } = await during(async () => {
      await press();
      await press({ channel: { id: 'CONE', name: 'one' } });
      await press({ channel: undefined });
      await submit('6');
    });
    expect(log).toBe('');
    expect([...new Set(t.slack.calls.map(({ method }) => method))]).toEqual(['views.open']);
  });

  it('an answer that cannot be shown leaves nothing, not even a notice in App Home', async () => {
    t.slack.answer('views.open', () => new Fault({ status: 500 }));
    t.slack.answer('respond', () => new Fault({ status: 500 }));
    t.slack.answer('chat.postEphemeral', () => new Fault({ status: 500 }));
    const { count, log } = await during(async () => {
      expect((await press()).status).toBe(200);
    });
    t.slack.answer('views.open', () => ({ ok: true, view: { id: 'V1', hash: 'h' } }));
    t.slack.answer('respond', () => ({ ok: true }));
    expect(count).toEqual([0, 0]);
    expect(log).toContain('a reply could not be shown');
    saysNothing(log);
  });

  it('a listener that breaks after the answer was cast leaves neither of the two', async () => {
    hook = async () => {
      throw new Error('UANN said 6: private words');
    };
    const { count, log } = await during(async () => {
      expect((await submit('6')).body).toContain('nothing was changed');
    });
    expect(count).toEqual([0, 0]);
    expect(log).toContain('a listener failed');
    saysNothing(log);
    hook = async () => undefined;
    expect((await submit('6')).body).toContain('counted');
  });

  it('a database that is busy is told to them, and leaves nothing; they can submit again', async () => {
    const { count, log } = await during(async () => {
      const lock = await holdLock(database.url);
      const said = await submit('6');
      await lock.release();
      expect(said.body).toContain('nothing was changed');
    });
    expect(count).toEqual([0, 0]);
    saysNothing(log);
    expect((await submit('6')).body).toContain('counted');
  });

  it('an answer for which Slack cannot wait is said to be on its way, then stored once, and said to be counted', async () => {
    const gate = Promise.withResolvers<undefined>();
    hook = () => gate.promise;
    const { count, log } = await during(async () => {
      expect((await submit('6')).body).toContain('response_action');
      gate.resolve(undefined);
      await until(
        () => JSON.stringify(t.slack.callsOf('views.update')).includes('counted'),
        'it is never said',
      );
    });
    expect([count, log]).toEqual([[1, 1], '']);
    expect((await submit('6')).body).toContain('already');
  });

  it('who was not asked, or presses after the end, is told so, and leaves nothing', async () => {
    users['UCEM'] = { id: 'UCEM', team_id: slackTeam, tz: 'Europe/Berlin', locale: 'en-US', profile: {} };
    channels['CONE'] = {
      id: 'CONE',
      name: 'one',
      is_member: true,
      members: ['UANN', 'UBEN', 'UCEM', 'UBOT'],
    };
    await t.lore.store.directory.savePerson(team, person('UCEM'), clock.time);
    const { count, log } = await during(async () => {
      expect((await submit('6', { user: { id: 'UCEM', team_id: slackTeam } })).body).toContain('not asked');
    });
    expect([count, log]).toEqual([[0, 0], '']);
    await job(close);
    const later = await during(async () => {
      expect((await submit('6')).body).toContain('closed');
    });
    expect([later.count, later.log]).toEqual([[0, 0], '']);
  });
});

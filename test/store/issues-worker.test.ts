/** Issues in connected tools: each is made once, whatever the tool answers and whenever the process dies; and its practice hears what came of it. */
import { day, hour, minute } from '../../src/core/clock.ts';
import type { TrackedIssue } from '../../src/core/connections.ts';
import type { IssueAudience, IssueTracker } from '../../src/core/connector.ts';
import { rowId } from '../../src/core/ids.ts';
import type { Checkpoint } from '../../src/jobs/parts.ts';
import { engines } from '../support/databases.ts';
import { fakeTracker, type FakeTracker, toTool, type TrackerFault } from '../support/fake-tracker.ts';
import { ana, channel, type Harness, Killed, openCompany, team } from '../support/later.ts';

const checkpoints: readonly Checkpoint[] = [
  'claimed',
  'before the call',
  'after the call',
  'before the ts is stored',
];

describe.each(engines())('on $name, an issue', (engine) => {
  let system: Harness;
  let tool: FakeTracker;
  let heard: { of: string; issue: TrackedIssue }[];
  beforeEach(async () => {
    heard = [];
    system = await openCompany({
      engine,
      trackers: {
        of: (...call) => tool.trackers.of(...call),
        revoked: (...call) => tool.trackers.revoked(...call),
      },
      connected: [
        async (_work, _channel, said) => {
          if (said.kind === 'issue') heard.push({ of: said.of, issue: said.issue });
        },
      ],
    });
    tool = fakeTracker(system.clock);
  });
  afterEach(() => system.close());

  const want = async (
    of: string,
    over: { audience?: IssueAudience; assignee?: string; place?: string } = {},
  ) => {
    await system.store.write(async (db) => {
      await db
        .insertInto('tracker_issue')
        .values({
          ...{
            team_id: team,
            of_id: rowId(of),
            channel_id: channel,
            connection_id: toTool,
            place: 'acme/app',
          },
          ...{ title: `Title of ${of}`, body: 'Body', audience: 'private', assignee: null, by_id: ana },
          ...{ state: 'wanted', refused: null, issue_id: null, link: null, is_unmatched: 0, is_over: 0 },
          ...{ tell_at: null, looks: 0, attempts: 0, due_at: system.clock.now() },
          ...over,
        })
        .execute();
    });
  };
  const rows = () => system.store.system.selectFrom('tracker_issue').selectAll().orderBy('of_id').execute();
  const row = async () => {
    const [first] = await rows();
    if (first === undefined) throw new Error('there is no row');
    return first;
  };
  const soon = (milliseconds = hour) => system.runUntil(system.clock.now() + milliseconds);
  const states = () => heard.map(({ issue }) => issue.state);

  it('is made once, with its text and its key, and its practice hears where it is; its text is not kept', async () => {
    await want('a1');
    await soon();
    expect(tool.issues).toMatchObject([
      { place: 'acme/app', key: 'lore-a1', title: 'Title of a1', body: 'Body', assignee: null },
    ]);
    expect(heard).toMatchObject([
      { of: 'a1', issue: { state: 'made', made: { id: '#1', link: 'https://tracker.example/acme/app/1' } } },
    ]);
    expect(await row()).toMatchObject({ state: 'made', title: '', body: '', by_id: null, assignee: null });
    await soon(3 * day);
    expect(tool.calls.filter((call) => call === 'create')).toHaveLength(1);
    expect(states()).toEqual(['made']);
  });

  it.each<[string, TrackerFault]>([
    ['got no answer and took no effect', 'lost'],
    ['took effect without an answer', 'happened'],
    ['failed in our own code', 'throws'],
  ])('is there once when the call %s', async (_what, fault) => {
    tool.fail('create', fault);
    await want('a1');
    await soon();
    expect(tool.issues).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'made', issue_id: '#1' });
  });

  it('is not made again while the tool does not find yet what it took', async () => {
    tool.indexing = minute;
    tool.fail('create', 'happened');
    await want('a1');
    await soon();
    expect(tool.issues).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'made' });
  });

  it('waits with looking it up for as long as the tool does not answer, and makes nothing meanwhile', async () => {
    tool.fail('create', 'happened');
    await want('a1');
    await system.runner.runDue();
    tool.fail('findByKey', ...Array.from({ length: 20 }, () => 'lost' as const), { wait: 5 * minute });
    await soon(12 * hour);
    expect(tool.issues).toHaveLength(1);
    expect(states()).toEqual(['made']);
  });

  it.each(checkpoints.flatMap((at) => [[at, 'takes effect'] as const, [at, 'gets lost'] as const]))(
    'is there once when Lore dies %s and the call %s',
    async (at, effect) => {
      if (effect === 'gets lost') tool.fail('create', 'lost');
      await want('a1');
      await expect(system.newRunner({ dieAt: at, dieIn: 'issue' }).runDue()).rejects.toThrow(Killed);
      await system.runUntil(system.clock.now() + hour, system.newRunner());
      expect(tool.issues).toHaveLength(1);
      expect(states()).toEqual(['made']);
    },
  );

  it('that a lost database made is found by its key, and not made again', async () => {
    await want('a1');
    await soon();
    await system.store.write(async (db) => {
      await db.deleteFrom('tracker_issue').execute();
    });
    await want('a1');
    await soon();
    expect(tool.issues).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'made', issue_id: '#1' });
  });

  it('waits for a limit of the tool, as do all others of its connection', async () => {
    tool.fail('create', { wait: 10 * minute });
    await want('a1');
    await want('a2');
    await system.runner.runDue();
    expect(tool.calls).toEqual(['findByKey', 'audienceOf', 'create']);
    await soon(9 * minute);
    expect(tool.calls).toHaveLength(3);
    await soon(5 * minute);
    expect(tool.issues).toHaveLength(2);
  });

  it('is there once when the tool asks to wait after it took it, and finds it late', async () => {
    tool.indexing = minute;
    tool.fail('create', { wait: 1000 });
    const { create } = (await tool.trackers.of(team, toTool)) as IssueTracker;
    await want('a1');
    await system.runner.runDue();
    await create('acme/app', { key: 'lore-a1', title: '', body: '', assignee: null });
    await soon();
    expect(tool.issues).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'made', issue_id: '#1' });
  });

  it.each(['public', 'unknown'] as const)(
    'is not made where more people can read by now than its owner was told (%s)',
    async (audience) => {
      tool.audiences.set('acme/app', audience);
      await want('a1');
      await soon();
      expect(tool.issues).toEqual([]);
      expect(heard).toMatchObject([{ issue: { state: 'refused', refused: 'wider', made: null } }]);
      expect(await row()).toMatchObject({ title: '', body: '', by_id: null });
    },
  );

  it('is made where its owner was told that everybody can read it', async () => {
    tool.audiences.set('acme/app', 'public');
    await want('a1', { audience: 'public' });
    await want('a2', { audience: 'unknown' });
    await soon();
    expect(tool.issues).toHaveLength(2);
  });

  it('is not made where there is no such place any more', async () => {
    tool.audiences.set('acme/app', null);
    await want('a1');
    await soon();
    expect(heard).toMatchObject([{ issue: { state: 'refused', refused: 'gone' } }]);
  });

  it.each(['gone', 'moved', 'readOnly', 'forbidden', 'invalid'] as const)(
    'is not tried again where the tool refuses it (%s)',
    async (why) => {
      tool.fail('create', { refused: why });
      await want('a1');
      await soon(2 * day);
      expect(tool.issues).toEqual([]);
      expect(heard).toMatchObject([{ issue: { state: 'refused', refused: why } }]);
      expect(tool.calls.filter((call) => call === 'create')).toHaveLength(1);
    },
  );

  it('waits until a revoked connection is mended, calls nothing meanwhile, and is then made once', async () => {
    tool.fail('findByKey', { refused: 'revoked' });
    await want('a1');
    await want('a2');
    await soon(6 * hour);
    expect(tool.revoked).toBe(1);
    expect(tool.calls).toEqual(['findByKey']);
    expect(heard.map(({ of, issue }) => [of, issue.state, issue.refused])).toEqual([
      ['a1', 'wanted', 'revoked'],
      ['a2', 'wanted', 'revoked'],
    ]);
    tool.connection = 'works';
    await soon(2 * hour);
    expect(tool.issues).toHaveLength(2);
    expect(await row()).toMatchObject({ state: 'made', refused: null });
  });

  it('is refused where its connection is gone, and one that is there goes on being shown', async () => {
    await want('a1');
    await soon();
    tool.connection = 'gone';
    await want('a2');
    await soon(3 * day);
    expect((await rows()).map(({ state, refused }) => [state, refused])).toEqual([
      ['made', null],
      ['refused', 'gone'],
    ]);
  });

  it('is asked daily how it stands, and its practice hears when it is closed, reopened and deleted there', async () => {
    await want('a1');
    await soon();
    const [issue] = tool.issues;
    if (issue === undefined) throw new Error('nothing was made');
    for (const state of ['closed', 'closed', 'open', 'closed', 'gone', 'gone'] as const) {
      issue.state = state;
      await soon(day);
    }
    expect(states()).toEqual(['made', 'closed', 'made', 'closed', 'gone']);
    const asked = tool.calls.length;
    await soon(9 * day);
    expect(tool.calls).toHaveLength(asked);
  });

  it('is gone where it was moved to another place', async () => {
    await want('a1');
    await soon();
    tool.fail('stateOf', { refused: 'moved' });
    await soon(day);
    expect(heard.at(-1)).toMatchObject({ issue: { state: 'gone', refused: 'moved' } });
  });

  it('is assigned to whom its owner said they are there, and to nobody without a match', async () => {
    tool.accounts.set('ana-there', 'account-7');
    await want('a1', { assignee: 'ana-there' });
    await want('a2', { assignee: 'somebody else' });
    await soon();
    expect(tool.issues.map(({ assignee }) => assignee)).toEqual(['account-7', null]);
    expect(heard.map(({ issue }) => issue.isUnmatched)).toEqual([false, true]);
  });

  it('is not made for who is erased before, and what may be there is only looked for', async () => {
    await want('a1');
    tool.fail('create', 'happened');
    await want('a2');
    await system.store.erasing(team, 'operator', { kind: 'person', userId: ana });
    await soon();
    expect(tool.issues).toEqual([]);
    expect(await rows()).toEqual([]);
    await want('a3');
    await system.runner.runDue();
    expect(await row()).toMatchObject({ state: 'unknown' });
    await system.store.erasing(team, 'operator', { kind: 'person', userId: ana });
    expect(await row()).toMatchObject({ title: '', body: '', by_id: null });
    await soon(2 * day);
    expect(tool.issues).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'made', due_at: null });
  });

  it('goes with its channel and its workspace', async () => {
    await want('a1');
    await system.store.erasing(team, 'operator', { kind: 'channel', channelId: channel });
    expect(await rows()).toEqual([]);
    await want('a2');
    await system.store.erasing(team, 'operator', { kind: 'workspace' });
    expect(await rows()).toEqual([]);
    await system.runner.runDue();
    expect(tool.calls).toEqual([]);
  });

  it('is not made where Lore was removed from the workspace', async () => {
    await want('a1');
    await system.store.workspaces.removed(team, system.clock.now());
    await soon(2 * day);
    expect(tool.calls).toEqual([]);
  });
});

/** What an erasure leaves to be done in Slack: tried until it is done, whatever Slack answers and whenever the process dies. */
import { day, hour, minute } from '../../src/core/clock.ts';
import { postId } from '../../src/core/post-ref.ts';
import { definePost, stays } from '../../src/core/post.ts';
import { engines } from '../support/databases.ts';
import { ana, ben, type Harness, openCompany, team, toPerson } from '../support/later.ts';

const nobody = { memberType: 'member', isAdmin: false, tz: 'UTC', locale: 'en', awayUntil: null } as const;

describe.each(engines())('on $name', (engine) => {
  let system: Harness;
  beforeEach(async () => {
    system = await openCompany({ engine });
    // A note to each of them, sent, and Home of both open.
    const note = definePost(postId('test.note'), {
      title: async () => '',
      build: async () => null,
      over: stays,
    });
    for (const [n, user] of [ana, ben].entries())
      await system.act((scope) =>
        scope.publish(note.ref({ n }, { kind: 'person', user, urgency: 'answer' })),
      );
    await system.runUntil(system.clock.now() + minute);
    expect(system.slack.texts('D-U1')).toEqual(['note 0']);
    system.slack.calls.length = 0;
    system.slack.homes.length = 0;
  });
  afterEach(() => system.close());

  const erase = () => system.store.erasing(team, ana, { kind: 'person', userId: ana });
  /** In Slack. */
  const left = async () => {
    const query = system.store.system.selectFrom('left_behind').select('kind').where('kind', '<>', 'files');
    return (await query.orderBy('kind').execute()).map(({ kind }) => kind);
  };
  const emptied = () => system.slack.homes.filter(({ user }) => user === ana).length;

  it('is done at once, and leaves no trace of what there was to do', async () => {
    await erase();
    expect(await left()).toEqual(['home', 'message']);
    await system.runUntil(system.clock.now() + minute);
    expect(await left()).toEqual([]);
    expect(system.slack.texts('D-U1')).toEqual([]);
    expect(system.slack.texts('D-U2')).toEqual(['note 1']);
    expect(emptied()).toBe(1);
  });

  it('takes out what was on its way at that very moment, and nothing else', async () => {
    const { messenger } = system.slack;
    const posting = messenger.post.bind(messenger);
    const post: typeof posting = async (...args) => {
      await erase();
      return posting(...args);
    };
    Object.assign(messenger, { post });
    const publish = (n: number, user: typeof ana) =>
      system.act((scope) => scope.publish(toPerson(n, user, 'answer')));
    await publish(7, ana);
    await system.runUntil(system.clock.now() + minute);
    expect(await left()).toEqual([]);
    expect(system.slack.texts('D-U1')).toEqual([]);
    await publish(8, ben);
    await system.runUntil(system.clock.now() + minute);
    expect(system.slack.texts('D-U2')).toEqual(['note 1', 'note 8']);
  });

  it.each(['lost', 'happened', 'unreached', { later: 5_000 }, { refused: 'token_revoked' }] as const)(
    'is tried again when Slack’s answer is %j',
    async (fault) => {
      await erase();
      system.slack.fail('remove', fault);
      system.slack.fail('home', fault);
      await system.runUntil(system.clock.now() + 2 * minute);
      expect(await left()).toEqual([]);
      expect(system.slack.texts('D-U1')).toEqual([]);
      expect(system.slack.calls.filter((call) => call === 'remove')).toHaveLength(2);
      expect(emptied()).toBeGreaterThanOrEqual(1);
    },
  );

  it('is told to the operator and given up where Slack refuses for good', async () => {
    await erase();
    system.slack.fail('remove', { refused: 'cant_delete_message' });
    await system.runUntil(system.clock.now() + minute);
    expect(await left()).toEqual([]);
    expect(system.logged).toEqual(['erased content could not be deleted from Slack']);
  });

  it.each(['before the call', 'after the call'] as const)(
    'is done by the next process when the first dies %s',
    async (dieAt) => {
      await erase();
      await expect(system.newRunner({ dieAt }).runDue()).rejects.toThrow();
      await system.runUntil(system.clock.now() + 5 * minute);
      expect(await left()).toEqual([]);
      expect(system.slack.texts('D-U1')).toEqual([]);
    },
  );

  it('does not empty the Home of somebody who has opened it again', async () => {
    await erase();
    await system.store.system
      .insertInto('home')
      .values({ team_id: team, user_id: ana, wanted: 1, shown: 1, due_at: 0 })
      .execute();
    await system.runUntil(system.clock.now() + minute);
    expect(await left()).toEqual([]);
    expect(emptied()).toBe(0);
  });

  it('has the files cleaned of it in the next night, of what it had to do in Slack too', async () => {
    await erase();
    await system.runUntil(system.clock.now() + minute);
    // At 3:00 in Berlin.
    const night = Date.UTC(2026, 10, 25, 2);
    expect(await system.store.uncleaned(team)).toEqual({ at: night, held: null });
    await system.runUntil(night - 1);
    expect(await system.store.uncleaned(team)).not.toBeNull();
    // On PostgreSQL it waits for whoever else uses the server, until six.
    await system.runUntil(night + 3 * hour);
    expect(await system.store.uncleaned(team)).toBeNull();
    expect(await system.store.system.selectFrom('left_behind').selectAll().execute()).toEqual([]);
  });

  it('has them cleaned also when Lore was taken out of the workspace meanwhile', async () => {
    await erase();
    await system.runUntil(system.clock.now() + minute);
    await system.store.system.updateTable('workspace').set({ removed_at: system.clock.now() }).execute();
    await system.runUntil(system.clock.now() + day);
    expect(await system.store.uncleaned(team)).toBeNull();
  });

  it('empties a Home again that was opened and erased again while it was being emptied', async () => {
    const again = async () => {
      await system.store.system
        .insertInto('home')
        .values({ team_id: team, user_id: ana, wanted: 1, shown: 1, due_at: 0 })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await system.store.directory.savePerson(team, { ...nobody, userId: ana }, system.clock.now());
      await erase();
    };
    const { messenger } = system.slack;
    const publishing = messenger.home.bind(messenger);
    let calls = 0;
    const home: typeof publishing = async (...args) => {
      // Ben’s is redrawn too.
      calls += args[1] === ana ? 1 : 0;
      if (calls === 1) await again();
      return publishing(...args);
    };
    Object.assign(messenger, { home });
    await erase();
    await system.runUntil(system.clock.now() + minute);
    expect(calls).toBe(2);
    expect(await left()).toEqual([]);
  });
});

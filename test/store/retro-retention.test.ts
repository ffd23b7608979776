/** A retrospective that is too old goes whole; one whose practice is switched off waits, under embargo, and continues. */
import { day } from '../../src/core/clock.ts';
import { retentionPoliciesOf } from '../../src/core/retention.ts';
import { retro } from '../../src/features/retro/feature.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, here, team, type Team, teamsOn, typed } from './support/retro-team.ts';

// Years go by in some of these.
describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    // Tuesday 11:00 in Berlin.
    it_ = await teams.fresh();
  });

  const countIn = async (table: 'delivery' | 'authorship' | 'audience' | 'seal' | 'job'): Promise<number> =>
    (await it_.store.system.selectFrom(table).selectAll().execute()).length;
  const seenBy = (who: typeof ann) =>
    it_.store.read(team, { kind: 'person', userId: who }, async (read) =>
      (await read.from(retros).select('it.about').execute()).map(({ about }) => about),
    );
  const close = async () =>
    it_.submit(ann, await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)'));
  /** With an answer, an action, a reminder sent to Ben, and closed on the third day. */
  const whole = async () => {
    await it_.start();
    await it_.addCards(ann, 'of ann');
    await it_.addCards(cat, 'of cat');
    await it_.until('2026-11-26T10:00:10Z');
    await it_.toActions();
    const form = await it_.press(ann, await it_.main(), 'Propose an action');
    await it_.submit(ann, form, { what: typed('write it down') });
    await close();
    await it_.settle();
  };
  const admin = async (isOn: boolean) => {
    const person = {
      userId: ann,
      memberType: 'member',
      isAdmin: true,
      tz: 'Europe/Berlin',
      locale: 'en',
    } as const;
    await it_.store.directory.savePerson(team, { ...person, awayUntil: null }, it_.clock.now());
    const prompts = (retro.jobs ?? []).filter(({ late }) => late === 'prompt').map(({ name }) => name);
    const switched = [{ practice: 'retro', position: isOn ? ('on' as const) : ('off' as const), prompts }];
    return it_.store.workspaceSettings.change(team, ann, { days: new Map(), switched });
  };

  it('goes two years after its end, with everything that hangs on it, and its messages out of Slack', async () => {
    await whole();
    const [post] = it_.slack.messages;
    expect(post?.channel).toBe(here);
    await it_.until('2028-11-24T12:00:00Z');
    await it_.settle();
    expect(await seenBy(ann)).toEqual(['Website relaunch']);
    await it_.until('2028-11-26T12:00:00Z');
    await it_.settle();
    expect(await seenBy(ann)).toEqual([]);
    const counts = (['delivery', 'authorship', 'audience', 'seal', 'job'] as const).map(countIn);
    expect(await Promise.all(counts)).toEqual([0, 0, 0, 0, 0]);
    expect(it_.slack.messages).toEqual([]);
    expect(await it_.home(ann)).toBe('[]');
  });

  it('never goes while it is open', async () => {
    await it_.start();
    await it_.addCards(ben, 'of ben');
    await it_.store.directory.changeChannel(team, here, { isArchived: true }, it_.clock.now());
    it_.clock.advance(2_000 * day);
    for (const kind of retentionPoliciesOf(retro))
      expect(await it_.store.retention.expire(team, kind, it_.clock.now())).toBe(0);
    await it_.settle();
    expect(await seenBy(ben)).toEqual(['Website relaunch']);
  });

  it('stays under embargo while its practice is off, though its time is up, and says nothing', async () => {
    await it_.start();
    await it_.addCards(ben, 'of ben');
    await it_.settle();
    const before = it_.slack.messages.length;
    expect(await admin(false)).toEqual({ ok: true, value: null });
    await it_.until('2026-12-15T10:00:00Z');
    expect(it_.slack.messages).toHaveLength(before);
    expect(await it_.store.system.selectFrom('seal').selectAll().where('is_open', '=', 1).execute()).toEqual(
      [],
    );
  });

  it('goes on when its practice is on again: collecting ends, once, and nobody is reminded late', async () => {
    await it_.start();
    await it_.addCards(ben, 'of ben');
    await it_.settle();
    await admin(false);
    await it_.until('2026-12-15T10:00:00Z');
    await admin(true);
    await it_.settle();
    expect((await it_.main()).text).toContain('Collecting is over');
    expect(it_.thread()).toHaveLength(1);
    expect(it_.slack.messages.filter(({ channel }) => channel.startsWith('D-'))).toEqual([]);
  });

  it('loses who wrote hidden cards at its time, although its practice is off', async () => {
    await whole();
    // Two cards, each with the mark that it is there.
    expect(await countIn('authorship')).toBe(4);
    await admin(false);
    await it_.until('2026-12-11T12:00:00Z');
    expect(await countIn('authorship')).toBe(0);
  });
});

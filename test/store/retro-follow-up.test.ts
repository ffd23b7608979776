/** Actions after they were agreed on: accepted or passed on, reminded of, late, done, and a month later whether they helped. */
import type { UserId } from '../../src/core/ids.ts';
import { defaultWorkingHours } from '../../src/core/people.ts';
import { actionItems } from '../../src/features/retro/action-items/operations.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, eva, gus, team, type Team, teamsOn, typed, words } from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
    await it_.start();
    await it_.addCards(ann, 'Late test data');
    await it_.toActions();
    // Two databases and much else share the machine.
  });

  const propose = async (owner: UserId, due = '2026-12-08', by = ann) => {
    const form = await it_.press(by, await it_.main(), 'Propose an action');
    const inputs = {
      what: typed('Write a checklist'),
      owner: { selected_user: owner },
      due: { selected_date: due },
    };
    expect(words(await it_.submit(by, form, inputs))).toBe('nothing');
    await it_.settle();
  };
  const end = async () => {
    const confirm = await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)');
    expect(words(await it_.submit(ann, confirm))).toBe('clear');
  };
  /** The messages to one person alone, as they stand now. */
  const to = (who: UserId) => it_.slack.messages.filter(({ channel }) => channel === `D-${who}`);
  const last = (who: UserId) => {
    const message = to(who).at(-1);
    if (message === undefined) throw new Error('nothing was sent');
    return message;
  };
  const home = async (who: UserId) => ({ blocks: JSON.parse(await it_.home(who)) as unknown[] });
  const stored = () =>
    it_.store.read(team, { kind: 'person', userId: ann }, async (read) =>
      read.from(actionItems).selectAll().orderBy('it.due_on').orderBy('it.id').execute(),
    );

  it('asks its owner once, alone, and says so when they accept', async () => {
    await propose(ben);
    expect(to(ben).map(({ text }) => text)).toEqual([
      expect.stringContaining('The team proposes an action for you'),
    ]);
    expect(to(ann)).toEqual([]);
    expect(words(await it_.press(ben, last(ben), 'I’ll do it'))).toBe('nothing');
    await it_.settle();
    expect(to(ben)).toHaveLength(1);
    expect(last(ben).text).toContain('You own it: Write a checklist');
    expect(JSON.stringify(last(ben).blocks)).not.toContain('action_id');
    expect((await stored()).map(({ state }) => state)).toEqual(['open']);
  });

  it('is asked of nobody who has decided before the question could be sent', async () => {
    // In the evening: it would come the next morning.
    await it_.until('2026-11-24T18:00:00Z');
    await propose(ben);
    expect(to(ben)).toEqual([]);
    expect(words(await it_.press(ben, await home(ben), 'I’ll do it'))).toBe('nothing');
    await it_.until('2026-11-25T16:00:00Z');
    expect(to(ben)).toEqual([]);
    const asks = it_.store.system.selectFrom('delivery').select('state').where('user_id', '=', ben);
    expect(await asks.execute()).toEqual([{ state: 'withdrawn' }]);
  });

  it('asks nobody who proposed it for themselves', async () => {
    await propose(ann);
    expect(to(ann)).toEqual([]);
  });

  it('is passed on to a participant, who is asked then', async () => {
    await propose(ben);
    const form = await it_.press(ben, last(ben), 'Pass it on');
    expect(words(await it_.submit(ben, form, { to: { selected_user: eva } }))).toContain('one participant');
    expect(words(await it_.submit(ben, form, { to: { selected_user: cat } }))).toBe('nothing');
    await it_.until('2026-11-24T15:00:00Z');
    expect(last(ben).text).toContain('Someone else was asked, or owns it now');
    expect(last(cat).text).toContain('The team proposes an action for you');
    // Whoever it was asked of before decides nothing any more.
    expect(words(await it_.press(ben, to(cat)[0] ?? last(ben), 'I’ll do it'))).toContain('Only its owner');
  });

  it('goes back to the team when it is declined, and waits in the Home of the facilitator', async () => {
    await propose(ben);
    await it_.press(ben, last(ben), 'Not me');
    expect(await it_.home(ben)).not.toContain('Write a checklist');
    expect(await it_.home(ann)).toContain(' (nobody yet, by ');
    expect((await it_.main()).text).toContain('Write a checklist · nobody yet');
    const form = await it_.press(ann, await home(ann), 'Pass it on');
    expect(words(await it_.submit(ann, form, { to: { selected_user: cat } }))).toBe('nothing');
    expect((await stored())[0]).toMatchObject({ owner_id: cat, state: 'proposed' });
  });

  it.each([
    ['leaves the channel', (who: UserId) => it_.leaves(who)],
    [
      'erases themselves',
      async (who: UserId) => {
        await it_.store.erasing(team, 'operator', { kind: 'person', userId: who });
      },
    ],
  ] as const)('is with the team again when its owner %s', async (_what, goes) => {
    await propose(ben);
    await it_.press(ben, last(ben), 'I’ll do it');
    await end();
    await goes(ben);
    await it_.settle();
    expect(await it_.home(ann)).toContain('nobody yet');
    expect(words(await it_.press(ann, await home(ann), 'I’ll do it'))).toBe('nothing');
    expect((await stored())[0]).toMatchObject({ owner_id: ann, state: 'open' });
  });

  it('is reminded of three working days before its date, once, in the owner’s hours', async () => {
    await propose(ben);
    await it_.press(ben, last(ben), 'I’ll do it');
    await end();
    await it_.until('2026-12-03T07:59:00Z');
    expect(to(ben)).toHaveLength(1);
    await it_.until('2026-12-03T08:30:00Z');
    expect(last(ben).text).toContain('What’s the next step?');
    await it_.press(ben, last(ben), 'Done');
    await it_.until('2026-12-23T17:00:00Z');
    expect(to(ben)).toHaveLength(2);
    expect(last(ben).text).toBe('Done: Write a checklist.');
  });

  it('is asked about in private when it is two weeks late, and can be moved, split, or dropped with a reason', async () => {
    await propose(ben);
    await it_.press(ben, last(ben), 'I’ll do it');
    await end();
    await it_.until('2026-12-22T09:00:00Z');
    expect(last(ben).text).toContain('What fits best now');
    expect(it_.thread().join()).not.toContain('What fits best now');

    const split = await it_.press(ben, last(ben), 'Split it in two');
    expect(words(await it_.submit(ben, split, { first: typed('Ask'), second: typed('') }))).toContain(
      'second: Write what will get done',
    );
    const both = { first: typed('Ask three people'), second: typed('Write it down') };
    expect(words(await it_.submit(ben, split, both))).toBe('nothing');
    expect((await stored()).map(({ what, state, owner_id }) => [what, state, owner_id])).toEqual(
      expect.arrayContaining([
        ['Ask three people', 'open', ben],
        ['Write it down', 'open', ben],
      ]),
    );
    const list = await it_.command(ben, 'actions');
    const move = await it_.press(ben, list, 'Move the date');
    expect(words(await it_.submit(ben, move, { due: { selected_date: '2027-01-22' } }))).toContain(
      'within the next 30 days',
    );
    expect(words(await it_.submit(ben, move, { due: { selected_date: '2027-01-20' } }))).toContain(
      'Ask three',
    );
    const drop = await it_.press(ben, list, 'Drop it');
    expect(words(await it_.submit(ben, drop, { reason: typed(' ') }))).toContain('reason: Write one line');
    await it_.submit(ben, drop, { reason: typed('The tool does it now') });
    expect((await stored()).map(({ state, reason }) => [state, reason]).sort()).toEqual([
      ['dropped', 'The tool does it now'],
      ['open', ''],
    ]);
  });

  it('is asked about a month after it was done, and the answer stands in the numbers', async () => {
    await propose(ben);
    await it_.press(ben, last(ben), 'I’ll do it');
    await end();
    await it_.press(ben, await home(ben), 'Done');
    expect(words(await it_.command(ann, 'numbers'))).not.toContain('1 of 1');
    await it_.until('2026-12-24T16:00:00Z');
    expect(last(ben).text).toContain('Did it help?');
    expect(await it_.home(ben)).toContain('Did it help?');
    const form = await it_.press(ben, last(ben), 'Yes');
    expect(words(await it_.submit(ben, form, { how: typed('No launch without it since') }))).toBe('nothing');
    await it_.settle();
    expect(last(ben).text).toContain('you said it helped');
    expect((await stored())[0]).toMatchObject({ helped: 'yes', helped_how: 'No launch without it since' });
    const numbers = words(await it_.command(gus, 'numbers'));
    expect(numbers.slice(numbers.indexOf('Actions that helped'))).toContain('1 of 1');
    expect(await it_.home(ben)).not.toContain('My actions');
  });

  it('says that its date is a day off for its owner, and moves it when they ask', async () => {
    await it_.store.settings.save(team, ben, {
      hours: { ...defaultWorkingHours, holidays: 'DE-BE' },
      backOn: null,
      locale: null,
    });
    await it_.until('2026-11-25T09:00:00Z');
    await propose(ben, '2026-12-25', ben);
    expect(await it_.home(ben)).toContain('You don’t work on that day.');
    expect(await it_.home(ann)).not.toContain('You don’t work');
    await it_.press(ben, await home(ben), 'Move it to Thu 24 December');
    expect((await stored())[0]?.due_on).toBe('2026-12-24');
    expect(await it_.home(ben)).not.toContain('You don’t work');
  });
});

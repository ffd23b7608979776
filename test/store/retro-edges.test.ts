/** What seldom happens to a retrospective, and has to end well all the same. */
import type { UserId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, chosen, here, team, teamsOn, typed, words, type Team } from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  const home = async (who: UserId) => ({ blocks: JSON.parse(await it_.home(who)) as unknown[] });

  it('an owner who declines every action is asked no more, and the team still has them', async () => {
    await it_.start();
    await it_.addCards(ann, 'Late test data');
    await it_.toActions();
    const form = await it_.press(ann, await it_.main(), 'Propose an action');
    const whats = ['Write a checklist', 'Ask the users', 'Freeze the copy'];
    for (const what of whats)
      await it_.submit(ann, form, { what: typed(what), owner: { selected_user: ben } });
    for (let nth = 0; nth < whats.length; nth += 1)
      expect(words(await it_.press(ben, await home(ben), 'Not me'))).toBe('nothing');
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)'));
    const { text } = await it_.main();
    for (const what of whats) {
      expect(text).toContain(`${what} · nobody yet`);
      expect(await it_.home(ben)).not.toContain(what);
      expect(await it_.home(ann)).toContain(what);
    }
    await it_.until('2027-01-20T10:00:00Z');
    const toBen = it_.slack.messages.filter((message) => message.channel === 'D-ben');
    expect(toBen.filter((message) => JSON.stringify(message.blocks).includes('action_id'))).toEqual([]);
    // The next one begins with them, and anybody who took part can have one.
    await it_.start();
    await it_.settle();
    const [before] = it_.slack.messages.filter((message) => message.text.startsWith('Before we start'));
    for (const what of whats) expect(before?.text).toContain(what);
    expect(words(await it_.press(cat, { blocks: before?.blocks ?? [] }, 'I’ll do it'))).toBe('nothing');
  });

  it.each(['before', 'at the moment', 'after'] as const)(
    'a card that is edited %s the phase closes is as it was or as it is, once, and its author knows',
    async (when) => {
      await it_.start();
      await it_.addCards(ben, 'as it was');
      const main = await it_.main();
      const form = await it_.press(ben, main, 'Add cards');
      const confirm = await it_.press(ann, main, 'Close collecting (facilitator)');
      const edits = () => it_.submit(ben, form, { column0: typed('as it is') });
      const closes = () => it_.submit(ann, confirm);
      const [first, second] = when === 'after' ? [closes, edits] : [edits, closes];
      const one = when === 'at the moment' ? null : await first();
      const [a, b] = one === null ? await Promise.all([first(), second()]) : [one, await second()];
      const [edited, closed] = when === 'after' ? [b, a] : [a, b];
      expect(closed.kind).toBe('clear');
      const isTaken = edited.kind === 'nothing';
      if (!isTaken) expect(words(edited)).toContain('A card is late now');
      if (when !== 'at the moment') expect(isTaken).toBe(when === 'before');
      const seen = await it_.seen(cat);
      expect(seen).toContain(isTaken ? 'as it is' : 'as it was');
      expect(seen).not.toContain(isTaken ? 'as it was' : 'as it is');
    },
  );

  it('the form says what the kind that was chosen means, also once everything else is asked', async () => {
    const form = await it_.fill(ann, await it_.command(ann, 'Relaunch'), { kind: chosen('sprint') });
    expect(words(form)).toContain('start, stop and continue');
    const full = words(await it_.press(ann, form, 'Change'));
    expect(full).toContain('Asks what to start, stop and continue');
    expect(full).not.toContain('Asks what worked');
  });

  it('a phase does not end on a holiday of the channel’s region', async () => {
    it_ = await teams.fresh('2026-12-23T10:00:00Z');
    const recurrence = {
      team_id: team,
      channel_id: here,
      owner_id: null,
      deputy_id: null,
      is_locked: 0,
      offers: 1,
    } as const;
    await it_.store.system
      .insertInto('channel_rhythm')
      .values({ ...recurrence, place: 'thread', work_days: '1,2,3,4,5', holidays: 'DE-BY' })
      .execute();
    await it_.start();
    await it_.addCards(ann, 'Late test data');
    // Two working days from Wednesday: Christmas is on Friday, so the second is Monday.
    await it_.until('2026-12-28T09:55:00Z');
    expect((await it_.main()).text).toContain('1 of 3 has answered');
    await it_.until('2026-12-28T10:05:00Z');
    expect((await it_.main()).text).toContain('Collecting is over');
  });

  it('everybody being away when it starts, the person who starts it participates and can lead it to its end', async () => {
    const facts = { memberType: 'member', isAdmin: false, tz: 'Europe/Berlin', locale: 'en' } as const;
    const awayUntil = Date.parse('2027-01-04T08:00:00Z');
    for (const userId of [ann, ben, cat])
      await it_.store.directory.savePerson(team, { ...facts, userId, awayUntil }, it_.clock.now() + 1);
    await it_.start();
    expect((await it_.main()).text).toContain('0 of 1 have answered');
    await it_.addCards(ann, 'Quiet weeks');
    await it_.toActions();
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)'));
    expect((await it_.main()).text).toContain('Closed by Ann');
  });
});

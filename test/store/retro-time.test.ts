/** What happens in a retrospective as time goes by: reminders, ends, an outage, the link between names and cards. */
import { rowId, type UserId } from '../../src/core/ids.ts';
import { button } from '../../src/core/kit/action.ts';
import { cards } from '../../src/features/retro/collect/rows.ts';
import { seeCards } from '../../src/features/retro/collect/screens.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { engines } from '../support/databases.ts';
import {
  ann,
  ben,
  cat,
  chosen,
  gus,
  here,
  team,
  type Team,
  teamsOn,
  typed,
  words,
} from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    // Tuesday 11:00 in Berlin; collecting ends on Thursday at that time.
    it_ = await teams.fresh();
  });

  const reminders = () =>
    it_.slack.messages
      .filter(({ channel }) => channel.startsWith('D-'))
      .map(({ channel, at }) => [channel, new Date(at).toISOString()]);

  const readBy = (who: UserId) =>
    it_.store.read(team, { kind: 'person', userId: who }, async (read) => ({
      phases: (await read.from(retros).select('it.phase').execute()).map(({ phase }) => phase),
      texts: (await read.from(cards).select('it.text').execute()).map(({ text }) => text),
    }));

  it('reminds everybody who has not answered once, in their own working hours', async () => {
    await it_.start();
    await it_.addCards(ann, 'one');
    await it_.until('2026-11-26T09:59:00Z');
    // Ben in Berlin on Wednesday at 11:00; Cat in New York when her day begins, at 9:00.
    expect(reminders()).toEqual([
      ['D-ben', '2026-11-25T10:00:00.000Z'],
      ['D-cat', '2026-11-25T14:00:00.000Z'],
    ]);
    const [reminder] = it_.slack.messages.filter(({ channel }) => channel === 'D-ben');
    expect(reminder?.text).toContain('Website relaunch');
    // Who sees to it, and nobody else.
    expect(reminder?.text).toContain('<@ann> facilitates');
    expect(reminder?.text).not.toContain('cat');
    const form = await it_.press(ben, { blocks: reminder?.blocks ?? [] }, 'Add cards');
    expect(words(await it_.submit(ben, form, { column0: typed('two') }))).toBe('nothing');
    await it_.settle();
    expect(it_.slack.messages.find(({ channel }) => channel === 'D-ben')?.text).toMatch(
      /^You’ve answered in the retrospective “Website relaunch” in <#\w+>, so .+ add or change something in its message until Thu 26 November/,
    );
  });

  it('says in the reminder that its phase is over, when it ended and what can be done now, and takes its buttons out', async () => {
    await it_.start();
    await it_.addCards(ann, 'one');
    const told = () => it_.slack.messages.find(({ channel }) => channel === 'D-ben');
    await it_.until('2026-11-26T09:59:00Z');
    expect(JSON.stringify(told()?.blocks)).toContain('Add cards');
    await it_.until('2026-11-26T10:05:00Z');
    expect(told()?.text).toMatch(
      /^Collecting cards for “Website relaunch” ended on .+26 November.+ “Add a late card” in the retrospective’s message takes it\.$/,
    );
    expect(told()?.blocks).toHaveLength(1);
  });

  it('moves a reminder that is still to come when somebody changes their hours', async () => {
    const late = { days: [1, 2, 3, 4, 5], start: 840, end: 1200, holidays: null };
    await it_.store.settings.save(team, ben, { hours: late, backOn: null, locale: null });
    await it_.start();
    // It would come on Wednesday at 14:00 in Berlin.
    const early = { ...late, start: 480, end: 960 };
    await it_.store.settings.save(team, ben, { hours: early, backOn: null, locale: null });
    await it_.event('working_time_changed', { user: ben });
    await it_.until('2026-11-26T09:59:00Z');
    expect(reminders().filter(([to]) => to === 'D-ben')).toEqual([['D-ben', '2026-11-25T10:00:00.000Z']]);
  });

  it('reminds somebody once, whatever they change after it, and not when they do not work any more until the end', async () => {
    await it_.start();
    const hours = { days: [1, 2, 3, 4, 5], start: 540, end: 1050, holidays: null };
    await it_.store.settings.save(team, ann, { hours, backOn: '2026-11-27', locale: null });
    await it_.event('working_time_changed', { user: ann });
    await it_.until('2026-11-25T12:00:00Z');
    await it_.store.settings.save(team, ben, { hours: { ...hours, start: 840 }, backOn: null, locale: null });
    await it_.event('working_time_changed', { user: ben });
    await it_.until('2026-11-26T09:59:00Z');
    expect(reminders()).toEqual([
      ['D-ben', '2026-11-25T10:00:00.000Z'],
      ['D-cat', '2026-11-25T14:00:00.000Z'],
    ]);
  });

  it('reminds nobody who is away', async () => {
    await it_.start();
    const facts = {
      userId: ben,
      memberType: 'member',
      isAdmin: false,
      tz: 'Europe/Berlin',
      locale: 'en',
    } as const;
    await it_.store.directory.savePerson(
      team,
      { ...facts, awayUntil: Date.parse('2026-11-30T08:00:00Z') },
      it_.clock.now() + 1,
    );
    await it_.until('2026-11-26T09:59:00Z');
    expect(reminders().map(([to]) => to)).toEqual(['D-ann', 'D-cat']);
  });

  it('asks nobody who is away until it is over, and no guests', async () => {
    const facts = {
      userId: ben,
      memberType: 'member',
      isAdmin: false,
      tz: 'Europe/Berlin',
      locale: 'en',
    } as const;
    await it_.store.directory.savePerson(
      team,
      { ...facts, awayUntil: Date.parse('2026-11-30T08:00:00Z') },
      it_.clock.now() + 1,
    );
    await it_.start();
    expect((await it_.main()).text).toContain('0 of 2 have answered');
  });

  it('closes each phase at its time when nobody does anything', async () => {
    await it_.start();
    await it_.addCards(ben, 'one');
    await it_.until('2026-11-26T10:00:10Z');
    // One card is one topic: there is nothing to group, and nothing to vote for.
    expect((await it_.main()).text).toContain('Collecting is over: time was up.');
    expect((await it_.main()).text).toContain('There’s just one topic, so there was nothing to vote on.');
    await it_.until('2026-11-27T10:00:20Z');
    expect((await it_.main()).text).toContain('agree on up to three actions');
    // From Friday to Monday.
    await it_.until('2026-11-30T10:00:30Z');
    expect((await it_.main()).text).toContain('Time was up.');
    expect(it_.thread()).toHaveLength(3);
  });

  it('groups, votes, talks and agrees for a working day each', async () => {
    await it_.start();
    await it_.addCards(ben, 'one\ntwo');
    const phaseAt = async (iso: string) => {
      await it_.until(iso);
      return (await readBy(ben)).phases;
    };
    // Thursday 11:00 in Berlin, over the weekend, until Wednesday.
    expect(await phaseAt('2026-11-26T10:00:10Z')).toEqual(['group']);
    expect(await phaseAt('2026-11-27T09:59:50Z')).toEqual(['group']);
    expect(await phaseAt('2026-11-27T10:00:10Z')).toEqual(['vote']);
    expect(await phaseAt('2026-11-30T10:00:20Z')).toEqual(['discuss']);
    expect(await phaseAt('2026-12-01T10:00:30Z')).toEqual(['actions']);
    expect(await phaseAt('2026-12-02T10:00:40Z')).toEqual(['closed']);
  });

  it('closes at once when nobody had anything to say', async () => {
    await it_.start();
    await it_.until('2026-11-26T10:00:10Z');
    expect((await it_.main()).text).toContain('nobody had anything to add');
    expect(it_.thread()).toEqual([expect.stringContaining('nobody had anything to add')]);
  });

  it('closes what should have closed while the process was down, and sends no late reminders', async () => {
    await it_.start();
    await it_.addCards(ben, 'one');
    await it_.main();
    it_.clock.set(Date.parse('2026-11-26T19:00:00Z'));
    await it_.settle();
    expect((await it_.main()).text).toContain('Collecting is over');
    expect(reminders()).toEqual([]);
  });

  it('takes a card that came too late as a late one only, and says so in place of the form', async () => {
    await it_.start();
    await it_.addCards(ben, 'one');
    const form = await it_.press(cat, await it_.main(), 'Add cards');
    // Nobody has noticed yet that the time is up.
    it_.clock.set(Date.parse('2026-11-26T10:00:00Z'));
    const late = await it_.submit(cat, form, { column1: typed('too late') });
    expect(late.kind).toBe('update');
    expect(words(late)).toContain('A card is late now');
    expect(await it_.seen(ann)).not.toContain('too late');
  });

  it('collects for ten minutes in a short reflection and chooses for five, without a reminder', async () => {
    await it_.start({ kind: chosen('reflection') });
    await it_.addCards(ben, 'one');
    await it_.until('2026-11-24T10:10:10Z');
    expect((await it_.main()).text).toContain('Collecting is over');
    await it_.until('2026-11-24T10:15:20Z');
    expect((await it_.main()).text).toContain('Closed on');
    expect(reminders()).toEqual([]);
  });

  it('erases who wrote what 14 days after the end, where names are hidden', async () => {
    await it_.start();
    for (const who of [ann, ben, cat]) await it_.addCards(who, `of ${who}`);
    await it_.toActions();
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)'));
    const links = () => it_.store.system.selectFrom('authorship').select('user_id').execute();
    await it_.until('2026-12-08T09:00:00Z');
    // Of each card, and of the mark that it is there.
    expect(await links()).toHaveLength(6);
    await it_.until('2026-12-08T11:00:00Z');
    expect(await links()).toEqual([]);
    expect(await it_.seen(ben)).toContain('of cat');
  });

  it('is cancelled when the channel is archived while cards are collected, and refuses new ones kindly', async () => {
    await it_.start();
    await it_.addCards(ben, 'one');
    const form = await it_.press(cat, await it_.main(), 'Add cards');
    await it_.store.directory.changeChannel(team, here, { isArchived: true }, it_.clock.now());
    expect(words(await it_.submit(cat, form, { column0: typed('late') }))).toContain('archived');
    await it_.event('channel_archive');
    expect(words(await it_.submit(cat, form, { column0: typed('late') }))).toContain('cancelled');
    // Nothing waits there any more.
    expect(await it_.home(ben)).not.toContain('Website relaunch');
    expect(await it_.home(ben)).toContain('Past retrospectives (1)');
  });

  it.each([
    ['while cards are collected', 'no', 'cancelled', []],
    ['once they can be read', 'yes', 'closed', ['of ben']],
  ] as const)(
    'shows nobody more cards when the channel is archived %s, and then brought back',
    async (_when, isCollected, phase, texts) => {
      const full = await it_.press(ann, await it_.command(ann, 'Relaunch'), 'Change');
      await it_.submit(ann, full, { cardsFor: chosen('channel') });
      await it_.addCards(ben, 'of ben');
      if (isCollected === 'yes')
        await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close collecting (facilitator)'));
      await it_.store.directory.changeChannel(team, here, { isArchived: true }, it_.clock.now());
      await it_.event('channel_archive');
      await it_.store.directory.changeChannel(team, here, { isArchived: false }, it_.clock.now());
      await it_.settle();
      expect(await readBy(cat)).toEqual({ phases: [phase], texts });
      // In the channel, and not asked.
      expect(await readBy(gus)).toEqual({ phases: [phase], texts: [] });
    },
  );

  it('goes on in its channel, and tells nobody of it, when that has become private', async () => {
    await it_.start();
    await it_.addCards(ben, 'of ben');
    await it_.store.directory.changeChannel(team, here, { kind: 'private' }, it_.clock.now());
    await it_.until('2026-11-26T10:05:00Z');
    expect((await it_.main()).text).toContain('Collecting is over: time was up.');
    expect(it_.slack.messages.filter(({ text }) => text.includes('stays as it is'))).toEqual([]);
  });

  it('moves on before it is read, when nobody has noticed that its time is up', async () => {
    await it_.start();
    await it_.addCards(ben, 'of ben');
    await it_.main();
    it_.clock.set(Date.parse('2026-11-26T10:00:00Z'));
    const main = it_.slack.messages.find(
      ({ channel, threadTs }) => channel === here && threadTs === undefined,
    );
    const old = JSON.stringify(main?.blocks).match(/"retro\\":\\"([^\\]+)/)?.[1];
    const see = { blocks: [button(seeCards, 'Read the cards', { retro: rowId(old ?? '') })] };
    expect(words(await it_.press(cat, see, 'Read the cards'))).toContain('of ben');
  });

  it('rests while Lore is not in the channel, and ends when it is back', async () => {
    await it_.start();
    await it_.addCards(ben, 'one');
    await it_.main();
    await it_.store.directory.changeChannel(team, here, { hasLore: false }, it_.clock.now());
    await it_.until('2026-11-27T09:00:00Z');
    await it_.store.directory.changeChannel(team, here, { hasLore: true }, it_.clock.now());
    await it_.until('2026-11-27T10:10:00Z');
    expect((await it_.main()).text).toContain('Collecting is over');
  });
});

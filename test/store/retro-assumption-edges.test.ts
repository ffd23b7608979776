/** Questions about an assumption where something goes another way: names of people, who leaves, topics that are joined, phases that are open again. */
import type { UserId } from '../../src/core/ids.ts';
import { exportOf } from '../../src/core/export.ts';
import { defaultWorkingHours } from '../../src/core/people.ts';
import { retro } from '../../src/features/retro/feature.ts';
import { assumptions } from '../../src/features/retro/assumptions/rows.ts';
import { engines } from '../support/databases.ts';
import { agreeing, type Theme, themeOf } from './support/assumptions-here.ts';
import { ann, ben, cat, chosen, here, team, type Team, teamsOn, typed, words } from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  let theme: Theme;
  beforeEach(async () => {
    it_ = await teams.fresh();
    theme = themeOf(it_);
  });
  const stored = (who: UserId = ann) =>
    it_.store.read(team, { kind: 'person', userId: who }, (read) =>
      read.from(assumptions).selectAll().orderBy('it.id').execute(),
    );
  const returns = async (topic = 'Late test data', what = 'Write a checklist for test data') => {
    await theme.held('Spring', topic, what);
    await it_.until('2026-12-14T10:00:00Z');
    await theme.talked('Autumn', 'The last dump was from May');
    await theme.names('Autumn', topic);
  };
  const asked = async () => {
    await returns();
    await agreeing(it_, cat, ['leader']);
    await agreeing(it_, ben, ['leader']);
    expect(words(await theme.asks(cat))).toBe('clear');
    await it_.until('2026-12-14T20:00:00Z');
  };
  const another = 'Ask another or withdraw (facilitator)';

  describe('a person’s name', () => {
    it('is not put into the question, which asks for another one', async () => {
      await returns('Ben and the data');
      const card = theme.card();
      expect(card.text).toContain('Topic 1 came back, although ');
      expect(card.text).not.toContain('Ben');
      expect(card.text).toContain('What else could it be called?');
      const names = await it_.press(ann, card, 'Change the names');
      expect(words(await it_.submit(ann, names, { name0: typed('One person has the data') }))).toBe('clear');
      await it_.settle();
      expect(theme.card().text).toContain('One person has the data came back');
      expect(theme.card().text).not.toContain('What else could it be called?');
    }, 60_000);

    it('is not asked of a leader either, and what was typed stays', async () => {
      await returns('Ben and the data');
      await agreeing(it_, cat, ['leader']);
      const form = await it_.press(ann, theme.card(), 'Ask a leader (facilitator)');
      expect(words(form)).not.toContain('Ben and the data');
      for (const name of ['Ben has the data', 'only BEN, or @ben', 'What Ann wants'])
        expect(words(await it_.submit(ann, form, { theme: typed(name), leader: chosen(cat) }))).toContain(
          'theme: This names a person',
        );
      expect(words(await it_.submit(ann, form, { theme: typed(''), leader: chosen(cat) }))).toContain(
        'theme: ',
      );
      expect((await stored()).map(({ state }) => state)).toEqual(['raised']);
      const rule = { theme: typed('One person has the data'), leader: chosen(cat) };
      expect(words(await it_.submit(ann, form, rule))).toBe('clear');
      await it_.settle();
      expect(theme.card().text).toContain('One person has the data came back');
    }, 60_000);

    it('who left the channel is not asked of a leader either', async () => {
      await returns();
      await agreeing(it_, cat, ['leader']);
      await it_.leaves(ben);
      const form = await it_.press(ann, theme.card(), 'Ask a leader (facilitator)');
      for (const name of ['Ben', 'ben'])
        expect(words(await it_.submit(ann, form, { theme: typed(name), leader: chosen(cat) }))).toContain(
          'theme: This names a person',
        );
      expect(words(await it_.submit(ann, form, { leader: chosen(cat) }))).toBe('clear');
    }, 60_000);

    it('in an action that was done is not repeated', async () => {
      await returns('Late test data', 'Ben asks for test data');
      expect(theme.card().text).toContain('Late test data came back, although an action was done on Tue 24');
      expect(theme.card().text).not.toContain('Ben');
    }, 60_000);
  });

  describe('a leader who', () => {
    const isOpen = async () => {
      expect(theme.card().text).toContain('due Mon 28 December 2026: open. Nobody is asked at the moment.');
      expect(JSON.stringify(theme.card().blocks)).not.toContain('Answer (leader)');
      const form = await it_.press(ann, theme.card(), another);
      expect(words(form)).toContain('Nobody is asked at the moment.');
      expect(words(await it_.submit(ann, form, { leader: chosen(ben) }))).toBe('clear');
      await it_.settle();
      expect(theme.card().text).toMatch(/Asked Ben on \w{3} \d+ December 2026/);
    };

    it('leaves the channel is no longer asked, and the facilitator chooses another', async () => {
      await asked();
      await it_.leaves(cat);
      await it_.until('2026-12-15T12:00:00Z');
      expect(theme.last(ann).text).toContain('can’t be asked any more');
      expect(await stored(cat)).toEqual([]);
      const before = theme.to(cat).length;
      await isOpen();
      await it_.until('2026-12-29T20:00:00Z');
      expect(theme.to(cat)).toHaveLength(before);
    }, 60_000);

    it('no longer agrees is not asked again, at once', async () => {
      await asked();
      await agreeing(it_, cat, []);
      await it_.until('2026-12-15T12:00:00Z');
      expect(theme.last(ann).text).toContain('can’t be asked any more');
      expect(JSON.stringify(theme.to(cat)[0]?.blocks)).not.toContain('action_id');
      await isOpen();
      // A form that was opened before does not help.
      const form = await it_.press(ann, theme.card(), another);
      const forged = { theme: typed('Late test data'), leader: chosen(cat) };
      expect(words(await it_.submit(ann, form, forged))).toContain('Which other leader');
    }, 60_000);

    it('was erased leaves nothing, not their answer either', async () => {
      await asked();
      await it_.store.erasing(team, 'operator', { kind: 'person', userId: cat });
      await it_.settle();
      expect(await stored()).toMatchObject([{ leader_id: null, state: 'asked' }]);
      await isOpen();
    }, 60_000);

    it('was erased after they answered leaves the card, and no word of theirs', async () => {
      await asked();
      const form = await it_.press(cat, theme.last(cat), 'Answer');
      await it_.submit(cat, form, { kind: chosen('nothing'), answer: typed('One copy is enough for us.') });
      await it_.settle();
      expect(it_.thread().join()).toContain('One copy is enough for us.');
      await it_.store.erasing(team, 'operator', { kind: 'person', userId: cat });
      await it_.until('2026-12-15T12:00:00Z');
      expect(it_.thread().join()).not.toContain('One copy is enough');
      expect(theme.card().text).toContain('answered on');
      expect(JSON.stringify(await stored())).not.toContain('One copy');
    }, 60_000);
  });

  it('is one question for topics that are joined, with the actions of both', async () => {
    await theme.held('Spring', 'Late test data', 'Write a checklist for test data');
    await theme.held('Summer', 'Slow reviews', 'Review in pairs');
    await it_.until('2026-12-14T10:00:00Z');
    await theme.talked('Autumn', 'The last dump was from May', 'Waited for a week');
    await theme.names('Autumn', 'Late test data', 'Slow reviews');
    expect(theme.cards()).toHaveLength(2);
    await agreeing(it_, cat, ['leader']);
    await agreeing(it_, ben, ['leader']);
    for (const [card, leader] of [
      ['Late test data came', cat],
      ['Slow reviews came', ben],
    ] as const) {
      const form = await it_.press(ann, theme.card(card), 'Ask a leader (facilitator)');
      expect(words(await it_.submit(ann, form, { leader: chosen(leader) }))).toBe('clear');
    }
    await it_.until('2026-12-14T20:00:00Z');
    await theme.reopened('Autumn');
    await theme.reopened('Autumn');
    const groups = await it_.press(ann, await theme.main('Autumn'), 'Group the cards');
    const byHand = await it_.press(ann, groups, 'Group by hand');
    const offered = [...words(byHand).matchAll(/"text":"\d+\. [^"]*"[^}]*\},"value":"([^"]+)"/g)];
    const options = offered.map(([, value]) => ({ value: value ?? '' }));
    expect(words(await it_.submit(ann, byHand, { topics: { selected_options: options } }))).toContain(
      'one topic',
    );
    await it_.settle();
    for (const label of ['Continue to voting', 'Close voting (facilitator)']) {
      const shown = JSON.stringify((await theme.main('Autumn')).blocks);
      if (shown.includes(label)) await theme.menu('Autumn', label);
    }
    expect(theme.cards()).toHaveLength(1);
    expect(theme.card().text).toContain('“Write a checklist for test data” was done on');
    expect(theme.card().text).toContain('“Review in pairs” was done on');
    expect(it_.thread().join()).toContain('This topic is part of another one now');
    expect((await stored()).map(({ state }) => state).sort()).toEqual(['asked', 'merged']);
    await it_.until('2027-01-20T10:00:00Z');
    // The other leader is not reminded of what is not asked any more.
    const remindedOf = (who: UserId) => theme.to(who).filter(({ text }) => text.includes('still open'));
    expect([remindedOf(cat).length, remindedOf(ben).length].sort()).toEqual([0, 2]);
  }, 90_000);

  it('is decided by any participant once the facilitator is gone', async () => {
    await asked();
    await it_.leaves(ann);
    await it_.until('2026-12-30T20:00:00Z');
    expect(theme.card().text).toContain('due Mon 28 December 2026: open.');
    const form = await it_.press(cat, theme.card(), another);
    expect(words(await it_.press(cat, form, 'Withdraw the question'))).toContain('is withdrawn');
    await it_.settle();
    expect(theme.card().text).not.toContain('Asked');
  }, 60_000);

  it('waits while voting is open again, and goes where its topic is no longer among the first', async () => {
    await theme.held('Spring', 'Late test data', 'Write a checklist for test data');
    await it_.until('2026-12-14T10:00:00Z');
    await theme.talked('Autumn', 'The dump was from May', 'Slow reviews', 'Good demos', 'Cold coffee');
    await theme.names('Autumn', 'Late test data');
    expect(theme.cards()).toHaveLength(1);
    await theme.reopened('Autumn');
    expect(theme.cards()).toEqual([]);
    expect(it_.thread().join()).toContain('This question goes on in the thread');
    const form = await it_.press(ann, await theme.main('Autumn'), 'Vote');
    await it_.submit(ann, form, { topic1: chosen('1'), topic2: chosen('1'), topic3: chosen('1') });
    await theme.menu('Autumn', 'Close voting (facilitator)');
    expect(theme.cards()).toEqual([]);
    expect((await stored()).map(({ state }) => state)).toEqual(['withdrawn']);
    await theme.reopened('Autumn');
    const again = await it_.press(ann, await theme.main('Autumn'), 'Vote');
    const other = { topic0: chosen('2'), topic1: chosen('0'), topic2: chosen('1'), topic3: chosen('0') };
    expect(words(await it_.submit(ann, again, other))).toBe('nothing');
    await theme.menu('Autumn', 'Close voting (facilitator)');
    expect(theme.cards()).toHaveLength(1);
    expect((await stored()).map(({ state }) => state)).toEqual(['raised']);
  }, 60_000);

  it('stays with the leader while voting is open again', async () => {
    await asked();
    await theme.reopened('Autumn');
    expect(theme.card().text).toContain('Asked Cat on');
    const form = await it_.press(cat, theme.last(cat), 'Answer');
    const said = {
      kind: chosen('change'),
      answer: typed('One copy was too few.'),
      what: typed('Copy nightly'),
    };
    expect(words(await it_.submit(cat, form, said))).toContain('Your answer stands');
    await it_.settle();
    expect(it_.thread().at(-1)).toContain('Copy nightly · Cat');
  }, 60_000);

  it('is asked of nobody any more once the retrospective is cancelled', async () => {
    await asked();
    await theme.menu('Autumn', 'Cancel the retrospective (facilitator)');
    expect(theme.cards()).toEqual([]);
    expect(JSON.stringify(theme.last(cat).blocks)).not.toContain('action_id');
    const before = theme.to(cat).length;
    await it_.until('2026-12-30T20:00:00Z');
    expect(theme.to(cat)).toHaveLength(before);
    expect(await it_.home(cat)).not.toContain('Your answer is due');
  }, 60_000);

  describe('in a short retrospective', () => {
    const inputs = { kind: chosen('sprint'), names: chosen('shown'), cardsFor: chosen('channel') };
    const chosenIn = async (about: string, card: string) => {
      await it_.start({ about: typed(about), ...inputs });
      const form = await it_.press(ann, await theme.main(about), 'Add cards');
      await it_.submit(ann, form, { column0: typed(card) });
      await theme.menu(about, 'Close collecting (facilitator)');
    };

    it('is asked once it is closed, and the form proposes no words of a card', async () => {
      await chosenIn('Sprint 1', 'Test data was too late for the launch');
      await theme.agreedOn('Sprint 1', 'Ask early');
      await theme.closed('Sprint 1');
      await it_.press(ann, await theme.homeOf(ann), 'Done');
      await it_.until('2026-12-14T10:00:00Z');
      await chosenIn('Sprint 2', 'The test data came too late again');
      expect(theme.cards()).toEqual([]);
      await theme.closed('Sprint 2');
      expect(theme.card().text).toContain(
        'The test data came too late again came back, although “Ask early” was done on',
      );
      await agreeing(it_, cat, ['leader']);
      const form = await it_.press(ann, theme.card(), 'Ask a leader (facilitator)');
      expect(JSON.stringify(form)).not.toContain('initial_value');
      expect(words(await theme.asks(cat))).toContain('theme: Write what it’s about');
      // Nothing is left of a card that its author takes back.
      expect(JSON.stringify(await stored())).not.toContain('test data');
      const own = await it_.press(ben, theme.card(), 'Change something ourselves');
      expect(words(await it_.submit(ben, own, { what: typed('Order data in week one') }))).toBe('clear');
    }, 60_000);
  });

  it('is due ten working days after a leader who is away is back', async () => {
    await returns();
    await agreeing(it_, cat, ['leader']);
    const away = { hours: defaultWorkingHours, backOn: '2026-12-21', locale: null } as const;
    await it_.store.settings.save(team, cat, away);
    expect(words(await theme.asks(cat))).toBe('clear');
    expect(theme.card().text).toContain('due Mon 4 January 2027.');
  }, 60_000);

  it('stands in the export of the leader, and of the channel', async () => {
    await asked();
    const form = await it_.press(cat, theme.last(cat), 'Answer');
    await it_.submit(cat, form, { kind: chosen('nothing'), answer: typed('One copy is enough for us.') });
    const subjects = [
      { kind: 'person', userId: cat },
      { kind: 'channel', channelId: here },
    ] as const;
    for (const subject of subjects) {
      const viewer = subject.kind === 'person' ? subject : ({ kind: 'person', userId: ann } as const);
      const rows = await it_.store.read(team, viewer, (read) => exportOf(retro, read, subject));
      expect(JSON.stringify(rows)).toContain('One copy is enough for us.');
    }
  }, 60_000);

  it('is read by the people of the channel alone', async () => {
    await asked();
    expect(await stored(ben)).toHaveLength(1);
    const eva = 'eva' as UserId;
    expect(await stored(eva)).toEqual([]);
    const channel = { kind: 'channel', channelId: here } as const;
    const rows = await it_.store.read(team, channel, (read) => read.from(assumptions).selectAll().execute());
    expect(rows).toHaveLength(1);
  }, 60_000);
});

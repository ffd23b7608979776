/** A theme that returns although something was done: the question to the team, to a leader, and what becomes of it. */
import { actionItems } from '../../src/features/retro/action-items/operations.ts';
import { assumptions } from '../../src/features/retro/assumptions/rows.ts';
import { engines } from '../support/databases.ts';
import { agreeing, question, type Theme, themeOf } from './support/assumptions-here.ts';
import {
  ann,
  ben,
  cat,
  chosen,
  eva,
  gus,
  team,
  type Team,
  teamsOn,
  typed,
  words,
} from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  let theme: Theme;
  beforeEach(async () => {
    it_ = await teams.fresh();
    theme = themeOf(it_);
  });
  const agrees = (...leaders: readonly Parameters<typeof agreeing>[1][]) => {
    return Promise.all(leaders.map((leader) => agreeing(it_, leader, ['leader'])));
  };
  const stored = () =>
    it_.store.read(team, { kind: 'person', userId: ann }, (read) =>
      read.from(assumptions).selectAll().orderBy('it.id').execute(),
    );
  const actions = () =>
    it_.store.read(team, { kind: 'person', userId: ann }, (read) =>
      read.from(actionItems).selectAll().orderBy('it.id').execute(),
    );

  const checklist = 'Write a checklist for test data';
  /** The same topic twice, the second time discussed. */
  const returns = async (at = '2026-12-14T10:00:00Z') => {
    await theme.held('Spring', 'Late test data', checklist);
    await it_.until(at);
    await theme.talked('Autumn', 'The last dump was from May');
    await theme.names('Autumn', 'Late test data');
  };
  /** Cat is asked, and knows. */
  const asked = async () => {
    await returns();
    await agrees(cat, ben);
    expect(words(await theme.asks(cat))).toBe('clear');
    await it_.until('2026-12-14T20:00:00Z');
  };
  const answers = async (kind: string, inputs = {}) => {
    const form = await it_.press(cat, theme.to(cat)[0] ?? theme.last(cat), 'Answer');
    const said = { kind: chosen(kind), answer: typed('We assumed one copy is enough.'), ...inputs };
    const reply = words(await it_.submit(cat, form, said));
    await it_.settle();
    return reply;
  };

  describe('the question', () => {
    it('stands in the thread once, with what was done', async () => {
      await returns();
      expect(theme.cards().map(({ text }) => text.split('\n')[0])).toEqual([
        `Late test data came back, although “${checklist}” was done on Tue 24 November. ${question}`,
      ]);
      await theme.menu('Autumn', 'Continue to actions (facilitator)');
      await theme.closed('Autumn');
      expect(theme.cards()).toHaveLength(1);
      expect((await stored()).map(({ state }) => state)).toEqual(['raised']);
    }, 60_000);

    it('is not asked more than six months later, nor where nothing was done', async () => {
      await returns('2027-06-14T10:00:00Z');
      expect(theme.cards()).toEqual([]);
      await theme.menu('Autumn', 'Continue to actions (facilitator)');
      await theme.closed('Autumn');
      await theme.talked('Winter', 'The dump is old');
      await theme.names('Winter', 'Late test data');
      expect(theme.cards()).toEqual([]);
    }, 60_000);

    it('says nothing before voting is over, nor of cards that the channel may not read', async () => {
      await theme.held('Spring', 'Late test data', checklist);
      await it_.until('2026-12-14T10:00:00Z');
      await theme.talked('Autumn', 'Late test data again');
      expect(theme.cards()).toEqual([]);
      expect(await stored()).toEqual([]);
      await theme.names('Autumn', 'Late test data');
      expect(theme.cards()).toHaveLength(1);
    }, 60_000);

    it('is answered by the team with an action, which the card names', async () => {
      await returns();
      const press = (who: typeof ann) => it_.press(who, theme.card(), 'Change something ourselves');
      expect(words(await press(gus))).toContain('for the people who were chosen');
      const form = await press(ben);
      expect(words(await it_.submit(ben, form, { what: typed(' ') }))).toContain('what: ');
      expect(words(await it_.submit(ben, form, { what: typed('Ask for data first') }))).toBe('clear');
      await it_.settle();
      expect(theme.card().text).toContain('The team answered on Mon 14 December 2026, with an action:');
      expect(theme.card().text).toContain('Ask for data first · Ben · by ');
      expect(JSON.stringify(theme.card().blocks)).not.toContain('action_id');
      expect((await theme.main('Autumn')).text).not.toContain('undefined');
      expect(words(await it_.submit(ben, form, { what: typed('Twice') }))).toContain('was answered on');
      expect((await actions()).map(({ what }) => what)).not.toContain('Twice');
    }, 60_000);
  });

  describe('a leader', () => {
    it('answers in the thread with an action of their own, and the card says so', async () => {
      await returns();
      await agrees(cat);
      expect(words(await theme.asks(cat))).toBe('clear');
      expect(theme.card().text).toContain('Asked Cat on Mon 14 December 2026, due Mon 28 December 2026.');
      await it_.until('2026-12-14T20:00:00Z');
      expect(theme.last(cat).text).toContain('asks you, from the retrospective “Autumn”');
      expect(await it_.home(cat)).toContain('Your answer is due Mon 28 December.');
      const due = { selected_date: '2026-12-23' };
      const said = await answers('change', { what: typed('Copy the data every night'), due });
      expect(said).toContain('Your answer stands in the thread');
      expect(theme.card().text).toContain('Asked on Mon 14 December 2026, answered on');
      expect(it_.thread().at(-1)).toContain('Cat answers about Late test data:');
      expect(it_.thread().at(-1)).toContain('We assumed one copy is enough.');
      expect(it_.thread().at(-1)).toContain('Copy the data every night · Cat · by Wed 23 December');
      expect(theme.last(cat).text).toContain('This question was answered on');
      expect((await actions()).map(({ what, owner_id, state }) => [what, owner_id, state])).toContainEqual([
        'Copy the data every night',
        cat,
        'open',
      ]);
      expect(await it_.home(cat)).not.toContain('Your answer is due');
    }, 60_000);

    it('is taken at their word when nothing will change, and is not reminded after that', async () => {
      await asked();
      expect(await answers('change')).toContain('what: ');
      expect(await answers('nothing', { answer: typed(' ') })).toContain('answer: ');
      expect(await answers('nothing', { what: typed('Something') })).toContain('kind: You wrote what will');
      expect(await answers('nothing')).toContain('Your answer stands');
      expect(it_.thread().at(-1)).toContain('For now nothing will change.');
      expect((await stored())[0]).toMatchObject({ state: 'answered', change_id: null });
      const before = theme.to(cat).length;
      await it_.until('2026-12-30T20:00:00Z');
      expect(theme.to(cat)).toHaveLength(before);
      expect(
        theme
          .to(ann)
          .map(({ text }) => text)
          .join(),
      ).not.toContain('is open');
    }, 60_000);

    it('is reminded twice in private, and then the facilitator withdraws it or asks another', async () => {
      await asked();
      await it_.until('2026-12-23T20:00:00Z');
      expect(theme.to(cat).map(({ text }) => text.includes('is still open'))).toEqual([false, true]);
      expect(theme.last(cat).text).toContain('I’ll remind you once more');
      await it_.until('2026-12-28T20:00:00Z');
      expect(theme.to(cat)).toHaveLength(3);
      expect(theme.last(cat).text).toContain('This is the last reminder');
      expect(theme.card().text).toContain('due Mon 28 December 2026.');
      await it_.until('2026-12-30T20:00:00Z');
      expect(theme.to(cat)).toHaveLength(3);
      expect(theme.card().text).toContain('due Mon 28 December 2026: open.');
      expect(it_.thread().join()).not.toContain('still open');
      expect(theme.last(ann).text).toMatch(/^The question to .* is open: asked on Mon 14 December 2026/);
      const form = await it_.press(ann, theme.last(ann), 'Ask another or withdraw');
      expect(words(form)).not.toContain('"Cat"');
      expect(words(await it_.submit(ann, form, { leader: chosen(ben) }))).toBe('clear');
      await it_.settle();
      expect(theme.card().text).toContain('Asked Ben on Wed 30 December 2026, due Wed 13 January 2027.');
      expect(theme.last(cat).text).toContain('goes on in the thread');
      // A form that was opened before asks nobody.
      expect(words(await it_.submit(ann, form, { leader: chosen(cat) }))).toContain(
        'asked about this already',
      );
    }, 60_000);

    it('is no longer asked once it is withdrawn, which goes back to the team', async () => {
      await asked();
      const form = await it_.press(ann, theme.card(), 'Ask another or withdraw (facilitator)');
      expect(words(form)).toContain('Now asked: ');
      expect(words(await it_.press(ann, form, 'Withdraw the question'))).toContain('is withdrawn');
      await it_.settle();
      expect(theme.card().text).not.toContain('Asked');
      expect(JSON.stringify(theme.card().blocks)).toContain('Ask a leader (facilitator)');
      expect(theme.last(cat).text).toContain('goes on in the thread');
      expect(JSON.stringify(theme.last(cat).blocks)).not.toContain('action_id');
      const before = theme.to(cat).length;
      await it_.until('2026-12-30T20:00:00Z');
      expect(theme.to(cat)).toHaveLength(before);
      expect(words(await it_.press(ann, form, 'Withdraw the question'))).toContain('is over');
    }, 60_000);

    it('answers late as well', async () => {
      await asked();
      await it_.until('2026-12-30T20:00:00Z');
      expect(await answers('nothing')).toContain('Your answer stands');
      expect(theme.card().text).toContain('answered on Wed 30 December 2026');
      expect(theme.last(ann).text).toContain('This question was answered on');
    }, 60_000);

    it('is asked by the facilitator alone, and answers alone', async () => {
      await asked();
      const another = 'Ask another or withdraw (facilitator)';
      expect(words(await it_.press(ben, theme.card(), another))).toContain('Only the facilitator');
      expect(words(await it_.press(ann, theme.card(), 'Answer (leader)'))).toContain('Only the leader');
      const form = await it_.press(ann, theme.card(), another);
      expect(words(await it_.submit(ann, form, { leader: chosen(eva) }))).toContain('Which other leader');
      expect(words(await it_.submit(gus, form, { leader: chosen(ben) }))).toContain('Only the facilitator');
      expect((await stored())[0]).toMatchObject({ leader_id: cat, round: 1 });
    }, 60_000);

    it('must have agreed and be in the channel: otherwise the form says what to do', async () => {
      await returns();
      const press = () => it_.press(ann, theme.card(), 'Ask a leader (facilitator)');
      expect(words(await press())).toContain('Leaders agree with `/retro asked`');
      expect(words(await press())).not.toContain('"input"');
      await agrees(cat);
      await it_.leaves(cat);
      expect(words(await press())).toContain('Invite them there with `/invite`');
      expect(words(await press())).not.toContain('"input"');
    }, 60_000);
  });

  describe('an action that is not in the team’s control', () => {
    const beyond = async (leader = cat) => {
      await theme.talked('Autumn', 'No data');
      await theme.menu('Autumn', 'Continue to actions (facilitator)');
      await theme.agreedOn('Autumn', 'Copy the data', ben);
      await theme.closed('Autumn');
      await it_.press(ben, await theme.homeOf(ben), 'I’ll do it');
      await it_.settle();
      await agrees(cat, ben);
      const form = await it_.press(ben, await theme.homeOf(ben), 'Not in our control');
      const inputs = { theme: typed('Only one team may copy data'), leader: chosen(leader) };
      expect(words(await it_.submit(ben, form, inputs))).toBe('clear');
      await it_.until('2026-11-24T20:00:00Z');
    };

    it('waits without reminders while a leader is asked, and is closed when they take it over', async () => {
      await beyond();
      expect(theme.card().text).toContain(
        '“Copy the data” isn’t in the team’s control. In the way: Only one team may copy data.',
      );
      expect(await it_.home(ben)).toContain('a leader is asked about it');
      expect(await it_.home(ben)).not.toContain('Not in our control');
      const before = theme.to(ben).length;
      await it_.until('2026-12-06T20:00:00Z');
      expect(theme.to(ben)).toHaveLength(before);
      await answers('change', {
        what: typed('Give both teams access'),
        due: { selected_date: '2026-12-20' },
      });
      expect(it_.thread().at(-1)).toContain('takes the place of the team’s action');
      expect((await actions()).map(({ what, state, reason }) => [what, state, reason])).toEqual(
        expect.arrayContaining([
          ['Copy the data', 'dropped', 'A leader takes this over: Give both teams access'],
          ['Give both teams access', 'open', ''],
        ]),
      );
      expect(await it_.home(ben)).not.toContain('Copy the data');
    }, 60_000);

    it('comes back to its owner, who is told, when the question is withdrawn', async () => {
      await beyond();
      await it_.until('2026-11-26T10:00:00Z');
      const form = await it_.press(ben, theme.card(), 'Ask another or withdraw (facilitator)');
      expect(words(await it_.press(ben, form, 'Withdraw the question'))).toContain('is withdrawn');
      await it_.until('2026-11-27T16:00:00Z');
      expect(theme.last(ben).text).toContain('so it’s with you again: Copy the data');
      expect(await it_.home(ben)).toContain('Not in our control');
      expect(() => theme.card()).toThrow('no question');
      // It may be asked again, on the same card.
      const again = await it_.press(ben, await theme.homeOf(ben), 'Not in our control');
      const inputs = { theme: typed('Only one team may copy data'), leader: chosen(cat) };
      expect(words(await it_.submit(ben, again, inputs))).toBe('clear');
      await it_.settle();
      expect(theme.cards()).toHaveLength(1);
      expect((await stored()).map(({ state, round }) => [state, round])).toEqual([['asked', 2]]);
      expect(words(await it_.submit(ben, again, inputs))).toContain('asked about this already');
    }, 60_000);

    it('comes back to its owner when nothing will change, and reminders go on', async () => {
      await beyond();
      await answers('nothing');
      await it_.until('2026-11-25T16:00:00Z');
      expect(theme.last(ben).text).toContain(
        'nothing changes for now. So it’s with you again: Copy the data',
      );
      const before = theme.to(ben).length;
      await it_.until('2026-12-07T20:00:00Z');
      expect(theme.to(ben).length).toBeGreaterThan(before);
    }, 60_000);

    it('asked about once more after an answer has a card of its own, and the answer goes with the leader who gave it', async () => {
      await beyond();
      await answers('nothing');
      await agrees(ann);
      const again = await it_.press(ben, await theme.homeOf(ben), 'Not in our control');
      const inputs = { theme: typed('Only one team may copy data'), leader: chosen(ann) };
      expect(words(await it_.submit(ben, again, inputs))).toBe('clear');
      await it_.settle();
      expect(theme.cards()).toHaveLength(2);
      expect(it_.thread().join('\n')).toContain('We assumed one copy is enough.');
      await it_.store.erasing(team, cat, { kind: 'person', userId: cat });
      await it_.settle();
      expect(JSON.stringify(await stored())).not.toContain('We assumed one copy is enough.');
    }, 60_000);

    it('is said in the message that asks about a late one, which then says that it waits', async () => {
      await theme.talked('Autumn', 'No data');
      await theme.menu('Autumn', 'Continue to actions (facilitator)');
      await theme.agreedOn('Autumn', 'Copy the data', ann);
      await theme.closed('Autumn');
      await agrees(cat);
      await it_.until('2027-01-10T10:00:00Z');
      const late = theme.last(ann);
      expect(late.text).toContain('What fits best now');
      expect(JSON.stringify(late.blocks).split('"button"').length - 1).toBe(5);
      const form = await it_.press(ann, late, 'Not in our control');
      const named = { theme: typed('Cat owns the data'), leader: chosen(cat) };
      expect(words(await it_.submit(ann, form, named))).toContain('theme: This names a person');
      const inputs = { theme: typed('Only one team may copy data'), leader: chosen(cat) };
      expect(words(await it_.submit(ben, form, inputs))).toContain('Only its owner decides');
      expect(words(await it_.submit(ann, form, inputs))).toBe('clear');
      await it_.settle();
      expect(theme.last(ann).text).toContain('A leader is asked about it: Copy the data.');
      expect(words(await it_.submit(ann, form, inputs))).toContain('asked about this already');
    }, 60_000);

    it('is for its owner to say, of an action that is open', async () => {
      await beyond();
      const owned = await theme.homeOf(ben);
      await it_.press(ben, owned, 'Done');
      await it_.settle();
      expect(theme.card().text).toContain('Copy the data');
      const form = await it_.press(ann, theme.card(), 'Ask another or withdraw (facilitator)');
      await it_.press(ann, form, 'Withdraw the question');
      await it_.until('2026-11-26T16:00:00Z');
      expect(
        theme
          .to(ben)
          .map(({ text }) => text)
          .join(),
      ).not.toContain('with you again');
    }, 60_000);
  });
});

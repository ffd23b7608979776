/** Cards become topics: suggested, joined, kept apart and undone by whoever facilitates, and read by every participant. */
import { userId, type UserId } from '../../src/core/ids.ts';
import { button } from '../../src/core/kit/action.ts';
import { actions } from '../../src/core/kit/blocks.ts';
import { groupingsOf, topicsIn } from '../../src/features/retro/group/rows.ts';
import { acceptAll } from '../../src/features/retro/group/screens.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, chosen, gus, team, type Team, teamsOn, words } from './support/retro-team.ts';

// Many presses each, and PostgreSQL is asked statement by statement.
describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  const written: readonly (readonly [UserId, ...string[]])[] = [
    [ann, 'Flaky tests slow us down\nCalm week', ''],
    [ben, '', 'The tests are flaky again\nReviews wait for days'],
    [cat, '', 'Waiting for reviews took days\nLegal answered late'],
  ];
  const flaky = ['Flaky tests slow us down', 'The tests are flaky again'];
  const reviews = ['Reviews wait for days', 'Waiting for reviews took days'];
  const alone = ['Calm week', 'Legal answered late'];

  /** Three people have written cards, and collecting is over. */
  async function collected(inputs = {}): Promise<void> {
    await it_.start(inputs);
    for (const [who, ...columns] of written) await it_.addCards(who, ...columns);
  }

  const group = async (who = ann) => it_.press(who, await it_.main(), 'Group the cards');

  /** The topics of two cards or more, with the texts of all, as every participant reads them. */
  const read = async (who: UserId) => {
    const shown = words(await it_.press(who, await it_.main(), 'Read the topics'));
    return { shown, joined: [...shown.matchAll(/(\d+) cards/g)].length };
  };

  /** How many suggestions wait for a decision in the form. */
  const suggestedIn = (form: string) => [...form.matchAll(/"text":"Group"/g)].length;

  const stored = () =>
    it_.store.read(team, { kind: 'person', userId: ann }, async (read) => {
      const row = await read.from(retros).selectAll().executeTakeFirstOrThrow();
      return {
        id: row.id,
        phase: row.phase,
        topics: (await topicsIn(read, row.id)).map(({ cards }) => cards.length).toSorted(),
        groupings: await groupingsOf(read, row.id),
      };
    });

  it('suggests what is alike, and nothing else', async () => {
    await collected();
    const form = words(await group());
    for (const text of [...flaky, ...reviews]) expect(form).toContain(text);
    // A card alone stands below, to be named.
    for (const text of alone) expect(form.split('*Single cards*')[0]).not.toContain(text);
    expect(form).toContain('6 cards, 6 topics');
    expect(suggestedIn(form)).toBe(2);
    expect((await stored()).topics).toEqual([1, 1, 1, 1, 1, 1]);
    // Looked at again, nothing is suggested twice.
    await group();
    expect((await stored()).groupings).toHaveLength(2);
  });

  it('joins each suggestion by a press of its own, and takes each apart again', async () => {
    await collected();
    const accepted = await it_.joinSuggested(ann, await group());
    expect(words(accepted)).toContain('6 cards, 4 topics');
    expect((await it_.main()).text).toContain('Topics: 4.');
    expect((await read(cat)).joined).toBe(2);

    const undone = await it_.press(ann, accepted, 'Ungroup');
    expect(words(undone)).toContain('6 cards, 5 topics');
    expect(words(undone)).toContain('Kept separate');
    const again = await it_.press(ann, undone, 'Group after all');
    expect(words(again)).toContain('6 cards, 4 topics');
    expect(words(again)).not.toContain('Kept separate');
  });

  it('keeps a suggestion apart, and does not suggest it again', async () => {
    await collected();
    const kept = await it_.press(ann, await group(), 'Keep separate');
    expect(suggestedIn(words(kept))).toBe(1);
    expect(suggestedIn(words(await group()))).toBe(1);
  });

  it('has no button for all suggestions, and one in a form that was opened before accepts none', async () => {
    await collected();
    const form = await group();
    expect(words(form)).not.toMatch(/accept all|retro\.group-all/i);
    const old = actions([
      button(acceptAll, 'Accept all suggestions (2)', { retro: (await stored()).id, page: 0 }),
    ]);
    const pressed = await it_.press(ann, { blocks: [old] }, 'Accept all suggestions (2)');
    expect(pressed).toMatchObject({ kind: 'update' });
    expect(words(pressed)).toBe(words(form));
    expect((await stored()).topics).toEqual([1, 1, 1, 1, 1, 1]);
    expect(words(await it_.press(ben, { blocks: [old] }, 'Accept all suggestions (2)'))).toContain(
      'Only the facilitator',
    );
  });

  it('joins by hand what nothing suggests', async () => {
    await collected();
    const choose = await it_.press(ann, await group(), 'Group by hand');
    expect(words(await it_.press(ann, choose, 'Back to the groups'))).toContain('6 cards, 6 topics');
    const offered = [...words(choose).matchAll(/"text":"(\d+\. [^"]*)"[^}]*\},"value":"([^"]+)"/g)];
    expect(offered).toHaveLength(6);
    const two = offered.filter(([, text]) => alone.some((one) => text?.includes(one) === true));
    const options = two.map(([, , value]) => ({ value: value ?? '' }));

    const one = await it_.submit(ann, choose, { topics: { selected_options: options.slice(0, 1) } });
    expect(words(one)).toMatch(/^topics: Choose two topics or more/);
    const forged = await it_.submit(ann, choose, {
      topics: { selected_options: [{ value: 'nothing' }, { value: 'of <this>' }] },
    });
    expect(words(forged)).toMatch(/^topics: Choose two/);
    const joined = await it_.submit(ann, choose, { topics: { selected_options: options } });
    expect(words(joined)).toContain('6 cards, 5 topics');
    expect((await stored()).topics).toEqual([1, 1, 1, 1, 2]);
  });

  it('offers nothing to be joined by hand where no two topics are left', async () => {
    await it_.start();
    await it_.addCards(ann, 'Calm week\nPairing');
    for (const who of [ben, cat]) await it_.press(who, await it_.main(), 'Nothing to add');
    const form = await group();
    const mine = async () =>
      it_.press(ann, await it_.press(ann, await it_.main(), 'Read the topics'), 'My cards');
    await it_.press(ann, await mine(), 'Delete');
    await it_.press(ann, await mine(), 'Delete');
    expect(words(await it_.press(ann, form, 'Group by hand'))).toContain('0 cards, 0 topics');
  });

  it('loses no text and no author, whatever is joined', async () => {
    await collected({ names: chosen('shown') });
    await it_.joinSuggested(ann, await group());
    const { shown } = await read(ben);
    for (const text of [...flaky, ...reviews, ...alone]) expect(shown.split(text)).toHaveLength(2);
    for (const who of [ann, ben, cat])
      expect([...shown.matchAll(new RegExp(`"user_id":"${who}"`, 'g'))]).toHaveLength(2);
    // And what one has written is one's own still.
    const mine = words(
      await it_.press(cat, await it_.press(cat, await it_.main(), 'Read the topics'), 'My cards'),
    );
    expect(mine).toContain('Waiting for reviews took days');
  });

  it('is done by the facilitator; the others read, and are told whose it is', async () => {
    await collected();
    expect(words(await group(ben))).toContain('Only the facilitator');
    const form = await group();
    expect(words(await it_.press(ben, form, 'Group'))).toContain('Only the facilitator');
    expect(words(await it_.submit(ben, form))).toContain('Only the facilitator');
    expect((await stored()).topics).toHaveLength(6);
    expect((await read(ben)).shown).toContain('Calm week');
    await it_.leaves(gus);
    expect((await read(gus)).shown).toMatch(/I can’t find|for its participants/);
  });

  it('changes nothing when two press the same at once, or one presses what is long decided', async () => {
    await collected();
    const form = await group();
    const both = await Promise.all([1, 2].map(() => it_.press(ann, form, 'Group')));
    for (const reply of both) expect(words(reply)).toContain('6 cards, 5 topics');
    expect((await stored()).topics).toEqual([1, 1, 1, 1, 2]);

    const [a, b] = await Promise.all([it_.press(ann, form, 'Keep separate'), it_.joinSuggested(ann, form)]);
    // Whichever came first, no card stands in two.
    expect(words(a)).toContain('6 cards');
    expect(words(b)).toContain('6 cards');
    expect((await stored()).topics.reduce((sum, cards) => sum + cards, 0)).toBe(6);
  });

  it('goes on with what is joined, once, and leaves apart what nobody decided on', async () => {
    await collected();
    const form = await group();
    await it_.press(ann, form, 'Group');
    expect(words(await it_.submit(ann, form))).toBe('clear');
    expect((await it_.main()).text).toContain('for 5 topics');
    expect((await stored()).phase).toBe('vote');
    // The same form again, or a button in it, ends no second phase and joins nothing any more.
    for (const late of [await it_.submit(ann, form), await it_.press(ann, form, 'Group')])
      expect(words(late)).toContain('Grouping the cards of “Website relaunch” ended on');
    expect(await stored()).toMatchObject({ phase: 'vote', topics: [1, 1, 1, 1, 2] });
  });

  it('ends at its time, with nobody there', async () => {
    await collected();
    await it_.until('2026-11-25T12:00:00Z');
    expect(await stored()).toMatchObject({ phase: 'vote', topics: [1, 1, 1, 1, 1, 1] });
  });

  it('goes on with a topic whose cards are deleted, as long as one is left', async () => {
    await collected();
    await it_.joinSuggested(ann, await group());
    const mine = async () =>
      it_.press(ann, await it_.press(ann, await it_.main(), 'Read the topics'), 'My cards');
    await it_.press(ann, await mine(), 'Delete');
    await it_.press(ann, await mine(), 'Delete');
    const { shown, joined } = await read(ben);
    expect(shown).not.toContain('Flaky tests slow us down');
    expect(shown).toContain('The tests are flaky again');
    expect(joined).toBe(1);
    expect((await stored()).topics).toEqual([1, 1, 2]);
  });

  it('lets 600 cards, the longest of 3,000 characters, be grouped and read to the last character', async () => {
    const people = [ann, ben, cat, ...['dora', 'emil', 'finn'].map((id) => userId(id))];
    for (const id of people.slice(3)) {
      const facts = { userId: id, memberType: 'member', isAdmin: false, tz: 'UTC', locale: 'en' } as const;
      await it_.store.directory.savePerson(team, { ...facts, awayUntil: null }, it_.clock.now());
      it_.comesBack(id);
    }
    await it_.start();
    const cardOf = (who: string, index: number) =>
      `${who} ${String(index)} `.padEnd(index % 20 === 0 ? 3_000 : 80, `${String(index % 37)}学 `);
    const texts = people.map((who) => Array.from({ length: 100 }, (_, index) => cardOf(who, index).trim()));
    for (const [at, who] of people.entries())
      expect(words(await it_.addCards(who, texts[at]?.join('\n') ?? ''))).toBe('nothing');
    const form = await group();
    expect(words(await it_.press(ann, form, 'Group'))).not.toContain('600 topics');

    let page = await it_.press(ben, await it_.main(), 'Read the topics');
    let read = words(page);
    while (words(page).includes('"Next page"')) {
      page = await it_.press(ben, page, 'Next page');
      read += words(page);
    }
    expect(texts.flat().filter((text) => !read.includes(text))).toEqual([]);
  });
});

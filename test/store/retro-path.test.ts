/** A retrospective of three people, from the command to the summary, through listeners, posts and jobs. */
import { cards } from '../../src/features/retro/collect/rows.ts';
import { retros, turns } from '../../src/features/retro/session/rows.ts';
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
    it_ = await teams.fresh();
  });

  /** Three people answer, so that collecting is over. */
  async function collected(inputs = {}): Promise<void> {
    await it_.start(inputs);
    await it_.addCards(ann, 'The checklist\nPairing', 'Late test data');
    await it_.addCards(ben, '', 'Nobody knew <!channel> the date');
    await it_.addCards(cat, 'Calm week');
  }

  it('goes the whole path', async () => {
    await it_.start();
    const main = await it_.main();
    expect(main.text).toContain('Retrospective: Website relaunch');
    expect(main.text).toContain('0 of 3 have answered');

    expect(words(await it_.addCards(ann, 'The checklist\nPairing', 'Late test data'))).toBe('nothing');
    expect((await it_.main()).text).toContain('1 of 3 has answered');
    await it_.addCards(ben, '', 'Nobody knew the date');
    const noted = await it_.press(cat, await it_.main(), 'Nothing to add');
    expect(words(noted)).toContain('Everyone has answered');

    expect((await it_.main()).text).toContain('Collecting is over');
    expect(it_.thread()).toEqual([expect.stringContaining('Collecting is over')]);
    const seen = await it_.seen(cat);
    for (const card of ['The checklist', 'Pairing', 'Late test data', 'Nobody knew the date'])
      expect(seen).toContain(card);

    await it_.toActions();
    const form = await it_.press(ben, await it_.main(), 'Propose an action');
    const proposed = await it_.submit(ben, form, {
      what: typed('Write a checklist for launches'),
      owner: { selected_user: cat },
      whenThen: typed('When a launch is planned, then I open it'),
    });
    expect(words(proposed)).toBe('nothing');
    expect((await it_.main()).text).toContain('Write a checklist for launches · Cat');
    expect((await it_.main()).text).toContain('When a launch is planned, then I open it');

    const confirm = await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)');
    expect(words(await it_.submit(ann, confirm))).toBe('clear');
    const summary = await it_.main();
    expect(summary.text).toContain('Closed by Ann');
    expect(summary.text).toContain('One promise · 4 cards · 3 people');
    // One reply for each phase that began, and a message for each of the three topics that were talked about.
    expect(it_.thread()).toHaveLength(5);
    const posted = it_.slack.messages.filter(
      ({ channel, threadTs }) => channel === here && threadTs === undefined,
    );
    expect(posted.map(({ text }) => text.split('\n')[0])).toEqual([
      'Website relaunch: what we take with us',
      '“Website relaunch”, topic 1 of 3.',
      '“Website relaunch”, topic 2 of 3.',
      '“Website relaunch”, topic 3 of 3.',
    ]);

    expect(await it_.home(cat)).toContain('Write a checklist for launches');
    const blocks = JSON.parse(await it_.home(cat)) as unknown[];
    await it_.press(cat, { blocks }, 'I’ll do it');
    await it_.press(cat, { blocks: JSON.parse(await it_.home(cat)) as unknown[] }, 'Done');
    expect(await it_.home(cat)).not.toContain('Write a checklist for launches');
    expect(await it_.home(cat)).toContain('Past retrospectives (1)');
  });

  it('shows nobody the cards of others before collecting is over, the facilitator neither', async () => {
    await it_.start();
    await it_.addCards(ben, 'A secret of Ben');
    const forms = [
      await it_.press(ann, await it_.main(), 'Add cards'),
      await it_.press(cat, await it_.main(), 'Add cards'),
    ];
    expect(forms.map(words).join()).not.toContain('secret');
    expect(words(await it_.press(ben, await it_.main(), 'Add cards'))).toContain('A secret of Ben');
    expect((await it_.main()).text + (await it_.home(ann))).not.toContain('secret');
    // Not through any scope either: the store keeps them, not this feature.
    const read = (who: typeof ann) =>
      it_.store.read(team, { kind: 'person', userId: who }, async (read) =>
        read.from(cards).selectAll().execute(),
      );
    expect([await read(ann), await read(cat)]).toEqual([[], []]);
    expect(await read(ben)).toHaveLength(1);
  });

  it('keeps a card through an edit, adds and deletes as the lines say', async () => {
    await it_.start();
    await it_.addCards(ann, 'one\ntwo\nthree');
    const written = () =>
      it_.store.system
        .selectFrom('authorship')
        .select('row_id')
        .where('table_name', '=', 'retro_card')
        .orderBy('row_id')
        .execute();
    const before = await written();
    await it_.addCards(ann, 'one\ntwo, changed\nfour', 'elsewhere');
    const after = await written();
    expect(after.filter((row) => before.some(({ row_id }) => row_id === row.row_id))).toHaveLength(3);
    const form = words(await it_.press(ann, await it_.main(), 'Add cards'));
    for (const line of ['one', 'two, changed', 'four', 'elsewhere']) expect(form).toContain(line);
    expect(form).not.toContain('three');
  });

  it('takes the answer back when all of one’s cards are removed', async () => {
    await it_.start();
    await it_.addCards(ann, 'one');
    await it_.addCards(ann, '');
    expect((await it_.main()).text).toContain('0 of 3 have answered');
  });

  it('hides names from everybody, or shows them beside the cards, as was chosen', async () => {
    await collected();
    expect(await it_.seen(ben)).not.toContain('"user_id"');
  });

  it('shows names where that was chosen', async () => {
    await collected({ names: chosen('shown') });
    expect(await it_.seen(ben)).toContain('"user_id":"ann"');
  });

  it('keeps the cards from the rest of the channel, also after the end', async () => {
    await collected();
    expect(words(await it_.look(gus))).toContain('for its participants');
    await it_.toActions();
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)'));
    expect(words(await it_.look(gus))).toContain('for its participants');
    expect(await it_.seen(ben)).toContain('Calm week');
  });

  it('opens the cards to the channel after the end, and not before, where that was chosen', async () => {
    await collected({ cardsFor: chosen('channel') });
    expect(words(await it_.look(gus))).toContain('for its participants');
    await it_.toActions();
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)'));
    expect(await it_.seen(gus)).toContain('Calm week');
  });

  it('ends only one phase when two press at once, or one presses twice', async () => {
    await it_.start();
    await it_.addCards(ann, 'one');
    const first = await it_.press(ann, await it_.main(), 'Close collecting (facilitator)');
    const second = await it_.press(ann, await it_.main(), 'Close collecting (facilitator)');
    const replies = await Promise.all([it_.submit(ann, first), it_.submit(ann, second)]);
    expect(replies.map(words).toSorted()).toEqual([
      expect.stringMatching(
        /^Collecting cards for “Website relaunch” ended on .*“Add a late card” in the retrospective’s message takes it/,
      ),
      'clear',
    ]);
    expect((await it_.main()).text).toContain('Collecting is over');
    expect(it_.thread()).toHaveLength(1);
  });

  it('counts both when the last two answer at the same moment', async () => {
    await it_.start();
    await it_.addCards(ann, 'one');
    const main = await it_.main();
    const [benForm, catForm] = [
      await it_.press(ben, main, 'Add cards'),
      await it_.press(cat, main, 'Add cards'),
    ];
    await Promise.all([
      it_.submit(ben, benForm, { column0: typed('two') }),
      it_.submit(cat, catForm, { column0: typed('three') }),
    ]);
    expect((await it_.main()).text).toContain('Collecting is over');
    const seen = await it_.seen(ann);
    for (const card of ['one', 'two', 'three']) expect(seen).toContain(`"text":"${card}"`);
  });

  it.each([
    ['had answered', true, '2 of 3 have answered'],
    ['had not answered', false, '1 of 3 has answered'],
  ] as const)(
    'counts as before when somebody leaves who %s, and loses none of their cards',
    async (_what, hasAnswered, count) => {
      await it_.start();
      await it_.addCards(ann, 'one');
      if (hasAnswered) await it_.addCards(cat, 'from Cat');
      const before = (await it_.main()).text;
      expect(before).toContain(count);
      await it_.leaves(cat);
      await it_.settle();
      // All that is seen of it is that she is not here any more.
      expect((await it_.main()).text).toBe(before.replace('<@ann>, <@ben>, and <@cat>', '<@ann> and <@ben>'));
      await it_.addCards(ben, 'two');
      if (!hasAnswered)
        await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close collecting (facilitator)'));
      expect((await it_.main()).text).toContain('Collecting is over');
      if (hasAnswered) expect(await it_.seen(ann)).toContain('from Cat');
    },
  );

  it('counts somebody once who left and came back', async () => {
    await it_.start();
    for (const who of [ann, ben]) await it_.addCards(who, `of ${who}`);
    await it_.leaves(ben);
    await it_.settle();
    it_.comesBack(ben);
    expect(words(await it_.press(ben, await it_.main(), 'Nothing to add'))).toContain('so you’ve answered');
    await it_.addCards(ben, 'of ben, again');
    expect((await it_.main()).text).toContain('2 of 3 have answered');
    await it_.press(cat, await it_.main(), 'Nothing to add');
    expect((await it_.main()).text).toContain('Collecting is over: everyone has answered.');
    const tally = await it_.store.read(team, { kind: 'person', userId: ann }, async (read) => {
      const { id } = await read.from(retros).select('it.id').executeTakeFirstOrThrow();
      return read.countBy(turns, 'answer', { retro_id: id, phase: 'collect' });
    });
    expect(Object.fromEntries(tally)).toEqual({ cards: 2, nothing: 1 });
  });

  it('is taken over at once when the facilitator is gone', async () => {
    await it_.start();
    await it_.addCards(ben, 'one');
    expect(words(await it_.press(ben, await it_.main(), 'Take over as facilitator'))).toContain(
      'Someone is facilitating',
    );
    await it_.store.directory.personGone(team, ann, it_.clock.now());
    expect(words(await it_.press(ben, await it_.main(), 'Take over as facilitator'))).toBe('nothing');
    expect((await it_.main()).text).toContain('Ben facilitates');
    expect(it_.thread()).toEqual(['<@ben> is now facilitating.']);
  });

  it('can be cancelled, and then the cards stay with their authors', async () => {
    await it_.start();
    await it_.addCards(ben, 'mine');
    const confirm = await it_.press(ann, await it_.main(), 'Cancel the retrospective (facilitator)');
    await it_.submit(ann, confirm);
    const main = await it_.main();
    expect(main.text).toContain('Cancelled by Ann');
    // What is left to do is for its author alone, and to hold another one.
    expect(JSON.stringify(main.blocks).match(/"action_id":"[^"]+"/g)).toEqual([
      '"action_id":"retro.own"',
      '"action_id":"retro.again"',
    ]);
    expect(it_.thread()).toEqual(['The retrospective was cancelled.']);
  });
});

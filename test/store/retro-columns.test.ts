/** A retrospective with columns of one's own: chosen in the form, kept with it, and read wherever columns are. */
import { retro } from '../../src/features/retro/feature.ts';
import { exportFor } from '../../src/system/my-data/subject-data.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, chosen, team, type Team, teamsOn, typed, words } from './support/retro-team.ts';

const own = 'Was uns *überrascht* hat\n何を学んだか\n<!channel>';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  const full = async () => it_.press(ann, await it_.command(ann, 'Relaunch'), 'Change');

  it('they are asked for where they are chosen, and what was typed stays when the choice changes', async () => {
    const form = await full();
    expect(words(form)).not.toContain('One per line');
    const asked = await it_.fill(ann, form, { format: chosen('own') });
    expect(words(asked)).toContain('One per line, 2 to 5 of them');
    const other = await it_.fill(ann, asked, { format: chosen('sailboat'), columns: typed(own) });
    expect(words(other)).toContain('何を学んだか');
    // Not used then.
    expect(await it_.submit(ann, other)).toEqual({ kind: 'nothing' });
    expect(words(await it_.press(ben, await it_.main(), 'Add cards'))).toContain('Anchor');
  });

  it.each([
    ['', 'columns: Write at least two columns'],
    ['Only one\n \n', 'columns: Write at least two columns'],
    ['1\n2\n3\n4\n5\n6', 'columns: That’s 6 columns, and the limit is 5'],
    [`One\n${'x'.repeat(80)}`, 'has 80 characters, and a column can have up to 75'],
    ['One\none', 'columns: “one” is there twice'],
  ])('%j is answered at the input', async (typedIn, said) => {
    const form = await it_.fill(ann, await full(), { format: chosen('own') });
    expect(words(await it_.submit(ann, form, { columns: typed(typedIn) }))).toContain(said);
  });

  it('they stand over the cards in the form, the list, the page and the export, and come along to the next one', async () => {
    const form = await it_.fill(ann, await full(), { format: chosen('own') });
    expect(await it_.submit(ann, form, { columns: typed(own) })).toEqual({ kind: 'nothing' });
    const cards = await it_.press(ben, await it_.main(), 'Add cards');
    for (const column of own.split('\n')) expect(words(cards)).toContain(`"text":"${column}"`);
    await it_.fill(ben, cards, { column2: typed('half a') });
    expect(words(await it_.press(ben, await it_.main(), 'Add cards'))).toContain('"initial_value":"half a"');
    await it_.addCards(ben, 'of ben', '', 'for all');
    await it_.addCards(ann, '', 'of ann');
    await it_.addCards(cat, 'of cat');
    const read = await it_.seen(ann);
    expect(read).toContain('何を学んだか');
    const exported = await exportFor(
      it_.store,
      [retro],
      team,
      { actor: 'operator', reader: null },
      {
        kind: 'person',
        userId: ben,
      },
    );
    expect(exported['retro']).toMatchObject({
      retrospectives: [{ format: { choice: 'own' }, columns: own.split('\n') }],
    });
    expect(JSON.stringify(exported)).toContain('"column":"<!channel>","text":"for all"');
    await it_.until('2026-12-05T10:00:00Z');
    const page = words(await it_.press(ann, await it_.command(ann, 'history'), 'Read'));
    for (const column of own.split('\n')) expect(page).toContain(column);
    const again = await it_.press(ann, await it_.main(), 'Run it again');
    expect(words(again)).toContain(JSON.stringify(own).slice(1, -1));
    expect(await it_.submit(ann, again)).toEqual({ kind: 'nothing' });
  });
});

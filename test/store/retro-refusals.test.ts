/** Bad input, wrong places, wrong people: each has a clear answer, and nothing is lost. */
import { hour } from '../../src/core/clock.ts';
import { exportOf } from '../../src/core/export.ts';
import { retro } from '../../src/features/retro/feature.ts';
import { engines } from '../support/databases.ts';
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
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  it.each([
    ['in a direct message', ann, { kind: 'direct' }, 'needs a team'],
    ['where Lore is not', ann, { hasLore: false }, '/invite @Lore'],
    ['in an archived channel', ann, { isArchived: true }, 'archived'],
    ['in a conversation that Lore cannot see', ann, null, '/invite @Lore'],
    ['by a guest', gus, {}, 'Guests can’t start'],
    ['by a guest in a direct message', gus, { kind: 'direct' }, 'start it in its channel'],
    ['by somebody of another organisation', eva, {}, 'members of the workspace'],
  ] as const)('refuses one %s, and says what to do', async (_what, who, where, sentence) => {
    const reply = await it_.command(who, 'Website relaunch', where);
    expect(reply.kind).toBe('message');
    expect(words(reply)).toContain(sentence);
  });

  it('answers help, a slip, and actions', async () => {
    expect(words(await it_.command(ann, 'help'))).toContain('`/retro Website relaunch`');
    const slip = words(await it_.command(ann, 'hlep'));
    expect(slip).toContain('Did you mean `/retro help`?');
    expect(slip).toContain('`/retro Website relaunch`');
    expect(words(await it_.command(gus, 'actions', { kind: 'direct' }))).toContain(
      'You have no open actions',
    );
    const forGuests = words(await it_.command(gus, 'help'));
    expect(forGuests).toContain('can ask you to join');
    expect(forGuests).not.toContain('`/retro` starts');
    expect(words(await it_.command(ann, 'pln'))).toContain('Did you mean `/retro plan`?');
    expect(words(await it_.command(ann, 'x'.repeat(10_000)))).toContain('10,000 characters');
  });

  it('proposes the channel’s name, and keeps a name that is too long in its field', async () => {
    const modal = await it_.command(ann, '');
    expect(words(modal)).toContain('"initial_value":"proj website"');
    // What it is about, and what kind; the rest is under Change.
    expect(words(modal).match(/"type":"input"/g)).toHaveLength(2);
    expect(await it_.submit(ann, modal, { about: typed('n'.repeat(10_000)) })).toEqual({
      kind: 'errors',
      errors: {
        about: 'This has 10,000 characters, and a name can have up to 120. For example: Website relaunch',
      },
    });
    expect(await it_.submit(ann, modal, { about: typed('  ') })).toMatchObject({ kind: 'errors' });
    expect(await it_.submit(ann, modal, { about: typed('Relaunch') })).toEqual({ kind: 'nothing' });
  });

  it('starts no sixth one that the same person facilitates here, until one is over', async () => {
    for (let count = 0; count < 5; count += 1) await it_.start();
    const modal = await it_.command(ann, 'One more');
    expect(words(await it_.submit(ann, modal))).toMatch(
      /^about: The same person is already facilitating 5 open retrospectives/,
    );
    const full = await it_.press(ann, modal, 'Change');
    expect(words(await it_.submit(ann, full, { facilitator: { selected_user: 'ben' } }))).toBe('nothing');
    const cancel = await it_.press(ann, await it_.main(), 'Cancel the retrospective (facilitator)');
    await it_.submit(ann, cancel);
    expect(words(await it_.submit(ann, modal))).toBe('nothing');
  });

  it('says wherever it is decided that hidden names hide little among few', async () => {
    const full = await it_.press(ann, await it_.command(ann, 'Relaunch'), 'Change');
    expect(words(full)).toContain('people know each other’s words');
    await it_.submit(ann, full);
    expect((await it_.main()).text).toContain('among so few that hides little');
    await it_.addCards(ben, 'of ben');
    const close = await it_.press(ann, await it_.main(), 'Close collecting (facilitator)');
    expect(words(close)).toContain('This shows the cards of one person');
    const cancel = await it_.press(ann, await it_.main(), 'Cancel the retrospective (facilitator)');
    expect(words(cancel)).not.toContain('shows');
  });

  it('shows what else can be chosen under Change, and takes it', async () => {
    const modal = await it_.command(ann, 'Relaunch');
    const full = await it_.press(ann, modal, 'Change');
    expect(full.kind).toBe('update');
    const named = await it_.submit(ann, full, {
      about: typed('Relaunch, at last'),
      ended: { selected_date: '2026-11-20' },
      people: { selected_users: ['ben', 'eva', 'nobody'] },
    });
    // Whoever is not here is named, and all that was filled in stands there still.
    expect(named.kind).toBe('update');
    expect(words(named)).toContain('<@eva> and <@nobody> aren’t in the channel');
    for (const kept of ['Relaunch, at last', '2026-11-20', '"ben","eva","nobody"'])
      expect(words(named)).toContain(kept);
    const wrong = await it_.submit(ann, full, {
      ended: { selected_date: '2025-11-20' },
      facilitator: { selected_user: 'gus' },
    });
    expect(wrong).toEqual({
      kind: 'errors',
      errors: {
        ended: 'Choose a day within a year from today, for example Tue 24 November.',
        facilitator: 'Choose a member of the workspace who is in the channel, for example yourself.',
      },
    });
    const right = await it_.submit(ann, full, {
      people: { selected_users: ['ben'] },
      facilitator: { selected_user: 'cat' },
      format: chosen('sailboat'),
      collect: chosen('hours-1'),
      actions: chosen('days-3'),
      ended: { selected_date: '2026-11-20' },
      names: chosen('shown'),
    });
    expect(right).toEqual({ kind: 'nothing' });
    const main = await it_.main();
    expect(main.text).toContain('Cat facilitates');
    expect(main.text).toContain('Asked: <@ben> and <@cat>. 0 of 2 have answered');
    expect(main.text).toContain('until <!date^1795518000^');
    expect(main.text).toContain('Looking back from Fri 20 November 2026');
    expect(words(await it_.press(ben, main, 'Add cards'))).toContain('Anchor');
    expect(words(await it_.press(ann, main, 'Add cards'))).toContain('for the people who were chosen');
  });

  it('answers an empty form kindly, and keeps too many cards and too long ones in it', async () => {
    await it_.start();
    expect(words(await it_.addCards(ben, '  \n '))).toContain('Write at least one card');
    expect(words(await it_.addCards(ben, '', 'x'.repeat(3_001)))).toContain(
      'column1: One line has 3,001 characters',
    );
    expect(
      words(await it_.addCards(ben, Array.from({ length: 101 }, (_, index) => `card ${index}`).join('\n'))),
    ).toContain('101 cards');
    expect((await it_.main()).text).toContain('0 of 3');
  });

  it('takes many long cards in several goes, and lets each be changed and deleted', async () => {
    await it_.start();
    await it_.addCards(ben, 'a'.repeat(3_000));
    await it_.addCards(ben, 'b'.repeat(3_000));
    const form = await it_.press(ben, await it_.main(), 'Add cards');
    expect(words(form)).toContain('You already have 2 cards here');
    const own = await it_.press(ben, form, 'My cards');
    expect(words(own)).toContain('a'.repeat(3_000));
    const edit = await it_.press(ben, own, 'Change');
    expect(await it_.submit(ben, edit, { text: typed('one\ntwo') })).toMatchObject({ kind: 'errors' });
    const changed = await it_.submit(ben, edit, { text: typed('short now') });
    expect(words(changed)).toContain('short now');
    const left = await it_.press(ben, changed, 'Delete');
    await it_.press(ben, left, 'Delete');
    expect((await it_.main()).text).toContain('0 of 3');
  });

  it('lets one’s own cards be deleted after collecting, and nobody else’s', async () => {
    await it_.start();
    for (const who of [ann, ben, cat]) await it_.addCards(who, `of ${who}`);
    await it_.toActions();
    const see = await it_.press(ben, await it_.main(), 'Read the cards');
    const own = await it_.press(ben, see, 'My cards');
    expect(words(own)).not.toContain('Change');
    await it_.press(ben, own, 'Delete');
    expect(await it_.seen(ann)).not.toContain('of ben');
    expect(words(await it_.press(ann, own, 'Delete'))).toContain('can no longer be changed');
  });

  it('says in the form that one is the last', async () => {
    await it_.start();
    for (const who of [ann, ben]) await it_.addCards(who, `of ${who}`);
    expect(words(await it_.press(cat, await it_.main(), 'Add cards'))).toContain(
      'Everyone else has answered',
    );
    expect(words(await it_.press(ben, await it_.main(), 'Nothing to add'))).toContain(
      'You already have cards here',
    );
  });

  it('refuses actions at their fields, and a fourth by asking which should go', async () => {
    await it_.start();
    for (const who of [ann, ben, cat]) await it_.addCards(who, `of ${who}`);
    await it_.toActions();
    const form = await it_.press(ben, await it_.main(), 'Propose an action');
    const propose = (inputs = {}) => it_.submit(ben, form, { what: typed('Do it'), ...inputs });
    expect(words(await propose({ what: typed('') }))).toContain('what: Write what will get done');
    expect(words(await propose({ owner: { selected_user: 'gus' } }))).toContain(
      'owner: Choose one participant',
    );
    expect(words(await propose({ due: { selected_date: '2026-11-01' } }))).toContain('due: That day is over');
    expect(words(await propose({ due: { selected_date: '2027-02-01' } }))).toContain(
      'due: Choose a day within the next 30 days',
    );
    expect(words(await propose({ what: typed('x'.repeat(301)) }))).toContain(
      '301 characters; the limit is 300',
    );
    for (let count = 0; count < 3; count += 1) expect(words(await propose())).toBe('nothing');
    expect(words(await propose())).toContain('Which one should go?');
    const full = await it_.press(cat, await it_.main(), 'Propose an action');
    expect(words(full)).toContain('Which one should go to make room for another?');
    expect(words(full)).not.toContain('"button"');
    const byBen = await it_.press(ben, await it_.main(), 'Drop an action');
    const why = await it_.press(ben, byBen, 'Drop');
    expect(words(await it_.submit(ben, why, { reason: typed('') }))).toContain('reason: Write one line');
    // Back in the list, from which another could go.
    const left = await it_.submit(ben, why, { reason: typed('Another team does it') });
    expect(words(left).match(/"action_id"/g)).toHaveLength(2);
    expect(words(await propose())).toBe('nothing');
  });

  it('counts what is done among the three actions, and says when there is no room any more', async () => {
    await it_.start();
    for (const who of [ann, ben, cat]) await it_.addCards(who, `of ${who}`);
    await it_.toActions();
    const form = await it_.press(ben, await it_.main(), 'Propose an action');
    for (const what of ['One', 'Two', 'Three']) {
      expect(words(await it_.submit(ben, form, { what: typed(what) }))).toBe('nothing');
      await it_.press(ben, await it_.command(ben, 'actions'), 'Done');
    }
    expect(words(await it_.submit(ben, form, { what: typed('Four') }))).toContain('already three actions');
    expect(words(await it_.press(ben, await it_.main(), 'Propose an action'))).toContain('already done');
  });

  it('lets no guest take over, and asks them to ask a member', async () => {
    const full = await it_.press(ann, await it_.command(ann, 'Relaunch'), 'Change');
    await it_.submit(ann, full, { people: { selected_users: ['ben', 'gus'] } });
    const main = await it_.main();
    it_.clock.set(it_.clock.now() + 25 * hour);
    expect(words(await it_.press(gus, main, 'Take over as facilitator'))).toContain(
      'members of the workspace',
    );
    expect(words(await it_.press(ben, main, 'Take over as facilitator'))).toBe('nothing');
  });

  it('decides who may on arrival, whatever the button carries', async () => {
    await it_.start();
    const main = await it_.main();
    expect(words(await it_.press(ben, main, 'Close collecting (facilitator)'))).toContain(
      'Only the facilitator',
    );
    expect(words(await it_.press(gus, main, 'Add cards'))).toContain('for the people who were chosen');
    expect(words(await it_.press(eva, main, 'Nothing to add'))).toContain('I can’t find this retrospective');
    await it_.leaves(cat);
    expect(words(await it_.press(cat, main, 'Add cards'))).toContain('I can’t find this retrospective');
    const confirm = await it_.press(ann, main, 'Cancel the retrospective (facilitator)');
    expect(words(await it_.submit(ben, confirm))).toContain('Only the facilitator');
    await it_.submit(ann, confirm);
    for (const label of [
      'Add cards',
      'Nothing to add',
      'Close collecting (facilitator)',
      'Take over as facilitator',
    ])
      expect(words(await it_.press(ann, main, label))).toContain('was cancelled');
  });

  it('exports what is a person’s own, and forgets it', async () => {
    await it_.start();
    for (const who of [ann, ben, cat]) await it_.addCards(who, `of ${who}`);
    await it_.toActions();
    const form = await it_.press(ben, await it_.main(), 'Propose an action');
    await it_.submit(ben, form, { what: typed('Do it') });
    const exported = await it_.store.read(team, { kind: 'person', userId: ben }, (read) =>
      exportOf(retro, read, { kind: 'person', userId: ben }),
    );
    expect(exported).toMatchObject({
      retrospectives: [{ about: 'Website relaunch', phase: { choice: 'actions' } }],
      answers: [{ phase: { choice: 'collect' }, answer: { choice: 'cards' } }],
      cards: [{ text: 'of ben', retrospective: { called: 'Website relaunch' } }],
      actions: [{ what: 'Do it', owner: { person: 'ben' } }],
    });
    expect(JSON.stringify(exported)).not.toContain('of ann');
    const operator = { actor: 'operator', reader: null } as const;
    const forBen = { kind: 'person', userId: ben } as const;
    expect(
      await it_.store.exporting(team, operator, forBen, (read) => exportOf(retro, read, forBen)),
    ).toEqual(exported);

    const byOperator = await it_.store.exporting(team, operator, { kind: 'workspace' }, (read) =>
      exportOf(retro, read, { kind: 'workspace' }),
    );
    expect(JSON.stringify(byOperator)).toContain('of ann');
    expect(byOperator).toMatchObject({ cards: [{ authors: [] }, { authors: [] }, { authors: [] }] });

    for (let twice = 0; twice < 2; twice += 1)
      await it_.store.erasing(team, 'operator', { kind: 'person', userId: ben });
    const seen = await it_.seen(ann);
    expect(seen).toContain('of cat');
    // Gone now it would be known as theirs: it goes with who wrote what, 14 days after the end.
    expect(seen).toContain('of ben');
    expect(
      JSON.stringify(await it_.store.system.selectFrom('authorship').selectAll().execute()),
    ).not.toContain('"ben"');
    await it_.store.erasing(team, 'operator', { kind: 'person', userId: ann });
    expect(words(await it_.press(cat, await it_.main(), 'Take over as facilitator'))).toBe('nothing');
    const main = await it_.main();
    expect(main.text).toContain('Cat facilitates');
    expect(main.text).toContain('Do it · nobody yet');
  });
});

/** What is typed into the form for cards is kept while one types: for its author, and until it is of no use any more. */
import { exportOf } from '../../src/core/export.ts';
import type { UserId } from '../../src/core/ids.ts';
import { drafts } from '../../src/features/retro/collect/rows.ts';
import { retro } from '../../src/features/retro/feature.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, gus, team, type Team, teamsOn, typed, words } from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
    await it_.start();
  });

  const form = async (who: UserId) => it_.press(who, await it_.main(), 'Add cards');
  const kept = () =>
    it_.store.system
      .selectFrom('retro_draft' as never)
      .selectAll()
      .execute();
  /** Ben types and closes the form. */
  const typing = async (text = 'Half a thou') => {
    expect(await it_.fill(ben, await form(ben), { column0: typed(text) })).toEqual({ kind: 'nothing' });
  };

  it('stands in the form when it is opened again, and says that it is not saved', async () => {
    const before = (await it_.main()).text;
    expect(words(await form(ben))).toContain('Your draft is saved as you type');
    await typing();
    await typing('Half a thought,\nand one more');
    const again = words(await form(ben));
    expect(again).toContain('"initial_value":"Half a thought,\\nand one more"');
    expect(again).toContain('It isn’t saved yet');
    // Nobody else sees it, and it is no answer.
    expect(words(await form(ann))).not.toContain('Half');
    expect((await it_.main()).text).toBe(before);
    const read = (who: UserId) =>
      it_.store.read(team, { kind: 'person', userId: who }, (read) =>
        read.from(drafts).selectAll().execute(),
      );
    expect(await read(ann)).toEqual([]);
    expect(await read(ben)).toHaveLength(1);
  });

  it('is gone once it is saved', async () => {
    await typing();
    expect(words(await it_.submit(ben, await form(ben)))).toBe('nothing');
    expect(await kept()).toEqual([]);
    const again = words(await form(ben));
    expect(again).toContain('Half a thou');
    expect(again).not.toContain('It isn’t saved yet');
  });

  it('keeps what was changed in cards that were saved, and makes no second card of them', async () => {
    await it_.addCards(ben, 'one\ntwo');
    await it_.fill(ben, await form(ben), { column0: typed('one\ntwo, and why') });
    await it_.submit(ben, await form(ben));
    const own = words(await form(ben));
    expect(own).toContain('"initial_value":"one\\ntwo, and why"');
    await it_.fill(ben, await form(ben), { column0: typed('one\ntwo, and') });
    await it_.fill(ben, await form(ben), { column0: typed('one\ntwo, and why') });
    // As it was saved: nothing to keep.
    expect(await kept()).toEqual([]);
  });

  it('can be discarded, and then the cards stand there again, in inputs that forgot what was typed', async () => {
    await it_.addCards(ben, 'one');
    await typing('quite another');
    const again = await form(ben);
    const fresh = await it_.press(ben, again, 'Discard draft');
    expect(fresh.kind).toBe('update');
    expect(words(fresh)).toContain('"initial_value":"one"');
    expect(words(fresh)).not.toContain('quite another');
    expect(words(fresh)).not.toContain('"block_id":"column0"');
    expect(await kept()).toEqual([]);
  });

  it.each([[{ value: undefined }], [{}], [{ value: '' }]])(
    'is gone when what was typed is emptied again, which Slack says as %j; what was saved is emptied in the form alone',
    async (emptied) => {
      await typing();
      expect(await it_.fill(ben, await form(ben), { column0: emptied })).toEqual({ kind: 'nothing' });
      expect(await kept()).toEqual([]);
      expect(words(await form(ben))).not.toContain('Half a thou');
      await it_.addCards(ben, 'one');
      expect(await it_.fill(ben, await form(ben), { column0: emptied })).toEqual({ kind: 'nothing' });
      expect(await kept()).toHaveLength(1);
      const again = words(await form(ben));
      expect(again).not.toContain('"initial_value":"one"');
      expect(again).toContain('It isn’t saved yet');
    },
  );

  it('names no cards of others, whatever the form names', async () => {
    await it_.addCards(ann, 'Photos came late');
    const theirs = await form(ann);
    expect(await it_.fill(ben, theirs, { column0: typed('Half a thou') })).toEqual({ kind: 'nothing' });
    expect(await kept()).toMatchObject([{ user_id: ben, shown: '[]' }]);
  });

  const closeCollecting = async () => {
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close collecting (facilitator)'));
    await it_.settle();
  };
  /** What Home offers to read. */
  const left = async (who: UserId) =>
    it_.press(who, { blocks: JSON.parse(await it_.home(who)) as unknown[] }, 'Read what you had begun');

  it('is kept for nobody who was not asked', async () => {
    const open = await form(ben);
    expect(await it_.fill(gus, open, { column0: typed('from a guest') })).toEqual({ kind: 'nothing' });
    await closeCollecting();
    expect(await it_.fill(gus, open, { column0: typed('from a guest') })).toEqual({ kind: 'nothing' });
    expect(await kept()).toEqual([]);
  });

  it('is kept of a form that stayed open when collecting was over', async () => {
    const open = await form(ben);
    await it_.addCards(ann, 'one');
    await closeCollecting();
    await it_.fill(ben, open, { column0: typed('too late') });
    expect(words(await left(ben))).toContain('too late');
  });

  it('is read in its author’s Home once collecting is over, without what was saved, and by nobody else', async () => {
    await it_.addCards(ann, 'one');
    await it_.addCards(ben, 'saved');
    await it_.fill(ben, await form(ben), {
      column0: typed('saved\nand half a thou'),
      column1: typed('more'),
    });
    expect(await it_.home(ben)).not.toContain('What you had begun for');
    await closeCollecting();
    expect(await it_.home(ben)).toContain('What you had begun for');
    const read = words(await left(ben));
    expect(read).toContain('and half a thou');
    expect(read).toContain('more');
    expect(read).toContain('Nobody else can see it. It’s deleted 14 days after the retrospective ended');
    expect(read).not.toContain('saved\\n');
    expect(it_.thread()).not.toContainEqual(expect.stringContaining('half a thou'));
    for (const other of [ann, cat]) {
      expect(await it_.home(other)).not.toContain('What you had begun for');
      expect(await it_.seen(other)).not.toContain('half a thou');
    }
    // Whoever forges the button reads their own, which is nothing.
    expect(
      words(
        await it_.press(
          ann,
          { blocks: JSON.parse(await it_.home(ben)) as unknown[] },
          'Read what you had begun',
        ),
      ),
    ).not.toContain('half a thou');
  });

  it('is not in Home if all of it was saved', async () => {
    await it_.addCards(ben, 'one\ntwo');
    // Only a deletion was not saved.
    await it_.fill(ben, await form(ben), { column0: typed('one') });
    await closeCollecting();
    expect(await kept()).toHaveLength(1);
    expect(await it_.home(ben)).not.toContain('What you had begun for');
  });

  it('can be discarded after that, which takes it out of Home', async () => {
    await it_.addCards(ann, 'one');
    await typing();
    await closeCollecting();
    expect(words(await it_.press(ben, await left(ben), 'Discard draft'))).not.toContain('Half a thou');
    expect(await kept()).toEqual([]);
    expect(await it_.home(ben)).not.toContain('What you had begun for');
  });

  it('is gone two weeks after the retrospective ended, however long that took', async () => {
    await typing();
    const control = await it_.press(ann, await it_.main(), 'More time, reopen, hand over … (facilitator)');
    const until = { date: { selected_date: '2026-12-20' }, time: { selected_time: '10:00' } };
    await it_.submit(ann, await it_.press(ann, control, 'More time'), until);
    // More than two weeks after it was typed.
    await it_.until('2026-12-20T08:59:00Z');
    expect(words(await form(ben))).toContain('Half a thou');
    await it_.until('2027-01-03T08:59:00Z');
    expect((await it_.main()).text).toContain('Closed on');
    expect(words(await left(ben))).toContain('Half a thou');
    await it_.until('2027-01-03T09:01:00Z');
    expect(await kept()).toEqual([]);
    expect(await it_.home(ben)).not.toContain('What you had begun for');
  });

  it('is gone after two weeks for somebody who has left', async () => {
    await typing();
    await it_.leaves(ben);
    await it_.until('2026-12-08T09:59:00Z');
    expect(await kept()).toHaveLength(1);
    await it_.until('2026-12-08T10:01:00Z');
    expect(await kept()).toEqual([]);
  });

  it('is exported and erased as its author’s own', async () => {
    await typing();
    const exported = (who: UserId) =>
      it_.store.read(team, { kind: 'person', userId: who }, (read) =>
        exportOf(retro, read, { kind: 'person', userId: who }),
      );
    expect(JSON.stringify(await exported(ben))).toContain('Half a thou');
    expect(JSON.stringify(await exported(cat))).not.toContain('Half a thou');
    await it_.store.erasing(team, 'operator', { kind: 'person', userId: ben });
    expect(await kept()).toEqual([]);
  });
});

/** What is typed into the form for a lesson is kept while one types, for that person alone, until it is of no use any more. */
import { day } from '../../src/core/clock.ts';
import { engines } from '../support/databases.ts';
import { diego, hana, mara } from '../support/company.ts';
import { lessonsOn, rehearse, type LessonsHere } from '../support/lessons-here.ts';

describe.each(engines())('on $name', (engine) => {
  let it_: LessonsHere;
  beforeEach(async () => {
    it_ = await lessonsOn(engine);
    await it_.hold(
      'Website relaunch',
      [
        [hana, 'Photos came late'],
        [diego, 'The import took nine hours'],
      ],
      { fields: { cardsFor: 'channel' } },
    );
  }, 120_000);
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const none = '[[]]';
  const play = (days: number) => it_.playUntil(it_.sandbox.core.clock.now() + days * day);
  const change = async (who: string) => {
    await it_.list(who);
    await it_.who(who).pressInModal('lessons.change');
  };

  it('stands in the form when it is opened again, which says so; of another topic nothing does, and it is gone once it is saved', async () => {
    await it_.openForm(mara, 'Photos came late');
    expect(it_.modal(mara)).toContain('Your draft is saved as you type, for your eyes alone');
    expect(it_.modal(mara)).not.toContain('It isn’t saved yet');
    await it_.type(mara, 'useWhen', 'Before a photo shoot');
    await it_.openForm(mara, 'nine hours');
    expect(it_.modal(mara)).not.toContain('photo shoot');
    await it_.openForm(mara, 'Photos came late');
    expect(it_.modal(mara)).toContain('"initial_value":"Before a photo shoot"');
    expect(it_.modal(mara)).toContain('What you typed earlier is below. It isn’t saved yet.');
    expect(it_.hasProposal()).toBe(true);
    expect(JSON.stringify(it_.sandbox.world.messages)).not.toContain('photo shoot');
    await it_.who(mara).submit();
    await it_.settle();
    expect(await it_.tables()).toContain('Before a photo shoot');
    expect(await it_.drafts()).toBe(none);
  }, 120_000);

  it('can be discarded, and the form begins again with what the cards say; typed back, it is nothing', async () => {
    await it_.openForm(mara, 'Photos came late');
    await it_.type(mara, 'happened', 'We asked too late');
    await it_.openForm(mara, 'Photos came late');
    await it_.who(mara).pressInModal('lessons.discard');
    await it_.settle();
    expect(it_.modal(mara)).toContain('"block_id":"happened#');
    expect(it_.modal(mara)).not.toContain('We asked too late');
    expect(it_.modal(mara)).toContain('"initial_value":"Photos came late"');
    expect(await it_.drafts()).toBe(none);
    await it_.openForm(mara, 'Photos came late');
    await it_.type(mara, 'title', 'Ask early');
    await it_.type(mara, 'title', 'Photos came late');
    expect(await it_.drafts()).toBe(none);
  }, 120_000);

  it('of somebody who changes a lesson is theirs alone, and is erased with them', async () => {
    await it_.write(mara, 'Photos came late', rehearse);
    await change(hana);
    await it_.type(hana, 'title', 'Photos before words');
    expect(await it_.export(hana)).toContain('Photos before words');
    for (const other of [mara, diego]) expect(await it_.export(other)).not.toContain('Photos before words');
    await change(mara);
    expect(it_.modal(mara)).not.toContain('Photos before words');
    await it_.erase(hana);
    expect(await it_.drafts()).toBe(none);
  }, 120_000);

  it('where names are hidden goes with who wrote the cards, since who changes a lesson wrote one', async () => {
    await it_.write(mara, 'Photos came late', rehearse);
    await play(10);
    await change(hana);
    await it_.type(hana, 'title', 'Photos before words');
    await play(5);
    expect(await it_.drafts()).toBe(none);
    expect(await it_.tables()).toContain('Rehearse a move');
  }, 120_000);

  it('is gone after two weeks', async () => {
    await it_.openForm(mara, 'Photos came late');
    await it_.type(mara, 'title', 'Ask early');
    await play(13);
    expect(await it_.drafts()).toContain('Ask early');
    await play(3);
    await it_.lore.runner.runDue();
    expect(await it_.drafts()).toBe(none);
  }, 120_000);
});

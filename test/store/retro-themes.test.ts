/** Themes that come back are shown with each reader's access. */
import { engines } from '../support/databases.ts';
import { titleOf } from '../support/retro-path.ts';
import { ann, ben, cat, chosen, here, teamsOn, typed, words, type Team } from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  const main = async (about: string) => {
    await it_.settle();
    const all = it_.slack.messages.filter(
      ({ channel, threadTs }) => channel === here && threadTs === undefined,
    );
    const found = all.find(({ text }) => titleOf(about).test(text.split('\n')[0] ?? ''));
    if (found === undefined) throw new Error(`${about} was not posted`);
    return found;
  };
  const menu = async (about: string, label: string) => {
    const opened = await it_.press(ann, await main(about), label);
    expect(words(await it_.submit(ann, opened))).toBe('clear');
  };
  /** One with a single card, up to where it is talked about. */
  const talked = async (about: string, card: string, inputs = {}) => {
    await it_.start({ about: typed(about), people: { selected_users: [ann, ben] }, ...inputs });
    const form = await it_.press(ann, await main(about), 'Add cards');
    await it_.submit(ann, form, { column0: typed(card) });
    await menu(about, 'Close collecting (facilitator)');
  };
  const closed = async (about: string) => {
    await menu(about, 'Continue to actions (facilitator)');
    await menu(about, 'Close the retrospective (facilitator)');
  };
  const three = async (inputs = {}) => {
    for (const [about, card] of [
      ['Spring', 'Test data was too late for the launch'],
      ['Summer', 'Late test data, so testing came too late'],
    ] as const) {
      await talked(about, card, inputs);
      await closed(about);
    }
    await talked('Autumn', 'The test data came too late again', inputs);
  };

  it('where the topic is read, by those who may read the earlier ones too', async () => {
    await three();
    await it_.settle();
    const topic = it_.slack.messages.find(({ text }) => text.startsWith('“Autumn”, topic 1 of 1'));
    const opened = words(await it_.press(ben, topic ?? { blocks: [] }, 'Read the topic'));
    expect(opened).toContain('This came back for the 3rd time since');
    expect(opened).toContain('“Summer”, “Spring”');
    expect(words(await it_.press(cat, topic ?? { blocks: [] }, 'Read the topic'))).not.toContain('came back');
    // The channel may not read the cards, so its summary says nothing of them.
    await closed('Autumn');
    expect((await main('Autumn')).text).not.toContain('came back');
  }, 60_000);

  it.each([
    ['shown', 'The test data came too late again'],
    ['hidden', 'Topic 1'],
  ])(
    'in the summary, where the channel may read the cards, with names %s',
    async (names, called) => {
      await three({ cardsFor: chosen('channel'), names: chosen(names) });
      expect((await main('Autumn')).text).not.toContain('came back');
      await closed('Autumn');
      expect((await main('Autumn')).text).toMatch(
        new RegExp(
          `“${called}” came back: 3rd time since \\w{3} \\d{1,2} \\w+ \\d{4}, after “Summer”, “Spring”.`,
        ),
      );
      expect((await main('Autumn')).text.includes('test data')).toBe(names === 'shown');
    },
    60_000,
  );

  it('in the summary of a channel that may not read the cards, by the names that the topics were given', async () => {
    for (const [about, card] of [
      ['Spring', 'Nobody knew when the import would run'],
      ['Summer', 'Waited two weeks for a copy'],
      ['Autumn', 'The last dump was from May'],
    ] as const) {
      await talked(about, card);
      const topics = await it_.press(ann, await main(about), 'Read the topics');
      const form = await it_.press(ann, topics, 'Change the names');
      expect(words(await it_.submit(ann, form, { name0: typed('Late test data') }))).toBe('clear');
      await closed(about);
    }
    const { text } = await main('Autumn');
    expect(text).toContain('“Late test data” came back: 3rd time since');
    expect(text).not.toContain('dump');
  }, 60_000);
});

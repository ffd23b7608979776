/** The summary in the channel: it changes as actions do, says each change once in the thread, and is exported with each reader's access. */
import { userId, type UserId } from '../../src/core/ids.ts';
import { actionItems } from '../../src/features/retro/action-items/operations.ts';
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

  /** Three people vote for a named topic, talk about it, and Ann proposes an action for Ben. */
  async function closed(inputs = {}, more: readonly UserId[] = []): Promise<void> {
    for (const id of more) {
      const facts = {
        userId: id,
        memberType: 'member',
        isAdmin: false,
        tz: 'Europe/Berlin',
        locale: 'en',
      } as const;
      await it_.store.directory.savePerson(team, { ...facts, awayUntil: null }, it_.clock.now());
      it_.comesBack(id);
    }
    await it_.start(inputs);
    await it_.addCards(ann, 'Calm week', 'Flaky tests slow us down');
    await it_.addCards(ben, '', 'The tests are flaky again');
    await it_.addCards(cat, '', 'Legal answered late');
    for (const who of more) await it_.press(who, await it_.main(), 'Nothing to add');
    const form = await it_.press(ann, await it_.main(), 'Group the cards');
    await it_.submit(ann, await it_.joinSuggested(ann, form));
    for (const who of [ann, ben, cat, ...more]) {
      const ballot = await it_.press(who, await it_.main(), 'Vote');
      const [, field = ''] =
        /"block_id":"(topic\d+)"[^}]*?"label":\{"type":"plain_text","text":"\d\. Flaky tests"/.exec(
          words(ballot),
        ) ?? [];
      const others = more.length === 0 ? [] : ['topic0', 'topic1', 'topic2'].filter((one) => one !== field);
      const second = others.slice(0, 1).map((one) => [one, chosen('1')] as const);
      await it_.submit(who, ballot, { [field]: chosen('2'), ...Object.fromEntries(second) });
    }
    await it_.settle();
    const topic = it_.slack.messages.find(({ text }) => text.startsWith('*Flaky tests*'));
    const note = await it_.press(ann, topic ?? { blocks: [] }, 'Note the outcome (facilitator)');
    await it_.submit(ann, note, { outcome: typed('Retry them at night') });
    await it_.toActions();
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Propose an action'), {
      what: typed('Fix the tests'),
      owner: { selected_user: ben },
    });
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)'));
    await it_.settle();
  }
  const lines = async () => (await it_.main()).text.split('\n');
  const own = async (who = ben) => it_.command(who, 'actions');

  it('says what was promised before what was voted for, with names that ping nobody', async () => {
    await closed();
    expect(await lines()).toEqual([
      'Website relaunch: what we take with us',
      'One promise · 4 cards · 3 people',
      expect.stringMatching(/^Fix the tests · Ben · by \w+ \d+ \w+ · asked$/),
      'Topics, in the order of the votes',
      '1. Flaky tests · Retry them at night',
      expect.stringMatching(/^Closed by Ann on <!date/),
    ]);
    expect(JSON.stringify((await it_.main()).blocks)).not.toContain('"user_id"');
    expect((await it_.main()).text).not.toMatch(/<@|\d votes/);
  });

  /** What the thread says of the action, beside the offer to reflect on it. */
  const told = () => it_.thread().filter((text) => /^(Done: )?Fix the tests/.test(text));

  it('changes as actions do, and the thread says once that one was done and once whether it helped', async () => {
    await closed();
    await it_.press(ben, await own(), 'I’ll do it');
    expect((await lines())[2]).toMatch(/accepted$/);
    const list = await own();
    // Two presses at once, and one more from a window that is old.
    await Promise.all([it_.press(ben, list, 'Done'), it_.press(ben, list, 'Done')]);
    await it_.press(ben, list, 'Done');
    expect((await lines())[2]).toMatch(/ · done$/);
    expect(told()).toEqual(['Done: Fix the tests (Ben).']);

    await it_.until('2027-01-05T12:00:00Z');
    const form = await it_.press(ben, await own(), 'Yes');
    await it_.settle();
    expect(told()).toEqual(['Done: Fix the tests (Ben).', 'Fix the tests helped.']);
    await it_.submit(ben, form, { how: typed('No red builds since') });
    expect((await lines())[2]).toMatch(/ · done, and it helped$/);
    expect(told()).toEqual(['Done: Fix the tests (Ben).', 'Fix the tests helped: No red builds since']);
  });

  const tenMinutes = () => it_.until(new Date(it_.clock.now() + 600_000).toISOString());
  /** Ben does what he accepted, and Lore dies telling it; since nobody saw it happen, he presses again. */
  const doneWhileDying = async (at: Parameters<Team['dies']>[0]) => {
    await closed();
    await it_.press(ben, await own(), 'I’ll do it');
    const list = await own();
    await it_.press(ben, list, 'Done');
    await it_.dies(at);
    await it_.press(ben, list, 'Done');
    await tenMinutes();
  };

  it.each(['claimed', 'before the call', 'after the call', 'before the ts is stored'] as const)(
    'says in the thread once that an action was done, and once that it helped, though the process dies: %s',
    async (at) => {
      it_.slack.hasHistory = true;
      await doneWhileDying(at);
      expect(told()).toEqual(['Done: Fix the tests (Ben).']);
      await it_.until('2027-01-05T12:00:00Z');
      const form = await it_.press(ben, await own(), 'Yes');
      await it_.dies(at);
      await it_.submit(ben, form, { how: typed('No red builds since') });
      await tenMinutes();
      expect(told()).toEqual(['Done: Fix the tests (Ben).', 'Fix the tests helped: No red builds since']);
      expect(await it_.unknown(ann)).toBe(0);
    },
  );

  it.each([
    ['claimed', 1, 0],
    ['before the call', 0, 1],
    ['after the call', 1, 1],
  ] as const)(
    'asks the facilitator whether that line is there, where the history may not be read and the process died: %s',
    async (at, there, asked) => {
      await doneWhileDying(at);
      expect(told()).toHaveLength(there);
      expect(await it_.unknown(ann)).toBe(asked);
      expect(await it_.unknown(ben)).toBe(0);
    },
  );

  it('counts votes from five ballots on, and says that nobody voted where nobody did', async () => {
    await it_.start();
    await it_.addCards(ann, 'Calm week\nPairing');
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close collecting (facilitator)'));
    await it_.toActions();
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)'));
    // Their names are not known to the channel, and there is nothing else to say of them.
    expect((await it_.main()).text).not.toMatch(/^Topics/m);
    expect((await lines())[1]).toBe('No actions agreed · 2 cards · one person');
  });

  it('counts the people whose answer ended collecting too, though they had nothing to add', async () => {
    await it_.start();
    await it_.addCards(ann, 'Calm week');
    await it_.addCards(ben, 'Pairing');
    await it_.press(cat, await it_.main(), 'Nothing to add');
    await it_.toActions();
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)'));
    expect((await lines())[1]).toBe('No actions agreed · 2 cards · 3 people');
  });

  it('quotes a card only where names are shown, and to readers who may read it', async () => {
    await closed({ cardsFor: chosen('channel'), names: chosen('shown') });
    expect((await it_.main()).text).toMatch(/^2\. (Legal answered late|Calm week)$/m);
  });

  it('opens the whole, and its menu the cards', async () => {
    await closed();
    const page = words(await it_.press(cat, await it_.main(), 'See everything'));
    expect(page).toContain('1. Flaky tests');
    expect(page).toContain('Retry them at night');
    expect(words(await it_.press(cat, await it_.main(), 'Read the cards'))).toContain('Legal answered late');
  });

  const exported = async (who: typeof ann, format: string) => {
    const before = it_.slack.messages.length;
    const form = await it_.press(who, await it_.main(), 'Export');
    const said = words(await it_.submit(who, form, { format: chosen(format) }));
    expect(said).toContain('The file is on its way');
    await it_.settle();
    const [message, ...more] = it_.slack.messages.slice(before);
    expect(more).toEqual([]);
    return message?.file ?? { name: '', title: '', content: '' };
  };

  it('is exported as Markdown, a page or a table, with names and years', async () => {
    await closed();
    const markdown = await exported(ben, 'markdown');
    expect(markdown.name).toBe('retrospective-2026-11-24.md');
    expect(markdown.content).toMatch(/- \*\*Fix the tests\*\* · Ben · by \d+ December 2026 · Proposed/);
    expect(markdown.content).toContain('### 1\\. Flaky tests');
    expect(markdown.content).toMatch(/Closed on 24 November 2026/);
    const page = await exported(ben, 'page');
    expect(page.name).toBe('retrospective-2026-11-24.html');
    expect(page.content).toMatch(/<strong>Fix the tests<\/strong> · Ben · by \d+ December 2026/);
    const table = await exported(ben, 'table');
    expect(table.name).toBe('retrospective-2026-11-24.csv');
    expect(table.content).toMatch(/"Action","Fix the tests","Ben","\d+ December 2026","asked"/);
    expect(table.content).toContain('"Topic","Flaky tests","","","","","","');
  });

  it('is exported with the access of its reader: no card to people who were not asked', async () => {
    await closed();
    for (const format of ['markdown', 'page', 'table']) {
      const { content } = await exported(gus, format);
      expect(content).toContain('Fix the tests');
      for (const card of ['Legal answered late', 'Calm week', 'slow us down'])
        expect(content).not.toContain(card);
      expect((await exported(cat, format)).content).toContain('Legal answered late');
      await it_.until(new Date(it_.clock.now() + 60_000).toISOString());
    }
  });

  it('has, with five ballots, a picture of the votes to share as a file, which quotes no card', async () => {
    await closed({}, ['dan', 'eli'].map(userId));
    const shared = async (who: typeof ann) => {
      const before = it_.slack.messages.length;
      expect(words(await it_.press(who, await it_.main(), 'Share image'))).toContain('on its way');
      // A second press in the same minute asks for the same file.
      await it_.press(who, await it_.main(), 'Share image');
      await it_.settle();
      return it_.slack.messages.slice(before);
    };
    expect((await it_.main()).text).toContain('1. Flaky tests · 10 votes');
    await it_.until(new Date(it_.clock.now() + 60_000).toISOString());
    const shown = JSON.stringify((await it_.main()).blocks);
    expect(shown).toContain('"alt_text":"Votes by topic: Flaky tests 10; Topic 2 5"');
    const [message, ...more] = await shared(ben);
    expect(more).toEqual([]);
    expect(message?.file?.name).toBe('votes-2026-11-24.png');
    const drawn = message?.file?.content;
    const picture = drawn instanceof Uint8Array ? new TextDecoder().decode(drawn) : '';
    expect(picture).toContain('"topic":"Flaky tests","count":10');
    expect(picture).not.toMatch(/Legal|Calm/);
    expect(message?.text).toContain('Votes by topic: Flaky tests 10; Topic 2 5');
    // Where nothing can be drawn, the words go alone.
    it_.clock.set(it_.clock.now() + 60_000);
    it_.drawing.fails = true;
    const [alone] = await shared(cat);
    expect(alone?.file).toBeUndefined();
    expect(alone?.text).toContain('Votes by topic: Flaky tests 10; Topic 2 5');
  });

  it('is beside one’s own actions the team’s, in the channel where one asks', async () => {
    await closed();
    const list = words(await own(ann));
    expect(list).toContain('You have no open actions');
    expect(list).toContain('The team’s actions');
    expect(list).toMatch(/Fix the tests.*asked/);
    // One's own is not there twice, and acting on it keeps the team's beside it.
    const mine = await own(ben);
    expect(words(mine).split('"text":"Fix the tests"')).toHaveLength(2);
    expect(words(await it_.press(ben, mine, 'Not me'))).toContain('The team’s actions');
    const stored = await it_.store.read(team, { kind: 'channel', channelId: here }, (read) =>
      read.from(actionItems).select(['it.owner_id', 'it.state']).execute(),
    );
    expect(stored).toEqual([{ owner_id: null, state: 'proposed' }]);
    expect(words(await it_.command(ben, 'actions', null))).not.toContain('The team’s actions');
  });
});

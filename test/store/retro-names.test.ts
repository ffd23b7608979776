/** Topics have names: the facilitator gives them while joining, and every place where a topic is shown carries them. */
import { userId, type UserId } from '../../src/core/ids.ts';
import type { Reply } from '../../src/core/listener.ts';
import { namesIn, topicNames } from '../../src/features/retro/group/rows.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, chosen, here, team, type Team, teamsOn, typed, words } from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  async function collected(inputs = {}): Promise<void> {
    await it_.start(inputs);
    await it_.addCards(ann, 'Flaky tests slow us down\nCalm week', '');
    await it_.addCards(ben, '', 'The tests are flaky again\nReviews wait for days');
    await it_.addCards(cat, '', 'Legal answered late');
  }
  const group = async (who = ann) => it_.press(who, await it_.main(), 'Group the cards');
  const accepted = async () => it_.joinSuggested(ann, await group());
  const stored = () =>
    it_.store.read(team, { kind: 'channel', channelId: here }, async (read) => {
      const { id } = await read.from(retros).selectAll().executeTakeFirstOrThrow();
      return [...(await namesIn(read, id)).values()];
    });
  const posted = () =>
    it_.slack.messages
      .filter(({ channel, threadTs }) => channel === here && threadTs === undefined)
      .map(({ text }) => text);
  /** Which field of the ballot has this label. */
  const fieldOf = (ballot: Reply, label: string) => {
    const at = [
      ...words(ballot).matchAll(
        /"block_id":"(topic\d+)"[^}]*?"label":\{"type":"plain_text","text":"([^"]*)"/g,
      ),
    ];
    const found = at.find(([, , text]) => text?.endsWith(label) === true);
    if (found === undefined) throw new Error(`${label} is not on the ballot: ${words(ballot)}`);
    return found[1] ?? '';
  };
  /** Everybody gives this topic two votes, and it is talked about. */
  const voted = async (label: string, by: readonly UserId[] = [ann, ben, cat]) => {
    for (const who of by) {
      const ballot = await it_.press(who, await it_.main(), 'Vote');
      await it_.submit(who, ballot, { [fieldOf(ballot, label)]: chosen('2') });
    }
    await it_.settle();
  };

  it('are proposed beside each suggestion, and accepting it gives them', async () => {
    await collected();
    expect(words(await group())).toContain('Would be called “Flaky tests”');
    expect(words(await group())).toContain('Everyone in <#C1> reads these names');
    expect(await stored()).toEqual([]);
    expect(words(await accepted())).toContain('"initial_value":"Flaky tests"');
    expect(await stored()).toEqual(['Flaky tests']);
  });

  it('are stored as one types, and on going on to voting', async () => {
    await collected();
    const form = await accepted();
    await it_.fill(ann, form, { name0: typed('Unreliable tests') });
    expect(await stored()).toEqual(['Unreliable tests']);
    expect(words(await it_.submit(ann, form, { name0: typed('  Tests\0 \n we trust ') }))).toBe('clear');
    expect(await stored()).toEqual(['Tests we trust']);
  });

  it('are answered at their field where they are empty or long; nothing is lost, and nothing goes on', async () => {
    await collected();
    const form = await accepted();
    for (const [text, answer] of [
      ['', 'name0: Write what this topic is called, for example: Late handovers'],
      [' \0 ', 'name0: Write what this topic is called, for example: Late handovers'],
      [
        'x'.repeat(76),
        'name0: This has 76 characters, and a topic’s name can have up to 75. For example: Late handovers',
      ],
    ] as const) {
      expect(words(await it_.submit(ann, form, { name0: typed(text) }))).toBe(answer);
      await it_.fill(ann, form, { name0: typed(text) });
      expect(await stored()).toEqual(['Flaky tests']);
    }
    expect((await it_.main()).text).toContain('Group cards that say the same');
  });

  it('are the facilitator’s: of two at once only theirs is taken, and the other is told at the field', async () => {
    await collected();
    const form = await accepted();
    const [first, second] = await Promise.all([
      it_.submit(ben, form, { name0: typed('Of Ben') }),
      it_.fill(ann, form, { name0: typed('Of Ann') }),
    ]);
    expect(words(first)).toContain('name0: Only the facilitator can do this.');
    expect(words(second)).toBe('nothing');
    expect(await stored()).toEqual(['Of Ann']);
    // Two windows of one person: the later one stands, and none fails.
    await Promise.all(['One', 'Two'].map((name) => it_.fill(ann, form, { name0: typed(name) })));
    expect(['One', 'Two']).toContain((await stored())[0]);
    expect(await stored()).toHaveLength(1);
  });

  it('stand on the ballot with column and size, in the list of topics, the thread and the page', async () => {
    await collected();
    await it_.submit(ann, await accepted());
    const ballot = words(await it_.press(ben, await it_.main(), 'Vote'));
    expect(ballot).toMatch(/"text":"\d\. Flaky tests"/);
    expect(ballot).toContain('What worked, What did not · 2 cards.');
    const [, size] = /"\d\. Calm week".*?"hint":\{"type":"plain_text","text":"([^"]*)"/.exec(ballot) ?? [];
    expect(size).toBe('What worked · One card.');
    expect(words(await it_.press(cat, await it_.main(), 'Read the topics'))).toMatch(
      /\*\d\. Flaky tests\* · 2 cards/,
    );

    await voted('Flaky tests');
    expect(posted()).toContainEqual(
      expect.stringMatching(/^\*Flaky tests\*, topic 1 of 3 of “Website relaunch”\./),
    );
    await it_.toActions();
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)'));
    const history = await it_.command(ben, 'history');
    expect(words(history)).toContain('Flaky tests');
    expect(words(await it_.press(ben, history, 'Read'))).toContain('1. Flaky tests');
  });

  it('never quote a card to a channel that it is not for, whether its author’s name is shown or hidden', async () => {
    for (const names of ['hidden', 'shown'] as const) {
      it_ = await teams.fresh();
      await collected({ names: chosen(names) });
      await it_.submit(ann, await group());
      await voted('Legal answered late');
      const told = posted().join('\n');
      expect(told).toContain('“Website relaunch”, topic 1 of 3.');
      for (const card of ['Legal answered', 'Flaky tests', 'Calm week', 'Reviews wait'])
        expect(told).not.toContain(card);
    }
  });

  const cardTexts = ['Legal answered', 'slow us down', 'are flaky again', 'Calm week', 'Reviews wait'];
  /** The field of a form for names beside which this card stands. */
  const fieldBeside = (form: Reply, card: string) =>
    [
      ...words(form).matchAll(
        /"block_id":"(name\d+)#[^"]*"(?:(?!"block_id").)*"hint":\{[^}]*"text":"([^"]*)"/g,
      ),
    ].find(([, , hint]) => hint?.includes(card) === true)?.[1] ?? '';

  it('quote no card with hidden names, though the channel may read the cards: a number stands until one is given', async () => {
    await collected({ cardsFor: chosen('channel'), names: chosen('hidden') });
    await it_.submit(ann, await accepted());
    await voted('Legal answered late');
    await it_.toActions();
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)'));
    await it_.settle();
    const told = JSON.stringify(it_.slack.messages.map(({ text, blocks }) => [text, blocks]));
    expect(told).toContain('“Website relaunch”, topic 1 of 3.');
    expect(told).toContain('Flaky tests');
    const history = await it_.command(ben, 'history');
    const trends = words(await it_.command(ben, 'trends'));
    for (const card of cardTexts)
      for (const place of [told, words(history), trends, await it_.home(ben)])
        expect(place).not.toContain(card);
    // The page has the cards, each under its topic, and no topic is called by one.
    const page = words(await it_.press(ben, history, 'Read'));
    expect(page).toContain('Legal answered late');
    const headings = [...page.matchAll(/"text":"((?:Topic )?\d\.?[^"]*)","style":\{"bold":true\}/g)];
    expect(headings.map(([, heading]) => heading)).toEqual([
      'Topic 1',
      '2. Flaky tests',
      'Topic 3',
      'Topic 4',
    ]);
  });

  it('can be given to a card alone while joining, where names are hidden: a neutral line stands there, and none is stored unless it is changed', async () => {
    await collected({ cardsFor: chosen('channel'), names: chosen('hidden') });
    const form = await accepted();
    expect(words(form)).toContain('*Single cards*');
    const field = fieldBeside(form, 'Legal answered late');
    expect(words(form)).toMatch(/"initial_value":"What did not: topic \d"/);
    await it_.fill(ann, form, {});
    expect(await stored()).toEqual(['Flaky tests']);
    await it_.submit(ann, form, { [field]: typed('Waiting for legal') });
    expect((await stored()).toSorted()).toEqual(['Flaky tests', 'Waiting for legal']);
    const ballot = words(await it_.press(ben, await it_.main(), 'Vote'));
    expect(ballot).toMatch(/"text":"\d\. Waiting for legal"/);
    // Whoever votes sees what they vote on.
    expect(ballot).toMatch(/"text":"\d\. Calm week"/);
    await voted('Waiting for legal');
    expect(posted()).toContainEqual(expect.stringMatching(/^\*Waiting for legal\*, topic 1 of 3/));
  });

  it('have no field for a card alone where names are shown, since its own words stand there', async () => {
    await collected({ names: chosen('shown') });
    expect(words(await accepted())).not.toContain('*Single cards*');
  });

  it('are no card’s words unless somebody writes them: changing one name stores that one alone, with names shown too', async () => {
    await collected({ names: chosen('shown') });
    await it_.submit(ann, await group());
    const list = await it_.press(ann, await it_.main(), 'Read the topics');
    const form = await it_.press(ann, list, 'Change the names');
    const legal = fieldBeside(form, 'Legal answered late');
    await it_.fill(ann, form, { [legal]: typed('Legal') });
    expect(await stored()).toEqual(['Legal']);
    await it_.submit(ann, form, { [legal]: typed('Legal') });
    expect(await stored()).toEqual(['Legal']);
  });

  it('can be changed until the discussion is over, from the list of topics, and the thread follows', async () => {
    await collected();
    await it_.submit(ann, await group());
    const names = async (who: UserId) => {
      const list = await it_.press(who, await it_.main(), 'Read the topics');
      return it_.press(who, list, 'Change the names');
    };
    await expect(names(ben)).rejects.toThrow('there is no button "Change the names"');
    await voted('Legal answered late');
    const form = await names(ann);
    // With hidden names, one card alone proposes none of its words.
    expect(words(form)).not.toContain('"initial_value":"Legal answered late"');
    const fields = [
      ...words(form).matchAll(/"block_id":"(name\d+)#[^"]*","optional":false,"label":[^}]*\},"element"/g),
    ];
    expect(fields).toHaveLength(5);
    const legal = fieldBeside(form, 'Legal answered late');
    expect(words(await it_.submit(ann, form, { [legal]: typed('Waiting for <!channel> *legal*') }))).toBe(
      'clear',
    );
    await it_.settle();
    expect(posted().join('\n')).toContain('Waiting for &lt;!channel&gt;');
    await it_.toActions();
    expect(words(await it_.submit(ann, form, { [legal]: typed('Too late') }))).toMatch(
      /^name0: Talking about “Website relaunch” ended on \w{3} \d+ November at \d+:\d+ CET\. App Home shows/,
    );
  });

  it('go with a card that its author deletes', async () => {
    await collected();
    await it_.submit(ann, await group());
    const list = await it_.press(ann, await it_.main(), 'Read the topics');
    const form = await it_.press(ann, list, 'Change the names');
    const legal = fieldBeside(form, 'Legal answered late');
    await it_.submit(ann, form, { [legal]: typed('Legal') });
    expect(await stored()).toEqual(['Legal']);
    const own = await it_.press(cat, await it_.press(cat, await it_.main(), 'Read the topics'), 'My cards');
    await it_.press(cat, own, 'Delete');
    expect(await stored()).toEqual([]);
    const texts = await it_.store.read(team, { kind: 'person', userId: ann }, (read) =>
      read.from(topicNames).select('it.name').execute(),
    );
    expect(texts).toEqual([{ name: '' }]);
  });

  it('have votes or are no top topics: with five ballots those without one are not talked about, live neither', async () => {
    for (const pace of ['async', 'live'] as const) {
      it_ = await teams.fresh();
      const more = ['dan', 'eli'].map(userId);
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
      await collected({ pace: chosen(pace) });
      await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close collecting (facilitator)'));
      await it_.submit(ann, await accepted());
      await voted('Flaky tests', [ann, ben, cat, ...more]);
      expect(posted().filter((text) => text.includes('topic '))).toEqual([
        expect.stringContaining('*Flaky tests*, topic 1 of 1 of “Website relaunch”: 10 votes.'),
      ]);
      // Nothing follows the only one.
      if (pace === 'live') {
        const topic = it_.slack.messages.find(({ text }) => text.includes('topic 1 of 1'));
        await it_.press(ann, topic ?? { blocks: [] }, 'Continue to actions (facilitator)');
        expect((await it_.main()).text).toContain('agree on up to three actions');
      }
    }
  });

  it('have counts that disappear from every message when voting is opened again', async () => {
    const more = ['dan', 'eli'].map(userId);
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
    await collected();
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close collecting (facilitator)'));
    await it_.submit(ann, await accepted());
    await voted('Flaky tests', [ann, ben, cat, ...more]);
    const all = () => it_.slack.messages.map(({ text }) => text).join('\n');
    expect(all()).toContain('10 votes');
    const control = await it_.press(ann, await it_.main(), 'More time, reopen, hand over … (facilitator)');
    await it_.press(ann, control, 'Reopen');
    await it_.settle();
    expect((await it_.main()).text).toContain('Vote on what to talk about');
    expect(all()).not.toMatch(/\d votes[.:]|no votes|one vote\b/);
    expect(all()).toContain('*Flaky tests*, topic 1 of 1 of “Website relaunch”.');
    const page = words(await it_.press(ben, await it_.command(ben, 'history'), 'Read'));
    expect(page).not.toMatch(/\d votes/);
  });
});

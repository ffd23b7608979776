/** What its author deletes or erases goes from every message and list, with what was named after it. */
import { sql } from 'kysely';
import { minute } from '../../src/core/clock.ts';
import { userId } from '../../src/core/ids.ts';
import type { Reply } from '../../src/core/listener.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, chosen, team, type Team, teamsOn, typed, words } from './support/retro-team.ts';

describe.each(engines())('on $name, what is gone', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  const hidden = { names: chosen('hidden') };
  const shown = { names: chosen('shown') };
  const dan = userId('dan');
  const everybody = [ann, ben, cat, dan, userId('eli')];
  /** Ben writes these, and others something else. */
  async function collected(inputs: Parameters<Team['start']>[0], ofBen: string): Promise<void> {
    for (const id of everybody.slice(3)) {
      const facts = { memberType: 'member', isAdmin: false, tz: 'Europe/Berlin', locale: 'en' } as const;
      const person = { ...facts, userId: id, awayUntil: null };
      await it_.store.directory.savePerson(team, person, it_.clock.now());
      it_.comesBack(id);
    }
    await it_.start(inputs);
    await it_.addCards(ann, 'Calm week');
    await it_.addCards(ben, ofBen);
    await it_.addCards(cat, '', 'Legal answered late');
    await end('Close collecting (facilitator)');
  }
  const end = async (label: string, form?: Reply) => {
    const reply = form === undefined ? await it_.endPhase(ann, label) : await it_.submit(ann, form);
    expect(['clear', 'nothing']).toContain(words(reply));
    await it_.settle();
  };
  const group = async () => it_.joinSuggested(ann, await it_.press(ann, await it_.main(), 'Group the cards'));
  /** The facilitator names the topic that holds this card. */
  async function named(card: string, name: string): Promise<void> {
    const list = await it_.press(ann, await it_.main(), 'Read the topics');
    const form = await it_.press(ann, list, 'Change the names');
    const hints = [...words(form).matchAll(/"block_id":"(name\d+)#.*?"hint":\{[^}]*"text":"([^"]*)"/g)];
    const field = hints.find(([, , hint]) => hint?.includes(card) === true)?.[1] ?? '';
    await it_.submit(ann, form, { [field]: typed(name) });
  }
  /** Everybody gives the first of these topics two votes, and the next one. */
  async function voted(first: string, next = ''): Promise<void> {
    for (const who of everybody) {
      const ballot = await it_.press(who, await it_.main(), 'Vote');
      const labels = [
        ...words(ballot).matchAll(
          /"block_id":"(topic\d+)"[^}]*?"label":\{"type":"plain_text","text":"([^"]*)"/g,
        ),
      ];
      const field = (label: string) => labels.find(([, , text]) => text?.endsWith(label) === true)?.[1] ?? '';
      const more = next === '' ? {} : { [field(next)]: chosen('1') };
      await it_.submit(who, ballot, { [field(first)]: chosen('2'), ...more });
    }
    await it_.settle();
  }
  const close = async () => {
    await it_.toActions();
    await end('Close the retrospective (facilitator)');
  };
  const everywhere = async () => {
    await it_.settle();
    const messages = it_.slack.messages.map(({ blocks, text }) => [blocks, text]);
    const list = await it_.command(cat, 'history');
    const page = await it_.press(cat, list, 'Read');
    return JSON.stringify([messages, words(list), words(page)]);
  };
  const names = async () =>
    (await sql<{ name: string }>`select name from retro_topic_name`.execute(it_.store.system)).rows
      .map(({ name }) => name)
      .filter((name) => name !== '');
  const own = async () =>
    it_.press(ben, await it_.press(ben, await it_.main(), 'Read the topics'), 'My cards');
  const erase = (who = ben) => it_.store.erasing(team, who, { kind: 'person', userId: who });

  it.each(['a card', 'cards that were joined'] as const)(
    'by deleting %s takes the topic’s name from the ballot’s result, its thread and the summary',
    async (what) => {
      const isGroup = what !== 'a card';
      await collected(hidden, isGroup ? 'Rumours of layoffs\nRumours of layoffs again' : 'Layoffs');
      if (isGroup) await end('', await group());
      await named('ayoffs', 'Ben’s rumours');
      if (!isGroup) await end('Continue to voting');
      await voted('Ben’s rumours');
      expect(await everywhere()).toContain('Ben’s rumours');
      const cards = await own();
      const after = await it_.press(ben, cards, 'Delete');
      if (isGroup) {
        // The other card still is that topic.
        expect(await everywhere()).toContain('Ben’s rumours');
        await it_.press(ben, after, 'Delete');
      }
      expect(await everywhere()).not.toContain('Ben’s rumours');
      expect(await names()).toEqual([]);
    },
  );

  it('by an erasure takes the name of a topic in which only that person’s cards were', async () => {
    await collected(shown, 'Rumours of layoffs\nRumours of layoffs again');
    await end('', await group());
    await named('layoffs', 'Ben’s rumours');
    await voted('Ben’s rumours');
    await close();
    expect(await names()).toEqual(['Ben’s rumours']);
    expect(await everywhere()).toContain('Ben’s rumours');
    await erase();
    expect(await everywhere()).not.toContain('Ben’s rumours');
    expect(await names()).toEqual([]);
  });

  it.each(['deleting the card', 'an erasure'] as const)(
    'by %s takes the picture that quotes it, and its file at Slack',
    async (what) => {
      await collected({ ...shown, cardsFor: chosen('channel') }, 'Layoffs');
      await end('Continue to voting');
      await voted('Layoffs', 'Calm week');
      await close();
      await it_.settle();
      const files = () => JSON.stringify(it_.slack.files);
      expect(files()).toContain('Layoffs');
      const summary = await it_.main();
      if (what === 'an erasure') await erase();
      else {
        const list = await it_.press(ben, summary, 'Read the cards');
        await it_.press(ben, await it_.press(ben, list, 'My cards'), 'Delete');
      }
      expect(await everywhere()).not.toContain('Layoffs');
      await it_.settle();
      expect(files()).not.toContain('Layoffs');
    },
  );

  it.each(['hidden', 'shown'])(
    'by an erasure changes no count of what is over, where names are %s, now or two weeks after the end',
    async (names) => {
      await collected({ names: chosen(names), cardsFor: chosen('channel') }, 'Layoffs\nRumours');
      await end('Continue to voting');
      await voted('Layoffs', 'Calm week');
      await it_.toActions();
      const exposes = async () =>
        /read the cards of \d+ people/.exec(
          words(await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)')),
        )?.[0];
      /** Every count that the summary, its thread, the page, the files and the trends tell. */
      const counted = async () => {
        const list = await it_.command(dan, 'history');
        const files: string[] = [];
        for (const format of ['markdown', 'page', 'table']) {
          const form = await it_.press(dan, await it_.main(), 'Export');
          await it_.submit(dan, form, { format: chosen(format) });
          await it_.until(new Date(it_.clock.now() + minute).toISOString());
          files.push(String(it_.slack.messages.at(-1)?.file?.content));
        }
        const all = [
          (await it_.main()).text,
          ...it_.thread(),
          words(await it_.press(dan, list, 'Read')),
          words(await it_.command(dan, 'trends')),
          ...files,
        ];
        return all.flatMap((text) => text.match(/\d+ (?:cards|people|of \d+ answered|were answered)/g) ?? []);
      };
      const before = await exposes();
      expect(before).toBe('read the cards of 3 people');
      await erase();
      expect(await exposes()).toBe(before);
      await end('Close the retrospective (facilitator)');
      const first = await counted();
      expect(first).toEqual([
        ...['4 cards', '3 people', '3 of 5 answered', '3 were answered'],
        ...['3 of 5 answered', '3 of 5 answered'],
      ]);
      await erase(cat);
      expect(await counted()).toEqual(first);
      await it_.until('2027-02-01T10:00:00Z');
      expect(await counted()).toEqual(first);
    },
  );

  it('by an erasure leaves what is said of how much was written, though nothing of it is left', async () => {
    await collected(shown, 'Layoffs');
    await it_.toActions();
    await end('Close the retrospective (facilitator)');
    const said = async () => [(await it_.main()).text.split('\n').slice(0, 2), it_.thread().at(-1)];
    const before = await said();
    expect(before[0]).toContain('No actions agreed · 3 cards · 3 people');
    for (const who of [ann, ben, cat]) await it_.store.erasing(team, who, { kind: 'person', userId: who });
    expect(await said()).toEqual(before);
  });

  it('where names were hidden goes two weeks after the end, from messages too, and what was written late with it', async () => {
    await collected(hidden, 'Layoffs\nLayoffs again');
    await end('', await group());
    await named('Layoffs', 'Ben’s rumours');
    const form = await it_.press(ben, await it_.main(), 'Add a late card');
    await it_.submit(ben, form, { column0: typed('late of ben') });
    await voted('Ben’s rumours');
    await close();
    await erase();
    for (const said of ['Ben’s rumours', 'late of ben']) expect(await everywhere()).toContain(said);
    await it_.until('2027-02-01T10:00:00Z');
    for (const said of ['Ben’s rumours', 'late of ben']) expect(await everywhere()).not.toContain(said);
    expect(await names()).toEqual([]);
  });
});

/** What is open for a person, for their App Home: theirs alone, and asked for at once. */
import { pino } from 'pino';
import type { UserId } from '../../src/core/ids.ts';
import type { Locale } from '../../src/core/languages.ts';
import { retro } from '../../src/features/retro/feature.ts';
import { openRetrosOf } from '../../src/features/retro/session/load.ts';
import { readParams } from '../../src/jobs/stored-params.ts';
import { titlesOf } from '../../src/system/delivery-issues/titles.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, chosen, here, team, type Team, teamsOn, typed, words } from './support/retro-team.ts';

describe.each(engines())('on $name, the open retrospectives of a person', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  /** What a person has open, and how often the store was asked. */
  const openFor = async (who: UserId) => {
    let calls = 0;
    const open = await it_.store.read(team, { kind: 'person', userId: who }, (read) =>
      openRetrosOf(
        new Proxy(read, {
          get: (scope, name) => {
            calls += 1;
            return Reflect.get(scope, name) as unknown;
          },
        }),
      ),
    );
    return {
      calls,
      open: open.map(({ row, hasAnswered }) => [row.about, hasAnswered]),
    };
  };

  it('are those they take part in, with whether they have answered', async () => {
    await it_.start({ about: typed('Everybody') });
    await it_.start({ about: typed('Ann and Ben'), people: { selected_users: [ann, ben] } });
    await it_.addCards(ben, 'one');
    const ofBen = (await openFor(ben)).open.sort();
    expect(ofBen.map(([about]) => about)).toEqual(['Ann and Ben', 'Everybody']);
    expect(ofBen.filter(([, hasAnswered]) => hasAnswered === true)).toHaveLength(1);
    expect((await openFor(cat)).open).toEqual([['Everybody', false]]);
  });

  it('are listed once they are over, with the last ended first, and open what they came to', async () => {
    for (const about of ['First', 'Second']) {
      await it_.start({ about: typed(about), people: { selected_users: [ann, ben] } });
      it_.clock.set(it_.clock.now() + 1);
      await it_.settle();
      const main = it_.slack.messages.findLast((one) => one.channel === here && one.threadTs === undefined);
      await it_.submit(
        ann,
        await it_.press(ann, { blocks: main?.blocks ?? [] }, 'Cancel the retrospective (facilitator)'),
      );
      it_.clock.set(it_.clock.now() + 1);
    }
    const home = { blocks: JSON.parse(await it_.home(ben)) as unknown[] };
    const list = await it_.press(ben, home, 'Past retrospectives (2)');
    expect(words(list).indexOf('Second')).toBeGreaterThan(0);
    expect(words(list).indexOf('First')).toBeGreaterThan(words(list).indexOf('Second'));
    expect(words(await it_.press(ben, list, 'Read'))).toContain('Second');
    // Cat was not asked.
    const pressable = [...(await it_.home(cat)).matchAll(/"action_id":"([^"]*)"/g)].map(([, id]) => id);
    // Nothing but whether they may be asked for advice.
    expect(pressable).toEqual(['retro.agreed']);
  });

  /** The label of the one button that Home shows for what is open; pressed, it opens what the message's opens. */
  const waiting = async (who: UserId) => {
    const blocks = JSON.parse(await it_.home(who)) as unknown[];
    const buttons = [...JSON.stringify(blocks).matchAll(/"type":"button".*?"text":"([^"]*)"/g)];
    // Whether they may be asked for advice stands below all that is open.
    const [label = '', ...others] = buttons.flatMap(([, text]) => text ?? []);
    expect(others).toEqual(['Being asked']);
    const opened = words(await it_.press(who, { blocks }, label));
    expect(opened).toBe(words(await it_.press(who, await it_.main(), label)));
    expect(opened).not.toBe('nothing');
    return label;
  };
  const endPhase = async (label: string) => it_.endPhase(ann, label);

  it('have one button in each phase, to the form that waits for them', async () => {
    await it_.start();
    expect(await waiting(ben)).toBe('Add cards');
    await it_.addCards(ben, 'one\ntwo');
    await endPhase('Close collecting (facilitator)');
    expect([await waiting(ann), await waiting(ben)]).toEqual(['Group the cards', 'Read the topics']);
    await endPhase('Continue to voting');
    expect(await waiting(ben)).toBe('Vote');
    await endPhase('Close voting (facilitator)');
    expect(await waiting(ben)).toBe('Read the topics');
    await endPhase('Continue to actions (facilitator)');
    expect(await waiting(ben)).toBe('Propose an action');
  });

  it.each([
    ['one\ntwo', 'Vote'],
    ['one', 'Propose an action'],
  ])('have the vote only where there is something to choose between: %j', async (cards, label) => {
    await it_.start({ kind: chosen('reflection') });
    await it_.addCards(ben, cards);
    await endPhase('Close collecting (facilitator)');
    expect(await waiting(ben)).toBe(label);
  });

  it('are asked for as often for many as for one', async () => {
    await it_.start();
    const { calls } = await openFor(ben);
    for (const about of ['Two', 'Three', 'Four']) await it_.start({ about: typed(about) });
    const many = await openFor(ben);
    expect(many.open).toHaveLength(4);
    expect(many.calls).toBe(calls);
  });

  it('have their posts and jobs named to people who may see them, and to nobody else', async () => {
    await it_.start({ about: typed('Website relaunch') });
    await it_.settle();
    const { params } = await it_.store.system
      .selectFrom('delivery')
      .select('params')
      .where('post', '=', 'retro.main')
      .executeTakeFirstOrThrow();
    const about = readParams(params);
    const titles = async (who: UserId, locale: Locale = 'en') => {
      const person = await it_.store.directory.person(team, who);
      if (person === null) throw new Error('nobody');
      const all = [
        { name: 'retro.main', params: about },
        { name: 'retro.remind', params: about },
        { name: 'retro.main', params: null },
        { name: 'gone.post', params: {} },
      ];
      const parts = {
        store: it_.store,
        log: pino({ level: 'silent' }),
        named: [...(retro.posts ?? []), ...(retro.jobs ?? [])],
      };
      const told = await titlesOf(parts, team, { ...person, locale }, it_.clock.now(), all);
      return all.map((one) => told.get(one));
    };
    const lost = ['a message from Lore', 'a message from Lore'];
    expect(await titles(ann)).toEqual([
      'the retrospective “Website relaunch”',
      'the reminder of the retrospective “Website relaunch”',
      ...lost,
    ]);
    expect((await titles(ann, 'de'))[0]).toBe('die Retrospektive „Website relaunch“');
    await it_.leaves(cat);
    const unseen = 'part of a retrospective you can’t see';
    expect(await titles(cat)).toEqual([unseen, unseen, ...lost]);
  });
});

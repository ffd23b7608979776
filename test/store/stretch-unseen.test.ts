/** Stretch assignments: what is whose, what an erasure and time do, what is counted, and where they are suggested. On both engines. */
import { day, hour } from '../../src/core/clock.ts';
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import type { ReadScope, Scope } from '../../src/core/scope.ts';
import { development, toLearn } from '../../src/features/stretch/learn.ts';
import { practised } from '../../src/features/stretch/projects/handlers.ts';
import { assignments, checks, ratings } from '../../src/features/stretch/rows.ts';
import { findRows } from '../../src/core/rows.ts';
import { diego, hana, ines, katrin, mara, priya, secretly, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { rollout, type StretchHere, stretchOn } from '../support/stretch-here.ts';

const here90 = { weeks: '14' };

describe.each(engines())('on $name', (engine) => {
  let here: StretchHere;
  beforeEach(async () => {
    here = await stretchOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const readAs = <Found>(who: string, run: (read: ReadScope) => Promise<Found>) =>
    here.lore.store.read(team, { kind: 'person', userId: userId(who) }, run);
  const inChannel = <Found>(run: (scope: Scope) => Promise<Found>) =>
    here.lore.store.transact(team, { kind: 'channel', channelId: channelId(website) }, run);
  const now = () => here.sandbox.core.clock.now();
  const drawn = () => ({ now: now(), locale: 'en', tz: 'UTC' }) as const;
  const quarterNow = () => {
    const date = new Date(now());
    return date.getUTCFullYear() * 10 + Math.floor(date.getUTCMonth() / 3) + 1;
  };
  const bothRate = async (self: string, partner: string, more = {}) => {
    await here.fills(diego, 'stretch.rate', { rating: self, ...more });
    await here.fills(priya, 'stretch.rate', { rating: partner });
  };
  const toTheEnd = async (more = {}) => {
    await here.going(mara, diego, priya, here90);
    await bothRate('2', '1');
    await here.later(99 * day);
    await bothRate('4', '2', more);
    await here.later(day);
  };
  const counted = () => inChannel((read) => development(read, channelId(website), quarterNow()));

  it('lines and ratings are for the two alone: neither who offers it, nor an admin, nor the channel reads one', async () => {
    await here.going(mara, diego, priya);
    await bothRate('2', '1');
    await here.later(14 * day);
    await here.fills(diego, 'stretch.check', { words: 'The plan stands' });
    for (const who of [mara, hana, ines, katrin]) {
      expect(await readAs(who, (read) => findRows(read.from(ratings), {}))).toEqual([]);
      expect(await readAs(who, (read) => findRows(read.from(checks), {}))).toEqual([]);
      expect(await here.export(who)).not.toContain('The plan stands');
    }
    for (const who of [hana, ines, katrin])
      expect(await readAs(who, (read) => findRows(read.from(assignments), {}))).toEqual([]);
    expect(await inChannel((read) => findRows(read.from(assignments), {}))).toEqual([]);
    expect(await inChannel((read) => findRows(read.from(ratings), {}))).toEqual([]);
    expect(await readAs(diego, (read) => findRows(read.from(ratings), {}))).toHaveLength(2);
    expect(await here.export(diego)).toContain('"stretchRatings":[{"moment"');
    expect(await here.export(mara)).toContain('"stretchRatings":[]');
  });

  it('a rating is its author’s alone until both have rated, and can be changed until then', async () => {
    await here.going(mara, diego, priya);
    await here.fills(diego, 'stretch.rate', { rating: '5' });
    expect(await readAs(priya, (read) => findRows(read.from(ratings), {}))).toEqual([]);
    await here.fills(diego, 'stretch.rate', { rating: '2' });
    expect(await here.all('stretch_rating')).toHaveLength(1);
    const open = structuredClone(here.last(diego, 'stretch.rate'));
    await here.fills(priya, 'stretch.rate', { rating: '3' });
    expect(await readAs(priya, (read) => findRows(read.from(ratings), {}))).toHaveLength(2);
    expect(await here.pressLate(diego, open, 'stretch.rate')).toContain('it stays as it is');
  });

  it('a line said twice is one line, which both read', async () => {
    await here.going(mara, diego, priya);
    await here.later(15 * day);
    await here.fills(diego, 'stretch.check', { words: 'A first try' });
    await here.fills(diego, 'stretch.check', { words: 'A plan\n that stands' });
    expect((await here.row('stretch_check'))['words']).toBe('A plan that stands');
    expect(here.sent(priya)).toContain('A plan that stands');
    const old = structuredClone(here.last(diego, 'stretch.check'));
    await here.later(14 * day);
    expect(await here.pressLate(diego, old, 'stretch.check')).toContain('an earlier fortnight');
  });

  it('who ticks it is counted without a name, and no more once they take it back', async () => {
    await toTheEnd({ count: ['counted'] });
    expect(await counted()).toEqual({ self: new Map([[2, 1]]), partner: new Map([[1, 1]]) });
    expect(await readAs(mara, (read) => development(read, channelId(website), quarterNow()))).toEqual({
      self: new Map([[2, 1]]),
      partner: new Map([[1, 1]]),
    });
    expect(await readAs(katrin, (read) => development(read, channelId(website), quarterNow()))).toEqual({
      self: new Map(),
      partner: new Map(),
    });
    expect(await here.export(diego)).toContain('"selfSteps":2');
    expect(await here.export(priya)).toContain('"stretchCounted":[]');
    await here.who(diego).say(website, '/stretch');
    await here.who(diego).pressInModal('stretch.unchoose');
    await here.settle();
    expect(await here.all('stretch_growth')).toEqual([]);
    expect(await here.all('stretch_choice')).toEqual([]);
  });

  it('who does not tick it is not counted', async () => {
    await toTheEnd();
    expect(await counted()).toEqual({ self: new Map(), partner: new Map() });
    expect(await here.all('stretch_growth')).toEqual([]);
  });

  it('a skill that was rated again within 90 days is not counted', async () => {
    await here.going(mara, diego, priya, { weeks: '4' });
    await bothRate('2', '1');
    await here.later(30 * day);
    await bothRate('4', '2', { count: ['counted'] });
    await here.later(day);
    expect(await counted()).toEqual({ self: new Map(), partner: new Map() });
  });

  it('an erasure of who takes it on leaves nothing of it, and the offer can be offered again', async () => {
    await here.going(mara, diego, priya);
    await here.later(14 * day);
    await here.fills(diego, 'stretch.check', { words: 'The plan stands' });
    await here.fills(priya, 'stretch.check', { words: 'It was heard' });
    await here.erase(diego);
    for (const table of ['stretch_assignment', 'stretch_check', 'stretch_rating'])
      expect(await here.all(table)).toEqual([]);
    for (const who of [mara, priya]) {
      expect(here.sent(who)).not.toContain('"stretch.out"');
      expect(here.sent(who)).not.toContain('The plan stands');
    }
    expect(await here.home(mara)).toContain('isn’t taken on by anybody at the moment');
    await here.who(mara).pressInHome('stretch.again');
    await here.settle();
    expect(await here.home(hana)).toContain('Lead the rollout');
  });

  it('an erasure of who offers it takes their words, and it goes on with the other two', async () => {
    await here.going(mara, diego, priya);
    await here.erase(mara);
    expect(await here.row('stretch_assignment')).toMatchObject({
      what: '',
      skill: '',
      offerer_id: null,
      state: 'going',
    });
    expect(await here.all('stretch_offer')).toEqual([]);
    expect(await here.home(diego)).toContain('whose words were erased');
    await here.later(15 * day);
    expect(here.sent(priya)).toContain('One line from each of you');
  });

  it('an erasure of who gives feedback takes what they said, and another is named', async () => {
    await here.going(mara, diego, priya);
    await bothRate('2', '1');
    await here.erase(priya);
    await here.later(2 * day);
    expect(await here.row('stretch_assignment')).toMatchObject({ partner_id: null, state: 'looking' });
    expect(await here.row('stretch_rating')).toMatchObject({ role: 'self' });
    expect(here.sent(diego)).toContain('Name somebody by');
  });

  it('a year after its end nothing is left of it', async () => {
    await here.going(mara, diego, priya);
    await here.fills(diego, 'stretch.rate', { rating: '2' });
    await here.press(diego, 'stretch.out');
    await here.later(360 * day);
    expect(await here.all('stretch_assignment')).toHaveLength(1);
    await here.later(10 * day);
    for (const table of ['stretch_assignment', 'stretch_rating']) expect(await here.all(table)).toEqual([]);
  }, 60_000);

  it('an offer is suggested to who wants to learn that, and not to who offers it', async () => {
    await here.offers(mara, { reach: 'workspace' });
    await here.offers(mara, { what: 'Write the yearly report', skill: 'Writing for everyone' });
    const found = (who: string, words = 'I would like to be leading a rollout') =>
      readAs(who, async (read) => JSON.stringify(await toLearn(read, words, drawn())));
    expect(await found(katrin)).toContain('*Leading a rollout*');
    expect(await found(katrin)).not.toContain('yearly report');
    expect(await found(katrin, 'writing for everyone, the yearly report')).toBe('[]');
    expect(await found(mara)).toBe('[]');
    await here.takes(diego, priya);
    await here.later(hour);
    const open = (await here.all('stretch_offer')).filter(({ state }) => state === 'open');
    expect(open).toHaveLength(1);
  });

  it('whose project was planned is asked once, quietly, and can stop it', async () => {
    const plan = async (project: string) => {
      const what = {
        kind: 'planned',
        by: userId(mara),
        channel: channelId(website),
        id: rowId(project),
        called: 'Search',
      } as const;
      await inChannel((scope) => practised({ scope, now: now(), newId: here.newId }, what));
      await here.later(4 * day);
    };
    const asked = () =>
      here.direct(mara).filter(({ text }) => text.includes('A project of yours was planned in')).length;
    await plan('P1');
    expect(asked()).toBe(1);
    await plan('P1');
    await plan('P2');
    expect(asked()).toBe(1);
    await here.press(mara, 'stretch.offer');
    await here.who(mara).submit({ what: 'Lead it', skill: 'Leading', challenge: '3', reach: 'conversation' });
    await here.settle();
    expect(await here.row('stretch_idea')).toMatchObject({ state: 'over' });
    expect(here.sent(mara)).not.toContain('"stretch.idea-no"');
    await here.later(29 * day);
    await plan('P3');
    expect(await here.press(mara, 'stretch.idea-never')).toContain('I won’t ask about projects any more');
    await here.later(29 * day);
    await plan('P4');
    expect(await here.all('stretch_idea')).toHaveLength(2);
    expect(asked()).toBe(0);
    await here.who(mara).say(website, '/stretch');
    await here.who(mara).pressInModal('stretch.unchoose');
    await here.settle();
    await plan('P5');
    expect(asked()).toBe(1);
    await here.later(29 * day);
    expect(asked()).toBe(0);
    expect(here.sent(mara)).not.toContain('"stretch.offer"');
  });

  it('a retrospective that somebody facilitated asks nobody', async () => {
    const what = {
      kind: 'facilitated',
      by: userId(mara),
      channel: channelId(website),
      id: rowId('R1'),
      called: 'Search',
    } as const;
    await inChannel((scope) => practised({ scope, now: now(), newId: here.newId }, what));
    await here.later(4 * day);
    expect(here.direct(mara)).toEqual([]);
  });

  it('an offer is found again where nothing came of it, also once who took it on has left its private channel', async () => {
    await here.who(katrin).say(secretly, '/stretch offer');
    await here.who(katrin).submit({ ...rollout });
    await here.settle();
    await here.who(seun).say(secretly, '/stretch');
    await here.who(seun).pressInModal('stretch.look');
    await here.settle();
    await here.who(seun).submit({ partner: ines });
    await here.later(hour);
    await here.press(katrin, 'stretch.agree');
    await here.sandbox.page('membership', { as: seun, channelId: secretly, change: 'leave' });
    await here.later(50 * day);
    expect((await here.row('stretch_assignment'))['state']).toBe('over');
    expect((await here.row('stretch_offer'))['state']).toBe('open');
    expect(await here.home(ines)).toContain('Lead the rollout');
    expect(here.sent(katrin)).toContain('Andere finden dein Angebot wieder');
  });

  it('nobody is told that others find what is not shown any more', async () => {
    await here.offers(mara);
    await here.later(170 * day);
    await here.takes(diego, priya);
    await here.later(hour);
    await here.press(mara, 'stretch.agree');
    await here.later(50 * day);
    expect(here.sent(mara)).toContain('Nothing came of “Leading a rollout” this time. With');
    expect(here.sent(mara)).not.toContain('Others find your offer');
    expect(here.sent(mara)).toContain('*Leading a rollout* is over.');
  });
});

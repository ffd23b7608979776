/** Votes: kept as they are chosen, secret until voting is over, and counted once. */
import { userId, type UserId } from '../../src/core/ids.ts';
import type { Reply } from '../../src/core/listener.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { discussions } from '../../src/features/retro/discuss/operations.ts';
import { topicsIn } from '../../src/features/retro/group/rows.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { rankedTopics, votes } from '../../src/features/retro/vote/rows.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, chosen, gus, here, team, type Team, teamsOn, words } from './support/retro-team.ts';

const channel: Viewer = { kind: 'channel', channelId: here };
const person = (userId: UserId): Viewer => ({ kind: 'person', userId });

// Many presses each, and PostgreSQL is asked statement by statement.
describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  /** Ann, Ben and Cat have written six cards, and vote. */
  async function voting(): Promise<void> {
    await it_.start();
    await it_.addCards(ann, 'Calm week\nPairing', '');
    await it_.addCards(ben, '', 'No alerts\nLate photos');
    await it_.addCards(cat, '', 'Legal was slow\nScope grew');
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Group the cards'));
  }

  const open = async (who: UserId) => it_.press(who, await it_.main(), 'Vote');
  const give = (votes: Readonly<Record<string, 0 | 1 | 2>>) =>
    Object.fromEntries(Object.entries(votes).map(([field, count]) => [field, chosen(String(count))]));
  /** What stands in the form, field by field. */
  const standing = (reply: Reply) =>
    [...words(reply).matchAll(/"initial_option":\{[^}]*\},"value":"(\d)"/g)].map(([, votes]) =>
      Number(votes),
    );

  const seen = (viewer: Viewer) =>
    it_.store.read(team, viewer, async (read) => {
      const row = await read.from(retros).selectAll().executeTakeFirst();
      if (row === undefined) return null;
      return {
        phase: row.phase,
        own: (await read.from(votes).selectAll().execute()).length,
        // What is told about those that came first.
        told: (await rankedTopics(read, row)).flatMap(({ place, votes: count, voters }) =>
          place === null ? [] : [{ place, votes: count, voters }],
        ),
        // What anybody could count of the votes themselves.
        counted: (await read.countBy(votes, 'topic_id', { retro_id: row.id })).size,
      };
    });
  const phase = async () => (await seen(person(ann)))?.phase;

  it('are kept as they are chosen, also when the form is closed, and do not count as answered yet', async () => {
    await voting();
    const form = await open(ben);
    expect(words(form)).toContain('You have 3 votes, at most two per topic');
    expect(standing(form)).toEqual([0, 0, 0, 0, 0, 0]);
    const changed = await it_.fill(ben, form, give({ topic1: 2 }));
    expect(words(changed)).toContain('One vote left.');
    expect(standing(await open(ben))).toEqual([0, 2, 0, 0, 0, 0]);
    expect((await it_.main()).text).toContain('0 of 3 have voted');

    expect(words(await it_.submit(ben, changed, give({ topic4: 1 })))).toBe('nothing');
    expect(standing(await open(ben))).toEqual([0, 2, 0, 0, 1, 0]);
    expect((await it_.main()).text).toContain('1 of 3 has voted');
    expect(await phase()).toBe('vote');
  });

  it('cannot be more than there are, nor more than two for one topic', async () => {
    await voting();
    const form = await it_.fill(ben, await open(ben), give({ topic0: 2, topic1: 1 }));
    expect(words(form)).toContain('You’ve used all your votes.');
    const over = await it_.fill(ben, form, give({ topic2: 1 }));
    expect(words(over)).toContain('more votes than you have');
    // The fields show what is kept: they forget what was chosen, since they are called otherwise.
    expect(standing(over)).toEqual([2, 1, 0, 0, 0, 0]);
    expect(words(over)).toMatch(/"block_id":"topic2#/);
    expect(words(await it_.submit(ben, form, give({ topic2: 2 })))).toContain('more votes than you have');
    expect(standing(await open(ben))).toEqual([2, 1, 0, 0, 0, 0]);
    // What Slack never sends is not counted either.
    await it_.fill(ben, form, { topic0: chosen('3') });
    expect(standing(await open(ben))).toEqual([2, 1, 0, 0, 0, 0]);
  });

  it('can be changed and taken back until voting is over', async () => {
    await voting();
    await it_.submit(ben, await open(ben), give({ topic0: 2, topic1: 1 }));
    await it_.submit(ben, await open(ben), give({ topic0: 0, topic5: 2 }));
    expect(standing(await open(ben))).toEqual([0, 1, 0, 0, 0, 2]);
    expect((await it_.main()).text).toContain('1 of 3 has voted');
  });

  it('are secret until voting is over, for every viewer, and of three people then an order', async () => {
    await voting();
    await it_.submit(ben, await open(ben), give({ topic0: 2, topic1: 1 }));
    await it_.submit(cat, await open(cat), give({ topic0: 1 }));
    for (const viewer of [channel, person(ann), person(ben), person(cat), person(gus)])
      expect(await seen(viewer)).toMatchObject({ told: [], counted: 0 });
    // Nor does anything that is posted tell how they stand: it is the same when they change.
    const posted = async () => [(await it_.main()).text, ...it_.thread()];
    const before = await posted();
    await it_.fill(ben, await open(ben), give({ topic0: 0, topic1: 0, topic2: 2 }));
    expect(await posted()).toEqual(before);
    await it_.fill(ben, await open(ben), give({ topic0: 2, topic1: 1, topic2: 0 }));

    await it_.submit(ann, await open(ann), give({ topic0: 1 }));
    // Three ballots are too few for counts.
    for (const viewer of [channel, person(ann), person(gus)])
      expect(await seen(viewer)).toMatchObject({
        told: [1, 2, 3].map((place) => ({ place, votes: null, voters: null })),
        counted: 0,
      });
    // Who voted for what is never anybody's but the voter's.
    expect((await seen(channel))?.own).toBe(0);
    expect((await seen(person(gus)))?.own).toBe(0);
    expect((await seen(person(cat)))?.own).toBe(1);
  });

  it('end when everybody has voted, also without a vote, and the topics with most are talked about', async () => {
    await voting();
    await it_.submit(ben, await open(ben), give({ topic3: 2 }));
    await it_.submit(cat, await open(cat), give({ topic4: 1, topic3: 1 }));
    const last = await open(ann);
    expect(words(last)).toContain('Everyone else has voted');
    expect(words(await it_.submit(ann, last))).toBe('nothing');
    expect(await phase()).toBe('discuss');
    const order = await it_.store.read(team, channel, async (read) => {
      const row = await read.from(retros).selectAll().executeTakeFirstOrThrow();
      const topics = (await topicsIn(read, row.id)).map(({ id }) => id);
      const rows = await read.from(discussions).selectAll().orderBy('it.place').execute();
      return rows.map((one) => topics.indexOf(one.topic_id));
    });
    // Where nobody voted, the order in which they were shown.
    expect(order).toEqual([3, 4, 0]);
  });

  it('are not taken from people who do not participate, too late, or for topics of another retrospective', async () => {
    await voting();
    const form = await open(ben);
    expect(words(await open(gus))).toContain('for the people who were chosen');
    expect(words(await it_.submit(gus, form, give({ topic0: 1 })))).toContain(
      'for the people who were chosen',
    );
    expect(words(await it_.fill(gus, form, give({ topic0: 1 })))).toBe('nothing');
    expect((await seen(person(gus)))?.own).toBe(0);

    if (form.kind !== 'open') throw new Error('no form');
    const metadata = { ...(form.modal.metadata as object), shown: ['another'] };
    const forged = { ...form, modal: { ...form.modal, metadata } };
    expect(words(await it_.submit(ben, forged, give({ topic0: 1 })))).toContain('of these topics is gone');

    await it_.until('2026-11-25T10:30:00Z');
    expect(await phase()).toBe('discuss');
    expect(words(await it_.submit(ben, form, give({ topic0: 1 })))).toMatch(
      /^topic0: Voting on “Website relaunch” ended on Wed 25 November at 11:00 CET\. App Home shows/,
    );
    expect(words(await it_.fill(ben, form, give({ topic0: 1 })))).toBe('nothing');
    expect((await seen(person(ben)))?.own).toBe(0);
  });

  it('are counted once when two say at once that they have voted, or one says it twice', async () => {
    await voting();
    await it_.submit(ben, await open(ben), give({ topic0: 1 }));
    const [forms, more] = [await Promise.all([ann, cat].map(open)), await open(ann)];
    await Promise.all([
      it_.submit(ann, forms[0] ?? more, give({ topic0: 1 })),
      it_.submit(cat, forms[1] ?? more, give({ topic0: 1 })),
      it_.submit(ann, more, give({ topic0: 1 })),
    ]);
    expect(await phase()).toBe('discuss');
    expect((await seen(channel))?.told).toHaveLength(3);
    await it_.settle();
    expect(it_.thread().filter((text) => text.includes('talk about the topics'))).toHaveLength(1);
  });

  it('are skipped where there is one topic, and that is said: it is talked about at once', async () => {
    await it_.start();
    await it_.addCards(ann, 'Calm week');
    for (const who of [ben, cat]) await it_.press(who, await it_.main(), 'Nothing to add');
    expect(await phase()).toBe('discuss');
    expect(JSON.stringify((await it_.main()).blocks)).not.toContain('"Vote"');
    expect((await it_.main()).text).toContain('one topic, so there was nothing to vote on');
    expect(it_.thread()).toEqual([expect.stringContaining('there was nothing to vote on')]);
  });

  it('have nothing to choose between in a short one of one card either', async () => {
    await it_.start({ kind: chosen('sprint') });
    await it_.addCards(ann, 'Calm week');
    for (const who of [ben, cat]) await it_.press(who, await it_.main(), 'Nothing to add');
    expect(await phase()).toBe('choose');
    expect(JSON.stringify((await it_.main()).blocks)).not.toContain('"Vote"');
    expect((await it_.main()).text).toContain('one topic, so there’s nothing to vote on');
  });

  it('are given in a short one beside proposals, and end nothing by themselves', async () => {
    await it_.start({ kind: chosen('sprint') });
    await it_.addCards(ann, 'Calm week\nPairing');
    for (const who of [ben, cat]) await it_.press(who, await it_.main(), 'Nothing to add');
    for (const who of [ann, ben, cat]) await it_.submit(who, await open(who), give({ topic0: 2 }));
    expect(await phase()).toBe('choose');
    expect((await seen(channel))?.told).toEqual([]);
    for (const who of [ann, ben, cat]) await it_.press(who, await it_.main(), 'I’m done');
    expect(await phase()).toBe('closed');
    expect((await seen(channel))?.told).toEqual(
      [1, 2].map((place) => ({ place, votes: null, voters: null })),
    );
  });

  it('are given by one person, in a retrospective of their own', async () => {
    await it_.start({ people: { selected_users: [ann] } });
    await it_.addCards(ann, 'Calm week\nPairing');
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Group the cards'));
    await it_.submit(ann, await open(ann), give({ topic1: 2 }));
    expect(await phase()).toBe('discuss');
    expect((await seen(channel))?.told).toEqual(
      [1, 2].map((place) => ({ place, votes: null, voters: null })),
    );
  });

  // PostgreSQL is asked over a connection, statement by statement: as many again would only take longer.
  const people = engine.name === 'sqlite' ? 200 : 40;
  it(`are given by ${String(people)}, and end when the last has voted`, async () => {
    const many = Array.from({ length: people - 3 }, (_, index) => userId(`many${String(index)}`));
    for (const id of many) {
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
    await it_.start();
    await it_.addCards(ann, 'Calm week\nPairing\nNo alerts');
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close collecting (facilitator)'));
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Group the cards'));
    const main = await it_.main();
    for (const [index, who] of [ann, ben, cat, ...many].entries()) {
      const form = await it_.press(who, main, 'Vote');
      await it_.submit(who, form, give({ [`topic${String(index % 2)}`]: 2, topic2: 1 }));
    }
    expect(await phase()).toBe('discuss');
    expect((await seen(channel))?.told).toEqual([
      { place: 1, votes: people, voters: people },
      { place: 2, votes: people, voters: people / 2 },
      { place: 3, votes: people, voters: people / 2 },
    ]);
    expect(main.text).toContain(`0 of ${String(people)} have voted`);
  });
});

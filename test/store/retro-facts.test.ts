/** A retrospective opens with what happened since the last one: each thing once, in whatever order it was heard, and for nobody but its channel. */
import type { Fact } from '../../src/core/connector.ts';
import { type RowId, rowId, type UserId } from '../../src/core/ids.ts';
import { projects } from '../../src/features/retro/plan/rows.ts';
import { cards } from '../../src/features/retro/collect/rows.ts';
import { facts as factTable, timelines } from '../../src/features/retro/facts/rows.ts';
import { retro } from '../../src/features/retro/feature.ts';
import type { SlackMessage } from '../support/fake-messenger.ts';
import { engines } from '../support/databases.ts';
import {
  ann,
  ben,
  cat,
  chosen,
  eva,
  gus,
  here,
  team,
  teamsOn,
  typed,
  words,
  type Team,
} from './support/retro-team.ts';

const at = (iso: string) => Date.parse(iso);
const fact = (key: string, more: Partial<Fact> = {}): Fact => ({
  ...{ key, kind: 'released', at: at('2026-12-01T09:00:00Z'), title: `v${key}` },
  ...{ link: `https://github.com/acme/website/releases/${key}`, day: null },
  ...{ place: 'acme/website', labels: [], ...more },
});

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    // Tuesday 11:00 in Berlin.
    it_ = await teams.fresh();
  });
  let next = 0;
  const newId = () => `n-${String((next += 1)).padStart(24, '0')}`;

  const connect = async (id = 'connection-1', called = 'GitHub') => {
    await it_.store.write(async (db) => {
      await db
        .insertInto('connection')
        .values({
          ...{ team_id: team, id: id as never, connector: 'github', called, site: 'https://api.github.com' },
          ...{ access: null, secret: 'x' as never, secret_before: null, secret_at: 0, connected_by: ann },
          ...{ access_at: 0, checked_at: null, reads: null, heard_at: null, refused: null },
          ...{ due_at: null, attempts: 0 },
        })
        .execute();
    });
  };
  const day = (date: string) => ({ selected_date: date });
  const posted = (starts: string): SlackMessage[] =>
    it_.slack.messages.filter(({ channel, text }) => channel === here && text.startsWith(starts));
  const inChannel = (starts: string): SlackMessage => {
    const found = posted(starts).at(-1);
    if (found === undefined) throw new Error(`nothing begins with ${starts}`);
    return found;
  };
  const plan = async (name = 'Website relaunch', ends = '2026-12-18') => {
    await it_.submit(ann, await it_.command(ann, `plan ${name}`), { ends: day(ends) });
    await it_.settle();
  };
  /** In a channel with a guest the message offers nothing of it; the form for a plan does, to people who are no guests. */
  const changing = () => it_.press(ann, inChannel('Project: '), 'Change');
  const sources = async (who: UserId) => it_.press(who, await changing(), 'Repository or board');
  const follow = async (place = 'acme/website', more: Parameters<Team['submit']>[2] = {}) => {
    const reply = await it_.submit(ann, await sources(ann), {
      ...{ connection: chosen('connection-1'), place: typed(place), ...more },
    });
    await it_.settle();
    return reply;
  };
  const projectIds = () =>
    it_.store.read(team, { kind: 'person', userId: ann }, async (read) =>
      (await read.from(projects).selectAll().orderBy('it.planned_on').execute()).map(({ id }) => id),
    );
  const onlyProject = async (): Promise<RowId> => {
    const [id] = await projectIds();
    if (id === undefined) throw new Error('nothing is planned');
    return id;
  };
  const hear = async (heard: readonly Fact[], of?: RowId) => {
    // As what delivers them does.
    await it_.store.directory.setMembers(team, here, [ann, ben, cat, gus], it_.clock.now());
    const project = of ?? (await onlyProject());
    await it_.store.transact(team, { kind: 'channel', channelId: here }, async (scope) => {
      const work = { scope, now: it_.clock.now(), newId };
      await retro.connected?.(work, here, { kind: 'facts', of: project, facts: heard });
    });
    await it_.settle();
  };
  const stored = async () =>
    (
      await it_.store.read(team, { kind: 'channel', channelId: here }, async (read) =>
        read.from(factTable).selectAll().orderBy('it.at').execute(),
      )
    ).map(({ title }) => title);
  const begin = async (more: Parameters<Team['start']>[0] = {}) => {
    await it_.start({ about: typed('Website relaunch'), ...more });
    await it_.settle();
  };
  const opened = () => posted('What happened since ');
  const only = (): SlackMessage => {
    const [one, ...more] = opened();
    if (one === undefined || more.length > 0) throw new Error(`${opened().length} were posted`);
    return one;
  };
  const main = (): SlackMessage => {
    const found = posted('Retrospective: ').findLast(({ threadTs }) => threadTs === undefined);
    if (found === undefined) throw new Error('none has begun');
    return found;
  };

  it('without a connection nothing is said about it anywhere, and no button is there', async () => {
    await plan();
    expect(JSON.stringify(inChannel('Project: ').blocks)).not.toContain('retro.sources');
    expect(words(await it_.press(ann, inChannel('Project: '), 'Change'))).not.toMatch(/repository|board/i);
    await begin();
    expect(opened()).toEqual([]);
    const { blocks } = main();
    expect(JSON.stringify(blocks)).not.toContain('retro.facts');
  });

  it('with a connection, but nothing of the project’s, it opens as ever', async () => {
    await connect();
    await plan();
    await begin();
    expect(opened()).toEqual([]);
  });

  it('opens with dates, releases, incidents and what came in or was taken out, in a picture and in words', async () => {
    await connect();
    await plan();
    await follow();
    expect(inChannel('Ann changed what belongs').text).toContain(
      'Its retrospective begins with what happened in acme/website: everyone here can then read',
    );
    expect(inChannel('Project: ').text).toContain('begins with what happened in acme/website');
    await it_.until('2026-12-16T12:00:00Z');
    const issue = 'https://github.com/acme/website/issues/';
    const milestone = 'https://github.com/acme/website/milestone/1';
    // As they come after an outage: in any order, some of them twice.
    const heard = [
      fact('r2', { title: 'v2.0', at: at('2026-12-10T09:00:00Z') }),
      fact('i1-end', {
        kind: 'resolved',
        title: 'Checkout down',
        link: `${issue}7`,
        at: at('2026-12-05T20:00:00Z'),
      }),
      fact('m1-met', {
        kind: 'met',
        title: 'Beta',
        link: milestone,
        day: '2026-12-08',
        at: at('2026-12-09T09:00:00Z'),
      }),
      fact('i1', {
        kind: 'incident',
        title: 'Checkout down',
        link: `${issue}7`,
        at: at('2026-12-03T08:00:00Z'),
      }),
      fact('m1', {
        kind: 'planned',
        title: 'Beta',
        link: milestone,
        day: '2026-12-04',
        at: at('2026-11-25T09:00:00Z'),
      }),
      fact('m1-moved', {
        kind: 'moved',
        title: 'Beta',
        link: milestone,
        day: '2026-12-08',
        at: at('2026-12-02T09:00:00Z'),
      }),
      fact('a1', { kind: 'added', title: 'Vouchers', link: `${issue}8`, at: at('2026-12-06T09:00:00Z') }),
      fact('d1', { kind: 'dropped', title: 'Wish list', link: `${issue}9`, at: at('2026-12-07T09:00:00Z') }),
    ];
    await hear(heard.slice(0, 5));
    await hear(heard.slice(3));
    await hear(heard);
    expect(await stored()).toHaveLength(heard.length);
    await begin({ ended: day('2026-12-15'), names: chosen('shown') });
    const { text, threadTs } = only();
    expect(threadTs).toBe(main().ts);
    const lines = text.split('\n');
    expect(lines[0]).toBe('What happened since Tue 24 November');
    for (const said of [
      /3 Dec: .*Checkout down.*, an incident that was over on Sat 5 December/,
      /6 Dec: .*Vouchers.* came into the work/,
      /7 Dec: .*Wish list.* was taken out of the work/,
      /Beta.* was planned for Fri 4 December; the date moved once, to Tue 8 December; it was done on Wed 9 December/,
      /10 Dec: .*v2\.0.* was released/,
      /Website relaunch.* was planned for Fri 18 December, and done on Tue 15 December/,
      /From acme\/website: what happened to the work, and nothing about people/,
    ])
      expect(text).toMatch(said);
    expect(lines.filter((line) => /^\d+\. /.test(line))).toHaveLength(6);
    const shown = JSON.stringify(only().blocks);
    expect(shown).toContain('"type":"image"');
    expect(shown).toContain('Checkout down, 3 Dec to 5 Dec');
  });

  it('counts from the last retrospective of the project, and a cancelled one does not count', async () => {
    await connect();
    await plan();
    await follow();
    await it_.until('2026-12-01T12:00:00Z');
    await hear([fact('1', { title: 'before the first' })]);
    await begin();
    expect(only().text).toContain('before the first');
    await it_
      .press(ann, main(), 'Cancel the retrospective (facilitator)')
      .then((form) => it_.submit(ann, form));
    await it_.settle();
    expect(opened()).toEqual([]);
    await begin();
    expect(only().text).toContain('before the first');
    await it_.until('2026-12-02T12:00:00Z');
    await hear([fact('2', { title: 'during the second', at: at('2026-12-02T09:00:00Z') })]);
    expect(only().text).not.toContain('during the second');
    const form = await it_.press(ann, main(), 'Close collecting (facilitator)');
    await it_.submit(ann, form);
    await it_.settle();
    await it_.until('2026-12-20T12:00:00Z');
    await begin();
    expect(opened()).toHaveLength(2);
    const last = opened().at(-1)?.text ?? '';
    expect(last).toContain('during the second');
    expect(last).not.toContain('before the first');
  });

  it('what happened before it and is heard late is shown, too; what happened after it is not', async () => {
    await connect();
    await plan();
    await follow();
    await it_.until('2026-12-02T12:00:00Z');
    await begin();
    expect(only().text).toContain('I’ve heard of nothing since then');
    await hear([
      fact('late', { title: 'read after the outage' }),
      fact('later', { title: 'after it began', at: at('2026-12-03T09:00:00Z') }),
    ]);
    expect(only().text).toContain('read after the outage');
    expect(only().text).not.toContain('I’ve heard of nothing');
    // A clock that is ahead says the same as one that is right: when it was heard.
    expect(only().text).not.toContain('after it began');
  });

  it('a date that moved while nobody heard of it is read again as a move, and once', async () => {
    await connect();
    await plan();
    await follow();
    const beta = {
      title: 'Beta',
      link: 'https://github.com/acme/website/milestone/1',
      kind: 'planned',
    } as const;
    const when = at('2026-11-20T09:00:00Z');
    await hear([fact('m-1', { ...beta, day: '2026-12-04', at: when })]);
    await it_.until('2026-12-01T12:00:00Z');
    const again = fact('m-2', { ...beta, day: '2026-12-02', at: when });
    await hear([again]);
    await hear([again]);
    await begin();
    expect(only().text).toMatch(
      /Beta.* was planned for Fri 4 December; the date moved once, to Wed 2 December/,
    );
  });

  it('of many it shows twelve and says how many more there are; a page has all of them', async () => {
    await connect();
    await plan();
    await follow();
    await it_.until('2026-12-10T12:00:00Z');
    const many = Array.from({ length: 40 }, (_, n) =>
      fact(`a${n}`, { kind: 'added', title: `Story ${n}`, at: at('2026-12-02T09:00:00Z') + n * 60_000 }),
    );
    await hear([...many, fact('i', { kind: 'incident', title: 'All is down' })]);
    await begin();
    const { text } = only();
    expect(text.split('\n').filter((line) => /^\d+\. /.test(line))).toHaveLength(12);
    expect(text).toContain('All is down');
    expect(text).toContain('And 30 more.');
    let page = await it_.press(gus, only(), 'See all, and make cards');
    const all: string[] = [words(page)];
    for (let more = 0; more < 2; more += 1) {
      page = await it_.press(gus, page, 'Next page');
      all.push(words(page));
    }
    for (const { title } of many) expect(all.join('\n')).toContain(title);
  });

  it('anybody in it makes a card of it, in the column they choose, changed as they like; it is theirs like any other', async () => {
    await connect();
    await plan();
    await follow();
    await it_.until('2026-12-02T12:00:00Z');
    await hear([fact('1', { title: 'v2.0 *beta* <@U1>' })]);
    await begin({ names: chosen('hidden') });
    const list = await it_.press(ben, only(), 'See all, and make cards');
    const form = await it_.press(ben, list, 'Make a card');
    expect(JSON.stringify(form)).toContain('v2.0 *beta* <@U1> was released');
    const again = await it_.submit(ben, form, { text: typed('v2.0 was late'), column: chosen('1') });
    // Submitted twice it is one card.
    await it_.submit(ben, form, { text: typed('v2.0 was late'), column: chosen('1') });
    await it_.settle();
    expect(again.kind).toBe('update');
    const own = async (who: UserId) =>
      it_.store.read(team, { kind: 'person', userId: who }, async (read) =>
        read.mine(cards).selectAll().execute(),
      );
    const mine = await own(ben);
    expect(mine.map(({ text, column_id: column }) => [text, column])).toEqual([
      ['v2.0 was late', expect.any(String)],
    ]);
    expect(await own(ann)).toEqual([]);
    // Nobody else sees it before collecting is over, nor that it came from there.
    const others = await it_.store.read(team, { kind: 'person', userId: ann }, async (read) =>
      read.from(cards).selectAll().execute(),
    );
    expect(others).toEqual([]);
    expect(main().text).toContain('1 of 3 has answered');
    const cardsOf = await it_
      .press(ben, await it_.press(ben, main(), 'Add cards'), 'My cards')
      .catch(() => null);
    expect(JSON.stringify(cardsOf ?? (await it_.press(ben, main(), 'Add cards')))).toContain('v2.0 was late');
  });

  it('what was typed in the form for cards stays there when a card is made of something that happened', async () => {
    await connect();
    await plan();
    await follow();
    await it_.until('2026-12-02T12:00:00Z');
    await hear([fact('1')]);
    await begin();
    await it_.fill(ben, await it_.press(ben, main(), 'Add cards'), { column0: typed('half a thou') });
    const form = await it_.press(ben, await it_.press(ben, only(), 'See all, and make cards'), 'Make a card');
    await it_.submit(ben, form, { text: typed('v1 went well'), column: chosen('0') });
    const after = JSON.stringify(await it_.press(ben, main(), 'Add cards'));
    expect(after).toContain('half a thou');
  });

  it('once collecting is over no card is made of it, and a form that was still open says so', async () => {
    await connect();
    await plan();
    await follow();
    await it_.until('2026-12-02T12:00:00Z');
    await hear([fact('1')]);
    await begin();
    const old = { ...only() };
    const form = await it_.press(ben, await it_.press(ben, only(), 'See all, and make cards'), 'Make a card');
    await it_.submit(ann, await it_.press(ann, main(), 'Add cards'), { column0: typed('Good coffee') });
    await it_.submit(ann, await it_.press(ann, main(), 'Close collecting (facilitator)'));
    await it_.settle();
    expect(JSON.stringify(only().blocks)).not.toContain('retro.facts');
    const late = await it_.submit(ben, form, { text: typed('too late'), column: chosen('0') });
    expect(late.kind).toBe('errors');
    const list = await it_.press(ben, old, 'See all, and make cards');
    expect(JSON.stringify(list)).not.toContain('Make a card');
    expect(words(list)).toContain('v1');
  });

  it.each([
    ['a guest', gus],
    ['somebody of another organisation', eva],
  ])('%s changes nothing of what belongs to a project', async (_who, who) => {
    await connect();
    await plan();
    const form = await sources(ann);
    expect((await it_.press(who, await changing(), 'Repository or board')).kind).toBe('message');
    const inputs = { connection: chosen('connection-1'), place: typed('acme/website') };
    expect((await it_.submit(who, form, inputs)).kind).toBe('message');
    await follow();
    expect((await it_.press(who, await sources(ann), 'Stop')).kind).toBe('message');
    expect(await it_.store.system.selectFrom('connection_source').selectAll().execute()).toHaveLength(1);
  });

  it('a connection that is gone meanwhile is refused kindly, and so is the same source twice, and an empty name', async () => {
    await connect();
    await plan();
    const form = await sources(ann);
    const inputs = { connection: chosen('connection-1'), place: typed('acme/website') };
    await it_.store.write(async (db) => {
      await db.deleteFrom('connection').execute();
    });
    const refused = async (more: Parameters<Team['submit']>[2] = {}) => {
      const reply = await it_.submit(ann, form, { ...inputs, ...more });
      return reply.kind === 'errors' ? reply.errors : reply.kind;
    };
    expect(await refused()).toEqual({ connection: 'That is no longer connected. Choose another one.' });
    await connect();
    await follow();
    expect(await refused()).toEqual({ place: 'That already belongs to the project.' });
    const example = 'Write what it is called there, for example: acme/website';
    expect(await refused({ place: typed(' \u200b ') })).toEqual({ place: example });
    expect(JSON.stringify(await refused({ place: typed('x'.repeat(201)) }))).toContain('201');
    expect(JSON.stringify(await refused({ label: typed('x'.repeat(201)) }))).toContain('"label"');
  });

  it('a source that cannot be read is named where the retrospective opens, and in the form with what to do', async () => {
    await connect();
    await plan();
    await follow();
    await it_.store.write(async (db) => {
      await db.updateTable('connection_source').set({ refused: 'gone' }).execute();
    });
    expect(words(await sources(ann))).toContain('It isn’t there, or the connection may not see it');
    await begin();
    expect(only().text).toContain('acme/website can’t be read at the moment');
  });

  it('stopped, nothing more is heard, the plan says so, and a second press of the same button changes nothing', async () => {
    await connect();
    await plan();
    await follow();
    const form = await sources(ann);
    await it_.press(ann, form, 'Stop');
    await it_.press(ann, form, 'Stop');
    await it_.settle();
    expect(posted('Ann changed what belongs')).toHaveLength(2);
    expect(inChannel('Ann changed what belongs').text).toContain('no longer hears');
    expect(inChannel('Project: ').text).not.toContain('acme/website');
    await begin();
    expect(opened()).toEqual([]);
  });

  it('followed only while cards are collected, it opens then', async () => {
    await connect();
    await plan();
    const form = await sources(ann);
    await begin();
    expect(opened()).toEqual([]);
    await it_.submit(ann, form, { connection: chosen('connection-1'), place: typed('acme/website') });
    await it_.settle();
    expect(only().threadTs).toBe(main().ts);
  });

  it('a cancelled project follows nothing any more, and what is heard of it is not kept', async () => {
    await connect();
    await plan();
    await follow();
    await hear([fact('1')]);
    await it_.press(ann, inChannel('Project: '), 'Cancel the plan');
    await it_.settle();
    await hear([fact('2')]);
    expect(await stored()).toEqual(['v1']);
    const rows = await it_.store.system.selectFrom('connection_source').selectAll().execute();
    expect(rows).toEqual([]);
  });

  it('three months after its last retrospective nothing is heard of a project any more', async () => {
    await connect();
    await plan();
    await follow();
    await begin();
    const followed = async () =>
      (await it_.store.system.selectFrom('connection_source').selectAll().execute()).length;
    await it_.until('2027-02-20T12:00:00Z');
    expect(await followed()).toBe(1);
    await it_.until('2027-03-25T12:00:00Z');
    expect(await followed()).toBe(0);
  });

  it('a channel that others read now shows them nothing of what was kept before, and keeps nothing of it', async () => {
    await it_.store.directory.changeChannel(team, here, { kind: 'private' }, it_.clock.now());
    // Everybody has joined it as it is at first.
    await it_.store.directory.setMembers(team, here, [], it_.clock.now());
    await connect();
    await plan();
    await follow();
    await it_.until('2026-12-02T12:00:00Z');
    await hear([fact('1', { title: 'Secret launch' })]);
    await begin();
    expect(only().text).toContain('Secret launch');
    const project = await onlyProject();
    await it_.store.directory.changeChannel(team, here, { kind: 'public' }, it_.clock.now());
    await it_.event('channel_changed');
    await it_.settle();
    await hear([fact('2', { title: 'Secret again' })], project);
    const read = (viewer: Parameters<Team['store']['read']>[1]) =>
      it_.store.read(team, viewer, async (scope) => scope.from(factTable).selectAll().execute());
    expect(await read({ kind: 'channel', channelId: here })).toEqual([]);
    expect(await read({ kind: 'person', userId: eva })).toEqual([]);
    expect((await read({ kind: 'person', userId: ann })).map(({ title }) => title)).toEqual([
      'Secret launch',
    ]);
  });

  it('what came in a shape that cannot be kept is left out, and the rest is kept', async () => {
    await connect();
    await plan();
    await follow();
    await hear([
      fact('empty', { title: ' \u200b\n' }),
      fact('', { title: 'no key' }),
      fact('when', { title: 'no time', at: Number.NaN }),
      fact('long', { title: `${'x'.repeat(500)}\nsecond line`, link: 'javascript:alert(1)' }),
      fact('nul', { title: 'a\0b', link: 'http://plain.example.org/' }),
    ]);
    const rows = await it_.store.read(team, { kind: 'person', userId: cat }, async (read) =>
      read.from(factTable).selectAll().orderBy('it.fact_key').execute(),
    );
    expect(rows.map(({ fact_key: key, link }) => [key, link])).toEqual([
      ['long', null],
      ['nul', null],
    ]);
    expect(rows[0]?.title.length).toBeLessThanOrEqual(200);
  });

  it('goes with the project, and the stretch of time with the retrospective', async () => {
    await connect();
    await plan();
    await follow();
    await it_.until('2026-12-02T12:00:00Z');
    await hear([fact('1')]);
    await begin();
    const count = async () => {
      const rows = await it_.store.system
        .selectFrom('retro_fact' as never)
        .selectAll()
        .execute();
      const spans = await it_.store.system
        .selectFrom('retro_timeline' as never)
        .selectAll()
        .execute();
      return [rows.length, spans.length];
    };
    expect(await count()).toEqual([1, 1]);
    const exported = await it_.store.read(team, { kind: 'person', userId: ann }, async (read) =>
      read.from(timelines).selectAll().execute(),
    );
    expect(exported).toHaveLength(1);
    await it_.store.erasing(team, 'operator', { kind: 'channel', channelId: here });
    expect(await count()).toEqual([0, 0]);
  });

  it('the trends say how many of the last ten began with what had happened, and nothing of it without a connection', async () => {
    const hold = async () => {
      await begin({ pace: chosen('live'), names: chosen('shown') });
      await it_.submit(ann, await it_.press(ann, main(), 'Add cards'), { column0: typed('Slow deploys') });
      await it_.until(new Date(it_.clock.now() + 120 * 60_000).toISOString());
    };
    const trends = async (who = ann) => words(await it_.command(who, 'trends'));
    await plan();
    await hold();
    expect(await trends()).toContain('too few to see a trend');
    expect(await trends()).not.toMatch(/with what had happened|tracker/);
    await connect();
    expect(await trends()).toContain('The last retrospective here didn’t begin with what had happened.');
    await plan('Second project');
    await follow();
    const second = (await projectIds()).at(-1);
    await hear([fact('1', { at: it_.clock.now() })], second);
    await hear([fact('1', { at: it_.clock.now() })], (await projectIds())[0]);
    await it_.until('2026-11-25T10:00:00Z');
    await begin({ about: typed('Second project'), pace: chosen('live') });
    await it_.until('2026-11-25T13:00:00Z');
    expect(await trends()).toContain('Of the last 2 retrospectives here, one began with what had happened.');
    // A guest is told of no tool, and what everybody in the channel can read anyway.
    expect(await trends(gus)).toContain('one began with what had happened');
  });

  it('another workspace’s project of the same id hears nothing', async () => {
    await connect();
    await plan();
    await follow();
    await hear([fact('1')], rowId('n-somebody-elses'));
    expect(await stored()).toEqual([]);
  });
});

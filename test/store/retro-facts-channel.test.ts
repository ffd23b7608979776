/**
 * What happened in a project is its channel's: there it opens what comes round, too, and it goes along to another channel with the project; in no digest, no
 * other channel, no door and no export does it reach anybody else. On both engines.
 */
import { day, minute } from '../../src/core/clock.ts';
import { findDocuments, readDocument } from '../../src/core/doors.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { features } from '../../src/features.ts';
import { exportOwn } from '../../src/system/my-data/subject-data.ts';
import { katrin, learning, mara, priya, secretly, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { connectTool, fact, hearFacts, projectIds, repository, tool } from '../support/facts-here.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { beginRetro } from '../support/retro-path.ts';

const project = 'Quokka relaunch';
const title = 'Zanzibar goes live';

describe.each(engines())('on $name', (engine) => {
  let here: LoreHere;
  beforeEach(async () => {
    here = await startLoreHere({ engine });
    await connectTool(here.lore.store, team, mara);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const now = () => here.sandbox.core.clock.now();
  const posts = (channel: string, text: string) =>
    here.posted(channel).filter(({ blocks, text: said }) => (JSON.stringify(blocks) + said).includes(text));
  const plan = async (who: string, channel: string, name = project) => {
    await here.who(who).say(channel, `/retro plan ${name}`);
    await here.who(who).submit({ ends: '2026-12-18' });
    await here.settle();
  };
  const follow = async (who: string, channel: string) => {
    const planned = posts(channel, 'Project: ').at(-1);
    if (planned === undefined) throw new Error('nothing is planned');
    await here.who(who).press(planned, 'retro.project-change');
    await here.who(who).pressInModal('retro.sources');
    await here.who(who).submit({ connection: tool, place: repository });
    await here.settle();
    await here.who(who).closeAll();
  };
  const hear = async (who: string, channel: string, ...facts: Parameters<typeof hearFacts>[3]) => {
    const [of] = (await projectIds(here.lore.store, team, channel, who)).slice(-1);
    if (of === undefined) throw new Error('nothing is planned');
    const work = { store: here.lore.store, team, now: now(), newId: here.newId };
    await hearFacts(work, channel, of, facts);
    await here.settle();
  };

  it('what comes round by itself opens with it, each time with what is new; without a source it opens as ever', async () => {
    await plan(katrin, learning);
    await follow(katrin, learning);
    await here.recurs(learning, katrin, { 'retro.round': { every: 'fortnight', weekday: 3, minutes: 600 } });
    await here.recurs(secretly, katrin, { 'retro.round': { every: 'fortnight', weekday: 3, minutes: 600 } });
    await hear(katrin, learning, fact('1', now(), { title }));
    await here.playUntil(Date.parse('2026-11-25T09:00:00Z') + minute);
    expect(posts(learning, title)).toHaveLength(1);
    expect(posts(learning, title)[0]?.threadTs).not.toBeNull();
    expect(posts(secretly, 'What happened since')).toEqual([]);
    await here.playUntil(now() + 7 * day);
    await hear(katrin, learning, fact('2', now(), { title: 'Second release' }));
    await here.playUntil(Date.parse('2026-12-09T09:00:00Z') + minute);
    const second = posts(learning, 'Second release').filter(({ threadTs }) => threadTs !== null);
    expect(second).toHaveLength(1);
    expect(JSON.stringify(second)).not.toContain(title);
  });

  it('a project that goes to another channel follows on there, and that one reads nothing of before', async () => {
    await plan(katrin, secretly);
    await follow(katrin, secretly);
    await hear(katrin, secretly, fact('1', now(), { title }));
    const rows = async () => here.lore.store.system.selectFrom('connection_source').selectAll().execute();
    expect((await rows()).map(({ channel_id: channel }) => channel)).toEqual([secretly]);
    const where = posts(secretly, 'Project: ').at(-1);
    await here.sandbox.page('channel', { as: katrin, channelId: secretly, change: 'archive' });
    await here.settle();
    expect(where).toBeDefined();
    const ask = here
      .direct(katrin)
      .findLast(({ blocks }) => JSON.stringify(blocks).includes('retro.project-move'));
    if (ask === undefined) throw new Error('nobody was asked where to hold it');
    await here.who(katrin).press(ask, 'retro.project-move');
    await here.who(katrin).submit({ where: learning });
    await here.settle();
    expect((await rows()).map(({ channel_id: channel }) => channel)).toEqual([learning]);
    await beginRetro(here.who(katrin), learning, project);
    await here.settle();
    expect(posts(learning, 'What happened since')).toHaveLength(1);
    expect(posts(learning, title)).toEqual([]);
  });

  it('reaches nobody who is not in the channel: no other channel, no digest, no door, no export of theirs', async () => {
    await plan(katrin, secretly);
    await follow(katrin, secretly);
    await hear(katrin, secretly, fact('1', now(), { title }));
    await beginRetro(here.who(katrin), secretly, project);
    await here.settle();
    expect(posts(secretly, title)).toHaveLength(1);
    await here.playUntil(now() + 14 * day);
    const told = here.sandbox.world.conversations
      .filter(({ id }) => JSON.stringify(here.sandbox.world.messages[id] ?? []).includes(title))
      .map(({ id }) => id);
    expect(told).toEqual([secretly]);
    const { store } = here.lore;
    const drawn = { now: now(), locale: 'en', tz: 'UTC' } as const;
    const [of] = await projectIds(store, team, secretly, katrin);
    const held = await store.read(team, { kind: 'person', userId: userId(katrin) }, async (read) =>
      read.from(retros).selectAll().execute(),
    );
    expect(held.length).toBeGreaterThan(0);
    const doorsFor = (viewer: Viewer) =>
      store.read(team, viewer, async (read) => {
        const found: unknown[] = [
          await findDocuments(features, read, 'Zanzibar', { from: 0, most: 10 }, drawn),
        ];
        for (const { id } of held)
          found.push(await readDocument(features, read, { kind: 'retrospective', id }, drawn));
        found.push(await readDocument(features, read, { kind: 'project', id: String(of) }, drawn));
        return found;
      });
    for (const who of [katrin, mara, priya]) {
      const read = await doorsFor({ kind: 'person', userId: userId(who) });
      expect(read.some((document) => JSON.stringify(document).includes(project))).toBe(who === katrin);
      expect(JSON.stringify(read)).not.toContain('Zanzibar goes');
      expect(JSON.stringify(await exportOwn(here.lore.store, features, team, userId(who)))).not.toContain(
        title,
      );
    }
    for (const channel of [website, secretly])
      expect(
        JSON.stringify(await doorsFor({ kind: 'channel', channelId: channelId(channel) })),
      ).not.toContain('Zanzibar goes');
  });

  it('who planned and followed is forgotten: what happened stays, since it names nobody', async () => {
    await plan(seun, learning);
    await follow(seun, learning);
    await hear(seun, learning, fact('1', now(), { title }));
    await here.erase(seun);
    await here.settle();
    expect(await here.rows('retro_fact')).toContain(title);
    expect(await here.rows('retro_fact', 'retro_timeline')).not.toContain(seun);
    await beginRetro(here.who(katrin), learning, project);
    await here.settle();
    expect(posts(learning, title)).toHaveLength(1);
  });

  it('grows old with its project', async () => {
    await plan(katrin, learning);
    await follow(katrin, learning);
    await hear(katrin, learning, fact('1', now(), { title }));
    expect(await here.rows('retro_fact')).toContain(title);
    await here.playUntil(Date.parse('2026-12-18T23:00:00Z') + 735 * day);
    expect(await here.rows('retro_project')).not.toContain(project);
    expect(await here.rows('retro_fact')).not.toContain(title);
  });
});

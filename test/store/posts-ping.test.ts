/** A mention pings, so it stands in a channel only where somebody must act: in every post of a company that has lived for weeks. */
import { features } from '../../src/features.ts';
import { readParams } from '../../src/jobs/stored-params.ts';
import { stays } from '../../src/core/post.ts';
import { register } from '../../src/slack/requests/registry.ts';
import { factsOf, keptNames, restore, storeAt } from '../support/kept/kept.ts';

const { posts } = register(features);
const [kept = ''] = keptNames().toReversed();

/** A mention, in a block or in the text. */
const pinging = /<@|"user_id"/;

it('only these posts to a channel may ping, since somebody must act on them', () => {
  const asking = [...posts.values()].flatMap(({ name, asks }) => (asks ? [name] : []));
  // An owner can start what was approved, a core group says how its forum goes on, somebody is to write lessons down, a new leader agrees, participants
  // write cards, and somebody else facilitates from now on.
  const known = [
    'experiments.approved',
    'forums.quarter',
    'lessons.proposal',
    'reorg.lead',
    'retro.joined',
    'retro.main',
    'retro.taken-over',
  ];
  expect(asking.sort()).toEqual(known);
});

it('every other post names people without a mention', async () => {
  const { at: now } = factsOf(kept, 'sqlite');
  const database = await restore(kept, 'sqlite');
  const store = storeAt(database.url, now);
  try {
    await store.migrate();
    const query = store.system.selectFrom('delivery').select(['team_id', 'channel_id', 'post', 'params']);
    const rows = await query.where('kind', '<>', 'person').execute();
    const drawn = new Set<string>();
    const pings = new Set<string>();
    for (const { team_id: team, channel_id: channelId, ...row } of rows) {
      const definition = posts.get(row.post);
      const params = readParams(row.params);
      if (definition?.asks !== false || params === null || channelId === null) continue;
      const drawing = { now, locale: 'en', tz: 'Europe/Berlin' } as const;
      const said = await store.read(team, { kind: 'channel', channelId }, async (read) => [
        await definition.build(read, params, drawing),
        definition.over === stays ? null : await definition.over(read, params, drawing),
      ]);
      if (said[0] !== null) drawn.add(row.post);
      if (pinging.test(JSON.stringify(said))) pings.add(row.post);
    }
    expect([...pings]).toEqual([]);
    expect(drawn.size).toBeGreaterThan(8);
  } finally {
    await store.close();
    await database.remove();
  }
}, 60_000);

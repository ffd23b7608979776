/** A practice is a folder, a migration and its place in the list: all that it brings is there, and no line of the core knows it. */
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import type { Rule } from '../../src/core/recurrence.ts';
import { digest } from '../../src/features/digest/feature.ts';
import { learnedAmong } from '../../src/features/learned/feature.ts';
import { rotation } from '../../src/features/rotation/feature.ts';
import { generatedFiles } from '../../src/generated.ts';
import { widely } from '../support/colleague.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { posts } from '../support/retro-path.ts';
import { pebble } from '../support/test-feature/feature.ts';
import { pebbleMigrations } from '../support/pebble-migrations.ts';
import { tickFeature } from '../support/tick-feature.ts';

const learned = learnedAmong(() => []);

const team = teamId('T0LINDGROVE');
const channel = 'C0LEARNING';
const at = (text: string) => Date.parse(text);
const tick = tickFeature({ shared: 0, comesFirst: null });
const features = [pebble, tick, learned, rotation([pebble]), digest([pebble, learned])];

const marked = (...names: readonly string[]) =>
  names.map((name) => `<!-- ${name} -->\n<!-- /${name} -->`).join('\n');
/** Pages as they are without any practice: no table in them is one practice’s own. */
const page = () => marked('commands', 'scopes', 'kept');

it('a practice that is added is in each manifest and in the README’s table', () => {
  const files = generatedFiles(features, page);
  for (const name of ['socket', 'http', 'sandbox'])
    expect(files[`manifests/${name}.json`]).toContain('"command": "/pebble"');
  expect(files['README.md']).toContain('| `/pebble [words]` | keep a few words |');
});

it('a practice that is added brings the table of its own page, and no page is made for one that is taken out', () => {
  const pageTable = { path: 'docs/guides/pebbles.md', marker: 'pebbles', table: () => '| smooth |' };
  const added = generatedFiles([...features, { ...pebble, pageTable }], (path) =>
    path === pageTable.path ? marked('pebbles') : page(),
  );
  expect(added[pageTable.path]).toBe('<!-- pebbles -->\n\n| smooth |\n\n<!-- /pebbles -->');
  const guides = ['admins', 'privacy', 'datenschutz'].map((name) => `docs/guides/${name}.md`);
  expect(Object.keys(generatedFiles([], page)).filter((path) => path.startsWith('docs/'))).toEqual(guides);
});

describe.each(engines())('on $name, a practice that is added', (engine) => {
  let database: FreshDatabase;
  let here: LoreHere;
  beforeEach(async () => {
    database = await engine.fresh();
    here = await startLoreHere({
      databaseUrl: database.url,
      lore: { features, migrations: pebbleMigrations },
    });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
    await database.remove();
  });
  const keep = async (words: string) => {
    await here.who('U0MARA').say(channel, `/lore pebble ${words}`);
    await here.settle();
  };
  const start = async (rules: Readonly<Record<string, Rule>>) => {
    const id = channelId(channel);
    await here.lore.store.directory.setRecurrence(team, id, { tz: 'Europe/Berlin', locale: 'en' });
    const started = await here.lore.store.schedules.startAll(
      team,
      id,
      userId('U0KATRIN'),
      new Map(Object.entries(rules)),
    );
    expect(started.ok).toBe(true);
  };
  const posted = () => posts(here.sandbox, channel).map(({ text }) => text);

  it('is in help, and its ritual can be chosen among those of a channel', async () => {
    await here.who('U0MARA').say(channel, '/lore help');
    expect(here.who('U0MARA').told(channel).join()).toContain('`/pebble [words]`: keep a few words');
    await here.who('U0MARA').say(channel, '/lore settings');
    await here.settle();
    expect(JSON.stringify(here.who('U0MARA').modal())).toContain('Weekly Tick');
  });

  it('asks its channel when its ritual’s time has come', async () => {
    await start({ 'tick.weekly': { every: 'week', weekday: 4, minutes: 840 } });
    await here.playUntil(at('2026-11-26T13:01:00Z'));
    expect(posted()).toContain('Tick of 2026-11-26.');
  });

  it('stands in the agenda and in the digest of its channel', async () => {
    await start({
      'rotation.meeting': { every: 'week', weekday: 3, minutes: 900 },
      'rotation.agenda': { before: 'rotation.meeting', days: 0, minutes: 60 },
      'digest.weekly': { every: 'week', weekday: 2, minutes: 600 },
    });
    await keep('smooth and grey');
    await here.playUntil(at('2026-11-25T13:01:00Z'));
    expect(posted().filter((text) => text.includes('A pebble: smooth and grey'))).toHaveLength(1);
    // What the channel has seen itself is no news, so a digest needs something from elsewhere.
    await here.who('U0DIEGO').say('C0WEBSITE', '/learned Photos come late');
    await here.who('U0DIEGO').submit(widely(here.who('U0DIEGO')));
    await here.playUntil(at('2026-12-01T09:01:00Z'));
    const told = posted().filter((text) => text.includes('A pebble: smooth and grey'));
    expect(told).toHaveLength(2);
    expect(told.at(-1)).toContain('It was found here');
  });
});

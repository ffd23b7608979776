/** What is dropped in the practice that every new one is copied from is in no digest and no agenda any more. */
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import type { Rule } from '../../src/core/recurrence.ts';
import { digest } from '../../src/features/digest/feature.ts';
import { rotation } from '../../src/features/rotation/feature.ts';
import { almanac } from '../support/digest-here.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { posts } from '../support/retro-path.ts';
import { pebble } from '../support/test-feature/feature.ts';
import { pebbleMigrations } from '../support/pebble-migrations.ts';

const team = teamId('T0LINDGROVE');
const channel = 'C0LEARNING';
const at = (text: string) => Date.parse(text);
// The almanac is new to every channel: without it, there would be no digest.
const features = [pebble, almanac, rotation([pebble]), digest([pebble, almanac])];

describe.each(engines())('on $name, what somebody drops', (engine) => {
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
    await here.close();
    await database.remove();
  });
  const posted = () => posts(here.sandbox, channel).map((one) => JSON.stringify([one.text, one.blocks]));

  it('stands in no digest and no agenda any more', async () => {
    const id = channelId(channel);
    await here.lore.store.directory.setRecurrence(team, id, { tz: 'Europe/Berlin', locale: 'en' });
    const rules: Readonly<Record<string, Rule>> = {
      'rotation.meeting': { every: 'week', weekday: 3, minutes: 900 },
      'rotation.agenda': { before: 'rotation.meeting', days: 0, minutes: 60 },
      'digest.weekly': { every: 'week', weekday: 2, minutes: 600 },
    };
    await here.lore.store.schedules.startAll(team, id, userId('U0KATRIN'), new Map(Object.entries(rules)));
    await here.who('U0MARA').say(channel, '/lore pebble smooth and grey');
    await here.settle();
    await here.playUntil(at('2026-12-01T09:01:00Z'));
    expect(posted().filter((text) => text.includes('smooth and grey'))).toHaveLength(2);
    await here.who('U0MARA').openHome();
    await here.settle();
    await here.who('U0MARA').pressInHome('pebble.drop');
    await here.settle();
    await here.playUntil(at('2026-12-03T09:01:00Z'));
    expect(posted().filter((text) => text.includes('smooth and grey'))).toEqual([]);
  });
});

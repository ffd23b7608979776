/** The practice that a new one begins as: `npm run new-practice` copies it, with this test. */
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import { exportOwn } from '../../src/system/my-data/subject-data.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { pebbleMigrations } from '../support/pebble-migrations.ts';
import { posts } from '../support/retro-path.ts';
import { pebble } from '../support/test-feature/feature.ts';
import { mostCharacters, refusalOf } from '../support/test-feature/rules.ts';
import { digestItems } from '../support/test-feature/week.ts';
import { itemSays } from '../support/item-says.ts';

const team = teamId('T0LINDGROVE');
const channel = 'C0LEARNING';
const features = [pebble];

it('keeps words that fit a message, and says what is wrong with others', () => {
  expect(refusalOf('x'.repeat(mostCharacters))).toBeNull();
  expect(refusalOf('x'.repeat(mostCharacters + 1))).toBe('long');
  expect(refusalOf('')).toBe('empty');
});

describe.each(engines())('on $name', (engine) => {
  let database: FreshDatabase;
  let here: LoreHere;
  beforeEach(async () => {
    database = await engine.fresh();
    here = await startLoreHere({
      databaseUrl: database.url,
      lore: {
        migrations: pebbleMigrations,
        features,
      },
    });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
    await database.remove();
  });
  const mara = () => here.who('U0MARA');
  const keep = async (words: string) => {
    await mara().say(channel, `/lore pebble ${words}`);
    await here.settle();
  };
  const home = async () => {
    await mara().openHome();
    await here.settle();
    return JSON.stringify(mara().home());
  };
  const show = async () => {
    await home();
    await mara().pressInHome('pebble.show');
    await here.settle();
  };
  const found = () => posts(here.sandbox, channel).filter(({ text }) => text.startsWith('A pebble: '));
  const own = async () => (await exportOwn(here.lore.store, features, team, userId('U0MARA')))['pebble'];

  const direct = () => {
    const conversation = here.sandbox.world.conversations.find(
      ({ kind, members }) => kind === 'im' && members.includes('U0MARA'),
    );
    return posts(here.sandbox, conversation?.id ?? '').map(({ text }) => text);
  };

  it('keeps what is typed after the command or into the form, for the person who typed it', async () => {
    await keep('smooth and grey');
    await mara().say(channel, '/lore pebble');
    await mara().submit({ words: 'round' });
    await here.settle();
    expect(mara().told(channel).join()).toContain('Saved: smooth and grey');
    expect(await home()).toMatch(/round.*smooth and grey/);
    expect(posts(here.sandbox, channel)).toEqual([]);
  });

  it('shows it in the channel once, takes replies in the thread, and looks back a week later', async () => {
    await keep('smooth and grey');
    await show();
    await show();
    const [message, ...more] = found();
    if (message === undefined) throw new Error('it is not shown');
    expect(more).toEqual([]);
    await here.who('U0NOOR').press(message, 'pebble.too');
    await here.who('U0NOOR').press(message, 'pebble.too');
    await here.settle();
    const replies = posts(here.sandbox, channel).filter(({ threadTs }) => threadTs === message.ts);
    expect(replies.map(({ text }) => text)).toEqual(['Noor found one too.']);
    expect(direct()).toEqual([]);
    await here.playUntil(here.sandbox.core.clock.now() + 7 * 86_400_000);
    expect(direct()).toEqual(['A week ago you showed this in the channel: smooth and grey']);
  });

  it('says that it is gone, in Home and wherever it was shown, once the person who wrote it drops it', async () => {
    await keep('smooth and grey');
    await show();
    await here.playUntil(here.sandbox.core.clock.now() + 7 * 86_400_000);
    await mara().pressInHome('pebble.drop');
    await here.settle();
    expect(direct()).toEqual(['That pebble is gone.']);
    expect(await home()).not.toContain('smooth and grey');
    expect(found()).toEqual([]);
    expect(posts(here.sandbox, channel).map(({ text }) => text)).toEqual(['That pebble is gone.']);
  });

  it('is in an export of what is one’s own, and gone from there and from Home once that is erased', async () => {
    await keep('smooth and grey');
    expect(await own()).toMatchObject({ pebbles: [{ words: 'smooth and grey' }] });
    const person = { kind: 'person', userId: userId('U0MARA') } as const;
    await here.lore.store.erasing(team, 'operator', person);
    await here.settle();
    expect(await home()).not.toContain('smooth and grey');
    expect(await own()).toEqual({ pebbles: [] });
  });

  it('gives what was kept to the digest of its channel', async () => {
    await keep('smooth and grey');
    const now = here.sandbox.core.clock.now();
    const week = { channel: channelId(channel), from: now - 7 * 86_400_000, to: now };
    const drawn = await here.lore.store.read(
      team,
      { kind: 'channel', channelId: week.channel },
      async (read) => {
        const items = await digestItems.find(read, week);
        const drawing = { now, locale: 'en', tz: 'UTC' } as const;
        return Promise.all(items.map((item) => digestItems.draw(read, item, drawing)));
      },
    );
    expect(drawn.map(itemSays)).toEqual([['Pebbles', 'A pebble: smooth and grey', 'It was found here']]);
  });
});

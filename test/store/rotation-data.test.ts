/** What of the rotation is taken out, erased, kept for a while and given to the digest; on both engines. */
import { day } from '../../src/core/clock.ts';
import type { Json } from '../../src/core/export.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { languages } from '../../src/core/languages.ts';
import { learnedAmong } from '../../src/features/learned/feature.ts';
import { rotation } from '../../src/features/rotation/feature.ts';
import { exportFor } from '../../src/system/my-data/subject-data.ts';
import { wordsFor } from '../../src/system/my-data/words.ts';
import { asSent, called } from '../support/called.ts';
import { learning, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type RotationHere, rotationOn } from '../support/rotation-here.ts';
import { itemSays } from '../support/item-says.ts';

const learned = learnedAmong(() => []);

// Weeks are played, on two engines.

const feature = rotation([learned]);
const operator = { actor: 'operator', reader: null } as const;
const tags = ['id', 'person', 'channel', 'at', 'on', 'record', 'called', 'choice', 'rotation', 'lore'];
const afterFirst = Date.parse('2026-12-02T14:01:00Z');

/** Every key in an export, but those of the objects that say what they are. */
function keysIn(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(keysIn);
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
}

describe.each(engines())('on $name', (engine) => {
  let it_: RotationHere;
  let presenter: string;
  beforeEach(async () => {
    it_ = await rotationOn(engine);
    await it_.start(learning, 'U0KATRIN');
    await it_.playUntil(Date.parse('2026-11-25T14:01:00Z'));
    presenter = await it_.presenter('2026-12-02');
    await it_.accepts(presenter);
    await it_.playUntil(afterFirst);
  });
  afterEach(() => it_.close());

  const exported = async (subject: Parameters<typeof exportFor>[4]) =>
    exportFor(it_.lore.store, [feature], team, operator, subject);
  const other = () => ['U0MARA', 'U0SEUN'].find((who) => who !== presenter) ?? '';

  it('a person takes out their own part, in numbers; nobody else does, no matter who they are', async () => {
    const own = await exported({ kind: 'person', userId: userId(presenter) });
    expect(JSON.stringify(own)).toMatch(/"presented":[12],"available":1/);
    const all = await exported({ kind: 'workspace' });
    expect(JSON.stringify(all)).toContain(`"presenter":{"person":"${presenter}"}`);
    expect(JSON.stringify(all)).not.toMatch(/available|"presented"/);
    expect(JSON.stringify(await exported({ kind: 'person', userId: userId(other()) }))).not.toContain(
      '2026-12-02T14:00',
    );
    const keys = new Set([own, all].flatMap((one) => keysIn(one['rotation'] ?? null)));
    expect(keys.size).toBeGreaterThan(10);
    for (const locale of languages) {
      const words = wordsFor([feature], 'rotation', { locale, tz: 'UTC' });
      expect([...keys].filter((key) => !tags.includes(key) && words.title(key) === key)).toEqual([]);
    }
  });

  it('a person who is erased leaves no name and no number; the meeting stays the channel’s', async () => {
    await it_.lore.store.erasing(team, 'operator', { kind: 'person', userId: userId(presenter) });
    await it_.settle();
    expect(JSON.stringify([await it_.slots(), await it_.turns()])).not.toContain(presenter);
    expect((await it_.slots())[0]).toMatchObject({ state: 'over', presenter_id: null });
  });

  it('what people said and how often they presented is in no message and no Home of anybody else', async () => {
    const said = it_.posted(learning).map(({ text, blocks }) => text + JSON.stringify(blocks));
    expect(said.join()).not.toMatch(/\d+ (times|meetings)|available|presented \d/);
    expect(await it_.home(other())).not.toMatch(/\d+ (times|meetings)|available/);
  });

  it('is kept for a year from the meeting', async () => {
    for (const name of ['rotation.meeting', 'rotation.presenter', 'rotation.agenda'])
      await it_.lore.store.transact(team, { kind: 'channel', channelId: channelId(learning) }, (scope) =>
        scope.schedules.change(channelId(learning), name, { isOn: false }),
      );
    await it_.playUntil(afterFirst + 364 * day);
    expect((await it_.slots()).length).toBe(2);
    await it_.playUntil(afterFirst + 376 * day);
    await it_.lore.runner.runDue();
    await it_.settle();
    expect([await it_.slots(), await it_.turns()]).toEqual([[], []]);
  });

  it('gives the digest who presents next', async () => {
    const next = await it_.presenter('2026-12-09');
    await it_.accepts(next);
    const drawn = await it_.lore.store.read(
      team,
      { kind: 'channel', channelId: channelId(learning) },
      async (read) => {
        const week = { channel: channelId(learning), from: afterFirst - 7 * day, to: afterFirst };
        const [item] = (await feature.digestItems?.find(read, week)) ?? [];
        const drawing = { now: afterFirst, locale: 'en', tz: 'Europe/Berlin' } as const;
        return item === undefined ? null : asSent(read, await feature.digestItems?.draw(read, item, drawing));
      },
    );
    expect(itemSays(drawn)).toEqual([
      'Who presents next',
      expect.stringMatching(new RegExp(`^${called(next)} presents on .*Wed 9 December`)),
    ]);
  });
});

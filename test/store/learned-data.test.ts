/** What of shares is taken out, erased, kept for a while, and given to digest and agenda. On both engines. */
import { day } from '../../src/core/clock.ts';
import type { Json } from '../../src/core/export.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { languages } from '../../src/core/languages.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { messageOf } from '../../src/core/kit/message.ts';
import { learnedAmong } from '../../src/features/learned/feature.ts';
import { exportFor } from '../../src/system/my-data/subject-data.ts';
import { wordsFor } from '../../src/system/my-data/words.ts';
import { asSent } from '../support/called.ts';
import { learning, secretly, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LearnedHere, learnedOn } from '../support/learned-here.ts';
import { itemSays } from '../support/item-says.ts';

const learned = learnedAmong(() => []);

const operator = { actor: 'operator', reader: null } as const;
const tags = ['id', 'person', 'channel', 'at', 'on', 'record', 'called', 'choice', 'learned', 'lore'];

/** Every key in an export, but those of the objects that say what they are. */
function keysIn(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(keysIn);
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
}

const inChannel = (id: string): Viewer => ({ kind: 'channel', channelId: channelId(id) });

describe.each(engines())('on $name', (engine) => {
  let it_: LearnedHere;
  beforeEach(async () => {
    it_ = await learnedOn(engine);
    await it_.share('U0ARJUN', learning, 'Rehearse moves', { useWhen: 'Before a move', topics: 'testing' });
    await it_.share('U0MARA', 'C0WEBSITE', 'Ask for photos early');
    await it_.share('U0CAROL', secretly, 'Hand over in pairs');
    await it_.who('U0NOOR').press(it_.messageWith(learning, 'Rehearse'), 'learned.use');
    await it_.who('U0NOOR').submit({ how: 'Moved the shop' });
    await it_.who('U0MARA').press(it_.messageWith(learning, 'Rehearse'), 'learned.useful');
    await it_.settle();
  });
  afterEach(() => it_.close());

  const exported = async (subject: Parameters<typeof exportFor>[4]) =>
    exportFor(it_.lore.store, [learned], team, operator, subject);
  const found = async (channel: string, from = it_.sandbox.core.clock.now() - 7 * day) =>
    it_.lore.store.read(team, inChannel(channel), async (read) => {
      const week = { channel: channelId(channel), from, to: it_.sandbox.core.clock.now() + 1 };
      const drawing = { now: week.to, locale: 'en', tz: 'Europe/Berlin' } as const;
      const items = (await learned.digestItems?.find(read, week)) ?? [];
      const drawn = await Promise.all(
        items.map(async (item) => learned.digestItems?.draw(read, item, drawing)),
      );
      const ofHere = items.filter(({ kind }) => kind === 'here').map(({ id }) => id);
      const together = await learned.digestItems?.drawTogether?.(read, ofHere, drawing);
      const line = together == null ? null : messageOf(together).text;
      const agenda = (await learned.agendaItems?.(read, week, drawing)) ?? [];
      return asSent(read, {
        digest: items.map(({ kind, authors, liked }, at) => [
          kind,
          kind === 'here' ? line : itemSays(drawn[at]),
          authors,
          liked,
        ]),
        agenda: agenda.map(({ block }) => messageOf(block).text),
      });
    });

  it('a person takes out what they shared and said, and an operator what is open, under words in each language', async () => {
    const ofArjun = await exported({ kind: 'person', userId: userId('U0ARJUN') });
    expect(JSON.stringify(ofArjun)).toContain('Rehearse moves');
    expect(JSON.stringify(ofArjun)).not.toMatch(/photos|pairs/);
    const ofNoor = await exported({ kind: 'person', userId: userId('U0NOOR') });
    expect(JSON.stringify(ofNoor)).toMatch(/"called":"Rehearse moves"},"how":"Moved the shop"/);
    const all = await exported({ kind: 'workspace' });
    expect(JSON.stringify(all)).toContain('"how":"Moved the shop"');
    expect(JSON.stringify(all)).not.toContain('saidAt');
    const keys = new Set([ofArjun, ofNoor, all].flatMap((one) => keysIn(one['learned'] ?? null)));
    expect(keys.size).toBeGreaterThan(10);
    for (const locale of languages) {
      const words = wordsFor([learned], 'learned', { locale, tz: 'UTC' });
      const unsaid = [...keys].filter((key) => !tags.includes(key) && words.title(key) === key);
      expect(unsaid).toEqual([]);
    }
  });

  it('a person who is erased takes along what they shared, what others said about it, and its message', async () => {
    await it_.lore.store.erasing(team, 'operator', { kind: 'person', userId: userId('U0ARJUN') });
    await it_.settle();
    // With who used it, and what they said.
    expect(await it_.tables()).not.toMatch(/Rehearse|Moved the shop/);
    expect(JSON.stringify(it_.posted(learning))).not.toContain('Rehearse');
    expect(it_.messageWith('C0WEBSITE', 'photos').text).toContain('photos');
  });

  it('what a reader said goes when the reader is erased, from the message too', async () => {
    await it_.lore.store.erasing(team, 'operator', { kind: 'person', userId: userId('U0NOOR') });
    await it_.settle();
    expect(await it_.tables()).not.toContain('Moved the shop');
    expect(it_.messageWith(learning, 'Rehearse').text).not.toContain('Moved the shop');
  });

  it('is kept for three years, and goes with its message', async () => {
    const start = it_.sandbox.core.clock.now();
    await it_.playUntil(start + 1_094 * day);
    expect(await it_.tables()).toContain('Rehearse');
    await it_.playUntil(start + 1_097 * day);
    await it_.lore.runner.runDue();
    await it_.settle();
    expect(await it_.tables()).toBe('[[],[],[],[],[]]');
    expect(it_.posted(learning)).toEqual([]);
  });

  it('gives a channel’s digest what it learned, and what others shared with the workspace, each with its reason', async () => {
    const { digest, agenda } = await found(learning);
    expect(digest).toEqual([
      [
        'here',
        expect.stringMatching(/^One thing shared here this week {2}Read it https:\/\/lindgrove.slack.com/),
        ['U0ARJUN'],
        2,
      ],
      ['elsewhere', ['Ask for photos early · from <#C0WEBSITE>', 'Mara'], ['U0MARA'], 0],
    ]);
    expect(agenda).toEqual(['Arjun learned: Rehearse moves']);
    expect((await found(secretly)).digest.map(([reason]) => reason)).toEqual([
      'here',
      'elsewhere',
      'elsewhere',
    ]);
  });

  it('gives a channel that a guest or another organisation reads nothing of other channels', async () => {
    expect((await found('C0HARBOUR')).digest).toEqual([]);
    // Sam, a guest, reads it.
    expect((await found('C0WEBSITE')).digest.map(([reason]) => reason)).toEqual(['here']);
  });
});

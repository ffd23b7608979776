/** A month in which two teams share what they learn: how much Lore says in their channels, and that each week has something new to them. */
import { randomUUID } from 'node:crypto';
import { channelId, userId } from '../../src/core/ids.ts';
import { enrol } from '../../src/features/rotation/turns.ts';
import { widely } from '../support/colleague.ts';
import { learning, team } from '../support/company.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

const hour = 3_600_000;
const day = 24 * hour;
const week = 7 * day;
/** A Monday, at nine in Berlin. The week from it sets everything up; the four after it are usual ones. */
const first = Date.parse('2026-11-02T08:00:00Z');
const usual = [1, 2, 3, 4];
/** In which a leader publishes an entry besides. */
const withEntry = 3;

const coffee = 'C0COFFEE';
const monday = 0;
const thursday = 3;
const friday = 4;
/** Who shares something on which day of each week. Those of the first channel also present in turn. */
const teams = [
  { channel: learning, owner: 'U0KATRIN', sharers: { U0NOOR: monday, U0CAROL: thursday, U0SEUN: friday } },
  { channel: coffee, owner: 'U0JONAS', sharers: { U0PRIYA: monday, U0WILL: thursday, U0MEILING: friday } },
] as const;

let here: LoreHere;
beforeAll(async () => {
  here = await startLoreHere({ startAt: first });
  await here.sandbox.page('membership', { as: 'U0JONAS', channelId: coffee, change: 'add bot' });
  await here.settle();
  for (const { channel, owner } of teams)
    await here.recurs(channel, owner, {
      'learned.weekly': { every: 'week', weekday: 4, minutes: 840 },
      'digest.weekly': { every: 'week', weekday: 2, minutes: 600 },
      'rotation.meeting': { every: 'week', weekday: 3, minutes: 900 },
      'rotation.presenter': { before: 'rotation.meeting', days: 7, minutes: 0 },
      'rotation.agenda': { before: 'rotation.meeting', days: 0, minutes: 60 },
    });
  await takeTurns(teams[0].channel, Object.keys(teams[0].sharers));
  for (let nth = 0; nth <= usual.length; nth += 1) await playWeek(nth);
});
afterAll(() => here.close());

async function takeTurns(channel: string, people: readonly string[]): Promise<void> {
  const id = channelId(channel);
  await here.lore.store.transact(team, { kind: 'channel', channelId: id }, async (scope) => {
    const work = { scope, now: here.sandbox.core.clock.now(), newId: () => randomUUID() };
    for (const person of people) await enrol(work, id, userId(person));
  });
}

async function playWeek(nth: number): Promise<void> {
  for (let weekday = monday; weekday <= friday; weekday += 1) {
    await here.playUntil(first + nth * week + weekday * day + 6 * hour);
    for (const { channel, sharers } of teams)
      for (const [who, on] of Object.entries(sharers))
        if (on === weekday) await share(who, channel, `Note ${who} ${nth}`);
  }
  if (nth === withEntry) await publishEntry(`Note of what went wrong ${nth}`);
  await here.playUntil(first + (nth + 1) * week - 1);
}

async function share(who: string, channel: string, text: string): Promise<void> {
  const person = here.who(who);
  await person.say(channel, `/learned ${text}`);
  await person.submit(widely(person));
  await here.settle();
}

async function publishEntry(text: string): Promise<void> {
  const seun = here.who('U0SEUN');
  await seun.say(learning, '/journey write');
  await seun.submit({ text, channels: [learning] });
  await here.settle();
  expect(await seun.submit()).toEqual({ ok: true });
  await here.settle();
}

/** What Lore said in a channel in a week, without what stands in threads. */
const said = (channel: string, nth: number) =>
  here
    .posted(channel)
    .filter(({ threadTs, ts }) => threadTs === null && Math.floor((at(ts) - first) / week) === nth);
const at = (ts: string): number => Number(ts) * 1000;

/** The notes of people that stand in a message and in nothing that the channel saw before it, as text: a picture holds none. */
function newsIn(channel: string, nth: number): string[] {
  const notesIn = (text: string) => text.match(/Note (?:U0\w+|of what went wrong) \d/g) ?? [];
  return said(channel, nth).flatMap((message) => {
    const before = (here.sandbox.world.messages[channel] ?? []).filter(({ ts }) => at(ts) < at(message.ts));
    const seen = new Set(before.flatMap(({ text }) => notesIn(text)));
    return notesIn(message.text).filter((note) => !seen.has(note));
  });
}

describe.each(teams)('a month in $channel', ({ channel }) => {
  it('has at most four messages a week, and one more where a leader publishes an entry', () => {
    const counts = usual.map((nth) => said(channel, nth).length);
    const own = channel === learning ? withEntry : null;
    for (const [index, nth] of usual.entries())
      expect((counts[index] ?? 0) - (nth === own ? 1 : 0)).toBeLessThanOrEqual(4);
    // All that recurs did: with the question, the digest, who presents and the agenda it is four.
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(3);
    expect(here.wrong()).toEqual([]);
  });

  it.each(usual)('has in week %i something that a person wrote and that the channel had not seen', (nth) => {
    expect(newsIn(channel, nth)).not.toEqual([]);
  });
});

/** A month in which two teams share what they learn: how much Lore says in their channels, and that each week has something new to them. */
import { channelId, userId } from '../../src/core/ids.ts';
import { enrol } from '../../src/features/rotation/turns.ts';
import { widely } from '../support/colleague.ts';
import { learning, team } from '../support/company.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { testTuesday, timeAfter } from '../support/test-date.ts';

const tuesday = testTuesday();
/** A Monday, at nine in Berlin, and those after it. The first week sets everything up; the four after it are usual ones. */
const beginOf = (nth: number) => timeAfter(tuesday, nth * 7 - 1, '09:00');
const usual = [1, 2, 3, 4];
/** In which a leader publishes an entry besides. */
const withEntry = 3;

const coffee = 'C0COFFEE';
const monday = 0;
const wednesday = 2;
const thursday = 3;
const friday = 4;
/** Who shares something on which day of each week. Those of the first channel also present in turn. */
const teams = [
  { channel: learning, owner: 'U0KATRIN', sharers: { U0NOOR: monday, U0CAROL: thursday, U0SEUN: friday } },
  { channel: coffee, owner: 'U0JONAS', sharers: { U0PRIYA: monday, U0WILL: thursday, U0MEILING: friday } },
] as const;

let here: LoreHere;
beforeAll(async () => {
  here = await startLoreHere({ startAt: beginOf(0) });
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
    const work = { scope, now: here.sandbox.core.clock.now(), newId: here.newId };
    for (const person of people) await enrol(work, id, userId(person));
  });
}

async function playWeek(nth: number): Promise<void> {
  for (let weekday = monday; weekday <= friday; weekday += 1) {
    await here.playUntil(timeAfter(beginOf(nth), weekday, '15:00'));
    for (const { channel, sharers } of teams)
      for (const [who, on] of Object.entries(sharers))
        if (on === weekday) await share(who, channel, `Note ${who} ${nth}`);
    // In every second week nobody answers whether they present.
    if (weekday === wednesday && nth % 2 === 0) await accept(Object.keys(teams[0].sharers));
  }
  if (nth === withEntry) await publishEntry(`Note of what went wrong ${nth}`);
  await here.playUntil(beginOf(nth + 1) - 1);
}

/** Whoever of them is asked to present does. */
async function accept(people: readonly string[]): Promise<void> {
  for (const person of people) {
    if (!(await here.home(person)).includes('rotation.accept')) continue;
    await here.who(person).pressInHome('rotation.accept');
    await here.settle();
  }
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
    .filter(({ threadTs, ts }) => threadTs === null && at(ts) >= beginOf(nth) && at(ts) < beginOf(nth + 1));
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
  it('has at most four messages a week, also where a leader publishes an entry', () => {
    for (const nth of usual) {
      const texts = said(channel, nth).map(({ text }) => text);
      expect(texts.length).toBeLessThanOrEqual(4);
      // All that recurs did.
      for (const begins of ['Worth knowing this week', 'Agenda', 'What did we learn?'])
        expect(texts.filter((text) => text.startsWith(begins))).toHaveLength(1);
    }
    expect(here.wrong()).toEqual([]);
  });

  it('has on its agenda what was shared since the meeting before, and nothing older', () => {
    for (const nth of usual) {
      const [agenda] = said(channel, nth).filter(({ text }) => text.startsWith('Agenda'));
      const weeks = [...(agenda?.text ?? '').matchAll(/Note U0\w+ (\d)/g)].map(([, of]) => Number(of));
      expect([...new Set(weeks)].toSorted()).toEqual([nth - 1, nth]);
    }
  });

  it.each(usual)('has in week %i something that a person wrote and that the channel had not seen', (nth) => {
    expect(newsIn(channel, nth)).not.toEqual([]);
  });
});

it('the agenda says who presents at the next meeting, in time and as it is now, and no other message does', () => {
  const agendas = here.posted(learning).filter(({ text }) => text.startsWith('Agenda'));
  const next = agendas.map(({ text }) => text.split('*Next time*')[1] ?? '');
  // Nobody answered in the second week of two, so nobody is named afterwards.
  expect(next.map((line) => /(?:Carol|Seun) presents on <!date/.test(line))).toEqual(
    usual
      .concat(0)
      .toSorted()
      .map((nth) => nth % 2 === 0),
  );
  expect(here.posted(learning).filter(({ text }) => text.startsWith('Who presents next'))).toEqual([]);
});

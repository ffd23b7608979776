/** What falls due while Lore is down, what comes in while it dies, and when people are reminded. */
import { hour, minute } from '../../src/core/clock.ts';
import { textsIn } from '../support/colleague.ts';
import { startLoreHere } from '../support/lore-here.ts';
import { startLoreProcess, type LoreProcess } from '../support/lore-process.ts';
import {
  addCards,
  beginRetro,
  endPhase,
  posts,
  readAllCards,
  retroPost,
  website,
} from '../support/retro-path.ts';
import { lastExchange, refusedCalls } from '../support/settling.ts';
import { testTuesday, timeAfter } from '../support/test-date.ts';

/** Eleven in Berlin, on a Tuesday. */
const startAt = timeAfter(testTuesday(), 0, '11:00');

describe('a process that dies and is started again', () => {
  let lore: LoreProcess;
  beforeAll(async () => {
    lore = await startLoreProcess({ startAt });
  });
  afterAll(() => lore.close());
  afterEach(() => {
    expect(lore.errors()).toEqual([]);
    expect(refusedCalls(lore.sandbox)).toEqual([]);
  });

  it('between storing a form and saying so takes the second submission for the first', async () => {
    const mara = lore.who('U0MARA');
    const priya = lore.who('U0PRIYA');
    await beginRetro(mara, website, 'Not acknowledged');
    await lore.settle();
    const message = retroPost(lore.sandbox, website, 'Not acknowledged');
    await lore.dieAt('stored');
    expect(await addCards(priya, message, { column0: 'Once' })).toMatchObject({ ok: false });
    await lore.died();
    await lore.settle();
    // The window still stands there, with what was typed.
    expect(await priya.submit()).toEqual({ ok: true });
    await lore.settle();
    expect(message.text).toContain('1 of 6 has answered');
    await endPhase(mara, message);
    await lore.settle();
    expect(await readAllCards(mara, message)).toEqual(['Once']);
  });

  it('in the middle of an event works it off once', async () => {
    const mara = lore.who('U0MARA');
    await beginRetro(mara, website, 'Leaving', { people: ['U0MARA', 'U0PRIYA', 'U0HANA'] });
    await lore.settle();
    const message = retroPost(lore.sandbox, website, 'Leaving');
    await addCards(lore.who('U0HANA'), message, { column0: 'Stays' });
    await lore.settle();
    const deaths = lore.deaths();
    await lore.dieAt('in an event');
    await lore.sandbox.page('membership', { as: 'U0HANA', channelId: website, change: 'leave' });
    await lore.settle();
    expect(lore.deaths()).toBe(deaths + 1);
    // Hana is not named among those asked any more, and the count does not tell whether she had answered.
    expect(message.text).toContain('Asked: <@U0MARA> and <@U0PRIYA>. 1 of 3 has answered');
    await addCards(lore.who('U0PRIYA'), message, { column0: 'One' });
    await lore.settle();
    expect(message.text).toContain('2 of 3 have answered');
  });

  it('after the time of a phase closes it as soon as it is back', async () => {
    const mara = lore.who('U0MARA');
    await beginRetro(mara, website, 'Left alone', { collect: 'hours-1' });
    await lore.settle();
    const message = retroPost(lore.sandbox, website, 'Left alone');
    await addCards(lore.who('U0PRIYA'), message, { column0: 'One' });
    await lore.settle();
    const before = posts(lore.sandbox, website).length;
    lore.kill();
    await lore.died();
    const since = lastExchange(lore.sandbox);
    lore.sandbox.core.clock.set(lore.sandbox.core.clock.now() + 5 * hour);
    await lore.settle();
    expect(message.text).toContain('Talk about it');
    // Said once, though a day's worth of other things may have been due too.
    const said = posts(lore.sandbox, website).slice(before);
    expect(
      said.filter(({ threadTs }) => threadTs === message.ts).map(({ text }) => text.split(':')[0]),
    ).toEqual(['Collecting is over']);
    expect(refusedCalls(lore.sandbox, since)).toEqual([]);
  });
});

describe('reminders', () => {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });

  it('arrive in each person’s own working hours, once, and not for who has answered or is away', async () => {
    const here = await startLoreHere({ startAt });
    opened.push(here);
    const from = here.sandbox.core.clock.now();
    await beginRetro(here.who('U0MARA'), website, 'Reminded');
    await here.settle();
    const message = retroPost(here.sandbox, website, 'Reminded');
    await here.who('U0DIEGO').press(message, 'retro.nothing');
    await here.playUntil(from + 49 * hour);
    const got = here.sandbox.world.conversations
      .filter(({ kind }) => kind === 'im')
      .flatMap(({ id }) => posts(here.sandbox, id).map(({ ts }) => [id, at(ts)] as const));
    // Two working days end on Thursday at 11:00 in Berlin; the day before, at 11:00 there or when the day begins where they are.
    expect(Object.fromEntries(got)).toEqual({
      D0MARA: inHours('Europe/Berlin'),
      D0PRIYA: inHours('Asia/Kolkata'),
      // In winter her day is over by then.
      D0HANA: inHours('Asia/Singapore'),
      D0ELLIOT: inHours('America/New_York'),
      D0NOOR: inHours('America/Vancouver'),
    });
    expect(got).toHaveLength(5);
    expect(here.wrong()).toEqual([]);
  });

  it('that come more than two hours too late are not sent, and are shown as missed to whom they were for', async () => {
    const lore = await startLoreProcess({ startAt });
    opened.push(lore);
    await lore.who('U0MARA').openHome();
    await lore.who('U0ELLIOT').openHome();
    const from = lore.sandbox.core.clock.now();
    await beginRetro(lore.who('U0MARA'), website, 'Missed');
    await lore.settle();
    lore.kill();
    await lore.died();
    // Mara's was due at 11:00, Elliot's at 9:00 in New York; Lore is back half an hour after that.
    const back = timeAfter(from, 1, '09:30', 'America/New_York');
    lore.sandbox.core.clock.set(back);
    await lore.settle(minute);
    const missed = (id: string) =>
      textsIn(lore.who(id).home()).filter((text) => text.includes('Lore wasn’t running'));
    expect(missed('U0MARA')).toHaveLength(1);
    expect(posts(lore.sandbox, 'D0MARA')).toEqual([]);
    expect(missed('U0ELLIOT')).toEqual([]);
    expect(posts(lore.sandbox, 'D0ELLIOT')).toHaveLength(1);
    await lore.who('U0MARA').pressInHome('lore.dismiss');
    await lore.settle(minute);
    expect(missed('U0MARA')).toEqual([]);
    expect(lore.errors()).toEqual([]);
  });
});

/** The first moment from Wednesday at 11:00 in Berlin on at which people work in a zone, from 9:00 to 17:30. */
function inHours(zone: string): string {
  const due = timeAfter(startAt, 1, '11:00');
  const [nine, nextNine] = [0, 1].map((days) => timeAfter(due, days, '09:00', zone));
  const isOver = due >= timeAfter(due, 0, '17:30', zone);
  return minuteOf(isOver ? (nextNine ?? 0) : Math.max(due, nine ?? 0));
}

/** When a message came, to the minute, UTC. */
const at = (ts: string) => minuteOf(Number(ts) * 1000);
const minuteOf = (instant: number) => new Date(instant).toISOString().slice(0, 16);

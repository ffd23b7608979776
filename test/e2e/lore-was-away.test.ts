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

describe('a process that dies and is started again', () => {
  let lore: LoreProcess;
  beforeAll(async () => {
    lore = await startLoreProcess();
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
    expect(message.text).toContain('1 of 6 have answered');
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
    expect(message.text).toContain('Asked: <@U0MARA> and <@U0PRIYA>. 1 of 3 have answered');
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
    const here = await startLoreHere();
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
    // Two working days end on Thursday at 11:00 in Berlin (10:00 UTC); the day before, at 10:00 UTC or when the day begins there.
    expect(Object.fromEntries(got)).toEqual({
      D0MARA: '2026-11-25T10:00', // 11:00 in Berlin
      D0PRIYA: '2026-11-25T10:00', // 15:30 in Kolkata
      D0HANA: '2026-11-26T01:00', // 9:00 in Singapore: at 18:00 her day was over
      D0ELLIOT: '2026-11-25T14:00', // 9:00 in New York
      D0NOOR: '2026-11-25T16:00', // 9:00 in Vancouver, which keeps its summer time
    });
    expect(got).toHaveLength(5);
    expect(here.wrong()).toEqual([]);
  });

  it('that come more than two hours too late are not sent, and are shown as missed to whom they were for', async () => {
    const lore = await startLoreProcess();
    opened.push(lore);
    await lore.who('U0MARA').openHome();
    await lore.who('U0ELLIOT').openHome();
    const from = lore.sandbox.core.clock.now();
    await beginRetro(lore.who('U0MARA'), website, 'Missed');
    await lore.settle();
    lore.kill();
    await lore.died();
    // Mara's was due at 10:00, Elliot's at 14:00; Lore is back at 14:30.
    lore.sandbox.core.clock.set(from + 28 * hour + 30 * minute);
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

/** When a message came, to the minute, UTC. */
const at = (ts: string) => new Date(Number(ts) * 1000).toISOString().slice(0, 16);

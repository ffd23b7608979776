/**
 * Twelve weeks on the moved clock in which eight people of one channel grow with experiments, stretch assignments, pathways, their purpose and a
 * reorganisation: one takes part in everything, one says “not now” to everything, and one ignores everything. On both engines.
 */
import { day } from '../../src/core/clock.ts';
import { localTime } from '../../src/core/time/zone.ts';
import { arjun, everybody, type GrowingHere, ignores, meiling, saysNotNow } from '../support/growing-here.ts';
import { belief, beliefs, general, growing, lives } from '../support/growing-weeks.ts';
import { katrin, learning, mara, seun, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { ofSilence } from '../support/weeks-here.ts';

type Row = Readonly<Record<string, unknown>>;

describe.each(engines())('on $name', (engine) => {
  let here: GrowingHere;
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const inChannel = (channel: string = learning) =>
    here
      .posted(channel)
      .map(({ text }) => text)
      .join('\n');
  const first = (who: string) => here.sentTo(who).map(({ text }) => text);
  const stands = (who: string) =>
    here
      .direct(who)
      .map(({ text }) => text)
      .join('\n');
  const saying = (who: string, words: string) => first(who).filter((text) => text.includes(words));
  const states = async (table: string, column = 'state') => {
    const [rows = []] = JSON.parse(await here.rows(table)) as readonly (readonly Row[])[];
    return rows.map((row) => row[column]).toSorted();
  };

  /** Each thing is begun, and is seen where it belongs. */
  const inTheFirstWeek = async () => {
    expect(here.saying(learning, belief).text).toContain(
      '*Experiment since Tue 24 November 2026* · Mara owns it · to be decided by Tue 15 December 2026',
    );
    expect(here.saying(learning, belief).text).toContain(
      'Stop rule: Two releases in a row are a day late because of it',
    );
    const risks = here.saying(learning, 'It becomes one more meeting that nobody prepares').text;
    expect(risks).toContain('Singapore is asleep at that time');
    expect(risks).not.toMatch(/Seun|Mei-Ling/);
    expect(here.saying(learning, '*Facilitator*').text).toContain(
      'Version 1 · 4 activities for 2 skills · edited by Mara and Carol',
    );
    expect(await here.home(meiling)).toContain('You’ve taken this on until');
    expect(stands(katrin)).toContain('Lernpfad „Facilitator“: 1 von 4 Aktivitäten');
    expect(stands(arjun)).toContain(`<@${katrin}> agreed: you talk on Mon 7 December`);
    expect(first(ignores)).toHaveLength(3);
    expect(stands(ignores)).toContain('If you’d rather not talk, leave it: I won’t remind you.');
    // What people take on, follow and want is in no channel.
    for (const channel of [learning, website, general])
      expect(inChannel(channel)).not.toMatch(/Facilitating|Presenting numbers|follows|development talk/);
  };

  /** What was tried out has come to something, and what nobody agreed to goes another way. */
  const inTheFourthWeek = async () => {
    const card = here.saying(learning, belief).text;
    expect(card).toContain('*Experiment, decided Wed 16 December 2026*');
    expect(card).toContain('At half time its stop rule was not met, says the owner.');
    expect(card).toContain('*It came out otherwise than predicted.* Decided: try again, differently.');
    expect(inChannel(general)).toContain('*It came out otherwise than predicted.*');
    expect(saying(ignores, 'Half of the time is over')).toHaveLength(1);
    expect(await here.home(ignores)).toContain(beliefs[ignores]);
    for (const who of [mara, ignores, saysNotNow])
      expect(saying(who, 'You planned a project. On a pathway that you follow')).toHaveLength(1);
    expect(saying(arjun, 'Nobody gives you feedback at the moment')).toHaveLength(2);
    expect(stands(mara)).toContain('How does “Facilitating” go?');
    expect(stands(mara)).toContain('I asked for help earlier, and it went better than the last one');
  };

  /** Each thing has come to an end, and what a reorganisation would have lost has not. */
  const inTheTwelfthWeek = async () => {
    expect(await states('stretch_assignment')).toEqual(['over', 'over']);
    expect(await states('reorg_task')).toEqual(['handover']);
    expect(await states('experiment')).toEqual(['decided', 'decided', 'ended']);
    expect(inChannel()).toContain('Seun took it over.');
    expect(inChannel()).toMatch(/shorter reviews find more.*It can’t be told/s);
    expect(inChannel(website)).toContain('A month after the change 1 of 1 ritual of this channel lives on.');
    expect(inChannel()).toContain('Mei-Ling leads this team from Tue 12 January 2027.');
    expect(stands(seun)).toContain('The certificate of the shop is renewed by hand in March');
    expect(stands(arjun)).toContain(`The next step with <@${katrin}>: done.`);
    expect(stands(mara)).toContain('At the end: “3: does the usual alone” (the one who takes it on)');
    for (const who of everybody) {
      const all = stands(who) + (await here.home(who));
      if (who !== seun && who !== mara) expect(all).not.toContain('The certificate of the shop');
      // What is sealed is read on the page of the two alone.
      expect(all).not.toMatch(/Facilitating difficult rounds|Reading data without asking|spares others work/);
    }
  };

  const withinLimits = async (who: string) => {
    const times = await here.unasked(who);
    const tz = here.sandbox.world.people.find(({ id }) => id === who)?.tz ?? 'UTC';
    const days = times.map((time) => localTime(time, tz).date);
    expect([who, days]).toEqual([who, [...new Set(days)]]);
    for (const time of times)
      expect(times.filter((one) => one > time - 7 * day && one <= time).length).toBeLessThanOrEqual(3);
  };

  it('twelve weeks of growing: nobody is written to more than promised, who ignores everything is left alone, and “not now” holds', async () => {
    here = await growing(engine);
    await lives(here, 1);
    await inTheFirstWeek();
    for (const week of [2, 3, 4]) await lives(here, week);
    await inTheFourthWeek();
    for (let week = 5; week <= 12; week += 1) await lives(here, week);
    await inTheTwelfthWeek();
    for (const who of everybody) await withinLimits(who);

    // Each thing is said once, and twice at most where a reminder is promised: then silence.
    const reminded = ['Half of the time is over', 'has come: Tue 22 December', 'Your team changes from'];
    expect(reminded.map((words) => saying(ignores, words).length)).toEqual([1, 1, 2]);
    const rest = first(ignores).filter((text) => !reminded.some((words) => text.includes(words)));
    expect(rest.map((text) => text.split('\n')[0])).toEqual([
      `<@${mara}> shares with you what they’d like to learn, and would like to talk with you about it.`,
      `<@${mara}> proposes dates for your development talk:`,
      'Present the numbers of the quarter to everybody',
      'You planned a project. On a pathway that you follow there’s something for this moment:',
      `A project of yours was planned in <#${website}>. Is there something in it that would stretch somebody?`,
      'You finished “Read the guide” and wanted to use:',
    ]);
    const now = here.sandbox.core.clock.now();
    const last = Math.max(...(await here.unasked(ignores)), ...(await here.unasked(saysNotNow)));
    expect(now - last).toBeGreaterThan(5 * 7 * day);

    // After “not now” nothing of it comes again.
    const declined = first(saysNotNow);
    const subjects = [
      'Your team changes from',
      'asks you for feedback',
      'would stretch somebody',
      'On a pathway that you follow',
    ];
    for (const words of subjects) expect([words, ...saying(saysNotNow, words)]).toHaveLength(2);
    // One press ended both messages of pathways.
    expect(saying(saysNotNow, 'Did you?')).toEqual([]);
    expect(new Set(declined).size).toBe(declined.length);

    // Nobody is told that somebody was silent, or who was.
    const homes = await Promise.all(everybody.map((who) => here.home(who)));
    const all = [
      ...everybody.flatMap((who) => [...first(who), stands(who)]),
      inChannel(),
      inChannel(website),
      ...homes,
    ];
    for (const text of all) expect(text).not.toMatch(ofSilence);
  });
});

import { pino } from 'pino';
import { clockOff, datedFetch, sayClockOff, watchClock } from '../../../src/slack/api/slack-clock.ts';

const noon = Date.parse('2026-11-29T12:00:00Z');
const date = new Date(noon).toUTCString();
const minutes = (count: number) => count * 60_000;
const answered = (off: number, took = 200) => ({
  sentAt: noon + off - took / 2,
  answeredAt: noon + off + took / 2,
  date,
});

describe('this machine’s clock', () => {
  it.each([
    [
      minutes(-61),
      /^this machine’s clock is 61 minutes behind Slack’s: .* too late, .*Turn on time synchronisation$/,
    ],
    [
      minutes(61),
      /^this machine’s clock is 61 minutes ahead of Slack’s: .* too early, .*Turn on time synchronisation$/,
    ],
    [minutes(1), /is 1 minute ahead/],
    [minutes(1) - 1, null],
    [-2_000, null],
  ])('that is %i ms off is said in words: %p', (off, said) => {
    expect(clockOff(answered(off))).toBe(off);
    if (said === null) expect(sayClockOff(off)).toBeNull();
    else expect(sayClockOff(off)).toMatch(said);
  });

  it('is not judged by an answer without a date, one that took long, or one during which it was set', () => {
    expect(clockOff({ ...answered(0), date: null })).toBeNull();
    expect(clockOff({ ...answered(0), date: 'yesterday' })).toBeNull();
    expect(clockOff(answered(0, minutes(3)))).toBeNull();
    expect(clockOff({ sentAt: noon, answeredAt: noon - minutes(60), date })).toBeNull();
  });

  it('is told when it goes wrong and when it is right again, not for every answer', () => {
    const said: string[] = [];
    const log = pino({ level: 'info', base: null }, { write: (line: string) => void said.push(line) });
    const clock = watchClock(log);
    expect(clock.off()).toBeNull();
    for (const off of [0, minutes(-61), minutes(-61), minutes(-60), 500, 0]) clock.note(answered(off));
    expect(said.map((line) => (JSON.parse(line) as { msg: string }).msg.slice(0, 45))).toEqual(
      ['this machine’s clock is 61 minutes behind Slac', 'this machine’s clock is right again'].map((line) =>
        line.slice(0, 45),
      ),
    );
    expect(clock.off()).toBe(0);
  });

  it('is compared with the date of each answer', async () => {
    const times = [noon, noon + 100];
    const real = globalThis.fetch;
    globalThis.fetch = async () => new Response('{}', { headers: { date } });
    try {
      let off: number | null = null;
      const dated = datedFetch(
        (answer) => (off = clockOff(answer)),
        () => times.shift() ?? 0,
      );
      await dated('https://slack.com/api/auth.test');
      expect(off).toBe(50);
    } finally {
      globalThis.fetch = real;
    }
  });
});

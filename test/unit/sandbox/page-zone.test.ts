import { sayDate } from '../../../sandbox/page/slack-date.ts';
import { fromWall, offsetAt, sayDateTime, toWall, tsToMs } from '../../../sandbox/page/zone.ts';

const at = (iso: string): number => Date.parse(iso);

describe('time in a zone on the sandbox page', () => {
  it.each([
    ['2026-11-24T09:30', 'Europe/Berlin', '2026-11-24T08:30:00Z'],
    ['2026-07-01T09:30', 'Europe/Berlin', '2026-07-01T07:30:00Z'],
    ['2026-11-24T09:30', 'Asia/Kolkata', '2026-11-24T04:00:00Z'],
    ['2026-11-24T09:30', 'Asia/Kathmandu', '2026-11-24T03:45:00Z'],
    ['2026-11-24T23:30', 'America/Los_Angeles', '2026-11-25T07:30:00Z'],
    ['2026-11-24T00:15', 'Pacific/Kiritimati', '2026-11-23T10:15:00Z'],
  ])('%s in %s is %s, and back', (wall, zone, instant) => {
    expect(fromWall(wall, zone)).toBe(at(instant));
    expect(toWall(at(instant), zone)).toBe(wall);
  });

  it.each([
    ['2026-03-29T02:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['2026-03-08T02:59', 'America/New_York', '2026-03-08T07:00:00Z'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ])('%s, which %s skips, is the first instant after the gap', (wall, zone, instant) => {
    expect(fromWall(wall, zone)).toBe(at(instant));
  });

  it.each([
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00Z'],
    ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00Z'],
  ])('%s, which comes twice in %s, is its first coming', (wall, zone, instant) => {
    expect(fromWall(wall, zone)).toBe(at(instant));
  });

  it('gives null for what is no date and time', () => {
    for (const wall of ['', '2026-11-24', '2026-13-45T99:99', 'tomorrow'])
      expect(fromWall(wall, 'Europe/Berlin')).toBeNull();
  });

  it('knows how far a zone is ahead, and says a moment in it', () => {
    expect(offsetAt(at('2026-11-24T08:30:00.500Z'), 'Europe/Berlin')).toBe(3_600_000);
    expect(sayDateTime(at('2026-11-24T08:30:00Z'), 'Europe/Berlin')).toBe('Tue 24 Nov 2026, 09:30');
    expect(tsToMs('1795615200.000100')).toBe(1_795_615_200_000);
  });
});

describe("Slack's date formats on the sandbox page", () => {
  const now = at('2026-11-24T08:30:00Z');
  const berlin = { tz: 'Europe/Berlin', locale: 'en-GB', now };
  const seconds = (iso: string): number => at(iso) / 1000;

  it('fills in date and time in the zone of who reads', () => {
    expect(sayDate(seconds('2026-11-26T23:30:00Z'), '{date} at {time}', berlin)).toBe(
      '27 November 2026 at 00:30',
    );
  });

  it('says today, tomorrow and yesterday by the day of the reader, in their language', () => {
    expect(sayDate(seconds('2026-11-24T23:30:00Z'), '{date_short_pretty}', berlin)).toBe('tomorrow');
    expect(sayDate(seconds('2026-11-23T22:00:00Z'), '{date_pretty}', berlin)).toBe('yesterday');
    expect(
      sayDate(seconds('2026-11-24T12:00:00Z'), '{date_long_pretty}', { ...berlin, locale: 'de-DE' }),
    ).toBe('heute');
    expect(sayDate(seconds('2026-11-30T12:00:00Z'), '{date_short_pretty}', berlin)).toBe('30 Nov 2026');
  });

  it('never says a day in numbers alone, where a language has no other short form', () => {
    const lisbon = { ...berlin, tz: 'Europe/Lisbon', locale: 'pt-PT' };
    expect(sayDate(seconds('2026-12-02T10:00:00Z'), '{date_short} {time}', lisbon)).toBe(
      '2 de dezembro de 2026 10:00',
    );
  });

  it('says a day in numbers in no language, where it is asked to', () => {
    expect(sayDate(seconds('2026-12-02T10:00:00Z'), '{date_num} {time}', berlin)).toBe('2026-12-02 11:00');
  });

  it('says how long ago, and leaves an unknown token as it is', () => {
    expect(sayDate(seconds('2026-11-24T08:00:00Z'), '{ago} {moon}', berlin)).toBe('30 minutes ago {moon}');
  });
});

import fc from 'fast-check';
import { limits } from '../../../src/core/kit/limits.ts';
import { listField, ticksField, timeField } from '../../../src/core/kit/pickers.ts';
import { isHolidayRegion } from '../../../src/core/time/holidays.ts';
import { holidayRegions, regionName } from '../../../src/core/time/regions.ts';
import type { KnownSettings } from '../../../src/store/settings/settings.ts';
import { settingsCopy } from '../../../src/system/settings/copy.ts';
import { type Filled, settingsFrom } from '../../../src/system/settings/rules.ts';
import { renderSettings } from '../../../src/system/settings/screens.ts';
import { daysInWords, inWords, placeOf } from '../../../src/system/settings/words.ts';
import { often } from '../../support/often.ts';

// A Tuesday, 23:30 in Berlin, and Wednesday already in Tokyo.
const now = Date.parse('2026-11-24T22:30:00Z');
const berlin = { now, tz: 'Europe/Berlin' };
const filled: Filled = {
  days: ['1', '2'],
  start: 540,
  end: 1050,
  holidays: 'none',
  backOn: null,
  language: 'slack',
};
const known: KnownSettings = {
  hours: { days: [1, 2, 3, 4, 5], start: 540, end: 1050, holidays: null },
  backOn: null,
  locale: null,
  statusAwayUntil: null,
  slackLocale: 'en',
};
const mistakes = (changed: Partial<Filled>, at = berlin, isRegion = false) => {
  const read = settingsFrom({ ...filled, ...changed }, at, isRegion);
  return read.ok ? {} : read.mistakes;
};

describe('what a person fills in', () => {
  it('becomes their settings', () => {
    const read = settingsFrom(
      { ...filled, holidays: 'DE-BE', backOn: '2026-12-01', language: 'de' },
      berlin,
      true,
    );
    expect(read).toEqual({
      ok: true,
      value: {
        hours: { days: [1, 2], start: 540, end: 1050, holidays: 'DE-BE' },
        backOn: '2026-12-01',
        locale: 'de',
      },
    });
  });

  it('may leave out being away, holidays and a language', () => {
    expect(settingsFrom(filled, berlin, false)).toEqual({
      ok: true,
      value: {
        hours: { days: [1, 2], start: 540, end: 1050, holidays: null },
        backOn: null,
        locale: null,
      },
    });
  });

  it.each([
    ['no day', { days: [] }, { days: 'days' }],
    ['an end at the start', { end: 540 }, { end: 'end' }],
    ['an end before the start', { end: 539 }, { end: 'end' }],
    ['no times', { start: null, end: null }, { start: 'time', end: 'time' }],
    ['a region that is none', { holidays: 'XX' }, { holidays: 'holidays' }],
    ['no choice of holidays', { holidays: null }, { holidays: 'holidays' }],
    ['a day that is past', { backOn: '2026-11-23' }, { backOn: 'backOn' }],
    ['being back today', { backOn: '2026-11-24' }, { backOn: 'backOn' }],
    ['a date that is none', { backOn: '2026-13-01' }, { backOn: 'backOn' }],
    ['no language', { language: null }, { language: 'language' }],
  ] as const)('with %s is refused at that input', (_, changed, expected) => {
    expect(mistakes(changed)).toEqual(expected);
  });

  it('counts today where they are', () => {
    expect(mistakes({ backOn: '2026-11-25' })).toEqual({});
    expect(mistakes({ backOn: '2026-11-25' }, { now, tz: 'Asia/Tokyo' })).toEqual({ backOn: 'backOn' });
  });
});

describe('settings in words', () => {
  const en = settingsCopy.in('en', 'Europe/Berlin');
  const de = settingsCopy.in('de', 'Europe/Berlin');

  it.each([
    [[1, 2, 3, 4, 5], 'Monday to Friday', 'Montag bis Freitag'],
    [[1, 2], 'Monday and Tuesday', 'Montag und Dienstag'],
    [[5, 3, 1], 'Monday, Wednesday and Friday', 'Montag, Mittwoch und Freitag'],
    [[7, 1, 2, 3], 'Monday to Wednesday and Sunday', 'Montag bis Mittwoch und Sonntag'],
    [[1, 2, 3, 4, 5, 6, 7], 'Every day', 'Jeden Tag'],
    [[], 'No days', 'An keinem Tag'],
  ])('name the days %j', (days, english, german) => {
    expect(daysInWords(en, 'en', days)).toBe(english);
    expect(daysInWords(de, 'de', days)).toBe(german);
  });

  it('name the zone by its city', () => {
    expect(placeOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(placeOf('UTC')).toBe('UTC');
  });

  it.each([
    ['nobody says so', {}, 'not away.'],
    ['it was until today', { backOn: '2026-11-24' }, 'not away.'],
    ['a status was', { statusAwayUntil: now }, 'not away.'],
    ['they say so', { backOn: '2026-12-01' }, 'away until Tue 1 December, as you set it.'],
    [
      'a status says so',
      { statusAwayUntil: Date.parse('2026-11-26T12:00:00Z') },
      'away until Thu 26 November at 13:00 CET, according to your Slack status.',
    ],
    [
      'they say so for longer than a status',
      { backOn: '2026-12-01', statusAwayUntil: Date.parse('2026-11-26T12:00:00Z') },
      'away until Tue 1 December, as you set it.',
    ],
    [
      'a status says so for longer than they do',
      { backOn: '2026-11-26', statusAwayUntil: Date.parse('2026-11-26T12:00:00Z') },
      'away until Thu 26 November at 13:00 CET, according to your Slack status.',
    ],
  ])('say whether one is away when %s', async (_, changed, expected) => {
    const words = await inWords(en, { locale: 'en', tz: 'Europe/Berlin' }, { ...known, ...changed }, now);
    expect(words).toBe(`Monday to Friday, 9:00 to 17:30 Berlin time; no public holidays; ${expected}`);
  });
});

describe('the regions of public holidays', () => {
  it.each(['en', 'de'] as const)('fit into one select of Slack’s, each once, in %s', async (locale) => {
    const groups = await holidayRegions(locale);
    expect(groups.length).toBeLessThanOrEqual(99);
    for (const { regions } of groups) expect(regions.length).toBeLessThanOrEqual(limits.options);
    const all = groups.flatMap(({ regions }) => regions.map(({ region }) => region));
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(500);
    for (const label of groups.map((group) => group.label)) expect(label.length).toBeLessThanOrEqual(75);
  });

  it('all exist', async () => {
    const all = (await holidayRegions('en')).flatMap(({ regions }) => regions.map(({ region }) => region));
    const exist = await Promise.all(all.map(isHolidayRegion));
    expect(all.filter((_, index) => exist[index] !== true)).toEqual([]);
  });

  it('are named by the country in the reader’s language, and the part as people there call it', async () => {
    expect(await regionName('DE-BY-A', 'en')).toBe('Germany, Bayern, Stadt Augsburg');
    expect(await regionName('AM', 'de')).toBe('Armenien');
    expect(await regionName('XX', 'en')).toBe('XX');
  });
});

describe('the form', () => {
  it('is far smaller than Slack’s 250 kB, and is filled in with what holds', async () => {
    const drawing = await renderSettings({ locale: 'de', tz: 'Europe/Berlin' }, known, now);
    const text = JSON.stringify(drawing.view);
    expect(Buffer.byteLength(text)).toBeLessThan(125_000);
    expect(text).toContain('"initial_time":"09:00"');
    expect(text).not.toContain('initial_date');
  });

  it('does not offer a day that is over', async () => {
    const over = { ...known, backOn: '2026-11-24' };
    const drawing = await renderSettings({ locale: 'en', tz: 'Europe/Berlin' }, over, now);
    expect(JSON.stringify(drawing.view)).not.toContain('initial_date');
  });
});

describe('a picker', () => {
  it('of a time reads what Slack sends, and nothing else', () => {
    expect(timeField().read({ selected_time: '09:05' })).toBe(545);
    for (const forged of [undefined, '', '24:00', '9:00', '09:60', '09:00:00', 'now'])
      expect(timeField().read({ selected_time: forged })).toBeNull();
  });

  it('of a time reads back what it draws', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => {
        const element = timeField().element(minutes, { label: 'x' }) as { initial_time: string };
        expect(timeField().read({ selected_time: element.initial_time })).toBe(minutes);
      }),
      often(100),
    );
  });

  it('of ticks reads only what was offered, in its order, and draws no empty list of ticks', () => {
    const ticks = ticksField(['a', 'b', 'c']);
    const options = ['c', 'x', 'a'].map((value) => ({ value }));
    expect(ticks.read({ selected_options: options })).toEqual(['a', 'c']);
    expect(ticks.element([], { label: 'x' })).not.toHaveProperty('initial_options');
  });

  it('of a list draws its groups, and preselects what is among them', () => {
    const groups = [{ label: 'g', choices: [{ value: 'v', text: 't' }] }];
    expect(listField().element('v', { label: 'x', groups })).toMatchObject({
      initial_option: { value: 'v' },
    });
    expect(listField().element('w', { label: 'x', groups })).not.toHaveProperty('initial_option');
    const many = Array.from({ length: 101 }, (_, n) => ({ value: `${n}`, text: 't' }));
    expect(() => listField().element('v', { label: 'x', groups: [{ label: 'g', choices: many }] })).toThrow();
  });
});

/** The zone of the machine has no part in any date. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const time = join(import.meta.dirname, '../../../src/core/time');

const asked = `
  const { addDates, weekdayOf } = await import('${time}/date.ts');
  const { instantOf, localTime } = await import('${time}/zone.ts');
  const { nextByRule } = await import('${time}/recurrence.ts');
  const { formatInstant } = await import('${time}/format.ts');
  const monthly = { rule: { every: 'month', weekday: 5, minutes: 540 }, since: '2011-11-01' };
  const fortnightly = { rule: { every: 'fortnight', weekday: 5, minutes: 540 }, since: '2011-12-02' };
  const twice = [['2026-10-25', 150, 'Europe/Berlin'], ['2026-04-05', 105, 'Australia/Lord_Howe']];
  console.log(JSON.stringify([
    addDates('2011-12-29', 1),
    addDates('2011-12-31', -1),
    weekdayOf('2011-12-30'),
    nextByRule(monthly, '2011-12-02'),
    nextByRule(fortnightly, '2011-12-16'),
    ...twice.map((local) => new Date(instantOf(...local)).toISOString()),
    localTime(Date.parse('2026-03-29T01:00Z'), 'Europe/Berlin').minutes,
    formatInstant({ token: 'moment', at: Date.parse('2026-12-04T16:30Z') }, 'de', 'Europe/Berlin'),
  ]));
`;

// Samoa left out 30 December 2011, and the others change their clocks on days that are asked for.
it.each(['UTC', 'Pacific/Apia', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe'])(
  'on a machine in %s dates are what they are anywhere',
  (TZ) => {
    const said = execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', asked], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
    expect(JSON.parse(said)).toEqual([
      '2011-12-30',
      '2011-12-30',
      5,
      '2012-01-06',
      '2011-12-30',
      '2026-10-25T00:30:00.000Z',
      '2026-04-04T14:45:00.000Z',
      180,
      'Fr., 4. Dezember um 17:30 MEZ',
    ]);
  },
);

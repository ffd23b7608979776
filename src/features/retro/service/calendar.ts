/** The days on which a channel works. */
import { defaultWorkingHours, type Channel } from '../../../core/people.ts';
import { noHolidays } from '../../../core/time/holidays.ts';
import type { WorkingDays } from '../domain/project.ts';

export function workingDaysOf(channel: Pick<Channel, 'tz'>): WorkingDays {
  return { tz: channel.tz, hours: defaultWorkingHours, isHoliday: noHolidays };
}

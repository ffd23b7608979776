/** The sentences that belong to no practice, or stand in a second catalogue of one, and the folders under `src/` whose code says them. */
import type { AnyCopy } from '../../src/core/sentence.ts';
import { sharedCopy } from '../../src/core/shared-copy.ts';
import { loreCopy } from '../../src/slack/copy.ts';
import { talkCopy } from '../../src/features/coaching/meetings/copy.ts';
import { walkCopy } from '../../src/features/pathways/copy.ts';
import { auditCopy } from '../../src/system/audit/copy.ts';
import { calendarCopy } from '../../src/system/calendar/copy.ts';
import { deliveryIssuesCopy } from '../../src/system/delivery-issues/copy.ts';
import { helpCopy } from '../../src/system/help/copy.ts';
import { homeCopy } from '../../src/system/home/copy.ts';
import { dataCopy } from '../../src/system/my-data/copy.ts';
import { practicesCopy } from '../../src/system/practices/copy.ts';
import { schedulesCopy } from '../../src/system/schedules/copy.ts';
import { settingsCopy } from '../../src/system/settings/copy.ts';
import { workspaceCopy } from '../../src/system/workspace/copy.ts';

interface SystemCopy {
  readonly name: string;
  readonly copy: AnyCopy;
  readonly saidBy: readonly string[];
}

export const systemCopies: readonly SystemCopy[] = [
  { name: 'the house', copy: loreCopy, saidBy: ['slack/'] },
  { name: 'help', copy: helpCopy, saidBy: ['system/help/'] },
  { name: 'App Home', copy: homeCopy, saidBy: ['system/home/'] },
  { name: 'shared', copy: sharedCopy, saidBy: ['core/', 'jobs/', 'slack/', 'system/', 'features/'] },
  { name: 'the audit', copy: auditCopy, saidBy: ['system/audit/', 'system/workspace/'] },
  { name: 'exports', copy: dataCopy, saidBy: ['system/my-data/'] },
  { name: 'schedules', copy: schedulesCopy, saidBy: ['system/schedules/'] },
  { name: 'a person’s settings', copy: settingsCopy, saidBy: ['system/settings/', 'system/schedules/'] },
  {
    name: 'what was surfaced',
    copy: deliveryIssuesCopy,
    saidBy: ['system/delivery-issues/'],
  },
  { name: 'calendars', copy: calendarCopy, saidBy: ['system/calendar/'] },
  { name: 'what channels choose', copy: practicesCopy, saidBy: ['system/practices/'] },
  { name: 'coaching with a mentor', copy: talkCopy, saidBy: ['features/coaching/'] },
  { name: 'following a pathway', copy: walkCopy, saidBy: ['features/pathways/'] },
  { name: 'the workspace', copy: workspaceCopy, saidBy: ['system/workspace/'] },
];

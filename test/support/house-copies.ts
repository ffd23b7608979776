/** The sentences that belong to no practice, and the folders under `src/` whose code says them. */
import type { AnyCopy } from '../../src/core/sentence.ts';
import { sharedCopy } from '../../src/core/shared-copy.ts';
import { ritualsCopy } from '../../src/schedules/screens/copy.ts';
import { loreCopy } from '../../src/slack/copy.ts';
import { deliveryIssuesCopy } from '../../src/slack/delivery-issues/copy.ts';
import { dataCopy } from '../../src/slack/my-data/copy.ts';
import { settingsCopy } from '../../src/slack/settings/copy.ts';
import { workspaceCopy } from '../../src/slack/workspace/copy.ts';

interface HouseCopy {
  readonly name: string;
  readonly copy: AnyCopy;
  readonly saidBy: readonly string[];
}

export const houseCopies: readonly HouseCopy[] = [
  { name: 'the house', copy: loreCopy, saidBy: ['slack/', 'schedules/'] },
  { name: 'shared', copy: sharedCopy, saidBy: ['core/', 'jobs/', 'schedules/', 'slack/', 'features/'] },
  { name: 'exports', copy: dataCopy, saidBy: ['slack/my-data/'] },
  { name: 'rituals', copy: ritualsCopy, saidBy: ['schedules/screens/'] },
  { name: 'a person’s settings', copy: settingsCopy, saidBy: ['slack/settings/', 'schedules/screens/'] },
  {
    name: 'what was surfaced',
    copy: deliveryIssuesCopy,
    saidBy: ['slack/delivery-issues/', 'slack/home/'],
  },
  { name: 'the workspace', copy: workspaceCopy, saidBy: ['slack/workspace/', 'slack/requests/'] },
];

/** The sentences that belong to no practice, and the folders under `src/` whose code says them. */
import type { AnyCopy } from '../../src/core/sentence.ts';

import { sharedCopy } from '../../src/core/shared-copy.ts';
import { loreCopy } from '../../src/slack/copy.ts';
import { dataCopy } from '../../src/slack/data-copy.ts';
import { ritualsCopy } from '../../src/slack/rituals/copy.ts';
import { settingsCopy } from '../../src/slack/settings/copy.ts';
import { deliveryIssuesCopy } from '../../src/slack/delivery-issues-copy.ts';
import { workspaceCopy } from '../../src/slack/workspace/copy.ts';

interface HouseCopy {
  readonly name: string;
  readonly copy: AnyCopy;
  readonly saidBy: readonly string[];
}

export const houseCopies: readonly HouseCopy[] = [
  { name: 'the house', copy: loreCopy, saidBy: ['slack/'] },
  { name: 'shared', copy: sharedCopy, saidBy: ['core/', 'jobs/', 'slack/', 'features/'] },
  { name: 'exports', copy: dataCopy, saidBy: ['slack/data-'] },
  { name: 'rituals', copy: ritualsCopy, saidBy: ['slack/rituals/'] },
  { name: 'a person’s settings', copy: settingsCopy, saidBy: ['slack/settings/', 'slack/rituals/'] },
  {
    name: 'what was surfaced',
    copy: deliveryIssuesCopy,
    saidBy: ['slack/surfaced-', 'slack/refusals', 'slack/titles', 'slack/home'],
  },
  { name: 'the workspace', copy: workspaceCopy, saidBy: ['slack/workspace/', 'slack/decide'] },
];

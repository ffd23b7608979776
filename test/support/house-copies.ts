/** The sentences that belong to no practice, and the folders under `src/` whose code says them. */
import type { Copy } from '../../src/core/copy.ts';
import { unseenCopy } from '../../src/core/unseen-copy.ts';
import { houseCopy } from '../../src/slack/copy.ts';
import { dataCopy } from '../../src/slack/data-copy.ts';
import { ritualCopy } from '../../src/slack/rituals/copy.ts';
import { settingsCopy } from '../../src/slack/settings/copy.ts';
import { surfacedCopy } from '../../src/slack/surfaced-copy.ts';
import { workspaceCopy } from '../../src/slack/workspace/copy.ts';

interface HouseCopy {
  readonly name: string;
  readonly copy: Copy<string>;
  readonly saidBy: readonly string[];
}

export const houseCopies: readonly HouseCopy[] = [
  { name: 'the house', copy: houseCopy, saidBy: ['slack/'] },
  { name: 'what is not shown', copy: unseenCopy, saidBy: ['core/', 'jobs/'] },
  { name: 'exports', copy: dataCopy, saidBy: ['slack/data-'] },
  { name: 'rituals', copy: ritualCopy, saidBy: ['slack/rituals/'] },
  { name: 'a person’s settings', copy: settingsCopy, saidBy: ['slack/settings/', 'slack/rituals/'] },
  {
    name: 'what was surfaced',
    copy: surfacedCopy,
    saidBy: ['slack/surfaced-', 'slack/refusals', 'slack/titles', 'slack/home'],
  },
  { name: 'the workspace', copy: workspaceCopy, saidBy: ['slack/workspace/', 'slack/decide'] },
];

/** The weekly digest. `rules.ts` chooses its items; `features.ts` lists the practices that offer some. */
import type { Feature } from '#core/feature.ts';
import { digestCopy } from './copy.ts';
import { actionsWith, postsWith, schedulesWith } from './handlers.ts';
import type { ItemSource } from './operations.ts';
import { issues, items, notForMe, seen, verdicts } from './rows.ts';

/** @param itemSources the practices that offer items; none is known here */
export function digest(itemSources: readonly ItemSource[]): Feature {
  return {
    name: 'digest',
    title: digestCopy.named('practice.title'),
    copy: digestCopy,
    tables: [issues, verdicts, items, seen, notForMe],
    actions: actionsWith(itemSources),
    posts: postsWith(itemSources),
    schedules: schedulesWith(itemSources),
  };
}

/** The presenter rotation. The rules are in `rules.ts`. */
import type { Feature } from '#core/feature.ts';
import { acts } from './acts.ts';
import { gathered } from './agenda.ts';
import { rotationCopy } from './copy.ts';
import { dates } from './dates.ts';
import { actions, digestItems, events, jobs, schedulesWith, views } from './handlers.ts';
import { postsWith } from './posts.ts';
import { records, slots, turns } from './rows.ts';
import { homeSection } from './screens.ts';

/** @param itemSources the practices that contribute to an agenda; none is known here */
export function rotation(itemSources: readonly Pick<Feature, 'agendaItems'>[]): Feature {
  const items = gathered(itemSources);
  return {
    name: 'rotation',
    title: rotationCopy.named('practice.title'),
    copy: rotationCopy,
    tables: [slots, turns],
    records,
    actions,
    views,
    events,
    posts: postsWith(items),
    jobs,
    schedules: schedulesWith(items),
    homeSection,
    digestItems,
    dates,
    acts,
  };
}

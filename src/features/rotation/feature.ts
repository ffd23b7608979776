/** The presenter rotation, as one value. The rules are in `domain.ts`. */
import type { Feature } from '../../core/feature.ts';
import { actions } from './actions.ts';
import { rotationCopy } from './copy.ts';
import { events } from './events.ts';
import { records } from './export.ts';
import { homeSection } from './home.ts';
import { jobs } from './jobs.ts';
import { postsWith } from './posts.ts';
import { ritualsWith } from './rituals.ts';
import { slots, turns } from './tables.ts';
import { views } from './views.ts';
import { digestItems, gathered } from './week.ts';

/** @param givers the practices whose things stand in an agenda; none is known here */
export function rotation(givers: readonly Pick<Feature, 'agendaItems'>[]): Feature {
  const items = gathered(givers);
  return {
    name: 'rotation',
    title: (locale) => rotationCopy.in(locale, 'UTC').plain('practice.title'),
    copy: rotationCopy,
    tables: [slots, turns],
    records,
    actions,
    views,
    events,
    posts: postsWith(items),
    jobs,
    rituals: ritualsWith(items),
    homeSection,
    digestItems,
  };
}

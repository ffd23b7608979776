/** The team's meeting, who presents at it, and its agenda. */
import type { RotationKey } from '../../../locales/rotation.ts';
import type { Ritual } from '../../core/ritual.ts';
import type { AgendaItems } from '../../core/week.ts';
import { rotationCopy } from './copy.ts';
import { ritualNames } from './ids.ts';
import { handOut } from './service/agenda.ts';
import { announce } from './service/slots.ts';

const says =
  (key: RotationKey): Ritual['title'] =>
  (locale) =>
    rotationCopy.in(locale, 'UTC').plain(key);

/** Once people share here, there is something to talk about. */
const offered = { whenShared: 3 } as const;

/** @param items what the practices of the workspace have to say */
export const ritualsWith = (items: AgendaItems): readonly Ritual[] => [
  {
    name: ritualNames.meeting,
    title: says('meeting.title'),
    what: says('meeting.what'),
    usual: { every: 'week', weekday: 3, minutes: 15 * 60 },
    offered,
  },
  {
    name: ritualNames.presenter,
    title: says('presenter.title'),
    what: says('presenter.what'),
    usual: { before: ritualNames.meeting, days: 7, minutes: 0 },
    offered,
    occur: announce,
  },
  {
    name: ritualNames.agenda,
    title: says('agenda.title'),
    what: says('agenda.what'),
    usual: { before: ritualNames.meeting, days: 0, minutes: 60 },
    offered,
    occur: (context) => handOut(context, items),
  },
];

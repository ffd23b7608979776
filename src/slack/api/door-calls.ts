/** What is asked of Slack where somebody reads in it (`requests/door-events.ts`). */
import type { DoorParts } from '../requests/door-events.ts';
import type { Clients } from './clients.ts';
import { presentDetails } from './previews.ts';
import { readQuestion } from './read-question.ts';

export const doorCalls = (clients: Clients): Pick<DoorParts, 'readQuestion' | 'present'> => ({
  readQuestion: (team, channel, at) => readQuestion(clients, team, channel, at),
  present: (team, trigger, opened) => presentDetails(clients, team, trigger, opened),
});

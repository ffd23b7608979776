/** One person who never stops, on a thread of their own: opens forms and shares, as often as they are told to, until they are ended. */
import { setTimeout as wait } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import { sendSigned, team } from '../test/support/fake-slack.ts';

export interface Hammering {
  readonly port: number;
  readonly responseUrl: string;
  readonly perSecond: number;
}

const { port, responseUrl, perSecond } = workerData as Hammering;
for (let nth = 0; ; nth += 1) {
  const form = new URLSearchParams({
    command: '/pebble',
    text: nth % 2 === 0 ? '' : `share ${nth}`,
    team_id: team,
    user_id: 'UANN',
    channel_id: 'CONE',
    channel_name: 'one',
    trigger_id: `hammer ${nth}`,
    response_url: responseUrl,
  });
  void sendSigned(port, form.toString());
  await wait(1000 / perSecond);
}

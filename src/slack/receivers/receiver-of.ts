/** The receiver that the settings ask for. */
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import type { SlackClock } from '../api/slack-clock.ts';
import type { Pages } from '../install/pages.ts';
import { type Answers, httpReceiverOf } from './http.ts';
import type { RequestReceiver } from './receiver.ts';
import { socketReceiver } from './socket.ts';

/** @param pages what browsers see over HTTP where nothing else is; `null`: nothing @param others what else is there, where browsers reach Lore */
export function receiverOf(
  { connection, slackApiUrl, proxy }: Config,
  log: Logger,
  clockOff: SlackClock['off'],
  pages: Pages | null,
  others: readonly Answers[],
): RequestReceiver {
  return connection.kind === 'socket'
    ? socketReceiver({ appToken: connection.appToken, slackApiUrl, proxy, log })
    : httpReceiverOf({ ...connection, ...{ log, clockOff, pages, others } });
}

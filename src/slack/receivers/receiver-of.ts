/** The receiver that the settings ask for. */
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import type { SlackClock } from '../api/slack-clock.ts';
import type { Pages } from '../install/pages.ts';
import { type FeedParts, feedsOf } from './feeds.ts';
import { httpReceiverOf } from './http.ts';
import type { RequestReceiver } from './receiver.ts';
import { socketReceiver } from './socket.ts';

/** @param pages what browsers see over HTTP; `null`: nothing @param feeds what calendars read where there is an address */
export function receiverOf(
  { connection, slackApiUrl, proxy, address }: Config,
  log: Logger,
  clockOff: SlackClock['off'],
  pages: Pages | null,
  feeds: Omit<FeedParts, 'isSecure' | 'log'>,
): RequestReceiver {
  return connection.kind === 'socket'
    ? socketReceiver({ appToken: connection.appToken, slackApiUrl, proxy, log })
    : httpReceiverOf({
        ...connection,
        ...{ log, clockOff, pages },
        feeds:
          address === undefined ? null : feedsOf({ ...feeds, isSecure: address.startsWith('https:'), log }),
      });
}

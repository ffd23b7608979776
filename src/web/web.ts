/** The pages to read at, put together. Loaded only where there are any. */
import type { Instant } from '#core/clock.ts';
import type { SignIn } from '../config.ts';
import { elapsed } from '../slack/requests/timeouts.ts';
import type { Answers } from '../slack/receivers/http.ts';
import { placeOf } from './base/answer.ts';
import { signer } from './base/signed.ts';
import { readPages, type ReadParts } from './read/pages.ts';
import { signInFlow, type Slack } from './sign-in/flow.ts';
import { signingKeys } from './sign-in/keys.ts';

/**
 * @param parts.address as the configuration's @param parts.slackApiUrl with a trailing slash: Slack's own pages are beside it
 * @param parts.now wall time
 */
export function webAnswers(
  parts: Omit<ReadParts, 'flow' | 'place'> & {
    readonly signIn: SignIn;
    readonly address: string;
    readonly slackApiUrl: string;
    readonly team: Slack['team'];
    readonly exchange: Slack['exchange'];
    readonly now: () => Instant;
  },
): Answers {
  const { signIn, slackApiUrl, team, exchange, now } = parts;
  const place = placeOf(parts.address);
  const flow = signInFlow({
    slack: {
      authorizeUrl: new URL('../openid/connect/authorize', slackApiUrl).href,
      clientId: signIn.clientId,
      issuer: new URL(slackApiUrl).origin,
      team,
      exchange,
      keys: signingKeys(new URL('../openid/connect/keys', slackApiUrl).href, elapsed),
    },
    place,
    signer: signer(signIn.clientSecret, now),
    now,
  });
  return readPages({ ...parts, flow, place });
}

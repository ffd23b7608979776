/** Asks Slack who somebody is that comes back from its page (Sign in with Slack). */
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';

const said = z.object({ id_token: z.string() });

/**
 * @param client without a token: Slack knows the app by its credentials
 * @returns exchanges a code, once, for the id token. The access token that comes with it is not looked at. @throws what Slack refused
 */
export const codeExchange =
  (client: WebClient, app: { readonly clientId: string; readonly clientSecret: string }) =>
  async (code: string, redirectUri: string): Promise<string> => {
    const answer = await client.openid.connect.token({
      client_id: app.clientId,
      client_secret: app.clientSecret,
      code,
      redirect_uri: redirectUri,
    });
    return said.parse(answer).id_token;
  };

/** Where ephemeral replies may be sent: the payload names the address, and even a signed one could name any. */
declare const checked: unique symbol;

/** A verified address of Slack's. */
export type ResponseUrl = string & { readonly [checked]: true };

export type CheckUrl = (url: string | undefined) => ResponseUrl | undefined;

const slackHosts = ['hooks.slack.com', 'hooks.slack-gov.com'];

/**
 * @param slackApiUrl the Web API's address; a stand-in for Slack has its response URLs there too
 * @returns a check that gives `undefined` for every address that is not Slack's
 */
export function responseUrls(slackApiUrl: string): CheckUrl {
  const api = new URL(slackApiUrl);
  return (text) => {
    const url = text === undefined ? null : URL.parse(text);
    if (url === null) return undefined;
    const isSlacks = url.protocol === 'https:' && slackHosts.includes(url.host);
    const isOfApi = url.protocol === api.protocol && url.host === api.host;
    return isSlacks || isOfApi ? (url.href as ResponseUrl) : undefined;
  };
}

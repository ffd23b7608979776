/** The address of a message in Slack. Pure. */
import { isId } from './ids.ts';

/**
 * @param workspace its address, as `auth.test` names it: `https://lindgrove.slack.com/`
 * @param ts seconds since 1970, with decimals, as Slack writes them
 * @returns `null` for what cannot be one
 */
export function messageLink(workspace: string, channel: string, ts: string): string | null {
  if (!/^https:\/\/[a-z0-9.-]{1,200}\/$/.test(workspace) || !isId(channel)) return null;
  if (!/^\d{1,12}\.\d{1,9}$/.test(ts)) return null;
  return `${workspace}archives/${channel}/p${ts.replace('.', '')}`;
}

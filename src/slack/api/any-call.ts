/** Any method of Slack's Web API by its name, for callers that look at Slack's answer themselves. */
import type { WebClient } from '@slack/web-api';
import { type Failure, failureOf } from './call-outcome.ts';

export type Called = { readonly kind: 'done'; readonly answer: Readonly<Record<string, unknown>> } | Failure;

/** @param args `undefined` counts as left out */
export async function callAny(
  client: WebClient,
  method: string,
  args: Readonly<Record<string, unknown>>,
): Promise<Called> {
  try {
    return { kind: 'done', answer: { ...(await client.apiCall(method, args)) } };
  } catch (error) {
    return failureOf(error);
  }
}

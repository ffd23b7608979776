/** Jira's interface: its functions (jira.js) over a call that ends in time and carries its token nowhere else. */
import { Buffer } from 'node:buffer';
import type { Client } from 'jira.js/core';
import type { Instant } from '#core/clock.ts';
import type { JiraAccess, Reach } from '../access.ts';
import { callTool } from '../call.ts';

export interface JiraClient extends Client {
  /** Its time, as it last answered; 0: it has not. */
  readonly there: () => Instant;
}

/** What it answers is passed on as it came: who asks reads of it what they need. */
export function jiraClient({ site, access: { token, account } }: Reach<JiraAccess>): JiraClient {
  let there: Instant = 0;
  const authorization =
    account === null ? `Bearer ${token}` : `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`;
  return {
    there: () => there,
    sendRequest: async <T>({ url, method = 'GET', body, searchParams = {} }: Sent): Promise<T> => {
      const at = new URL(`${site}${url}`);
      for (const [name, value] of Object.entries(searchParams))
        if (value !== undefined) at.searchParams.set(name, inAddress(value));
      const response = await callTool(at, {
        method,
        headers: {
          authorization,
          accept: 'application/json',
          'user-agent': 'Lore',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      there = Date.parse(response.headers.get('date') ?? '') || 0;
      const text = await response.text();
      return (text === '' ? null : JSON.parse(text)) as T;
    },
  };
}

type Sent = Parameters<Client['sendRequest']>[0];

const inAddress = (value: unknown): string =>
  Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value : JSON.stringify(value);

/** Whether it may be a project's key: it stands in addresses and searches. */
export const isProjectKey = (place: string): boolean => /^[A-Z][A-Z0-9_]{1,49}$/i.test(place);

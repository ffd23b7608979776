/** GitHub's interface, as far as Lore asks: its own clients, over a call that ends in time. */
import { Octokit } from '@octokit/rest';
import type { GithubAccess, Reach } from '../access.ts';
import { callTool } from '../call.ts';

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** What it says stands in its errors (`outcomeOf`), and nowhere else. */
export const githubClient = ({ site, access }: Reach<GithubAccess>): Octokit =>
  new Octokit({
    auth: access.token,
    baseUrl: site,
    userAgent: 'Lore',
    log: quiet,
    request: { fetch: callTool },
  });

/** @param place `owner/name` @returns `null`: it is no repository's name */
export function repositoryIn(place: string): { readonly owner: string; readonly repo: string } | null {
  const [, owner, repo] = /^([A-Za-z0-9-]{1,39})\/([\w.-]{1,100})$/.exec(place) ?? [];
  return owner === undefined || repo === undefined || /^\.+$/.test(repo) ? null : { owner, repo };
}

/** Which of the scopes that Lore asks for a refused call was missing, and what the operator is told. */
import { WebAPIPlatformError } from '@slack/web-api';
import type { Logger } from 'pino';
import { linkScopes, missingScopes, optionalScopes, scopes } from '../manifest/manifest.ts';

const asked: readonly string[] = [...scopes, ...optionalScopes, ...linkScopes];

/** @returns none if the call failed for another reason, or needed a scope that Lore never asks for */
export function lackingScopes(error: unknown): readonly string[] {
  if (!(error instanceof WebAPIPlatformError) || error.data.error !== 'missing_scope') return [];
  const { needed, provided } = error.data as { readonly needed?: unknown; readonly provided?: unknown };
  const granted = listed(provided);
  // If there are several, each covers one kind of conversation.
  return listed(needed).filter((scope) => asked.includes(scope) && !granted.includes(scope));
}

const listed = (value: unknown): readonly string[] =>
  typeof value === 'string' ? value.split(',').map((scope) => scope.trim()) : [];

/** Once for each scope: what it is for is called again and again. Without an optional one Lore only asks more. */
export function sayLacking(log: Logger): (scope: string, method: string) => void {
  const said = new Set<string>();
  return (scope, method) => {
    if (said.has(scope)) return;
    said.add(scope);
    const isNeeded = missingScopes([]).needed.includes(scope);
    log[isNeeded ? 'error' : 'info'](
      { scope, method },
      isNeeded
        ? 'a scope is missing: add it under "OAuth & Permissions" and reinstall the app'
        : 'an optional scope was not granted',
    );
  };
}

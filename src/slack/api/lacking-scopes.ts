/** Which of the scopes that Lore asks for a call was refused for want of. */
import { WebAPIPlatformError } from '@slack/web-api';
import { optionalScopes, scopes } from '../manifest/manifest.ts';

const asked: readonly string[] = [...scopes, ...optionalScopes];

/** @returns none when a call failed for another reason, or wanted what Lore never asks for */
export function lackingScopes(error: unknown): readonly string[] {
  if (!(error instanceof WebAPIPlatformError) || error.data.error !== 'missing_scope') return [];
  const { needed, provided } = error.data as { readonly needed?: unknown; readonly provided?: unknown };
  const granted = listed(provided);
  // Of several, each would do for some kind of conversation.
  return listed(needed).filter((scope) => asked.includes(scope) && !granted.includes(scope));
}

const listed = (value: unknown): readonly string[] =>
  typeof value === 'string' ? value.split(',').map((scope) => scope.trim()) : [];

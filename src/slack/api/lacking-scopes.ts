/** Which of the scopes that Lore asks for a refused call was missing. */
import { WebAPIPlatformError } from '@slack/web-api';
import { optionalScopes, scopes } from '../manifest/manifest.ts';

const asked: readonly string[] = [...scopes, ...optionalScopes];

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

/** The arguments of a Web API call, which come as JSON or as a form (where lists and objects are JSON text). */
import { isJson, parseJson, type Json } from '../json.ts';

export interface Args {
  /** Text, `''` when absent. */
  text(name: string): string;
  /** Text, or `undefined` when the argument is absent. */
  maybe(name: string): string | undefined;
  flag(name: string): boolean;
  /** A list or object; `undefined` when absent, `null` when it is no JSON. */
  json(name: string): unknown;
  readonly all: Json;
}

const asText = (value: unknown): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;

/** Reads a body by its content type; query parameters count too. Gives Slack's error for JSON that is none, or no object. */
export function readArgs(
  query: URLSearchParams,
  contentType: string,
  body: string,
): Args | 'invalid_json' | 'json_not_object' {
  const all: Json = Object.fromEntries(query);
  if (contentType.startsWith('application/json') && body !== '') {
    const parsed = parseJson(body);
    if (parsed === undefined) return 'invalid_json';
    if (!isJson(parsed)) return 'json_not_object';
    Object.assign(all, parsed);
  } else Object.assign(all, Object.fromEntries(new URLSearchParams(body)));
  const maybe = (name: string): string | undefined => asText(all[name]);
  return {
    all,
    maybe,
    text: (name) => maybe(name) ?? '',
    flag: (name) => ['true', '1'].includes(maybe(name) ?? ''),
    json: (name) => {
      const value = all[name];
      if (value === undefined || value === '' || value === null) return undefined;
      return typeof value === 'string' ? (parseJson(value) ?? null) : value;
    },
  };
}

/** Reading JSON that came from outside: nothing is assumed of it. */
export type Json = Record<string, unknown>;

/** Whether a value is a JSON object (not null, not an array). */
export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The string under a key, or `''` when there is none. */
export function textAt(object: Json, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value : '';
}

/** The object under a key, or an empty one. */
export function objectAt(object: Json, key: string): Json {
  const value = object[key];
  return isJson(value) ? value : {};
}

/** The objects of the list under a key; whatever is no object is left out. */
export function listAt(object: Json, key: string): Json[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** Parses JSON text; `undefined` when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Walks every object inside a value, outermost first. */
export function* everyObject(value: unknown): Generator<Json> {
  if (Array.isArray(value)) {
    for (const item of value) yield* everyObject(item);
  } else if (isJson(value)) {
    yield value;
    for (const item of Object.values(value)) yield* everyObject(item);
  }
}

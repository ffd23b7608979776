/**
 * Small checks that are put together into the rules of Block Kit. A check looks at one value, and notes a problem with
 * the JSON pointer of where it stands, in Slack's words.
 */
import { isJson, type Json } from '../json.ts';
import type { Surface } from './limits.ts';

export interface Problem {
  readonly at: string;
  readonly message: string;
}

export interface Context {
  readonly surface: Surface;
  readonly problems: Problem[];
}

export type Check = (value: unknown, at: string, context: Context) => void;

/** Problems as Slack lists them in `response_metadata.messages`. */
export const toMessages = (problems: readonly Problem[]): string[] =>
  problems.map((problem) => `[ERROR] ${problem.message} [json-pointer:${problem.at}]`);

const note = (context: Context, at: string, message: string): void => {
  context.problems.push({ at, message });
};

/** Text of `min` (1) to `max` characters. */
export const string =
  (max: number, min = 1, pattern?: RegExp): Check =>
  (value, at, context) => {
    if (typeof value !== 'string') {
      note(context, at, 'must be a string');
      return;
    }
    if (value.length < min) {
      note(context, at, `must be more than ${min - 1} characters`);
      return;
    }
    if (value.length > max) {
      note(context, at, `must be less than ${max + 1} characters`);
      return;
    }
    if (pattern && !pattern.test(value)) note(context, at, 'does not match the required pattern');
  };

export const boolean: Check = (value, at, context) => {
  if (typeof value !== 'boolean') note(context, at, 'must be a boolean');
};

/** A whole number between two bounds, both allowed. */
export const integer =
  (min: number, max: number): Check =>
  (value, at, context) => {
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max)
      note(context, at, `must be an integer between ${min} and ${max}`);
  };

/** One of these words. */
export const oneOf =
  (...allowed: readonly string[]): Check =>
  (value, at, context) => {
    if (typeof value !== 'string' || !allowed.includes(value))
      note(context, at, `must be one of: ${allowed.join(', ')}`);
  };

/** A list of `min` to `max` items that each pass a check. */
export const list =
  (item: Check, max: number, min = 1): Check =>
  (value, at, context) => {
    if (!Array.isArray(value)) {
      note(context, at, 'must be an array');
      return;
    }
    if (value.length < min) note(context, at, `no fewer than ${min} items allowed`);
    if (value.length > max) note(context, at, `no more than ${max} items allowed`);
    value.forEach((each, index) => item(each, `${at}/${index}`, context));
  };

export interface Shape {
  readonly required?: Readonly<Record<string, Check>>;
  readonly optional?: Readonly<Record<string, Check>>;
  /** Looks at the whole object once its parts are known. */
  readonly also?: (value: Json, at: string, context: Context) => void;
}

/** An object with these properties and no others (`type` aside, which chose the shape). */
export const object =
  ({ required = {}, optional = {}, also }: Shape): Check =>
  (value, at, context) => {
    if (!isJson(value)) {
      note(context, at, 'must be an object');
      return;
    }
    for (const key of Object.keys(required))
      if (value[key] === undefined || value[key] === null)
        note(context, at, `missing required field: ${key}`);
    for (const [key, part] of Object.entries(value)) {
      const check = required[key] ?? optional[key];
      if (check) {
        if (part !== undefined && part !== null) check(part, `${at}/${key}`, context);
      } else if (key !== 'type') note(context, at, `invalid additional property: ${key}`);
    }
    also?.(value, at, context);
  };

/** An object whose `type` chooses how it is checked. */
export const byType =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, at, context) => {
    if (!isJson(value)) {
      note(context, at, 'must be an object');
      return;
    }
    const check = typeof value['type'] === 'string' ? checks[value['type']] : undefined;
    if (check) check(value, at, context);
    else note(context, `${at}/type`, `unsupported type: ${String(value['type'])}`);
  };

/** Notes a problem for each value that comes twice. */
export function noteTwice(values: readonly unknown[], at: string, what: string, context: Context): void {
  const seen = new Set<unknown>();
  for (const value of values) {
    if (typeof value === 'string' && seen.has(value)) note(context, at, `${what} "${value}" already exists`);
    seen.add(value);
  }
}

/** Notes one problem. */
export const problem = note;

/** Slack's samples with values in them: what it sends when somebody does something, with every key that it may have. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJson, parseJson, type Json } from '../../sandbox/json.ts';
import { team } from './fake-slack.ts';

const folder = join(import.meta.dirname, 'data', 'slack-samples', 'sent');

/** Makes it once for each name. */
function once(make: (name: string) => Json): (name: string) => Json {
  const made = new Map<string, Json>();
  return (name) => {
    const it = made.get(name) ?? make(name);
    made.set(name, it);
    return it;
  };
}

/** A sample as it is kept, with blank values. `block_actions`, the `type` of an event … */
const sample = once((name) => {
  const read = parseJson(readFileSync(join(folder, `${name}.json`), 'utf8'));
  if (!isJson(read)) throw new Error(`the sample ${name} cannot be read`);
  return read;
});

/** The names of the samples of events. */
export const eventSamples: readonly string[] = readdirSync(folder)
  .map((file) => file.replace(/\.json$/, ''))
  .filter((name) => isJson(sample(name)['event']));

/** `over` on top of `under`, object by object; lists and values of `over` as they are. */
export function merged(under: Json, over: Json): Json {
  const both = Object.entries(over).map(([key, value]): [string, unknown] => {
    const before = under[key];
    return [key, isJson(before) && isJson(value) ? merged(before, value) : value];
  });
  return { ...under, ...Object.fromEntries(both) };
}

/** What Slack leaves empty in its samples, with something in it; ids look like ids. */
function filled(value: unknown, key = ''): unknown {
  if (value === '') return key.endsWith('_ts') || key === 'ts' ? '1795599600.000100' : 'X1';
  if (Array.isArray(value)) return value.map((each: unknown) => filled(each, key));
  if (!isJson(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner, name)]));
}

const filledSampleOf = once((name) => filled(sample(name)) as Json);

const person = { id: 'UANN', team_id: team };
const where = { id: team, domain: 'lindgrove' };

/** A sample of what a person did. @param over what stands in it */
export function filledSample(name: string, over: Json): Json {
  const without = Object.fromEntries(
    Object.entries(filledSampleOf(name)).filter(([key]) => !(key in over) || over[key] !== undefined),
  );
  const whole = merged(without, {
    api_app_id: 'A0LORE0001',
    team: where,
    user: person,
    ...over,
  });
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
}

/** An event as it comes. @param over of the event itself */
export function filledEvent(name: string, id: string, over: Json = {}): Json {
  const all = filledSampleOf(name);
  const event = merged(all['event'] as Json, { type: name, ...over });
  return {
    ...all,
    api_app_id: 'A0LORE0001',
    type: 'event_callback',
    event_id: id,
    team_id: team,
    authorizations: [{ team_id: team, user_id: 'UBOT', enterprise_id: 'E1', is_bot: true }],
    event,
  };
}

export type Path = readonly (string | number)[];

/** Of what a message holds nothing is read: of all of these each name is walked once. */
const unread = new Set([
  'blocks',
  'attachments',
  'files',
  'file',
  'root',
  'comment',
  'item',
  'room',
  'reactions',
]);

/** Whether a field is within what is not read. */
export const isUnread = (path: Path): boolean => path.slice(0, -1).some((part) => unread.has(String(part)));

/** Every field in it, each once: the items of a list have the same. */
export function fieldsOf(value: unknown, asks: (path: Path) => boolean = () => true): Path[] {
  const seen = new Set<string>();
  const walk = (inner: unknown, path: Path, name: string): Path[] => {
    if (Array.isArray(inner))
      return inner.flatMap((each, index) => walk(each, [...path, index], `${name}[]`));
    if (!isJson(inner)) return [];
    return Object.entries(inner).flatMap(([key, child]) => {
      const here = [...path, key];
      const called = isUnread(here) ? `… ${key}` : `${name}.${key}`;
      const rest = walk(child, here, called);
      if (seen.has(called) || !asks(here)) return rest;
      seen.add(called);
      return [here, ...rest];
    });
  };
  return walk(value, [], '');
}

/** A copy with one field as `change` has it; `undefined` takes it away. */
export function changed(value: unknown, [first, ...rest]: Path, to: unknown): unknown {
  if (Array.isArray(value))
    return value.map((each: unknown, at) => (at === first ? changed(each, rest, to) : each));
  if (!isJson(value)) return value;
  const entries = Object.entries(value).flatMap(([key, child]): [string, unknown][] => {
    if (key !== first) return [[key, child]];
    if (rest.length > 0) return [[key, changed(child, rest, to)]];
    return to === undefined ? [] : [[key, to]];
  });
  return Object.fromEntries(entries);
}

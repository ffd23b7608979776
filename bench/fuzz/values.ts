/** Values that fit what a listener declares, made of ids that are there. */
import { z } from 'zod';
import type { Chance } from '../chance.ts';

/** Ids by what they are called in a value: `retro`, `card`, `channel`. */
export type Pool = ReadonlyMap<string, readonly string[]>;

interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

const odd = [
  '',
  'two words',
  '<!channel>',
  "' or 1=1 --",
  '\u202Egnirts',
  '\uD800',
  '../../etc',
  '0',
  'null',
  'x'.repeat(400),
];

/** @param name what the value is called where it stands */
export function anId(chance: Chance, pool: Pool, name: string): string {
  if (chance.is(0.06)) return chance.pick(odd);
  const fitting = pool.get(name) ?? pool.get(name.replace(/s$/, '')) ?? [];
  const all = fitting.length > 0 && chance.is(0.9) ? fitting : (pool.get('any') ?? []);
  return chance.pick(all);
}

/** What a value of this type may be. */
export function valueOf(chance: Chance, pool: Pool, type: z.ZodType): unknown {
  return made(
    chance,
    pool,
    z.toJSONSchema(type, { unrepresentable: 'any', io: 'input' }) as JsonSchema,
    'any',
  );
}

function made(chance: Chance, pool: Pool, schema: JsonSchema, name: string): unknown {
  const { anyOf = schema.oneOf } = schema;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return chance.pick(schema.enum);
  if (anyOf !== undefined) return made(chance, pool, chance.pick(anyOf), name);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, made(chance, pool, inner, key)]),
      );
    case 'array':
      return Array.from({ length: chance.below(4) }, () => made(chance, pool, schema.items ?? {}, name));
    case 'number':
    case 'integer':
      return (
        (schema.minimum ?? 0) + chance.below(Math.min(50, (schema.maximum ?? 50) - (schema.minimum ?? 0) + 1))
      );
    case 'boolean':
      return chance.is(0.5);
    case 'null':
      return null;
    default:
      return anId(chance, pool, name);
  }
}

/** A ritual's rule and what was moved of it, as they are stored. */
import { z } from 'zod';
import type { RegularRule, Rule } from '#core/recurrence.ts';
import type { Move } from '#core/time/recurrence.ts';
import type { ScheduleTable } from './tables.ts';

/** What `every` cannot say stands beside it, so that a Lore which does not know it reads a rule that it knows. */
const storedRegular = z.object({
  every: z.enum(['week', 'fortnight', 'month']),
  weekday: z.number().int().min(1).max(7),
  minutes: z.number().int().min(0).max(1439),
  weeks: z.number().optional(),
});

const regular = storedRegular.transform(({ weeks, ...one }): RegularRule =>
  weeks === 3 ? { ...one, every: 'threeWeeks' } : one,
);

const before = z.object({
  before: z.string(),
  days: z.number().int().min(0),
  minutes: z.number().int().min(0),
});

/** As it is stored. */
export const rule = z.union([regular, before]);

const moves = z.record(
  z.string(),
  z.object({ date: z.string(), minutes: z.number().int(), by: z.enum(['hand', 'waited']) }),
);

export function ruleOf(row: Pick<ScheduleTable, 'rule'>): Rule {
  return rule.parse(JSON.parse(row.rule));
}

/** As `rule` reads it, always in the same key order. */
export function ruleCells(one: Rule): z.input<typeof rule> {
  if ('before' in one) return before.parse(one);
  const { every } = one;
  return storedRegular.parse(every === 'threeWeeks' ? { ...one, every: 'fortnight', weeks: 3 } : one);
}

/** Two rules can be compared by it. */
export const storedRule = (one: Rule): string => JSON.stringify(ruleCells(one));

export function movesOf(row: Pick<ScheduleTable, 'moves'>): Readonly<Record<string, Move>> {
  return moves.parse(JSON.parse(row.moves));
}

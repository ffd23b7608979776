/** What a month came to, in words, and whether it is as promised. */
import type { MonthLine } from '../month.ts';

/** Of what is expected, so much is posted at least. */
const enough = 0.95;

export function isRight(line: Omit<MonthLine, 'wrong' | 'errors'>): boolean {
  const { lost, duplicated, over, untimely, misjudged, threeZones } = line;
  const bad = lost + duplicated + over + untimely + misjudged;
  return bad + threeZones.saturdays + threeZones.rushed === 0 && line.posted >= enough * line.expected;
}

export function summary(line: Omit<MonthLine, 'wrong' | 'errors'> & { readonly errors: number }): string {
  const { channels, people, days, kills, expected, posted, threeZones } = line;
  const by = (reasons: Readonly<Record<string, number>>) =>
    Object.entries(reasons)
      .map(([reason, count]) => `${reason} ${String(count)}`)
      .join(', ') || 'none';
  return [
    `${String(days)} days of ${String(channels)} channels and ${String(people)} people, seed ${String(line.seed)}, ${line.engine}: ${String(kills)} kills, ${String(line.seconds)} s.`,
    `Expected ${String(expected)}, posted ${String(posted)} (${((posted / expected) * 100).toFixed(1)} %), lost ${String(line.lost)}, twice ${String(line.duplicated)}.`,
    `Missed: ${by(line.missed)}. Skipped: ${by(line.skipped)}. On another day: ${by(line.moved)}.`,
    `Reasons that are wrong: ${String(line.misjudged)}. A person was asked whether it is there: ${String(line.deliveryIssues)}. Kept and told: ${String(line.told)}.`,
    `Unasked direct messages ${String(line.directs)}: over the limit ${String(line.over)}, at a wrong time ${String(line.untimely)}.`,
    `Berlin, New York and Singapore in one channel: ${String(threeZones.posts)} posts, on a Saturday ${String(threeZones.saturdays)}, digests without a working day before ${String(threeZones.rushed)}.`,
    `Errors in Lore’s log: ${String(line.errors)}.`,
  ].join('\n');
}

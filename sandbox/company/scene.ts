/** Something that somebody of the made-up company does on a day before today. */
import { toWall } from '../page/zone.ts';
import type { Stage } from './actor.ts';
import { zoneOf } from './people.ts';
import { workTime } from './work-time.ts';

const DAY = 86_400_000;

export interface Scene {
  /** Working days before today, and the time of day where `who` is; with 0, today. */
  readonly daysAgo: number;
  readonly time: string;
  readonly who: string;
  /** @param today epoch ms */
  readonly play: (stage: Stage, today: number) => Promise<void>;
}

/** When a scene is played, epoch ms. */
export const timeOf = ({ daysAgo, time, who }: Scene, today: number): number =>
  workTime(today, daysAgo, time, zoneOf(who));

/** A date (`2027-03-02`) so many days after an instant, in Berlin. */
export const dateAfter = (at: number, days: number): string =>
  toWall(at + days * DAY, 'Europe/Berlin').slice(0, 10);

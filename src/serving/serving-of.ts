/** What the settings ask for: Lore for one workspace, or for many. */
import type { Config } from '../config.ts';
import { servingMany } from './many.ts';
import { servingOne } from './one.ts';
import type { Serving } from './serving.ts';

/** @param parts.now wall time: installations are dated in Slack's, whatever clock the rest follows */
export function servingOf(config: Config, parts: Omit<Parameters<typeof servingMany>[0], 'many'>): Serving {
  const { many } = config;
  return many === undefined ? servingOne({ ...parts, config }) : servingMany({ ...parts, many });
}

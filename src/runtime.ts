/** Whether this Node can run Lore. Imports nothing but Node, so that it can speak before anything else fails. */
import { existsSync } from 'node:fs';
import process from 'node:process';

/** The first version that runs TypeScript without a build. */
const needed = [22, 18] as const;
/** The first time-zone data that is right for all zones as of this version of Lore. */
const zonesNeeded = '2026c';

/**
 * @param versions `process.versions`
 * @returns what stops Lore from starting, and what only makes it worse, each as a sentence
 */
export function checkRuntime(versions: { readonly node: string; readonly tz?: string | undefined }): {
  readonly fatal: readonly string[];
  readonly warnings: readonly string[];
} {
  const [major = 0, minor = 0] = versions.node.split('.').map(Number);
  const isTooOld = major < needed[0] || (major === needed[0] && minor < needed[1]);
  const isBehind = versions.tz !== undefined && versions.tz < zonesNeeded;
  return {
    fatal: isTooOld
      ? [
          `Lore needs Node ${needed.join('.')} or newer, and this is ${versions.node}. "npm start" brings its own; "node" alone does not.`,
        ]
      : [],
    warnings: isBehind
      ? [
          `The time-zone data of this Node (${versions.tz ?? ''}) is older than ${zonesNeeded}: in a few zones messages may come an hour early or late. A newer Node mends it.`,
        ]
      : [],
  };
}

/** Takes the settings of `.env` in the working directory into the environment, if there is one; what is set already stays. */
export function readEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

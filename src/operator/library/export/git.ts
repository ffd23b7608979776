/** Commits an export in a checkout that the operator made. Git gets fixed arguments and no shell, and none of Lore's settings. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ConfigError, type Environment } from '../../../config.ts';

const run = promisify(execFile);

export interface Checkout {
  /** @returns whether there was anything to commit */
  commit(message: string): Promise<boolean>;
  /** @throws ConfigError when the branch has no upstream, or it was not taken there */
  push(): Promise<void>;
}

/**
 * Nothing is committed but what the export wrote.
 * @param path the folder or the file of the export @throws ConfigError when that is in no checkout, or there is no Git
 */
export async function checkoutOf(
  path: string,
  isFolder: boolean,
  environment: Environment,
): Promise<Checkout> {
  // A folder that is not there yet stands in the one above, as a file does.
  const isThere = isFolder && existsSync(path);
  const folder = isThere ? path : dirname(resolve(path));
  const spec = isThere ? '.' : basename(path);
  const git = async (...args: readonly string[]): Promise<string> => {
    const all = ['-C', folder, ...settings, ...args];
    const { stdout } = await run('git', all, { env: environmentOf(environment) });
    return stdout.trim();
  };
  const isCheckout = await git('rev-parse', '--is-inside-work-tree').catch((error: unknown) => {
    if (isMissing(error)) throw new ConfigError('--git needs Git, which is not installed here.');
    return reasonOf(error);
  });
  if (isCheckout !== 'true')
    throw new ConfigError(
      `${path} is in no checkout of Git (${isCheckout}). Make one there with git init or git clone.`,
    );
  return {
    commit: async (message) => {
      // What the checkout's owner ignores elsewhere may be the name of a topic here.
      await git('add', '--all', '--force', '--', spec).catch(explained);
      const isSame = await git('diff', '--cached', '--quiet', '--', spec).then(
        () => true,
        () => false,
      );
      if (isSame) return false;
      await git('commit', '--quiet', '--no-verify', '--message', message, '--', spec).catch(explained);
      return true;
    },
    push: async () => {
      const upstream = await git('rev-parse', '--symbolic-full-name', '@{upstream}').catch(() => null);
      if (upstream === null)
        throw new ConfigError(
          'The branch that is checked out has no upstream to push to. Set it once: git push --set-upstream origin HEAD',
        );
      await git('push', '--quiet').catch(explained);
    },
  };
}

/** Whose commits they are, that paths are no patterns, and that nothing opens an editor or asks for a signature. */
const settings = [
  '--literal-pathspecs',
  ...['user.name=Lore', 'user.email=lore@localhost', 'commit.gpgSign=false', 'push.default=upstream'].flatMap(
    (setting) => ['-c', setting],
  ),
];

/** What Git needs to find itself, its settings and its keys; Lore's tokens are not among them. */
function environmentOf(environment: Environment): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'USER', 'SSH_AUTH_SOCK', 'GIT_SSH_COMMAND', 'XDG_CONFIG_HOME', 'SYSTEMROOT'];
  const kept = names.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries<string>(kept), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);

const explained = (error: unknown): never => {
  throw new ConfigError(`Git refused: ${reasonOf(error)}`);
};

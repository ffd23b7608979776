/** `lore rotate-key`: a new key for the stored bot token and for what people keep sealed, beside a running Lore too. */
import { Command } from 'commander';
import { sayNotOpened } from '../bot-token.ts';
import { ConfigError, type Environment, readKeyFile } from '../config.ts';
import { wallClock } from '../process.ts';
import { hasKeys, newKey, writeKeys } from '../store/settings/key-file.ts';
import { type Rotated, rotateKey as rotateIn } from '../store/settings/rotate-key.ts';
import { changeData, isDatabaseThere } from './open.ts';
import { say } from './terminal.ts';

/**
 * @returns what became of the stored tokens, and whether the file was there before
 * @throws ConfigError when there is no LORE_KEY_FILE, or a token's key is lost and SLACK_BOT_TOKEN does not replace it; KeyFileError, NotReached; InUse while a restore is at work
 */
export async function rotateKey(environment: Environment): Promise<Rotated & { readonly isFirst: boolean }> {
  const file = readKeyFile(environment);
  if (file === null)
    throw new ConfigError(
      'LORE_KEY_FILE is missing: it says where the key is, or where it is to be made, such as /etc/lore/lore.key. Nothing was done.',
    );
  const isFirst = !hasKeys(file);
  const now = wallClock.now();
  if (isFirst && !isDatabaseThere(environment)) {
    const [id, key] = newKey(now);
    writeKeys(file, { current: id, keys: new Map([[id, key]]) });
    return { isFirst, sealed: [], lost: [], texts: { sealed: 0, lost: 0 } };
  }
  const hasToken = (environment['SLACK_BOT_TOKEN'] ?? '') !== '';
  const rotated = await changeData(environment, ({ workspaces }) =>
    rotateIn({
      workspaces,
      file,
      now,
      onLost: (team, why) => {
        if (!hasToken) throw new ConfigError(sayNotOpened(team, why, file));
      },
    }),
  );
  return { isFirst, ...rotated };
}

export const rotateKeyCommand = (environment: Environment): Command =>
  new Command('rotate-key')
    .description('make a new key for the bot token and for what people keep sealed, and seal both again')
    .action(async () => {
      const { isFirst, sealed, lost, texts } = await rotateKey(environment);
      const file = readKeyFile(environment) ?? '';
      if (isFirst) say(`Made ${file}. From its next start on, Lore keeps the bot token sealed with it.`);
      else
        say(
          sealed.length === 0 && texts.sealed === 0
            ? `${file} has a new key, and keeps the old one: no bot token is stored in this database, and another may need it. Run this again once one is stored, and the old key goes.`
            : sealed.length === 0
              ? `${file} has a new key alone. The old key is gone.`
              : `${file} has a new key alone, and the stored bot token is sealed with it. The old key is gone: what a backup from before has of the token can’t be opened any more.`,
        );
      if (texts.sealed > 0)
        say(
          `What people keep sealed is sealed with the new key: ${texts.sealed} texts. Keep a copy of the old key file as long as you keep backups from before, or what they hold of it is lost when one is restored.`,
        );
      if (texts.lost > 0)
        say(
          `Of what people keep sealed, ${texts.lost} texts were sealed with a key that is lost. Lore tells those whose they are, who can write them again.`,
        );
      if (lost.length > 0)
        say(
          'The stored bot token was sealed with a key that is lost, and was removed. At its next start Lore stores SLACK_BOT_TOKEN again.',
        );
    });

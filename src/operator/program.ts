/** The commands of `lore`, in the order in which its help lists them. Each stands with its subject. */
import { Command } from 'commander';
import type { Environment } from '../config.ts';
import { run } from '../run.ts';
import { version } from '../version.ts';
import { exportCommand, forgetCommand } from './data.ts';
import { copyCommand } from './copy.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { doctorCommand } from './doctor.ts';
import { importCommand } from './library/import/command.ts';
import { mcpCommand } from './mcp.ts';
import { manifestCommand } from './manifest.ts';
import { migrateCommand } from './migrate.ts';
import { pulseCommand } from './pulse/command.ts';
import { rotateKeyCommand } from './rotate-key.ts';

/** @param warnings what this Node makes worse, for those who look into it */
export function loreProgram(environment: Environment, warnings: readonly string[]): Command {
  const program = new Command('lore')
    .description('A Slack bot that helps teams learn from their daily work')
    .version(version, '--version', 'say which version this is');
  program
    .command('start')
    .description('run Lore')
    .action(() => run(environment, warnings));
  for (const command of [
    migrateCommand(environment),
    manifestCommand(),
    importCommand(environment),
    exportCommand(environment),
    forgetCommand(environment),
    backupCommand(environment),
    restoreCommand(environment),
    copyCommand(),
    rotateKeyCommand(environment),
    pulseCommand(environment),
    mcpCommand(environment),
    doctorCommand(environment, warnings),
  ])
    program.addCommand(command);
  return program;
}

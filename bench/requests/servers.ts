/** The servers of the bench, each in a process of its own: Lore as `npm start` starts it, the bare Bolt app, and Slack's Web API. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { signingSecret } from './company.ts';

const root = join(import.meta.dirname, '..', '..');
const here = (name: string): string => join(import.meta.dirname, name);

const usage = z.object({
  /** Processor time of all its threads so far, in microseconds. */
  cpu: z.number(),
  /** Resident memory in bytes: now, and the most since it was asked last. */
  rss: z.number(),
  mostRss: z.number(),
});

/** A server that is measured. */
export interface Server {
  readonly port: number;
  readonly usage: () => Promise<z.infer<typeof usage>>;
  readonly stop: () => Promise<void>;
}

export interface Slack {
  readonly apiUrl: string;
  /** The modal that was opened with a trigger. */
  readonly opened: (trigger: string) => Promise<View>;
  /** The blocks of the next message in a channel. */
  readonly posted: (channel: string) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

const input = z.object({ type: z.string(), action_id: z.string() });
const view = z.looseObject({
  private_metadata: z.string().default(''),
  blocks: z.array(
    z.looseObject({
      type: z.string(),
      block_id: z.string().optional(),
      element: input.optional().catch(undefined),
    }),
  ),
});
export type View = z.infer<typeof view>;
const said = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('here'), apiUrl: z.string() }),
  z.object({ kind: z.literal('opened'), trigger: z.string(), view }),
  z.object({ kind: z.literal('posted'), channel: z.string(), blocks: z.unknown() }),
]);

function start(args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ['--no-warnings', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}

/** @param teams how many teams the company has */
export async function startSlack(teams: number): Promise<Slack> {
  const child = start([here('slack.ts'), String(teams)], {});
  const opened = new Map<string, (view: View) => void>();
  const posted = new Map<string, (blocks: unknown) => void>();
  const ready = Promise.withResolvers<string>();
  child.on('message', (message) => {
    const heard = said.parse(message);
    if (heard.kind === 'here') ready.resolve(heard.apiUrl);
    else if (heard.kind === 'opened') opened.get(heard.trigger)?.(heard.view);
    else posted.get(heard.channel)?.(heard.blocks);
  });
  return {
    apiUrl: await ready.promise,
    opened: (trigger) => new Promise((resolve) => opened.set(trigger, resolve)),
    posted: (channel) => new Promise((resolve) => posted.set(channel, resolve)),
    stop: () => stop(child),
  };
}

/** @returns a port that was free a moment ago */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function measured(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  isHere: (child: ChildProcess) => Promise<unknown>,
): Promise<Server> {
  const port = await freePort();
  const child = start(['--import', here('probe.js'), ...args], {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: signingSecret,
    PORT: String(port),
    ...environment,
  });
  const died = once(child, 'exit').then(() => Promise.reject(new Error('a server ended')));
  await Promise.race([isHere(child), died]);
  died.catch(() => undefined);
  child.stdout?.resume();
  return {
    port,
    usage: async () => {
      const answered = once(child, 'message');
      child.send('usage');
      const [said] = (await answered) as [unknown];
      return usage.parse(said);
    },
    stop: () => stop(child),
  };
}

/** As the script `start` says, with a database in a new file of `folder`. */
export function startLore(slack: Slack, folder: string): Promise<Server> {
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string().startsWith('node ') }) })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const environment = { SLACK_API_URL: slack.apiUrl, DATABASE_URL: `sqlite:${join(folder, 'lore.db')}` };
  return measured(scripts.start.split(' ').slice(1), environment, async (child) => {
    for await (const line of child.stdout ?? []) if (String(line).includes('Lore is here')) return;
  });
}

export function startBare(slack: Slack, folder: string): Promise<Server> {
  const environment = { SLACK_API_URL: slack.apiUrl, FILE: join(folder, 'bare.db') };
  return measured([here('bare.ts')], environment, (child) => once(child, 'message'));
}

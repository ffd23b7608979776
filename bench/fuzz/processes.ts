/** Lore for the fuzz soak, in one process or in two, and how a request reaches it over either receiver. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Parcel } from '../../sandbox/app/parcel.ts';
import { freePort } from '../../sandbox/child.ts';
import { type FakeSlack, secret, sendSigned } from '../../test/support/fake-slack.ts';
import type { Order, Report } from './lore.ts';
import type { Workspace } from './workspace.ts';

type Outcome =
  { readonly kind: 'answered'; readonly status: number } | { readonly kind: 'timeout' | 'unreachable' };

interface Running {
  readonly send: (parcel: Parcel) => Promise<Outcome>;
  /** Does what is due. */
  readonly settle: () => Promise<void>;
  /** Starts again whatever has ended. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Where {
  readonly receiver: 'http' | 'socket';
  readonly workspace: Workspace;
  readonly slack: FakeSlack;
  readonly now: () => number;
  readonly count: { crashes: number; unhandled: number };
  readonly onWords: (words: string) => void;
}

/** @param processes 2: one that listens to Slack, and one that does what is due */
export async function startLore(processes: 1 | 2, where: Where): Promise<Running> {
  const { receiver, workspace, slack, now } = where;
  const port = await freePort();
  const environment = {
    SLACK_BOT_TOKEN: 'xoxb-fuzz',
    ...(receiver === 'http'
      ? { SLACK_SIGNING_SECRET: secret, PORT: String(port) }
      : { SLACK_APP_TOKEN: 'xapp-fuzz' }),
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: workspace.url,
    LOG_LEVEL: 'error',
  };
  const roles: readonly Readonly<Record<string, string>>[] =
    processes === 1 ? [{}] : [{ LORE_ROLE: 'web' }, { LORE_ROLE: 'worker' }];
  const start = async (role: Readonly<Record<string, string>>): Promise<Child> => {
    const child = startChild(where);
    await child.tell({ kind: 'start', environment: { ...environment, ...role }, now: now() });
    return child;
  };
  const children: Child[] = [];
  for (const role of roles) children.push(await start(role));
  return {
    send: (parcel) => (receiver === 'http' ? overHttp(port, parcel) : inSocket(slack, parcel)),
    settle: async () => {
      for (const [index, child] of children.entries())
        await child.tell({ kind: index === children.length - 1 ? 'settle' : 'now', now: now() });
    },
    restart: async () => {
      for (const [index, child] of children.entries())
        if (child.isGone()) children[index] = await start(roles[index] ?? {});
    },
    stop: async () => {
      for (const child of children) await child.stop();
    },
  };
}

interface Child {
  readonly tell: (order: Order) => Promise<void>;
  readonly isGone: () => boolean;
  readonly stop: () => Promise<void>;
}

function startChild({ count, onWords }: Where): Child {
  const child = fork(join(import.meta.dirname, 'lore.ts'), {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: ['--no-warnings'],
  });
  hear(child, onWords);
  let isGone = false;
  let isStopping = false;
  const gone = once(child, 'exit').then(() => {
    isGone = true;
    if (!isStopping) count.crashes += 1;
  });
  child.on('message', (report: Report) => {
    if (report.kind !== 'unhandled') return;
    count.unhandled += 1;
    onWords(`unhandled: ${report.what}`);
  });
  const tell = async (order: Order): Promise<void> => {
    if (isGone) return;
    const done = new Promise<void>((resolve) => {
      const listen = (report: Report) => {
        if (report.kind !== 'done') return;
        child.off('message', listen);
        resolve();
      };
      child.on('message', listen);
    });
    child.send(order);
    await Promise.race([done, gone]);
  };
  return {
    tell,
    isGone: () => isGone,
    stop: async () => {
      isStopping = true;
      await tell({ kind: 'stop' });
      await gone;
    },
  };
}

/** What Lore logs as an error is told on. */
function hear({ stdout, stderr }: ChildProcess, onWords: (words: string) => void): void {
  for (const stream of [stdout, stderr])
    stream?.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\n')) if (line !== '') onWords(`log: ${line}`);
    });
}

async function overHttp(port: number, { payload, encoding }: Parcel): Promise<Outcome> {
  const text = JSON.stringify(payload);
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const body =
    encoding === 'json'
      ? text
      : new URLSearchParams(encoding === 'payload' ? { payload: text } : fields).toString();
  try {
    const { status } = await sendSigned(port, body, encoding === 'json' ? { json: true } : {});
    return { kind: 'answered', status };
  } catch {
    return { kind: 'unreachable' };
  }
}

async function inSocket(slack: FakeSlack, parcel: Parcel): Promise<Outcome> {
  const delivered = await slack.deliver(parcel);
  return delivered.kind === 'answer' ? { kind: 'answered', status: delivered.status } : delivered;
}

/**
 * `npm run sandbox`: the made-up company in a browser, with Lore running in it; with `-- --socket` in Socket Mode, with `-- --many` as an app that many
 * workspaces install, of which one has. There it is 10:00 in
 * Berlin on the next Tuesday, or on the first one from `SANDBOX_BEGINS` (`2027-03-02`) on: what is seen does not hang on the day it is here.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { freePort, startCompanion, waitUntilReached } from './child.ts';
import { nextTuesday, sayInBerlin, tuesdayFrom } from './company/first-day.ts';
import { awaitHistory, HISTORY_MS, playHistory } from './company/history.ts';
import { isJson, parseJson } from './json.ts';
import { installAs } from './oauth/install-as.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from './server.ts';

const LORE = join(import.meta.dirname, 'run-lore.ts');
const COMPILED = join(import.meta.dirname, '..', 'node_modules', '.cache', 'node-compiled');

const say = (line: string): void => {
  console.log(line);
};

/** Ends with one line and exit code 1. */
function giveUp(line: string): never {
  console.error(line);
  process.exit(1);
}

function readPort(): number {
  const port = Number(process.env['PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    giveUp(`PORT must be a number from 0 to 65535, not "${process.env['PORT'] ?? ''}".`);
  return port;
}

/** How long this Slack and the app wait for each other, in ms: three seconds unless told, which tests beside others cannot keep. */
function readPatience(): number | undefined {
  const text = process.env['SANDBOX_PATIENCE_MS'];
  if (text === undefined) return undefined;
  const ms = Number(text);
  if (!Number.isInteger(ms) || ms <= 0)
    giveUp(`SANDBOX_PATIENCE_MS must be a number of milliseconds, not "${text}".`);
  return ms;
}

/** When the company begins, in epoch milliseconds. */
function readBegin(): number {
  const date = process.env['SANDBOX_BEGINS'];
  try {
    return date === undefined ? nextTuesday(Date.now()) : tuesdayFrom(date);
  } catch {
    return giveUp(`SANDBOX_BEGINS must be a date such as 2027-03-02, not "${date ?? ''}".`);
  }
}

/** A folder that goes when the company does: in memory where the system has a place for that, so that no commit waits for a disk. */
function makeFolder(): string {
  const inMemory = process.env['TMPDIR'] === undefined && existsSync('/dev/shm');
  return mkdtempSync(join(inMemory ? '/dev/shm' : tmpdir(), 'lore-sandbox-'));
}

/** A key to seal tokens and what people keep sealed with, as `lore rotate-key` makes it. */
function keyFile(folder: string): string {
  const file = join(folder, 'lore.key');
  if (!existsSync(file))
    writeFileSync(file, `sandbox ${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  return file;
}

async function start(options: SandboxOptions): Promise<Sandbox> {
  try {
    return await startSandbox(options);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      giveUp(`Port ${options.port} is in use. Choose another one: PORT=3001 npm run sandbox`);
    throw error;
  }
}

const args = process.argv.slice(2);
const unknown = args.find((arg) => arg !== '--socket' && arg !== '--many');
if (unknown !== undefined)
  giveUp(`There is no option ${unknown}. There are --socket and --many: npm run sandbox -- --socket`);
const usesSocketMode = args.includes('--socket');
const servesMany = args.includes('--many');
if (usesSocketMode && servesMany)
  giveUp('Many workspaces are served over HTTP: leave out --socket or --many.');
const MANIFEST = join(
  import.meta.dirname,
  '..',
  'manifests',
  usesSocketMode ? 'socket.json' : 'sandbox.json',
);
const manifest = existsSync(MANIFEST) ? parseJson(readFileSync(MANIFEST, 'utf8')) : undefined;
if (!isJson(manifest)) giveUp(`There is no app manifest at ${MANIFEST}.`);
const dataFile = process.env['SANDBOX_DATA'] ? resolve(process.env['SANDBOX_DATA']) : undefined;
// A company that is new has lived through some weeks already; tests, which count what they see, want it as it begins.
const hasHistory =
  (dataFile === undefined || !existsSync(dataFile)) && process.env['SANDBOX_HISTORY'] !== 'off';
const today = readBegin();
const patienceMs = readPatience();
const lorePort = await freePort();
const controlPort = await freePort();
const signingSecret = randomBytes(16).toString('hex');
const loreAddress = `http://localhost:${lorePort}`;
const oauth = {
  clientId: '1234567890.1234567890',
  clientSecret: randomBytes(16).toString('hex'),
  redirectUrls: [`${loreAddress}/slack/oauth_redirect`, `${loreAddress}/read/signed-in`],
};

const sandbox = await start({
  port: readPort(),
  app: {
    manifest,
    eventsUrl: `http://127.0.0.1:${lorePort}/slack/events`,
    unfurlDomains: [new URL(loreAddress).hostname],
    signingSecret,
    ...(usesSocketMode ? {} : { oauth }),
  },
  followerUrl: `http://127.0.0.1:${controlPort}`,
  ...(dataFile === undefined ? {} : { dataFile }),
  ...(patienceMs === undefined ? {} : { ackMs: patienceMs, triggerMs: patienceMs }),
  startAt: hasHistory ? today - HISTORY_MS : today,
  today,
});
if (hasHistory) awaitHistory(sandbox);
const temporary = dataFile === undefined ? makeFolder() : undefined;
const lore = startCompanion(
  LORE,
  {
    SLACK_API_URL: `${sandbox.url}/api/`,
    // People sign in with them to read in a browser; without a bot token they also install it.
    ...(usesSocketMode ? {} : { SLACK_CLIENT_ID: oauth.clientId, SLACK_CLIENT_SECRET: oauth.clientSecret }),
    ...(servesMany ? {} : { SLACK_BOT_TOKEN: sandbox.botToken }),
    // Purpose keeps nothing without one.
    LORE_KEY_FILE: keyFile(temporary ?? dirname(dataFile ?? '')),
    // Calendars and browsers can read it, as over HTTP they could anywhere.
    LORE_ADDRESS: usesSocketMode ? '' : loreAddress,
    SLACK_APP_TOKEN: usesSocketMode ? sandbox.appToken : '',
    SLACK_SIGNING_SECRET: usesSocketMode ? '' : signingSecret,
    PORT: String(lorePort),
    DATABASE_URL: `sqlite:${join(temporary ?? dirname(dataFile ?? ''), 'lore.db')}`,
    SANDBOX_URL: sandbox.url,
    LORE_CONTROL_PORT: String(controlPort),
    SANDBOX_TEMPORARY: temporary ?? '',
    // Lore is there in half the time when Node need not compile it again.
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? COMPILED,
  },
  say,
);

const ending = new AbortController();
const end = (): void => {
  if (ending.signal.aborted) return;
  ending.abort();
  void lore
    .stop()
    .then(() => sandbox.close())
    .finally(() => {
      if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
      process.exit(0);
    });
};
process.once('SIGINT', end);
process.once('SIGTERM', end);
process.once('SIGHUP', end);

// The last thing that Lore opens, over HTTP and in Socket Mode.
if (!(await waitUntilReached(`http://127.0.0.1:${controlPort}/`, 30_000)))
  say('Lore isn’t answering yet. Its messages are above; the page already works.');
if (servesMany && sandbox.world.tokens[0]?.refresh === undefined)
  await installAs('U0INES', loreAddress).catch((error: unknown) => {
    say(`Lore could not be installed in the first workspace: ${String(error)}`);
  });
say(`\nThe made-up company is at ${sandbox.url.replace('127.0.0.1', 'localhost')}`);
if (servesMany) say(`Lore’s own page, to install it in a second workspace, is at ${loreAddress}/install`);
if (hasHistory) {
  say('Its last three weeks are being played, which takes some seconds.');
  for (const line of await playHistory(sandbox, today, ending.signal))
    say(`Part of the company’s past is missing: ${line}`);
}
const firstSteps = sandbox.world.hasPast
  ? `  1. As Mara Ebner, who facilitates, add a card to "Website relaunch" in #website-relaunch.
  2. In #learning, read what other teams learned this week.
  3. Press "Next thing due" and watch what Lore does when the time comes.`
  : `  1. Act as Mara Ebner, open #website-relaunch and send: /retro Website relaunch
  2. In a second tab, act as Priya Raghunathan and add a card.
  3. Press "Next thing due" and watch what Lore does when the time comes.`;
if (!ending.signal.aborted)
  say(`It is ${sayInBerlin(sandbox.core.clock.now())} there, whatever the date here.

Try this first:
${firstSteps}

Press Ctrl-C to stop.`);

/** Each sentence that the log can say at warn or above is explained to the operator, and none that it cannot. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loggedIn } from '../support/logged.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs/operations/errors.md'), 'utf8');
/** The first cells of the tables, without their code marks. */
const rows = [...page.matchAll(/^\| (.+?) \| .+ \| .+ \|$/gm)].map(([, cell = '']) => cell);
const explained = rows.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, words = '']) => words));

/** Sentences that are made elsewhere, by the file that logs them, and how the page has them. */
const madeElsewhere: Readonly<Record<string, string>> = {
  // `NotConnected`, of socket-connection.ts.
  'src/slack/receivers/socket.ts': '`Slack didn’t …`, `Slack refused SLACK_APP_TOKEN …`',
  'src/slack/api/slack-clock.ts': '`this machine’s clock is …`',
  'src/slack/api/revoked.ts': '`Lore was uninstalled here, or its token was revoked` …',
  'src/slack/install/access.ts': '`Lore was uninstalled here, or its token was revoked` …',
  'src/slack/install/whose-event.ts': '`Lore was uninstalled here, or its token was revoked` …',
  'src/serving/one.ts': '`Lore was uninstalled here, or its token was revoked` …',
  'src/slack/log.ts': "what Slack's own libraries say",
  // The runtime's warnings, and who has taken the database.
  'src/run.ts': '`This Node’s time-zone data …`',
};

const logged = loggedIn('src');

it('is looked for in the whole source', () => {
  expect(logged.length).toBeGreaterThan(50);
});

it('each sentence of the log at warn or above is on the page about errors', () => {
  const missing = logged.filter(({ words }) => words !== null && !explained.includes(words));
  expect(missing.map(({ file, words }) => `${file}: ${words}`)).toEqual([]);
});

it('what is made elsewhere is named there, too', () => {
  const files = [...new Set(logged.filter(({ words }) => words === null).map(({ file }) => file))];
  expect(files.toSorted()).toEqual(Object.keys(madeElsewhere).toSorted());
  for (const words of Object.values(madeElsewhere)) expect(page).toContain(`| ${words}`);
});

it('the page explains nothing that the log cannot say', () => {
  const said = new Set(logged.map(({ words }) => words));
  const ours = explained.filter((words) => !words.endsWith('…') || said.has(words));
  const stale = ours.filter(
    (words) =>
      !said.has(words) &&
      !Object.values(madeElsewhere).some((each) => each.includes(words)) &&
      words !== 'start',
  );
  expect(stale).toEqual([]);
});

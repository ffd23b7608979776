/**
 * The whole loop as two people in a browser, with a tracker beside: what happened there opens a project's retrospective, an action goes into the tracker
 * once its owner has seen the exact text, is closed there, is done because they say so, and a month later helped.
 */
import { day } from '../../src/core/clock.ts';
import type { ConnectionId } from '../../src/core/connector.ts';
import { userId } from '../../src/core/ids.ts';
import { Member, openBrowser } from '../support/browser.ts';
import { ines, team } from '../support/company.ts';
import { startCompany } from '../support/company-here.ts';
import { keyFileHere } from '../support/key-file-here.ts';
import type { LoreHere } from '../support/lore-here.ts';
import { titleOf } from '../support/retro-path.ts';
import { testTuesday } from '../support/test-date.ts';
import { type Github, githubToken, type Repository, startGithub } from '../support/trackers/github.ts';
import { until } from '../support/unhurried.ts';
import { untilSeen } from '../support/until-seen.ts';

const about = 'Winter shop';
const keys = keyFileHere();

let company: LoreHere;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let github: Github;
let repository: Repository;
let mara: Member, priya: Member;

beforeAll(async () => {
  const begins = testTuesday();
  [company, browser] = await Promise.all([startCompany(begins, begins, {}, keys.file), openBrowser()]);
  github = await startGithub(() => company.sandbox.core.clock.now());
  repository = github.repository('lindgrove/shop');
  const id = company.newId() as ConnectionId;
  const access = JSON.stringify({ token: githubToken });
  const connection = { id, connector: 'github', called: 'GitHub', site: github.url, access } as const;
  const secret = 'a secret of the tests with enough random bits';
  const why = await company.lore.store.connections.make(team, userId(ines), { ...connection, secret });
  expect(why).toBeNull();
  const all = await Promise.all(
    ['Mara', 'Priya'].map((name) => Member.open(browser, company.sandbox.url, name)),
  );
  [mara, priya] = all as [Member, Member];
  await Promise.all([mara, priya].map((member) => member.goTo('learning')));
});
afterAll(async () => {
  await browser.close();
  const wrong = company.wrong();
  await company.close();
  await github.close();
  keys.remove();
  expect(wrong).toEqual([]);
});

const now = () => company.sandbox.core.clock.now();
const iso = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
const retro = (member: Member) => member.message(titleOf(about));

it('what happened in the repository of a project opens its retrospective', async () => {
  await mara.say(`/retro plan ${about}`);
  const plan = mara.dialog('Plan a retrospective');
  await plan.getByLabel('What day does it end?').fill(iso(now() + 9 * day).slice(0, 10));
  await mara.press('Plan', plan);
  await plan.waitFor({ state: 'hidden' });
  const planned = mara.message(`Project: ${about}`);
  const form = await mara.open(/^Repository or board/, planned, mara.dialog('Repository or board'));
  await form.getByRole('textbox', { name: 'What is it called there?' }).fill('lindgrove/shop');
  await mara.press('Add', form);
  await mara.message('lindgrove/shop').first().waitFor();
  await mara.closeAll();
  repository.releases.push({
    ...{ id: 1, tag_name: 'v1', name: 'The shop opens', draft: false, prerelease: false },
    ...{ html_url: 'https://github.com/lindgrove/shop/releases/v1' },
    ...{ created_at: iso(now() + day), published_at: iso(now() + day) },
  });
  const ask = mara.message('everyone is still here').last();
  await untilSeen(mara, ask, 9);
  const start = await mara.open('Start the retrospective', ask, mara.dialog('Start a retrospective'));
  await start.getByRole('radio', { name: 'A sprint' }).check();
  await mara.press('Start', start);
  await retro(mara)
    .getByRole('button', { name: /repl(y|ies)$/ })
    .click();
  const thread = mara.page.getByRole('log', { name: 'Thread replies' });
  await thread.getByText('The shop opens was released').first().waitFor();
  await mara.press('Close thread');
});

it('its action goes into the tracker as its owner has seen it, and nothing else of the retrospective does', async () => {
  const cards = await mara.open('Add cards', retro(mara), mara.dialog('Your cards'));
  await cards.getByRole('textbox').first().fill('Nobody knew who signs the release');
  await mara.press('Save', cards);
  await cards.waitFor({ state: 'hidden' });
  await mara.pick('Close collecting', retro(mara));
  await mara.press('Close it', mara.page.getByRole('dialog').last());
  const propose = await mara.open('Propose an action', retro(mara), mara.dialog('Propose an action'));
  await propose.getByRole('textbox', { name: 'What will get done?' }).fill('Write who signs a release');
  await propose.getByRole('combobox', { name: 'Who owns it?' }).selectOption('U0PRIYA');
  await mara.press('Propose', propose);
  await propose.waitFor({ state: 'hidden' });
  await priya.goTo('Lore');
  const asked = priya.message('The team proposes an action for you').last();
  await untilSeen(mara, asked, 4);
  await priya.press('I’ll do it', priya.message('Write who signs a release').last());
  await priya.message('You own it: Write who signs a release').waitFor();

  await priya.goTo('Lore home');
  const where = await priya.open(
    /^Put it into/,
    priya.page.getByRole('main'),
    priya.dialog('Put it into a tool'),
  );
  await where.getByRole('textbox', { name: 'Where there?' }).fill('lindgrove/shop');
  await priya.press('Next', where);
  const shown = priya.dialog('What goes there');
  await shown.getByText('This goes there, and nothing else').waitFor();
  const places = () => company.lore.store.system.selectFrom('connection_place').select('looked_at').execute();
  await until(
    async () => (await places()).some(({ looked_at: at }) => at !== null),
    'GitHub was not asked who can read there',
  );
  const again = shown.getByRole('button', { name: 'Look again' });
  if (await again.isVisible()) await priya.press('Look again', shown);
  await shown.getByText('People with access to lindgrove/shop can read it.').waitFor();
  const seen = await shown.innerText();
  expect(repository.issues).toEqual([]);
  await priya.press('Put it there', shown);
  await priya.closeAll();
  await priya.goTo('Lore');
  await untilSeen(mara, priya.message('“Write who signs a release” is in GitHub now').last(), 2);

  expect(repository.issues).toHaveLength(1);
  const { title, body } = repository.issues[0] ?? {};
  expect(title).toBe('Write who signs a release');
  for (const line of String(body).split('\n\n')) expect(seen).toContain(line);
  expect(String(body)).toContain('/archives/');
  expect(String(body)).not.toMatch(/Priya|Mara|Nobody knew|Winter shop/);
});

it('closed there it is a question to its owner, done once they say so, and a month later it helped', async () => {
  Object.assign(repository.issues[0] ?? {}, { state: 'closed', closed_at: iso(now()) });
  const question = priya.message('was closed in GitHub').last();
  await untilSeen(mara, question, 6);
  await priya.press(/^Yes/, question);
  await priya.message('Done: Write who signs a release.').last().waitFor();
  await untilSeen(mara, priya.message('Did it help?').last(), 40, 8);
  const helped = await priya.open('Yes', priya.message('Did it help?').last(), priya.dialog('Did it help?'));
  await priya.press('Save', helped);
  await priya.message('Write who signs a release: you said it helped').last().waitFor();
  expect(repository.issues).toHaveLength(1);
});

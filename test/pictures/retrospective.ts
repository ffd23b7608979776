/** A month of a team that looks back: each phase of a retrospective, what became of its promises, and how the next one begins with them. */
import type { Browser, Locator } from 'playwright-core';
import type { Member } from '../support/browser.ts';
import { letPass } from '../support/page-clock.ts';
import { titleOf } from '../support/retro-path.ts';
import { startSandboxProcess } from '../support/sandbox-process.ts';
import { untilDue, untilSeen } from '../support/until-seen.ts';
import { enter, opened, picture, together } from './album.ts';

const names = ['Mara', 'Priya', 'Diego', 'Hana', 'Noor', 'Elliot'] as const;
type Team = Readonly<Record<(typeof names)[number], Member>>;
const everybody = (team: Team): readonly Member[] => names.map((name) => team[name]);

/** What the facilitator calls topics, by a word of what is proposed. */
const topicNames = [
  [/photo/i, 'Late photos'],
  [/launch|knew/i, 'A launch date everyone knew'],
] as const;

const retro = (member: Member, about = 'Website relaunch') => member.message(titleOf(about)).first();
const sees = (member: Member, text: string | RegExp) => retro(member).getByText(text).first().waitFor();

/** @param begins the day on which it begins, a Tuesday */
export async function takeRetrospective(browser: Browser, begins: string): Promise<void> {
  const sandbox = await startSandboxProcess({ SANDBOX_BEGINS: begins });
  try {
    const members = await Promise.all(
      names.map(async (name) => [name, await enter(browser, sandbox.url, name, 'website-relaunch')] as const),
    );
    const team = Object.fromEntries(members) as Team;
    await collect(team);
    await group(team);
    await vote(team);
    await talk(team);
    await agree(team);
    await followUp(team);
  } finally {
    await sandbox.stop();
  }
}

async function collect(team: Team): Promise<void> {
  const { Mara: mara, Priya: priya } = team;
  const start = await opened(mara.dialog('Start a retrospective'), () => mara.say('/retro Website relaunch'));
  await picture(start, 'retro-start');
  await mara.press('Start', start);
  await sees(priya, '0 of 6 have answered');

  const form = await opened(priya.dialog('Your cards'), () => priya.press('Add cards', retro(priya)));
  await column(form, 'What worked').fill('Pairing on the redirects\nSmall steps, one page a day');
  await column(form, 'What did not').fill('Photos came on the last evening');
  await picture(form, 'cards');
  await priya.press('Save', form);
  await form.waitFor({ state: 'hidden' });
  await write(team.Noor, 'What worked', 'Everyone knew the launch date');
  await sees(mara, '2 of 6 have answered');
  await picture(retro(mara), 'retro-collecting');

  await write(team.Diego, 'What did not', 'The photos came too late\nFlaky tests slow us down');
  await write(team.Hana, 'What did not', 'Our tests are flaky');
  await write(mara, 'What worked', 'A launch date that everyone knew');
  await team.Elliot.press('Nothing to add', retro(team.Elliot));
}

async function write(member: Member, where: string, cards: string): Promise<void> {
  const form = await opened(member.dialog('Your cards'), () => member.press('Add cards', retro(member)));
  await column(form, where).fill(cards);
  await member.press('Save', form);
  await form.waitFor({ state: 'hidden' });
}

const column = (form: Locator, name: string) => form.getByRole('textbox', { name });

async function group({ Mara: mara, Priya: priya }: Team): Promise<void> {
  await sees(priya, 'Everyone has answered');
  const groups = await opened(mara.dialog('Group the cards'), () =>
    mara.press('Group the cards', retro(mara)),
  );
  await groups.getByText('Suggested as one topic').first().waitFor();
  await picture(groups, 'retro-grouping');
  await mara.joinSuggested(groups);
  const called = groups.getByRole('textbox', { name: 'What is this topic called?' });
  await called.first().waitFor();
  for (let nth = 0; nth < (await called.count()); nth += 1) {
    const proposed = await called.nth(nth).inputValue();
    const name = topicNames.find(([word]) => word.test(proposed))?.[1] ?? proposed;
    await called.nth(nth).fill(name);
    await called.nth(nth).blur();
  }
  await picture(groups, 'retro-names');
  await mara.press('Close', groups);

  const topics = await opened(priya.dialog('The topics'), () => priya.press('Read the topics', retro(priya)));
  await topics.getByText('Pairing on the redirects').waitFor();
  await topics.getByText('Late photos').first().waitFor();
  await picture(topics, 'the-cards');
  await priya.press('Close', topics);
  await end(mara, 'Continue to voting', 'Continue?', 'press');
}

async function vote(team: Team): Promise<void> {
  await sees(team.Priya, '0 of 6 have voted');
  for (const member of everybody(team)) {
    const ballot = await opened(member.dialog('Your votes'), () => member.press(/^Vote$/, retro(member)));
    await ballot.getByRole('combobox', { name: /photos/i }).selectOption('One vote');
    await ballot.getByText('2 votes left.').waitFor();
    if (member === team.Priya || member === team.Hana) {
      await ballot.getByRole('combobox', { name: /tests/i }).selectOption('Two votes');
      await ballot.getByText('You’ve used all your votes.').waitFor();
    }
    if (member === team.Mara) {
      await ballot.getByRole('combobox', { name: /launch date/i }).selectOption('One vote');
      await ballot.getByText('One vote left.').waitFor();
    }
    if (member === team.Priya) await picture(ballot, 'retro-voting');
    await member.press('I have voted', ballot);
    await ballot.waitFor({ state: 'hidden' });
  }
}

async function talk({ Mara: mara, Priya: priya }: Team): Promise<void> {
  await sees(priya, 'Talk about the topics with the most votes');
  const topic = (member: Member, place: number) => member.message(`, topic ${place} of `).first();
  for (const [place, outcome] of [
    [1, 'We plan photos in the first week'],
    [2, 'Flaky tests are mended before new ones are written'],
  ] as const) {
    const note = await opened(mara.dialog('Note the outcome'), () =>
      mara.press('Note the outcome', topic(mara, place)),
    );
    await note.getByRole('textbox').fill(outcome);
    await mara.press('Save', note);
    await topic(priya, place).getByText(outcome).waitFor();
  }
  await picture(topic(mara, 1), 'retro-talking');
  await end(mara, 'Continue to actions', 'Continue?');
}

async function agree(team: Team): Promise<void> {
  const { Mara: mara, Priya: priya, Diego: diego } = team;
  await sees(priya, 'agree on up to three actions');
  await propose(priya, 'Put a day for photos on the plan', {
    plan: 'When a project is planned, then I put a day for photos on its list',
    name: 'retro-action',
  });
  await propose(diego, 'Mend the three tests that fail at night');
  await propose(mara, 'Write down who owns the redirects', { owner: 'Hana Kobayashi' });
  await end(mara, 'Close the retrospective', 'Close it?');
  await sees(priya, /Closed by/);
  // The picture of the votes follows once Slack has processed it.
  await untilDue(mara, retro(mara).getByRole('img', { name: /Late photos/ }), 4);
  await picture(retro(mara), 'retro-closed');
}

async function propose(
  member: Member,
  what: string,
  { plan, owner, name }: { plan?: string; owner?: string; name?: string } = {},
): Promise<void> {
  const form = await opened(member.dialog('Propose an action'), () =>
    member.press('Propose an action', retro(member)),
  );
  await form.getByRole('textbox', { name: 'What will get done?' }).fill(what);
  if (plan !== undefined) await form.getByRole('textbox', { name: 'When X, then I will Y' }).fill(plan);
  if (owner !== undefined) await form.getByRole('combobox', { name: 'Who owns it?' }).selectOption(owner);
  if (name !== undefined) await picture(form, name);
  await member.press('Propose', form);
  await form.waitFor({ state: 'hidden' });
  await sees(member, what);
}

/** Ends a phase from the menu of the message. */
async function end(
  mara: Member,
  entry: string,
  confirm: string,
  by: 'pick' | 'press' = 'pick',
): Promise<void> {
  const sure = await opened(mara.dialog(confirm), () => mara[by](entry, retro(mara)));
  await mara.press('Close it', sure);
  await sure.waitFor({ state: 'hidden' });
}

/** The weeks after it. */
async function followUp({ Mara: mara, Priya: priya, Hana: hana }: Team): Promise<void> {
  await letPass(mara, 7);
  await priya.goTo('Lore home');
  await priya.press('Done: Put a day for photos on the plan');
  await sees(mara, /Put a day for photos on the plan.* · done/);

  await letPass(mara, 6);
  const next = await opened(mara.dialog('Start a retrospective'), () => mara.say('/retro Spring campaign'));
  await mara.press('Start', next);
  await retro(mara, 'Spring campaign')
    .getByRole('button', { name: /1 reply/ })
    .click();
  const thread = mara.page.getByRole('log', { name: 'Thread replies' });
  const before = thread.getByRole('article').filter({ hasText: 'Before we start' });
  await before.first().waitFor();
  await picture(before.first(), 'retro-prepare');
  await mara.page.getByRole('button', { name: 'Close thread' }).click();

  await hana.goTo('Lore home');
  await hana.page.getByText('Write down who owns').first().waitFor();
  await together([hana.page.locator('.home-view')], 'home', 16);

  await priya.goTo('Lore');
  const question = priya.message('Did it help?').last();
  await untilSeen(priya, question, 48, 8);
  await picture(question, 'retro-follow-up');
}

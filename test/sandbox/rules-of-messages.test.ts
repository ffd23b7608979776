/** What holds for every message, whoever says it: looked at in all that Lore sends while a company lives for weeks, and in every test that asks `wrong()`. */
import { tuesdayFrom } from '../../sandbox/company/first-day.ts';
import { awaitHistory, HISTORY_MS, playHistory } from '../../sandbox/company/history.ts';
import { brokenRules } from '../support/broken-rules.ts';
import { startCompany } from '../support/company-here.ts';
import { team } from '../support/company.ts';

it('no message, modal or Home of a company’s weeks has two primary buttons, six buttons, an emoji as a sign, or says what its text does not', async () => {
  const today = tuesdayFrom('2026-12-01');
  const here = await startCompany(today - HISTORY_MS, today);
  try {
    awaitHistory(here.sandbox);
    await playHistory(here.sandbox, today, new AbortController().signal);
    for (const { id, isBot, isDeleted, teamId } of here.sandbox.world.people)
      if (!isBot && !isDeleted && teamId === team) await here.who(id).openHome();
    await here.settle();
    expect(here.wrong()).toEqual([]);
    const posted = Object.values(here.sandbox.world.messages).flat();
    expect(posted.filter(({ blocks }) => blocks.length > 0).length).toBeGreaterThan(30);
  } finally {
    await here.close();
  }
}, 120_000);

const button = (text: string, style?: string) => ({
  type: 'button',
  text: { type: 'plain_text', text },
  style,
});
const row = (...elements: readonly unknown[]) => ({ type: 'actions', elements });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

it.each([
  ['2 primary buttons: Vote, Read', [row(button('Vote', 'primary'), button('Read', 'primary'))]],
  ['6 buttons: A, B, C, D, E, F', [row(...'ABCDEF'.split('').map((letter) => button(letter)))]],
  ['not in the text: later (Said.)', [section('Said, later.')]],
  ['an emoji in a button or header: Vote 🗳', [row(button('Vote 🗳'))]],
  [
    'an emoji in a button or header: :tada: Said',
    [{ type: 'header', text: { type: 'plain_text', text: ':tada: Said' } }],
  ],
  ['said without a word: “:white_check_mark:”', [section(':white_check_mark:')]],
])('is told where it is not so: %s', (broken, blocks) => {
  expect(brokenRules({ text: 'Said.', blocks })).toContain(broken);
  expect(brokenRules({ text: 'Said.', blocks: JSON.stringify(blocks) })).toContain(broken);
});

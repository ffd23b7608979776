/** The six weeks of docs/guides/pilot.md, as a team lives them: each step works, and each figure can be had at the end. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day, type Instant } from '../../src/core/clock.ts';
import { copiedFile, type FreshDatabase } from '../support/databases.ts';
import { hold, openLesson } from '../support/kept/retros.ts';
import { direct, fill, postWith, website } from '../support/kept/steps.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { posts, retroPost } from '../support/retro-path.ts';

const root = join(import.meta.dirname, '..', '..');
const guide = readFileSync(join(root, 'docs', 'guides', 'pilot.md'), 'utf8');

const host = 'U0PRIYA';
const lead = 'U0MARA';
const team = [lead, host, 'U0DIEGO', 'U0HANA', 'U0ELLIOT', 'U0NOOR'] as const;

let database: FreshDatabase;
let here: LoreHere;
/** A Monday at nine in Berlin. */
const begins = Date.parse('2027-01-11T08:00:00Z');
const week = (nth: number): Instant => begins + (nth - 1) * 7 * day;

const share = async (who: string, text: string) => {
  await here.who(who).say(website, `/learned ${text}`);
  await fill(here, who);
};
const cards = [host, 'U0DIEGO', 'U0HANA'].map(
  (who, nth) => [who, `Note ${nth + 1}: the checklist was of help`] as const,
);

beforeAll(async () => {
  database = await copiedFile();
  here = await startLoreHere({ databaseUrl: database.url, startAt: begins });
  await here.sandbox.page('membership', { as: host, channelId: website, change: 'remove bot' });
  await here.settle();
}, 60_000);
afterAll(async () => {
  await here.close();
  await database.remove();
});

describe('a pilot', () => {
  it('begins with one press of its host, and everyone’s first line', async () => {
    await here.sandbox.page('membership', { as: host, channelId: website, change: 'add bot' });
    await here.settle();
    await here.who(host).press(postWith(here, direct(host), 'Thanks for inviting me'), 'lore.start_rituals');
    await here.settle();
    for (const who of team) {
      expect(await here.home(who)).toContain('lore.');
      await share(who, `First line of ${who}`);
    }
    expect(posts(here.sandbox, website).filter(({ text }) => text.includes('First line'))).toHaveLength(6);
  });

  it('has a retrospective in its second week, with an action that somebody accepts and a lesson in the third', async () => {
    await here.playUntil(week(2));
    await hold(here, host, website, 'New shop', cards);
    await here.playUntil(week(3));
    const asked = postWith(here, direct('U0DIEGO'), 'Ask early');
    await here.who('U0DIEGO').press(asked, 'retro.accept');
    await here.settle();
    await here.who('U0NOOR').press(postWith(here, website, 'First line of U0HANA'), 'learned.use');
    await fill(here, 'U0NOOR', { how: 'In the next release' });
    const [message] = here.sandbox.world.messages[website] ?? [];
    await here.sandbox.page('shortcut', {
      as: 'U0ELLIOT',
      callbackId: 'learned.save',
      message: { channelId: website, ts: message?.ts },
    });
    await fill(here, 'U0ELLIOT', { what: 'Kept from a thread' });
    await openLesson(here, host);
    const lesson = { title: 'Begin with the checklist', context: 'Six people', happened: 'It helped' };
    await fill(here, host, { ...lesson, useWhen: 'Before a launch', topics: 'launch' });
    expect(await here.rows('lesson')).toContain('Begin with the checklist');
    expect(here.posted(website).some(({ text }) => text.includes('What did we learn?'))).toBe(true);
  });

  it('hears its lead in the fourth', async () => {
    await here.playUntil(week(4));
    await here.who(lead).say(website, '/journey write');
    await here.who(lead).submit({ text: 'I promised a date that I did not know', channels: [website] });
    await here.modalWith(lead, 'As it will be posted');
    await fill(here, lead);
    expect(here.posted(website).some(({ text }) => text.includes('I promised a date'))).toBe(true);
  });

  it('has a second retrospective in the fifth, which begins with what the first one agreed on', async () => {
    await here.who('U0DIEGO').openHome();
    await here.settle();
    await here.who('U0DIEGO').pressInHome('retro.done');
    await here.settle();
    await here.playUntil(week(5));
    await hold(here, host, website, 'Second shop', cards);
    const replies = here.sandbox.world.messages[website] ?? [];
    expect(replies.some(({ text, threadTs }) => threadTs !== null && text.includes('Ask early'))).toBe(true);
    for (const who of team)
      await here
        .who(who)
        .press(retroPost(here.sandbox, website, 'Second shop'), 'retro.rate', { holds: '4' });
    await here.playUntil(week(6));
  });

  it('reads its figures in the sixth, each where the guide says', async () => {
    await here.who(lead).say(website, '/learned quarter');
    const quarter = await here.modalWith(lead, 'In the last 13 weeks');
    expect(quarter).toContain('shared 7 things');
    expect(quarter).toContain('used once');
    await here.who(lead).closeAll();
    await here.who(lead).say(website, '/retro trends');
    expect(await here.modalWith(lead, 'invitation')).toMatch(
      /2 retrospectives .* Of \d+ invitations, \d+ were/,
    );
    await here.who(lead).closeAll();
    await here.who(lead).say(website, '/retro numbers');
    expect(await here.modalWith(lead, 'Actions that were done')).toContain('None of this is about a person');
    await here.who(lead).closeAll();
    expect(JSON.stringify(retroPost(here.sandbox, website, 'Second shop').blocks)).toContain('4');
  });

  it('had at most four messages a week in its channel, beside retrospectives and what people shared', () => {
    for (let nth = 3; nth < 6; nth += 1) {
      const said = here
        .posted(website)
        .filter(({ threadTs, ts }) => threadTs === null && Number(ts) * 1000 >= week(nth))
        .filter(({ ts, text }) => Number(ts) * 1000 < week(nth + 1) && !/New shop|Second shop/.test(text));
      expect(said.length).toBeLessThanOrEqual(4);
    }
  });

  it('counts its export by the guide’s own lines, which print no name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lore-pilot-'));
    const snippet = /```sh\n([^]*?)```/.exec(guide)?.[1] ?? '';
    const lore = `${process.execPath} --no-warnings ${join(root, 'src', 'cli.ts')}`;
    const typed = snippet.replace('npx lore', lore).replace('node --input', `${process.execPath} --input`);
    const printed = execFileSync('bash', ['-ec', typed], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: database.url },
    }).toString();
    rmSync(folder, { recursive: true });
    expect(printed).toBe(
      '7 shares by 6 people, used 1 times\n2 retrospectives, 6 actions: 1 done, 0 dropped\n',
    );
    expect(here.wrong()).toEqual([]);
  });

  it('takes everything along: each their own, and nothing is left of who leaves', async () => {
    expect(await here.export(host)).toContain('First line of U0PRIYA');
    await here.erase(host);
    expect(await here.rows('learned_share', 'authorship')).not.toContain(host);
  });
});

it('the guide’s buttons and commands are called as they are in Lore', () => {
  const sentences = ['learned', 'retro', 'lessons', 'schedules', 'data', 'home']
    .map((name) => readFileSync(join(root, 'locales', 'en', `${name}.json`), 'utf8'))
    .join('\n');
  for (const name of [
    'Start with these',
    'I’ll do it',
    'Used it',
    'Save as share',
    'Write lessons',
    'Send me a file',
  ]) {
    expect(guide).toContain(name);
    expect(sentences).toContain(`"${name}"`);
  }
});

/** Sharing in a browser: several people, each in a tab of their own, from the command to the weekly question. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Member } from '../support/browser.ts';
import { companyInBrowser } from '../support/company-in-browser.ts';
import { untilDue } from '../support/until-seen.ts';

const pictures = join(import.meta.dirname, '..', '..', 'test-results');

const enter = companyInBrowser();
let mara: Member, priya: Member, diego: Member;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [mara, priya, diego] = (await Promise.all(['Mara', 'Priya', 'Diego'].map(enter))) as [
    Member,
    Member,
    Member,
  ];
  await Promise.all([mara, priya, diego].map((member) => member.goTo('website-relaunch')));
});

const form = (member: Member) => member.dialog('What I learned');
const what = (member: Member) => form(member).getByRole('textbox', { name: 'What did you learn?' });

describe('members share what they learned', () => {
  const asTyped = 'Ask for photos in week one <!channel>';

  it('says who will see it before anything is saved, and posts it for everybody there', async () => {
    await priya.say(`/learned ${asTyped}`);
    expect(await what(priya).inputValue()).toBe(asTyped);
    const reach = (name: string) => form(priya).getByRole('radio', { name });
    expect(await reach('People in this channel').isChecked()).toBe(true);
    await reach('Every full member of the workspace').waitFor();
    // First what it is about, then what is written.
    const above = (await reach('People in this channel').boundingBox())?.y ?? Infinity;
    expect(above).toBeLessThan((await what(priya).boundingBox())?.y ?? 0);
    await form(priya).getByRole('textbox', { name: 'Use this when' }).fill('A campaign is planned');
    await priya.page.screenshot({ path: join(pictures, 'share-form.png') });
    await priya.press('Share', form(priya));
    // Inert: shown as it was written, and nobody was called.
    for (const member of [mara, diego, priya]) await member.message(asTyped).getByText('learned:').waitFor();
    expect(await diego.message(asTyped).innerText()).toContain('A campaign is planned');
  });

  it('is read as it was meant: code, a list, a quote, a link with where it leads, an emoji', async () => {
    await diego.say('/learned');
    await what(diego).fill(
      [
        'Before a move, run `npm ci` :rocket:',
        '- *twice* with the real data',
        '- as in [our guide](https://guide.example/moves)',
        '> It saved us a night',
        '<@U0MARA> and https://bank.example@evil.example',
      ].join('\n'),
    );
    await diego.press('Share', form(diego));
    const read = priya.message('Before a move');
    await read.getByRole('listitem').filter({ hasText: 'twice with the real data' }).waitFor();
    expect(await read.locator('code').innerText()).toBe('npm ci');
    expect(await read.locator('li strong').innerText()).toBe('twice');
    expect(await read.locator('blockquote').innerText()).toBe('It saved us a night');
    await read.getByRole('img', { name: 'rocket' }).waitFor();
    const link = read.getByRole('link', { name: 'our guide' });
    expect(await link.getAttribute('href')).toBe('https://guide.example/moves');
    expect(await read.innerText()).toContain('our guide (guide.example)');
    // Nobody is called, and no address hides another.
    expect(await read.innerText()).toContain('<@U0MARA> and https://bank.example@evil.example');
    expect(await read.getByRole('link', { name: 'evil' }).count()).toBe(0);
    await read.scrollIntoViewIfNeeded();
    await priya.page.screenshot({ path: join(pictures, 'share-as-meant.png') });
  });

  it('asks for a word where there are emoji alone, and keeps what was typed', async () => {
    await diego.say('/learned');
    await what(diego).fill('🎉🎉');
    await form(diego).getByRole('textbox', { name: 'Link' }).fill('the guide');
    await diego.press('Share', form(diego));
    await form(diego).getByText('Add a word or two').waitFor();
    await form(diego).getByText('This isn’t a web address').waitFor();
    expect(await what(diego).inputValue()).toBe('🎉🎉');
    await diego.press('Cancel', form(diego));
    await form(diego).waitFor({ state: 'hidden' });
  });

  it('keeps what was typed in a form that was closed, says so, and forgets it when told to', async () => {
    await diego.say('/learned');
    await form(diego).getByText('It isn’t saved yet').waitFor();
    expect(await what(diego).inputValue()).toBe('🎉🎉');
    await diego.press('Discard draft', form(diego));
    await form(diego).getByText('It isn’t saved yet').waitFor({ state: 'hidden' });
    expect(await what(diego).inputValue()).toBe('');
    await diego.press('Cancel', form(diego));
    await form(diego).waitFor({ state: 'hidden' });
  });

  it('offers what was kept beside what is new, and leaves either alone', async () => {
    await diego.say('/learned');
    await what(diego).fill('Half a thought');
    await form(diego).getByText('Your draft is saved').waitFor();
    await diego.press('Cancel', form(diego));
    await form(diego).waitFor({ state: 'hidden' });
    await diego.say('/learned Ask early');
    await form(diego).getByText('You kept a draft: “Half a thought”').waitFor();
    expect(await what(diego).inputValue()).toBe('Ask early');
    await what(diego).fill('Ask early, and in writing');
    await diego.page.screenshot({ path: join(pictures, 'share-kept.png') });
    await diego.press('Discard draft', form(diego));
    await form(diego).getByText('You kept a draft').waitFor({ state: 'hidden' });
    expect(await what(diego).inputValue()).toBe('Ask early, and in writing');
    await what(diego).fill('');
    await diego.press('Cancel', form(diego));
    await form(diego).waitFor({ state: 'hidden' });
  });

  it('tells the author who used it and how; the author’s own press is answered', async () => {
    const message = (member: Member) => member.message(asTyped);
    const dialog = diego.dialog('Used it');
    await diego.open('Used it', message(diego), dialog);
    await dialog.getByRole('textbox', { name: 'How did you use it?' }).fill('In the plan for spring');
    await diego.press('Save', dialog);
    await dialog.waitFor({ state: 'hidden' });
    await message(mara).getByText('One person used it').waitFor();
    await mara.press('Useful', message(mara));
    await message(priya).getByText('One person used it · One person finds it useful').waitFor();
    await message(priya).getByText('In the plan for spring').waitFor();
    await priya.press('Useful', message(priya));
    await priya.message('This share is yours').waitFor();
    await priya.goTo('Lore home');
    const home = priya.page.getByRole('region', { name: 'Home' });
    await home.getByText('In the plan for spring').waitFor();
    await priya.page.screenshot({ path: join(pictures, 'share-home.png') });
    await priya.goTo('website-relaunch');
  });

  it('is changed by its author and by nobody else', async () => {
    await mara.pick('Change', mara.message(asTyped));
    await mara.message('Only the author can change or delete this share').waitFor();
    await priya.pick('Change', priya.message(asTyped));
    const edit = priya.dialog('Change this share');
    await edit.getByRole('textbox', { name: 'What did you learn?' }).fill('Ask for photos on day one');
    await priya.press('Save', edit);
    await mara.message('Ask for photos on day one').getByText('· edited').waitFor();
    expect(await mara.message('week one').count()).toBe(0);
  });

  it('is taken back by its author: nobody can read it any more', async () => {
    await priya.pick('Delete', priya.message('photos on day one'));
    await priya.press('Delete', priya.dialog('Delete this share?'));
    for (const member of [mara, diego]) {
      await member.message('This share was deleted').waitFor();
      expect(await member.message('photos on day one').count()).toBe(0);
    }
  });

  it('is kept from somebody else’s message only as a link, until they give words of theirs', async () => {
    const said = mara.message('214 old addresses').first();
    await said.hover();
    await said.getByRole('button', { name: 'More actions' }).click();
    await mara.page.getByRole('menuitem', { name: 'Save as share' }).click();
    await form(mara).getByText('whose words I don’t copy').waitFor();
    expect(await what(mara).inputValue()).toBe('');
    await what(mara).fill('Look into the logs for old addresses');
    await mara.press('Share', form(mara));
    await diego.message('Look into the logs').getByText('Links to a message of').waitFor();
    const noor = await enter('Noor');
    await noor.goTo('Lore home');
    await noor.page.getByText('May some of your words be shown beside').waitFor();
    const words = await noor.open('Agree', noor.page.getByRole('main'), noor.dialog('Your words'));
    await words.getByRole('textbox', { name: 'Your words' }).fill('Four of them only through the logs');
    await noor.press('Keep them', words);
    await diego.message('Look into the logs').getByText('Four of them only through the logs').waitFor();
    await noor.page.close();
  });
});

describe('in a private channel', () => {
  it('it is for the channel, and for more only when its author asks; what is typed stays', async () => {
    const carol = await enter('Carol');
    await carol.goTo('people-private');
    await carol.say('/learned');
    await what(carol).fill('Hand over in pairs');
    expect(await form(carol).getByRole('radio', { name: 'Every full member' }).count()).toBe(0);
    await form(carol).getByRole('radio', { name: 'Let me choose more people' }).click();
    await form(carol).getByText('The channel’s name isn’t given').waitFor();
    expect(await what(carol).inputValue()).toBe('Hand over in pairs');
    const wider = form(carol).getByRole('radio', { name: 'Every full member of the workspace' });
    expect(await wider.isChecked()).toBe(false);
    await carol.press('Share', form(carol));
    await carol.message('Hand over in pairs').getByText('For people in this channel').waitFor();
    await carol.page.close();
  });
});

describe('once a week', () => {
  it('the channel is asked, and what people share stands in the thread of the question', async () => {
    await mara.say('/lore settings');
    const setUp = mara.dialog('Set up #');
    await setUp.getByText('Once a week I ask what people learned').waitFor();
    await setUp.getByRole('checkbox', { name: 'Weekly shares' }).check();
    await setUp.getByRole('combobox').filter({ hasText: 'Every week' }).first().waitFor();
    await setUp.getByRole('button', { name: /^Save/ }).click();
    await setUp.getByText('reads in one line what you changed').waitFor();
    await mara.press('Close', setUp);
    // The clock may be a week further before the first one is seen.
    const question = (member: Member) => member.message('What did we learn?').first();
    await untilDue(mara, question(mara));
    await question(diego).getByText('Set up by').waitFor();
    await diego.press('Share what you learned', question(diego));
    await form(diego).getByText('in the thread of the weekly question').waitFor();
    await what(diego).fill('Two short reviews beat one long one');
    await diego.press('Share', form(diego));
    await question(mara).getByText('One share so far').waitFor();
    await question(mara)
      .getByRole('button', { name: /1 reply/ })
      .click();
    const thread = mara.page.getByRole('log', { name: 'Thread replies' });
    await thread.getByText('Two short reviews beat one long one').waitFor();
    await mara.page.screenshot({ path: join(pictures, 'weekly-question.png') });
  });
});

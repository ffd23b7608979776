/** What one notices only when it is missing. */
import { companyInBrowser } from '../support/company-in-browser.ts';

const open = companyInBrowser();

describe('a form that is redrawn', () => {
  it('keeps one’s place for the keyboard, also when the button that was pressed goes', async () => {
    const diego = await open('Diego');
    await diego.goTo('website-relaunch');
    await diego.say('/retro Place');
    const form = diego.dialog('Start a retrospective');
    await form.getByRole('button', { name: 'Change' }).focus();
    await diego.page.keyboard.press('Enter');
    await form.getByLabel('When did it end?').waitFor();
    expect(await diego.page.evaluate<string>('document.activeElement.labels?.[0]?.textContent')).toContain(
      'When did it end?',
    );
  });
});

describe('a channel shared with others', () => {
  it('has the number of what is unread beside its name', async () => {
    const [mara, freya] = await Promise.all([open('Mara'), open('Freya')]);
    await mara.goTo('website-relaunch');
    await freya.goTo('harbour-launch');
    await freya.say('The posters are printed.');
    const entry = mara.page.getByRole('link', { name: /harbour-launch.*1 unread/ });
    await entry.waitFor();
    const [number, below] = await Promise.all(
      ['.badge', 'small'].map((part) => entry.locator(part).boundingBox()),
    );
    expect(number?.y).toBeLessThan(below?.y ?? 0);
  });
});

describe('the direct message with Lore', () => {
  it('is for reading, as its manifest says, and tells where commands work', async () => {
    const mara = await open('Mara');
    await mara.goTo('Lore');
    await mara.page.getByText('Sending messages to this app has been turned off.').waitFor();
    expect(await mara.page.getByRole('textbox', { name: 'Message' }).count()).toBe(0);
  });
});

/** A channel looks back at a quarter, in a browser: somebody asks, and everyone sees the numbers and a picture of them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Member } from '../support/browser.ts';
import { companyInBrowser } from '../support/company-in-browser.ts';
import { letPass } from '../support/page-clock.ts';
import { untilDue } from '../support/until-seen.ts';

const pictures = join(import.meta.dirname, '..', '..', 'test-results');

const enter = companyInBrowser();
let mara: Member, diego: Member;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [mara, diego] = (await Promise.all(['Mara', 'Diego'].map(enter))) as [Member, Member];
  await Promise.all([mara, diego].map((member) => member.goTo('website-relaunch')));
});

describe('a channel looks back at a quarter', () => {
  const form = () => mara.dialog('The last 13 weeks');

  it('is told, while there is little, that a picture would show nothing', async () => {
    await mara.say('/learned quarter');
    await form().getByText('too little for a picture').waitFor();
    await mara.press('Close', form());
    await form().waitFor({ state: 'hidden' });
  });

  it('sees the numbers as text, and then the picture with the same numbers for those who do not see it', async () => {
    for (const text of ['Ask early', 'Rehearse the move', 'Name an owner']) {
      const shared = mara.dialog('What I learned');
      await mara.say(`/learned ${text}`);
      await mara.press('Share', shared);
      await diego.message(text).waitFor();
      await diego.open('Used it', diego.message(text), diego.dialog('Used it'));
      await diego.press('Save', diego.dialog('Used it'));
      await diego.message(text).getByText('One person used it').waitFor();
      await letPass(mara, 7);
    }
    await mara.say('/learned quarter');
    await form().getByText('shared 3 things').waitFor();
    await form().getByRole('radio', { name: 'Everyone in this channel' }).check();
    await mara.press('Show it', form());
    const message = diego.message('In the last 13 weeks');
    await message.getByText('used 3 times').waitFor();
    const image = message.getByRole('img', { name: /^Shared and used, week by week: .*Shared 1, Used 1/ });
    await untilDue(diego, image);
    expect(await widthOf(image)).toBe(1120);
    await message.getByText('Mara asked for this').waitFor();
  });

  it.each([
    [1280, 'light'],
    [1280, 'dark'],
    [400, 'light'],
    [400, 'dark'],
  ] as const)('reads at %i pixels on a %s page', async (width, colorScheme) => {
    const { page } = diego;
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const image = diego.message('In the last 13 weeks').getByRole('img', { name: /^Shared and used/ });
    await image.scrollIntoViewIfNeeded();
    const box = await image.boundingBox();
    expect(box?.width).toBeGreaterThan(250);
    expect(box?.width).toBeLessThan(width);
    // Nothing of it is squeezed.
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1120 / 760, 1);
    await page.screenshot({ path: join(pictures, `quarter-${width}-${colorScheme}.png`) });
  });
});

/** As the browser drew it: 0 for an image that it could not read. */
const widthOf = (image: ReturnType<Member['message']>): Promise<number> =>
  image.evaluate((drawn: { readonly naturalWidth: number }) => drawn.naturalWidth);

import type { Locator } from 'playwright-core';
import type { Member } from './browser.ts';

/**
 * Moves the sandbox's clock on its page until something can be seen: Lore writes in working hours, and at most once a day.
 * @param most after how many days it has to be there @param each how many days pass at once
 */
export async function untilSeen({ page }: Member, what: Locator, most: number, each = 1): Promise<void> {
  const clock = page.getByRole('region', { name: 'Clock' });
  const jump = clock.getByRole('button', { name: 'Jump', exact: true });
  const target = clock.getByLabel('Jump to');
  for (let passed = 0; passed < most && !(await what.isVisible()); passed += each) {
    const now = await target.getAttribute('min');
    const then = new Date(Date.parse(`${now ?? ''}Z`) + each * 86_400_000);
    await target.fill(then.toISOString().slice(0, 16));
    const before = await clock.innerText();
    await jump.click();
    await clock.filter({ hasNotText: before }).waitFor();
    await jump.and(page.locator('[aria-disabled="false"]')).waitFor();
  }
  await what.waitFor();
}

/** What a page may not have: violations that axe finds, and controls that hang over the sides of a dialog or of the page. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds that is at least moderate: rule, and where. */
export async function findings(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(axe.source);
  const violations = await page.evaluate<axe.Result[]>('axe.run().then(({ violations }) => violations)');
  return violations
    .filter(({ impact }) => impact !== 'minor')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
}

/** The controls of the open dialog that hang over its sides. */
export const overhanging = (page: Page): Promise<readonly string[]> =>
  page.evaluate<string[]>(`
    [...document.querySelectorAll('dialog[open] :is(select, input, textarea, button)')]
      .filter((control) => {
        const around = control.closest('dialog').getBoundingClientRect();
        const own = control.getBoundingClientRect();
        return own.right > around.right || own.left < around.left;
      })
      .map((control) => control.outerHTML.slice(0, 120))`);

export const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 400 },
  { colorScheme: 'dark', width: 400 },
] as const;

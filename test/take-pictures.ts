/** `npm run pictures`: takes the pictures of the docs from the real page, so that they stay true. With a name, `retrospective`, `sharing` or `library`, those alone. */
import { takeLibrary } from './pictures/library.ts';
import { takeRetrospective } from './pictures/retrospective.ts';
import { takeSharing } from './pictures/sharing.ts';
import { openBrowser } from './support/browser.ts';

const histories = { retrospective: takeRetrospective, sharing: takeSharing, library: takeLibrary };
const begins = '2026-12-01';

const only = process.argv[2];
const browser = await openBrowser();
try {
  for (const [name, take] of Object.entries(histories))
    if (only === undefined || only === name) await take(browser, begins);
} finally {
  await browser.close();
}

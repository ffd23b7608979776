/** `npm run pictures`: takes the pictures of the docs from the real page, so that they stay true. With a name, `retrospective`, `sharing`, `library`, `people`, `pulse` or `growing`, those alone. */
import { takeGrowing } from './pictures/growing.ts';
import { takeLibrary } from './pictures/library.ts';
import { takePeople } from './pictures/people.ts';
import { takePulse } from './pictures/pulse.ts';
import { takeRetrospective } from './pictures/retrospective.ts';
import { takeSharing } from './pictures/sharing.ts';
import { openBrowser } from './support/browser.ts';

const histories = {
  retrospective: takeRetrospective,
  sharing: takeSharing,
  library: takeLibrary,
  people: takePeople,
  pulse: takePulse,
  growing: takeGrowing,
};
const begins = '2026-12-01';

const only = process.argv[2];
const browser = await openBrowser();
try {
  for (const [name, take] of Object.entries(histories))
    if (only === undefined || only === name) await take(browser, begins);
} finally {
  await browser.close();
}

/** What comes of a window: figures, the same for team and leader in the same minute, and for nobody else; and the duty to answer. On both engines. */
import { diego, mara } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { askedInLearning, askedInWebsite, pulseOn, type PulseHere } from '../support/pulse-here.ts';

const came = 'What came of the safety pulse';

describe.each(engines())('on $name', (engine) => {
  let here: PulseHere;
  beforeEach(async () => {
    here = await pulseOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  const results = (who: string) => here.direct(who).findLast(({ text }) => text.includes(came))?.text ?? '';

  async function answered(points: Readonly<Record<string, string>>): Promise<void> {
    for (const [who, point] of Object.entries(points)) {
      await here.answer(who, point);
      await here.who(who).closeAll();
    }
    await here.toTheEnd();
  }
  const each = (who: readonly string[], point: string) =>
    Object.fromEntries(who.map((one) => [one, point] as const));

  it('is read by team and leader in the same minute, and by nobody else', async () => {
    await here.openPulse();
    await answered({ ...each(askedInWebsite, '5'), ...each(askedInLearning, '3') });
    expect(results(diego)).toContain('*Website:* Safety 5. Views are close. 6 of 6 answered.');
    expect(results('U0ARJUN')).toContain('*Learning:* Safety 3. Views are close. 5 of 5 answered.');
    expect(results(mara)).toContain('For the talk with Website');
    expect(results(mara)).toContain('Safety 5. Views are close. 6 of 6 answered.');
    for (const theirs of ['Website:', 'Safety 5']) expect(results('U0ARJUN')).not.toContain(theirs);
    for (const theirs of ['Learning:', 'Safety 3']) expect(results(diego)).not.toContain(theirs);
    // What was cast is gone, and what was published is there.
    expect(await here.rows('ballot_cast')).toBe('[[]]');
    expect(await here.rows('pulse_window')).toContain('"published"');
  });
});

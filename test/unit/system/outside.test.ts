import { outsideSection } from '../../../src/system/doors/screens.ts';

const to = (locale: 'en' | 'de') => ({ locale, tz: 'Europe/Berlin' });
const lines = (...asked: Parameters<typeof outsideSection>): string =>
  JSON.stringify(outsideSection(...asked));

describe('the line of App Home about what is outside Slack', () => {
  it('leads everyone to the page where there is one', () => {
    const port = { address: 'https://lore.example.org/here', hasPages: true };
    for (const isAdmin of [true, false]) {
      const shown = lines(to('en'), port, isAdmin);
      expect(shown).toContain('"url":"https://lore.example.org/here/read","text":"open the page"');
      expect(shown).toContain('"text":"Outside Slack."');
    }
    expect(lines(to('de'), port, false)).toContain('Außerhalb von Slack.');
  });

  it('says to admins alone why there is none, and what is to be set', () => {
    const noAddress = { address: null, hasPages: false };
    const noSignIn = { address: 'https://lore.example.org', hasPages: false };
    for (const port of [noAddress, noSignIn]) expect(outsideSection(to('en'), port, false)).toEqual([]);
    expect(lines(to('en'), noAddress, true)).toMatch(
      /no public address.*`LORE_ADDRESS`, `SLACK_CLIENT_ID` and/,
    );
    expect(lines(to('en'), noSignIn, true)).toMatch(/nobody can sign in.*sets `SLACK_CLIENT_ID` and/);
    expect(lines(to('en'), noSignIn, true)).not.toContain('LORE_ADDRESS');
  });
});

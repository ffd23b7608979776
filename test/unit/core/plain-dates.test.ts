/** A date in what one person reads is in the language of its sentence, whatever the language of their Slack. */
import type { ChannelId } from '../../../src/core/ids.ts';
import { userText } from '../../../src/core/kit/blocks.ts';
import { messageOf } from '../../../src/core/kit/message.ts';
import { isUnready, readied } from '../../../src/core/names.ts';
import { atMoment, onDay } from '../../../src/core/sentence.ts';
import { retroCopy } from '../../../src/features/retro/session/words.ts';

const view = {
  visibleChannels: async () => new Set<ChannelId>(),
  names: async () => new Map<never, string>(),
};
const at = Date.parse('2026-12-02T10:00:00Z');

describe('a date', () => {
  const told = (locale: 'en' | 'de') =>
    messageOf(retroCopy.in(locale, 'Europe/Lisbon').mrkdwn('talk.ask', { until: atMoment(at) }));

  it('is words of its sentence for one reader', async () => {
    const reader = { locale: 'en', tz: 'Europe/Lisbon' } as const;
    const { ready } = await readied(view, told('en'), reader);
    expect(ready.text).toContain('Wed 2 December at 10:00');
    expect(JSON.stringify(ready)).not.toContain('<!date');
    expect(JSON.stringify((await readied(view, told('de'), reader)).ready)).toContain(
      'Mi., 2. Dezember um 10:00',
    );
  });

  it('is words in a form, too, which is read with its reader’s access before it leaves', async () => {
    const form = { type: 'modal', blocks: told('en').blocks };
    expect(isUnready(form)).toBe(true);
    const { ready } = await readied(view, form, { locale: 'en', tz: 'Europe/Lisbon' });
    expect(JSON.stringify(ready)).toContain('Wed 2 December at 10:00');
    expect(JSON.stringify(ready)).not.toContain('<!date');
  });

  it('is written by Slack in a channel, whose readers’ zones differ', async () => {
    const { ready } = await readied(view, told('en'), { locale: 'en', tz: 'Europe/Lisbon', isChannel: true });
    expect(ready.text).toContain(`<!date^${at / 1000}^{date_short} {time}|`);
  });

  it('is numbers there, which are in no language, where the Slack of somebody is in another one', async () => {
    const mixed = { locale: 'de', tz: 'Europe/Lisbon', isChannel: true, isMixed: true } as const;
    const { ready } = await readied(view, told('de'), mixed);
    const said = `<!date^${at / 1000}^{date_num} {time}|Mi., 2. Dezember um 10:00 WEZ>`;
    expect(ready.text).toContain(said);
    expect(JSON.stringify(ready.blocks)).toContain(said);
    expect(JSON.stringify(ready)).not.toContain('date_short');
  });

  it('without a time is the same day for every reader, in the sentence’s language', async () => {
    const sentence = (locale: 'en' | 'de') =>
      messageOf(retroCopy.in(locale, 'Europe/Berlin').mrkdwn('main.looksBack', { date: onDay(at) }));
    const channel = { locale: 'en', tz: 'Europe/Berlin', isChannel: true } as const;
    const { ready } = await readied(view, sentence('en'), channel);
    expect(ready.text).toContain('Wed 2 December 2026');
    expect(JSON.stringify(ready)).not.toContain('<!date');
    expect((await readied(view, sentence('de'), channel)).ready.text).toContain('Mi., 2. Dezember 2026');
  });

  it('that somebody wrote stays as it was typed', async () => {
    const typed = '<!date^1^{date}|today> and <!date^1^{date}|now>';
    const { ready } = await readied(view, messageOf(userText(typed)), { locale: 'en', tz: 'UTC' });
    expect(JSON.stringify(ready.blocks)).toContain(typed);
  });
});

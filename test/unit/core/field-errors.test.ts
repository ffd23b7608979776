import { errorsByBlock } from '../../../src/core/kit/modal.ts';
import { errors } from '../../../src/core/listener.ts';
import { retroCopy } from '../../../src/features/retro/session/words.ts';

describe('a field error', () => {
  it('falls on the input of its field, whichever round of the form is open', () => {
    expect(errorsByBlock({ about: 'Shorter' }, ['when', 'about#2'])).toEqual({ 'about#2': 'Shorter' });
  });
  it('falls on the first input where its own is not drawn', () => {
    expect(errorsByBlock({ people: 'Choose' }, ['about', 'kind'])).toEqual({ about: 'Choose' });
  });
  it('stands beside another one on the same input', () => {
    expect(errorsByBlock({ about: 'Shorter.', people: 'Choose.' }, ['about'])).toEqual({
      about: 'Shorter. Choose.',
    });
  });
  it('falls on nothing where there is no input', () => {
    expect(errorsByBlock({ about: 'Shorter' }, [])).toEqual({});
  });
  it('names a command without backticks, which Slack would show, and takes no mrkdwn', () => {
    const t = retroCopy.in('en', 'UTC');
    expect(errors({ about: t.plain('refused.gone') })).toMatchObject({
      errors: { about: expect.stringContaining('You can start a new one with /retro.') as unknown },
    });
    // @ts-expect-error -- mrkdwn is not plain text
    errors({ about: t.mrkdwn('refused.gone') });
  });
});

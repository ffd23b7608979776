import { errorsByBlock } from '../../../src/core/kit/modal.ts';

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
});

import type { PersonView } from '../../../sandbox/protocol.ts';
import { suggestPeople, writeMention } from '../../../sandbox/page/suggest.ts';

const person = (name: string, standing: PersonView['standing'] = 'member'): PersonView => ({
  id: name,
  name,
  title: '',
  teamId: 'T1',
  teamName: '',
  tz: 'Europe/Berlin',
  locale: 'en-US',
  standing,
  isAdmin: false,
  statusText: '',
  statusEmoji: '',
  quietUntil: null,
});
const people = [person('Priya Raghunathan'), person('Noor Haddad'), person('Leila Haddad', 'deactivated')];
const names = (text: string, caret = text.length) =>
  suggestPeople(text, caret, people).map(({ name }) => name);

describe('who is suggested for a mention', () => {
  it('is everybody of whom a name begins so and who is still here', () => {
    expect(names('@')).toEqual(['Priya Raghunathan', 'Noor Haddad']);
    expect(names('hello @pri')).toEqual(['Priya Raghunathan']);
    expect(names('@had')).toEqual(['Noor Haddad']);
    expect(names('@Noor H')).toEqual(['Noor Haddad']);
  });

  it('is nobody in an address, without @, behind the caret, or when the name stands there', () => {
    expect(names('noor@had')).toEqual([]);
    expect(names('noor')).toEqual([]);
    expect(names('a @noor', 1)).toEqual([]);
    expect(names('@Noor Haddad')).toEqual([]);
  });
});

describe('a mention', () => {
  it('is written out where it was begun, and the caret stands behind it', () => {
    expect(writeMention('ask @pri about it', 8, 'Priya Raghunathan')).toEqual({
      text: 'ask @Priya Raghunathan about it',
      caret: 23,
    });
  });
});

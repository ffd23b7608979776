import { chromiumPath } from '../support/chromium.ts';

const only = (path: string) => (place: string) => place === path;

describe('the browser of the tests', () => {
  it.each([
    ['linux', {}, '/usr/bin/chromium'],
    ['linux', {}, '/usr/bin/chromium-headless-shell'],
    ['darwin', { HOME: '/Users/mara' }, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['darwin', { HOME: '/Users/mara' }, '/Users/mara/Applications/Chromium.app/Contents/MacOS/Chromium'],
    [
      'win32',
      { PROGRAMFILES: 'C:\\Program Files' },
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
    ['win32', { CHROMIUM: 'D:\\chrome.exe' }, 'D:\\chrome.exe'],
  ])('is found on %s with %j at %s', (platform, env, path) => {
    expect(chromiumPath(platform, env, only(path))).toBe(path);
  });
  it('is the headless shell where there are several', () => {
    expect(chromiumPath('linux', {}, () => true)).toBe('/usr/bin/chromium-headless-shell');
  });
  it('may be missing', () => {
    expect(chromiumPath('linux', {}, () => false)).toBeUndefined();
  });
});

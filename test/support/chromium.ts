/** Where the browser for the end-to-end tests is. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Chrome and Chromium are installed, by `process.platform`. */
function usualPlaces(platform: string, env: NodeJS.ProcessEnv): readonly string[] {
  if (platform === 'darwin') {
    const apps = ['/Applications', ...(env['HOME'] === undefined ? [] : [join(env['HOME'], 'Applications')])];
    const names = ['Google Chrome', 'Chromium'];
    return apps.flatMap((folder) => names.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`));
  }
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'];
    return folders.flatMap((folder) =>
      folder === undefined ? [] : programs.map((one) => `${folder}\\${one}`),
    );
  }
  return [
    // Without a window's own pages, which cost as much as ours.
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
  ];
}

/** @returns the path in `CHROMIUM`, or where it is usually installed; `undefined` when there is none */
export function chromiumPath(
  platform: string = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  exists: (path: string) => boolean = existsSync,
): string | undefined {
  return [env['CHROMIUM'], ...usualPlaces(platform, env)].find(
    (place) => place !== undefined && exists(place),
  );
}

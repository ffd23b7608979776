/** Where the browser for the end-to-end tests is. */
import { existsSync } from 'node:fs';

/** @returns the path in `CHROMIUM`, or where distributions put it; `undefined` when there is none */
export function chromiumPath(): string | undefined {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  return places.find((place) => place !== undefined && existsSync(place));
}

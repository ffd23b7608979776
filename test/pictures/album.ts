/** How the pictures of the docs are taken: of a message or a window alone, so that they are small and read at any width. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { Member } from '../support/browser.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'pictures');
mkdirSync(folder, { recursive: true });

/** Tall enough for the longest message, and as wide as the docs show it. */
const size = { width: 1080, height: 1500 };

/** @param name of the file in docs/pictures, without its ending */
export async function picture(of: Locator, name: string): Promise<void> {
  await of.scrollIntoViewIfNeeded();
  await leaveAlone(of);
  await of.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

/** What looks otherwise under the mouse is not what one finds. */
const leaveAlone = (of: Locator): Promise<void> => of.page().mouse.move(0, 0);

/**
 * Takes what lies over each other, such as a message and its open menu, as one picture.
 * @param margin around it, in pixels
 */
export async function together(parts: readonly Locator[], name: string, margin = 0): Promise<void> {
  const [first] = parts;
  if (first === undefined) return;
  await leaveAlone(first);
  const boxes = (await Promise.all(parts.map((part) => part.boundingBox()))).filter((box) => box !== null);
  const x = Math.min(...boxes.map((box) => box.x)) - margin;
  const y = Math.min(...boxes.map((box) => box.y)) - margin;
  const width = Math.max(...boxes.map((box) => box.x + box.width)) + margin - x;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + margin - y;
  await first.page().screenshot({ path: join(folder, `${name}.png`), clip: { x, y, width, height } });
}

/** Somebody of the company, in a tab of their own, in a channel. */
export async function enter(browser: Browser, url: string, name: string, channel: string): Promise<Member> {
  const member = await Member.open(browser, url, name, size);
  member.page.setDefaultTimeout(45_000);
  await member.goTo(channel);
  return member;
}

/** Does again what opens a window until it is there: on a busy machine a trigger may be over before Lore is heard. */
export async function opened(dialog: Locator, open: () => Promise<void>): Promise<Locator> {
  for (let tries = 0; tries < 6; tries += 1) {
    await open();
    const isThere = await dialog.waitFor({ timeout: 8_000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return dialog;
  }
  throw new Error('no window opens');
}
